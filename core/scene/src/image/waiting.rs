//! Files of pictures in line, and how they are decoded on as many threads as help.

use super::Texels;
use super::decode::{Head, decode, head, kept};
use super::plan::{Sized, halvings, order};
use crate::error::ModelError;
use crate::finding::{Finding, Findings};
use crate::limits::Limits;
use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tradewind_domain::limits::{
    PICTURE_HEAVY_PIXELS, PICTURES_DECODED_AT_ONCE, WEBP_LOSSLESS_BYTES, webp_lossless_bytes,
};
use tradewind_domain::lock;

/// Files of pictures that are waiting to be decoded; the same bytes wait once.
#[derive(Default)]
pub(crate) struct Waiting<'a> {
    files: Vec<File<'a>>,
    pixels: u64,
    bytes: u64,
}

/// The pictures in line, each at its place; none where one does not decode.
pub(crate) type Decoded = Vec<Option<Arc<Texels>>>;

struct File<'a> {
    bytes: Cow<'a, [u8]>,
    hash: blake3::Hash,
    head: Head,
    name: String,
    copies: u64,
}

/// How many times as many points may be decoded as are kept.
const READ_FOR_KEPT: u64 = 8;

impl<'a> Waiting<'a> {
    /// Looks at a file's head and puts it in line. Gives its place.
    pub(crate) fn add(
        &mut self,
        bytes: Cow<'a, [u8]>,
        name: &str,
        limits: &Limits,
    ) -> Result<usize, ModelError> {
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
        let head = head(&bytes, limits)?;
        let (width, height) = head.size;
        if width > limits.image_side || height > limits.image_side {
            return Err(ModelError::ImageTooLarge { width, height, limit: limits.image_side });
        }
        if head.is_too_much(&bytes) {
            return Err(ModelError::ImageTooDear { width, height });
        }
        self.pixels = self.pixels.saturating_add(u64::from(width) * u64::from(height));
        let most = limits.pixels.saturating_mul(READ_FOR_KEPT);
        if self.pixels > most {
            return Err(ModelError::TooManyPixels(most));
        }
        self.files.push(File { bytes, hash, head, name: name.to_owned(), copies: 1 });
        Ok(self.files.len() - 1)
    }

    /// Counts another picture as large as the one at that place, which will be made from it.
    pub(crate) fn count_copy(&mut self, place: usize) {
        if let Some(file) = self.files.get_mut(place) {
            file.copies += 1;
        }
    }

    /// Decodes all of them on as many threads as help, while `meanwhile` runs on this one. A picture that does not decode is
    /// none, and noted.
    pub(crate) fn decode<T>(
        &self,
        limits: &Limits,
        findings: &Findings,
        expired: &(dyn Fn() -> bool + Sync),
        meanwhile: impl FnOnce() -> Result<T, ModelError>,
    ) -> Result<(Decoded, T), ModelError> {
        let sizes: Vec<Sized> = self
            .files
            .iter()
            .map(|file| Sized { size: file.head.counted(), cost: file.head.cost, copies: file.copies })
            .collect();
        let (times, order) = (halvings(&sizes, limits)?, order(&sizes));
        let next = AtomicUsize::new(0);
        // Where the shape is refused, nobody waits for its pictures.
        let given_up = AtomicBool::new(false);
        let over = || given_up.load(Ordering::Relaxed) || expired();
        // A large one is decoded while no other large one is.
        let alone = Mutex::new(());
        let take = || {
            let mut done = Vec::new();
            while let Some(place) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                let (file, times) = (&self.files[*place], times[*place]);
                let (width, height) = file.head.size;
                let heavy = u64::from(width) * u64::from(height) > PICTURE_HEAVY_PIXELS;
                let turn = heavy.then(|| lock(&alone));
                let picture = if over() {
                    Err(ModelError::Time)
                } else {
                    decode(&file.bytes, file.head, times, limits, &over)
                };
                drop(turn);
                done.push((*place, picture.map(Arc::new)));
            }
            done
        };
        let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
        let helpers = cores.min(PICTURES_DECODED_AT_ONCE as usize);
        let (done, made) = std::thread::scope(|scope| {
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
        let mut pictures: Decoded = vec![None; self.files.len()];
        let mut why: Vec<Option<ModelError>> =
            vec![Some(ModelError::Image("a decoder failed".to_owned())); self.files.len()];
        for (place, picture) in done {
            match picture {
                Ok(picture) => (pictures[place], why[place]) = (Some(picture), None),
                Err(error) => why[place] = Some(error),
            }
        }
        for ((file, why), times) in self.files.iter().zip(why).zip(times) {
            let name = file.name.clone();
            match why {
                Some(ModelError::Image(why)) => findings.note(Finding::TextureLeftOut { name, why }),
                Some(error) => return Err(error),
                None if times > 0 => {
                    let (from, to) = (file.head.size, kept(file.head, times));
                    findings.note(Finding::TextureScaled { name, from, to });
                }
                None => {}
            }
        }
        Ok((pictures, made))
    }
}
