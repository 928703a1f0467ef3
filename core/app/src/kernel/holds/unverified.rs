//! Offered prices that nobody has held to the merchant's keys yet: those could not be had, or are not known yet. They are shown nowhere and
//! go with no checkout; once the keys are there, each is checked, and holds or is let go.

use serde::{Deserialize, Serialize};
use std::time::Duration;
use tradewind_domain::Timestamp;
use tradewind_live::{CueId, Nonce, SessionId, SignedHold};
use tradewind_ports::Backoff;

/// The most that are kept; the oldest makes room. As many as there are held prices.
const MOST: usize = 16;
/// For how long one is kept, by the phone's clock: a price of a show is held for minutes.
const KEPT: Duration = Duration::from_secs(3_600);
/// How soon one is checked again, and how late at most. Some twenty questions in its hour.
const SOONEST: Duration = Duration::from_secs(2);
const LATEST: Duration = Duration::from_secs(300);

/// All of them, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct UnverifiedHolds(Vec<Unverified>);

/// An offered price, as it came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Unverified {
    session: SessionId,
    cue: CueId,
    hold: SignedHold,
    /// When it was offered.
    since: Timestamp,
    /// Of the times when the keys were not there.
    #[serde(skip, default = "unfailed")]
    backoff: Backoff,
    /// When it is to be checked, by the clock that nobody sets; none while it is being checked.
    #[serde(skip)]
    next: Option<Duration>,
}

/// Holds of one show, to be checked.
pub(crate) type ToVerify = (SessionId, Vec<SignedHold>);

const fn unfailed() -> Backoff {
    Backoff::new(SOONEST, LATEST, Duration::MAX)
}

impl UnverifiedHolds {
    /// A price is offered: it is to be checked `now`. One that is waited for already, as of a show that is opened again, goes on waiting;
    /// another one of the same cue takes its place.
    pub(crate) fn offer(
        &mut self,
        session: &SessionId,
        cue: &CueId,
        hold: &SignedHold,
        at: Timestamp,
        now: Duration,
    ) {
        if self.0.iter().any(|one| one.session == *session && one.cue == *cue && one.hold == *hold) {
            return;
        }
        self.0.retain(|one| one.session != *session || one.cue != *cue);
        if self.0.len() >= MOST {
            self.0.remove(0);
        }
        let (session, cue, hold) = (session.clone(), cue.clone(), hold.clone());
        self.0.push(Unverified { session, cue, hold, since: at, backoff: unfailed(), next: Some(now) });
    }

    /// One was checked, or the merchant took it back before: whether it was waited for.
    pub(crate) fn let_go(&mut self, nonce: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|one| one.hold.terms.nonce.as_str() != nonce);
        self.0.len() != before
    }

    /// One could not be checked: it is tried again after a while.
    pub(crate) fn unread(&mut self, nonce: &Nonce, now: Duration) {
        if let Some(one) = self.0.iter_mut().find(|one| one.hold.terms.nonce == *nonce) {
            one.next = Some(now.saturating_add(one.backoff.longest()));
        }
    }

    /// What was kept, to be checked at the next look.
    pub(crate) fn restored(mut self, now: Duration) -> Self {
        self.0.truncate(MOST);
        for one in &mut self.0 {
            one.next = Some(now);
        }
        self
    }

    /// Those that are to be checked now, by show; `anyway` all that there are, as the merchant answers again. What is over, by `latest`,
    /// the latest that the merchant's clock can be, is let go.
    pub(crate) fn take_due(
        &mut self,
        (now, latest, at): (Duration, Option<Timestamp>, Timestamp),
        anyway: bool,
    ) -> Vec<ToVerify> {
        self.0.retain(|one| {
            at.since(one.since) < KEPT && latest.is_none_or(|latest| latest < one.hold.terms.not_after)
        });
        let mut due: Vec<ToVerify> = Vec::new();
        for one in &mut self.0 {
            if !anyway && one.next.is_none_or(|next| next > now) {
                continue;
            }
            one.next = None;
            let hold = one.hold.clone();
            match due.iter_mut().find(|(session, _)| *session == one.session) {
                Some((_, holds)) => holds.push(hold),
                None => due.push((one.session.clone(), vec![hold])),
            }
        }
        due
    }

    /// In how long one of them is to be checked again.
    pub(crate) fn next_check(&self, now: Duration) -> Option<Duration> {
        let next = self.0.iter().filter_map(|one| one.next);
        next.map(|next| next.saturating_sub(now)).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::testing::{AT, signed_hold, signed_hold_of};

    fn cue(name: &str) -> CueId {
        CueId::parse(name).expect("an id")
    }

    fn offered(count: usize) -> UnverifiedHolds {
        let mut all = UnverifiedHolds::default();
        for n in 0..count {
            let hold = signed_hold(&format!("mug-{n}"), 90, 7_200);
            all.offer(&hold.terms.session.clone(), &cue(&format!("hold-{n}")), &hold, AT.now, seconds(0));
        }
        all
    }

    fn seconds(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    #[test]
    fn it_is_tried_again_later_and_later_and_at_once_when_the_merchant_answers() {
        let mut all = offered(1);
        assert_eq!(all.next_check(seconds(0)), Some(Duration::ZERO));
        assert_eq!(all.take_due((seconds(0), None, AT.now), false)[0].1.len(), 1);
        // It is being checked: offered once more, it is not checked twice.
        let hold = all.0[0].hold.clone();
        let (session, nonce) = (hold.terms.session.clone(), hold.terms.nonce.clone());
        all.offer(&session, &cue("hold-0"), &hold, AT.now, seconds(0));
        assert_eq!(
            (all.next_check(seconds(0)), all.take_due((seconds(0), None, AT.now), false).len()),
            (None, 0)
        );
        let (mut now, mut waits) = (seconds(0), Vec::new());
        for _ in 0..40 {
            all.unread(&nonce, now);
            let wait = all.next_check(now).expect("it waits");
            waits.push(wait.as_secs());
            assert!(all.take_due((now, None, AT.now), false).is_empty(), "not before its time");
            now += wait;
            assert_eq!(all.take_due((now, None, AT.now), false)[0].1.len(), 1);
        }
        assert_eq!((waits[..3].to_vec(), waits[39]), (vec![2, 4, 8], 300));
        all.unread(&nonce, now);
        assert_eq!(all.take_due((now, None, AT.now), true).len(), 1);
        assert!(all.let_go(nonce.as_str()) && !all.let_go(nonce.as_str()));
    }

    #[test]
    fn another_one_of_the_same_cue_takes_its_place_and_what_is_said_of_the_former_is_not_of_it() {
        let now = seconds(0);
        let mut all = offered(1);
        let former = all.0[0].hold.clone();
        assert_eq!(all.take_due((now, None, AT.now), false)[0].1, std::slice::from_ref(&former));
        let anew = signed_hold_of("nonce-of-another-hold", "mug-0", 80, 7_200);
        all.offer(&anew.terms.session.clone(), &cue("hold-0"), &anew, AT.now, now);
        assert_eq!(all.0.len(), 1);
        all.unread(&former.terms.nonce, now);
        assert!(!all.let_go(former.terms.nonce.as_str()));
        assert_eq!(all.take_due((now, None, AT.now), false)[0].1, [anew]);
    }

    #[test]
    fn there_are_never_more_than_a_few_and_none_is_kept_past_its_end_or_for_long() {
        let now = seconds(0);
        assert_eq!(offered(40).take_due((now, None, AT.now), true)[0].1.len(), MOST);
        assert_eq!(offered(1).take_due((now, None, AT.now.after(KEPT)), true), []);
        let late = AT.now.after(seconds(7_200));
        assert_eq!(offered(1).take_due((now, Some(late), AT.now), true), []);
        let kept = serde_json::to_string(&offered(40)).expect("JSON");
        let mut again = serde_json::from_str::<UnverifiedHolds>(&kept).expect("reads").restored(now);
        assert_eq!(again.next_check(now), Some(Duration::ZERO), "looked at after a restart");
        again.let_go("nonce-of-a-hold-mug-39");
        assert_eq!(again.take_due((now, None, AT.now), false)[0].1.len(), MOST - 1);
    }
}
