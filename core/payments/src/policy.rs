//! What a payment handler allows: how long each step may take, how often it is asked about, and what takes the money. Each
//! wallet names its own.

use std::time::Duration;

/// What takes the money, and so from when on it may be gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charges {
    /// The merchant, when it gets the credential: before the request nothing is paid.
    WithRequest,
    /// The wallet or its bank, when the person approves: from then on it may be paid, whether we hear of it or not.
    WhenApproved,
}

/// How long a method may take at each step. All deadlines are monotonic; a restart begins them anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// How long a person may stand before the wallet's sheet.
    pub sheet: Duration,
    /// How long a sheet that was up when the process ended may still be answered: its window is gone.
    pub sheet_after_restart: Duration,
    /// From when on an unanswered request is Unknown.
    pub dead_after: Duration,
    /// From when on what the merchant took, and waits for the person with, is Unknown: the life of a link, a code or a prompt
    /// that was handed over. What says its own end, and the merchant's `expires_at`, beat it.
    pub accepted: Duration,
    /// How often the merchant is asked while it waits for the person.
    pub poll: Poll,
    /// From when on the person may put an Unknown attempt aside.
    pub aside_after: Duration,
    /// What takes the money.
    pub charges: Charges,
}

/// The pace of questions while the merchant waits for the person. What comes back from a surface asks at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Poll {
    /// Before the first question.
    pub first: Duration,
    /// Between two questions.
    pub every: Duration,
}

/// How long a repeated request is known where a method's row names no time of its own: as long as the merchant's protocol says, which is
/// 24 hours at least (`assets/payments/README.md`, `idempotency_window_h`).
pub const WINDOW: Duration = Duration::from_secs(24 * 3_600);

/// The policy of methods that charge at once: cards in wallets, the sandbox. A method that is paid later (a voucher, a
/// bank transfer) brings its own.
pub const IMMEDIATE: Policy = Policy {
    // Bank apps and 3-D Secure pages give people 5 to 15 minutes.
    sheet: Duration::from_secs(10 * 60),
    sheet_after_restart: Duration::from_secs(10),
    dead_after: Duration::from_secs(10),
    accepted: Duration::from_secs(15 * 60),
    poll: Poll { first: Duration::from_millis(500), every: Duration::from_secs(5) },
    aside_after: Duration::from_secs(72 * 3_600),
    charges: Charges::WithRequest,
};
