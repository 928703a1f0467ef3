//! Filters: what the decoded bytes are numbers of.

use super::input::BROKEN;
use crate::error::ModelError;

/// Applies one in place, to elements of `stride` bytes.
pub(super) fn apply(name: &str, bytes: &mut [u8], stride: usize) -> Result<(), ModelError> {
    match (name, stride) {
        ("OCTAHEDRAL", 4) => {
            each(bytes, |b: [u8; 4]| octahedral(b.map(|x| i32::from(x as i8)), 127).map(|x| x as u8))
        }
        ("OCTAHEDRAL", 8) => each(bytes, |b: [u8; 8]| halves(octahedral(signed(b), 32_767))),
        ("QUATERNION", 8) => each(bytes, |b: [u8; 8]| halves(quaternion(signed(b)))),
        ("COLOR", 4) => each(bytes, |b: [u8; 4]| {
            let [y, co, cg, a] = b;
            colour([i32::from(y), i32::from(co as i8), i32::from(cg as i8), i32::from(a)], 255)
                .map(|x| x as u8)
        }),
        ("COLOR", 8) => each(bytes, |b: [u8; 8]| {
            let [y, co, cg, a] = signed(b);
            halves(colour([y & 0xffff, co, cg, a & 0xffff], 65_535))
        }),
        ("EXPONENTIAL", stride) if stride % 4 == 0 => each(bytes, exponential),
        _ => return Err(BROKEN),
    }
    Ok(())
}

fn each<const N: usize>(bytes: &mut [u8], change: impl Fn([u8; N]) -> [u8; N]) {
    let (elements, _) = bytes.as_chunks_mut::<N>();
    elements.iter_mut().for_each(|element| *element = change(*element));
}

fn signed(bytes: [u8; 8]) -> [i32; 4] {
    let [a, b, c, d, e, f, g, h] = bytes;
    [[a, b], [c, d], [e, f], [g, h]].map(|half| i32::from(i16::from_le_bytes(half)))
}

fn halves(numbers: [i32; 4]) -> [u8; 8] {
    let [[a, b], [c, d], [e, f], [g, h]] = numbers.map(|number| (number as u16).to_le_bytes());
    [a, b, c, d, e, f, g, h]
}

/// Half away from zero, as the specification rounds.
fn rounded(number: f32) -> i32 {
    (number + if number >= 0.0 { 0.5 } else { -0.5 }) as i32
}

/// A direction on the octahedron, the third number is what stands for 1; the fourth stays.
fn octahedral([x, y, one, rest]: [i32; 4], most: i32) -> [i32; 4] {
    let (mut x, mut y) = (x as f32, y as f32);
    let z = one as f32 - x.abs() - y.abs();
    let fold = z.min(0.0);
    x += if x >= 0.0 { fold } else { -fold };
    y += if y >= 0.0 { fold } else { -fold };
    let length = (x * x + y * y + z * z).sqrt();
    let scale = if length > 0.0 { most as f32 / length } else { 0.0 };
    [rounded(x * scale), rounded(y * scale), rounded(z * scale), rest]
}

/// Three components of a unit quaternion; the greatest is left out, the fourth number says which it is and what stands for 1.
fn quaternion([x, y, z, told]: [i32; 4]) -> [i32; 4] {
    let scale = std::f32::consts::FRAC_1_SQRT_2 / (told | 3) as f32;
    let [x, y, z] = [x, y, z].map(|part| part as f32 * scale);
    let w = (1.0 - x * x - y * y - z * z).max(0.0).sqrt();
    let mut turned = [0; 4];
    for (by, part) in [w, x, y, z].into_iter().enumerate() {
        turned[((told & 3) as usize + by) & 3] = rounded(part * 32_767.0);
    }
    turned
}

/// YCoCg with its scale in the highest bit of alpha.
fn colour([y, co, cg, alpha]: [i32; 4], most: i32) -> [i32; 4] {
    let mut scale = alpha;
    for by in [1, 2, 4, 8] {
        scale |= scale >> by;
    }
    let part = |number: i32| {
        let scaled = if scale > 0 { number as f32 * (most as f32 / scale as f32) } else { 0.0 };
        ((scaled + 0.5) as i32).clamp(0, most)
    };
    [part(y + co - cg), part(y + cg), part(y - co - cg), part(((alpha << 1) & scale) | (alpha & 1))]
}

/// 24 bits of mantissa and 8 of exponent, both signed, as a float.
fn exponential(bytes: [u8; 4]) -> [u8; 4] {
    let [a, b, c, exponent] = bytes;
    let mantissa = i32::from_le_bytes([0, a, b, c]) >> 8;
    (mantissa as f32 * 2f32.powi(i32::from(exponent as i8))).to_le_bytes()
}
