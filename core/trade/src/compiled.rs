//! Compiled rules: one file of all places. `write` is the publisher's; `read` takes any bytes and never panics.
//!
//! Layout: `TWTR`, the format, the day as of which the rules are, places, names of HS codes, and a CRC-32 of all before it. Fields stand in the
//! order of the lists below, with lengths before texts and lists. Numbers are LEB128.

use crate::round::{Level, Mode, Rounding};
use crate::row::*;
use crate::wire::{Reader, Writer};
use crate::{Day, Edition, Hs, Span, TradeError};
use rust_decimal::Decimal;
use tradewind_domain::{Currency, Market};

const MAGIC: [u8; 4] = *b"TWTR";
/// The format that is written and read. Readers of 2 take a rate without percent and amount to be one of all goods of unknown code.
pub const FORMAT: u8 = 3;
/// The largest file that is read, in bytes: twice what all rules may be.
pub const MAX_COMPILED: usize = 300 * 1024;
/// The most entries of any list.
const MAX_LIST: u64 = 4_000;
const WORD: TradeError = TradeError::Damaged("a word that does not exist");

/// What a file holds: the day as of which the rules are, places, names of HS codes.
pub(crate) type Held = (Day, Vec<Place>, Vec<HsName>);

/// Writes places and names as they are as of a day.
pub fn write(places: &[Place], names: &[HsName], as_of: Day) -> Result<Vec<u8>, TradeError> {
    let mut out = Writer::default();
    MAGIC.into_iter().chain([FORMAT]).for_each(|byte| out.byte(byte));
    as_of.put(&mut out)?;
    put_all(places, &mut out)?;
    put_all(names, &mut out)?;
    let bytes = out.finish();
    if bytes.len() > MAX_COMPILED { Err(TradeError::TooLarge("the file")) } else { Ok(bytes) }
}

/// Reads what [`write`] wrote.
pub(crate) fn read(bytes: &[u8]) -> Result<Held, TradeError> {
    if bytes.len() > MAX_COMPILED {
        return Err(TradeError::TooLarge("the file"));
    }
    let mut from = Reader::checked(bytes)?;
    for wanted in MAGIC {
        if from.byte()? != wanted {
            return Err(TradeError::Damaged("it does not begin as rules do"));
        }
    }
    if from.byte()? != FORMAT {
        return Err(TradeError::Format);
    }
    let (as_of, places) = (Day::take(&mut from)?, Vec::<Place>::take(&mut from)?);
    let names = Vec::<HsName>::take(&mut from)?;
    if !from.is_empty() {
        return Err(TradeError::Damaged("bytes behind its end"));
    }
    let whole = places.iter().all(|place| place.rows.iter().all(|row| fits(place, row)));
    if whole { Ok((as_of, places, names)) } else { Err(TradeError::Damaged("a number leads nowhere")) }
}

/// Whether numbers in a row lead to something, and lie where the engine counts on them.
fn fits(place: &Place, row: &Row) -> bool {
    let own = match &row.rule {
        Rule::Scheme { number, .. } => usize::from(*number) < place.schemes.len(),
        Rule::Rate(rate) => usize::from(rate.layer) < place.layers.len(),
        Rule::Flat { digits, .. } => (2..=10).contains(digits),
        Rule::Round { how, .. } => (-12..=12).contains(&how.exponent),
        _ => true,
    };
    let counts = (2..=32).contains(&place.schemes.len()) && place.layers.len() <= 32;
    own && counts
        && usize::from(row.source) < place.sources.len()
        && row.until.is_none_or(|last| row.from <= last)
}

/// What is written and read in one form.
trait Wire: Sized {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError>;
    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError>;
}

/// A struct as its fields, in this order.
macro_rules! fields {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl Wire for $name {
            fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
                $(self.$field.put(out)?;)+
                Ok(())
            }
            fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
                Ok(Self { $($field: Wire::take(from)?),+ })
            }
        }
    };
}
fields!(Place {
    id,
    names,
    countries,
    also,
    within,
    currency,
    edition,
    since,
    utc_offset,
    sources,
    schemes,
    layers,
    rows
});
fields!(HsName { code, edition, names });
fields!(Source { title, publisher, date, address });
fields!(Row { id, from, until, after_gap, source, confidence, note, priority, when, rule });
fields!(When {
    to,
    ship_from,
    origin,
    hs,
    mode,
    incoterm,
    registered,
    consumer,
    flags,
    parcel_flags,
    schemes,
    value
});
fields!(ValueTest { of, per, low, high });
fields!(Rate { of, layer, percent, amount, combine, with_duty });
fields!(Fee { name, amount, percent, combine, least, most, only_if_due, by });
fields!(Rounding { mode, exponent, level });

/// A word as its number.
macro_rules! numbered {
    ($($name:ident: $all:expr),+ $(,)?) => {$(
        impl Wire for $name {
            fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
                let number = $all.iter().position(|(_, known)| known == self).ok_or(WORD)?;
                out.number(number as u64);
                Ok(())
            }
            fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
                $all.get(usize::from(from.byte()?)).map(|(_, found)| *found).ok_or(WORD)
            }
        }
    )+};
}
numbered!(
    Carriage: Carriage::ALL, Incoterm: Incoterm::ALL, Measure: Measure::ALL, Per: Per::ALL, Charge: Charge::ALL,
    Unit: Unit::ALL, Combine: Combine::ALL, FeeBase: FeeBase::ALL, By: By::ALL, Edition: Edition::ALL,
    Confidence: Confidence::ALL, Mode: Mode::ALL, Level: Level::ALL, bool: [("no", false), ("yes", true)],
);

/// A whole number within its own limits.
macro_rules! whole {
    ($($name:ident),+) => {$(
        impl Wire for $name {
            fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
                out.signed(i64::from(*self));
                Ok(())
            }
            fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
                Self::try_from(from.signed()?).map_err(|_| TradeError::Damaged("a number is out of range"))
            }
        }
    )+};
}
whole!(u8, i8, u16, i16, i32, u32);

impl Wire for Rule {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
        match self {
            Self::Scheme { number, tax_at_sale } => (0_u8, (*number, *tax_at_sale)).put(out),
            Self::Valuation { cif, part } => (1_u8, (*cif, *part)).put(out),
            Self::Rate(rate) => 2_u8.put(out).and_then(|()| rate.put(out)),
            Self::TaxBase(parts) => (3_u8, *parts).put(out),
            Self::Relief { of, pays, layers } => (4_u8, (*of, (*pays, *layers))).put(out),
            Self::Flat { of, amount, per, digits, replaces } => {
                (5_u8, (*of, (*amount, (*per, (*digits, *replaces))))).put(out)
            }
            Self::Fee(fee) => 6_u8.put(out).and_then(|()| fee.put(out)),
            Self::Collect { of, by } => (7_u8, (*of, *by)).put(out),
            Self::Round { of, how } => (8_u8, *of).put(out).and_then(|()| how.put(out)),
            Self::Split { as_one, days, apart } => (9_u8, (*as_one, (*days, *apart))).put(out),
        }
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
        let kind = u8::take(from)?;
        Ok(match kind {
            0 => Self::Scheme { number: Wire::take(from)?, tax_at_sale: Wire::take(from)? },
            1 => Self::Valuation { cif: Wire::take(from)?, part: Wire::take(from)? },
            2 => Self::Rate(Rate::take(from)?),
            3 => Self::TaxBase(Wire::take(from)?),
            4 => Self::Relief { of: Wire::take(from)?, pays: Wire::take(from)?, layers: Wire::take(from)? },
            5 => Self::Flat {
                of: Wire::take(from)?,
                amount: Wire::take(from)?,
                per: Wire::take(from)?,
                digits: Wire::take(from)?,
                replaces: Wire::take(from)?,
            },
            6 => Self::Fee(Fee::take(from)?),
            7 => Self::Collect { of: Wire::take(from)?, by: Wire::take(from)? },
            8 => Self::Round { of: Wire::take(from)?, how: Wire::take(from)? },
            9 => Self::Split { as_one: Wire::take(from)?, days: Wire::take(from)?, apart: Wire::take(from)? },
            _ => return Err(WORD),
        })
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
        self.0.put(out)?;
        self.1.put(out)
    }
    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
        Ok((A::take(from)?, B::take(from)?))
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
        self.is_some().put(out)?;
        self.as_ref().map_or(Ok(()), |value| value.put(out))
    }
    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
        if bool::take(from)? { T::take(from).map(Some) } else { Ok(None) }
    }
}

fn put_all<T: Wire>(all: &[T], out: &mut Writer) -> Result<(), TradeError> {
    if all.len() as u64 > MAX_LIST {
        return Err(TradeError::TooLarge("a list"));
    }
    out.number(all.len() as u64);
    all.iter().try_for_each(|one| one.put(out))
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
        put_all(self, out)
    }
    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
        from.list(MAX_LIST, "a list", T::take)
    }
}

impl Wire for String {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
        out.text(self)
    }
    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
        from.text().map(str::to_owned)
    }
}

impl Wire for Decimal {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
        out.decimal(*self)
    }
    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
        // Amounts and percents of rules are never below zero: the engine counts on it.
        from.decimal()
            .and_then(|value| if value.is_sign_negative() { Err(TradeError::Negative) } else { Ok(value) })
    }
}

impl Wire for Span {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
        (self.min, (self.likely, self.max)).put(out)
    }
    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
        let span = Self { min: Wire::take(from)?, likely: Wire::take(from)?, max: Wire::take(from)? };
        let ordered = span.min <= span.likely && span.likely <= span.max;
        if ordered { Ok(span) } else { Err(TradeError::Damaged("a range is not in order")) }
    }
}

impl Wire for Day {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
        self.number().put(out)
    }
    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
        i32::take(from).and_then(Self::of_number)
    }
}

impl Wire for Hs {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
        out.byte(self.digits() as u8);
        out.number(self.value());
        Ok(())
    }
    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
        let digits = u32::from(from.byte()?);
        Self::of_digits(from.number()?, digits)
    }
}

impl Wire for Flags {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
        self.0.put(out)
    }
    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
        u16::take(from).map(Self)
    }
}

impl Wire for Market {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
        self.as_str().bytes().for_each(|byte| out.byte(byte));
        Ok(())
    }
    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
        let code = [from.byte()?, from.byte()?];
        let code = std::str::from_utf8(&code).ok().and_then(|code| Self::parse(code).ok());
        code.ok_or(TradeError::Damaged("an unknown country"))
    }
}

impl Wire for Currency {
    fn put(&self, out: &mut Writer) -> Result<(), TradeError> {
        self.as_str().bytes().for_each(|byte| out.byte(byte));
        Ok(())
    }
    fn take(from: &mut Reader<'_>) -> Result<Self, TradeError> {
        let code = [from.byte()?, from.byte()?, from.byte()?];
        let code = std::str::from_utf8(&code).ok().and_then(|code| Self::parse(code).ok());
        code.ok_or(TradeError::Damaged("an unknown currency"))
    }
}
