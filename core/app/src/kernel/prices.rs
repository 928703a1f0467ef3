//! Prices that this phone saw: noted whenever the catalog's answer brings an item before the person, a line a day at most.

use crate::kernel::effects::{Effect, PersonOp};
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use tradewind_domain::Item;
use tradewind_trade::Day;

/// Notes what these items cost today; asks for nothing where all of it is known.
pub(crate) fn note<'a>(model: &mut Model, items: impl Iterator<Item = &'a Item>, at: Now) -> Option<Effect> {
    let today = Day::at(at.now, 0).ok().filter(|_| model.loaded)?.number();
    let market = model.settings.market;
    let mut noted = Vec::new();
    for item in items {
        let price = item.offer.price_at(at.now);
        let seen = model.prices.note(market, &item.id, today, price);
        noted.extend(seen.map(|seen| (item.id.clone(), seen)));
    }
    if noted.is_empty() { None } else { Some(Effect::Person(PersonOp::NotePrices { market, noted })) }
}
