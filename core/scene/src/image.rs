//! Pictures of a model: looked at before they are decoded, decoded side by side, the same bytes once, made smaller where a phone
//! would not hold them.

mod decode;
mod plan;
mod png_rows;
mod shrink;
mod waiting;

pub(crate) use waiting::{Decoded, Waiting};

use crate::basis::BasisPicture;
use crate::error::ModelError;
use std::borrow::Cow;

/// A picture of a model, as it goes to the graphics card.
#[derive(Debug, PartialEq, Eq)]
pub enum Texels {
    /// Decoded.
    Plain(Picture),
    /// Compressed, and decoded for the card that there is.
    Basis(BasisPicture),
}

impl Texels {
    /// Width and height in pixels.
    pub const fn size(&self) -> (u32, u32) {
        match self {
            Self::Plain(picture) => (picture.width, picture.height),
            Self::Basis(picture) => (picture.width, picture.height),
        }
    }

    /// All pixels, decoded where they are not yet.
    pub fn plain(&self) -> Result<Cow<'_, Picture>, ModelError> {
        match self {
            Self::Plain(picture) => Ok(Cow::Borrowed(picture)),
            Self::Basis(picture) => {
                let (width, height) = self.size();
                picture.rgba().map(|rgba| Cow::Owned(Picture { width, height, rgba }))
            }
        }
    }
}

/// A decoded picture: RGBA, 8 bits each, rows from the top without gaps.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}x{})", self.width, self.height)
    }
}
