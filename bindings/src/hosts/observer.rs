//! The observer: who draws.

use crate::error::{HostError, asked};
use crate::live::{HandleKind, LiveCount};
use std::sync::atomic::{AtomicBool, Ordering};
use tradewind_app::Snapshot;

/// Is told what to draw. Called on the shop's own thread, one call after the other, in the order of revisions: hand the
/// snapshot to the main thread and return. Of two snapshots the one with the higher revision counts. What it throws is dropped;
/// the next snapshot comes all the same.
#[uniffi::export(callback_interface)]
pub trait SnapshotObserver: Send + Sync {
    /// The app is now to be drawn like this.
    fn changed(&self, snapshot: Snapshot) -> Result<(), HostError>;
}

/// An observer that hears nothing more once it is closed.
pub(crate) struct LentObserver {
    host: Box<dyn SnapshotObserver>,
    closed: AtomicBool,
    _counted: LiveCount,
}

impl LentObserver {
    pub(crate) fn new(host: Box<dyn SnapshotObserver>) -> Self {
        Self { host, closed: AtomicBool::new(false), _counted: LiveCount::new(HandleKind::Host) }
    }

    pub(crate) fn tell(&self, snapshot: &Snapshot) {
        if !self.closed.load(Ordering::SeqCst) {
            let _ = asked(|| self.host.changed(snapshot.clone()));
        }
    }

    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }
}
