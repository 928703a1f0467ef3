//! How far an order is from the values at which duty and tax start, and which line of the cart would pass one next.

use crate::kernel::door::advice::Choices;
use crate::kernel::screen_parts::DoorLimit;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::Money;
use tradewind_trade::row::{Charge, Measure};
use tradewind_trade::{Limit, Line, Memory, Request, limits_with, year_limit};

/// The limits that are of use, of all that an order has.
pub(super) fn view(
    memory: &mut Memory<'_>,
    request: &Request,
    all: &[Limit<'_>],
    choices: &Choices,
    context: &ViewContext<'_>,
) -> Vec<DoorLimit> {
    let mut found = Vec::new();
    for limit in nearest(all) {
        let title = crossing(memory, request, limit, choices);
        let one_more = title.map(|title| context.words.door_one_more(title)).unwrap_or_default();
        found.push(DoorLimit { one_more, ..drawn(limit, context) });
    }
    let of_the_year = year_limit(memory.rules(), request).ok().flatten();
    found.extend(of_the_year.map(|limit| drawn(&limit, context)));
    found
}

/// Of duty and of tax the limit that comes next, else the last one that was passed.
fn nearest<'a>(all: &'a [Limit<'a>]) -> Vec<&'a Limit<'a>> {
    let mut found: Vec<&Limit<'_>> = Vec::new();
    for charge in [Charge::Duty, Charge::Tax] {
        let of = || all.iter().filter(|limit| limit.of.contains(&charge));
        let next = of().find(|limit| limit.kept).or_else(|| of().next_back());
        found.extend(next.filter(|next| !found.contains(next)));
    }
    found
}

/// The title of the cheapest line of which one more piece takes the order past a limit that it keeps. Orders with one piece more are
/// measured as any order is: prices alone say nothing of exchange rates, of the tax within them, or of the part that customs values.
fn crossing<'a>(
    memory: &mut Memory<'_>,
    request: &Request,
    limit: &Limit<'_>,
    choices: &'a Choices,
) -> Option<&'a String> {
    if !limit.kept {
        return None;
    }
    let price = |at: usize| request.lines.get(at).map(|line| line.price.minor);
    let is_cheaper = |at: usize, than: Option<usize>| than.is_none_or(|than| price(at) < price(than));
    let may_be_more = |at: &usize| choices.one_more.get(*at) == Some(&true);
    let mut lines: Vec<usize> = (0..request.lines.len()).filter(may_be_more).collect();
    lines.sort_by_key(|at| price(*at));
    let mut found = None;
    for mut group in alike(request, &lines) {
        group.retain(|at| is_cheaper(*at, found));
        found = first(memory, request, limit, &group).or(found);
    }
    choices.titles.get(found?)
}

/// Lines in groups whose prices have the same tax in them: between others, the dearer one may be worth less.
fn alike(request: &Request, lines: &[usize]) -> Vec<Vec<usize>> {
    let of = |line: &Line| (line.hs, line.edition, line.origin, line.flags, line.without);
    let mut groups: Vec<(_, Vec<usize>)> = Vec::new();
    for at in lines {
        let Some(kind) = request.lines.get(*at).map(of) else { continue };
        match groups.iter_mut().find(|(one, _)| *one == kind) {
            Some((_, group)) => group.push(*at),
            None => groups.push((kind, vec![*at])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The first of lines that are alike, the cheapest first, that crosses. What is dearer crosses where something cheaper does: found by
/// halves, however long the cart is.
fn first(memory: &mut Memory<'_>, request: &Request, limit: &Limit<'_>, lines: &[usize]) -> Option<usize> {
    let (mut from, mut to, mut found) = (0, lines.len(), None);
    while from < to {
        let middle = from + (to - from) / 2;
        let at = *lines.get(middle)?;
        if crosses(memory, request, limit, at) {
            (to, found) = (middle, Some(at));
        } else {
            from = middle + 1;
        }
    }
    found
}

/// Whether an order passes a limit with one more piece of a line.
fn crosses(memory: &mut Memory<'_>, request: &Request, limit: &Limit<'_>, at: usize) -> bool {
    let mut more = request.clone();
    let Some(line) = more.lines.get_mut(at) else { return false };
    line.quantity = line.quantity.saturating_add(1);
    let after = limits_with(memory, &more).unwrap_or_default();
    after.iter().any(|one| one.row == limit.row && !one.kept)
}

fn drawn(limit: &Limit<'_>, context: &ViewContext<'_>) -> DoorLimit {
    let words = context.words;
    let apart = limit.bound.minor.abs_diff(limit.reached.minor);
    let apart = Money::new(i64::try_from(apart).unwrap_or(i64::MAX), limit.bound.currency);
    let (duty, tax) = (limit.of.contains(&Charge::Duty), limit.of.contains(&Charge::Tax));
    let of_the_year = limit.measure == Measure::Year;
    let text = match (duty && tax, duty, limit.kept) {
        (_, _, true) if of_the_year => words.door_year_left(apart),
        (_, _, false) if of_the_year => words.door_year_over(apart),
        (true, _, true) => words.door_both_start(apart),
        (true, _, false) => words.door_both_started(apart),
        (false, true, true) => words.door_duty_starts(apart),
        (false, true, false) => words.door_duty_started(apart),
        (false, false, true) => words.door_tax_starts(apart),
        (false, false, false) => words.door_tax_started(apart),
    };
    let reached = limit.reached.minor.saturating_mul(100).checked_div(limit.bound.minor).unwrap_or(100);
    DoorLimit {
        text,
        percent: u8::try_from(reached.clamp(0, 100)).unwrap_or(100),
        passed: !limit.kept,
        one_more: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::view_with;
    use super::*;
    use crate::kernel::goods::Parcel;
    use crate::kernel::testing::{Given, market};
    use tradewind_domain::{Currency, Language, Market, Timestamp};
    use tradewind_l10n::{Localizer, plain};
    use tradewind_trade::Hs;

    /// Of goods from Japan to Germany while duty began at 150 euros: which title is said to cross that. Of each line the title, the price
    /// of its one piece, and whether there may be another.
    fn said(lines: &[(&str, i64, bool)]) -> String {
        let japan = Market::parse("JP").ok();
        let goods = |(_, price, _): &(&str, i64, bool)| Line {
            hs: Hs::parse("691110").expect("a code"),
            origin: japan,
            grams: Some(900),
            ..Line::new(Money::new(*price, Currency::EUR), 1)
        };
        let parcel = Parcel {
            lines: lines.iter().map(goods).collect(),
            delivery: Some(Money::new(1_200, Currency::EUR)),
            ships_from: japan,
            ..Parcel::default()
        };
        let titles = lines.iter().map(|(title, ..)| (*title).to_owned()).collect();
        let one_more = lines.iter().map(|(.., may)| *may).collect();
        said_of("DE", parcel, Choices { titles, one_more, ..Choices::default() })
    }

    fn said_of(to: &str, parcel: Parcel, choices: Choices) -> String {
        let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
        let now = Timestamp::parse_rfc3339("2026-06-20T12:00:00Z").expect("a moment");
        let context = ViewContext { words: &words, now, market: market(), seconds: 0.0 };
        let model = Given::a_shop_in(to, Currency::EUR).model;
        let view = view_with(&model, parcel, &choices, &context).expect("a quote");
        let limit = view.limits.first().expect("a limit");
        assert!(!limit.passed || limit.one_more.is_empty(), "what is passed is not crossed again");
        plain(&limit.one_more)
    }

    #[test]
    fn the_cheapest_line_that_would_cross_a_limit_is_named() {
        let pot = ("Pot", 10_000, true);
        let spoon = ("Spoon", 200, true);
        // 28 euros are left, of which a cup for 20 leaves eight.
        assert_eq!(said(&[pot, ("Cup", 2_000, true), spoon]), "One more Pot would cross it");
        assert_eq!(said(&[pot, ("Cup", 4_000, true), spoon]), "One more Cup would cross it");
        assert_eq!(said(&[pot, ("Cup", 4_000, false), spoon]), "One more Pot would cross it");
        // What comes to the limit to the cent keeps it; a cent more does not.
        assert_eq!(said(&[("Cup", 7_500, true)]), "");
        assert_eq!(said(&[("Cup", 7_501, true)]), "One more Cup would cross it");
        // Of what cannot be bought again, and of what is over the limit already, nothing is said.
        assert_eq!(said(&[("Pot", 10_000, false)]), "");
        assert_eq!(said(&[("Pot", 16_000, true)]), "");
    }

    #[test]
    fn a_dearer_line_with_more_tax_in_its_price_is_worth_less_than_one_that_crosses() {
        let pounds = Currency::parse("GBP").expect("a currency");
        let goods = |code: &str, price| Line {
            hs: Hs::parse(code).expect("a code"),
            ..Line::new(Money::new(price, pounds), 1)
        };
        // Without their tax of 20 % the lamps are 30.67 and 33.33: all three are 100.00, and 35.00 are left.
        let parcel = Parcel {
            lines: vec![goods("490199", 3_600), goods("940521", 3_680), goods("940521", 4_000)],
            delivery: Some(Money::zero(pounds)),
            ships_from: Market::parse("JP").ok(),
            ..Parcel::default()
        };
        let choices = Choices {
            titles: ["Book", "Lamp", "Other lamp"].map(str::to_owned).to_vec(),
            one_more: vec![true; 3],
            ..Choices::default()
        };
        assert_eq!(said_of("GB", parcel, choices), "One more Book would cross it");
    }
}
