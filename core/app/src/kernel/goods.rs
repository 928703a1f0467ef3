//! Goods and their way as rules of trade see them, who takes what of an order, and the exchange rates that estimates share.

use std::sync::LazyLock;
use tradewind_domain::{Item, Market, Money, TotalKind};
use tradewind_trade::{Edition, Hs, Line, RateTable};

/// Rates for thresholds that are in another currency than the order.
pub(crate) static RATES: LazyLock<RateTable> = LazyLock::new(|| {
    let text = include_str!("../../../../assets/trade/rates/ecb.tsv");
    RateTable::read(text).expect("proof: build.rs read it")
});

/// What is bought, and what is known of its way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parcel {
    /// Goods.
    pub(crate) lines: Vec<Line>,
    /// What delivery costs; none where nobody has said it yet.
    pub(crate) delivery: Option<Money>,
    /// Where it is sent from, where that is known.
    pub(crate) ships_from: Option<Market>,
    /// What the merchant asks for altogether, where it has said so: that is paid, whatever our own sum of goods, delivery and
    /// tax is.
    pub(crate) paid: Option<Money>,
    /// What of that is duty and tax, as the merchant's totals say.
    pub(crate) claims: Claims,
}

/// Which duty and tax the merchant's totals hold. Each stands for itself: who takes the duty need not take the tax.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Claims {
    /// Customs duty.
    pub(crate) duty: bool,
    /// Tax that is charged at the border.
    pub(crate) import_tax: bool,
    /// Tax of the sale; none where the totals name none.
    pub(crate) tax: Option<SaleTax>,
}

/// How a merchant charges the tax of the sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SaleTax {
    /// On top of the prices.
    Added,
    /// Within the prices.
    Within,
}

impl Parcel {
    /// One of an item at a price, with the delivery that the feed names.
    pub(crate) fn of_one(item: &Item, price: Money) -> Self {
        Self {
            lines: vec![of_item(item, price, 1)],
            delivery: delivery_of(item, price),
            ships_from: item.facts.ships_from,
            ..Self::default()
        }
    }
}

impl Claims {
    /// Whether charges of this kind are in the merchant's total: they are paid with it, and all others beside it.
    pub(crate) const fn holds(self, kind: &TotalKind) -> bool {
        match kind {
            TotalKind::Duty => self.duty,
            TotalKind::ImportTax => self.import_tax,
            _ => false,
        }
    }

    /// Whether duty and tax are in it (DDP): who takes the duty and the tax of the sale too leaves nothing to the border.
    pub(crate) const fn hold_all(self) -> bool {
        self.duty && (self.import_tax || self.tax.is_some())
    }
}

/// Pieces of an item of the catalog, as rules see them. A feed says no flags: `tradewind_trade` takes them from the code, and where that
/// is missing or cannot be read, they are open.
pub(crate) fn of_item(item: &Item, price: Money, quantity: u32) -> Line {
    Line {
        grams: item.weight_grams,
        hs: item.hs_code.as_deref().and_then(|code| Hs::parse(code).ok()).unwrap_or(Hs::ANY),
        edition: Edition::Hs2022,
        origin: item.origin.as_deref().and_then(|country| Market::parse(country).ok()),
        ..Line::new(price, quantity)
    }
}

/// A value as pieces of one price, and of one minor unit more where it does not divide.
pub(crate) fn pieces(value: Money, quantity: u32) -> impl Iterator<Item = (Money, u32)> {
    let count = i64::from(quantity.max(1));
    let (each, more) = (value.minor / count, u32::try_from(value.minor % count).unwrap_or(0));
    let price = move |minor| Money::new(minor, value.currency);
    let groups = [(price(each), quantity.saturating_sub(more)), (price(each.saturating_add(1)), more)];
    groups.into_iter().filter(|(_, quantity)| *quantity > 0)
}

/// What delivery of an item costs by the feed; none where that is silent or in another currency than the price, which nobody converts.
fn delivery_of(item: &Item, price: Money) -> Option<Money> {
    item.facts.shipping.filter(|cost| cost.currency == price.currency)
}

/// Where all of these ship from; none where that is not known, or they ship from several places.
pub(crate) fn one_place<'a>(mut items: impl Iterator<Item = &'a Item>) -> Option<Market> {
    let first = items.next()?.facts.ships_from?;
    items.all(|item| item.facts.ships_from == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::testing::item;
    use crate::kernel::trade::built_in;
    use tradewind_domain::{Currency, TotalKind};
    use tradewind_trade::{Amount, Day, Request, quote};

    fn country(code: &str) -> Market {
        Market::parse(code).expect("a country")
    }

    /// Kinds of taxes that are due, or may be, on a bottle or a lamp that is sent to Britain for 30 pounds.
    fn taxes(code: Option<&str>) -> (bool, bool) {
        let pounds = Currency::parse("GBP").expect("a currency");
        let mut sent = item("sent", pounds);
        sent.hs_code = code.map(str::to_owned);
        let line = of_item(&sent, Money::new(3_000, pounds), 1);
        let on = Day::parse("2026-06-01").expect("a day");
        let request = Request {
            ship_from: Some(country("CN")),
            registered: Some(false),
            ..Request::new(country("GB"), on, vec![line], Money::zero(pounds))
        };
        let quote = quote(built_in(), &request).expect("a quote");
        // A tax that is on an excise which nobody knows is not included, and due.
        let due = |amount: Amount| amount == Amount::NotIncluded || amount.minor().2 > 0;
        let may_be = |kind: TotalKind| quote.lines.iter().any(|line| line.kind == kind && due(line.amount));
        (may_be(TotalKind::Tax), may_be(TotalKind::ImportTax))
    }

    #[test]
    fn pieces_come_to_the_value_whatever_it_is() {
        for (value, quantity) in [(0, 1), (100, 1), (100, 3), (1_001, 7), (5, 9)] {
            let sum: i64 = pieces(Money::new(value, Currency::EUR), quantity)
                .map(|(price, count)| price.minor * i64::from(count))
                .sum();
            assert_eq!(sum, value, "{value} by {quantity}");
        }
    }

    #[test]
    fn a_bottle_is_known_by_its_code() {
        assert_eq!(taxes(Some("940521")), (true, false));
        assert_eq!(taxes(Some("220830")), (false, true));
    }
}
