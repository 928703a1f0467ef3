//! Models: fetched with a cap, kept as they came, so that what was once looked at can be looked at without a network.

use crate::error::CatalogError;
use crate::refresh::blocking;
use crate::shelf::Shelf;
use bytes::Bytes;
use std::time::Duration;
use tradewind_domain::{Timestamp, WebUrl};
use tradewind_ports::{HttpRequest, Method, Transport, TransportError, follow};

/// Two minutes: 15 MB, the most that Google Merchant Center takes, at 1 Mbit/s. The person may leave at any time.
const PATIENCE: Duration = Duration::from_secs(120);

/// The model cache, beside the pictures in their file. Cheap to clone.
#[derive(Clone)]
pub struct Models {
    pub(crate) shelf: Shelf,
}

/// The file of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelFile {
    /// Its bytes, not looked at.
    pub bytes: Bytes,
    /// Whether they came from this phone.
    pub kept: bool,
}

impl Models {
    /// The file at `url`, of at most `max_bytes`: from the cache if it is there, else fetched, unless `transport` is
    /// `None`. What was fetched is not kept yet: [`Models::keep`] is for a file that proved to be good.
    pub async fn fetch(
        &self,
        url: &WebUrl,
        max_bytes: u64,
        transport: Option<&dyn Transport>,
        now: Timestamp,
    ) -> Result<ModelFile, CatalogError> {
        let (shelf, key) = (self.shelf.clone(), url.as_str().to_owned());
        if let Some(file) = blocking(move || shelf.take(&key, now)).await? {
            return Ok(ModelFile { bytes: file.into(), kept: true });
        }
        let transport = transport.ok_or(TransportError::Offline)?;
        let mut request = HttpRequest::new(Method::Get, url.clone());
        request.max_body = max_bytes;
        request.timeout = PATIENCE;
        let answer = follow(transport, request).await?;
        if answer.status != 200 {
            return Err(CatalogError::Status(answer.status));
        }
        Ok(ModelFile { bytes: answer.body, kept: false })
    }

    /// Keeps a file that proved to be good. Blocks.
    pub fn keep(&self, url: &WebUrl, file: &[u8], now: Timestamp) -> Result<(), CatalogError> {
        self.shelf.keep(url.as_str(), file, now)
    }

    /// Forgets a file that proved to be broken, so that the next look fetches it. Blocks.
    pub fn drop(&self, url: &WebUrl) -> Result<(), CatalogError> {
        self.shelf.drop(url.as_str())
    }

    /// Forgets every model. Blocks.
    pub fn forget(&self) -> Result<(), CatalogError> {
        self.shelf.clear()
    }

    /// How many bytes of models are kept. Blocks.
    pub fn kept_bytes(&self) -> Result<u64, CatalogError> {
        self.shelf.bytes()
    }
}
