//! Orders: the list and one of them with its timeline, both from the phone's own file.

use crate::kernel::dispatch::push;
use crate::kernel::effects::{Effect, NetOp};
use crate::kernel::model::{Effects, Model, Moment, Route};
use crate::kernel::parts::{Ink, total_rows};
use crate::kernel::screen::{EmptyState, EventRow, Fact, Notice, OrderRow, OrderScreen, OrdersScreen, Tone};
use tradewind_domain::{Code, EventKind, Order, OrderEvent, OrderId, OrderStatus};
use tradewind_l10n::plain;

pub(crate) fn open(model: &mut Model, key: &str, at: Moment) -> Effects {
    match OrderId::parse(key) {
        Ok(id) => push(model, Route::Order(id), at),
        Err(_) => Vec::new(),
    }
}

/// How often orders that are being looked at are asked about: a parcel moves in hours, a person waits in minutes.
const POLL: std::time::Duration = std::time::Duration::from_secs(60);

/// Asks about orders that may still change.
pub(crate) fn poll_all(model: &mut Model) -> Effects {
    let open = model.orders.iter().any(|order| !is_over(order));
    if !(model.online && open) {
        return Vec::new();
    }
    let mut effects = vec![Effect::Net(NetOp::Orders)];
    effects.extend(next_tick(model));
    effects
}

pub(crate) fn poll(model: &mut Model, id: OrderId) -> Effects {
    let known = model.orders.iter().any(|order| order.id == id);
    if !(model.online && known) {
        return Vec::new();
    }
    let mut effects = vec![Effect::Net(NetOp::Order(id))];
    effects.extend(next_tick(model));
    effects
}

/// While orders are looked at they are asked about again and again; else the tick is the last.
pub(crate) fn tick(model: &mut Model) -> Effects {
    model.ticking = false;
    let looking = model.foreground && matches!(model.route(), Route::Orders | Route::Order(_));
    if looking { poll_all(model) } else { Vec::new() }
}

fn next_tick(model: &mut Model) -> Option<Effect> {
    let first = !model.ticking && matches!(model.route(), Route::Orders | Route::Order(_));
    model.ticking |= first;
    first.then_some(Effect::Tick(POLL))
}

pub(crate) fn changed(model: &mut Model, orders: Vec<Order>) {
    for order in orders {
        let same = |known: &&mut Order| known.id == order.id && known.checkout == order.checkout;
        match model.orders.iter_mut().find(same) {
            Some(known) => *known = order,
            None => model.orders.insert(0, order),
        }
    }
    model.orders.sort_by(|a, b| b.placed_at.cmp(&a.placed_at).then_with(|| b.id.cmp(&a.id)));
}

/// Whether nothing more is to be heard of an order.
pub(crate) fn is_over(order: &Order) -> bool {
    matches!(order.status, OrderStatus::Delivered | OrderStatus::Canceled | OrderStatus::Returned)
}

pub(crate) fn list(model: &Model, ink: &Ink<'_>) -> OrdersScreen {
    OrdersScreen {
        rows: model.orders.iter().map(|order| row(order, ink)).collect(),
        empty: model.orders.is_empty().then(|| EmptyState {
            title: ink.words.orders_empty_title(),
            body: ink.words.orders_empty_body(),
            action: String::new(),
            code: None,
        }),
    }
}

fn row(order: &Order, ink: &Ink<'_>) -> OrderRow {
    let words = ink.words;
    let (title, status, total) =
        (heading(order, ink), status_word(order.status, ink), total_text(order, ink));
    let items = order.lines.iter().map(|line| u64::from(line.quantity)).sum();
    OrderRow {
        key: order.id.as_str().to_owned(),
        placed: words.placed_on(order.placed_at),
        items: words.item_count(items),
        accessibility: order_spoken(order, &title, &status, ink),
        title,
        status,
        status_key: order.status,
        total,
    }
}

/// Says plainly that something else was bought than agreed: both numbers, or that the items differ.
pub(crate) fn bought_otherwise(order: &Order, ink: &Ink<'_>) -> Option<Notice> {
    let agreed = order.agreed?;
    let charged = order.totals.iter().find(|line| line.kind == "total").map(|line| line.amount);
    let notice = |code: Code, title, body| {
        Some(Notice { tone: Tone::Warning, code: Some(code.as_str().to_owned()), title, body })
    };
    match charged {
        Some(charged) if charged != agreed.total => notice(
            Code::TotalDiffers,
            ink.words.total_differs_title(charged),
            ink.words.total_differs_body(charged, agreed.total),
        ),
        _ => notice(Code::BasketChanged, ink.words.basket_differs_title(), ink.words.basket_differs_body()),
    }
}

fn order_spoken(order: &Order, title: &str, status: &str, ink: &Ink<'_>) -> String {
    let total = order.totals.iter().find(|line| line.kind == "total").map(|line| line.amount);
    match total {
        Some(total) => plain(&ink.words.order_spoken(total, status, title)),
        None => plain(title),
    }
}

pub(crate) fn view(model: &Model, id: &OrderId, ink: &Ink<'_>) -> OrderScreen {
    let words = ink.words;
    let Some(order) = model.orders.iter().find(|order| order.id == *id) else {
        return OrderScreen {
            key: id.as_str().to_owned(),
            heading: words.order_title(id.as_str()),
            notice: None,
            status: String::new(),
            status_key: None,
            placed: String::new(),
            lines: Vec::new(),
            totals: Vec::new(),
            timeline_title: String::new(),
            timeline: Vec::new(),
            link: String::new(),
            link_label: String::new(),
            empty: Some(EmptyState {
                title: words.order_unknown_title(),
                body: words.order_unknown_body(),
                action: String::new(),
                code: Some(Code::NotFound.as_str().to_owned()),
            }),
        };
    };
    OrderScreen {
        key: order.id.as_str().to_owned(),
        heading: heading(order, ink),
        notice: bought_otherwise(order, ink),
        status: status_word(order.status, ink),
        status_key: Some(order.status),
        placed: words.placed_on(order.placed_at),
        lines: order
            .lines
            .iter()
            .map(|line| Fact {
                label: words.line_times(u64::from(line.quantity), &line.title),
                value: line
                    .price
                    .checked_mul(line.quantity)
                    .map(|amount| words.money(amount))
                    .unwrap_or_default(),
            })
            .collect(),
        totals: total_rows(&order.totals, ink),
        timeline_title: words.timeline(),
        timeline: timeline(order, ink),
        link: order.permalink.as_ref().map(|url| url.as_str().to_owned()).unwrap_or_default(),
        link_label: if order.permalink.is_some() { words.order_page() } else { String::new() },
        empty: None,
    }
}

/// Latest first; the first of all is the moment it was placed.
fn timeline(order: &Order, ink: &Ink<'_>) -> Vec<EventRow> {
    let placed = OrderEvent {
        kind: EventKind::Placed,
        at: order.placed_at,
        tracking: String::new(),
        tracking_url: None,
        description: String::new(),
    };
    let all = std::iter::once(&placed).chain(&order.events).collect::<Vec<_>>();
    all.into_iter()
        .rev()
        .map(|event| EventRow {
            text: event_word(&event.kind, ink),
            when: ink.words.date_time(event.at),
            detail: [event.description.as_str(), event.tracking.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            url: event.tracking_url.as_ref().map(|url| url.as_str().to_owned()).unwrap_or_default(),
        })
        .collect()
}

/// `Order 1042`, by the merchant's label or else its id.
fn heading(order: &Order, ink: &Ink<'_>) -> String {
    ink.words.order_title(order.label.as_deref().unwrap_or(order.id.as_str()))
}

fn total_text(order: &Order, ink: &Ink<'_>) -> String {
    order
        .totals
        .iter()
        .find(|line| line.kind == "total")
        .map(|line| ink.words.money(line.amount))
        .unwrap_or_default()
}

fn status_word(status: OrderStatus, ink: &Ink<'_>) -> String {
    let words = ink.words;
    match status {
        OrderStatus::Processing => words.status_processing(),
        OrderStatus::PartlyShipped => words.status_partly_shipped(),
        OrderStatus::Shipped => words.status_shipped(),
        OrderStatus::Delivered => words.status_delivered(),
        OrderStatus::Canceled => words.status_canceled(),
        OrderStatus::Returned => words.status_returned(),
    }
}

fn event_word(kind: &EventKind, ink: &Ink<'_>) -> String {
    let words = ink.words;
    match kind {
        EventKind::Placed => words.event_placed(),
        EventKind::Processing => words.event_processing(),
        EventKind::Shipped => words.event_shipped(),
        EventKind::InTransit => words.event_in_transit(),
        EventKind::OutForDelivery => words.event_out_for_delivery(),
        EventKind::Delivered => words.event_delivered(),
        EventKind::FailedAttempt => words.event_failed_attempt(),
        EventKind::Canceled => words.event_canceled(),
        EventKind::Undeliverable => words.event_undeliverable(),
        EventKind::ReturnedToSender => words.event_returned_to_sender(),
        EventKind::Refund => words.event_refund(),
        EventKind::Return => words.event_return(),
        // The merchant's own word, read as one.
        EventKind::Other(word) => word.replace('_', " "),
    }
}
