//! Where a show stands on this phone.

use crate::kernel::effects::{LiveLine, Ticket};
use crate::kernel::shows::ShowRef;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tradewind_domain::{Item, ItemId, Timestamp, WebUrl};
use tradewind_live::{Nonce, ReportForm, SessionId, Timeline};

#[derive(Debug, Default)]
pub(crate) struct LiveState {
    /// Whether captions are shown.
    pub(crate) captions: bool,
    /// The show that is on the screen, or below what is.
    pub(crate) open: Option<OpenShow>,
    /// What was kept of the last one, as `Timeline::keep` wrote it.
    pub(crate) kept: Option<(SessionId, String)>,
    /// The report that is being written.
    pub(crate) report: Option<ReportDraft>,
}

/// A report that is being written, and what of the show it is about.
#[derive(Debug)]
pub(crate) struct ReportDraft {
    pub(crate) session: SessionId,
    /// As [`OpenShow::moment`] was when the form was opened.
    pub(crate) at: Option<Timestamp>,
    /// The item on the card that stood then.
    pub(crate) item: Option<ItemId>,
    pub(crate) form: ReportForm,
}

/// A show that is followed.
#[derive(Debug)]
pub(crate) struct OpenShow {
    /// Of this following: what is told of an earlier one is dropped.
    pub(crate) ticket: Ticket,
    /// Of the newest look at its goods.
    pub(crate) goods_ticket: Ticket,
    pub(crate) show: ShowRef,
    /// What is followed now; none before the merchant has named it, and while the app is away.
    pub(crate) followed: Option<WebUrl>,
    pub(crate) timeline: Timeline,
    /// The moment on the glass, as far as it changed anything; none before the player has said where it is.
    pub(crate) moment: Option<Timestamp>,
    /// Whether that is the last moment of the picture.
    pub(crate) last: bool,
    /// None before anything was heard.
    pub(crate) line: Option<LiveLine>,
    /// Its playlist is whole: nothing comes any more.
    pub(crate) ended: bool,
    /// What the catalog says of what is shown in it.
    pub(crate) goods: BTreeMap<ItemId, Item>,
    /// Offered prices that were given to `UnverifiedHolds`, by their nonces, each once: of one that was refused nothing is asked again.
    pub(crate) offers: BTreeSet<Nonce>,
    /// When the timeline was kept last, and whether the person was told of anything since.
    pub(crate) kept: Option<Duration>,
    pub(crate) unkept: bool,
}

impl OpenShow {
    pub(crate) fn of(show: ShowRef, timeline: Timeline, ticket: Ticket) -> Self {
        Self {
            ticket,
            goods_ticket: Ticket::default(),
            show,
            followed: None,
            timeline,
            moment: None,
            last: false,
            line: None,
            ended: false,
            goods: BTreeMap::new(),
            offers: BTreeSet::new(),
            kept: None,
            unkept: false,
        }
    }
}
