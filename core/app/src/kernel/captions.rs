//! What stands in small print under a price: the price by the unit, the energy label, that it is not new, that it is one person's.

use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Condition, EnergyLabel, Item, Measure, Money, Unit, UnitPricing};
use tradewind_l10n::plain;

/// The small print of an item as lists and the cart show it; what the merchant does not say is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Captions {
    pub(crate) unit_price: String,
    pub(crate) energy: String,
    pub(crate) condition: String,
    pub(crate) personalised: String,
}

impl Captions {
    pub(crate) fn of(item: &Item, context: &ViewContext<'_>) -> Self {
        Self::at(item, item.offer.price_at(context.now), context)
    }

    /// As [`Captions::of`], where the item is shown at this price.
    pub(crate) fn at(item: &Item, price: Money, context: &ViewContext<'_>) -> Self {
        let words = context.words;
        let label = item.facts.energy.as_ref().map(energy);
        Self {
            unit_price: unit_price(item, price, context).unwrap_or_default(),
            energy: label.map(|label| words.energy_short(&label)).unwrap_or_default(),
            condition: condition(item, context).unwrap_or_default(),
            personalised: if item.facts.personalised { words.personalised_short() } else { String::new() },
        }
    }

    /// A sentence for a screen reader, with the small print after it.
    pub(crate) fn spoken(&self, sentence: &str) -> String {
        let parts = [
            sentence,
            self.unit_price.as_str(),
            self.energy.as_str(),
            self.condition.as_str(),
            self.personalised.as_str(),
        ];
        let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).map(plain).collect();
        said.join(" · ")
    }
}

/// What it costs by the unit at this price, as the merchant's unit is. What the merchant states itself is of the price in the catalog.
fn unit_price(item: &Item, price: Money, context: &ViewContext<'_>) -> Option<String> {
    let stated = |of: &UnitPricing| of.stated.filter(|_| price == item.offer.price_at(context.now));
    let pricing = item.facts.unit_pricing.map(|of| UnitPricing { stated: stated(&of), ..of })?;
    // Words count whole pieces, and nobody compares prices of a part of one.
    if pricing.base.unit() == Unit::Ct && !pricing.base.milli().is_multiple_of(1_000) {
        return None;
    }
    let price = pricing.price_of_base(price)?;
    Some(context.words.unit_price(price, &measure(pricing.base, context)))
}

/// Its condition, where it is not new: what is new is so without saying.
pub(crate) fn condition(item: &Item, context: &ViewContext<'_>) -> Option<String> {
    match item.facts.condition? {
        Condition::New => None,
        Condition::Refurbished => Some(context.words.condition_refurbished()),
        Condition::Used => Some(context.words.condition_used()),
    }
}

/// The class with its scale, as labels have it.
pub(crate) fn energy(label: &EnergyLabel) -> String {
    match label.scale {
        Some(scale) => format!("{} ({}–{})", label.class.as_str(), scale.best.as_str(), scale.worst.as_str()),
        None => label.class.as_str().to_owned(),
    }
}

/// An amount with its unit, as packages have it: `100 ml`.
fn measure(measure: Measure, context: &ViewContext<'_>) -> String {
    let words = context.words;
    let amount = words.steps(u32::try_from(measure.milli()).unwrap_or(u32::MAX), 3);
    match measure.unit() {
        Unit::Mg => words.unit_mg(&amount),
        Unit::G => words.unit_g(&amount),
        Unit::Kg => words.unit_kg(&amount),
        Unit::Ml => words.unit_ml(&amount),
        Unit::Cl => words.unit_cl(&amount),
        Unit::L => words.unit_l(&amount),
        Unit::Cbm => words.unit_cbm(&amount),
        Unit::Cm => words.unit_cm(&amount),
        Unit::M => words.unit_m(&amount),
        Unit::Sqm => words.unit_sqm(&amount),
        Unit::Oz => words.unit_oz(&amount),
        Unit::Lb => words.unit_lb(&amount),
        Unit::Floz => words.unit_floz(&amount),
        Unit::Pt => words.unit_pt(&amount),
        Unit::Qt => words.unit_qt(&amount),
        Unit::Gal => words.unit_gal(&amount),
        Unit::In => words.unit_in(&amount),
        Unit::Ft => words.unit_ft(&amount),
        Unit::Yd => words.unit_yd(&amount),
        Unit::Sqft => words.unit_sqft(&amount),
        Unit::Ct => words.unit_ct(measure.milli() / 1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::cards::card;
    use crate::kernel::screen_parts::ProductCard;
    use crate::kernel::testing::{AT, item, market};
    use tradewind_domain::{Currency, EnergyClass, EnergyScale, Language};
    use tradewind_l10n::Localizer;

    fn seen(change: impl FnOnce(&mut Item)) -> ProductCard {
        let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
        let context = ViewContext { words: &words, now: AT.now, market: market(), seconds: 0.0 };
        let mut shown = item("red", Currency::EUR);
        change(&mut shown);
        card(&shown, &[], &context)
    }

    #[test]
    fn a_card_says_what_the_merchant_says_of_its_price_and_state_and_a_screen_reader_too() {
        let card = seen(|item| {
            item.offer.price = Money::new(21_600, Currency::EUR);
            item.facts.unit_pricing = Some(UnitPricing {
                measure: Measure::parse("2.16sqm").expect("a measure"),
                base: Measure::parse("1sqm").expect("a measure"),
                stated: None,
            });
            item.facts.energy = Some(EnergyLabel {
                class: EnergyClass::F,
                scale: EnergyScale::between(EnergyClass::A, EnergyClass::G),
            });
            item.facts.condition = Some(Condition::Used);
            item.facts.personalised = true;
        });
        assert!(plain(&card.unit_price).starts_with("€100.00 per 1"), "{}", card.unit_price);
        assert_eq!(plain(&card.energy), "Energy F (A–G)");
        assert_eq!(
            (card.condition.as_str(), card.personalised.as_str()),
            ("Used", "Price personalized for you")
        );
        for part in [&card.unit_price, &card.energy, &card.condition, &card.personalised] {
            assert!(card.accessibility.contains(&plain(part)), "{part}: {}", card.accessibility);
        }
    }

    #[test]
    fn what_is_new_and_what_nothing_is_said_of_has_no_small_print() {
        let card = seen(|item| item.facts.condition = Some(Condition::New));
        let none = [card.unit_price, card.energy, card.condition, card.personalised];
        assert_eq!(none, [""; 4].map(str::to_owned));
        assert!(!card.accessibility.contains(" · "), "{}", card.accessibility);
    }
}
