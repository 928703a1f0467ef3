//! Pictures: fetched with a cap, decoded with limits, resized once, kept in a cache of bounded size.

use crate::blob_cache::BlobCache;
use crate::error::MediaError;
use crate::in_flight::InFlight;
use image::{ImageFormat, RgbaImage};
use std::io::Cursor;
use std::sync::Arc;
use tokio::sync::{Semaphore, SemaphorePermit};
use tradewind_domain::limits::{PICTURE_BYTES, PICTURES_DECODED_AT_ONCE, PICTURES_FETCHED_AT_ONCE};
use tradewind_domain::{Timestamp, WebUrl};
use tradewind_picture as picture;
use tradewind_ports::{HttpRequest, Method, Transport, follow};
use tradewind_storage::blocking;

/// The largest side asked for, in pixels.
const MAX_ASKED: u32 = 2_048;

/// A picture, decoded and resized. Pixels are RGBA, 8 bits each, not premultiplied, rows without gaps.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub rgba: Vec<u8>,
    /// First paint: ThumbHash bytes.
    pub thumbhash: Vec<u8>,
}

impl Image {
    /// What is seen before a picture is there: the few pixels that its ThumbHash stands for. None for what is no ThumbHash.
    pub fn first_paint(thumbhash: &[u8]) -> Option<Self> {
        let painted = picture::painted(thumbhash)?;
        Some(Self {
            width: painted.width(),
            height: painted.height(),
            rgba: painted.into_raw(),
            thumbhash: thumbhash.to_vec(),
        })
    }
}

impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Image({}x{})", self.width, self.height)
    }
}

/// Pictures, from the cache or from their hosts. Cheap to clone.
#[derive(Clone)]
pub struct Pictures {
    cache: BlobCache,
    /// Requests that run: equal ones share a download.
    in_flight: Arc<InFlight<Result<Arc<Image>, Arc<MediaError>>>>,
    /// Downloads until they are decoded: bounds the files in memory at once.
    fetching: Arc<Semaphore>,
    /// Pictures being decoded: bounds the pixels in memory at once.
    decoding: Arc<Semaphore>,
}

impl Pictures {
    pub(crate) fn new(cache: BlobCache) -> Self {
        Self {
            cache,
            in_flight: Arc::default(),
            fetching: Arc::new(Semaphore::new(PICTURES_FETCHED_AT_ONCE)),
            decoding: Arc::new(Semaphore::new(PICTURES_DECODED_AT_ONCE as usize)),
        }
    }

    /// The picture at `url`, fitted into `width` by `height` pixels and never enlarged. From the cache if it is
    /// there, so that it shows without a network; else fetched, unless `transport` is `None`. Two that ask for the same
    /// picture in the same size at once share one download and its failure ([`MediaError::Shared`]).
    pub async fn fetch(
        &self,
        url: &WebUrl,
        width: u32,
        height: u32,
        transport: Option<&dyn Transport>,
        now: Timestamp,
    ) -> Result<Arc<Image>, MediaError> {
        let size = (width.clamp(1, MAX_ASKED), height.clamp(1, MAX_ASKED));
        let key = format!("{}x{} {url}", size.0, size.1);
        let Some(transport) = transport else { return self.work(url, &key, size, None, now).await };
        let work = async { self.work(url, &key, size, Some(transport), now).await.map_err(Arc::new) };
        let joined = self.in_flight.join(&key, work).await;
        joined.map_err(|error| Arc::try_unwrap(error).unwrap_or_else(MediaError::Shared))
    }

    /// Looks in the cache, then asks the host, then takes the same picture in another size.
    async fn work(
        &self,
        url: &WebUrl,
        key: &str,
        (width, height): (u32, u32),
        transport: Option<&dyn Transport>,
        now: Timestamp,
    ) -> Result<Arc<Image>, MediaError> {
        if let Some(image) = self.kept(key, now).await? {
            return Ok(image);
        }
        // What is kept waits for no host; what is fetched waits until others came.
        let _turn = permit(&self.fetching, 1).await?;
        match download(url, transport).await {
            Ok(file) => {
                let (cache, key) = (self.cache.clone(), key.to_owned());
                let keep = move |fitted: &RgbaImage| {
                    let mut file = Cursor::new(Vec::new());
                    fitted.write_to(&mut file, ImageFormat::Png).map_err(|_| MediaError::Picture)?;
                    cache.keep(&key, file.get_ref(), now)
                };
                self.decoded(file.into(), (width, height), Some(Box::new(keep))).await
            }
            Err(error) => {
                // The same picture in another size beats none; it is not kept, so that the right one is fetched later.
                let (cache, name) = (self.cache.clone(), url.as_str().to_owned());
                let other = blocking(move || cache.largest_of(&name)).await?;
                let Some(other) = other else { return Err(error) };
                self.decoded(other, (width, height), None).await
            }
        }
    }

    /// The picture behind a key of the cache.
    async fn kept(&self, key: &str, now: Timestamp) -> Result<Option<Arc<Image>>, MediaError> {
        let _turn = permit(&self.decoding, 1).await?;
        let (cache, key) = (self.cache.clone(), key.to_owned());
        blocking(move || {
            let Some(file) = cache.take(&key, now)? else { return Ok(None) };
            let kept = picture::decode(&file).map_err(|_| MediaError::Picture)?;
            Ok(Some(Arc::new(finished(kept))))
        })
        .await
    }

    /// Decodes in turn: two at once, a large one alone.
    async fn decoded(
        &self,
        file: Vec<u8>,
        (width, height): (u32, u32),
        keep: Option<Keep>,
    ) -> Result<Arc<Image>, MediaError> {
        let head = picture::head(&file).map_err(|_| MediaError::Picture)?;
        let _turn =
            permit(&self.decoding, if head.is_heavy() { PICTURES_DECODED_AT_ONCE } else { 1 }).await?;
        blocking(move || {
            let fitted = picture::decode_fitted(&file, width, height).map_err(|_| MediaError::Picture)?;
            drop(file);
            if let Some(keep) = keep {
                keep(&fitted)?;
            }
            Ok(Arc::new(finished(fitted)))
        })
        .await
    }

    /// Forgets every picture. Blocks.
    pub fn forget(&self) -> Result<(), MediaError> {
        self.cache.clear()
    }

    /// How many bytes of pictures are kept. Blocks.
    pub fn kept_bytes(&self) -> Result<u64, MediaError> {
        self.cache.bytes()
    }
}

/// Keeps a picture that was fetched.
type Keep = Box<dyn FnOnce(&RgbaImage) -> Result<(), MediaError> + Send>;

async fn permit(of: &Semaphore, count: u32) -> Result<SemaphorePermit<'_>, MediaError> {
    of.acquire_many(count).await.map_err(|_| MediaError::Internal("a closed queue"))
}

async fn download(url: &WebUrl, transport: Option<&dyn Transport>) -> Result<bytes::Bytes, MediaError> {
    let transport = transport.ok_or(tradewind_ports::TransportError::Offline)?;
    let mut request = HttpRequest::new(Method::Get, url.clone());
    request.max_body = PICTURE_BYTES;
    let answer = follow(transport, request).await?;
    if answer.status == 200 { Ok(answer.body) } else { Err(MediaError::Status(answer.status)) }
}

fn finished(rgba: RgbaImage) -> Image {
    let thumbhash = picture::first_paint(&rgba);
    Image { width: rgba.width(), height: rgba.height(), rgba: rgba.into_raw(), thumbhash }
}
