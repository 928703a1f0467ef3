//! The show that a checkout came from, as it is kept.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where the person was when they asked for it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Shown {
    pub(crate) session: String,
    /// The moment of the picture, in Unix milliseconds: within the show, and not after now.
    pub(crate) at: i64,
    /// Holds, as they came.
    pub(crate) holds: Vec<Value>,
}
