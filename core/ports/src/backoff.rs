//! How long to wait before a stream is opened again: growing, with full jitter, and never less than the server asked for.

use crate::Entropy;
use std::time::Duration;

/// The longest wish to be left alone that is honoured, as of `Retry-After` elsewhere.
const LONGEST_WISH: Duration = Duration::from_secs(3_600);

/// Counts failures. Before the next try it waits a random part of `base`, then of twice that and so on up to `cap` (full jitter,
/// so that the viewers of a show that broke off do not all come back at once; Brooker, "Exponential backoff and jitter", 2015).
/// On top of what the server wishes: `retry` of the stream, for as long as this lives, and `Retry-After`, once. Times are
/// [`crate::Clock::monotonic`], so that nobody can set it off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backoff {
    base: Duration,
    cap: Duration,
    healthy: Duration,
    /// Failures since a connection was last healthy.
    failures: u32,
    retry: Duration,
    opened_at: Option<Duration>,
}

impl Backoff {
    /// Waits parts of `base` to `cap`; a connection that stood for `healthy` makes it begin anew.
    pub const fn new(base: Duration, cap: Duration, healthy: Duration) -> Self {
        Self { base, cap, healthy, failures: 0, retry: Duration::ZERO, opened_at: None }
    }

    /// A connection stands since `now`.
    pub const fn opened(&mut self, now: Duration) {
        self.opened_at = Some(now);
    }

    /// The stream's `retry` field: how long to wait at least before each next try. At most an hour is honoured.
    pub fn wished(&mut self, retry: Duration) {
        self.retry = retry.min(LONGEST_WISH);
    }

    /// Failures since a connection was last healthy.
    pub const fn failures(&self) -> u32 {
        self.failures
    }

    /// The connection ended, or none could be made: how long to wait from `now` on. `retry_after` is what the answer wished.
    pub fn failed(
        &mut self,
        now: Duration,
        retry_after: Option<Duration>,
        entropy: &dyn Entropy,
    ) -> Duration {
        if self.opened_at.take().is_some_and(|at| now.saturating_sub(at) >= self.healthy) {
            self.failures = 0;
        }
        let most = self.longest();
        let wish = retry_after.unwrap_or_default().min(LONGEST_WISH).max(self.retry);
        wish.saturating_add(entropy.jitter(most))
    }

    /// One more failure: the whole of the wait that [`Self::failed`] takes a random part of. For an owner of pure state, which has no
    /// entropy and whose tries are spread by when it was told of what it tries.
    pub fn longest(&mut self) -> Duration {
        let doubled = 1_u32.checked_shl(self.failures).and_then(|times| self.base.checked_mul(times));
        self.failures = self.failures.saturating_add(1);
        doubled.unwrap_or(self.cap).min(self.cap)
    }
}

/// A second, up to a minute; a minute that stood is healthy.
impl Default for Backoff {
    fn default() -> Self {
        Self::new(Duration::from_secs(1), Duration::from_secs(60), Duration::from_secs(60))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fakes::SeededEntropy;

    const S: fn(u64) -> Duration = Duration::from_secs;

    /// Entropy with every bit set: the jitter is all but the whole.
    struct Most;

    impl Entropy for Most {
        fn fill(&self, out: &mut [u8]) {
            out.fill(u8::MAX);
        }
    }

    /// The ceiling of a wait, to the nearest second.
    fn most(backoff: &mut Backoff, now: Duration, wish: Option<Duration>) -> u64 {
        backoff.failed(now, wish, &Most).saturating_add(Duration::from_millis(500)).as_secs()
    }

    #[test]
    fn waits_double_up_to_the_cap_and_never_fall() {
        let mut backoff = Backoff::new(S(1), S(60), S(60));
        let waits: Vec<u64> = (0..9).map(|_| most(&mut backoff, S(5), None)).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        // Past any shift, and past the longest duration.
        let mut backoff = Backoff::new(Duration::MAX / 2, Duration::MAX, S(60));
        let waits: Vec<Duration> = (0..70).map(|_| backoff.failed(S(5), None, &Most)).collect();
        assert!(waits.is_sorted(), "{waits:?}");
        let mut backoff = Backoff { failures: u32::MAX, ..Backoff::default() };
        assert_eq!(most(&mut backoff, S(5), None), 60);
        assert_eq!(backoff.failures(), u32::MAX);
    }

    #[test]
    fn the_whole_of_a_wait_is_what_the_random_part_is_of() {
        let (mut whole, mut part) = (Backoff::new(S(2), S(300), S(60)), Backoff::new(S(2), S(300), S(60)));
        let waits: Vec<u64> = (0..10).map(|_| whole.longest().as_secs()).collect();
        assert_eq!(waits, [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        assert_eq!((0..10).map(|_| most(&mut part, S(5), None)).collect::<Vec<_>>(), waits);
        assert_eq!(whole.failures(), 10);
    }

    #[test]
    fn jitter_is_full_and_comes_from_the_port() {
        let entropy = SeededEntropy::new(7);
        let waits: Vec<Duration> =
            (0..2_000).map(|_| Backoff::default().failed(S(0), None, &entropy)).collect();
        assert!(waits.iter().all(|wait| *wait < S(1)));
        for part in 0..10_u32 {
            let (from, to) = (S(1) * part / 10, S(1) * (part + 1) / 10);
            let share = waits.iter().filter(|wait| (from..to).contains(*wait)).count();
            assert!((140..260).contains(&share), "{share} of 2,000 in the tenth {part}");
        }
        let again = SeededEntropy::new(7);
        assert_eq!(Backoff::default().failed(S(0), None, &again), waits[0], "the same seed waits the same");
    }

    #[test]
    fn only_a_connection_that_stood_for_a_while_begins_anew() {
        let mut backoff = Backoff::new(S(1), S(60), S(60));
        for _ in 0..4 {
            most(&mut backoff, S(0), None);
        }
        backoff.opened(S(100));
        assert_eq!(most(&mut backoff, S(159), None), 16, "opened and closed again: no rest for it");
        backoff.opened(S(200));
        assert_eq!(most(&mut backoff, S(260), None), 1);
        assert_eq!(most(&mut backoff, S(900), None), 2, "that it stood once counts once");
        // Should the clock ever go back, nothing is gained by it.
        backoff.opened(S(1_000));
        assert_eq!(most(&mut backoff, S(10), None), 4);
    }

    #[test]
    fn a_server_is_left_alone_for_as_long_as_it_wishes_up_to_an_hour() {
        let mut backoff = Backoff::new(S(1), S(60), S(60));
        backoff.wished(S(10));
        assert_eq!(most(&mut backoff, S(0), None), 11);
        assert_eq!(most(&mut backoff, S(0), Some(S(3))), 12, "the longer wish counts");
        assert_eq!(most(&mut backoff, S(0), Some(S(120))), 124, "also above the cap");
        assert_eq!(most(&mut backoff, S(0), None), 18, "once");
        backoff.wished(Duration::MAX);
        assert_eq!(most(&mut backoff, S(0), Some(Duration::MAX)), 3_616);
        backoff.wished(Duration::ZERO);
        assert_eq!(most(&mut backoff, S(0), None), 32, "no wish, and no hurry either");
    }
}
