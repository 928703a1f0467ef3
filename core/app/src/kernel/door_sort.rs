//! Items in the order of what each comes to at the door, by the rules of this build: for a list, without a card.

use crate::kernel::door_request::request;
use crate::kernel::goods::Parcel;
use crate::kernel::trade::built_in;
use tradewind_domain::{Item, Market, Money, Timestamp};
use tradewind_trade::{Amount, Request, quote};

/// The most items that are put in this order: a quote each.
pub(crate) const MOST_SORTED: u32 = 200;

/// Where one of each would go, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DoorSort {
    pub(crate) to: Market,
    pub(crate) tax_included: bool,
    pub(crate) now: Timestamp,
    /// What the person spent this year where it goes; none where nothing is known, or nothing is limited.
    pub(crate) year_spent: Option<Money>,
}

/// What an item comes to, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DoorSum {
    amount: Amount,
    /// Delivery and every line are in it.
    whole: bool,
}

impl DoorSum {
    /// What may be shown: none where something is left out, because a part must not look like the whole.
    pub(crate) fn whole(self) -> Option<Amount> {
        self.whole.then_some(self.amount)
    }
}

impl DoorSort {
    /// What one of an item comes to with the delivery that the feed names; none where it cannot be computed.
    pub(crate) fn sum(&self, item: &Item) -> Option<DoorSum> {
        let (rules, parcel) = (built_in(), Parcel::of_one(item, item.offer.price_at(self.now)));
        let request = request(rules, &parcel, self.to, self.tax_included, self.now)?;
        let request = Request { year_spent: self.year_spent, ..request };
        let quote = quote(rules, &request).ok()?;
        let known = quote.lines.iter().all(|line| line.amount != Amount::NotIncluded);
        Some(DoorSum { amount: quote.total.amount, whole: known && parcel.delivery.is_some() })
    }

    /// The cheapest first, by what is likely, each with its sum. Behind whole sums stand those that leave something out, then what has no
    /// sum, or none in the first one's currency. Equals keep their order.
    pub(crate) fn sort<T>(&self, rows: Vec<T>, item: impl Fn(&T) -> &Item) -> Vec<(T, Option<DoorSum>)> {
        let currency = rows.first().map(|row| item(row).offer.price.currency);
        let summed = |row: T| {
            let sum = self.sum(item(&row));
            (row, sum)
        };
        let mut rows: Vec<(T, Option<DoorSum>)> = rows.into_iter().map(summed).collect();
        rows.sort_by_key(|(row, sum)| {
            let known = Some(item(row).offer.price.currency) == currency;
            let sum = sum.filter(|_| known);
            let group = match sum {
                Some(sum) if sum.whole => 0,
                Some(_) => 1,
                None => 2,
            };
            (group, sum.map(|sum| sum.amount.minor().1))
        });
        rows
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

    fn germany() -> DoorSort {
        DoorSort { to: country("DE"), tax_included: true, now: AT.now, year_spent: None }
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

    /// Their names in the order of the door.
    fn order(sort: DoorSort, rows: Vec<Item>) -> Vec<String> {
        let sorted = sort.sort(rows, |row| row);
        sorted.into_iter().map(|(row, _)| row.id.as_str().to_owned()).collect()
    }

    fn whole(sort: DoorSort, item: &Item) -> Option<Amount> {
        sort.sum(item).and_then(DoorSum::whole)
    }

    #[test]
    fn what_is_cheaper_in_the_shop_may_be_dearer_at_the_door() {
        let sort = germany();
        // From Portugal nothing more is due; from Japan duty is, since 1 July 2026.
        let rows = vec![mug("japan", "JP", 2_000), mug("portugal", "PT", 2_150), mug("dear", "PT", 9_000)];
        assert_eq!(whole(sort, &rows[1]), Some(Amount::Exact(Money::new(2_640, Currency::EUR))));
        // What they are put in order by comes along: nobody computes it again for the cards.
        let sums: Vec<_> = sort.sort(rows.clone(), |row| row).into_iter().map(|(_, sum)| sum).collect();
        assert_eq!(sums, [sort.sum(&rows[1]), sort.sum(&rows[0]), sort.sum(&rows[2])]);
        assert_eq!(order(sort, rows), ["portugal", "japan", "dear"]);
    }

    #[test]
    fn another_currency_stands_last_and_nothing_at_all_is_sorted_too() {
        let sort = germany();
        let rows = vec![mug("a", "PT", 2_000), item("dollars", Currency::USD), mug("b", "PT", 1_000)];
        assert_eq!(order(sort, rows), ["b", "a", "dollars"]);
        assert_eq!(order(sort, Vec::new()), [] as [&str; 0]);
    }

    #[test]
    fn a_sum_that_leaves_something_out_is_none_and_stands_behind_whole_ones() {
        let sort = germany();
        let (mut silent, mut other) = (mug("silent", "PT", 100), mug("other", "PT", 200));
        silent.facts.shipping = None;
        other.facts.shipping = Some(Money::new(490, Currency::USD));
        assert_eq!((whole(sort, &silent), whole(sort, &other)), (None, None), "nobody knows the delivery");
        let rows = vec![mug("whole", "PT", 9_000), other, item("dollars", Currency::USD), silent];
        assert_eq!(order(sort, rows), ["whole", "silent", "other", "dollars"]);
        // The bank says no rate of the dirham: what its customs ask for is not known.
        let far = DoorSort { to: country("AE"), ..sort };
        assert_eq!(whole(far, &mug("dear", "JP", 23_900)), None);
    }

    #[test]
    fn what_was_spent_this_year_counts_for_a_list_as_it_does_for_a_card() {
        let yuan = Currency::parse("CNY").expect("a currency");
        let cny = |minor| Money::new(minor, yuan);
        let mut lamp = mug("lamp", "JP", 0);
        (lamp.offer.price, lamp.facts.shipping) = (cny(100_000), Some(cny(0)));
        let sort = DoorSort { to: country("CN"), tax_included: false, now: AT.now, year_spent: Some(cny(0)) };
        // 70 % of 13 %; above the limit of the year all of it, and duty.
        assert_eq!(whole(sort, &lamp), Some(Amount::Exact(cny(109_100))));
        let above = DoorSort { year_spent: Some(cny(2_600_000)), ..sort };
        let least = whole(above, &lamp).map(|amount| amount.minor().0);
        assert!(least >= Some(113_000), "{least:?}");
    }
}
