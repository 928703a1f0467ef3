//! Moments of shows: what was seen and put into the cart, and what of it became an order, to be looked at again.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tradewind_domain::{ItemId, Order, Timestamp};
use tradewind_live::{KeptMoment, SignedMoment};

/// The most moments that wait in the cart, or for the keys that signed them, and the most orders of which moments are kept.
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
    /// Of what was put into the cart, while the keys that signed them are asked for, oldest first. Who ends the app ends the asking.
    #[serde(skip)]
    proving: Vec<Proving>,
}

/// A moment that is not proved yet.
#[derive(Debug, Clone, PartialEq)]
struct Proving {
    item: ItemId,
    /// Of the picture.
    at: Timestamp,
    /// The checkout of the order that was made with it meanwhile.
    order: Option<String>,
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

    /// An item is put into the cart, and its moment held to the keys.
    pub(crate) fn prove(&mut self, moment: &SignedMoment) {
        if self.proving.len() >= MOST {
            self.proving.remove(0);
        }
        self.proving.push(Proving { item: moment.item.clone(), at: moment.at, order: None });
    }

    /// A moment is proved: it goes to the order that was made with its item meanwhile, else to the item where it still lies there. Of what was
    /// taken out again or erased nothing is kept. Whether there is anything new to keep.
    pub(crate) fn proved(
        &mut self,
        item: ItemId,
        seen: SeenMoment,
        lies_there: impl Fn(&ItemId) -> bool,
    ) -> bool {
        let at = seen.moment.moment().at;
        let Some(found) = self.proving.iter().position(|one| one.item == item && one.at == at) else {
            return false;
        };
        match self.proving.remove(found).order {
            Some(order) => self.add(&order, seen),
            None if lies_there(&item) => {
                self.put(item, seen, lies_there);
                true
            }
            None => false,
        }
    }

    /// One more moment of an order; each is kept once.
    fn add(&mut self, order: &str, seen: SeenMoment) -> bool {
        let kept = self.bought.iter_mut().find(|(key, _)| key == order);
        let Some((_, kept)) = kept.filter(|(_, kept)| kept.len() < MOST_OF_ONE && !kept.contains(&seen))
        else {
            return false;
        };
        kept.push(seen);
        true
    }

    /// Lets go of what lies in no cart any more.
    pub(crate) fn tidy(&mut self, lies_there: impl Fn(&ItemId) -> bool) {
        self.carted.retain(|item, _| lies_there(item));
        self.proving.retain(|one| one.order.is_some() || lies_there(&one.item));
    }

    /// An order was placed: what of the cart it holds is kept with it. Whether there is anything new to keep.
    pub(crate) fn buy(&mut self, order: &Order) -> bool {
        let key = order.checkout.as_str();
        // Told again, it is no other order: what lies in the cart by now is not its.
        if self.bought.iter().any(|(kept, _)| kept == key) {
            return false;
        }
        let mut waits = false;
        let ordered = |item: &ItemId| order.lines.iter().any(|line| line.item == *item);
        for one in self.proving.iter_mut().filter(|one| one.order.is_none() && ordered(&one.item)) {
            one.order = Some(key.to_owned());
            waits = true;
        }
        let seen: Vec<SeenMoment> =
            order.lines.iter().filter_map(|line| self.carted.remove(&line.item)).take(MOST_OF_ONE).collect();
        let is_news = !seen.is_empty();
        if is_news || waits {
            if self.bought.len() >= MOST {
                self.bought.remove(0);
            }
            self.bought.push((key.to_owned(), seen));
        }
        is_news
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

    /// The moment of the red mug, signed and proved.
    fn red() -> (SignedMoment, SeenMoment) {
        let session = SessionId::parse("show-1").expect("an id");
        let keys = KeySet::of_profile(&serde_json::json!({ "keys": [show_key().to_jwk()] }), KeyField::Keys);
        let signed = SignedMoment::sign(&show_key(), session.clone(), AT.now, id("red"), None, None);
        let moment = signed.clone().verify(&session, &keys.expect("one key")).expect("signed");
        (signed, SeenMoment { moment, title: "Mug red".into() })
    }

    #[test]
    fn one_that_is_proved_after_its_purchase_is_the_orders_and_no_later_ones() {
        let ((signed, seen), order) = (red(), order("red", "1042"));
        let mut moments = MomentsState::default();
        // Two pieces, a tap each.
        moments.prove(&signed);
        moments.prove(&signed);
        assert!(!moments.buy(&order), "nothing is proved yet");
        // Put into the cart again, and the order told again.
        moments.prove(&signed);
        assert!(!moments.buy(&order));
        assert!(moments.proved(id("red"), seen.clone(), |_| false));
        assert!(!moments.proved(id("red"), seen.clone(), |_| false), "the same moment is kept once");
        assert_eq!(moments.of(&order), std::slice::from_ref(&seen));
        assert!(moments.proved(id("red"), seen.clone(), |_| true));
        assert_eq!((moments.carted.len(), moments.of(&order).len()), (1, 1), "that of the next cart");
        assert!(!moments.proved(id("red"), seen, |_| true), "that nobody asked for");
    }

    #[test]
    fn one_whose_item_was_taken_out_is_let_go_and_not_kept_with_another_order() {
        let (signed, seen) = red();
        let mut moments = MomentsState::default();
        moments.prove(&signed);
        assert!(!moments.proved(id("red"), seen.clone(), |_| false), "taken out before it is proved");
        moments.prove(&signed);
        assert!(!moments.buy(&order("blue", "1043")));
        moments.tidy(|_| false);
        assert!(!moments.proved(id("red"), seen, |_| true));
        assert_eq!((moments.carted.len(), moments.bought.len()), (0, 0));
        for _ in 0..MOST + 5 {
            moments.prove(&signed);
        }
        assert_eq!(moments.proving.len(), MOST);
    }

    #[test]
    fn an_order_that_is_told_again_takes_nothing_of_the_next_cart() {
        let (_, seen) = red();
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
