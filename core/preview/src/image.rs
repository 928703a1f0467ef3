//! Pictures of a model: looked at before they are decoded, decoded side by side, the same bytes once.

use crate::error::ModelError;
use crate::limits::Limits;
use ::image::{DynamicImage, ImageFormat, ImageReader, Limits as DecoderLimits};
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A decoded picture: RGBA, 8 bits each, rows from the top without gaps.
#[derive(PartialEq, Eq)]
pub struct Picture {
    /// Points across.
    pub width: u32,
    /// Points down.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}x{})", self.width, self.height)
    }
}

/// Files of pictures that are waiting to be decoded; the same bytes wait once.
#[derive(Default)]
pub(crate) struct Waiting<'a> {
    files: Vec<std::borrow::Cow<'a, [u8]>>,
    hashes: Vec<blake3::Hash>,
    pixels: u64,
}

impl<'a> Waiting<'a> {
    /// Looks at a file's head and puts it in line. Gives its place.
    pub(crate) fn add(
        &mut self,
        file: std::borrow::Cow<'a, [u8]>,
        limits: &Limits,
    ) -> Result<usize, ModelError> {
        let hash = blake3::hash(&file);
        if let Some(place) = self.hashes.iter().position(|known| *known == hash) {
            return Ok(place);
        }
        let reader = reader(&file)?;
        let (width, height) =
            reader.into_dimensions().map_err(|error| ModelError::Image(error.to_string()))?;
        if width > limits.image_side || height > limits.image_side {
            return Err(ModelError::ImageTooLarge { width, height, limit: limits.image_side });
        }
        self.pixels = self.pixels.saturating_add(u64::from(width) * u64::from(height));
        if self.pixels > limits.pixels {
            return Err(ModelError::TooManyPixels(limits.pixels));
        }
        self.files.push(file);
        self.hashes.push(hash);
        Ok(self.files.len() - 1)
    }

    /// Decodes all of them on as many threads as help, while `meanwhile` runs on this one.
    pub(crate) fn decode<T>(
        &self,
        expired: &(dyn Fn() -> bool + Sync),
        meanwhile: impl FnOnce() -> Result<T, ModelError>,
    ) -> Result<(Vec<Arc<Picture>>, T), ModelError> {
        let next = AtomicUsize::new(0);
        let take = || {
            let mut done = Vec::new();
            while let Some(place) =
                Some(next.fetch_add(1, Ordering::Relaxed)).filter(|i| *i < self.files.len())
            {
                done.push((
                    place,
                    if expired() { Err(ModelError::Time) } else { decode(&self.files[place]) },
                ));
            }
            done
        };
        let helpers = std::thread::available_parallelism().map_or(1, |n| n.get()).min(self.files.len());
        let (mut done, made) = std::thread::scope(|scope| {
            let helpers: Vec<_> = (0..helpers.min(4)).map(|_| scope.spawn(take)).collect();
            let made = meanwhile();
            let mut done = take();
            for helper in helpers {
                // A decoder that panicked has decoded nothing: its picture is missing below.
                done.extend(helper.join().unwrap_or_default());
            }
            (done, made)
        });
        done.sort_by_key(|(place, _)| *place);
        if done.len() != self.files.len() {
            return Err(ModelError::Image("a decoder failed".to_owned()));
        }
        let pictures: Result<Vec<_>, _> =
            done.into_iter().map(|(_, picture)| picture.map(Arc::new)).collect();
        Ok((pictures?, made?))
    }
}

fn reader(file: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, ModelError> {
    let mut reader = ImageReader::new(Cursor::new(file))
        .with_guessed_format()
        .map_err(|error| ModelError::Image(error.to_string()))?;
    match reader.format() {
        Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) => {}
        _ => return Err(ModelError::Image("neither PNG, JPEG nor WebP".to_owned())),
    }
    let mut limits = DecoderLimits::default();
    limits.max_alloc = Some(512 << 20);
    reader.limits(limits);
    Ok(reader)
}

fn decode(file: &[u8]) -> Result<Picture, ModelError> {
    let image = reader(file)?.decode().map_err(|error| ModelError::Image(error.to_string()))?;
    let rgba = match image {
        DynamicImage::ImageRgba8(image) => image,
        other => other.into_rgba8(),
    };
    Ok(Picture { width: rgba.width(), height: rgba.height(), rgba: rgba.into_raw() })
}
