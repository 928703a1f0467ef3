//! Pictures that a pack names: what a phone decodes at most, and the first paint (ThumbHash) that is seen before them.

use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbaImage};
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

/// Decodes within the limits, in time and memory: a PNG, a JPEG or a WebP. Whatever its kind, what comes is RGBA: `image`'s
/// own pictures of any kind resize each in code of its own, which is a tenth of a megabyte in a phone's library.
pub fn decode(file: &[u8]) -> Result<RgbaImage, Unreadable> {
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
    reader.decode().map(DynamicImage::into_rgba8).map_err(|_| Unreadable)
}

/// The picture within a width and a height, never enlarged.
pub fn fitted(picture: RgbaImage, width: u32, height: u32) -> RgbaImage {
    if picture.width() <= width && picture.height() <= height {
        return picture;
    }
    let (width, height) = sides_within(&picture, width, height);
    imageops::resize(&picture, width, height, FilterType::Triangle)
}

/// As large as fits within a width and a height, in the picture's own shape.
fn sides_within(picture: &RgbaImage, width: u32, height: u32) -> (u32, u32) {
    let (from_width, from_height) = (f64::from(picture.width().max(1)), f64::from(picture.height().max(1)));
    let scale = (f64::from(width) / from_width).min(f64::from(height) / from_height);
    let side = |from: f64, most: u32| ((from * scale).round() as u32).clamp(1, most.max(1));
    (side(from_width, width), side(from_height, height))
}

/// The ThumbHash of a picture.
pub fn first_paint(picture: &RgbaImage) -> Vec<u8> {
    // ThumbHash takes at most 100 by 100.
    let (width, height) = sides_within(picture, 100, 100);
    let small = imageops::thumbnail(picture, width, height);
    thumbhash::rgba_to_thumb_hash(small.width() as usize, small.height() as usize, &small)
}

/// The small picture, at most 32 pixels a side, that a ThumbHash stands for; none for what is no ThumbHash.
pub fn painted(thumbhash: &[u8]) -> Option<RgbaImage> {
    let (width, height, rgba) = thumbhash::thumb_hash_to_rgba(thumbhash).ok()?;
    // A header may say that one side is nothing.
    let picture = RgbaImage::from_raw(u32::try_from(width).ok()?, u32::try_from(height).ok()?, rgba)?;
    (picture.width() > 0 && picture.height() > 0).then_some(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_painted_from_its_hash() {
        // Left red, right half green, twice as wide as high.
        let picture = RgbaImage::from_fn(64, 32, |x, _| {
            image::Rgba(if x < 32 { [220, 20, 20, 255] } else { [20, 160, 20, 255] })
        });
        let hash = first_paint(&picture);
        let painted = painted(&hash).expect("a hash of ours");
        // A hash knows the shape in sevenths only.
        assert!(painted.width() == 32 && (14..=20).contains(&painted.height()), "{:?}", painted.dimensions());
        let (left, right) = (painted.get_pixel(4, 8).0, painted.get_pixel(27, 8).0);
        assert!(left[0] > left[1] + 60, "{left:?}");
        assert!(right[1] > right[0] + 60, "{right:?}");
    }

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
            let ours = sides_within(&RgbaImage::new(width, height), 100, 100);
            assert_eq!(ours, (theirs.width(), theirs.height()));
        }
    }

    #[test]
    fn no_bytes_are_too_odd() {
        for seed in 0..20_000_u64 {
            let mut bytes = vec![0; (seed % 41) as usize];
            blake3::Hasher::new().update(&seed.to_le_bytes()).finalize_xof().fill(&mut bytes);
            if let Some(picture) = painted(&bytes) {
                assert!(
                    (1..=32).contains(&picture.width()) && (1..=32).contains(&picture.height()),
                    "{seed}"
                );
            }
        }
        // Headers that say a side of nothing.
        assert_eq!(painted(&[0; 30]), None);
    }
}
