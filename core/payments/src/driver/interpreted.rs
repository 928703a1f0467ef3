//! What an answer of the merchant means to the law, and what becomes of a completed checkout.

use super::Driver;
use crate::law::{Event, Seen, State};
use crate::wallet::Family;
use std::time::Duration;
use tradewind_commerce::agreement::Agreement;
use tradewind_commerce::{
    Checkout, CheckoutLine, CheckoutStatus, MerchantError, MerchantMessage, Term, quote,
};
use tradewind_domain::{AgreedOtherwise, Order, OrderStatus, ReceiptCheck, Timestamp};
use tradewind_person::AttemptRow;
use tradewind_trade::{BoughtLine, check_receipt};

/// A refusal by HTTP status, or by a business error in the body (200).
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) messages: Vec<MerchantMessage>,
}

/// An answer, as the driver takes it.
pub(super) struct Interpreted {
    pub(super) event: Event,
    pub(super) checkout: Option<Checkout>,
    /// The merchant's wish to be left alone.
    pub(super) wait: Duration,
    /// A definite refusal of this very request.
    pub(super) refusal: Option<Refusal>,
    /// The merchant does not know the session.
    pub(super) gone: bool,
}

impl Interpreted {
    pub(super) fn of(event: Event) -> Self {
        Self { event, checkout: None, wait: Duration::ZERO, refusal: None, gone: false }
    }
}

/// The answer to Complete itself: it may say that the payment was declined, or what else was in the way.
pub(super) fn to_request(row: &AttemptRow, answer: Result<Checkout, MerchantError>) -> Interpreted {
    match answer {
        Ok(checkout) => {
            let seen = match standing(row, &checkout) {
                Seen::Open => why_open(&checkout),
                seen => seen,
            };
            Interpreted { checkout: Some(checkout), ..Interpreted::of(Event::Seen(seen)) }
        }
        // 402 and its kin are about this very request; 200 is a business error in the body. Others of the 4xx may be a
        // gateway's, and are asked about.
        Err(MerchantError::Refused { status: status @ (200 | 400 | 402 | 403 | 422), messages }) => {
            Interpreted { refusal: Some(Refusal { status, messages }), ..Interpreted::of(Event::Refused) }
        }
        Err(error) => failed(row, error),
    }
}

/// The answer to a question or a cancel. Its messages may be about an earlier attempt: only where the checkout stands
/// counts, until this one was taken. After a refusal of the request, its own words say what an open checkout means.
pub(super) fn to_question(
    row: &AttemptRow,
    refusal: Option<&Refusal>,
    answer: Result<Checkout, MerchantError>,
) -> Interpreted {
    match answer {
        Ok(checkout) => {
            let seen = match (standing(row, &checkout), row.state) {
                (Seen::Open, State::Refused) => refused(refusal),
                // It was taken after all earlier ones: what is said of a decline now is about this attempt.
                (Seen::Open, State::Accepted | State::Reverted) => why_open(&checkout),
                (seen, _) => seen,
            };
            Interpreted { checkout: Some(checkout), ..Interpreted::of(Event::Seen(seen)) }
        }
        Err(error) => failed(row, error),
    }
}

/// Why a checkout is still to be paid, by its own words.
fn why_open(checkout: &Checkout) -> Seen {
    if checkout.messages.iter().any(quote::is_decline) {
        Seen::Declined
    } else if quote::errors(checkout).next().is_some() || checkout.messages.iter().any(quote::is_of_a_payment)
    {
        Seen::NotTaken
    } else {
        Seen::Open
    }
}

/// What a definite refusal was. 402 says so itself; others are a decline if their words name one, or name nothing else that
/// is known to be something else. Without words it is a gateway's as likely as the shop's: not taken, and no more is said.
fn refused(refusal: Option<&Refusal>) -> Seen {
    use tradewind_domain::Code;
    const OTHER: [&str; 11] = [
        "invalid",
        "signature",
        "maintenance",
        "age",
        "unavailable",
        "expired",
        "modifiable",
        "internal",
        "rate",
        "auth",
        "unsupported",
    ];
    let Some(refusal) = refusal else { return Seen::NotTaken };
    let said = |parts: &[&str]| {
        refusal
            .messages
            .iter()
            .any(|one| parts.iter().any(|part| one.code.to_ascii_lowercase().contains(part)))
    };
    match quote::reason(&refusal.messages) {
        Code::PaymentDeclined => Seen::Declined,
        Code::MerchantRefused if refusal.status == 402 => Seen::Declined,
        Code::MerchantRefused if !refusal.messages.is_empty() && !said(&OTHER) => Seen::Declined,
        _ => Seen::NotTaken,
    }
}

fn standing(row: &AttemptRow, checkout: &Checkout) -> Seen {
    match checkout.status {
        CheckoutStatus::Completed => Seen::Completed,
        CheckoutStatus::CompleteInProgress => Seen::InProgress,
        CheckoutStatus::RequiresEscalation => Seen::Escalated,
        CheckoutStatus::Canceled => Seen::Over,
        // An end that is ours to read from a clock never ends what was sent: the merchant is asked to cancel it.
        CheckoutStatus::Expired if row.sends == 0 => Seen::Over,
        CheckoutStatus::Expired | CheckoutStatus::Incomplete | CheckoutStatus::ReadyForComplete => Seen::Open,
    }
}

fn failed(row: &AttemptRow, error: MerchantError) -> Interpreted {
    match error {
        MerchantError::Busy { retry_after } => {
            Interpreted { wait: retry_after, ..Interpreted::of(Event::Lost) }
        }
        // Nothing was sent: there is nothing to be paid. Otherwise a gateway that has lost its way must not free the
        // person to pay again by itself; it is asked on, and the person may put it aside.
        MerchantError::NotFound => {
            let event = if row.sends == 0 { Event::Seen(Seen::Over) } else { Event::Lost };
            Interpreted { gone: true, ..Interpreted::of(event) }
        }
        error if error.may_have_acted() => Interpreted::of(Event::Lost),
        // A refusal of the question says nothing about an earlier request: ask.
        MerchantError::Refused { .. } => Interpreted::of(Event::Lost),
        _ => Interpreted::of(Event::NotSent),
    }
}

impl Driver {
    /// The order of a completed checkout. Where it is not what was agreed to, it says so; and where the merchant names no
    /// sum, it has none, and says what was agreed to.
    pub(super) fn order_of(&self, checkout: &Checkout, row: Option<&AttemptRow>) -> Option<Order> {
        let mut order = order_of(checkout, self.now())?;
        if let Some(row) = row.filter(|_| order.totals.is_empty() && order.lines.is_empty()) {
            // No amount was read: a currency that the answer may not have named is not to stand for it.
            order.currency = row.amount.currency;
        }
        order.agreed = row.and_then(|row| {
            let bought = Agreement::of(checkout);
            // A completed answer may leave its lines out; then it says nothing of them.
            let told = !bought.lines.is_empty();
            let lines_differ = told && row.approved.as_ref().is_some_and(|seen| !same_lines(seen, &bought));
            let same_total = quote::total(checkout) == Some(row.amount);
            (lines_differ || !same_total).then_some(AgreedOtherwise { total: row.amount, lines_differ })
        });
        if let Some(row) = row.filter(|_| order.agreed.is_none()) {
            let sums = row.approved.as_ref().and_then(|seen| seen.sums.as_ref());
            order.later = sums.and_then(|sums| sums.term.as_ref()).map(Term::owed).unwrap_or_default();
        }
        // An answer may leave its handlers out, or give the merchant's id to another one: the attempt knows what was tried. Of one of
        // before the journal knew it, an answer that outlived its session may still tell.
        let wallet = row.and_then(|row| {
            let of_answer = || self.inner.wallets.wallet(Some(checkout), &row.handler);
            self.wallet_of(row).or_else(|| if row.method.is_none() { of_answer() } else { None })
        });
        order.on_delivery = wallet.is_some_and(|wallet| wallet.family == Family::OnDelivery);
        Some(order)
    }
}

/// Whether the same items were bought in the same numbers; of prices the total speaks.
fn same_lines(seen: &Agreement, bought: &Agreement) -> bool {
    let counts = |agreement: &Agreement| {
        let mut counts = std::collections::BTreeMap::new();
        for line in &agreement.lines {
            let count: &mut u32 = counts.entry(line.item.clone()).or_default();
            *count = count.saturating_add(line.quantity);
        }
        counts
    };
    counts(seen) == counts(bought)
}

/// The order as a completed checkout tells of it; `GET /orders/{id}` adds the rest later.
fn order_of(checkout: &Checkout, now: Timestamp) -> Option<Order> {
    let reference = checkout.order.as_ref()?;
    let lines = checkout.lines.iter().map(CheckoutLine::ordered).collect();
    Some(Order {
        id: reference.id.clone(),
        label: reference.label.clone(),
        checkout: checkout.id.clone(),
        permalink: reference.permalink.clone(),
        placed_at: now,
        lines,
        totals: checkout.totals.clone(),
        currency: checkout.currency,
        status: OrderStatus::Processing,
        events: Vec::new(),
        agreed: None,
        later: Vec::new(),
        receipt: receipt_of(checkout),
        on_delivery: false,
    })
}

/// The receipt computed again, before anything can change what was bought at which price.
fn receipt_of(checkout: &Checkout) -> Option<ReceiptCheck> {
    let line = |line: &CheckoutLine| {
        let ordered = line.ordered();
        let by_piece = line.unit.is_none() && !line.priced_otherwise;
        Some(BoughtLine {
            title: ordered.title,
            // What is sold by measure is one of what it comes to, before its discount.
            price: if by_piece { ordered.price } else { line.before_discounts()? },
            quantity: ordered.quantity,
            stated: line.subtotal,
            total: Some(line.total),
        })
    };
    let lines: Option<Vec<BoughtLine>> = checkout.lines.iter().map(line).collect();
    check_receipt(&lines?, &checkout.totals, &checkout.sums_said)
}
