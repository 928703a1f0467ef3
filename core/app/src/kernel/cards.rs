//! Pieces several screens share: cards, pictures, banners, totals.

use crate::kernel::captions::Captions;
use crate::kernel::catalog::{CatalogSource, Refresh};
use crate::kernel::effects::Head;
use crate::kernel::model::Model;
use crate::kernel::price_truth;
use crate::kernel::screen_parts::{
    CodeEntry, EmptyState, Notice, PictureRef, ProductCard, Range16, Tone, TotalRow,
};
use crate::kernel::view_context::ViewContext;
use std::ops::Range;
use tradewind_domain::{
    Availability, Buyer, Code, Collector, Item, Market, Money, Offer, Order, Picture, TaxDisplay,
    TotalEffect, TotalKind, TotalLine,
};
use tradewind_l10n::plain;

/// Fewer than this in stock is worth saying.
const FEW: u32 = 5;

pub(crate) fn card(item: &Item, matched: &[Range<usize>], context: &ViewContext<'_>) -> ProductCard {
    let words = context.words;
    let price = item.offer.price_at(context.now);
    let reference = price_truth::of(item, context).reference.money();
    let spoken = if !item.offer.can_buy() {
        words.sold_out_spoken(&item.title)
    } else if let Some(was) = reference {
        words.price_sale_spoken(was, price, &item.title)
    } else {
        words.price_spoken(price, &item.title)
    };
    let captions = Captions::of(item, context);
    let accessibility = captions.spoken(&spoken);
    ProductCard {
        key: item.id.as_str().to_owned(),
        title: item.title.clone(),
        highlights: utf16(&item.title, matched),
        brand: item.brand.clone(),
        price: words.money(price),
        was: reference.map(|was| words.money(was)).unwrap_or_default(),
        badge: reference
            .and_then(|was| percent_off(was, price))
            .map(|percent| words.percent_off(percent))
            .unwrap_or_default(),
        unit_price: captions.unit_price,
        energy: captions.energy,
        condition: captions.condition,
        personalised: captions.personalised,
        door: String::new(),
        stock: stock_note(&item.offer, context).unwrap_or_default(),
        available: item.offer.can_buy(),
        picture: item.pictures.first().map(|picture| picture_ref(picture, &item.title, context)),
        accessibility,
    }
}

pub(crate) fn code_entry(context: &ViewContext<'_>) -> CodeEntry {
    let words = context.words;
    CodeEntry {
        title: words.code_title(),
        note: words.code_note(),
        open_label: words.code_open(),
        scan_label: words.code_scan(),
        scan_note: words.code_scan_note(),
        scan_refused: words.code_scan_refused(),
    }
}

pub(crate) fn picture_ref(picture: &Picture, title: &str, context: &ViewContext<'_>) -> PictureRef {
    PictureRef {
        key: picture.url.as_str().to_owned(),
        accessibility: plain(&context.words.picture_of(title)),
        thumbhash: picture.thumbhash.clone().unwrap_or_default(),
    }
}

/// Whole per cent below the regular price, rounded down: never more than is true.
fn percent_off(was: Money, now: Money) -> Option<u32> {
    let (regular, now) = (was.minor, now.minor);
    if now >= regular || regular <= 0 {
        return None;
    }
    let off = i128::from(regular - now) * 100 / i128::from(regular);
    u32::try_from(off).ok().filter(|percent| *percent > 0)
}

/// Sold out, few left, later; nothing for what is simply there.
pub(crate) fn stock_note(offer: &Offer, context: &ViewContext<'_>) -> Option<String> {
    match offer.availability {
        _ if !offer.can_buy() => Some(context.words.sold_out()),
        Availability::Preorder => Some(context.words.preorder()),
        Availability::Backorder => Some(context.words.backorder()),
        _ => offer.stock.filter(|left| *left <= FEW).map(|left| context.words.few_left(u64::from(left))),
    }
}

/// Byte ranges of a text as ranges of UTF-16 units.
fn utf16(text: &str, ranges: &[Range<usize>]) -> Vec<Range16> {
    let units = |to: usize| {
        let count = text.get(..to).map(|part| part.encode_utf16().count()).unwrap_or(0);
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    ranges.iter().map(|range| Range16 { start: units(range.start), end: units(range.end) }).collect()
}

/// `Prices as of ...`.
pub(crate) fn as_of(head: Option<&Head>, context: &ViewContext<'_>) -> String {
    head.map(|head| context.words.as_of(head.as_of)).unwrap_or_default()
}

/// Without any catalog.
pub(crate) fn no_catalog(model: &Model, context: &ViewContext<'_>) -> Option<EmptyState> {
    let still_comes =
        model.features.home.loading || matches!(model.catalog.refresh, Refresh::UnderWay { before: None });
    // A merchant without packs that shows nothing unasked lacks nothing.
    let searched = model.catalog.source == CatalogSource::Online && model.catalog.refresh.fault().is_none();
    if model.catalog.head.is_some() || still_comes || searched {
        return None;
    }
    if model.catalog.not_served() {
        return Some(EmptyState {
            title: context.words.market_not_served_title(),
            body: context.words.error(Code::MarketNotServed),
            action: context.words.choose_market(),
            code: Some(Code::MarketNotServed.as_str().to_owned()),
        });
    }
    let served: Vec<String> =
        model.catalog.refresh.served().iter().map(|market| context.words.market_name(market)).collect();
    Some(EmptyState {
        title: context.words.catalog_missing_title(),
        body: match model.catalog.refresh.fault() {
            Some(fault) if !served.is_empty() => {
                format!("{}\n{}", context.words.error(fault.code), served.join(" · "))
            }
            Some(fault) => context.words.error(fault.code),
            None => context.words.catalog_missing_body(),
        },
        action: context.words.retry(),
        code: Some(
            model.catalog.refresh.fault().map_or(Code::CatalogEmpty, |fault| fault.code).as_str().to_owned(),
        ),
    })
}

/// Where a merchant without packs shows nothing unasked: that one searches here.
pub(crate) fn search_here(model: &Model, context: &ViewContext<'_>) -> Option<EmptyState> {
    let searched = model.catalog.source == CatalogSource::Online && model.catalog.refresh.fault().is_none();
    (searched
        && model.catalog.head.is_none()
        && !model.features.home.loading
        && !model.catalog.refresh.is_under_way())
    .then(|| EmptyState {
        title: context.words.search_hint(),
        body: context.words.empty_query_hint(),
        action: String::new(),
        code: None,
    })
}

/// Lines of totals as they are shown: first what is paid, then what is within it or comes later.
pub(crate) fn total_rows(totals: &[TotalLine], context: &ViewContext<'_>) -> Vec<TotalRow> {
    let with_tax = totals.iter().any(|line| line.effect == TotalEffect::Included);
    let row = |line: &TotalLine| {
        let label = line.display_text.clone();
        let label = label.unwrap_or_else(|| total_word(&line.kind, with_tax, context));
        let (label, amount) = by_effect(line, label, context);
        TotalRow { label, amount, grand: line.kind == TotalKind::Total, paid_now: line.effect.adds() }
    };
    let (paid, others): (Vec<_>, Vec<_>) = totals.iter().partition(|line| line.effect.adds());
    paid.into_iter().chain(others).map(row).collect()
}

/// Label and amount, saying what the line does to the sum.
fn by_effect(line: &TotalLine, label: String, context: &ViewContext<'_>) -> (String, String) {
    let words = context.words;
    match line.effect {
        TotalEffect::Adds => (label, words.money(line.amount)),
        TotalEffect::Included if line.kind == TotalKind::Tax && line.display_text.is_none() => {
            (words.total_tax_included(), words.money(line.amount))
        }
        TotalEffect::Included => (words.total_included(&label), words.money(line.amount)),
        TotalEffect::Estimated { min, max } => (words.total_estimated(&label), words.money_range(max, min)),
        TotalEffect::CollectedLater { by: Collector::Carrier } => {
            (words.total_later_carrier(&label), words.money(line.amount))
        }
        TotalEffect::CollectedLater { by: Collector::Customs } => {
            (words.total_later_customs(&label), words.money(line.amount))
        }
        TotalEffect::NotIncluded => (label, words.total_not_included()),
    }
}

/// Our word for a kind; `with_tax` where the total says what tax is within it.
pub(crate) fn total_word(kind: &TotalKind, with_tax: bool, context: &ViewContext<'_>) -> String {
    let words = context.words;
    match kind {
        TotalKind::Subtotal => words.total_subtotal(),
        TotalKind::ItemsDiscount => words.total_items_discount(),
        TotalKind::Discount => words.total_discount(),
        TotalKind::Delivery => words.total_fulfillment(),
        TotalKind::Insurance => words.total_insurance(),
        TotalKind::Tax => words.total_tax(),
        TotalKind::ImportTax => words.total_import_tax(),
        TotalKind::Duty => words.total_duty(),
        TotalKind::Excise => words.total_excise(),
        TotalKind::Fee => words.total_fee(),
        TotalKind::Total if with_tax => words.total_with_tax(),
        TotalKind::Total => words.total_total(),
        TotalKind::Other(_) => words.total_other(),
    }
}

/// That prices are with or before tax, as the market's law or custom has it, and what comes later.
pub(crate) fn price_note(market: Market, context: &ViewContext<'_>) -> String {
    match market.tax_display() {
        Some(TaxDisplay::Gross) => context.words.price_note_gross(),
        Some(TaxDisplay::Net) => context.words.price_note_net(),
        None => context.words.price_note(),
    }
}

/// As [`price_note`], for a cart.
pub(crate) fn cart_note(market: Market, context: &ViewContext<'_>) -> String {
    match market.tax_display() {
        Some(TaxDisplay::Gross) => context.words.cart_note_gross(),
        Some(TaxDisplay::Net) | None => context.words.cart_note(),
    }
}

/// The values that set an item apart, in one line.
pub(crate) fn options_line(item: &Item) -> String {
    let values: Vec<&str> = item.options.iter().map(|option| option.value.as_str()).collect();
    values.join(" · ")
}

/// Says plainly that something else was bought than agreed: both numbers, or that the items differ; or that the shop does
/// not say what it charges.
pub(crate) fn bought_otherwise(order: &Order, context: &ViewContext<'_>) -> Option<Notice> {
    let agreed = order.agreed?;
    let charged = order.total();
    let notice = |code: Code, title, body| {
        Some(Notice { tone: Tone::Warning, code: Some(code.as_str().to_owned()), title, body })
    };
    match charged {
        Some(charged) if charged != agreed.total => notice(
            Code::TotalDiffers,
            context.words.total_differs_title(charged),
            context.words.total_differs_body(charged, agreed.total),
        ),
        _ if agreed.lines_differ => notice(
            Code::BasketChanged,
            context.words.basket_differs_title(),
            context.words.basket_differs_body(),
        ),
        None => notice(
            Code::TotalUnstated,
            context.words.total_unstated_title(),
            context.words.total_unstated_body(agreed.total),
        ),
        // It has been named since, and is the one agreed to.
        Some(_) => None,
    }
}

/// Name and address as their country writes them, then the country, e-mail address and telephone number.
pub(crate) fn buyer_lines(buyer: &Buyer, context: &ViewContext<'_>) -> Vec<String> {
    let mut lines = buyer.lines();
    if !buyer.address.street_address.is_empty() {
        lines.push(context.words.country_name(&buyer.address.address_country));
    }
    lines.extend([buyer.email.clone(), buyer.phone_number.clone()]);
    lines.retain(|line| !line.is_empty());
    lines
}
