//! Reports of shows: what is on its way to the merchant, and what became of it. Told to nobody else.

use serde::{Deserialize, Serialize};
use std::time::Duration;
use tradewind_domain::Timestamp;
use tradewind_live::{SessionId, ShowReport};

/// The most that are kept.
pub(crate) const MOST_REPORTS: usize = 20;
/// For how long one waits to be delivered, by the phone's clock: 30 days. A host that is gone does not come back later.
const WAITS: Duration = Duration::from_secs(30 * 86_400);

/// A report that the person sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SentReport {
    /// The idempotency key, the same for every try.
    pub(crate) key: String,
    /// Whose host takes it, as the person was told: no other gets it.
    pub(crate) taker: String,
    pub(crate) report: ShowReport,
    pub(crate) state: ReportState,
}

/// Where a report stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReportState {
    /// It is kept until it is delivered.
    Waiting,
    /// The merchant has it.
    Delivered {
        /// The merchant's number of it.
        number: Option<String>,
        at: Timestamp,
    },
    /// The merchant refused it for good.
    Refused,
    /// It could not be delivered for so long that it is not tried any more.
    GivenUp,
}

/// What is known of reports.
#[derive(Debug, Default)]
pub(crate) struct ReportsState {
    /// Whose host takes them, by the address that the merchant names; none where it names none.
    pub(crate) taker: Option<String>,
    /// How many were sent and have no key yet.
    pub(crate) unkeyed: usize,
    /// Oldest first.
    pub(crate) all: Vec<SentReport>,
}

impl ReportsState {
    /// Whether no more can be kept until one is delivered.
    pub(crate) fn is_full(&self) -> bool {
        self.waiting().count().saturating_add(self.unkeyed) >= MOST_REPORTS
    }

    pub(crate) fn waiting(&self) -> impl Iterator<Item = &SentReport> {
        self.all.iter().filter(|one| one.state == ReportState::Waiting)
    }

    /// Those of a show, latest first.
    pub(crate) fn of<'a>(&'a self, session: &'a SessionId) -> impl Iterator<Item = &'a SentReport> {
        self.all.iter().rev().filter(move |one| one.report.session == *session)
    }

    /// Keeps one more; the oldest that waits for nothing makes room.
    pub(crate) fn put(&mut self, report: SentReport) {
        if self.all.len() >= MOST_REPORTS {
            match self.all.iter().position(|one| one.state != ReportState::Waiting) {
                Some(oldest) => drop(self.all.remove(oldest)),
                None => return,
            }
        }
        self.all.push(report);
    }

    /// Gives up those that have waited for too long: their keys and whose hosts they were for.
    pub(crate) fn give_up(&mut self, now: Timestamp) -> Vec<(String, String)> {
        let late = |one: &&SentReport| now.since(one.report.reported_at) >= WAITS;
        let late: Vec<_> =
            self.waiting().filter(late).map(|one| (one.key.clone(), one.taker.clone())).collect();
        for (key, _) in &late {
            self.settle(key, ReportState::GivenUp);
        }
        late
    }

    /// What became of one that waits; whether there is such a one. What the person wrote in it is let go: it was kept to be delivered.
    pub(crate) fn settle(&mut self, key: &str, state: ReportState) -> bool {
        let waiting = |one: &&mut SentReport| one.key == key && one.state == ReportState::Waiting;
        let Some(one) = self.all.iter_mut().find(waiting) else { return false };
        one.state = state;
        (one.report.words, one.report.contact) = (None, None);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::testing::show_report;

    #[test]
    fn what_the_person_wrote_is_kept_until_it_is_delivered_and_no_longer() {
        let (taker, report) = ("shop.example".to_owned(), show_report());
        let delivered = ReportState::Delivered { number: None, at: Timestamp(2) };
        for state in [delivered, ReportState::Refused, ReportState::GivenUp] {
            let mut reports = ReportsState::default();
            let (taker, report) = (taker.clone(), report.clone());
            reports.put(SentReport { key: "k1".into(), taker, report, state: ReportState::Waiting });
            let written = |reports: &ReportsState| {
                let report = &reports.all[0].report;
                (report.words.is_some(), report.contact.is_some())
            };
            assert_eq!(written(&reports), (true, true));
            assert!(reports.settle("k1", state) && !reports.settle("k1", ReportState::Refused));
            assert_eq!(written(&reports), (false, false));
        }
    }
}
