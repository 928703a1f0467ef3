//! Prices that the merchant holds: which are known, how long they run, and which go with a checkout. How they are drawn:
//! `hold_view.rs`. What counts down is the clock that nobody sets, with the merchant's as far as it was heard (`tradewind_live::ServerClock`).

use crate::kernel::effects::{Effect, LiveOp};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tradewind_domain::{ItemId, Money, Order, Quantity};
use tradewind_live::{Hold, Left, ServerClock, Terms};

mod unverified;

pub(crate) use unverified::UnverifiedHolds;

/// The most held prices that are known at a time.
pub(crate) const MOST: usize = 16;
/// The most that go with a checkout (`tests/storefront/LIVE.md`).
pub(crate) const MOST_SENT: usize = 5;
/// For how long it is said what became of one, in milliseconds after its end.
const SAID_FOR: i64 = 15 * 60_000;
/// Past the end of one, so that it is over when it is looked at.
const A_LITTLE: Duration = Duration::from_millis(50);

/// Held prices, and the merchant's clock.
#[derive(Debug, Clone, Default)]
pub(crate) struct HoldsState {
    /// The present message's time, by the clock that nobody sets.
    pub(crate) now: Duration,
    pub(crate) clock: ServerClock,
    /// Oldest first.
    pub(crate) all: Vec<HeldPrice>,
    /// Offered ones that are not checked yet, oldest first.
    pub(crate) unverified: UnverifiedHolds,
}

/// A held price.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeldPrice {
    pub(crate) hold: Hold,
    /// How much of it was left when it was first met: the whole of its bar.
    pub(crate) whole: Duration,
    /// Why it holds no more, where somebody else than the clock said so.
    pub(crate) refused: Option<Refused>,
    /// Whether an order of this person's was made at it. It may go on holding: it is offered to everybody, for so many pieces.
    pub(crate) bought: bool,
}

/// Who says that a price is not held any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Refused {
    /// The merchant's clock is past it.
    Expired,
    /// Nothing is left at that price.
    Oversold,
    /// The merchant does not know it, or took it back.
    Unknown,
}

/// How a held price stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// So much of its time is left.
    Running(Duration),
    /// Nobody knows: the phone was restarted and the merchant not heard since, or it ends just now.
    Unsure,
    Over(Refused),
}

impl HeldPrice {
    pub(crate) fn terms(&self) -> &Terms {
        self.hold.terms()
    }

    /// Whether it is below what else is asked.
    pub(crate) fn is_below(&self, other: Money) -> bool {
        let price = self.terms().price;
        price.currency == other.currency && price.minor < other.minor
    }

    pub(crate) fn standing(&self, clock: &ServerClock, now: Duration) -> Standing {
        if let Some(why) = self.refused {
            return Standing::Over(why);
        }
        match clock.left(self.terms().not_after, now) {
            None => Standing::Unsure,
            Some(left) if left.is_over() => Standing::Over(Refused::Expired),
            Some(Left { time, sure: true }) => Standing::Running(time),
            // Not by the merchant's time, or too near its end: nothing is promised that the merchant may not keep.
            Some(_) => Standing::Unsure,
        }
    }
}

impl HoldsState {
    /// Takes a verified hold; one that is known stays as it was met.
    pub(crate) fn take(&mut self, hold: Hold, now: Duration) {
        let nonce = &hold.terms().nonce;
        if self.all.iter().any(|known| known.terms().nonce == *nonce) {
            return;
        }
        let whole = self.clock.left(hold.terms().not_after, now).map_or(Duration::ZERO, |left| left.time);
        if self.all.len() >= MOST {
            // One that holds nothing any more, else the oldest.
            let over = |one: &HeldPrice| matches!(one.standing(&self.clock, now), Standing::Over(_));
            self.all.remove(self.all.iter().position(over).unwrap_or_default());
        }
        self.all.push(HeldPrice { hold, whole, refused: None, bought: false });
    }

    /// The merchant's clock was heard: how much is left is known from here on of those that were met before.
    pub(crate) fn measure(&mut self, now: Duration) {
        for one in self.all.iter_mut().filter(|one| one.whole.is_zero()) {
            one.whole =
                self.clock.left(one.hold.terms().not_after, now).map_or(Duration::ZERO, |left| left.time);
        }
    }

    /// The one that is to be shown for an item: the newest that may hold, else the newest that was.
    pub(crate) fn of(&self, item: &ItemId, now: Duration) -> Option<&HeldPrice> {
        let mut newest = None;
        for one in self.all.iter().rev().filter(|one| one.terms().item == *item) {
            if !matches!(one.standing(&self.clock, now), Standing::Over(_)) {
                return Some(one);
            }
            newest = newest.or(Some(one));
        }
        newest
    }

    /// The one that a checkout asks for: for this item and so many of it.
    pub(crate) fn for_line(&self, item: &ItemId, quantity: Quantity, now: Duration) -> Option<&HeldPrice> {
        self.of(item, now).filter(|one| {
            one.hold.covers(item, quantity).is_ok()
                && !matches!(one.standing(&self.clock, now), Standing::Over(_))
        })
    }

    /// The merchant says that one is not held any more; whether that was not known, or not why. What says more counts: that it is gone from
    /// a show is said without a reason too.
    pub(crate) fn refuse(&mut self, nonce: &str, why: Refused) -> bool {
        self.unverified.let_go(nonce);
        let Some(known) = self.all.iter_mut().find(|one| one.terms().nonce.as_str() == nonce) else {
            return false;
        };
        let news = known.refused.is_none_or(|old| old == Refused::Unknown && why != old);
        if news {
            known.refused = Some(why);
        }
        news
    }

    /// An order was placed: those at whose price it was made are bought. Whether any is newly so.
    pub(crate) fn buy(&mut self, order: &Order) -> bool {
        let mut news = false;
        for one in self.all.iter_mut().filter(|one| !one.bought) {
            let terms = one.hold.terms();
            one.bought = order.lines.iter().any(|line| line.item == terms.item && line.price == terms.price);
            news |= one.bought;
        }
        news
    }

    /// Whether one may still hold, by its nonce.
    pub(crate) fn may_hold(&self, nonce: &str) -> bool {
        let known = self.all.iter().find(|one| one.terms().nonce.as_str() == nonce);
        known.is_some_and(|one| !matches!(one.standing(&self.clock, self.now), Standing::Over(_)))
    }

    /// Forgets those that ended a while ago.
    pub(crate) fn tidy(&mut self, now: Duration) {
        let Some(late) = self.clock.latest(now) else { return };
        self.all.retain(|one| one.terms().not_after.0.saturating_add(SAID_FOR) > late.0);
    }

    /// In how long one of them may stand otherwise, or can be checked again.
    pub(crate) fn next_change(&self, now: Duration) -> Option<Duration> {
        let left = self.all.iter().filter_map(|one| match one.standing(&self.clock, now) {
            Standing::Running(left) => Some(left.saturating_add(A_LITTLE)),
            // The latest that the merchant's clock can be is past its end: it is over once the earliest is, hours later after a restart
            // without network. A merchant that is heard before that is news by itself.
            Standing::Unsure => {
                let until = one.terms().not_after;
                let (earliest, left) = (self.clock.earliest(now)?, self.clock.left(until, now)?);
                left.time.is_zero().then(|| until.since(earliest).saturating_add(A_LITTLE))
            }
            Standing::Over(_) => None,
        });
        left.chain(self.unverified.next_check(now)).min()
    }
}

/// Held prices are looked at again when one may stand otherwise.
pub(crate) fn wake(holds: &HoldsState) -> Option<Effect> {
    holds.next_change(holds.now).map(|after| Effect::Live(LiveOp::Wake { after }))
}

/// Seconds of the clock that nobody sets, as a duration.
pub(crate) fn monotonic(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
