//! Decoding within the limits, in memory and time: PNG, JPEG or WebP, as RGBA, resized from the decoder's own samples.

use crate::shrink::shrunk;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{ColorType, ImageDecoder, ImageFormat, Limits, RgbaImage};
use std::io::Cursor;
use tradewind_domain::limits::{
    PICTURE_BYTES, PICTURE_DECODED_BYTES, PICTURE_HEAVY_PIXELS, PICTURE_PIXELS, PICTURE_SIDE,
    WEBP_LOSSLESS_BYTES, webp_lossless_bytes,
};

/// The bytes are no PNG, JPEG or WebP within the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// What a file says of itself, within the limits: nothing of the picture was decoded yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Width and height in pixels.
    pub size: (u32, u32),
}

impl Head {
    /// Whether it should be decoded alone, because two like it would not fit.
    pub fn is_heavy(self) -> bool {
        u64::from(self.size.0) * u64::from(self.size.1) > PICTURE_HEAVY_PIXELS
    }
}

/// Looks at a PNG, a JPEG or a WebP: refuses what a phone would not decode.
pub fn head(file: &[u8]) -> Result<Head, Unreadable> {
    let decoder = decoder(file)?;
    Ok(Head { size: decoder.dimensions() })
}

/// Decodes within the limits, in memory and time: a PNG, a JPEG or a WebP, as RGBA.
pub fn decode(file: &[u8]) -> Result<RgbaImage, Unreadable> {
    decode_fitted(file, u32::MAX, u32::MAX)
}

/// Decodes, fitted within a width and a height and never enlarged. The large picture is never RGBA: it is made smaller from
/// the decoder's own samples. `image`'s pictures of each kind would also resize each in code of their own, a tenth of a
/// megabyte in a phone's library.
pub fn decode_fitted(file: &[u8], width: u32, height: u32) -> Result<RgbaImage, Unreadable> {
    let decoder = decoder(file)?;
    let (size, kind) = (decoder.dimensions(), decoder.color_type());
    let length = usize::try_from(decoder.total_bytes()).map_err(|_| Unreadable)?;
    let mut pixels = vec![0; length];
    decoder.read_image(&mut pixels).map_err(|_| Unreadable)?;
    let fits = size.0 <= width && size.1 <= height;
    if fits && kind == ColorType::Rgba8 {
        return RgbaImage::from_raw(size.0, size.1, pixels).ok_or(Unreadable);
    }
    let to = if fits { size } else { sides_within(size, width, height) };
    shrunk(&pixels, kind, size, to).ok_or(Unreadable)
}

/// A decoder of what is within the limits. None of them has allocated for the picture yet.
fn decoder(file: &[u8]) -> Result<Box<dyn ImageDecoder + '_>, Unreadable> {
    if file.len() as u64 > PICTURE_BYTES || webp_lossless_bytes(file) > WEBP_LOSSLESS_BYTES {
        return Err(Unreadable);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(PICTURE_SIDE);
    limits.max_image_height = Some(PICTURE_SIDE);
    limits.max_alloc = Some(PICTURE_DECODED_BYTES);
    let file = Cursor::new(file);
    let mut decoder: Box<dyn ImageDecoder + '_> = match image::guess_format(file.get_ref())
        .map_err(|_| Unreadable)?
    {
        ImageFormat::Png => Box::new(PngDecoder::with_limits(file, limits.clone()).map_err(|_| Unreadable)?),
        ImageFormat::Jpeg => Box::new(JpegDecoder::new(file).map_err(|_| Unreadable)?),
        ImageFormat::WebP => Box::new(WebPDecoder::new(file).map_err(|_| Unreadable)?),
        _ => return Err(Unreadable),
    };
    decoder.set_limits(limits).map_err(|_| Unreadable)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let within = pixels > 0 && pixels <= PICTURE_PIXELS && decoder.total_bytes() <= PICTURE_DECODED_BYTES;
    if within { Ok(decoder) } else { Err(Unreadable) }
}

/// The picture within a width and a height, never enlarged.
pub fn fitted(picture: RgbaImage, width: u32, height: u32) -> RgbaImage {
    if picture.width() <= width && picture.height() <= height {
        return picture;
    }
    let size = picture.dimensions();
    let to = sides_within(size, width, height);
    shrunk(picture.as_raw(), ColorType::Rgba8, size, to).unwrap_or(picture)
}

/// As large as fits within a width and a height, in the picture's own shape.
pub(crate) fn sides_within(size: (u32, u32), width: u32, height: u32) -> (u32, u32) {
    let (from_width, from_height) = (f64::from(size.0.max(1)), f64::from(size.1.max(1)));
    let scale = (f64::from(width) / from_width).min(f64::from(height) / from_height);
    let side = |from: f64, most: u32| ((from * scale).round() as u32).clamp(1, most.max(1));
    (side(from_width, width), side(from_height, height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::DynamicImage;

    #[test]
    fn a_picture_is_fitted_in_its_own_shape_and_never_enlarged() {
        let sides = |from: (u32, u32), to: (u32, u32)| {
            let picture = fitted(RgbaImage::new(from.0, from.1), to.0, to.1);
            (picture.width(), picture.height())
        };
        assert_eq!(sides((640, 480), (320, 320)), (320, 240));
        assert_eq!(sides((30, 40), (320, 320)), (30, 40));
        assert_eq!(sides((4000, 1), (100, 100)), (100, 1));
        // As `image` itself rounds.
        for (width, height) in [(333, 1000), (1001, 77), (64, 64), (5, 4999)] {
            let theirs = DynamicImage::new_rgba8(width, height).thumbnail(100, 100);
            let ours = sides_within((width, height), 100, 100);
            assert_eq!(ours, (theirs.width(), theirs.height()));
        }
    }
}
