//! A large PNG made smaller row by row: it is never there as a whole.

use super::Picture;
use super::plan::halved;
use super::shrink::{Sum, add};
use crate::error::ModelError;
use std::io::{BufRead, Seek};

/// Whether the PNG's rows come from the top to the bottom, once each.
pub(super) fn is_plain(file: &[u8]) -> bool {
    // IHDR is the first chunk and has its interlace method last (PNG, section 11.2.1).
    file.get(28) == Some(&0)
}

/// RGBA of the picture, so many times halved.
pub(super) fn decode<R: BufRead + Seek>(
    file: R,
    size: (u32, u32),
    times: u32,
    most: u64,
) -> Result<Picture, ModelError> {
    let limits = png::Limits { bytes: usize::try_from(most).unwrap_or(usize::MAX) };
    let mut decoder = png::Decoder::new_with_limits(file, limits);
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().map_err(broken)?;
    if (reader.info().width, reader.info().height) != size {
        return Err(ModelError::Image("of another size than its head says".to_owned()));
    }
    let (colour, depth) = reader.output_color_type();
    let (width, height) = halved(size, times);
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    let mut sums = vec![Sum::default(); width as usize];
    let mut narrow = Vec::new();
    let mut row = 0u32;
    while let Some(line) = reader.next_row().map_err(broken)? {
        let mut samples = line.data();
        if depth == png::BitDepth::Sixteen {
            // The high byte is close enough to a mean.
            narrow.clear();
            narrow.extend(samples.chunks_exact(2).map(|two| two[0]));
            samples = &narrow;
        }
        add(&mut sums, samples, colour.samples(), times);
        row += 1;
        let ends = row.is_multiple_of(1 << times) || row == size.1;
        if ends && rgba.len() < width as usize * height as usize * 4 {
            rgba.extend(sums.iter().flat_map(Sum::mean));
            sums.fill(Sum::default());
        }
    }
    if rgba.len() == width as usize * height as usize * 4 {
        Ok(Picture { width, height, rgba })
    } else {
        Err(ModelError::Image("of fewer rows than its head says".to_owned()))
    }
}

fn broken(error: png::DecodingError) -> ModelError {
    ModelError::Image(error.to_string().chars().take(200).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::image::{DynamicImage, ImageFormat};
    use std::io::Cursor;

    fn made(image: DynamicImage, times: u32) -> Picture {
        let (size, mut file) = ((image.width(), image.height()), Cursor::new(Vec::new()));
        image.write_to(&mut file, ImageFormat::Png).expect("it is encoded");
        assert!(is_plain(file.get_ref()));
        decode(Cursor::new(file.into_inner()), size, times, 32 << 20).expect("it is good")
    }

    #[test]
    fn rows_of_eight_and_sixteen_bits_are_the_picture_that_a_whole_decoder_gives() {
        let picture = ::image::RgbaImage::from_fn(6, 4, |x, y| {
            ::image::Rgba([(x * 40) as u8, (y * 60) as u8, 9, if x == 0 { 0 } else { 200 + y as u8 }])
        });
        let whole = DynamicImage::from(picture.clone());
        let wide = DynamicImage::from(whole.to_rgba16());
        for image in [whole.clone(), wide] {
            let same = made(image, 0);
            assert_eq!((same.width, same.height, &same.rgba), (6, 4, picture.as_raw()));
        }
        let half = made(whole, 1);
        assert_eq!((half.width, half.height), (3, 2));
        // Two columns, 80 and 120, of rows 0 and 60, all seen nearly alike.
        assert_eq!(half.rgba[4..8], [100, 30, 9, 201]);
        let grey = made(
            DynamicImage::from(::image::GrayImage::from_fn(5, 3, |x, _| ::image::Luma([x as u8 * 10]))),
            1,
        );
        assert_eq!(grey.rgba, [5, 5, 5, 255, 25, 25, 25, 255]);
    }
}
