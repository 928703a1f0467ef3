//! Pictures of a model: looked at before they are decoded, decoded side by side, the same bytes once, made smaller where a phone
//! would not hold them.

mod decode;
mod plan;
mod png_rows;
mod shrink;
mod waiting;

pub(crate) use waiting::{Decoded, Waiting};

/// A decoded picture: RGBA, 8 bits each, rows from the top without gaps.
#[derive(PartialEq, Eq)]
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
