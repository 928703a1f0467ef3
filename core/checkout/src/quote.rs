//! Whether Pay may be pressed: what the person agreed to, against what the merchant asks now.

use crate::merchant::{Checkout, CheckoutStatus};
use std::collections::BTreeMap;
use tradewind_domain::{Code, ItemId, Money};

/// The payment handler we have a wallet for.
pub const SANDBOX_WALLET: &str = "dev.tradewind.sandbox_wallet";

/// Why Pay is off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Totals that do not add up: never to be paid.
    TotalsMismatch,
    /// Something is missing or not to be had; the merchant's messages say what.
    Incomplete {
        /// What the messages amount to.
        code: Code,
    },
    /// To be continued in a browser.
    Escalation,
    /// No handler we have a wallet for.
    Unsupported,
    /// One of an item costs other than agreed, perhaps in another currency.
    PriceChanged {
        /// What was agreed.
        old: Money,
        /// What is asked.
        new: Money,
    },
    /// The session is over.
    Ended,
}

impl Block {
    /// The public code.
    pub const fn code(&self) -> Code {
        match self {
            Self::TotalsMismatch => Code::TotalsMismatch,
            Self::Incomplete { code } => *code,
            Self::Escalation => Code::EscalationRequired,
            Self::Unsupported => Code::PaymentUnsupported,
            Self::PriceChanged { .. } => Code::PriceChanged,
            Self::Ended => Code::CheckoutEnded,
        }
    }
}

/// The total of a checkout.
pub fn total(checkout: &Checkout) -> Option<Money> {
    checkout.totals.iter().find(|line| line.kind == "total").map(|line| line.amount)
}

/// Whether the amounts add up: `total` is the sum of all other lines (UCP 2026-04-08 `types/totals.json`: a list whose
/// entries sum to `total`). Line totals are left alone: a merchant may or may not put discounts into them.
pub fn adds_up(checkout: &Checkout) -> bool {
    let parts = checkout.totals.iter().filter(|line| line.kind != "total");
    let sum = parts.map(|line| line.amount).try_fold(Money::zero(checkout.currency), Money::checked_add);
    sum.ok().is_some() && sum.ok() == total(checkout)
}

/// The handler to pay with: the merchant's first that we have a wallet for. Gives its id.
pub fn handler<'a>(checkout: &'a Checkout, wallets: &[&str]) -> Option<&'a str> {
    let of = |(name, id): &'a (String, String)| wallets.contains(&name.as_str()).then_some(id.as_str());
    checkout.payment_handlers.iter().find_map(of)
}

/// Why Pay is off for `checkout`; `None` if it may be pressed. `agreed` is the price of one of each item that the
/// person has seen and agreed to.
pub fn block(checkout: &Checkout, agreed: &BTreeMap<ItemId, Money>, wallets: &[&str]) -> Option<Block> {
    match checkout.status {
        CheckoutStatus::Canceled | CheckoutStatus::Expired | CheckoutStatus::Completed => {
            return Some(Block::Ended);
        }
        CheckoutStatus::CompleteInProgress => return Some(Block::Ended),
        _ => {}
    }
    if !adds_up(checkout) {
        return Some(Block::TotalsMismatch);
    }
    let changed = checkout.lines.iter().find_map(|line| {
        let old = agreed.get(&line.item)?;
        (*old != line.price).then_some(Block::PriceChanged { old: *old, new: line.price })
    });
    match checkout.status {
        CheckoutStatus::RequiresEscalation => Some(Block::Escalation),
        CheckoutStatus::Incomplete => Some(Block::Incomplete { code: incomplete(checkout) }),
        _ if changed.is_some() => changed,
        _ if handler(checkout, wallets).is_none() => Some(Block::Unsupported),
        _ => None,
    }
}

/// What keeps a checkout incomplete, by the merchant's error codes (UCP leaves them open; these are the schema's own
/// examples and what sandbox and samples send).
fn incomplete(checkout: &Checkout) -> Code {
    let says = |part: &str| checkout.messages.iter().any(|message| message.code.contains(part));
    if says("out_of_stock") || says("item_unavailable") {
        Code::OutOfStock
    } else if says("quantity") {
        Code::QuantityLimit
    } else {
        Code::BuyerIncomplete
    }
}
