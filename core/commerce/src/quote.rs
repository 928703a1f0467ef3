//! Whether Pay may be pressed: what the person agreed to, against what the merchant asks now. One rule for view, reducer
//! and driver of payments.

use crate::agreement::{Agreement, Change};
use crate::{Checkout, CheckoutLine, CheckoutStatus, MerchantMessage, MessageKind, SessionHandler};
use tradewind_domain::total::{Discounts, stated_total, sum_of_parts};
use tradewind_domain::{Code, Money, TotalEffect, TotalKind};

/// Why Pay is off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Sums that are not of their parts, or below zero: never to be paid.
    TotalsMismatch,
    /// Something is missing or not to be had; the merchant's messages say what.
    Incomplete {
        /// What the messages amount to.
        code: Code,
    },
    /// To be continued in a browser.
    Escalation,
    /// No handler we have a wallet or a credential for.
    Unsupported,
    /// One of an item costs other than agreed, perhaps in another currency; nothing else changed.
    PriceChanged {
        /// What was agreed.
        old: Money,
        /// What is asked.
        new: Money,
    },
    /// What is in the checkout is not what the person asked for or saw; to be agreed to.
    BasketChanged {
        /// What changed, as it can be named.
        changes: Vec<Change>,
    },
    /// The merchant reports an error beside a checkout that could be paid; to be agreed to.
    Warned {
        /// What the messages amount to.
        code: Code,
    },
    /// The session is over.
    Ended,
}

impl Block {
    /// The public code.
    pub const fn code(&self) -> Code {
        match self {
            Self::TotalsMismatch => Code::TotalsMismatch,
            Self::Incomplete { code } | Self::Warned { code } => *code,
            Self::Escalation => Code::EscalationRequired,
            Self::Unsupported => Code::PaymentUnsupported,
            Self::PriceChanged { .. } => Code::PriceChanged,
            Self::BasketChanged { .. } => Code::BasketChanged,
            Self::Ended => Code::CheckoutEnded,
        }
    }

    /// Whether the person can lift it by agreeing.
    pub const fn can_be_agreed_to(&self) -> bool {
        matches!(self, Self::PriceChanged { .. } | Self::BasketChanged { .. } | Self::Warned { .. })
    }
}

/// What the person agreed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agreed {
    /// Lines and sums.
    pub basket: Agreement,
    /// The merchant's errors that the person read and wants to pay under, by code and words.
    pub errors: Vec<(String, String)>,
}

/// What the merchant's entry of type `total` says; none where it has none.
pub fn total(checkout: &Checkout) -> Option<Money> {
    stated_total(&checkout.totals)
}

/// What is paid with the order: the total, or what the selected term of payment asks for now.
pub fn due_now(checkout: &Checkout) -> Option<Money> {
    match checkout.terms.as_ref() {
        None => total(checkout),
        Some(terms) => terms.chosen()?.due_now(checkout.currency),
    }
}

/// What the selected term of payment asks for later; none where nothing is.
pub fn due_later(checkout: &Checkout) -> Option<Money> {
    let later = checkout.terms.as_ref()?.chosen()?.due_later(checkout.currency)?;
    (later.minor > 0).then_some(later)
}

/// Whether the amounts add up, and none is below zero that must not be (UCP 2026-04-08 `types/totals.json`, `total.json`):
/// `total` is the sum of all other entries that add, `subtotal` that of its lines, a line's total that of its parts.
pub fn adds_up(checkout: &Checkout) -> bool {
    let total = total(checkout);
    let sum = sum_of_parts(&checkout.totals, checkout.currency);
    sum.is_some()
        && sum == total
        && total.is_some_and(|total| total.minor >= 0)
        && signs_are_right(checkout)
        && lines_add_up(checkout)
        && term_adds_up(checkout)
}

/// The payments of the selected term come to the total (UCP 2026-08-25 `payment_terms.json`); of the others nothing is said.
fn term_adds_up(checkout: &Checkout) -> bool {
    let Some(terms) = &checkout.terms else { return true };
    let Some(term) = terms.chosen() else { return false };
    let none_below_zero = term.schedules.iter().all(|one| one.amount.minor >= 0);
    let sum = term.total(checkout.currency);
    none_below_zero && sum.is_some() && sum == total(checkout)
}

/// Discounts take away, everything else that has a name adds; and nobody estimates with the ends the wrong way round.
fn signs_are_right(checkout: &Checkout) -> bool {
    checkout.totals.iter().all(|line| {
        let ends_are_right = match line.effect {
            TotalEffect::Estimated { min, max } => {
                line.kind.allows(min)
                    && [min.currency, max.currency] == [line.amount.currency; 2]
                    && (min.minor..=max.minor).contains(&line.amount.minor)
            }
            _ => true,
        };
        line.kind.allows(line.amount) && ends_are_right
    })
}

/// The lines come to the subtotal: before discounts, or after them for a merchant that puts them into its lines.
fn lines_add_up(checkout: &Checkout) -> bool {
    let Some(subtotal) = checkout.totals.iter().find(|line| line.kind == TotalKind::Subtotal) else {
        return false;
    };
    let sum = |of: &dyn Fn(&CheckoutLine) -> Option<Money>| {
        checkout.lines.iter().try_fold(Money::zero(checkout.currency), |sum, line| {
            of(line).and_then(|amount| sum.checked_add(amount).ok())
        })
    };
    let goods = sum(&CheckoutLine::before_discounts);
    let stated = sum(&|line| line.subtotal.or_else(|| Some(line.goods()?.0)));
    let after = sum(&|line| Some(line.total));
    let taxes = checkout.totals.iter().filter(|line| line.kind == TotalKind::Tax && line.effect.adds());
    let taxes = taxes.fold(0_i64, |sum, line| sum.saturating_add(line.amount.minor));
    let each_right = checkout.lines.iter().all(|line| {
        let goods = line.goods();
        let of_goods = |stated: Money| {
            goods.is_some_and(|(least, most)| {
                stated.currency == least.currency && (least.minor..=most.minor).contains(&stated.minor)
            })
        };
        line.adds_up
            && line.total.minor >= 0
            && line.subtotal.is_none_or(of_goods)
            // Without parts a line may be less than its goods by a discount, and more by its tax.
            && (line.subtotal.is_some()
                || goods.is_some_and(|(_, most)| line.total.minor.saturating_sub(most.minor) <= taxes))
    });
    let is_of = |goods| Discounts::of(subtotal.amount, goods, after).is_some();
    each_right && (is_of(goods) || is_of(stated))
}

/// The handler to pay with: the merchant's first that one of `payable` (names or ids) is of.
pub fn handler<'a>(checkout: &'a Checkout, payable: &[String]) -> Option<&'a SessionHandler> {
    checkout.payment_handlers.iter().find(|handler| payable.iter().any(|one| handler.is(one)))
}

/// Why Pay is off for `checkout`; `None` if it may be pressed. `payable` names the handlers there is a wallet or a
/// credential for.
pub fn block(checkout: &Checkout, agreed: &Agreed, payable: &[String]) -> Option<Block> {
    match checkout.status {
        CheckoutStatus::Canceled | CheckoutStatus::Expired | CheckoutStatus::Completed => {
            return Some(Block::Ended);
        }
        CheckoutStatus::CompleteInProgress => return Some(Block::Ended),
        CheckoutStatus::RequiresEscalation => return Some(Block::Escalation),
        CheckoutStatus::Incomplete | CheckoutStatus::ReadyForComplete => {}
    }
    if !adds_up(checkout) {
        return Some(Block::TotalsMismatch);
    }
    if checkout.status == CheckoutStatus::Incomplete {
        return Some(Block::Incomplete { code: incomplete(checkout) });
    }
    if let Some(changed) = changed(&agreed.basket.changes(checkout)) {
        return Some(changed);
    }
    if let Some(error) = unread_error(checkout, agreed) {
        return Some(Block::Warned { code: reason(std::slice::from_ref(error)) });
    }
    handler(checkout, payable).is_none().then_some(Block::Unsupported)
}

/// A price alone has its own words; anything else is a changed basket.
fn changed(changes: &[Change]) -> Option<Block> {
    let price = changes.iter().find_map(|change| match change {
        Change::Price { from, to, .. } => Some(Block::PriceChanged { old: *from, new: *to }),
        _ => None,
    });
    let only_prices =
        changes.iter().all(|change| matches!(change, Change::Price { .. } | Change::Total { .. }));
    match price {
        _ if changes.is_empty() => None,
        Some(price) if only_prices => Some(price),
        _ => Some(Block::BasketChanged { changes: changes.to_vec() }),
    }
}

/// An error beside a checkout that could be paid, which the person has not agreed to pay under. A decline is no such
/// error: it is about an attempt that is over.
fn unread_error<'a>(checkout: &'a Checkout, agreed: &Agreed) -> Option<&'a MerchantMessage> {
    errors(checkout).find(|error| {
        !agreed.errors.iter().any(|(code, words)| *code == error.code && *words == error.content)
    })
}

/// The errors of a checkout that are about itself, and not about the last try to pay it.
pub fn errors(checkout: &Checkout) -> impl Iterator<Item = &MerchantMessage> {
    checkout.messages.iter().filter(|message| message.kind == MessageKind::Error && !is_of_a_payment(message))
}

/// Whether a message says how the last try to pay ended: declined, given up, or past its time. It keeps nobody from another.
pub fn is_of_a_payment(message: &MerchantMessage) -> bool {
    is_decline(message) || is_given_up(message)
}

/// Whether a message says that the person gave a payment up where they were to approve it, or that its time was over.
fn is_given_up(message: &MerchantMessage) -> bool {
    const PARTS: [&str; 4] = ["payment_cancel", "payment_expired", "payment_timeout", "payment_abandoned"];
    let code = message.code.to_ascii_lowercase();
    message.kind == MessageKind::Error && PARTS.iter().any(|part| code.contains(part))
}

/// Whether a message says that the payment was declined. UCP leaves codes open; these are the specification's own
/// (`payment_declined`, `payment_failed`) and what card processors call it.
pub fn is_decline(message: &MerchantMessage) -> bool {
    const PARTS: [&str; 8] = [
        "payment_declin",
        "card_declin",
        "insufficient_funds",
        "payment_failed",
        "payment_error",
        "card_error",
        "expired_card",
        "do_not_honor",
    ];
    let code = message.code.to_ascii_lowercase();
    message.kind == MessageKind::Error
        && (code == "declined" || code == "decline" || PARTS.iter().any(|part| code.contains(part)))
}

/// What keeps a checkout incomplete, by the merchant's error codes. Without any the person's details are wanted, or a
/// choice of delivery where there is one to make.
fn incomplete(checkout: &Checkout) -> Code {
    match reason(&checkout.messages) {
        Code::MerchantRefused => {
            let chosen = checkout.delivery.iter().any(|option| option.selected);
            let choose = !checkout.delivery.is_empty() && !chosen;
            if choose { Code::DeliveryUnchosen } else { Code::BuyerIncomplete }
        }
        code => code,
    }
}

/// What the merchant's errors amount to (UCP leaves codes open; these are the schema's own examples and what sandbox and
/// samples send).
pub fn reason(messages: &[MerchantMessage]) -> Code {
    let errors = || messages.iter().filter(|message| message.kind == MessageKind::Error);
    let says = |parts: &[&str]| {
        errors().any(|error| parts.iter().any(|part| error.code.to_ascii_lowercase().contains(part)))
    };
    if says(&["out_of_stock", "item_unavailable", "sold_out", "insufficient_stock", "inventory"]) {
        Code::OutOfStock
    } else if says(&["quantity"]) {
        Code::QuantityLimit
    } else if says(&["price"]) {
        Code::PriceChanged
    } else if says(&["address", "undeliverable", "not_deliverable", "shipping_unavailable", "destination"]) {
        Code::AddressRefused
    } else if says(&["3ds", "authentication", "challenge", "verify_payment", "bank"]) {
        Code::BankCheck
    } else if errors().any(is_decline) {
        Code::PaymentDeclined
    } else if says(&["payment_expired", "payment_timeout"]) {
        Code::PaymentExpired
    } else if errors().any(is_given_up) {
        Code::PaymentCancelled
    } else {
        Code::MerchantRefused
    }
}
