//! Wrong implementations of what the driver stands on: each puts one old fault back, for the simulation to find. The driver
//! itself has no switch for them.

mod merchant;
mod vault;
mod wire;

pub use merchant::{CameBack, WrongMerchant};
pub use vault::LockedIsEmpty;
pub use wire::{NoDate, WrongWire};

/// Which fault is put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutant {
    /// A retry goes out under a new key (a merchant's client that makes its keys itself).
    NewKeyOnRetry,
    /// The request goes again while the first is in flight.
    ResendWhileInFlight,
    /// The journal is not on the platter when the request leaves (a disk that does not sync).
    NoSync,
    /// An answer of another session is taken for one's own (a client that does not compare ids).
    ForeignAnswerAccepted,
    /// A completed total is taken to be the one that was agreed to.
    AmountNotCompared,
    /// "Still open", without a word, counts as declined.
    BareOpenIsDeclined,
    /// A session that cannot be changed any more is replaced without asking how it ended.
    ReplacedWithoutAsking,
    /// The phone's clock ends sessions.
    WallClockEndsSessions,
    /// A create whose answer was lost goes out under a new key.
    NewKeyOnCreate,
    /// A gateway's 404 is believed, and ends what was sent.
    NotFoundIsTheEnd,
    /// A completed answer that does not say its sum is garbage, and the purchase stays unknown.
    UnstatedIsGarbage,
    /// A locked vault is taken for one that has nothing: the phone's own payment becomes another phone's.
    LockedIsEmpty,
    /// Of two attempts that are open after a restore, one is driven in each start.
    OneAttemptAStart,
    /// What goes again goes without its key (a client that believes that each merchant knows a repeat by its body).
    ResentWithoutKey,
    /// Beside an attempt that is not known to be over, another begins in a session of its own.
    TwoLiveAttempts,
    /// A link that says that all went well is believed, and the merchant is not.
    ClaimTrusted,
}

impl Mutant {
    /// All that can be met without being sent elsewhere to pay: all but `ClaimTrusted`, which the lives of `sim` find.
    pub const ALL: [Self; 15] = [
        Self::NewKeyOnRetry,
        Self::ResendWhileInFlight,
        Self::NoSync,
        Self::ForeignAnswerAccepted,
        Self::AmountNotCompared,
        Self::BareOpenIsDeclined,
        Self::ReplacedWithoutAsking,
        Self::WallClockEndsSessions,
        Self::NewKeyOnCreate,
        Self::NotFoundIsTheEnd,
        Self::UnstatedIsGarbage,
        Self::LockedIsEmpty,
        Self::OneAttemptAStart,
        Self::ResentWithoutKey,
        Self::TwoLiveAttempts,
    ];
}
