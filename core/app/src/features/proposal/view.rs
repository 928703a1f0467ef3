//! Draws what a link proposes.

use crate::features::proposal::plan::{self, Fate};
use crate::features::proposal::screen::{ProposalRow, ProposalScreen};
use crate::features::proposal::state::Lookup;
use crate::features::proposal::update::can_accept;
use crate::kernel::captions::Captions;
use crate::kernel::cards::{cart_note, no_catalog, options_line, picture_ref};
use crate::kernel::cart;
use crate::kernel::model::Model;
use crate::kernel::screen_parts::{Fact, Tone};
use crate::kernel::variants::in_cart;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::Item;
use tradewind_l10n::plain;
use tradewind_links::{Dropped, Line};

pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> ProposalScreen {
    let words = context.words;
    let state = &model.features.proposal;
    let empty = if state.waits() { no_catalog(model, context) } else { None };
    let shown: &[Line] = if empty.is_some() { &[] } else { &state.lines };
    ProposalScreen {
        note: words.proposal_note(),
        lines: shown.iter().map(|line| row(model, line, context)).collect(),
        left_out: state.dropped.iter().map(|dropped| left_out(*dropped, context)).collect(),
        code: state.code.as_deref().map(|code| words.proposal_code(code)).unwrap_or_default(),
        code_note: if state.code.is_some() { words.proposal_code_note() } else { String::new() },
        sums: sums(model, context),
        sum_note: cart_note(model.settings.market, context),
        blocked: blocked(model, context),
        add_label: words.add_to_cart(),
        can_add: can_accept(model),
        decline_label: words.proposal_decline(),
        loading: state.is_open() && empty.is_none(),
        empty,
    }
}

/// The sum of the cart now, and with what is added.
fn sums(model: &Model, context: &ViewContext<'_>) -> Vec<Fact> {
    let words = context.words;
    let now = match (model.features.cart.lines.is_empty(), cart::subtotal(model, context.at())) {
        (true, _) => words.cart_empty_title(),
        (false, Some(sum)) => words.money(sum),
        (false, None) => return Vec::new(),
    };
    let Some(then) = plan::sum_afterwards(model, context.at()) else { return Vec::new() };
    vec![
        Fact { label: words.proposal_before(), value: now },
        Fact { label: words.proposal_after(), value: words.money(then) },
    ]
}

/// Why nothing can be added.
fn blocked(model: &Model, context: &ViewContext<'_>) -> String {
    let state = &model.features.proposal;
    match &state.lookup {
        _ if model.paying() => context.words.proposal_paying(),
        Lookup::Failed(fault) => context.words.error(fault.code),
        Lookup::Here if plan::puts(model).is_empty() => context.words.proposal_nothing(),
        _ => String::new(),
    }
}

fn row(model: &Model, line: &Line, context: &ViewContext<'_>) -> ProposalRow {
    let words = context.words;
    let (item, notice, tone) = said(model, line, context);
    let count = match plan::fate(model, line) {
        Fate::Put { count, .. } => Some(count.count()),
        _ => None,
    };
    // What a stranger's link calls an item is shown nowhere.
    let title = match (item, plan::fate(model, line)) {
        (Some(item), _) => item.title.clone(),
        (None, Fate::Open) => words.proposal_open(),
        (None, _) => words.proposal_unknown(),
    };
    let one = item.map(|item| item.offer.price_at(context.now));
    let amount = one.zip(count).and_then(|(one, count)| one.checked_mul(count).ok());
    let captions = item.map(|item| Captions::of(item, context)).unwrap_or_default();
    let here = item.map(|item| in_cart(model, item, context)).unwrap_or_default();
    let quantity = words.proposal_quantity(u64::from(line.quantity.count()));
    let sentence = match (amount, count) {
        (Some(amount), Some(count)) => words.line_spoken(amount, u64::from(count), &title),
        _ => format!("{title} · {quantity}"),
    };
    let parts = [captions.spoken(&sentence), plain(&here), plain(&notice)];
    ProposalRow {
        key: line.item.as_str().to_owned(),
        options: item.map(options_line).unwrap_or_default(),
        price: one.map(|one| words.money(one)).unwrap_or_default(),
        unit_price: captions.unit_price,
        energy: captions.energy,
        condition: captions.condition,
        personalised: captions.personalised,
        quantity,
        line_total: amount.map(|amount| words.money(amount)).unwrap_or_default(),
        in_cart: here,
        notice,
        tone,
        picture: item
            .and_then(|item| item.pictures.first())
            .map(|picture| picture_ref(picture, &title, context)),
        accessibility: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        title,
    }
}

/// What is known of a line, and what is to be said of it.
fn said<'a>(model: &'a Model, line: &Line, context: &ViewContext<'_>) -> (Option<&'a Item>, String, Tone) {
    let words = context.words;
    let (had, wanted) = (plan::in_cart(model, &line.item), line.quantity.count());
    match plan::fate(model, line) {
        Fate::Open => (None, String::new(), Tone::Info),
        Fate::Unknown => (None, words.proposal_not_here(), Tone::Warning),
        Fate::Unclear => (None, words.proposal_unclear(), Tone::Warning),
        Fate::Elsewhere(market) => {
            (None, words.proposal_elsewhere(&words.market_name(&market)), Tone::Warning)
        }
        Fate::SoldOut(item) => (Some(item), words.proposal_sold_out(), Tone::Warning),
        Fate::Stays(item) => (Some(item), words.proposal_stays(), Tone::Info),
        Fate::Put { item, count } if count.count() < wanted => {
            (Some(item), words.proposal_fewer(u64::from(count.count())), Tone::Warning)
        }
        Fate::Put { item, count } if had > 0 => {
            (Some(item), words.proposal_raised(u64::from(count.count())), Tone::Info)
        }
        Fate::Put { item, .. } => (Some(item), String::new(), Tone::Info),
    }
}

fn left_out(dropped: Dropped, context: &ViewContext<'_>) -> String {
    let words = context.words;
    match dropped {
        Dropped::ContinueTo => words.left_out_continue_to(),
        Dropped::Field => words.left_out_field(),
        Dropped::Item => words.left_out_item(),
        Dropped::Code => words.left_out_code(),
        Dropped::Twice => words.left_out_twice(),
        Dropped::Creator => words.left_out_creator(),
        Dropped::Expired => words.left_out_expired(),
    }
}
