//! Items in the order of what each comes to at the door, by the rules of this build: for a list, without a card.

use crate::kernel::goods::{RATES, delivery_of, of_item};
use crate::kernel::trade::built_in;
use tradewind_domain::{Item, Market, Money, Timestamp};
use tradewind_trade::{Amount, Day, Request, quote};

/// The most items that are put in this order: a quote each.
pub(crate) const MOST_SORTED: u32 = 200;

/// Where one of each would go, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DoorSort {
    pub(crate) to: Market,
    pub(crate) tax_included: bool,
    pub(crate) now: Timestamp,
}

/// What an item comes to, as far as it is known.
struct Sum {
    amount: Amount,
    /// Delivery and every line are in it.
    whole: bool,
}

impl DoorSort {
    /// What one of an item comes to with the delivery that the feed names; none where it cannot be computed, or where something is
    /// left out: a part must not look like the whole.
    pub(crate) fn total(&self, item: &Item) -> Option<Amount> {
        self.sum(item).filter(|sum| sum.whole).map(|sum| sum.amount)
    }

    fn sum(&self, item: &Item) -> Option<Sum> {
        let price = item.offer.price_at(self.now);
        let rules = built_in();
        let place = rules.place(self.to);
        let on = Day::at(self.now, place.map_or(0, |place| place.utc_offset)).ok()?;
        let delivery = delivery_of(item, price);
        let request = Request {
            ship_from: item.facts.ships_from,
            tax_included: self.tax_included,
            rates: place
                .and_then(|place| RATES.between(price.currency, place.currency))
                .into_iter()
                .collect(),
            ..Request::new(
                self.to,
                on,
                vec![of_item(item, price, 1)],
                delivery.unwrap_or(Money::zero(price.currency)),
            )
        };
        let quote = quote(rules, &request).ok()?;
        let known = quote.lines.iter().all(|line| line.amount != Amount::NotIncluded);
        Some(Sum { amount: quote.total.amount, whole: known && delivery.is_some() })
    }

    /// The cheapest first, by what is likely. Behind whole sums stand those that leave something out, then what has no sum, or none in
    /// the first one's currency. Equals keep their order.
    pub(crate) fn sort<T>(&self, rows: &mut [T], item: impl Fn(&T) -> &Item) {
        let currency = rows.first().map(|row| item(row).offer.price.currency);
        rows.sort_by_cached_key(|row| {
            let item = item(row);
            let known = Some(item.offer.price.currency) == currency;
            let sum = self.sum(item).filter(|_| known);
            let group = match &sum {
                Some(sum) if sum.whole => 0,
                Some(_) => 1,
                None => 2,
            };
            (group, sum.map(|sum| sum.amount.minor().1))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::testing::{AT, item};
    use tradewind_domain::Currency;

    fn country(code: &str) -> Market {
        Market::parse(code).expect("a country")
    }

    fn mug(name: &str, from: &str, minor: i64) -> Item {
        let mut mug = item(name, Currency::EUR);
        mug.offer.price = Money::new(minor, Currency::EUR);
        mug.origin = Some(from.to_owned());
        mug.hs_code = Some("691110".to_owned());
        mug.weight_grams = Some(400);
        mug.facts.ships_from = Some(country(from));
        mug.facts.shipping = Some(Money::new(490, Currency::EUR));
        mug
    }

    #[test]
    fn what_is_cheaper_in_the_shop_may_be_dearer_at_the_door() {
        let sort = DoorSort { to: country("DE"), tax_included: true, now: AT.now };
        // From Portugal nothing more is due; from Japan duty is, since 1 July 2026.
        let mut rows =
            vec![mug("japan", "JP", 2_000), mug("portugal", "PT", 2_150), mug("dear", "PT", 9_000)];
        sort.sort(&mut rows, |row| row);
        let order: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(order, ["portugal", "japan", "dear"]);
        assert_eq!(sort.total(&rows[0]), Some(Amount::Exact(Money::new(2_640, Currency::EUR))));
    }

    #[test]
    fn another_currency_stands_last_and_nothing_at_all_is_sorted_too() {
        let sort = DoorSort { to: country("DE"), tax_included: true, now: AT.now };
        let mut rows = vec![mug("a", "PT", 2_000), item("dollars", Currency::USD), mug("b", "PT", 1_000)];
        sort.sort(&mut rows, |row| row);
        assert_eq!(rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["b", "a", "dollars"]);
        sort.sort(&mut [] as &mut [Item], |row| row);
    }

    #[test]
    fn a_sum_that_leaves_something_out_is_none_and_stands_behind_whole_ones() {
        let sort = DoorSort { to: country("DE"), tax_included: true, now: AT.now };
        let (mut silent, mut other) = (mug("silent", "PT", 100), mug("other", "PT", 200));
        silent.facts.shipping = None;
        other.facts.shipping = Some(Money::new(490, Currency::USD));
        assert_eq!((sort.total(&silent), sort.total(&other)), (None, None), "nobody knows the delivery");
        let mut rows = vec![item("dollars", Currency::USD), other, mug("whole", "PT", 9_000), silent];
        rows.swap(0, 2);
        sort.sort(&mut rows, |row| row);
        let order: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(order, ["whole", "silent", "other", "dollars"]);
        // The bank says no rate of the dirham: what its customs ask for is not known.
        let far = DoorSort { to: country("AE"), ..sort };
        assert_eq!(far.total(&mug("dear", "JP", 23_900)), None);
    }
}
