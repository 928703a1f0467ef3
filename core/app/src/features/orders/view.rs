//! Draws the list of orders, and one of them with its timeline.

use crate::features::orders::screen::{EventRow, MomentRow, OrderRow, OrderScreen, OrdersScreen};
use crate::features::orders::share;
use crate::kernel::cards::{bought_otherwise, total_rows};
use crate::kernel::model::Model;
use crate::kernel::moments::SeenMoment;
use crate::kernel::receipt;
use crate::kernel::screen_parts::{EmptyState, Fact, Tone};
use crate::kernel::shows::ShowRef;
use crate::kernel::view_context::ViewContext;
use crate::kernel::vouchers::voucher;
use tradewind_domain::{Code, EventKind, Order, OrderEvent, OrderId, OrderStatus, Owed};
use tradewind_l10n::plain;

pub(crate) fn list(model: &Model, context: &ViewContext<'_>) -> OrdersScreen {
    let waiting: Vec<_> = model.waiting.iter().map(|one| voucher(one, context)).collect();
    OrdersScreen {
        waiting_title: if waiting.is_empty() { String::new() } else { context.words.waiting_title() },
        rows: model.orders.iter().map(|order| row(order, context)).collect(),
        empty: (model.orders.is_empty() && waiting.is_empty()).then(|| EmptyState {
            title: context.words.orders_empty_title(),
            body: context.words.orders_empty_body(),
            action: String::new(),
            code: None,
        }),
        waiting,
    }
}

fn row(order: &Order, context: &ViewContext<'_>) -> OrderRow {
    let words = context.words;
    let (title, status, total) =
        (heading(order, context), status_word(order.status, context), total_text(order, context));
    let items = order.lines.iter().map(|line| u64::from(line.quantity)).sum();
    OrderRow {
        key: order.id.as_str().to_owned(),
        placed: words.placed_on(order.placed_at),
        items: words.item_count(items),
        accessibility: order_spoken(order, &title, &status, context),
        title,
        status,
        status_key: order.status,
        total,
    }
}

fn order_spoken(order: &Order, title: &str, status: &str, context: &ViewContext<'_>) -> String {
    match order.total() {
        Some(total) => plain(&context.words.order_spoken(total, status, title)),
        None => plain(title),
    }
}

pub(crate) fn view(model: &Model, id: &OrderId, context: &ViewContext<'_>) -> OrderScreen {
    let words = context.words;
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
            later_title: String::new(),
            later: Vec::new(),
            receipt: None,
            receipt_export: String::new(),
            receipt_file: String::new(),
            receipt_export_label: String::new(),
            moments_title: String::new(),
            moments: Vec::new(),
            share: None,
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
    let later = later(order, context);
    let seen = model.moments.of(order);
    let shared = model.features.shared_moment.as_ref().filter(|shared| shared.order == *id);
    let shared = shared.and_then(|shared| seen.iter().find(|seen| key(seen) == shared.key));
    let share = shared.and_then(|seen| share::view(model, seen, context));
    let shown = shared.filter(|_| share.is_some());
    let moments: Vec<MomentRow> =
        seen.iter().map(|seen| moment(model, seen, shown == Some(seen), context)).collect();
    let (receipt_export_label, (receipt_export, receipt_file)) =
        match receipt::export::export(order, &model.merchant, context) {
            Some(export) => (words.receipt_export(), (export.text, export.file)),
            None => Default::default(),
        };
    OrderScreen {
        key: order.id.as_str().to_owned(),
        heading: heading(order, context),
        notice: bought_otherwise(order, context),
        status: status_word(order.status, context),
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
        totals: total_rows(&order.totals, context),
        later_title: if later.is_empty() { String::new() } else { words.due_later() },
        later,
        receipt: order.receipt.as_ref().and_then(|check| receipt::view(check, context)),
        receipt_export,
        receipt_file,
        receipt_export_label,
        moments_title: if moments.is_empty() { String::new() } else { words.moments_title() },
        moments,
        share,
        timeline_title: words.timeline(),
        timeline: timeline(order, context),
        link: order.permalink.as_ref().map(|url| url.as_str().to_owned()).unwrap_or_default(),
        link_label: if order.permalink.is_some() { words.order_page() } else { String::new() },
        empty: None,
    }
}

/// What was seen in a show, when, at what price, and whether the shop's key signed that.
fn moment(model: &Model, seen: &SeenMoment, is_shared: bool, context: &ViewContext<'_>) -> MomentRow {
    let words = context.words;
    let said = seen.moment.moment();
    let signed = seen.moment.verify().is_ok();
    let can_share = !is_shared && share::can_share(model, seen);
    MomentRow {
        key: key(seen),
        text: match said.price {
            Some(price) => words.moment_seen_price(said.at, price, &seen.title),
            None => words.moment_seen(said.at, &seen.title),
        },
        detail: if signed { words.moment_signed() } else { words.moment_unsigned() },
        tone: if signed { Tone::Success } else { Tone::Warning },
        label: words.moment_again(),
        share_label: if can_share { words.moment_share() } else { String::new() },
    }
}

fn key(seen: &SeenMoment) -> String {
    let said = seen.moment.moment();
    ShowRef { session: said.session.clone(), at: Some(said.at), after: None }.key()
}

/// What is due after the order: what the merchant said of it, and all of it while the courier has not been paid.
fn later(order: &Order, context: &ViewContext<'_>) -> Vec<Fact> {
    let words = context.words;
    let owed = |owed: &Owed| Fact { label: owed.words.clone(), value: words.money(owed.amount) };
    let mut later: Vec<Fact> = order.later.iter().map(owed).collect();
    let comes =
        !matches!(order.status, OrderStatus::Delivered | OrderStatus::Canceled | OrderStatus::Returned);
    if let Some(total) = order.total().filter(|_| order.on_delivery && comes) {
        later.push(Fact { label: words.method_cash(), value: words.money(total) });
    }
    later
}

/// Latest first; the first of all is the moment it was placed.
fn timeline(order: &Order, context: &ViewContext<'_>) -> Vec<EventRow> {
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
            text: event_word(&event.kind, context),
            when: context.words.date_time(event.at),
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
fn heading(order: &Order, context: &ViewContext<'_>) -> String {
    context.words.order_title(order.label.as_deref().unwrap_or(order.id.as_str()))
}

fn total_text(order: &Order, context: &ViewContext<'_>) -> String {
    order.total().map(|total| context.words.money(total)).unwrap_or_default()
}

fn status_word(status: OrderStatus, context: &ViewContext<'_>) -> String {
    let words = context.words;
    match status {
        OrderStatus::Processing => words.status_processing(),
        OrderStatus::PartlyShipped => words.status_partly_shipped(),
        OrderStatus::Shipped => words.status_shipped(),
        OrderStatus::Delivered => words.status_delivered(),
        OrderStatus::Canceled => words.status_canceled(),
        OrderStatus::Returned => words.status_returned(),
    }
}

fn event_word(kind: &EventKind, context: &ViewContext<'_>) -> String {
    let words = context.words;
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
