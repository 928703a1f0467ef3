//! Modes TRIANGLES and INDICES: corners as edges and vertices that were met a short while ago.

use super::input::{BROKEN, Input, unzigzag};
use crate::error::ModelError;

/// Corners of `count / 3` triangles.
pub(super) fn triangles(bytes: &[u8], count: usize) -> Result<Vec<u32>, ModelError> {
    if bytes.first() != Some(&0xe1) || !count.is_multiple_of(3) {
        return Err(BROKEN);
    }
    let (codes, rest) = bytes[1..].split_at_checked(count / 3).ok_or(BROKEN)?;
    let (data, table) = rest.split_at_checked(rest.len().saturating_sub(16)).ok_or(BROKEN)?;
    if table.len() != 16 {
        return Err(BROKEN);
    }
    let mut met = Met::default();
    let mut input = Input(data);
    let mut all = Vec::with_capacity(count);
    for code in codes {
        all.extend(met.triangle(*code, table, &mut input)?);
    }
    if input.0.is_empty() { Ok(all) } else { Err(BROKEN) }
}

/// `count` indices in their order.
pub(super) fn sequence(bytes: &[u8], count: usize) -> Result<Vec<u32>, ModelError> {
    if bytes.first() != Some(&0xd1) {
        return Err(BROKEN);
    }
    let data = bytes.get(1..bytes.len().saturating_sub(4)).ok_or(BROKEN)?;
    // Each index is at least a byte: no more room is made than the bytes are worth.
    if count > data.len() {
        return Err(BROKEN);
    }
    let (mut input, mut last) = (Input(data), [0u32; 2]);
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        let value = variable(&mut input)?;
        let last = &mut last[(value & 1) as usize];
        *last = last.wrapping_add(unzigzag(value >> 1));
        all.push(*last);
    }
    if input.0.is_empty() { Ok(all) } else { Err(BROKEN) }
}

/// What was met: the last 16 edges and vertices, the next new vertex, the last that was told by its number.
#[derive(Default)]
struct Met {
    edges: Ring<(u32, u32)>,
    vertices: Ring<u32>,
    next: u32,
    last: u32,
}

#[derive(Default)]
struct Ring<T> {
    all: [T; 16],
    at: usize,
}

impl<T: Copy> Ring<T> {
    fn push(&mut self, value: T) {
        self.all[self.at & 15] = value;
        self.at = self.at.wrapping_add(1);
    }

    /// The one that was pushed so many pushes ago, the newest is 1.
    fn back(&self, by: u8) -> T {
        self.all[self.at.wrapping_sub(usize::from(by)) & 15]
    }
}

impl Met {
    fn triangle(&mut self, code: u8, table: &[u8], input: &mut Input<'_>) -> Result<[u32; 3], ModelError> {
        if code < 0xf0 {
            return self.at_an_edge(code, input);
        }
        let by_table = code < 0xfe;
        let aux = if by_table { table[usize::from(code & 15)] } else { input.byte()? };
        let (first, second, third) = (if code == 0xff { 15 } else { 0 }, aux >> 4, aux & 15);
        if !by_table && aux == 0 {
            self.next = 0;
        }
        // New vertices are counted before any is told by its number. In the table no 15 stands for a number.
        let [mut a, mut b, mut c] = [first, second, third].map(|by| match by {
            0 => self.fresh(),
            by => self.vertices.back(by),
        });
        if !by_table {
            for (corner, by) in [(&mut a, first), (&mut b, second), (&mut c, third)] {
                if by == 15 {
                    *corner = self.told(input)?;
                }
            }
        }
        self.vertices.push(a);
        for (corner, by) in [(b, second), (c, third)] {
            if by == 0 || !by_table && by == 15 {
                self.vertices.push(corner);
            }
        }
        self.edges.push((b, a));
        self.edges.push((c, b));
        self.edges.push((a, c));
        Ok([a, b, c])
    }

    /// A triangle at an edge that was met.
    fn at_an_edge(&mut self, code: u8, input: &mut Input<'_>) -> Result<[u32; 3], ModelError> {
        let (a, b) = self.edges.back((code >> 4) + 1);
        let (c, is_kept) = match code & 15 {
            0 => (self.fresh(), true),
            13 => (self.beside(u32::MAX), true),
            14 => (self.beside(1), true),
            15 => (self.told(input)?, true),
            by => (self.vertices.back(by + 1), false),
        };
        if is_kept {
            self.vertices.push(c);
        }
        self.edges.push((c, b));
        self.edges.push((a, c));
        Ok([a, b, c])
    }

    fn fresh(&mut self) -> u32 {
        let fresh = self.next;
        self.next = self.next.wrapping_add(1);
        fresh
    }

    fn beside(&mut self, by: u32) -> u32 {
        self.last = self.last.wrapping_add(by);
        self.last
    }

    fn told(&mut self, input: &mut Input<'_>) -> Result<u32, ModelError> {
        let by = unzigzag(variable(input)?);
        Ok(self.beside(by))
    }
}

/// Seven bits a byte, the lowest first, at most five bytes.
fn variable(input: &mut Input<'_>) -> Result<u32, ModelError> {
    let mut value = 0u32;
    for shift in [0, 7, 14, 21, 28] {
        let byte = input.byte()?;
        value |= u32::from(byte & 127) << shift;
        if byte < 128 {
            return Ok(value);
        }
    }
    Err(BROKEN)
}
