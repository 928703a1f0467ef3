//! Test forms of the ports: a clock on tokio's paused time, seeded entropy, scripted streams and wallets, failing vaults.

mod stream;

pub use stream::{Script, ScriptedStreams, Step};

use crate::{
    BoxFuture, Clock, Entropy, HandOff, HandOffError, HandOffs, LogSink, MemoryVault, NoFailPoint,
    NoHandOffs, Ports, Record, Secret, SheetEnd, SilentLog, Transport, Vault, VaultError, WalletError,
    WalletRequest, WalletSheet, WayKind,
};
use std::sync::atomic::{AtomicI64, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_domain::{HandlerId, Timestamp, lock};

/// A clock on tokio's time, which a test may pause: waiting then costs nothing and time moves only by waiting.
/// Wall time starts where the test says and can be set off, as a person sets a phone's clock.
#[derive(Debug)]
pub struct TokioClock {
    started: tokio::time::Instant,
    base: Timestamp,
    offset_ms: AtomicI64,
}

impl TokioClock {
    /// A clock whose wall time is `base` now. Must be made inside a tokio runtime.
    pub fn starting_at(base: Timestamp) -> Self {
        Self { started: tokio::time::Instant::now(), base, offset_ms: AtomicI64::new(0) }
    }

    /// Sets wall time off by `ms` milliseconds; monotonic time does not care.
    pub fn set_offset_ms(&self, ms: i64) {
        self.offset_ms.store(ms, Ordering::SeqCst);
    }
}

impl Clock for TokioClock {
    fn now(&self) -> Timestamp {
        let moment = self.base.after(self.started.elapsed());
        Timestamp(moment.0.saturating_add(self.offset_ms.load(Ordering::SeqCst)))
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed()
    }

    fn sleep(&self, period: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(period))
    }
}

/// Ports over this transport that tell nobody anything and have no wallet to pay with: on tokio's time from `base`, with seeded entropy. Must be
/// made inside a tokio runtime.
pub fn ports(transport: Arc<dyn Transport>, base: Timestamp) -> Ports {
    Ports {
        transport,
        clock: Arc::new(TokioClock::starting_at(base)),
        entropy: Arc::new(SeededEntropy::new(7)),
        vault: Arc::new(MemoryVault::default()),
        wallet: Arc::new(NotingWallet::default()),
        hand_off: Arc::new(NoHandOffs),
        log: Arc::new(SilentLog),
        fail_point: Arc::new(NoFailPoint),
    }
}

/// Entropy from a seed: SplitMix64 (Steele, Lea, Flood 2014), enough for tests and the same on every machine.
#[derive(Debug)]
pub struct SeededEntropy {
    state: AtomicU64,
}

impl SeededEntropy {
    /// Entropy that is the same for the same seed and order of calls.
    pub fn new(seed: u64) -> Self {
        Self { state: AtomicU64::new(seed) }
    }

    /// The next 64 bits.
    pub fn next_u64(&self) -> u64 {
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        let mut z = self.state.fetch_add(STEP, Ordering::SeqCst).wrapping_add(STEP);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound` (which is at least 1).
    pub fn below(&self, bound: u64) -> u64 {
        self.next_u64() % bound.max(1)
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, out: &mut [u8]) {
        for chunk in out.chunks_mut(8) {
            let bytes = self.next_u64().to_le_bytes();
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
    }
}

/// A wallet that notes what it was asked to show; the test answers through the app, as a host does.
#[derive(Debug, Default)]
pub struct NotingWallet {
    shown: Mutex<Vec<WalletRequest>>,
    ended: Mutex<Vec<(String, SheetEnd)>>,
    fails: std::sync::atomic::AtomicBool,
}

impl NotingWallet {
    /// The sheets shown so far, in order.
    pub fn shown(&self) -> Vec<WalletRequest> {
        lock(&self.shown).clone()
    }

    /// The sheet shown last.
    pub fn last_shown(&self) -> Option<WalletRequest> {
        lock(&self.shown).last().cloned()
    }

    /// The sheets that were taken away so far, in order, with what was told of each.
    pub fn ended(&self) -> Vec<(String, SheetEnd)> {
        lock(&self.ended).clone()
    }

    /// From now on every sheet fails to show, or shows again.
    pub fn set_fails(&self, fails: bool) {
        self.fails.store(fails, Ordering::SeqCst);
    }
}

impl WalletSheet for NotingWallet {
    fn present(&self, request: &WalletRequest) -> Result<(), WalletError> {
        if self.fails.load(Ordering::SeqCst) {
            return Err(WalletError::Failed);
        }
        lock(&self.shown).push(request.clone());
        Ok(())
    }

    fn dismiss(&self, sheet: &str, end: SheetEnd) {
        lock(&self.ended).push((sheet.to_owned(), end));
    }
}

/// A host that notes where it was asked to send the person; the test comes back through the app, as a host does.
#[derive(Debug, Default)]
pub struct NotingHandOffs {
    opened: Mutex<Vec<HandOff>>,
    posted: Mutex<Vec<(String, String)>>,
    fails: std::sync::atomic::AtomicBool,
}

impl NotingHandOffs {
    /// The hand-offs so far, in order.
    pub fn opened(&self) -> Vec<HandOff> {
        lock(&self.opened).clone()
    }

    /// The messages to pages so far, each with the hand-off's id.
    pub fn posted(&self) -> Vec<(String, String)> {
        lock(&self.posted).clone()
    }

    /// From now on every hand-off fails, or works again.
    pub fn set_fails(&self, fails: bool) {
        self.fails.store(fails, Ordering::SeqCst);
    }
}

impl HandOffs for NotingHandOffs {
    fn can(&self, _way: WayKind, _method: &HandlerId) -> bool {
        true
    }

    fn has_app(&self, _app: &str) -> bool {
        true
    }

    fn open(&self, hand_off: &HandOff) -> Result<(), HandOffError> {
        if self.fails.load(Ordering::SeqCst) {
            return Err(HandOffError::Failed);
        }
        lock(&self.opened).push(hand_off.clone());
        Ok(())
    }

    fn post(&self, id: &str, text: &str) {
        lock(&self.posted).push((id.to_owned(), text.to_owned()));
    }

    fn dismiss(&self, _id: &str) {}
}

/// A vault that fails every call, as a locked phone does.
#[derive(Debug, Default)]
pub struct LockedVault;

impl Vault for LockedVault {
    fn read(&self, _name: &str) -> Result<Option<Secret>, VaultError> {
        Err(VaultError::Locked)
    }

    fn write(&self, _name: &str, _value: &Secret) -> Result<(), VaultError> {
        Err(VaultError::Locked)
    }

    fn remove(&self, _name: &str) -> Result<(), VaultError> {
        Err(VaultError::Locked)
    }
}

/// A vault that answers so many calls with "locked" and then serves, as while a phone is being unlocked.
pub struct OpeningVault {
    locked: AtomicU32,
    inner: Arc<dyn Vault>,
}

impl OpeningVault {
    /// `inner`, behind so many calls that fail.
    pub fn new(locked: u32, inner: Arc<dyn Vault>) -> Self {
        Self { locked: locked.into(), inner }
    }

    /// Locks it for so many calls more.
    pub fn lock_for(&self, calls: u32) {
        self.locked.store(calls, Ordering::SeqCst);
    }

    fn opened(&self) -> Result<&dyn Vault, VaultError> {
        match self.locked.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)) {
            Ok(_) => Err(VaultError::Locked),
            Err(_) => Ok(&*self.inner),
        }
    }
}

impl Vault for OpeningVault {
    fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        self.opened()?.read(name)
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), VaultError> {
        self.opened()?.write(name, value)
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        self.opened()?.remove(name)
    }
}

/// A log that keeps its records for a test to read.
#[derive(Debug, Default)]
pub struct KeptLog {
    records: Mutex<Vec<Record>>,
}

impl KeptLog {
    /// The records so far.
    pub fn records(&self) -> Vec<Record> {
        lock(&self.records).clone()
    }
}

impl LogSink for KeptLog {
    fn log(&self, record: &Record) {
        lock(&self.records).push(record.clone());
    }
}
