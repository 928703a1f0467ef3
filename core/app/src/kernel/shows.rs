//! The merchant's shows, as several features read them: which there are, and how a key names one. How they are drawn:
//! `show_rows.rs`.

use crate::kernel::effects::Ticket;
use crate::kernel::error::Fault;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tradewind_domain::{ItemId, Timestamp, WebUrl};
use tradewind_links::build::{Base, live};
use tradewind_live::SessionId;

/// The most shows of a list.
pub(crate) const MOST_SHOWS: usize = 20;
/// What stands between a show and a moment of it in a key: no id has it.
const AT: char = '@';

/// A show that the merchant tells of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Show {
    pub(crate) id: SessionId,
    pub(crate) state: ShowState,
    pub(crate) title: String,
    /// Who hosts it; empty where nobody is named.
    pub(crate) host: String,
    pub(crate) starts_at: Timestamp,
    pub(crate) poster: Option<WebUrl>,
    /// What is shown in it.
    pub(crate) items: Vec<ItemId>,
    /// BCP 47 languages of its captions.
    pub(crate) captions: Vec<String>,
    /// What is played of it now: of a show that is on or over.
    pub(crate) playlist: Option<WebUrl>,
    /// Where its events are, in the order in which they are tried.
    pub(crate) events: Vec<WebUrl>,
}

impl Show {
    /// Whole seconds from its begin to a moment of it.
    pub(crate) fn seconds(&self, at: Timestamp) -> Option<u32> {
        if at < self.starts_at { None } else { u32::try_from(at.since(self.starts_at).as_secs()).ok() }
    }

    /// The link that any browser opens it with, at a second of it; none where no link can say that.
    pub(crate) fn link(&self, merchant: &WebUrl, second: Option<u32>) -> Option<WebUrl> {
        let session = ItemId::parse(self.id.as_str()).ok()?;
        let link = live(Base::Web(merchant), &session, second).ok()?;
        WebUrl::parse(&link).ok()
    }
}

/// The link that the app opens a show with.
pub(crate) fn app_link(session: &SessionId) -> Option<String> {
    live(Base::Scheme, &ItemId::parse(session.as_str()).ok()?, None).ok()
}

/// Where a show stands at the merchant's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShowState {
    Coming,
    Running,
    Ended,
}

/// A show, and what of it is meant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ShowRef {
    pub(crate) session: SessionId,
    /// The moment of the picture to begin with.
    pub(crate) at: Option<Timestamp>,
    /// The same in seconds since its beginning, as links have it.
    pub(crate) after: Option<u32>,
}

impl ShowRef {
    /// Reads a key: `show-1`, or `show-1@1796058041100`.
    pub(crate) fn of_key(key: &str) -> Option<Self> {
        let (session, at) = key.split_once(AT).map_or((key, None), |(session, at)| (session, Some(at)));
        let at = match at {
            Some(at) => Some(Timestamp(at.parse().ok()?)),
            None => None,
        };
        Some(Self { session: SessionId::parse(session).ok()?, at, after: None })
    }

    /// What a link names: a show, and perhaps seconds since its beginning.
    pub(crate) fn of_link(session: &str, after: Option<u32>) -> Option<Self> {
        Some(Self { session: SessionId::parse(session).ok()?, at: None, after })
    }

    pub(crate) fn key(&self) -> String {
        match self.at {
            Some(at) => format!("{}{AT}{}", self.session, at.0),
            None => self.session.as_str().to_owned(),
        }
    }
}

/// What is known of all shows.
#[derive(Debug, Default)]
pub(crate) struct ShowsState {
    pub(crate) ticket: Ticket,
    /// As the merchant lists them: those that are on, those to come, those that are over.
    pub(crate) list: Vec<Show>,
    /// Whether the merchant has answered.
    pub(crate) read: bool,
    pub(crate) fault: Option<Fault>,
    /// Those of which the person wishes to be reminded.
    pub(crate) reminders: BTreeMap<SessionId, Reminded>,
    /// Reminders that the system may still hold and nobody wishes any more, with their times.
    pub(crate) withdrawn: BTreeMap<SessionId, Timestamp>,
    /// The same, of a person who erased everything: written nowhere.
    pub(crate) erased: BTreeMap<SessionId, Timestamp>,
}

/// A show of which the person wishes to be reminded, as it was announced last.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Reminded {
    /// When it begins; none where an earlier build kept the wish, until the shows are listed.
    pub(crate) at: Option<Timestamp>,
    /// In the merchant's words.
    pub(crate) title: String,
}

impl ShowsState {
    pub(crate) fn named(&self, id: &SessionId) -> Option<&Show> {
        self.list.iter().find(|show| show.id == *id)
    }

    /// All reminders that the system may hold, with their times.
    pub(crate) fn held_by_system(self) -> BTreeMap<SessionId, Timestamp> {
        let wished = self.reminders.into_iter().filter_map(|(session, one)| Some((session, one.at?)));
        self.erased.into_iter().chain(self.withdrawn).chain(wished).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_a_show_and_perhaps_a_moment_of_it() {
        for key in ["show-1", "show-1@1796058041100"] {
            assert_eq!(ShowRef::of_key(key).map(|show| show.key()).as_deref(), Some(key));
        }
        for wrong in ["", "show 1", "show-1@", "show-1@x", "@1", "show-1@1@2"] {
            assert_eq!(ShowRef::of_key(wrong), None, "{wrong}");
        }
    }
}
