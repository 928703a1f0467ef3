//! What a person has spent this year at a place that limits it: by orders of this phone, and elsewhere as they say.

use tradewind_domain::{Currency, Market, Money, Order};
use tradewind_person::Spent;
use tradewind_trade::{Day, Rules, year_quota};

/// What is known of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SpentState {
    /// What orders count, of every merchant: the limit is the person's.
    pub(crate) orders: Vec<Spent>,
    /// What the person said of orders elsewhere, last.
    pub(crate) elsewhere: Option<Elsewhere>,
    /// Orders that were paid days later, and count once their items are read again (`kernel/quota.rs`).
    pub(crate) to_count: Vec<Order>,
}

/// What a person said of one place and one year. In another year it is over.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Elsewhere {
    place: String,
    year: i32,
    amount: Money,
}

/// What one person may spend at a place in a calendar year.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quota {
    /// The place, by its name in the rules.
    pub(crate) place: String,
    /// By the place's clock.
    pub(crate) year: i32,
    /// In the place's currency.
    pub(crate) most: Money,
}

impl Quota {
    /// That of a day; none where the place has none.
    pub(crate) fn of(rules: &Rules, to: Market, on: Day) -> Option<Self> {
        let most = year_quota(rules, to, on)?;
        let (year, ..) = on.civil();
        Some(Self { place: rules.place(to)?.id.clone(), year, most })
    }
}

impl Elsewhere {
    pub(crate) fn of(quota: &Quota, amount: Money) -> Self {
        Self { place: quota.place.clone(), year: quota.year, amount }
    }

    /// As it is kept: place, year, currency, minor units.
    pub(crate) fn write(&self) -> String {
        let Self { place, year, amount } = self;
        format!("{place} {year} {} {}", amount.currency, amount.minor)
    }

    /// What [`Elsewhere::write`] wrote; none of anything else.
    pub(crate) fn read(kept: &str) -> Option<Self> {
        let mut parts = kept.split(' ');
        let (place, year) = (parts.next()?.to_owned(), parts.next()?.parse().ok()?);
        let currency = Currency::parse(parts.next()?).ok()?;
        let minor = parts.next()?.parse().ok().filter(|minor: &i64| *minor >= 0)?;
        Some(Self { place, year, amount: Money::new(minor, currency) })
    }
}

impl SpentState {
    /// What orders of this phone come to in the year.
    pub(crate) fn by_orders(&self, quota: &Quota) -> Money {
        let of_it = |one: &&Spent| {
            one.place == quota.place && one.year == quota.year && one.amount.currency == quota.most.currency
        };
        let sum = |sum: i64, one: &Spent| sum.saturating_add(one.amount.minor);
        Money::new(self.orders.iter().filter(of_it).fold(0, sum), quota.most.currency)
    }

    /// What the person said of this year; none where they said nothing of it.
    pub(crate) fn elsewhere(&self, quota: &Quota) -> Option<Money> {
        let said = self.elsewhere.as_ref()?;
        let of_it = said.place == quota.place && said.year == quota.year;
        Some(said.amount).filter(|amount| of_it && amount.currency == quota.most.currency)
    }

    /// Both together; none where nothing is known, or nothing is limited. While nobody has bought or said anything, the estimate asks.
    pub(crate) fn this_year(&self, rules: &Rules, to: Market, on: Day) -> Option<Money> {
        let quota = Quota::of(rules, to, on)?;
        let (orders, said) = (self.by_orders(&quota), self.elsewhere(&quota));
        if orders.minor == 0 && said.is_none() {
            return None;
        }
        let said = said.map_or(0, |amount| amount.minor);
        Some(Money::new(orders.minor.saturating_add(said), quota.most.currency))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::trade::built_in;

    fn cny(minor: i64) -> Money {
        Money::new(minor, Currency::parse("CNY").expect("a currency"))
    }

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn what_was_said_is_of_its_place_and_its_year() {
        let china = Market::parse("CN").expect("a country");
        let quota = Quota::of(built_in(), china, day("2026-11-29")).expect("a limit");
        assert_eq!((quota.place.as_str(), quota.year, quota.most), ("CN", 2026, cny(2_600_000)));
        let said = Elsewhere::of(&quota, cny(120_050));
        assert_eq!(said.write(), "CN 2026 CNY 120050");
        let state = SpentState { elsewhere: Elsewhere::read(&said.write()), ..SpentState::default() };
        assert_eq!(state.elsewhere, Some(said));
        let on = |to, text| state.this_year(built_in(), to, day(text));
        assert_eq!(on(china, "2026-12-31"), Some(cny(120_050)));
        assert_eq!(on(china, "2027-01-01"), None, "a new year begins at nothing");
        assert_eq!(on(Market::parse("DE").expect("a country"), "2026-12-31"), None, "no limit there");
        for bad in ["", "CN", "CN 2026 CNY", "CN 2026 CNY -5", "CN x CNY 5", "CN 2026 yuan 5"] {
            assert_eq!(Elsewhere::read(bad), None, "{bad}");
        }
    }
}
