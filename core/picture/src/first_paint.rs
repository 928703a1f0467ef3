//! The first paint (ThumbHash) that is seen before a picture is there: about 25 bytes a picture.

use crate::decode::sides_within;
use image::{RgbaImage, imageops};

/// The ThumbHash of a picture.
pub fn first_paint(picture: &RgbaImage) -> Vec<u8> {
    // ThumbHash takes at most 100 by 100.
    let (width, height) = sides_within(picture.dimensions(), 100, 100);
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
