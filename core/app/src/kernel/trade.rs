//! Which rules of trade an estimate is made by: those of this build, or the merchant's, where they are newer and reach the place.

use std::sync::{Arc, LazyLock};
use tradewind_catalog::{KeptRules, ReceivedRules};
use tradewind_domain::{Code, Market, Timestamp};
use tradewind_l10n::Localizer;
use tradewind_trade::{Day, Hs, MAX_COMPILED, Rules};

/// The rules of `assets/trade`, as this build has them: the floor, whatever a merchant sends.
static BUILT_IN: LazyLock<Rules> = LazyLock::new(|| {
    let packed = include_bytes!(concat!(env!("OUT_DIR"), "/trade.rules.zst"));
    let bytes =
        zstd::bulk::decompress(packed, MAX_COMPILED).expect("proof: build.rs packed what it had read");
    Rules::read(&bytes).expect("proof: build.rs compiled and read them")
});

/// How many days the merchant's rules may be ahead of this phone's today and still be used: one, as where they are taken.
const AHEAD: i32 = 1;

/// What is known of the merchant's rules.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct TradeState {
    received: Option<Received>,
    /// Why those that the merchant names now are not used.
    pub(crate) refused: Option<Code>,
}

/// Rules that the merchant signed. Equal where they came in the same object, whose name is its hash.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    object: String,
    rules: Arc<Rules>,
}

/// What an estimate is made by.
pub(crate) struct Choice<'a> {
    /// The merchant's rules, where they are used for this place today; they may still fail, and then those of this build are used.
    pub(crate) shop: Option<&'a Rules>,
    /// What is to be said of the merchant's rules.
    pub(crate) said: Vec<Code>,
}

impl PartialEq for Received {
    fn eq(&self, other: &Self) -> bool {
        self.object == other.object
    }
}

impl From<KeptRules> for TradeState {
    fn from(kept: KeptRules) -> Self {
        let received = |ReceivedRules { object, rules }| Received { object, rules: Arc::new(rules) };
        Self { received: kept.table.map(received), refused: kept.refused }
    }
}

impl TradeState {
    /// The rules for a place at a moment.
    pub(crate) fn choose(&self, to: Market, now: Timestamp) -> Choice<'_> {
        let mut said: Vec<Code> = self.refused.into_iter().collect();
        let Some(rules) = self.received.as_ref().map(|one| &*one.rules).filter(|rules| is_newer(rules, now))
        else {
            return Choice { shop: None, said };
        };
        let covers = |rules: &Rules| day_at(rules, to, now).is_some_and(|on| rules.covers(to, on));
        if covers(rules) {
            return Choice { shop: Some(rules), said };
        }
        // Of a place that neither knows there is nothing to be said against the merchant's.
        if rules.place(to).is_some() || covers(&BUILT_IN) {
            said.push(Code::RulesGap);
        }
        Choice { shop: None, said }
    }
}

/// The rules of this build.
pub(crate) fn built_in() -> &'static Rules {
    &BUILT_IN
}

/// What goods of a code are, in the person's language, by the names of this build: those of a merchant's rules are a stranger's words.
pub(crate) fn hs_name(code: Hs, words: &Localizer) -> Option<&'static str> {
    built_in().hs_name(code, words.language().as_str())
}

/// The day of a moment in a place, by its own clock: of now, of when something was put into the cart, of until when one may wait.
pub(crate) fn day_at(rules: &Rules, to: Market, moment: Timestamp) -> Option<Day> {
    Day::at(moment, rules.place(to).map_or(0, |place| place.utc_offset)).ok()
}

/// Newer than those of this build, and of no day to come: a clock that was ahead when they were taken gives them no say for ever.
fn is_newer(rules: &Rules, now: Timestamp) -> bool {
    let ahead = |today: Day| rules.as_of().number() > today.number().saturating_add(AHEAD);
    rules.as_of() > BUILT_IN.as_of() && Day::at(now, 0).is_ok_and(|today| !ahead(today))
}

#[cfg(test)]
mod tests;
