//! How much of something an item is, and what it costs by the litre, the kilogram or the piece.

use crate::Money;
use serde::{Deserialize, Serialize};

/// The largest amount of a measure, in thousandths of its unit: a thousand million of them.
const MAX_MILLI: u64 = 1_000_000_000_000;

/// An amount with its unit, as in 750 ml. More than nothing, and exact to a thousandth of the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u64, Unit)", into = "(u64, Unit)")]
pub struct Measure {
    milli: u64,
    unit: Unit,
}

/// Units of measure: those of Merchant Center's `unit_pricing_measure` (6324455). Pints, quarts, gallons and fluid ounces are
/// those of the United States.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Ounce.
    Oz,
    /// Pound.
    Lb,
    /// Milligram.
    Mg,
    /// Gram.
    G,
    /// Kilogram.
    Kg,
    /// Fluid ounce.
    Floz,
    /// Pint.
    Pt,
    /// Quart.
    Qt,
    /// Gallon.
    Gal,
    /// Millilitre.
    Ml,
    /// Centilitre.
    Cl,
    /// Litre.
    L,
    /// Cubic metre.
    Cbm,
    /// Inch.
    In,
    /// Foot.
    Ft,
    /// Yard.
    Yd,
    /// Centimetre.
    Cm,
    /// Metre.
    M,
    /// Square foot.
    Sqft,
    /// Square metre.
    Sqm,
    /// One piece, sheet or item.
    Ct,
}

/// How much an item holds, and the amount that its unit price is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UnitPricing {
    /// How much the item holds (Merchant Center `unit_pricing_measure`).
    pub measure: Measure,
    /// What the unit price is of (`unit_pricing_base_measure`).
    pub base: Measure,
    /// The unit price in minor units of the item's currency, where the merchant states it itself (UCP `unit_price.amount`).
    pub stated: Option<i64>,
}

/// What a unit measures. Two units can be converted into each other where it is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Mass,
    Volume,
    Length,
    Area,
    Count,
}

impl Measure {
    /// An amount in thousandths of `unit`; none for nothing, or for more than a thousand million of the unit.
    pub fn new(milli: u64, unit: Unit) -> Option<Self> {
        (1..=MAX_MILLI).contains(&milli).then_some(Self { milli, unit })
    }

    /// Reads `750ml`, `0.75 l` or `2.16sqm`: digits, a point with at most three more, and a unit.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, unit) = text.split_at_checked(end)?;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(whole, 10) || !digits(fraction, 3) {
            return None;
        }
        let milli = format!("{whole}{fraction:0<3}").parse().ok()?;
        Self::new(milli, Unit::parse(unit)?)
    }

    /// The amount, in thousandths of the unit.
    pub fn milli(self) -> u64 {
        self.milli
    }

    /// What the amount is of.
    pub fn unit(self) -> Unit {
        self.unit
    }
}

impl Unit {
    /// All units. Packs name each by its place here: new ones come at the end.
    pub const ALL: [Self; 21] = [
        Self::Oz,
        Self::Lb,
        Self::Mg,
        Self::G,
        Self::Kg,
        Self::Floz,
        Self::Pt,
        Self::Qt,
        Self::Gal,
        Self::Ml,
        Self::Cl,
        Self::L,
        Self::Cbm,
        Self::In,
        Self::Ft,
        Self::Yd,
        Self::Cm,
        Self::M,
        Self::Sqft,
        Self::Sqm,
        Self::Ct,
    ];

    /// The unit of one of Merchant Center's names, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        match name.as_str() {
            "fl oz" => Some(Self::Floz),
            "sheet" | "item" => Some(Self::Ct),
            name => Self::ALL.into_iter().find(|unit| unit.name() == name),
        }
    }

    /// Merchant Center's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Oz => "oz",
            Self::Lb => "lb",
            Self::Mg => "mg",
            Self::G => "g",
            Self::Kg => "kg",
            Self::Floz => "floz",
            Self::Pt => "pt",
            Self::Qt => "qt",
            Self::Gal => "gal",
            Self::Ml => "ml",
            Self::Cl => "cl",
            Self::L => "l",
            Self::Cbm => "cbm",
            Self::In => "in",
            Self::Ft => "ft",
            Self::Yd => "yd",
            Self::Cm => "cm",
            Self::M => "m",
            Self::Sqft => "sqft",
            Self::Sqm => "sqm",
            Self::Ct => "ct",
        }
    }

    /// What the unit measures, and how large it is, exactly (NIST Handbook 44, appendix C): in nanograms, in ten-billionths of
    /// a millilitre, in tenths of a millimetre, in square tenths of a millimetre, in pieces.
    const fn size(self) -> (Kind, i128) {
        match self {
            Self::Oz => (Kind::Mass, 28_349_523_125),
            Self::Lb => (Kind::Mass, 453_592_370_000),
            Self::Mg => (Kind::Mass, 1_000_000),
            Self::G => (Kind::Mass, 1_000_000_000),
            Self::Kg => (Kind::Mass, 1_000_000_000_000),
            Self::Floz => (Kind::Volume, 295_735_295_625),
            Self::Pt => (Kind::Volume, 4_731_764_730_000),
            Self::Qt => (Kind::Volume, 9_463_529_460_000),
            Self::Gal => (Kind::Volume, 37_854_117_840_000),
            Self::Ml => (Kind::Volume, 10_000_000_000),
            Self::Cl => (Kind::Volume, 100_000_000_000),
            Self::L => (Kind::Volume, 10_000_000_000_000),
            Self::Cbm => (Kind::Volume, 10_000_000_000_000_000),
            Self::In => (Kind::Length, 254),
            Self::Ft => (Kind::Length, 3_048),
            Self::Yd => (Kind::Length, 9_144),
            Self::Cm => (Kind::Length, 100),
            Self::M => (Kind::Length, 10_000),
            Self::Sqft => (Kind::Area, 9_290_304),
            Self::Sqm => (Kind::Area, 100_000_000),
            Self::Ct => (Kind::Count, 1),
        }
    }
}

impl UnitPricing {
    /// What `base` costs where `measure` costs `price`: the merchant's own number where it states one, else
    /// [`unit_price`].
    pub fn price_of_base(&self, price: Money) -> Option<Money> {
        match self.stated {
            // UCP `unit_price.json`: what a business states is not computed again.
            Some(minor) => Some(Money { minor, ..price }),
            None => unit_price(price, self.measure, self.base),
        }
    }

    /// Whether the two amounts are of one kind, so that there is a unit price.
    pub fn units_match(&self) -> bool {
        self.measure.unit.size().0 == self.base.unit.size().0
    }
}

/// `price` times `base` by `measure`, rounded half up to minor units. None where the units measure different things, the price
/// is negative, or the result is out of range.
pub fn unit_price(price: Money, measure: Measure, base: Measure) -> Option<Money> {
    let ((kind, measure_size), (base_kind, base_size)) = (measure.unit.size(), base.unit.size());
    if kind != base_kind || price.minor < 0 {
        return None;
    }
    // Sizes are shortened first: 750 ml by the litre is a thousand to one, whatever both are made of.
    let common = gcd(measure_size, base_size);
    let above =
        i128::from(price.minor).checked_mul(i128::from(base.milli))?.checked_mul(base_size / common)?;
    let below = i128::from(measure.milli).checked_mul(measure_size / common)?;
    let rounded = above.checked_mul(2)?.checked_add(below)? / below.checked_mul(2)?;
    i64::try_from(rounded).ok().map(|minor| Money { minor, ..price })
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Why a stored amount is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a measure")]
pub struct NotAMeasure;

impl TryFrom<(u64, Unit)> for Measure {
    type Error = NotAMeasure;

    fn try_from((milli, unit): (u64, Unit)) -> Result<Self, NotAMeasure> {
        Self::new(milli, unit).ok_or(NotAMeasure)
    }
}

impl From<Measure> for (u64, Unit) {
    fn from(measure: Measure) -> Self {
        (measure.milli, measure.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    fn by(minor: i64, measure: &str, base: &str) -> Option<i64> {
        let read = |text| Measure::parse(text).expect("a measure");
        unit_price(Money::new(minor, Currency::EUR), read(measure), read(base)).map(|money| money.minor)
    }

    #[test]
    fn measures_are_read_exactly() {
        let read = |text| Measure::parse(text).map(|measure| (measure.milli(), measure.unit()));
        assert_eq!(read("750ml"), Some((750_000, Unit::Ml)));
        assert_eq!(read(" 0.75 L "), Some((750, Unit::L)));
        assert_eq!(read("12 fl oz"), Some((12_000, Unit::Floz)));
        assert_eq!(read("100 sheet"), Some((100_000, Unit::Ct)));
        for bad in
            ["", "ml", "750", "0ml", "0.0004l", "1,5 kg", "1.2345kg", "-1kg", ".5l", "5.l", "1e3g", "1 stone"]
        {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(read("10000000000kg"), None);
        for unit in Unit::ALL {
            assert_eq!(Unit::parse(unit.name()), Some(unit));
        }
    }

    #[test]
    fn the_unit_price_is_rounded_half_up_once() {
        // The example of Merchant Center 6324490: 3 USD for 150 floz is 2 USD for 100.
        assert_eq!(by(300, "150floz", "100floz"), Some(200));
        assert_eq!(by(599, "750ml", "1l"), Some(799));
        assert_eq!(by(100, "3ct", "1ct"), Some(33));
        assert_eq!(by(1, "2ct", "1ct"), Some(1));
        assert_eq!(by(5, "1000ct", "1ct"), Some(0));
        assert_eq!(by(453_592_370, "1kg", "1lb"), Some(205_746_038));
        assert_eq!(by(29_900, "2.16sqm", "1sqm"), Some(13_843));
        assert_eq!(by(0, "1g", "1kg"), Some(0));
    }

    #[test]
    fn what_cannot_be_compared_has_no_unit_price() {
        assert_eq!(by(100, "750ml", "1kg"), None);
        assert_eq!(by(100, "1ct", "1m"), None);
        assert_eq!(by(-1, "1l", "1l"), None);
        assert_eq!(by(i64::MAX, "1mg", "1000kg"), None);
        assert_eq!(by(i64::MAX, "0.001floz", "1000000000cbm"), None);
    }

    #[test]
    fn a_stated_unit_price_stands() {
        let read = |text| Measure::parse(text).expect("a measure");
        let mut pricing = UnitPricing { measure: read("750ml"), base: read("1l"), stated: None };
        let price = Money::new(599, Currency::EUR);
        assert_eq!(pricing.price_of_base(price), Some(Money::new(799, Currency::EUR)));
        pricing.stated = Some(798);
        assert_eq!(pricing.price_of_base(price), Some(Money::new(798, Currency::EUR)));
    }

    #[test]
    fn a_stored_measure_of_nothing_does_not_read() {
        assert!(serde_json::from_str::<Measure>("[0,\"ml\"]").is_err());
        assert_eq!(serde_json::from_str::<Measure>("[5,\"ml\"]").ok(), Measure::new(5, Unit::Ml));
    }
}
