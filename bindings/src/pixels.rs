//! Pictures and frames: objects that lend their pixels; nothing is copied on the way to the screen.

use crate::error::ShopError;
use crate::live::{HandleKind, LiveCount};
use std::sync::Arc;
use tradewind_app::{Frame, Image};

/// A picture in the core's memory: RGBA, 8 bits each, sRGB, rows from the top, `stride` bytes apart. The address holds for as
/// long as this object lives: keep it until the pixels are on the screen or copied, then let it go. Read-only.
#[derive(uniffi::Object)]
pub struct Pixels {
    source: Source,
    _counted: LiveCount,
}

enum Source {
    Picture(Arc<Image>),
    Frame(Arc<dyn Frame>),
}

impl Pixels {
    pub(crate) fn of_picture(picture: Arc<Image>) -> Arc<Self> {
        Arc::new(Self { source: Source::Picture(picture), _counted: LiveCount::new(HandleKind::Pixels) })
    }

    pub(crate) fn of_frame(frame: Arc<dyn Frame>) -> Arc<Self> {
        Arc::new(Self { source: Source::Frame(frame), _counted: LiveCount::new(HandleKind::Pixels) })
    }

    /// Whether this lends the pixels of that frame.
    pub(crate) fn lends(&self, frame: &Arc<dyn Frame>) -> bool {
        matches!(&self.source, Source::Frame(mine) if Arc::ptr_eq(mine, frame))
    }

    /// The pixels themselves, for callers in Rust.
    pub fn bytes(&self) -> &[u8] {
        match &self.source {
            Source::Picture(picture) => &picture.rgba,
            Source::Frame(frame) => frame.pixels(),
        }
    }
}

#[uniffi::export]
impl Pixels {
    /// Where the first byte is. The same address means the same picture, while the former one is still held.
    pub fn address(&self) -> Result<u64, ShopError> {
        Ok(self.bytes().as_ptr() as u64)
    }

    /// How many bytes there are.
    pub fn length(&self) -> Result<u64, ShopError> {
        Ok(self.bytes().len() as u64)
    }

    /// Bytes from one row to the next.
    pub fn stride(&self) -> Result<u32, ShopError> {
        Ok(match &self.source {
            Source::Picture(picture) => picture.width.saturating_mul(4),
            Source::Frame(frame) => u32::try_from(frame.stride()).unwrap_or(u32::MAX),
        })
    }

    /// Pixels in a row.
    pub fn width(&self) -> Result<u32, ShopError> {
        Ok(match &self.source {
            Source::Picture(picture) => picture.width,
            Source::Frame(frame) => frame.width(),
        })
    }

    /// Number of rows.
    pub fn height(&self) -> Result<u32, ShopError> {
        Ok(match &self.source {
            Source::Picture(picture) => picture.height,
            Source::Frame(frame) => frame.height(),
        })
    }

    /// Whether colours are multiplied with alpha already: true of frames, false of pictures.
    pub fn premultiplied(&self) -> Result<bool, ShopError> {
        Ok(matches!(self.source, Source::Frame(_)))
    }
}
