//! A show, as it is announced.

use super::film::Film;
use crate::words::say;

/// How long before the shop opened the running show began, so that a player finds a picture at once.
const BEFORE_MS: i64 = 40_000;
/// How long after it the next one begins.
const COMING_MS: i64 = 15 * 60_000;
const DAY_MS: i64 = 86_400_000;
/// Who hosts all of them.
pub(super) const HOST: &str = "Noor";

/// A show.
#[derive(Debug, Clone)]
pub(crate) struct Show {
    pub(super) id: &'static str,
    /// Its title among the shop's words.
    title: &'static str,
    /// Unix milliseconds.
    pub(super) starts_at: i64,
    /// Of one that was over when the shop opened.
    pub(super) ended_at: Option<i64>,
}

impl Show {
    /// An address of it in a market.
    pub(super) fn path(&self, market: &str, file: &str) -> String {
        format!("/live/{}/{market}/{file}", self.id)
    }

    /// Its title in a language.
    pub(super) fn title(&self, language: &str) -> &'static str {
        say(language, self.title)
    }

    /// `coming`, `running` or `ended`.
    pub(super) fn state(&self, ended: Option<i64>, now: i64) -> &'static str {
        if self.starts_at > now {
            "coming"
        } else if ended.or(self.ended_at).is_some_and(|at| at <= now) {
            "ended"
        } else {
            "running"
        }
    }
}

/// The shows of a shop that opens now.
pub(super) fn shows(film: &Film, now: i64) -> Vec<Show> {
    let past = now - DAY_MS;
    vec![
        Show { id: "show-0", title: "show_past", starts_at: past, ended_at: Some(past + film.length()) },
        Show { id: "show-1", title: "show_now", starts_at: now - BEFORE_MS, ended_at: None },
        Show { id: "show-2", title: "show_next", starts_at: now + COMING_MS, ended_at: None },
    ]
}
