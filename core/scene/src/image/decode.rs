//! One picture decoded within limits, as large as it is kept.

use super::plan::{DECODING_BYTES, KEPT_SIDE, halved};
use super::shrink::shrunk;
use super::{Picture, Texels, png_rows};
use crate::basis::{self, BasisPicture};
use crate::error::ModelError;
use crate::limits::Limits;
use ::image::{ColorType, DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits as DecoderLimits};
use std::io::{BufRead, Cursor, Read, Seek, SeekFrom};
use tradewind_domain::limits::PICTURE_DECODED_BYTES;

/// What a decoder may allocate besides the picture: tables, a profile, a row.
const BESIDES: u64 = 32 << 20;

/// What a file's head says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    /// Width and height, pixels.
    pub(super) size: (u32, u32),
    /// Bytes that decoding it takes at its own size.
    pub(super) cost: u64,
    /// None of those that are decoded: KTX2.
    format: Option<ImageFormat>,
}

/// Looks at a file's head.
pub(super) fn head(file: &[u8], limits: &Limits) -> Result<Head, ModelError> {
    if basis::is_ktx2(file) {
        let picture = BasisPicture::read(file.to_vec(), limits)?;
        let size = (picture.width, picture.height);
        return Ok(Head { size, cost: u64::from(size.0) * u64::from(size.1), format: None });
    }
    let (reader, format) = reader(Cursor::new(file), BESIDES)?;
    let decoder = reader.into_decoder().map_err(broken)?;
    let size = decoder.dimensions();
    let pixels = u64::from(size.0) * u64::from(size.1);
    if pixels == 0 {
        return Err(ModelError::Image("without a point".to_owned()));
    }
    let samples = decoder.total_bytes();
    // What the decoder needs beside the samples that it gives.
    let beside = match format {
        ImageFormat::Jpeg if keeps_coefficients(file) => pixels.saturating_mul(6),
        // Planes of 4:2:0.
        ImageFormat::WebP => pixels.saturating_mul(3) / 2,
        _ => 0,
    };
    // All others are made RGBA before they are made smaller.
    let is_plain = matches!(decoder.color_type(), ColorType::L8 | ColorType::Rgb8 | ColorType::Rgba8);
    let copy = if is_plain { 0 } else { pixels.saturating_mul(4) };
    let cost = samples.saturating_add(beside).saturating_add(copy);
    Ok(Head { size, cost, format: Some(format) })
}

impl Head {
    /// Its size as it counts for what is kept: compressed, a point takes a quarter.
    pub(super) const fn counted(&self) -> (u32, u32) {
        let (width, height) = self.size;
        if self.format.is_none() && width <= KEPT_SIDE && height <= KEPT_SIDE {
            (width.div_ceil(2), height.div_ceil(2))
        } else {
            self.size
        }
    }

    /// Whether one such picture is more than may be decoded at all.
    pub(super) fn is_too_much(&self, file: &[u8]) -> bool {
        let by_rows = self.format == Some(ImageFormat::Png) && png_rows::is_plain(file);
        self.cost > DECODING_BYTES && !by_rows
    }
}

/// Whether a JPEG's decoder holds all coefficients before it gives a point: progressive, or its components one after another
/// (ISO/IEC 10918-1, annexes B.2 and G).
fn keeps_coefficients(file: &[u8]) -> bool {
    let (mut at, mut components) = (2usize, 0u8);
    while let Some(&[0xFF, marker, high, low]) = file.get(at..).and_then(|rest| rest.first_chunk::<4>()) {
        let inside = |offset: usize| file.get(at + 4 + offset).copied().unwrap_or_default();
        match marker {
            0xC2 => return true,
            0xC0 | 0xC1 => components = inside(5),
            0xDA => return inside(0) < components,
            // A marker may be filled up with more of the same.
            0xFF => {
                at += 1;
                continue;
            }
            _ => {}
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    false
}

/// Decodes a file, so many times halved.
pub(super) fn decode(
    file: &[u8],
    head: Head,
    times: u32,
    limits: &Limits,
    over: &dyn Fn() -> bool,
) -> Result<Texels, ModelError> {
    if head.format.is_none() {
        return compressed(file, times, limits);
    }
    let dear = times > 0 || head.cost > PICTURE_DECODED_BYTES;
    let picture = if dear && head.format == Some(ImageFormat::Png) && png_rows::is_plain(file) {
        png_rows::decode(Watched { file: Cursor::new(file), over }, head.size, times, BESIDES)
    } else {
        whole(file, head, times, over)
    };
    if over() { Err(ModelError::Time) } else { picture.map(Texels::Plain) }
}

fn compressed(file: &[u8], times: u32, limits: &Limits) -> Result<Texels, ModelError> {
    let picture = BasisPicture::read(file.to_vec(), limits)?;
    if picture.levels > times {
        return picture
            .smaller(times)
            .map(Texels::Basis)
            .ok_or(ModelError::Image("no smaller level".to_owned()));
    }
    let size = (picture.width, picture.height);
    Ok(Texels::Plain(shrunk(picture.rgba()?, 4, size, times)))
}

fn whole(file: &[u8], head: Head, times: u32, over: &dyn Fn() -> bool) -> Result<Picture, ModelError> {
    let (width, height) = head.size;
    // Eight bytes a point: RGBA of 16 bits.
    let most = BESIDES + u64::from(width) * u64::from(height) * 8;
    let (reader, _) = reader(Watched { file: Cursor::new(file), over }, most)?;
    let image = reader.decode().map_err(broken)?;
    // The head was counted; the rest may say something else.
    if (image.width(), image.height()) != head.size {
        return Err(ModelError::Image("of another size than its head says".to_owned()));
    }
    Ok(match image {
        DynamicImage::ImageRgba8(image) if times == 0 => Picture { width, height, rgba: image.into_raw() },
        DynamicImage::ImageRgba8(image) => shrunk(image.into_raw(), 4, head.size, times),
        DynamicImage::ImageRgb8(image) if times > 0 => shrunk(image.into_raw(), 3, head.size, times),
        DynamicImage::ImageLuma8(image) if times > 0 => shrunk(image.into_raw(), 1, head.size, times),
        other if times == 0 => Picture { width, height, rgba: other.into_rgba8().into_raw() },
        other => shrunk(other.into_rgba8().into_raw(), 4, head.size, times),
    })
}

/// Width and height of what [`decode`] gives.
pub(super) fn kept(head: Head, times: u32) -> (u32, u32) {
    halved(head.size, times)
}

fn broken(error: ::image::ImageError) -> ModelError {
    ModelError::Image(error.to_string().chars().take(200).collect())
}

fn reader<R: BufRead + Seek>(file: R, most: u64) -> Result<(ImageReader<R>, ImageFormat), ModelError> {
    let mut reader = ImageReader::new(file)
        .with_guessed_format()
        .map_err(|error| ModelError::Image(error.to_string().chars().take(200).collect()))?;
    let format = match reader.format() {
        Some(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => format,
        Some(other) => return Err(ModelError::Image(format!("{other:?}, neither PNG, JPEG nor WebP"))),
        None => return Err(ModelError::Image("neither PNG, JPEG nor WebP".to_owned())),
    };
    let mut limits = DecoderLimits::default();
    limits.max_alloc = Some(most);
    reader.limits(limits);
    Ok((reader, format))
}

/// A file that ends when the time is over. A decoder that reads as it goes ends with it.
struct Watched<'a> {
    file: Cursor<&'a [u8]>,
    over: &'a dyn Fn() -> bool,
}

/// Bytes that are read between two looks at the clock.
const STEP: usize = 16 << 10;

impl Read for Watched<'_> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let most = to.len().min(STEP);
        let from = self.fill_buf()?;
        let taken = from.len().min(most);
        to[..taken].copy_from_slice(&from[..taken]);
        self.consume(taken);
        Ok(taken)
    }
}

impl BufRead for Watched<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if (self.over)() {
            return Err(std::io::Error::other("no time left"));
        }
        let rest = self.file.fill_buf()?;
        Ok(&rest[..rest.len().min(STEP)])
    }

    fn consume(&mut self, count: usize) {
        self.file.consume(count);
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.file.seek(to)
    }
}
