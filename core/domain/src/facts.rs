//! What else a merchant says of an item: its condition, its energy label, what it costs by the unit, where it ships from and
//! for how much, and what it cost before.

use crate::measure::UnitPricing;
use crate::{Gtin, Market, Money};
use serde::{Deserialize, Serialize};

/// The longest `mpn`, in characters (Merchant Center 6324482).
pub const MAX_MPN: usize = 70;

/// What else is known of an item. Each of them may be absent: then the merchant did not say it. The catalog's stored rows
/// hold these fields in this order; new ones come at the end, with a row of before that still reads
/// (`core/catalog/src/body.rs`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Whether it is new (Merchant Center `condition`).
    pub condition: Option<Condition>,
    /// Its energy label.
    pub energy: Option<EnergyLabel>,
    /// How much it holds, and what a price by the unit is of.
    pub unit_pricing: Option<UnitPricing>,
    /// The country that it ships from (`ships_from_country`, ISO 3166-1 alpha-2).
    pub ships_from: Option<Market>,
    /// The lowest price of the 30 days before its reduction, or before now where it is not reduced
    /// (`tw:lowest_price_30_days`; Directive 98/6/EC, article 6a), in the offer's currency.
    pub lowest_30: Option<Money>,
    /// The number on its bar code.
    pub gtin: Option<Gtin>,
    /// Its maker's own number for it, at most [`MAX_MPN`] characters.
    pub mpn: Option<String>,
    /// The cheapest delivery to anywhere in the market (`shipping`), in the offer's currency; zero where it is free.
    pub shipping: Option<Money>,
    /// Who sells it, where that is somebody else than the merchant (UCP `variant.seller.name`). Packs do not carry it: a
    /// pack's seller stands in its manifest.
    pub seller: Option<String>,
    /// Whether the merchant says that this price is made for this person by an automated decision (Directive 2011/83/EU, article
    /// 6(1)(ea)). Packs do not carry it: what is in them is the same for everybody.
    pub personalised: bool,
}

/// Whether an item is new (Merchant Center `condition`, 6324469).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// New, in its unopened package.
    New,
    /// Restored to working order by a professional.
    Refurbished,
    /// Used before.
    Used,
}

/// A class of energy efficiency, the best first (Regulation (EU) 2017/1369; A+ to A+++ stand on labels of before it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EnergyClass {
    /// A+++.
    #[serde(rename = "A+++")]
    APlusPlusPlus,
    /// A++.
    #[serde(rename = "A++")]
    APlusPlus,
    /// A+.
    #[serde(rename = "A+")]
    APlus,
    /// A.
    A,
    /// B.
    B,
    /// C.
    C,
    /// D.
    D,
    /// E.
    E,
    /// F.
    F,
    /// G.
    G,
}

/// An energy label: the class, and the scale that it is read on. A class without its scale says little: F is the last but
/// one of A to G.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EnergyLabel {
    /// The item's class (Merchant Center `energy_efficiency_class`).
    pub class: EnergyClass,
    /// Ends of the scale, where both were said.
    pub scale: Option<EnergyScale>,
}

/// A scale of energy classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EnergyScale {
    /// The most efficient class (`max_energy_efficiency_class`).
    pub best: EnergyClass,
    /// The least efficient class (`min_energy_efficiency_class`).
    pub worst: EnergyClass,
}

impl Facts {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Condition {
    /// The condition of one of Merchant Center's values, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "new" => Some(Self::New),
            "refurbished" => Some(Self::Refurbished),
            "used" => Some(Self::Used),
            _ => None,
        }
    }
}

impl EnergyClass {
    /// All classes, the best first. Packs name each by its place here: the list is closed.
    pub const ALL: [Self; 10] = [
        Self::APlusPlusPlus,
        Self::APlusPlus,
        Self::APlus,
        Self::A,
        Self::B,
        Self::C,
        Self::D,
        Self::E,
        Self::F,
        Self::G,
    ];

    /// The class that a label shows as this text, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        Self::ALL.into_iter().find(|class| class.as_str() == text)
    }

    /// As a label shows it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::APlusPlusPlus => "A+++",
            Self::APlusPlus => "A++",
            Self::APlus => "A+",
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
            Self::F => "F",
            Self::G => "G",
        }
    }
}

impl EnergyScale {
    /// The scale between two different ends, in either order: Merchant Center's own examples have both.
    pub fn between(one: EnergyClass, other: EnergyClass) -> Option<Self> {
        (one != other).then(|| Self { best: one.min(other), worst: one.max(other) })
    }

    /// Whether a class is on the scale.
    pub fn has(self, class: EnergyClass) -> bool {
        (self.best..=self.worst).contains(&class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_merchant_center_writes_them() {
        assert_eq!(Condition::parse(" Refurbished "), Some(Condition::Refurbished));
        assert_eq!(Condition::parse("as good as new"), None);
        for class in EnergyClass::ALL {
            assert_eq!(EnergyClass::parse(class.as_str()), Some(class));
        }
        assert_eq!(EnergyClass::parse("a++"), Some(EnergyClass::APlusPlus));
        assert_eq!(EnergyClass::parse("H"), None);
    }

    #[test]
    fn a_scale_has_two_ends_in_either_order() {
        let (best, worst) = (EnergyClass::A, EnergyClass::G);
        let scale = EnergyScale { best, worst };
        assert_eq!(EnergyScale::between(best, worst), Some(scale));
        assert_eq!(EnergyScale::between(worst, best), Some(scale));
        assert_eq!(EnergyScale::between(best, best), None);
        assert!(scale.has(EnergyClass::F) && !scale.has(EnergyClass::APlus));
    }

    #[test]
    fn what_was_stored_before_has_no_facts() {
        assert_eq!(serde_json::from_str::<Facts>("{}").ok(), Some(Facts::default()));
        assert!(Facts::default().is_empty());
    }
}
