//! KHR_texture_basisu: pictures in KTX2 that stay compressed on the graphics card.

use crate::error::ModelError;
use crate::limits::Limits;
use basisu::{DecodeFlags, TargetFormat, Transcoder};

/// KTX 2.0, section 3.1.
const IDENTIFIER: &[u8] = b"\xabKTX 20\xbb\r\n\x1a\n";
/// Where the list of levels begins, and how long a row of it is: offset, length, length without supercompression.
const LEVELS: usize = 80;
const LEVEL: usize = 24;
/// A level has at most 16 bytes for each block of 4 x 4.
const BLOCK: u64 = 16;

/// What a card keeps a picture in; every one is 4 x 4 texels in 16 bytes, but the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CardFormat {
    /// ASTC 4x4: most phones.
    Astc,
    /// BC7: cards of desks.
    Bc7,
    /// ETC2 with alpha: phones of GLES 3.0.
    Etc2,
    /// Four bytes a texel: every card.
    Rgba,
}

/// A picture in KTX2 whose texels are Basis Universal's (ETC1S or UASTC), with the levels that its author made.
#[derive(PartialEq, Eq)]
pub struct BasisPicture {
    /// Width in texels.
    pub width: u32,
    /// Height in texels.
    pub height: u32,
    /// Levels, the largest first; 1 where there are no smaller ones.
    pub levels: u32,
    /// Whether any texel may be seen through.
    pub has_alpha: bool,
    /// The file's own level that is the largest here.
    first: u32,
    file: Vec<u8>,
}

impl std::fmt::Debug for BasisPicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BasisPicture({}x{}, {} levels)", self.width, self.height, self.levels)
    }
}

/// Whether bytes begin as KTX2 does.
pub(crate) fn is_ktx2(bytes: &[u8]) -> bool {
    bytes.starts_with(IDENTIFIER)
}

impl BasisPicture {
    /// Reads the head of a file and holds its numbers to the limits; nothing is decoded yet.
    pub(crate) fn read(file: Vec<u8>, limits: &Limits) -> Result<Self, ModelError> {
        if !is_ktx2(&file) {
            return Err(broken("not KTX2"));
        }
        let number = |at: usize| word(&file, at).ok_or(broken("a cut KTX2"));
        let [width, height, depth, layers, faces, levels] = [20, 24, 28, 32, 36, 40].map(number);
        let (width, height, levels) = (width?, height?, levels?.max(1));
        if depth? != 0 || layers? != 0 || faces? != 1 {
            return Err(broken("KTX2 that is not one flat picture"));
        }
        if width == 0 || height == 0 {
            return Err(broken("without a point"));
        }
        if width > limits.image_side || height > limits.image_side {
            return Err(ModelError::ImageTooLarge { width, height, limit: limits.image_side });
        }
        if levels > width.max(height).ilog2() + 1 {
            return Err(broken("more levels than its size has"));
        }
        for level in 0..levels {
            let blocks = |side: u32| u64::from((side >> level).max(1).div_ceil(4));
            let most = blocks(width) * blocks(height) * BLOCK;
            let at = LEVELS + level as usize * LEVEL;
            // Numbers of 64 bits, which no file of ours fills. What BasisLZ comes to is not said: 0.
            let row = [0, 4, 8, 12, 16, 20].map(|offset| word(&file, at + offset));
            let [Some(from), Some(0), Some(length), Some(0), Some(whole), Some(0)] = row else {
                return Err(broken("a level of no such length"));
            };
            if u64::from(whole) > most {
                return Err(broken("a level longer than its blocks"));
            }
            if u64::from(from) + u64::from(length) > file.len() as u64 {
                return Err(broken("a level beyond its file"));
            }
        }
        let has_alpha = {
            let reader = Transcoder::new(&file).map_err(|_| broken("KTX2 that is not Basis Universal"))?;
            if reader.is_video() || reader.level_count() != levels || !reader.supports(TargetFormat::Rgba32) {
                return Err(broken("KTX2 of a kind that is not drawn"));
            }
            reader.has_alpha()
        };
        Ok(Self { width, height, levels, has_alpha, first: 0, file })
    }

    /// Without its largest levels, so many; none where it has no smaller one.
    pub(crate) fn smaller(self, times: u32) -> Option<Self> {
        let levels = self.levels.checked_sub(times).filter(|left| *left > 0)?;
        let side = |side: u32| (side >> times).max(1);
        let (width, height) = (side(self.width), side(self.height));
        Some(Self { width, height, levels, first: self.first + times, ..self })
    }

    /// Whether a card can keep it compressed: the largest level is of whole blocks.
    pub const fn is_of_whole_blocks(&self) -> bool {
        self.width.is_multiple_of(4) && self.height.is_multiple_of(4)
    }

    /// Bytes of each level for a card, the largest first.
    pub fn levels(&self, format: CardFormat) -> Result<Vec<Vec<u8>>, ModelError> {
        let target = match format {
            CardFormat::Astc => TargetFormat::Astc4x4Rgba,
            CardFormat::Bc7 => TargetFormat::Bc7Rgba,
            CardFormat::Etc2 => TargetFormat::Etc2Rgba,
            CardFormat::Rgba => TargetFormat::Rgba32,
        };
        let reader = Transcoder::new(&self.file).map_err(|_| broken("KTX2 that is not Basis Universal"))?;
        let level = |level| reader.transcode(level, target, DecodeFlags::NONE);
        (self.first..self.first + self.levels)
            .map(level)
            .collect::<Result<_, _>>()
            .map_err(|_| broken("texels that do not decode"))
    }

    /// The largest level, RGBA, 8 bits each, rows from the top without gaps.
    pub fn rgba(&self) -> Result<Vec<u8>, ModelError> {
        let reader = Transcoder::new(&self.file).map_err(|_| broken("KTX2 that is not Basis Universal"))?;
        let rgba = reader.transcode(self.first, TargetFormat::Rgba32, DecodeFlags::NONE);
        rgba.map_err(|_| broken("texels that do not decode"))
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|word| u32::from_le_bytes(*word))
}

fn broken(why: &'static str) -> ModelError {
    ModelError::Image(why.to_owned())
}

#[cfg(test)]
mod tests;
