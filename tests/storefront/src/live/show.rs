//! A show, as it is announced.

use super::film::Film;
use crate::words::say;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

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
    /// Unix milliseconds; [`NEVER`] of one that was cancelled. Shared with its copies.
    starts_at: Arc<AtomicI64>,
    /// Of one that was over when the shop opened.
    pub(super) ended_at: Option<i64>,
}

/// When a show begins that was cancelled.
const NEVER: i64 = i64::MAX;

impl Show {
    fn new(id: &'static str, title: &'static str, starts_at: i64, ended_at: Option<i64>) -> Self {
        Self { id, title, starts_at: Arc::new(AtomicI64::new(starts_at)), ended_at }
    }

    /// When it begins, in Unix milliseconds.
    pub(super) fn starts_at(&self) -> i64 {
        self.starts_at.load(Ordering::SeqCst)
    }

    /// It begins at another time.
    pub(super) fn begins(&self, at: i64) {
        self.starts_at.store(at, Ordering::SeqCst);
    }

    /// It is not announced any more.
    pub(super) fn cancel(&self) {
        self.begins(NEVER);
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.starts_at() == NEVER
    }

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
        if self.starts_at() > now {
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
        Show::new("show-0", "show_past", past, Some(past + film.length())),
        Show::new("show-1", "show_now", now - BEFORE_MS, None),
        Show::new("show-2", "show_next", now + COMING_MS, None),
    ]
}
