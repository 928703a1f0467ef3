//! Pictures of a few kilobytes that unfold to as much as a phone takes, and to much more.

use image::{DynamicImage, ImageFormat};
use std::io::Cursor;

/// How many of them, from the first on, are within the limits and as dear as that can be.
pub(crate) const HEAVY: usize = 5;

fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, format).expect("a format of these samples");
    file.into_inner()
}

/// Name and file of each.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    let rgba = file(&DynamicImage::new_rgba8(4_096, 4_096), ImageFormat::Png);
    let mut grown = rgba.clone();
    // The same, said to be twice as wide (IHDR; its checksum is wrong then too, and nobody should get that far).
    grown[16..20].copy_from_slice(&8_192_u32.to_be_bytes());
    let mut lossless = b"RIFF\0\0\0\0WEBPVP8L".to_vec();
    let noise: Vec<u8> = (0..600_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    lossless.extend((noise.len() as u32).to_le_bytes());
    lossless.extend([0x2f, 0xff, 0xff, 0xff, 0x0f]);
    lossless.extend(&noise);
    let mut hidden = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\x20\0\0\x20\0\0ALPH".to_vec();
    hidden.extend((noise.len() as u32).to_le_bytes());
    hidden.extend(&noise);
    vec![
        ("rgba.png", rgba),
        ("sixteen.png", file(&DynamicImage::new_rgba16(2_896, 2_896), ImageFormat::Png)),
        ("grey.png", file(&DynamicImage::new_luma8(4_096, 4_096), ImageFormat::Png)),
        ("rgb.jpg", file(&DynamicImage::new_rgb8(4_096, 4_096), ImageFormat::Jpeg)),
        ("small.webp", file(&DynamicImage::new_rgba8(2_000, 2_000), ImageFormat::WebP)),
        ("wide.png", file(&DynamicImage::new_luma8(8_192, 2_100), ImageFormat::Png)),
        ("grown.png", grown),
        ("large.png", file(&DynamicImage::new_luma8(8_193, 10), ImageFormat::Png)),
        ("sixteen-large.png", file(&DynamicImage::new_rgb16(4_000, 4_000), ImageFormat::Png)),
        ("lossless.webp", lossless),
        ("hidden.webp", hidden),
        ("one-bit.png", include_bytes!("../../corpus/pictures/one-bit-8192.png").to_vec()),
        ("sides.png", include_bytes!("../../corpus/pictures/sides-30000.png").to_vec()),
    ]
}
