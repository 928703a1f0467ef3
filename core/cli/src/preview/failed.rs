//! What went wrong with a model or its picture: a stable code and a sentence.

use std::path::Path;
use tradewind_scene::{DrawError, ModelError};

/// A stable code and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failed(pub(super) &'static str, pub(super) String);

impl From<ModelError> for Failed {
    fn from(error: ModelError) -> Self {
        Self(error.code(), error.to_string())
    }
}

impl From<DrawError> for Failed {
    fn from(error: DrawError) -> Self {
        Self(error.code(), error.to_string())
    }
}

impl Failed {
    /// Of a file, and why.
    pub(super) fn file(path: &Path, error: &dyn std::fmt::Display) -> Self {
        Self("FILE", format!("{}: {error}", path.display()))
    }
}
