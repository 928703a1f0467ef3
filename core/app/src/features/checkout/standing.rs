//! Where paying stands: which ways to pay there are, what keeps Pay off, and whether it may be pressed.

use crate::features::checkout::screen::CheckoutPhase;
use crate::kernel::door_price::destination;
use crate::kernel::model::Model;
use tradewind_commerce::quote::{Block, block, due_now, total};
use tradewind_commerce::{Checkout, SessionHandler};
use tradewind_domain::{Code, Money};
use tradewind_payments::Wallet;
use tradewind_payments::registry::{Offer, Question, fee_told, rank};

/// Why Pay is off.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PayBlocked {
    /// A payment is open, or this checkout has been paid.
    NotNow,
    /// The merchant is being asked.
    Busy,
    /// There is no network.
    Offline,
    /// There is nothing to pay yet.
    Nothing,
    /// What the merchant asks is not what was agreed, or cannot be paid.
    Merchant(Block),
    /// More than the buyer's limit, or in another currency.
    Limit,
}

/// Where paying stands: one ranking of the ways to pay, and what follows from it.
pub(crate) struct Standing<'a> {
    /// As [`methods`] gives them.
    pub(crate) ways: Vec<&'a SessionHandler>,
    /// What about the checkout itself keeps Pay off.
    pub(crate) blocked: Option<Block>,
    /// Whether Pay may be pressed, and on what. The button is drawn by it and the reducer obeys it.
    pub(crate) may_pay: Result<(&'a Checkout, Money), PayBlocked>,
}

impl Standing<'_> {
    /// The code of what keeps Pay off, where it is about what would be paid.
    pub(crate) fn code(&self) -> Option<Code> {
        match (&self.blocked, &self.may_pay) {
            (Some(block), _) => Some(block.code()),
            (None, Err(PayBlocked::Limit)) => Some(Code::MaxExceeded),
            _ => None,
        }
    }
}

/// Where paying stands.
pub(crate) fn standing(model: &Model) -> Standing<'_> {
    let ways = methods(model);
    let payable: Vec<String> = ways.iter().map(|one| one.name.clone()).collect();
    let shown = model.features.checkout.session.shown();
    let blocked = shown.and_then(|checkout| block(checkout, &model.features.checkout.agreed, &payable));
    Standing { may_pay: may_pay(model, blocked.as_ref()), blocked, ways }
}

fn may_pay<'a>(model: &'a Model, blocked: Option<&Block>) -> Result<(&'a Checkout, Money), PayBlocked> {
    let state = &model.features.checkout;
    if model.features.checkout.phase() != CheckoutPhase::Review {
        return Err(PayBlocked::NotNow);
    }
    if state.session.is_asked() {
        return Err(PayBlocked::Busy);
    }
    if !model.online {
        return Err(PayBlocked::Offline);
    }
    if let Some(block) = blocked {
        return Err(PayBlocked::Merchant(block.clone()));
    }
    let checkout = state.session.shown().ok_or(PayBlocked::Nothing)?;
    let amount = total(checkout).ok_or(PayBlocked::Nothing)?;
    let above = |max: Money| max.currency != amount.currency || max.minor < amount.minor;
    if model.host.max.is_some_and(above) {
        return Err(PayBlocked::Limit);
    }
    Ok((checkout, amount))
}

/// What about the checkout itself keeps Pay off.
pub(crate) fn blocked(model: &Model) -> Option<Block> {
    standing(model).blocked
}

/// The ways to pay the checkout: the merchant's handlers that there is a wallet for and that fit, the best first by the registry;
/// then, in the merchant's order, those that a credential is for.
pub(crate) fn methods(model: &Model) -> Vec<&SessionHandler> {
    let offered = offered(model);
    // What is paid with the order: a deposit fits where all of it does not.
    let amount = model
        .features
        .checkout
        .session
        .shown()
        .and_then(|checkout| due_now(checkout).filter(|now| now.minor > 0).or_else(|| total(checkout)));
    // A sum that does not add up is not paid at all: no place follows from it.
    let Some(amount) = amount else { return offered };
    let offers: Vec<Offer<'_>> =
        offered.iter().map(|one| Offer { handler: &one.name, fee: fee_told(&one.config) }).collect();
    let question = Question { country: destination(model), amount, last_paid: model.paid_with.as_deref() };
    let ranked = rank(&model.host.ways, &offers, &question);
    let of_wallet = |wallet: &Wallet| offered.iter().copied().find(|one| one.name == wallet.handler);
    let ours = |one: &SessionHandler| model.host.ways.iter().any(|way| way.wallet.handler == one.name);
    let first = ranked.iter().filter_map(|one| of_wallet(one.wallet));
    first.chain(offered.iter().copied().filter(|one| !ours(one))).collect()
}

/// The merchant's handlers that there is a wallet or a credential for, in its order.
fn offered(model: &Model) -> Vec<&SessionHandler> {
    let mut ways: Vec<&SessionHandler> = Vec::new();
    let shown = model.features.checkout.session.shown();
    let due = shown.and_then(due_now);
    for handler in shown.into_iter().flat_map(|one| &one.payment_handlers) {
        let named = model.host.payable.iter().any(|one| handler.is(one));
        let wallets = model.host.wallets;
        let can_say = || due.is_none_or(|due| wallets.can_say(handler, due));
        let payable = named && wallets.fits(handler) && can_say();
        // A merchant may have one handler in several configurations; its first is the one that pays.
        if payable && !ways.iter().any(|known| known.name == handler.name) {
            ways.push(handler);
        }
    }
    ways
}
