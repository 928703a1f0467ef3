//! The door of an order whose merchant collects all of it (DDP): what the merchant states, and our own estimate beside it.

use crate::kernel::cards::total_word;
use crate::kernel::door::sums::amount;
use crate::kernel::door::{AsOf, as_of, asked, clean_source, note_of_rule, rate};
use crate::kernel::door_price::destination;
use crate::kernel::goods::Parcel;
use crate::kernel::model::Model;
use crate::kernel::screen_parts::{DoorRow, DoorView};
use crate::kernel::trade;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Money, TotalEffect, TotalKind, TotalLine};
use tradewind_trade::row::{Incoterm, Source};
use tradewind_trade::{Amount, Notice, Quote, QuoteLine, Request, Rules, quote};

/// What stands in one row. A merchant may say "tax" where customs would say import tax: one row has both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Goods,
    Delivery,
    Duty,
    Excise,
    Tax,
    Fee,
}

/// In the order in which they are shown.
const PARTS: [Part; 6] = [Part::Goods, Part::Delivery, Part::Duty, Part::Excise, Part::Tax, Part::Fee];

/// Our estimate beside the merchant's total, line by line. None where nobody has rules for the place, or nothing of it can be computed:
/// a wide guess beside a known sum would help nobody.
pub(crate) fn view_beside(
    model: &Model,
    parcel: &Parcel,
    stated: &[TotalLine],
    context: &ViewContext<'_>,
) -> Option<DoorView> {
    let paid = parcel.paid?;
    let of_shop = model.trade.choose(destination(model), context.now).shop;
    let by = |rules: &Rules, whose: AsOf| by_rules(rules, whose, model, parcel, (paid, stated), context);
    of_shop.and_then(|rules| by(rules, AsOf::Shop)).or_else(|| by(trade::built_in(), AsOf::App))
}

fn by_rules(
    rules: &Rules,
    whose: AsOf,
    model: &Model,
    parcel: &Parcel,
    (paid, stated): (Money, &[TotalLine]),
    context: &ViewContext<'_>,
) -> Option<DoorView> {
    let asked = Request { incoterm: Incoterm::Ddp, ..asked(rules, model, parcel, context)? };
    let quote = quote(rules, &asked).ok()?;
    let unknown = [Notice::PlaceUnknown, Notice::BeforeRules, Notice::Gap];
    if quote.notices.iter().any(|notice| unknown.contains(notice)) {
        return None;
    }
    let words = context.words;
    let mut rows: Vec<DoorRow> =
        PARTS.iter().filter_map(|part| row(*part, &quote, stated, context)).collect();
    if matches!(whose, AsOf::Shop) {
        rows.iter_mut().for_each(|row| clean_source(row, &model.merchant));
    }
    Some(DoorView {
        title: words.door_title(),
        amount: words.money(paid),
        summary: words.door_exact(paid),
        notes: notes(&quote, stated, context),
        limits: Vec::new(),
        advice_label: String::new(),
        advice: Vec::new(),
        why_label: words.door_why(),
        rows,
        needs_label: String::new(),
        needs: Vec::new(),
        as_of: as_of(&quote, whose, context),
        rate: rate(&quote, context),
    })
}

/// What the shop's total holds, and what all of it comes to by our rules: a part of it is not shown as the whole.
fn notes(quote: &Quote<'_>, stated: &[TotalLine], context: &ViewContext<'_>) -> Vec<String> {
    let words = context.words;
    let may_be = |line: &QuoteLine<'_>| is_unknown(line) || line.amount.minor().2 > 0;
    let excise = quote.lines.iter().any(|line| line.kind == TotalKind::Excise && may_be(line));
    let said =
        stated.iter().any(|line| line.kind == TotalKind::Excise && counts(line) && line.amount.minor > 0);
    // Duty and tax are in it. Of an excise that the shop does not name nobody knows who pays it.
    let mut notes = match excise && !said {
        true => {
            vec![
                words.door_merchant_included(),
                words.door_not_in_it(&total_word(&TotalKind::Excise, false, context)),
            ]
        }
        false => vec![words.door_merchant_collects()],
    };
    if !quote.lines.iter().any(is_unknown) {
        notes.push(words.door_merchant_estimate(&amount(&quote.total.amount, context)));
    }
    notes
}

/// None where neither of both knows anything of it.
fn row(part: Part, quote: &Quote<'_>, stated: &[TotalLine], context: &ViewContext<'_>) -> Option<DoorRow> {
    let words = context.words;
    let ours: Vec<&QuoteLine<'_>> =
        quote.lines.iter().filter(|line| part_of(&line.kind) == Some(part)).collect();
    let theirs: Vec<&TotalLine> =
        stated.iter().filter(|line| part_of(&line.kind) == Some(part) && counts(line)).collect();
    let is_nothing = ours.iter().all(|line| !is_unknown(line) && line.amount.minor().2 == 0);
    if is_nothing && theirs.iter().all(|line| line.amount.minor == 0) {
        return None;
    }
    // In the shop's word for it.
    let kind = theirs.first().map(|line| &line.kind).or_else(|| ours.first().map(|line| &line.kind))?;
    let said = theirs
        .iter()
        .copied()
        .map(|line| line.amount)
        .reduce(|sum, amount| sum.checked_add(amount).unwrap_or(sum));
    let mut notes = Vec::new();
    for note in ours.iter().flat_map(|line| note_of_rule(line, context)) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let source = source(&ours);
    Some(DoorRow {
        label: total_word(kind, false, context),
        amount: match sum(&ours) {
            Some(sum) => words.door_estimate(&amount(&sum, context)),
            None => words.door_no_estimate(),
        },
        stated: said.map(|said| words.receipt_stated(said)).unwrap_or_default(),
        notes,
        source: source.map(|source| source.title.clone()).unwrap_or_default(),
        source_url: source.map(|source| source.address.clone()).unwrap_or_default(),
    })
}

/// Where the rule of a row is written. A row has room for one: of several rules that which may come to most, of equals the first.
fn source<'a>(ours: &[&QuoteLine<'a>]) -> Option<&'a Source> {
    let sourced = ours.iter().rev().filter(|line| line.source.is_some());
    sourced.max_by_key(|line| line.amount.minor().2)?.source
}

/// Whether it is paid with the shop's total.
const fn counts(line: &TotalLine) -> bool {
    matches!(line.effect, TotalEffect::Adds | TotalEffect::Included)
}

/// Whether it may be due, and nobody knows how much.
fn is_unknown(line: &QuoteLine<'_>) -> bool {
    line.amount == Amount::NotIncluded
}

/// Several amounts as one: all of a quote are in one currency. None where one of them is not known.
fn sum(lines: &[&QuoteLine<'_>]) -> Option<Amount> {
    if lines.iter().any(|line| is_unknown(line)) {
        return None;
    }
    let currency = lines.iter().find_map(|line| match line.amount {
        Amount::Exact(money) => Some(money.currency),
        Amount::Range { max, .. } => Some(max.currency),
        Amount::NotIncluded => None,
    })?;
    let (mut min, mut likely, mut max) = (0_i64, 0_i64, 0_i64);
    for line in lines {
        let (least, middle, most) = line.amount.minor();
        (min, likely, max) =
            (min.saturating_add(least), likely.saturating_add(middle), max.saturating_add(most));
    }
    let money = |minor| Money::new(minor, currency);
    Some(match min == max {
        true => Amount::Exact(money(max)),
        false => Amount::Range { min: money(min), likely: money(likely), max: money(max) },
    })
}

/// None for the total, which stands above.
const fn part_of(kind: &TotalKind) -> Option<Part> {
    match kind {
        TotalKind::Subtotal | TotalKind::ItemsDiscount | TotalKind::Discount => Some(Part::Goods),
        TotalKind::Delivery | TotalKind::Insurance => Some(Part::Delivery),
        TotalKind::Duty => Some(Part::Duty),
        TotalKind::Excise => Some(Part::Excise),
        TotalKind::Tax | TotalKind::ImportTax => Some(Part::Tax),
        TotalKind::Fee | TotalKind::Other(_) => Some(Part::Fee),
        TotalKind::Total => None,
    }
}
