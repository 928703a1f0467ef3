//! The passing message: the core alone says how long it stands, shells draw it while it does.

use crate::kernel::effects::{Effect, Effects, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::now::Now;
use std::time::Duration;
use tradewind_domain::Timestamp;
use tradewind_person::CartLine;

/// How long it stands: time to read a line and to reach Undo.
pub(crate) const STAYS: Duration = Duration::from_secs(8);
/// The longest that a person can ask for: no message is about yesterday.
const LONGEST: Duration = Duration::from_secs(86_400);

/// What the toast says, with what Undo needs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ToastState {
    Removed {
        line: CartLine,
    },
    Added {
        title: String,
    },
    /// What a link proposed is in the cart.
    ProposalTaken {
        changes: Vec<CartChange>,
        /// The discount code that was kept for the next checkout with it.
        code: Option<String>,
    },
    /// A creator's link promises this discount code.
    CodePromised {
        code: String,
    },
    /// The merchant is asked what a short code stands for.
    CodeAsked,
    Erased,
    /// A damaged cache was built anew.
    Repaired,
    LinkRefused(Fault),
    /// What a voucher was for is in the cart again.
    VoucherOver,
    /// A voucher was paid; the order's number as people know it.
    VoucherPaid {
        order: String,
    },
    /// A show of which the person wishes to be reminded begins at another time.
    ShowMoved {
        title: String,
        at: Timestamp,
    },
    /// Such a show is not announced any more.
    ShowCancelled {
        title: String,
    },
    /// A report could not be delivered to this host for too long.
    ReportGivenUp {
        host: String,
    },
}

/// A line that was put into the cart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CartChange {
    pub(crate) put: CartLine,
    /// The line that lay there; none where there was none.
    pub(crate) before: Option<CartLine>,
}

/// The message that stands, if one does.
#[derive(Debug, Default)]
pub(crate) struct ToastSlot {
    pub(crate) standing: Option<ToastState>,
    /// Names the message, so that the end of an earlier one does not end it.
    pub(crate) ticket: Ticket,
    /// Since when it stands, in seconds of the clock that only goes forward.
    since: f64,
    /// How long the person needs for one, where the system's settings say so.
    reading_time: Duration,
}

impl ToastSlot {
    /// A message takes the place of whatever stands.
    pub(crate) fn show(&mut self, toast: ToastState, ticket: Ticket) {
        self.standing = Some(toast);
        self.ticket = ticket;
    }

    /// Starts the display time at `at`; returns the timer.
    pub(crate) fn shown(&mut self, at: Now) -> Effect {
        self.since = at.seconds;
        Effect::ToastOver { ticket: self.ticket, after: self.stays() }
    }

    /// Its time may be over: a person may need more of it than they did when it came.
    pub(crate) fn over(&mut self, ticket: Ticket, at: Now) -> Effects {
        if ticket != self.ticket || self.standing.is_none() {
            return Vec::new();
        }
        let stood = Duration::try_from_secs_f64(at.seconds - self.since).unwrap_or_default();
        let left = self.stays().saturating_sub(stood);
        // Clocks of hosts count in parts of a second: less than one is none.
        if left < Duration::from_secs(1) {
            self.standing = None;
            return Vec::new();
        }
        vec![Effect::ToastOver { ticket, after: left }]
    }

    /// How long the person needs, as the system's settings say; also for the one that stands.
    pub(crate) fn reading_time(&mut self, seconds: u32, at: Now) -> Effects {
        self.reading_time = Duration::from_secs(u64::from(seconds)).min(LONGEST);
        self.over(self.ticket, at)
    }

    fn stays(&self) -> Duration {
        STAYS.max(self.reading_time)
    }
}

#[cfg(test)]
mod tests;
