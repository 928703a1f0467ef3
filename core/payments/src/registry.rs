//! The registry: which of the ways to pay that a merchant offers fit a checkout, and in which order. Pure, and the same for the
//! same question: what is equal stays in the order of `assets/payments`.

use crate::ability::Ability;
use crate::wallet::Wallet;
use crate::wallets::table::{MARKETS, SOURCES};
use tradewind_domain::{Market, Money, Text};

pub use crate::facts::Source;
pub use crate::wallets::table::METHODS;

/// How many ways are shown at once; the rest is one tap away.
pub const SHOWN_FIRST: usize = 2;

/// What the last success weighs: more than half of a market's scale, so that it comes among the first two unless that was long
/// overtaken by what everyone uses.
const LAST_PAID: i32 = 100;
/// What an app that is here weighs, and one that is missing: enough to part neighbours, too little to turn a market round.
const APP_HERE: i32 = 5;
const APP_MISSING: i32 = -10;
/// What a fee of one percent of the sum weighs, and the most that a fee can: a market's whole scale is 100.
const FEE_PERCENT: i64 = 10;
const FEE_MOST: i64 = 60;

/// The longest name of a payee that is taken from a configuration, in characters.
const MOST_PAYEE: usize = 200;

/// A way to pay that this device can do its part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// The wallet.
    pub wallet: &'static Wallet,
    /// How the device does it.
    pub ability: Ability,
}

/// A handler that a merchant offers in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer<'a> {
    /// Its reverse-domain name.
    pub handler: &'a str,
    /// What paying by it costs on top, in minor units of the checkout, where the merchant says so; below zero: what it saves.
    pub fee: Option<i64>,
}

/// What is to be paid, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question<'a> {
    /// The country of delivery.
    pub country: Market,
    /// The sum.
    pub amount: Money,
    /// The handler by which a payment last succeeded on this phone.
    pub last_paid: Option<&'a str>,
}

/// A way that fits, with what it was put in its place for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The wallet.
    pub wallet: &'static Wallet,
    /// What all reasons weigh together; the heaviest stands first.
    pub score: i32,
    /// The reasons.
    pub why: Vec<Why>,
}

/// A reason for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is much used in the country.
    Usual,
    /// A payment last succeeded by it.
    LastPaid,
    /// Its app is on the device.
    AppHere,
    /// Its app is missing, and something stands in.
    AppMissing,
    /// It costs more.
    Fee,
    /// It costs less.
    Saves,
}

impl Why {
    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Usual => "usual_here",
            Self::LastPaid => "paid_last",
            Self::AppHere => "app_here",
            Self::AppMissing => "app_missing",
            Self::Fee => "fee",
            Self::Saves => "saves",
        }
    }
}

/// The ways among `ways` that the merchant offers and that fit, the best first.
pub fn rank(ways: &[Way], offers: &[Offer<'_>], question: &Question<'_>) -> Vec<Ranked> {
    let usual = usual(question.country);
    let mut ranked: Vec<Ranked> = ways
        .iter()
        .filter_map(|way| {
            let offer = offers.iter().find(|offer| offer.handler == way.wallet.handler)?;
            fits(way.wallet, question).then(|| scored(way, offer, question, usual))
        })
        .collect();
    // Stable: of two that weigh the same, the first of the files stays first.
    ranked.sort_by_key(|one| std::cmp::Reverse(one.score));
    ranked
}

/// Whether a way is used there, and for this sum.
pub fn fits(wallet: &Wallet, question: &Question<'_>) -> bool {
    let (facts, amount) = (wallet.facts, question.amount);
    facts.is_used_in(question.country)
        && facts.takes(amount.currency)
        && facts.least_in(amount.currency).is_none_or(|least| least.minor <= amount.minor)
        && facts.most_in(amount.currency).is_none_or(|most| amount.minor <= most.minor)
}

/// What paying by a handler costs on top, as its configuration in the session says it: `fee`, in minor units of the checkout; below
/// zero what it saves. None: nothing is said of it.
pub fn fee_told(config: &str) -> Option<i64> {
    serde_json::from_str::<serde_json::Value>(config).ok()?.get("fee")?.as_i64()
}

/// Who is paid, as a handler's configuration in the session names them, where that handler's configuration has it:
/// `merchant_info.merchant_name` (Google's), `displayName` (Apple Pay's button and sheet), `payee` (all others). None: nothing that can be
/// shown is said there.
pub fn payee_told(handler: &str, config: &str) -> Option<Text> {
    let config = serde_json::from_str::<serde_json::Value>(config).ok()?;
    let id = METHODS.iter().find(|wallet| wallet.handler == handler).map(|wallet| wallet.id);
    let place = match id {
        Some("google_pay") => "/merchant_info/merchant_name",
        Some("apple_pay") => "/displayName",
        _ => "/payee",
    };
    Text::line(config.pointer(place)?.as_str()?, MOST_PAYEE)
}

/// Every code of a provider's that is known, by file and row: the method's id, the code, and our word for it.
pub fn provider_codes() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    METHODS.iter().flat_map(|wallet| {
        wallet.facts.words.iter().map(move |(code, word)| (wallet.id, *code, word.as_str()))
    })
}

/// Where what is known of a method was read, by our id of it.
pub fn sources(id: &str) -> &'static [Source] {
    SOURCES.iter().find(|(known, _)| *known == id).map_or(&[], |(_, sources)| sources)
}

fn usual(country: Market) -> &'static [(&'static str, i32)] {
    let at = MARKETS.binary_search_by_key(&country.as_str(), |(code, _)| code).ok();
    at.and_then(|at| MARKETS.get(at)).map_or(&[], |(_, order)| order)
}

fn scored(way: &Way, offer: &Offer<'_>, question: &Question<'_>, usual: &[(&str, i32)]) -> Ranked {
    let mut ranked = Ranked { wallet: way.wallet, score: 0, why: Vec::new() };
    let mut weighs = |weight: i32, why: Why| {
        ranked.score += weight;
        ranked.why.push(why);
    };
    if let Some((_, weight)) = usual.iter().find(|(id, _)| *id == way.wallet.id) {
        weighs(*weight, Why::Usual);
    }
    if question.last_paid == Some(way.wallet.handler) {
        weighs(LAST_PAID, Why::LastPaid);
    }
    match way.ability {
        Ability::App => weighs(APP_HERE, Why::AppHere),
        Ability::Otherwise => weighs(APP_MISSING, Why::AppMissing),
        Ability::Plain => {}
    }
    match offer.fee.unwrap_or_default() {
        0 => {}
        fee => weighs(-fee_weight(fee, question.amount.minor), if fee > 0 { Why::Fee } else { Why::Saves }),
    }
    ranked
}

/// What a fee weighs: its share of the sum, at least 1 so that of two equals the cheaper is first.
fn fee_weight(fee: i64, sum: i64) -> i32 {
    // In i128, for a fee is a stranger's number.
    let share = i128::from(fee) * i128::from(FEE_PERCENT) * 100 / i128::from(sum.max(1));
    let most = i128::from(FEE_MOST);
    let share = share.clamp(-most, most);
    let share = if share == 0 { i128::from(fee.signum()) } else { share };
    i32::try_from(share).unwrap_or_default()
}

#[cfg(test)]
mod tests;
