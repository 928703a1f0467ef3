//! Fees that a checkout adds to what was shown first: prices that are shown first must hold what cannot be avoided (`FEED.md`).

use tradewind_commerce::Checkout;
use tradewind_commerce::agreement::Change;
use tradewind_commerce::quote::Block;
use tradewind_domain::{Money, TotalKind};

/// The code of a message that says so.
pub(crate) const CODE: &str = "fees_added";

/// What fees of the shop add to the total: they stand beside the goods, so the price of these did not hold them. None where there are
/// none, and where what changed names them already, or the sums are not to be trusted.
pub(crate) fn added(checkout: &Checkout, blocked: Option<&Block>) -> Option<Money> {
    let is_said = |change: &Change| match change {
        Change::SumAdded { kind, .. } | Change::Sum { kind, .. } => *kind == TotalKind::Fee,
        _ => false,
    };
    match blocked {
        Some(Block::TotalsMismatch) => return None,
        Some(Block::BasketChanged { changes }) if changes.iter().any(is_said) => return None,
        _ => {}
    }
    let fees = checkout.totals.iter().filter(|line| line.kind == TotalKind::Fee && line.effect.adds());
    let sum = fees.map(|line| line.amount).try_fold(Money::zero(checkout.currency), Money::checked_add);
    sum.ok().filter(|sum| sum.minor > 0)
}
