//! What is sold: one item (a colour and size of a product) as a catalog holds it.

use crate::{Facts, GroupId, ItemId, Money, Timestamp, WebUrl};
use serde::{Deserialize, Serialize};

/// One sellable item of one market in one language: the stable words, and the offer that changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The merchant's id.
    pub id: ItemId,
    /// The product whose other colours and sizes are its siblings.
    pub group: Option<GroupId>,
    /// Title, at most 150 characters.
    pub title: String,
    /// Description in plain text, at most 5,000 characters; may be empty.
    pub description: String,
    /// Brand; may be empty.
    pub brand: String,
    /// Category path, outermost first, in the catalog's language; may be empty.
    pub category: Vec<String>,
    /// What sets it apart from its siblings: colour, size, material.
    pub options: Vec<OptionValue>,
    /// The product's page at the merchant.
    pub link: WebUrl,
    /// Pictures, the main one first.
    pub pictures: Vec<Picture>,
    /// A glTF model in true size.
    pub model: Option<WebUrl>,
    /// Shipping weight in grams.
    pub weight_grams: Option<u32>,
    /// Harmonized System code, 6 to 10 digits (WCO HS 2022).
    pub hs_code: Option<String>,
    /// Country of origin, ISO 3166-1 alpha-2.
    pub origin: Option<String>,
    /// What it costs and whether it can be had.
    pub offer: Offer,
    /// What else the merchant says of it. The last field: the catalog's stored rows of before end where it begins.
    #[serde(default)]
    pub facts: Facts,
}

/// The volatile half of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The regular price.
    pub price: Money,
    /// A lower price and the time it holds.
    pub sale: Option<Sale>,
    /// Whether it can be had.
    pub availability: Availability,
    /// How many the merchant said are in stock, if it said so.
    pub stock: Option<u32>,
}

/// A sale price, from `from` up to but not including `until`; open where a bound is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sale {
    /// The price while it holds.
    pub price: Money,
    /// First moment at which it holds.
    pub from: Option<Timestamp>,
    /// First moment at which it holds no longer.
    pub until: Option<Timestamp>,
}

/// Whether an item can be had (Merchant Center `availability`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// Can be bought and ships now.
    InStock,
    /// Cannot be bought.
    OutOfStock,
    /// Can be ordered before it is out.
    Preorder,
    /// Can be ordered, ships later.
    Backorder,
}

/// A picture: where it lies, and a first paint of at most 40 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Address of the picture.
    pub url: WebUrl,
    /// ThumbHash bytes, if the publisher made one.
    pub thumbhash: Option<Vec<u8>>,
}

/// A value of one option, for example colour: indigo. `name` is one of the known option names or the merchant's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OptionValue {
    /// `color`, `size`, `material`, `pattern`, or a name of the merchant's.
    pub name: String,
    /// The value in the catalog's language.
    pub value: String,
}

impl Offer {
    /// What the item costs at `now`: the sale price while it holds and is lower, else the regular one.
    pub fn price_at(&self, now: Timestamp) -> Money {
        match &self.sale {
            Some(sale) if sale.holds_at(now) && sale.price.currency == self.price.currency => {
                if sale.price.minor < self.price.minor { sale.price } else { self.price }
            }
            _ => self.price,
        }
    }

    /// Whether a sale lowers the price at `now`.
    pub fn on_sale(&self, now: Timestamp) -> bool {
        self.price_at(now) != self.price
    }

    /// Whether it can be put into a cart.
    pub fn can_buy(&self) -> bool {
        self.availability != Availability::OutOfStock && self.stock != Some(0)
    }
}

impl Sale {
    /// Whether the sale holds at `now`.
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= now) && self.until.is_none_or(|until| now < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    #[test]
    fn a_sale_holds_between_its_bounds_and_only_lowers() {
        let sale = |minor, from, until| {
            Some(Sale {
                price: Money::new(minor, Currency::EUR),
                from: Some(Timestamp(from)),
                until: Some(Timestamp(until)),
            })
        };
        let mut offer = Offer {
            price: Money::new(1000, Currency::EUR),
            sale: sale(800, 10, 20),
            availability: Availability::InStock,
            stock: None,
        };
        let at = |offer: &Offer, t| offer.price_at(Timestamp(t)).minor;
        assert_eq!((at(&offer, 9), at(&offer, 10), at(&offer, 19), at(&offer, 20)), (1000, 800, 800, 1000));
        offer.sale = sale(1200, 10, 20);
        assert_eq!(at(&offer, 15), 1000);
    }
}
