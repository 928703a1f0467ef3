//! Mode ATTRIBUTES: vertices as deltas of their bytes, in blocks, 16 bytes a group.

use super::input::{BROKEN, Input, unzigzag};
use crate::error::ModelError;

/// Elements of a group.
const GROUP: usize = 16;
/// A block has at most so many bytes and elements.
const BLOCK_BYTES: usize = 8_192;
const BLOCK_ELEMENTS: usize = 256;

/// `count` elements of `stride` bytes.
pub(super) fn decode(bytes: &[u8], count: usize, stride: usize) -> Result<Vec<u8>, ModelError> {
    if stride == 0 || stride > 256 || !stride.is_multiple_of(4) {
        return Err(BROKEN);
    }
    let version = match bytes.first() {
        Some(0xa0) => 0,
        Some(0xa1) => 1,
        _ => return Err(BROKEN),
    };
    // At the end: what the first element is told from, and in version 1 how each four bytes are told.
    let told = stride + if version == 1 { stride / 4 } else { 0 };
    let tail = told.max(if version == 1 { 24 } else { 32 });
    let body = bytes.get(1..bytes.len().saturating_sub(tail)).ok_or(BROKEN)?;
    let (first, channels) = bytes.get(bytes.len() - told..).ok_or(BROKEN)?.split_at(stride);
    let mut last = first.to_vec();
    let mut decoded = vec![0; count.checked_mul(stride).ok_or(BROKEN)?];
    let mut input = Input(body);
    let most = (BLOCK_BYTES / stride / GROUP * GROUP).clamp(GROUP, BLOCK_ELEMENTS);
    for block in decoded.chunks_mut(most * stride) {
        if version == 1 {
            block_1(&mut input, block, channels, &mut last)?;
        } else {
            block_0(&mut input, block, &mut last)?;
        }
    }
    if input.0.is_empty() { Ok(decoded) } else { Err(BROKEN) }
}

fn block_0(input: &mut Input<'_>, block: &mut [u8], last: &mut [u8]) -> Result<(), ModelError> {
    let stride = last.len();
    let mut deltas = [0; BLOCK_ELEMENTS];
    let deltas = &mut deltas[..block.len() / stride];
    for (at, last) in last.iter_mut().enumerate() {
        groups(input, deltas, [0, 2, 4, 8])?;
        for (delta, element) in deltas.iter().zip(block.chunks_exact_mut(stride)) {
            *last = last.wrapping_add(unzigzag(u32::from(*delta)) as u8);
            element[at] = *last;
        }
    }
    Ok(())
}

fn block_1(
    input: &mut Input<'_>,
    block: &mut [u8],
    channels: &[u8],
    last: &mut [u8],
) -> Result<(), ModelError> {
    let stride = last.len();
    let count = block.len() / stride;
    let control = input.take(stride / 4)?;
    for (at, (channel, control)) in (0..).step_by(4).zip(channels.iter().zip(control)) {
        let mut deltas = [[0; BLOCK_ELEMENTS]; 4];
        for (byte, deltas) in deltas.iter_mut().enumerate() {
            let deltas = &mut deltas[..count];
            match (control >> (byte * 2)) & 3 {
                0 => groups(input, deltas, [0, 1, 2, 4])?,
                1 => groups(input, deltas, [1, 2, 4, 8])?,
                2 => {}
                _ => deltas.copy_from_slice(input.take(count)?),
            }
        }
        let last = &mut last[at..at + 4];
        for (index, element) in block.chunks_exact_mut(stride).enumerate() {
            let told = [0, 1, 2, 3].map(|byte: usize| deltas[byte][index]);
            add(last, told, *channel)?;
            element[at..at + 4].copy_from_slice(last);
        }
    }
    Ok(())
}

/// Four bytes from those before them, by their channel: bytes, halves, or a whole that is rotated.
fn add(last: &mut [u8], told: [u8; 4], channel: u8) -> Result<(), ModelError> {
    match channel & 3 {
        0 => {
            for (last, told) in last.iter_mut().zip(told) {
                *last = last.wrapping_add(unzigzag(u32::from(told)) as u8);
            }
        }
        1 => {
            for (last, told) in last.chunks_exact_mut(2).zip(told.chunks_exact(2)) {
                let told = u16::from_le_bytes([told[0], told[1]]);
                let now =
                    u16::from_le_bytes([last[0], last[1]]).wrapping_add(unzigzag(u32::from(told)) as u16);
                last.copy_from_slice(&now.to_le_bytes());
            }
        }
        2 => {
            let before = u32::from_le_bytes([last[0], last[1], last[2], last[3]]);
            let now = before ^ u32::from_le_bytes(told).rotate_right(u32::from(channel >> 4));
            last.copy_from_slice(&now.to_le_bytes());
        }
        _ => return Err(BROKEN),
    }
    Ok(())
}

/// One byte of each element of a block: two bits a group say how many bits its bytes have.
fn groups(input: &mut Input<'_>, bytes: &mut [u8], widths: [u32; 4]) -> Result<(), ModelError> {
    let header = input.take(bytes.len().div_ceil(GROUP).div_ceil(4))?;
    for (at, group) in bytes.chunks_mut(GROUP).enumerate() {
        let mut whole = [0; GROUP];
        unpack(input, &mut whole, widths[usize::from(header[at / 4] >> (at % 4 * 2)) & 3])?;
        group.copy_from_slice(&whole[..group.len()]);
    }
    Ok(())
}

/// A group: numbers of so many bits, of which the greatest says that a whole byte follows behind them.
fn unpack(input: &mut Input<'_>, group: &mut [u8; GROUP], width: u32) -> Result<(), ModelError> {
    match width {
        0 => *group = [0; GROUP],
        8 => group.copy_from_slice(input.take(GROUP)?),
        _ => {
            let each = 8 / width as usize;
            let packed = input.take(GROUP / each)?;
            let sentinel = (1u8 << width) - 1;
            for (bytes, packed) in group.chunks_exact_mut(each).zip(packed) {
                // Single bits stand from the lowest on, all others from the highest.
                let mut packed = if width == 1 { packed.reverse_bits() } else { *packed };
                for byte in bytes {
                    *byte = packed >> (8 - width);
                    packed <<= width;
                }
            }
            for byte in group.iter_mut().filter(|byte| **byte == sentinel) {
                *byte = input.byte()?;
            }
        }
    }
    Ok(())
}
