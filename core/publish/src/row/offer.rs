//! What a row says an item costs, and whether it can be had.

use super::Check;
use crate::dates::interval;
use crate::price::{PriceFault, price};
use crate::words;
use tradewind_domain::item::Sale;
use tradewind_domain::{Availability, Money, Offer};

impl Check<'_> {
    /// Price, sale, availability and stock of the row.
    pub fn offer(&mut self) -> Option<Offer> {
        let price = self.price();
        let availability = self.availability();
        let stock = self.stock();
        let price = price?;
        Some(Offer { price, sale: self.sale(price), availability: availability?, stock })
    }

    /// The offer of a row of a price feed, which leaves what it does not say to the `base` feed's. A feed without any price
    /// (`has_prices`) lowers the base feed's own, in its currency.
    pub fn offer_over(&mut self, base: &Offer, has_prices: bool) -> Option<Offer> {
        let lowered =
            self.row.first("sale_price").and_then(|field| price(&field.value, self.place.known).ok());
        let own = lowered.is_some_and(|sale| sale.currency == base.price.currency);
        let price = if !has_prices && own { Some(base.price) } else { self.price() };
        let availability = if self.row.first("availability").is_some() {
            self.availability()
        } else {
            Some(base.availability)
        };
        let stock = self.stock().or(base.stock);
        let price = price?;
        Some(Offer { price, sale: self.sale(price), availability: availability?, stock })
    }

    fn price(&mut self) -> Option<Money> {
        let row = self.row;
        let Some(field) = row.first("price") else {
            self.found("price_missing", None);
            return None;
        };
        match price(&field.value, self.place.known) {
            Ok(money) if self.place.expected.is_none_or(|currency| currency == money.currency) => Some(money),
            Ok(_) => {
                self.found("price_other_currency", Some(field));
                None
            }
            Err(PriceFault::Zero(_)) => {
                self.found("price_zero", Some(field));
                None
            }
            Err(fault) => {
                self.found_because("price_bad", field, fault.sentence());
                None
            }
        }
    }

    fn stock(&mut self) -> Option<u32> {
        let row = self.row;
        let field =
            row.first("sell_on_google_quantity").or_else(|| row.first("quantity_to_sell_on_facebook"))?;
        let read = field.value.parse::<u32>().ok();
        if read.is_none() {
            self.found("quantity_bad", Some(field));
        }
        read
    }

    fn availability(&mut self) -> Option<Availability> {
        let row = self.row;
        let Some(field) = row.first("availability") else {
            self.found("availability_missing", None);
            return None;
        };
        let value = words::line(&field.value).unwrap_or_default();
        match value.to_ascii_lowercase().replace(' ', "_").as_str() {
            "in_stock" => Some(Availability::InStock),
            "out_of_stock" => Some(Availability::OutOfStock),
            "preorder" => Some(Availability::Preorder),
            "backorder" => Some(Availability::Backorder),
            _ => {
                self.found("availability_bad", Some(field));
                None
            }
        }
    }

    fn sale(&mut self, regular: Money) -> Option<Sale> {
        let row = self.row;
        let field = row.first("sale_price")?;
        let price = match price(&field.value, self.place.known) {
            Ok(price) if price.currency == regular.currency => price,
            Ok(_) => {
                self.found("sale_price_bad", Some(field));
                return None;
            }
            Err(PriceFault::Zero(_)) => {
                self.found("sale_price_zero", Some(field));
                return None;
            }
            Err(fault) => {
                self.found_because("sale_price_bad", field, fault.sentence());
                return None;
            }
        };
        if price.minor >= regular.minor {
            self.found("sale_price_not_lower", Some(field));
            return None;
        }
        let Some(dates) = row.first("sale_price_effective_date") else {
            return Some(Sale { price, from: None, until: None });
        };
        match interval(&words::value(&dates.value), &self.place.zone) {
            Some((from, until)) => Some(Sale { price, from, until }),
            None => {
                self.found("sale_date_bad", Some(dates));
                None
            }
        }
    }
}
