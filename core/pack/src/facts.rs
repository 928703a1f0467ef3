//! The optional fifth stream: what else is known of items. A catalog in which nothing is has none, and phones of before it
//! leave it aside.

use crate::cursor::{Cursor, Raw};
use crate::error::PackError;
use crate::lengths::{GTIN_BYTES, MAX_MPN};
use serde::{Deserialize, Serialize};
use tradewind_domain::{
    Condition, Currency, EnergyClass, EnergyLabel, EnergyScale, Facts, Gtin, Market, Measure, Money, Text,
    Unit, UnitPricing,
};

/// An energy label: the class, then the best and the worst of its scale; each by its place in [`EnergyClass::ALL`].
pub type EnergyColumn = (u8, Option<(u8, u8)>);
/// Two measures, what the item holds and what its unit price is of: thousandths, and the unit by its place in
/// [`Unit::ALL`].
pub type UnitPricingColumn = ((u64, u8), (u64, u8));

/// How many columns there are.
pub(crate) const COLUMNS: usize = 8;

/// Conditions by their numbers, from 1; 0 is not said.
const CONDITIONS: [Condition; 3] = [Condition::New, Condition::Refurbished, Condition::Used];

const BAD: PackError = PackError::Tampered("facts");

/// What else is known, one entry an item. Prices are minor units of the manifest's currency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactsColumns {
    /// 0 not said, 1 new, 2 refurbished, 3 used.
    pub condition: Vec<u8>,
    /// Energy labels.
    pub energy: Vec<Option<EnergyColumn>>,
    /// What unit prices are made of.
    pub unit_pricing: Vec<Option<UnitPricingColumn>>,
    /// Countries that items ship from; empty for not said.
    pub ships_from: Vec<String>,
    /// The lowest prices of 30 days.
    pub lowest_30: Vec<Option<i64>>,
    /// Digits of bar codes; empty for none.
    pub gtin: Vec<String>,
    /// Makers' numbers, of at most [`MAX_MPN`] characters; empty for none.
    pub mpn: Vec<String>,
    /// The cheapest delivery in the market.
    pub shipping: Vec<Option<i64>>,
}

impl FactsColumns {
    /// Whether anything is known of any item.
    pub fn say_anything(&self) -> bool {
        self.condition.iter().any(|condition| *condition != 0)
            || self.energy.iter().any(Option::is_some)
            || self.unit_pricing.iter().any(Option::is_some)
            || self.lowest_30.iter().chain(&self.shipping).any(Option::is_some)
            || [&self.ships_from, &self.gtin, &self.mpn].into_iter().flatten().any(|text| !text.is_empty())
    }

    /// The number of entries of each column.
    pub(crate) fn lengths(&self) -> [usize; COLUMNS] {
        [
            self.condition.len(),
            self.energy.len(),
            self.unit_pricing.len(),
            self.ships_from.len(),
            self.lowest_30.len(),
            self.gtin.len(),
            self.mpn.len(),
            self.shipping.len(),
        ]
    }

    /// Appends an item's facts. Amounts are those of the offer's currency; one in another is not carried.
    pub(crate) fn push(&mut self, facts: &Facts, currency: Currency) {
        let minor = |money: Option<Money>| money.filter(|m| m.currency == currency).map(|m| m.minor);
        let number_of = |class: EnergyClass| place(&EnergyClass::ALL, class);
        let amount = |measure: Measure| (measure.milli(), place(&Unit::ALL, measure.unit()));
        self.condition.push(facts.condition.map_or(0, |condition| place(&CONDITIONS, condition) + 1));
        self.energy.push(facts.energy.map(|label| {
            (number_of(label.class), label.scale.map(|scale| (number_of(scale.best), number_of(scale.worst))))
        }));
        self.unit_pricing
            .push(facts.unit_pricing.map(|pricing| (amount(pricing.measure), amount(pricing.base))));
        self.ships_from.push(facts.ships_from.map(|from| from.as_str().to_owned()).unwrap_or_default());
        self.lowest_30.push(minor(facts.lowest_30));
        self.gtin.push(facts.gtin.clone().map(String::from).unwrap_or_default());
        self.mpn.push(facts.mpn.clone().unwrap_or_default());
        self.shipping.push(minor(facts.shipping));
    }

    /// Row `row`; none where it has too few.
    pub(crate) fn row(&self, row: usize) -> Option<FactsRow> {
        Some(FactsRow {
            condition: *self.condition.get(row)?,
            energy: *self.energy.get(row)?,
            unit_pricing: *self.unit_pricing.get(row)?,
            ships_from: self.ships_from.get(row)?.clone(),
            lowest_30: *self.lowest_30.get(row)?,
            gtin: self.gtin.get(row)?.clone(),
            mpn: self.mpn.get(row)?.clone(),
            shipping: *self.shipping.get(row)?,
        })
    }
}

/// An item's entries, not checked yet. See [`FactsColumns`] for what each field is.
#[derive(Debug, Clone, Default)]
pub(crate) struct FactsRow {
    condition: u8,
    energy: Option<EnergyColumn>,
    unit_pricing: Option<UnitPricingColumn>,
    ships_from: String,
    lowest_30: Option<i64>,
    gtin: String,
    mpn: String,
    shipping: Option<i64>,
}

impl FactsRow {
    /// The facts in `currency`: every limit checked, every word cleaned.
    pub(crate) fn facts(self, currency: Currency) -> Result<Facts, PackError> {
        let money = |minor: Option<i64>| match minor {
            Some(minor) if minor < 0 => Err(BAD),
            minor => Ok(minor.map(|minor| Money::new(minor, currency))),
        };
        if self.mpn.chars().count() > MAX_MPN {
            return Err(BAD);
        }
        Ok(Facts {
            condition: match self.condition {
                0 => None,
                number => Some(at(&CONDITIONS, number - 1)?),
            },
            energy: self.energy.map(label).transpose()?,
            unit_pricing: self.unit_pricing.map(pricing).transpose()?,
            ships_from: said(&self.ships_from, |code| Market::parse(code).ok())?,
            lowest_30: money(self.lowest_30)?,
            gtin: said(&self.gtin, |digits| Gtin::parse(digits).ok())?,
            mpn: Text::line(&self.mpn, MAX_MPN).map(String::from),
            shipping: money(self.shipping)?,
            seller: None,
            personalised: false,
        })
    }
}

/// Where each column begins, after all were walked over.
pub(crate) fn scan<R: Raw>(walk: &mut Cursor<'_, R>, rows: u32) -> Result<[u64; COLUMNS], PackError> {
    Ok([
        walk.column(rows, |c| c.byte().map(drop))?,
        walk.column(rows, |c| c.optional(energy).map(drop))?,
        walk.column(rows, |c| c.optional(unit_pricing).map(drop))?,
        walk.column(rows, Cursor::skip_text)?,
        walk.column(rows, |c| c.optional(Cursor::signed).map(drop))?,
        walk.column(rows, Cursor::skip_text)?,
        walk.column(rows, Cursor::skip_text)?,
        walk.column(rows, |c| c.optional(Cursor::signed).map(drop))?,
    ])
}

/// The next row out of the columns.
pub(crate) fn next<R: Raw>(columns: &mut [Cursor<'_, R>; COLUMNS]) -> Result<FactsRow, PackError> {
    let [condition, label, pricing, ships_from, lowest_30, gtin, mpn, shipping] = columns;
    Ok(FactsRow {
        condition: condition.byte()?,
        energy: label.optional(energy)?,
        unit_pricing: pricing.optional(unit_pricing)?,
        ships_from: ships_from.text(2, "facts")?,
        lowest_30: lowest_30.optional(Cursor::signed)?,
        gtin: gtin.text(GTIN_BYTES, "facts")?,
        mpn: mpn.text(MAX_MPN * 4, "facts")?,
        shipping: shipping.optional(Cursor::signed)?,
    })
}

fn energy<R: Raw>(c: &mut Cursor<'_, R>) -> Result<EnergyColumn, PackError> {
    Ok((c.byte()?, c.optional(|c| Ok((c.byte()?, c.byte()?)))?))
}

fn unit_pricing<R: Raw>(c: &mut Cursor<'_, R>) -> Result<UnitPricingColumn, PackError> {
    Ok(((c.varint()?, c.byte()?), (c.varint()?, c.byte()?)))
}

fn label((class, scale): EnergyColumn) -> Result<EnergyLabel, PackError> {
    let class = at(&EnergyClass::ALL, class)?;
    let scale = match scale {
        None => None,
        Some((best, worst)) => {
            let scale =
                EnergyScale { best: at(&EnergyClass::ALL, best)?, worst: at(&EnergyClass::ALL, worst)? };
            Some(Some(scale).filter(|scale| scale.has(class)).ok_or(BAD)?)
        }
    };
    Ok(EnergyLabel { class, scale })
}

fn pricing((measure, base): UnitPricingColumn) -> Result<UnitPricing, PackError> {
    let amount = |(milli, unit): (u64, u8)| Measure::new(milli, at(&Unit::ALL, unit)?).ok_or(BAD);
    Ok(UnitPricing { measure: amount(measure)?, base: amount(base)?, stated: None })
}

/// A text that is empty for not said.
fn said<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, PackError> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some).ok_or(BAD) }
}

fn at<T: Copy>(all: &[T], number: u8) -> Result<T, PackError> {
    all.get(usize::from(number)).copied().ok_or(BAD)
}

/// Where a value stands in its list, each of which has far fewer than 256 entries.
fn place<T: PartialEq>(all: &[T], value: T) -> u8 {
    all.iter().position(|known| *known == value).and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
}
