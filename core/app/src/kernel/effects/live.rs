//! Shows: what is asked of the merchant and of the person's file, and what comes back.

use crate::kernel::effects::ticket::Ticket;
use crate::kernel::error::Fault;
use crate::kernel::shows::Show;
use std::time::Duration;
use tradewind_domain::{Code, ItemId, Language, Market, Timestamp, WebUrl};
use tradewind_live::{
    Cue, Hold, HoldError, KeptMoment, LiveEvent, Nonce, Receipt, SessionId, ShowReport, SignedHold,
    SignedMoment,
};

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LiveOp {
    /// Which shows there are.
    List { ticket: Ticket, market: Market, language: Language },
    /// Reports [`LiveNews::Begins`] after a while: a show begins.
    ListAfter { after: Duration },
    /// Follows a show: its playlist and, where it is on, its events. What was followed before is let go.
    Follow { ticket: Ticket, playlist: WebUrl, events: Vec<WebUrl> },
    /// Follows nothing.
    Leave,
    /// Holds offered prices to the merchant's keys.
    Verify { session: SessionId, now: Option<Timestamp>, holds: Vec<SignedHold> },
    /// Holds the moment of a card to the merchant's keys.
    Prove { moment: Box<SignedMoment>, title: String },
    /// Draws the idempotency key of a report: [`LiveNews::ReportKeyed`].
    KeyReport { taker: String, report: Box<ShowReport> },
    /// Delivers a report to this host, as often as it takes. One that waits for another try has it at once.
    SendReport { key: String, taker: String, report: Box<ShowReport> },
    /// Ends the sending of a report.
    DropReport { key: String },
    /// Ends all sendings of reports.
    DropReports,
    /// Reports [`LiveNews::Woke`] after a while: a held price may have run out.
    Wake { after: Duration },
}

/// What is told of shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LiveNews {
    Listed {
        ticket: Ticket,
        shows: Result<Vec<Show>, Fault>,
    },
    /// The cues of a show's playlist, where they are others than before.
    Cues {
        ticket: Ticket,
        cues: Vec<Cue>,
        ended: bool,
    },
    /// What the event stream said, in its order.
    Events {
        ticket: Ticket,
        events: Vec<(Option<String>, LiveEvent)>,
    },
    Line {
        ticket: Ticket,
        line: LiveLine,
    },
    /// The `Date` of an answer, with the times of its request and of itself by the clock that nobody sets.
    Dated {
        date: Timestamp,
        sent: Duration,
        received: Duration,
    },
    /// The merchant's time, as its event stream says it.
    Told {
        now: Timestamp,
        received: Duration,
    },
    /// An event is missing, and no host has it: it is not waited for any longer.
    Missing {
        ticket: Ticket,
        seq: u64,
    },
    /// The picture has come to another moment, which may be its last.
    Moved {
        ticket: Ticket,
        moment: Timestamp,
        last: bool,
    },
    /// By their nonces, whichever show is followed by now: an offer is told once.
    Verified {
        holds: Vec<(Nonce, Result<Box<Hold>, HoldError>)>,
        /// Those that could not be checked: the merchant's keys could not be had, or the one that is named is not among them yet.
        unread: Vec<Nonce>,
    },
    Proved {
        item: ItemId,
        moment: Box<KeptMoment>,
        title: String,
    },
    /// Whose host takes reports, by the address that the merchant names; none where it names none.
    TakesReports(Option<String>),
    /// A report has a key, and can be sent.
    ReportKeyed {
        key: String,
        /// As the person was told when they sent it.
        taker: String,
        report: Box<ShowReport>,
    },
    /// A report is delivered, or refused for good.
    ReportTold {
        key: String,
        told: Result<Receipt, Code>,
    },
    Woke,
    /// A show that was to come has begun, by its time.
    Begins,
}

/// How a show that is followed can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LiveLine {
    /// It answers.
    Here,
    /// It does not, for now.
    Away,
    /// It is not there any more.
    Gone,
}
