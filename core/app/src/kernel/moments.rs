//! Moments of shows: what was seen and put into the cart, and what of it became an order, to be looked at again.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tradewind_domain::{ItemId, Order};
use tradewind_live::KeptMoment;

/// The most moments that wait in the cart, and the most orders of which moments are kept.
const MOST: usize = 100;
/// The most of one order.
const MOST_OF_ONE: usize = 20;

/// A signed moment with the title that the item had then, in the catalog's language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SeenMoment {
    pub(crate) moment: KeptMoment,
    pub(crate) title: String,
}

/// Moments, by what they are kept with.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct MomentsState {
    /// Of what is in the cart.
    #[serde(default)]
    pub(crate) carted: BTreeMap<ItemId, SeenMoment>,
    /// Of orders, by the checkout that each came from, oldest first.
    #[serde(default)]
    pub(crate) bought: Vec<(String, Vec<SeenMoment>)>,
}

impl MomentsState {
    /// The moment at which an item was put into the cart. Where there are many, those of items that lie there no more make room.
    pub(crate) fn put(&mut self, item: ItemId, seen: SeenMoment, lies_there: impl Fn(&ItemId) -> bool) {
        if self.carted.len() >= MOST {
            self.carted.retain(|item, _| lies_there(item));
        }
        if self.carted.len() < MOST || self.carted.contains_key(&item) {
            self.carted.insert(item, seen);
        }
    }

    /// An order was placed: what of the cart it holds is kept with it. Whether there is anything new to keep.
    pub(crate) fn buy(&mut self, order: &Order) -> bool {
        let key = order.checkout.as_str();
        // Told again, it is no other order: what lies in the cart by now is not its.
        if self.bought.iter().any(|(kept, _)| kept == key) {
            return false;
        }
        let seen: Vec<SeenMoment> =
            order.lines.iter().filter_map(|line| self.carted.remove(&line.item)).take(MOST_OF_ONE).collect();
        if seen.is_empty() {
            return false;
        }
        if self.bought.len() >= MOST {
            self.bought.remove(0);
        }
        self.bought.push((key.to_owned(), seen));
        true
    }

    pub(crate) fn of(&self, order: &Order) -> &[SeenMoment] {
        let kept = self.bought.iter().find(|(key, _)| key == order.checkout.as_str());
        kept.map(|(_, seen)| seen.as_slice()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::testing::{AT, id, order, show_key};
    use tradewind_live::{SessionId, SignedMoment};
    use tradewind_signatures::{KeyField, KeySet};

    #[test]
    fn an_order_that_is_told_again_takes_nothing_of_the_next_cart() {
        let session = SessionId::parse("show-1").expect("an id");
        let keys = KeySet::of_profile(&serde_json::json!({ "keys": [show_key().to_jwk()] }), KeyField::Keys);
        let signed = SignedMoment::sign(&show_key(), session.clone(), AT.now, id("red"), None, None);
        let moment = signed.verify(&session, &keys.expect("one key")).expect("signed");
        let seen = SeenMoment { moment, title: "Mug red".into() };
        let mut moments = MomentsState::default();
        moments.put(id("red"), seen.clone(), |_| true);
        assert!(moments.buy(&order("red", "1042")));
        moments.put(id("red"), seen.clone(), |_| true);
        assert!(!moments.buy(&order("red", "1042")));
        assert_eq!((moments.carted.len(), moments.bought.len()), (1, 1));
        // What was taken out of the cart does not stand in the way for ever.
        for n in 0..MOST {
            moments.put(id(&format!("item-{n}")), seen.clone(), |_| true);
        }
        moments.put(id("green"), seen.clone(), |_| true);
        assert!(moments.carted.len() == MOST && !moments.carted.contains_key(&id("green")));
        moments.put(id("green"), seen, |item| *item == id("red"));
        assert_eq!(moments.carted.keys().collect::<Vec<_>>(), [&id("green"), &id("red")]);
    }
}
