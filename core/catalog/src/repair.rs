//! Repairs: a cache that rots in use is dropped and built anew, and that is said once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Remembers that a file was dropped because it had rotted, until that is said. Cheap to clone; all clones are one.
#[derive(Debug, Clone, Default)]
pub struct Repairs(Arc<AtomicBool>);

impl Repairs {
    /// A file was dropped and built anew.
    pub(crate) fn note(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether that happened since the last time it was asked.
    pub fn take(&self) -> bool {
        self.0.swap(false, Ordering::SeqCst)
    }
}
