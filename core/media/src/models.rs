//! Models: fetched with a cap, kept as they came, so that what was once looked at can be looked at without a network.

use crate::blob_cache::BlobCache;
use crate::error::MediaError;
use bytes::Bytes;
use std::time::Duration;
use tradewind_domain::{Timestamp, WebUrl};
use tradewind_ports::{HttpRequest, Method, Transport, TransportError, follow};
use tradewind_storage::blocking;

/// Two minutes: 15 MB, the most that Google Merchant Center takes, at 1 Mbit/s. The person may leave at any time.
const TIMEOUT: Duration = Duration::from_secs(120);

/// The files of models, from the cache or from their hosts. Cheap to clone.
#[derive(Clone)]
pub struct Models {
    cache: BlobCache,
}

/// The file of a model as it was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelFile {
    /// Its bytes, not looked at.
    pub bytes: Bytes,
    /// Whether they came from this phone.
    pub kept: bool,
}

impl Models {
    pub(crate) fn new(cache: BlobCache) -> Self {
        Self { cache }
    }

    /// The file at `url`, of at most `max_bytes`: from the cache if it is there, else fetched, unless `transport` is
    /// `None`. What was fetched is not kept yet: [`Models::keep`] is for a file that proved to be good.
    pub async fn fetch(
        &self,
        url: &WebUrl,
        max_bytes: u64,
        transport: Option<&dyn Transport>,
        now: Timestamp,
    ) -> Result<ModelFile, MediaError> {
        let (cache, key) = (self.cache.clone(), url.as_str().to_owned());
        if let Some(file) = blocking(move || cache.take(&key, now)).await? {
            return Ok(ModelFile { bytes: file.into(), kept: true });
        }
        let transport = transport.ok_or(TransportError::Offline)?;
        let mut request = HttpRequest::new(Method::Get, url.clone());
        request.max_body = max_bytes;
        request.timeout = TIMEOUT;
        let answer = follow(transport, request).await?;
        if answer.status != 200 {
            return Err(MediaError::Status(answer.status));
        }
        Ok(ModelFile { bytes: answer.body, kept: false })
    }

    /// Keeps a file that proved to be good. Blocks.
    pub fn keep(&self, url: &WebUrl, file: &[u8], now: Timestamp) -> Result<(), MediaError> {
        self.cache.keep(url.as_str(), file, now)
    }

    /// Forgets a file that proved to be broken, so that the next look fetches it. Blocks.
    pub fn drop(&self, url: &WebUrl) -> Result<(), MediaError> {
        self.cache.drop(url.as_str())
    }

    /// Forgets every model. Blocks.
    pub fn forget(&self) -> Result<(), MediaError> {
        self.cache.clear()
    }

    /// How many bytes of models are kept. Blocks.
    pub fn kept_bytes(&self) -> Result<u64, MediaError> {
        self.cache.bytes()
    }
}
