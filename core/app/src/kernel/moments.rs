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
    /// The moment at which an item was put into the cart.
    pub(crate) fn put(&mut self, item: ItemId, seen: SeenMoment) {
        if self.carted.len() < MOST || self.carted.contains_key(&item) {
            self.carted.insert(item, seen);
        }
    }

    /// An order was placed: what of the cart it holds is kept with it. Whether there is anything new to keep.
    pub(crate) fn buy(&mut self, order: &Order) -> bool {
        let key = order.checkout.as_str();
        let known = self.bought.iter().any(|(kept, _)| kept == key);
        let seen: Vec<SeenMoment> =
            order.lines.iter().filter_map(|line| self.carted.remove(&line.item)).take(MOST_OF_ONE).collect();
        if seen.is_empty() || known {
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
