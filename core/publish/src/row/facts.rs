//! What else a row says of an item: condition, energy label, measures for its unit price, where it ships from and for how much.

use super::Check;
use super::market_facts::MarketFacts;
use super::shipping::{self, Rate};
use crate::price::{PriceFault, price};
use crate::words;
use tradewind_domain::facts::MAX_MPN;
use tradewind_domain::{
    Condition, Currency, EnergyClass, EnergyLabel, EnergyScale, Facts, Gtin, Market, Measure, Money,
    UnitPricing,
};

impl Check<'_> {
    /// What the row says of the item, whatever the market.
    pub(super) fn facts(&mut self) -> Facts {
        Facts {
            condition: self.optional("condition", "condition_bad", Condition::parse),
            energy: self.energy(),
            unit_pricing: self.unit_pricing(),
            ships_from: self.optional("ships_from_country", "ships_from_bad", |code| {
                Market::parse(&code.to_ascii_uppercase()).ok()
            }),
            gtin: self.optional("gtin", "gtin_bad", |digits| Gtin::parse(digits).ok()),
            mpn: self.optional("mpn", "mpn_too_long", |text| {
                words::line(text).filter(|mpn| mpn.chars().count() <= MAX_MPN)
            }),
            ..Facts::default()
        }
    }

    /// What the row says of prices beside the offer's, which is in `currency`.
    pub fn market_facts(&mut self, currency: Currency) -> MarketFacts {
        MarketFacts { lowest_30: self.lowest_30(currency), rates: self.rates() }
    }

    fn lowest_30(&mut self, currency: Currency) -> Option<Money> {
        let row = self.row;
        let field = row.first("tw:lowest_price_30_days")?;
        match price(&field.value, self.place.known) {
            Ok(money) if money.currency == currency => Some(money),
            Ok(_) | Err(PriceFault::Zero(_)) => {
                self.found("lowest_price_bad", Some(field));
                None
            }
            Err(fault) => {
                self.found_because("lowest_price_bad", field, fault.sentence());
                None
            }
        }
    }

    fn rates(&mut self) -> Vec<Rate> {
        let row = self.row;
        let mut rates = Vec::new();
        for (order, field) in shipping::fields(row) {
            match shipping::read(&field.value, order, self.place) {
                Some(read) => rates.extend(read),
                None => self.found("shipping_bad", Some(field)),
            }
        }
        rates
    }

    fn energy(&mut self) -> Option<EnergyLabel> {
        let row = self.row;
        let class = self.optional("energy_efficiency_class", "energy_class_bad", EnergyClass::parse)?;
        let ends = ["min_energy_efficiency_class", "max_energy_efficiency_class"].map(|name| row.first(name));
        let scale =
            match ends.map(|end| end.and_then(|field| EnergyClass::parse(&words::value(&field.value)))) {
                [Some(one), Some(other)] => EnergyScale::between(one, other).filter(|scale| scale.has(class)),
                _ => None,
            };
        if scale.is_none() && ends.iter().any(Option::is_some) {
            self.found("energy_scale_bad", ends.into_iter().flatten().next());
        }
        Some(EnergyLabel { class, scale })
    }

    fn unit_pricing(&mut self) -> Option<UnitPricing> {
        let row = self.row;
        let measure = self.optional("unit_pricing_measure", "unit_pricing_measure_bad", Measure::parse)?;
        let base = row.first("unit_pricing_base_measure");
        let pricing = base
            .and_then(|field| Measure::parse(&words::value(&field.value).replace('\u{a0}', " ")))
            .map(|base| UnitPricing { measure, base, stated: None })
            .filter(UnitPricing::units_match);
        if pricing.is_none() {
            self.found("unit_pricing_base_bad", base.or_else(|| row.first("unit_pricing_measure")));
        }
        pricing
    }
}
