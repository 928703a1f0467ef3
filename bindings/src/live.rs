//! How many objects of the seam are alive: what leaks is seen as a number that does not return to 0.

use std::sync::atomic::{AtomicU64, Ordering};

/// Kinds of handles counted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum HandleKind {
    Shop,
    Observation,
    Pixels,
    Host,
}

static ALIVE: [AtomicU64; 4] = [const { AtomicU64::new(0) }; 4];

/// Counts for as long as it lives.
pub(crate) struct LiveCount(HandleKind);

impl LiveCount {
    pub(crate) fn new(kind: HandleKind) -> Self {
        ALIVE[kind as usize].fetch_add(1, Ordering::SeqCst);
        Self(kind)
    }
}

impl Drop for LiveCount {
    fn drop(&mut self) {
        ALIVE[self.0 as usize].fetch_sub(1, Ordering::SeqCst);
    }
}

/// How many objects of each kind the core holds at this moment, in this process. After every `Shop.shutdown`, and once the
/// shell let its own references go, all are 0; hosts that are in the middle of a call go when it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct LiveHandles {
    /// Shops that are open.
    pub shops: u64,
    /// Observations that are not ended.
    pub observations: u64,
    /// Pictures and frames.
    pub pixels: u64,
    /// Lent objects: vaults, wallets, logs, observers.
    pub hosts: u64,
}

impl LiveHandles {
    pub(crate) fn now() -> Self {
        let count = |kind: HandleKind| ALIVE[kind as usize].load(Ordering::SeqCst);
        Self {
            shops: count(HandleKind::Shop),
            observations: count(HandleKind::Observation),
            pixels: count(HandleKind::Pixels),
            hosts: count(HandleKind::Host),
        }
    }
}
