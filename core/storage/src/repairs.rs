//! Repairs: a cache that is damaged is dropped and built anew, and that is said once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Remembers that a file was dropped because it was damaged, until that is said. Cheap to clone; all clones are one.
#[derive(Debug, Clone, Default)]
pub struct Repairs(Arc<AtomicBool>);

impl Repairs {
    /// Notes that a file was dropped and built anew.
    pub fn note(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether that happened since this was asked last; asking forgets it.
    pub fn take(&self) -> bool {
        self.0.swap(false, Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repair_is_said_once_by_whichever_clone_is_asked() {
        let repairs = Repairs::default();
        let clone = repairs.clone();
        assert!(!repairs.take());
        repairs.note();
        assert!(clone.take() && !repairs.take());
    }
}
