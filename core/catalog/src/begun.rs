//! A file that says which version is being applied: written before, deleted after. If the process ends in between, the file
//! stays, and that version is not applied again by itself: it may have crashed the app, and would at each start.

use crate::error::CatalogError;
use std::path::{Path, PathBuf};
use tradewind_domain::Scope;

/// Name of the file. It has one line: market, language and version.
const NAME: &str = "catalog.begun";

/// Marker on disk; removed on drop.
#[derive(Debug)]
pub(crate) struct ApplyMarker {
    path: PathBuf,
}

impl ApplyMarker {
    /// Marks a version as begun. One that was begun already is refused, unless the person asks for it again.
    pub(crate) fn mark(
        folder: &Path,
        scope: &Scope,
        version: u64,
        asked: bool,
    ) -> Result<Self, CatalogError> {
        let path = folder.join(NAME);
        let line = line(scope, version);
        if !asked && std::fs::read(&path).is_ok_and(|old| old == line.as_bytes()) {
            return Err(CatalogError::Unfinished);
        }
        // A process that ends keeps what it wrote; only a power cut does not, and that is no fault of the catalog's.
        std::fs::write(&path, line)?;
        Ok(Self { path })
    }
}

impl Drop for ApplyMarker {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Whether a version was begun and did not come to an end.
pub(crate) fn was_begun(folder: &Path, scope: &Scope, version: u64) -> bool {
    std::fs::read(folder.join(NAME)).is_ok_and(|old| old == line(scope, version).as_bytes())
}

fn line(scope: &Scope, version: u64) -> String {
    format!("{} {} {version}\n", scope.market, scope.language)
}
