//! Pictures: fetched with a cap, decoded with limits, resized once, kept in a cache of bounded size.

use crate::error::CatalogError;
use crate::models::Models;
use crate::refresh::blocking;
use crate::repair::Repairs;
use crate::shelf::{self, Shelf};
use image::{ImageFormat, RgbaImage};
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::{Semaphore, SemaphorePermit};
use tradewind_domain::limits::{PICTURE_BYTES, PICTURES_DECODED_AT_ONCE, PICTURES_FETCHED_AT_ONCE};
use tradewind_domain::{Timestamp, WebUrl};
use tradewind_pack::picture;
use tradewind_ports::{HttpRequest, Method, Transport, follow};

/// The largest side asked for, in pixels.
const MAX_ASKED: u32 = 2_048;

/// How to keep pictures.
#[derive(Debug, Clone)]
pub struct PictureOptions {
    /// SQLite VFS; `None` for the system's.
    pub vfs: Option<String>,
    /// The cache's size; the picture used longest ago goes first.
    pub cap_bytes: u64,
    /// The size of the cache of models, apart from that of pictures.
    pub model_cap_bytes: u64,
    /// Told when the file had rotted and was built anew.
    pub repairs: Repairs,
}

impl Default for PictureOptions {
    fn default() -> Self {
        Self { vfs: None, cap_bytes: 100 << 20, model_cap_bytes: 128 << 20, repairs: Repairs::default() }
    }
}

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

/// The picture cache. Cheap to clone.
#[derive(Clone)]
pub struct Pictures {
    shelf: Shelf,
    models: Models,
    /// Files on their way, until they are decoded: what lies in memory at once.
    fetching: Arc<Semaphore>,
    /// Pictures being decoded.
    decoding: Arc<Semaphore>,
}

impl Pictures {
    /// Opens `pictures.sqlite` in `folder`; a broken file is dropped.
    pub fn open(folder: &Path, options: &PictureOptions) -> Result<Self, CatalogError> {
        let db = shelf::open(folder, options.vfs.as_deref(), &options.repairs)?;
        let models = Models { shelf: Shelf::new(db.clone(), "model", options.model_cap_bytes) };
        Ok(Self {
            shelf: Shelf::new(db, "picture", options.cap_bytes),
            models,
            fetching: Arc::new(Semaphore::new(PICTURES_FETCHED_AT_ONCE)),
            decoding: Arc::new(Semaphore::new(PICTURES_DECODED_AT_ONCE as usize)),
        })
    }

    /// The picture at `url`, fitted into `width` by `height` pixels and never enlarged. From the cache if it is
    /// there, so that it shows without a network; else fetched, unless `transport` is `None`.
    pub async fn fetch(
        &self,
        url: &WebUrl,
        width: u32,
        height: u32,
        transport: Option<&dyn Transport>,
        now: Timestamp,
    ) -> Result<Arc<Image>, CatalogError> {
        let (width, height) = (width.clamp(1, MAX_ASKED), height.clamp(1, MAX_ASKED));
        let key = format!("{width}x{height} {url}");
        if let Some(image) = self.kept(&key, now).await? {
            return Ok(image);
        }
        // What is kept waits for no host; what is fetched waits until others came.
        let _turn = permit(&self.fetching, 1).await?;
        match download(url, transport).await {
            Ok(file) => {
                let (shelf, key) = (self.shelf.clone(), key);
                let keep = move |fitted: &RgbaImage| {
                    let mut file = Cursor::new(Vec::new());
                    fitted.write_to(&mut file, ImageFormat::Png).map_err(|_| CatalogError::Picture)?;
                    shelf.keep(&key, file.get_ref(), now)
                };
                self.decoded(file.into(), (width, height), Some(Box::new(keep))).await
            }
            Err(error) => {
                // The same picture in another size beats none; it is not kept, so that the right one is fetched later.
                let Some(other) = self.shelf.largest_of(url.as_str())? else { return Err(error) };
                self.decoded(other, (width, height), None).await
            }
        }
    }

    /// The picture behind a key of the cache.
    async fn kept(&self, key: &str, now: Timestamp) -> Result<Option<Arc<Image>>, CatalogError> {
        let _turn = permit(&self.decoding, 1).await?;
        let Some(file) = self.shelf.take(key, now)? else { return Ok(None) };
        blocking(move || {
            let kept = picture::decode(&file).map_err(|_| CatalogError::Picture)?;
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
    ) -> Result<Arc<Image>, CatalogError> {
        let head = picture::head(&file).map_err(|_| CatalogError::Picture)?;
        let _turn =
            permit(&self.decoding, if head.is_heavy() { PICTURES_DECODED_AT_ONCE } else { 1 }).await?;
        blocking(move || {
            let fitted = picture::decode_fitted(&file, width, height).map_err(|_| CatalogError::Picture)?;
            drop(file);
            if let Some(keep) = keep {
                keep(&fitted)?;
            }
            Ok(Arc::new(finished(fitted)))
        })
        .await
    }

    /// The models that are kept in the same file.
    pub fn models(&self) -> Models {
        self.models.clone()
    }

    /// Forgets every picture.
    pub fn forget(&self) -> Result<(), CatalogError> {
        self.shelf.clear()
    }

    /// How many bytes of pictures are kept.
    pub fn kept_bytes(&self) -> Result<u64, CatalogError> {
        self.shelf.bytes()
    }
}

/// Keeps a picture that was fetched.
type Keep = Box<dyn FnOnce(&RgbaImage) -> Result<(), CatalogError> + Send>;

async fn permit(of: &Semaphore, count: u32) -> Result<SemaphorePermit<'_>, CatalogError> {
    of.acquire_many(count).await.map_err(|_| CatalogError::Internal("a closed queue"))
}

async fn download(url: &WebUrl, transport: Option<&dyn Transport>) -> Result<bytes::Bytes, CatalogError> {
    let transport = transport.ok_or(tradewind_ports::TransportError::Offline)?;
    let mut request = HttpRequest::new(Method::Get, url.clone());
    request.max_body = PICTURE_BYTES;
    let answer = follow(transport, request).await?;
    if answer.status == 200 { Ok(answer.body) } else { Err(CatalogError::Status(answer.status)) }
}

fn finished(rgba: RgbaImage) -> Image {
    let thumbhash = picture::first_paint(&rgba);
    Image { width: rgba.width(), height: rgba.height(), rgba: rgba.into_raw(), thumbhash }
}
