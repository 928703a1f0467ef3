//! The second implementation's answer: lines of an order and their total.

use crate::Fault;
use crate::charges::Charged;
use crate::facts::Facts;
use crate::range::Range;
use crate::rounding::{NOISE, power_of_ten, rounded};
use rust_decimal::Decimal;
use tradewind_domain::total::Collector;
use tradewind_domain::{Money, TotalEffect, TotalKind};
use tradewind_trade::row::{By, Charge, Place};
use tradewind_trade::{ELSEWHERE, Mode, Request};

/// The rules of all places, read by themselves.
#[derive(Debug, Clone)]
pub struct Second {
    /// Places, as they were parsed.
    pub places: Vec<Place>,
    /// A fault that is put in on purpose.
    pub fault: Option<Fault>,
}

/// A line of an answer: amounts are the least, the likely and the most, in minor units; none where nothing is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// What it is of.
    pub kind: TotalKind,
    /// What it does to the sum.
    pub effect: TotalEffect,
    /// How much.
    pub amount: Option<(i64, i64, i64)>,
    /// Who collects it.
    pub by: Option<By>,
    /// The id of the rule.
    pub rule: Option<String>,
}

/// What an order comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Lines.
    pub lines: Vec<Answered>,
    /// Their sum.
    pub total: (i64, i64, i64),
    /// It asks from where the parcel is sent.
    pub asks_ship_from: bool,
}

impl Second {
    /// What an order comes to.
    pub fn answer(&self, request: &Request) -> Answer {
        let Some(place) = self.place(request) else {
            return Answer { lines: Vec::new(), total: (0, 0, 0), asks_ship_from: false };
        };
        let mut facts = Facts::of((&self.places, place), request, self.fault);
        let charged = facts.charges();
        let mut lines = own(&facts);
        for (first, part) in charged.iter().enumerate() {
            let same = |other: &&Charged<'_>| {
                let one = (other.charge, &other.shown.id, other.by, other.at_sale);
                // What is not included is a line of its own.
                let same = one == (part.charge, &part.shown.id, part.by, part.at_sale);
                same && other.exact.is_some() == part.exact.is_some()
            };
            if charged[..first].iter().any(|before| same(&before)) {
                continue;
            }
            let kind = match part.charge {
                Charge::Duty | Charge::Customs => TotalKind::Duty,
                Charge::Excise => TotalKind::Excise,
                Charge::Tax if part.at_sale => TotalKind::Tax,
                Charge::Tax => TotalKind::ImportTax,
            };
            let mut parts = charged.iter().filter(same).map(|part| part.exact.and(Some(part.rounded)));
            let sum = parts.try_fold(Range::ZERO, |sum, part| Some(sum.plus(part?)));
            let included = part.at_sale && request.tax_included;
            lines.push(line(&facts, (kind, part.by, &part.shown.id), sum.map(Range::in_order), included));
        }
        for fee in facts.fees(&charged) {
            lines.push(line(&facts, (TotalKind::Fee, fee.by, &fee.rule.id), fee.amount, false));
        }
        let mut total = (0, 0, 0);
        for line in lines.iter().filter(|line| line.effect != TotalEffect::Included) {
            let (min, likely, max) = line.amount.unwrap_or((0, 0, 0));
            total = (total.0 + min, total.1 + likely, total.2 + max);
        }
        Answer { lines, total, asks_ship_from: request.ship_from.is_none() }
    }

    /// The place whose rules hold for a country.
    fn place(&self, request: &Request) -> Option<&Place> {
        let of_it = |place: &Place| {
            let mut others = place.also.iter().chain(&place.within);
            place.countries.contains(&request.to) || others.any(|(code, _)| *code == request.to)
        };
        let whole = |place: &&Place| of_it(place) && place.since <= request.on;
        let own = self.places.iter().find(whole);
        own.or_else(|| self.places.iter().find(|place| place.id == ELSEWHERE))
    }
}

/// A line of what is charged.
fn line(
    facts: &Facts<'_>,
    (kind, by, rule): (TotalKind, By, &str),
    amount: Option<Range>,
    included: bool,
) -> Answered {
    let amount = amount.map(|amount| minor(facts, amount));
    let money = |minor| Money::new(minor, facts.currency);
    let (effect, by) = match (amount, by) {
        (None, by) => (TotalEffect::NotIncluded, Some(by)),
        (Some((0, _, 0)), _) => (TotalEffect::Adds, None),
        (_, by) if included => (TotalEffect::Included, Some(by)),
        (Some((min, _, max)), by) if min != max => {
            (TotalEffect::Estimated { min: money(min), max: money(max) }, Some(by))
        }
        (_, By::Carrier) => (TotalEffect::CollectedLater { by: Collector::Carrier }, Some(by)),
        (_, By::Border) => (TotalEffect::CollectedLater { by: Collector::Customs }, Some(by)),
        (_, by) => (TotalEffect::Adds, Some(by)),
    };
    Answered { kind, effect, amount, by, rule: Some(rule.to_owned()) }
}

/// The order's own lines.
fn own(facts: &Facts<'_>) -> Vec<Answered> {
    let goods: Decimal = facts.lines.iter().map(|goods| goods.goods).sum();
    let own = |kind: TotalKind, amount: Decimal| {
        let amount = Some(minor(facts, Range::known(amount)));
        Answered { kind, effect: TotalEffect::Adds, amount, by: Some(By::Seller), rule: None }
    };
    let mut lines = vec![own(TotalKind::Subtotal, goods), own(TotalKind::Delivery, facts.way[0])];
    if !facts.way[1].is_zero() {
        lines.push(own(TotalKind::Insurance, facts.way[1]));
    }
    lines
}

/// An amount in minor units of the quote's currency.
fn minor(facts: &Facts<'_>, amount: Range) -> (i64, i64, i64) {
    let unit = power_of_ten(-facts.digits);
    let whole = |value: Decimal| {
        let value = rounded(value.round_dp(NOISE), Mode::HalfUp, -facts.digits) / unit;
        i64::try_from(value).expect("amounts of carts are small")
    };
    (whole(amount.min), whole(amount.likely), whole(amount.max))
}
