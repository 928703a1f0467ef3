//! What would become of the cart: what is put in, what is raised, and what stays as it is and why. Nothing is ever taken out
//! or made less.

use crate::features::proposal::state::Lookup;
use crate::kernel::cart;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use tradewind_domain::{Item, ItemId, Market, Money, Quantity};
use tradewind_links::Line;

/// What becomes of a proposed line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Fate<'a> {
    /// It is not known yet, or could not be looked up.
    Open,
    /// Not in the catalog of this shop for this market.
    Unknown,
    /// More than one item may be meant: none of them is taken.
    Unclear,
    /// Sold in this other market.
    Elsewhere(Market),
    SoldOut(&'a Item),
    /// As many lie in the cart already, or more than there are.
    Stays(&'a Item),
    /// So many will be in the cart: what is proposed, or what there is of it.
    Put {
        item: &'a Item,
        count: Quantity,
    },
}

/// What becomes of one line.
pub(crate) fn fate<'a>(model: &'a Model, line: &Line) -> Fate<'a> {
    let state = &model.features.proposal;
    if state.unclear.contains(&line.item) {
        return Fate::Unclear;
    }
    let Some(item) = state.items.get(&line.item) else {
        return match state.elsewhere.get(&line.item) {
            Some(market) => Fate::Elsewhere(*market),
            None if state.lookup == Lookup::Here => Fate::Unknown,
            None => Fate::Open,
        };
    };
    if !item.offer.can_buy() {
        return Fate::SoldOut(item);
    }
    let wanted = line.quantity.count().min(item.offer.stock.unwrap_or(Quantity::MAX.count()));
    match Quantity::new(wanted) {
        Ok(count) if wanted > in_cart(model, &line.item) => Fate::Put { item, count },
        _ => Fate::Stays(item),
    }
}

/// How many of an item lie in the cart.
pub(crate) fn in_cart(model: &Model, item: &ItemId) -> u32 {
    let line = model.features.cart.lines.iter().find(|line| line.item == *item);
    line.map_or(0, |line| line.quantity.count())
}

/// What is put in or raised, and how many will be there.
pub(crate) fn puts(model: &Model) -> Vec<(&Item, Quantity)> {
    let put = |line: &Line| match fate(model, line) {
        Fate::Put { item, count } => Some((item, count)),
        _ => None,
    };
    model.features.proposal.lines.iter().filter_map(put).collect()
}

/// The sum of the cart afterwards, at present prices; none if it cannot be told.
pub(crate) fn sum_afterwards(model: &Model, at: Now) -> Option<Money> {
    let puts = puts(model);
    let is_put = |id: &ItemId| puts.iter().any(|(item, _)| item.id == *id);
    let kept = cart::pieces(model, at, |id| !is_put(id));
    let put = puts.iter().map(|(item, count)| (item.offer.price_at(at.now), count.count()));
    cart::sum(kept.chain(put))
}
