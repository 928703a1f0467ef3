//! The bytes of pictures and models on the phone: fetched within limits, decoded, kept in caches of bounded size.
//!
//! Where to start: [`Pictures`] gives a picture in the size that is asked for, from the cache or from its host; [`Models`]
//! gives the file of a model. Both are [`BlobCache`]s in one file, `media.sqlite`. Everything here is cache: a damaged file is
//! dropped and built anew. [`InFlight`] lets two that ask for the same picture share one download. Limits on a stranger's
//! bytes are `tradewind_domain::limits`; `tradewind-picture` decodes within them.

mod blob_cache;
mod cache_file;
mod error;
mod in_flight;
mod models;
mod options;
mod pictures;

pub use error::MediaError;
pub use in_flight::InFlight;
pub use models::{ModelFile, Models};
pub use options::MediaOptions;
pub use pictures::{Image, Pictures};

use blob_cache::BlobCache;
use std::path::Path;

/// Opens both caches in `folder`. A cache file that is damaged or of a later version is dropped first.
pub fn open(folder: &Path, options: &MediaOptions) -> Result<(Pictures, Models), MediaError> {
    let file = cache_file::open(folder, options.vfs.as_deref(), &options.repairs)?;
    let pictures = BlobCache::new(file.clone(), "picture", options.picture_cap_bytes);
    let models = BlobCache::new(file, "model", options.model_cap_bytes);
    Ok((Pictures::new(pictures), Models::new(models)))
}
