//! Pictures of a model: looked at before they are decoded, decoded side by side, the same bytes once.

use crate::error::ModelError;
use crate::limits::Limits;
use ::image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits as DecoderLimits};
use std::borrow::Cow;
use std::io::{BufRead, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tradewind_domain::limits::{
    PICTURE_DECODED_BYTES, PICTURE_HEAVY_PIXELS, PICTURES_DECODED_AT_ONCE, WEBP_LOSSLESS_BYTES,
    webp_lossless_bytes,
};
use tradewind_domain::lock;

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

/// What a decoder may allocate besides the picture: tables, a profile, a row.
const BESIDES: u64 = 32 << 20;

/// Files of pictures that are waiting to be decoded; the same bytes wait once.
#[derive(Default)]
pub(crate) struct Waiting<'a> {
    files: Vec<File<'a>>,
    pixels: u64,
    bytes: u64,
}

struct File<'a> {
    bytes: Cow<'a, [u8]>,
    hash: blake3::Hash,
    size: (u32, u32),
}

impl<'a> Waiting<'a> {
    /// Looks at a file's head and puts it in line. Gives its place.
    pub(crate) fn add(&mut self, bytes: Cow<'a, [u8]>, limits: &Limits) -> Result<usize, ModelError> {
        // Views into one buffer may overlap: a small file could name many large pictures.
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        if self.bytes > limits.file_bytes {
            return Err(ModelError::FileTooLarge { bytes: self.bytes, limit: limits.file_bytes });
        }
        let hash = blake3::hash(&bytes);
        if let Some(place) = self.files.iter().position(|known| known.hash == hash) {
            return Ok(place);
        }
        let lossless = webp_lossless_bytes(&bytes);
        if lossless > WEBP_LOSSLESS_BYTES {
            return Err(ModelError::FileTooLarge { bytes: lossless, limit: WEBP_LOSSLESS_BYTES });
        }
        let decoder = reader(Cursor::new(&*bytes), BESIDES)?.into_decoder().map_err(broken)?;
        let (width, height) = decoder.dimensions();
        if width > limits.image_side || height > limits.image_side {
            return Err(ModelError::ImageTooLarge { width, height, limit: limits.image_side });
        }
        let pixels = u64::from(width) * u64::from(height);
        if pixels == 0 {
            return Err(ModelError::Image("without a point".to_owned()));
        }
        if decoder.total_bytes() > PICTURE_DECODED_BYTES {
            return Err(ModelError::ImageTooLarge { width, height, limit: limits.image_side });
        }
        drop(decoder);
        self.pixels = self.pixels.saturating_add(pixels);
        if self.pixels > limits.pixels {
            return Err(ModelError::TooManyPixels(limits.pixels));
        }
        self.files.push(File { bytes, hash, size: (width, height) });
        Ok(self.files.len() - 1)
    }

    /// Decodes all of them on as many threads as help, while `meanwhile` runs on this one.
    pub(crate) fn decode<T>(
        &self,
        expired: &(dyn Fn() -> bool + Sync),
        meanwhile: impl FnOnce() -> Result<T, ModelError>,
    ) -> Result<(Vec<Arc<Picture>>, T), ModelError> {
        let next = AtomicUsize::new(0);
        // Where the shape is refused, nobody waits for its pictures.
        let given_up = AtomicBool::new(false);
        let over = || given_up.load(Ordering::Relaxed) || expired();
        // A large one is decoded while no other large one is.
        let alone = Mutex::new(());
        let take = || {
            let mut done = Vec::new();
            while let Some(file) = self.files.get(next.fetch_add(1, Ordering::Relaxed)) {
                let heavy = u64::from(file.size.0) * u64::from(file.size.1) > PICTURE_HEAVY_PIXELS;
                let turn = heavy.then(|| lock(&alone));
                let picture = if over() { Err(ModelError::Time) } else { decode(file, &over) };
                drop(turn);
                done.push((file.hash, picture.map(Arc::new)));
            }
            done
        };
        let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
        let helpers = cores.min(PICTURES_DECODED_AT_ONCE as usize);
        let (mut done, made) = std::thread::scope(|scope| {
            let helpers: Vec<_> = (0..helpers.min(self.files.len()))
                .filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, take).ok())
                .collect();
            let nobody = helpers.is_empty();
            let made = meanwhile();
            given_up.store(made.is_err(), Ordering::Relaxed);
            // This thread decodes only where there is no other: a decoder that panics ends its own thread and no more, and
            // its pictures are missing below.
            let mut done = if nobody { take() } else { Vec::new() };
            for helper in helpers {
                done.extend(helper.join().unwrap_or_default());
            }
            (done, made)
        });
        let made = made?;
        let mut pictures = Vec::with_capacity(self.files.len());
        for file in &self.files {
            let place = done.iter().position(|(hash, _)| *hash == file.hash);
            let place = place.ok_or_else(|| ModelError::Image("a decoder failed".to_owned()))?;
            pictures.push(done.swap_remove(place).1?);
        }
        Ok((pictures, made))
    }
}

fn broken(error: ::image::ImageError) -> ModelError {
    ModelError::Image(error.to_string().chars().take(200).collect())
}

fn reader<R: BufRead + Seek>(file: R, most: u64) -> Result<ImageReader<R>, ModelError> {
    let mut reader = ImageReader::new(file)
        .with_guessed_format()
        .map_err(|error| ModelError::Image(error.to_string().chars().take(200).collect()))?;
    match reader.format() {
        Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) => {}
        _ => return Err(ModelError::Image("neither PNG, JPEG nor WebP".to_owned())),
    }
    let mut limits = DecoderLimits::default();
    limits.max_alloc = Some(most);
    reader.limits(limits);
    Ok(reader)
}

fn decode(file: &File<'_>, over: &dyn Fn() -> bool) -> Result<Picture, ModelError> {
    let (width, height) = file.size;
    // Eight bytes a point: RGBA of 16 bits.
    let most = BESIDES + u64::from(width) * u64::from(height) * 8;
    let image = reader(Watched { file: Cursor::new(&file.bytes), over }, most)?.decode();
    if over() {
        return Err(ModelError::Time);
    }
    let rgba = match image.map_err(broken)? {
        DynamicImage::ImageRgba8(image) => image,
        other => other.into_rgba8(),
    };
    // The head was counted; the rest may say something else.
    if rgba.dimensions() != file.size {
        return Err(ModelError::Image("of another size than its head says".to_owned()));
    }
    Ok(Picture { width, height, rgba: rgba.into_raw() })
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
