//! What reaches the owner of the state, and what the owner shares with callers.

use crate::kernel::dispatch::Message;
use crate::kernel::snapshot::Published;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};
use tradewind_l10n::Localizer;

pub(crate) type Observer = Arc<dyn Fn(Published) + Send + Sync>;

/// What the owner shares with callers: never held while a host is called.
pub(crate) struct Shared {
    pub(crate) published: Mutex<Option<Published>>,
    pub(crate) observers: Mutex<BTreeMap<u64, Observer>>,
    pub(crate) next_observer: AtomicU64,
    pub(crate) words: Mutex<Localizer>,
}

/// Messages for the owner thread, in order.
pub(crate) enum Envelope {
    Message(Box<Message>),
    /// A new observer: it gets the present snapshot at once, in order with the others.
    Observe(u64),
    Close,
}
