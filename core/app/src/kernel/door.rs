//! What an order comes to at the person's door: the shop's price, and what customs, tax and the carrier ask for, by dated rules.

use crate::kernel::cards::total_word;
use crate::kernel::door::kept::{Asked, Made};
use crate::kernel::door::sums::{amount, is_due, is_left, is_zero, total};
use crate::kernel::door_price::{destination, year_spent};
use crate::kernel::door_request::{prices_have_tax, request};
use crate::kernel::goods::Parcel;
use crate::kernel::model::Model;
use crate::kernel::screen_parts::{DoorRow, DoorView};
use crate::kernel::trade::{self, Choice};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::text::clean;
use tradewind_domain::{Code, TotalEffect, TotalKind, WebUrl};
use tradewind_trade::row::By;
use tradewind_trade::{
    Amount, Day, Memory, Narrow, Notice, Quote, QuoteLine, Request, Rules, What, limits_with, quote,
};

mod advice;
mod changed;
pub(crate) mod kept;
mod limits;
mod rule;
mod stated;
mod sums;

pub(crate) use advice::{Choices, MOST_MORE, MOST_VARIANTS};
pub(crate) use stated::view_beside;

/// The longest title of a source, in characters.
const LONGEST_SOURCE: usize = 200;
/// Decimals of a rate that are shown.
const DECIMALS: u8 = 4;
/// A rate below one is shown with so many digits that count, at least four (1,000), up to so many decimals: a rupiah is EUR 0.00004932.
const SIGNIFICANT: i128 = 1_000;
const MOST_DECIMALS: u8 = 10;
/// The most parts that are shown. A merchant's rules may have thousands; the sum is of all of them.
const MOST_ROWS: usize = 100;
/// The most answers that a closer estimate is said to need.
const MOST_NEEDS: usize = 3;

/// Draws it; none where nothing is bought, or where it cannot be computed at all.
pub(crate) fn view(model: &Model, parcel: Parcel, context: &ViewContext<'_>) -> Option<DoorView> {
    view_with(model, parcel, &Choices::default(), context)
}

/// As [`view`], with what would make it cheaper.
pub(crate) fn view_with(
    model: &Model,
    parcel: Parcel,
    choices: &Choices,
    context: &ViewContext<'_>,
) -> Option<DoorView> {
    quoted(model, &parcel, choices, context).map(|(_, view)| view)
}

/// As [`view_with`], where something is due beside the shop's price.
pub(crate) fn view_of_due(
    model: &Model,
    parcel: Parcel,
    choices: &Choices,
    context: &ViewContext<'_>,
) -> Option<DoorView> {
    quoted(model, &parcel, choices, context).filter(|(due, _)| *due).map(|(_, view)| view)
}

/// As it was made last, where nothing that it is made of has changed: each message draws the screen again.
fn quoted(model: &Model, parcel: &Parcel, choices: &Choices, context: &ViewContext<'_>) -> Made {
    let asked = Asked { parcel, choices, to: destination(model), trade: &model.trade, context };
    model.door.or_make(&asked, || made(model, parcel, choices, context))
}

fn made(model: &Model, parcel: &Parcel, choices: &Choices, context: &ViewContext<'_>) -> Made {
    let Choice { shop, mut said } = model.trade.choose(destination(model), context.now);
    let quoted = |rules: &Rules, says: AsOf| quoted_by(rules, says, model, parcel, choices, context);
    let (due, mut view) = match shop.map(|rules| quoted(rules, AsOf::Shop)) {
        Some(Some(quoted)) => quoted,
        // Amounts beyond all bounds, for one: such rules are as good as none.
        Some(None) => {
            said.push(Code::RulesGap);
            quoted(trade::built_in(), AsOf::App)?
        }
        None => quoted(trade::built_in(), AsOf::App)?,
    };
    for note in said.into_iter().map(|code| context.words.error(code)) {
        if !view.notes.contains(&note) {
            view.notes.push(note);
        }
    }
    Some((due, view))
}

/// Whose rules they are, for the words that say as of when.
#[derive(Clone, Copy)]
enum AsOf {
    App,
    Shop,
}

fn quoted_by(
    rules: &Rules,
    whose: AsOf,
    model: &Model,
    parcel: &Parcel,
    choices: &Choices,
    context: &ViewContext<'_>,
) -> Made {
    let request = asked(rules, model, parcel, context)?;
    let quote = quote(rules, &request).ok()?;
    let mut memory = Memory::of(rules);
    let limits = limits_with(&mut memory, &request).unwrap_or_default();
    let due = is_due(&quote, parcel.claims);
    let mut view = draw(&quote, whose, due, parcel, context);
    let turn = |since| changed::view(rules, &request, &quote, parcel, since, context);
    view.notes.extend(choices.since.and_then(turn));
    view.limits = limits::view(&mut memory, &request, &limits, choices, context);
    view.advice = advice::view(&mut memory, &request, &quote, &limits, choices, context);
    if !view.advice.is_empty() {
        view.advice_label = context.words.door_advice();
    }
    if matches!(whose, AsOf::Shop) {
        view.rows.iter_mut().for_each(|row| clean_source(row, &model.merchant));
    }
    Some((due, view))
}

/// The order as rules see it today, with what this person spent before.
fn asked(rules: &Rules, model: &Model, parcel: &Parcel, context: &ViewContext<'_>) -> Option<Request> {
    let gross = prices_have_tax(context.market);
    let request = request(rules, parcel, destination(model), gross, context.now)?;
    Some(Request { year_spent: year_spent(model, rules, context.now), ..request })
}

/// The words of a merchant's rules are a stranger's: what leads to no public page, or shows nothing, is left out.
fn clean_source(row: &mut DoorRow, merchant: &WebUrl) {
    let page = WebUrl::parse_named_by(&row.source_url, merchant).ok();
    row.source_url = page.map(|page| page.as_str().to_owned()).unwrap_or_default();
    row.source = clean(&row.source, LONGEST_SOURCE).unwrap_or_default();
    if row.source.is_empty() {
        row.source_url.clear();
    }
}

/// As of when the rules of a quote are, and whose they are.
fn as_of(quote: &Quote<'_>, whose: AsOf, context: &ViewContext<'_>) -> String {
    let on = quote.as_of.moment();
    match whose {
        AsOf::App => context.words.door_as_of(on),
        AsOf::Shop => context.words.door_as_of_shop(on),
    }
}

fn draw(quote: &Quote<'_>, whose: AsOf, due: bool, parcel: &Parcel, context: &ViewContext<'_>) -> DoorView {
    let words = context.words;
    let shops = parcel.paid.map(|paid| DoorRow {
        label: total_word(&TotalKind::Total, false, context),
        amount: words.money(paid),
        stated: String::new(),
        notes: vec![words.door_by_shop()],
        source: String::new(),
        source_url: String::new(),
    });
    let stands = |line: &&QuoteLine<'_>| match parcel.paid {
        Some(_) => is_left(line, parcel.claims),
        None => !is_zero(line),
    };
    let lines = quote.lines.iter().filter(stands).map(|line| row(line, quote, parcel, context));
    let rows = shops.into_iter().chain(lines).take(MOST_ROWS).collect();
    let total = total(quote, parcel);
    let mut notes: Vec<String> = held(quote, due, parcel, context).into_iter().collect();
    notes.push(match parcel.delivery {
        Some(delivery) => words.door_with_delivery(delivery),
        None => words.door_without_delivery(),
    });
    // The sum is of what is known: what may come on top stands beside it by name.
    let unknown = |line: &&QuoteLine<'_>| line.effect == TotalEffect::NotIncluded;
    for line in quote.lines.iter().filter(stands).filter(unknown).take(MOST_ROWS) {
        let name = rule::name(line, context);
        let is_known = |other: &QuoteLine<'_>| {
            other.effect != TotalEffect::NotIncluded && rule::name(other, context) == name
        };
        let note = match quote.lines.iter().filter(stands).any(is_known) {
            true => words.door_not_all_in_it(&name),
            false => words.door_not_in_it(&name),
        };
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    if !due {
        notes.push(words.door_nothing_more());
    }
    if quote.notices.iter().any(|notice| matches!(notice, Notice::PlaceUnknown | Notice::BeforeRules)) {
        notes.push(words.door_no_rules());
    }
    if quote.notices.contains(&Notice::Gap) {
        notes.push(words.error(Code::RulesGap));
    }
    let mut needs: Vec<String> = Vec::new();
    for need in quote.narrow.iter().filter_map(|narrow| need(narrow, context)) {
        if !needs.contains(&need) && needs.len() < MOST_NEEDS {
            needs.push(need);
        }
    }
    DoorView {
        title: words.door_title(),
        amount: amount(&total, context),
        summary: match total {
            Amount::Range { min, max, .. } => words.door_range(max, min),
            Amount::Exact(money) => words.door_exact(money),
            Amount::NotIncluded => words.total_not_included(),
        },
        notes,
        limits: Vec::new(),
        advice_label: String::new(),
        advice: Vec::new(),
        why_label: words.door_why(),
        rows,
        needs_label: if needs.is_empty() { String::new() } else { words.door_closer() },
        needs,
        as_of: as_of(quote, whose, context),
        rate: rate(quote, context),
    }
}

/// The rate into the currency of the law, whose it is, and of which day; empty where none was used.
fn rate(quote: &Quote<'_>, context: &ViewContext<'_>) -> String {
    let Some(rate) = quote.rate.filter(|rate| rate.from != rate.to) else { return String::new() };
    let steps = |decimals: u8| {
        let mut shown = rate.rate;
        shown.rescale(u32::from(decimals));
        shown.mantissa()
    };
    let enough = |decimals: &u8| steps(*decimals) >= SIGNIFICANT;
    let decimals = (DECIMALS..MOST_DECIMALS).find(enough).unwrap_or(MOST_DECIMALS);
    let value = context.words.steps(u32::try_from(steps(decimals)).unwrap_or(u32::MAX), decimals);
    let on = Day::parse(&rate.at).map_or(context.now, Day::moment);
    context.words.door_rate(on, rate.from.as_str(), &rate.source, rate.to.as_str(), &value)
}

/// What the merchant's total holds of the border, where something is due beside it; none where it has not said its total yet. Where it
/// holds one of both, the other one is named if it may be due: the rows say what else is left.
fn held(quote: &Quote<'_>, due: bool, parcel: &Parcel, context: &ViewContext<'_>) -> Option<String> {
    parcel.paid.filter(|_| due)?;
    let (words, claims) = (context.words, parcel.claims);
    let left = |kind: TotalKind| quote.lines.iter().any(|line| line.kind == kind && is_left(line, claims));
    match (claims.duty, claims.import_tax) {
        (false, false) => Some(words.door_merchant_silent()),
        (true, false) if left(TotalKind::ImportTax) => Some(words.door_merchant_duty()),
        (false, true) if left(TotalKind::Duty) => Some(words.door_merchant_tax()),
        _ => None,
    }
}

fn row(line: &QuoteLine<'_>, quote: &Quote<'_>, parcel: &Parcel, context: &ViewContext<'_>) -> DoorRow {
    let words = context.words;
    let mut notes = rule::goods(line, parcel, context);
    match (&line.effect, line.by) {
        (TotalEffect::Included, _) => notes.push(words.door_within()),
        (TotalEffect::NotIncluded, _) => notes.push(words.door_nobody_knows()),
        (_, Some(By::Seller)) if line.rule.is_some() => notes.push(words.door_by_shop()),
        (_, Some(By::Platform)) => notes.push(words.door_by_platform()),
        (_, Some(By::Carrier)) => notes.push(words.door_by_carrier()),
        (_, Some(By::Border)) => notes.push(words.door_by_customs()),
        _ => {}
    }
    notes.extend(note_of_rule(line, context));
    DoorRow {
        label: rule::label(line, quote, context),
        amount: amount(&line.amount, context),
        stated: String::new(),
        notes,
        source: line.source.map(|source| source.title.clone()).unwrap_or_default(),
        source_url: line.source.map(|source| source.address.clone()).unwrap_or_default(),
    }
}

/// Since when the rule of a line holds, and how sure it is.
fn note_of_rule(line: &QuoteLine<'_>, context: &ViewContext<'_>) -> Vec<String> {
    let (words, mut notes) = (context.words, Vec::new());
    if let Some(rule) = line.rule {
        notes.push(rule::days(rule, context));
        notes.extend(rule::doubt(rule, words));
    }
    notes
}

fn need(narrow: &Narrow, context: &ViewContext<'_>) -> Option<String> {
    let words = context.words;
    Some(match narrow.what {
        What::Hs | What::Edition => words.door_needs_hs(),
        What::Origin => words.door_needs_origin(),
        What::Mass | What::Volume => words.door_needs_mass(),
        What::Rate => words.door_needs_rate(),
        What::Seller | What::Turnover => words.door_needs_seller(),
        What::Mode => words.door_needs_mode(),
        What::ShipFrom => words.door_needs_from(),
        What::YearSpent => words.door_needs_spent(),
    })
}

#[cfg(test)]
mod tests;
