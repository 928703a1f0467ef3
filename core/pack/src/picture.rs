//! Pictures that a pack names: what a phone decodes at most, and the first paint (ThumbHash) that is seen before them.

use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The largest file fetched.
pub const MAX_FILE_BYTES: u64 = 10 << 20;
/// The largest side decoded, in pixels.
const MAX_SIDE: u32 = 8_192;
/// The most memory a decoder may take.
const MAX_DECODE_BYTES: u64 = 64 << 20;

/// No picture that a phone would show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// Decodes within the limits, in time and memory: a PNG, a JPEG or a WebP.
pub fn decode(file: &[u8]) -> Result<DynamicImage, Unreadable> {
    let format = image::guess_format(file).map_err(|_| Unreadable)?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) {
        return Err(Unreadable);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_DECODE_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits);
    reader.decode().map_err(|_| Unreadable)
}

/// The ThumbHash of a picture.
pub fn first_paint(picture: &DynamicImage) -> Vec<u8> {
    // ThumbHash takes at most 100 by 100.
    let small = picture.thumbnail(100, 100).to_rgba8();
    thumbhash::rgba_to_thumb_hash(small.width() as usize, small.height() as usize, &small)
}
