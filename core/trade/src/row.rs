//! Rows of rules as the engine holds them: what `RULES.md` says in words. No row knows a country by name.

use crate::round::Rounding;
pub use crate::word::{
    AsOne, By, Carriage, Charge, Combine, Confidence, FeeBase, Flag, Flags, Incoterm, Measure, Part, Per,
    Unit,
};
use crate::{Day, Edition, Hs, Span};
use rust_decimal::Decimal;
use tradewind_domain::{Currency, Market};

/// A place: a country, or countries with one customs law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The name of its file: `EU`, `GB`.
    pub id: String,
    /// Its name in each of the app's languages: BCP 47 tag and words.
    pub names: Vec<(String, String)>,
    /// Destinations that it is for.
    pub countries: Vec<Market>,
    /// Other codes of its countries, wherever they are written: each with the country.
    pub also: Vec<(Market, Market)>,
    /// Territories that its law takes for one of its countries, each with that: as destinations, and where parcels are sent from.
    pub within: Vec<(Market, Market)>,
    /// Of every amount in its rows.
    pub currency: Currency,
    /// Of every HS prefix in its rows.
    pub edition: Edition,
    /// The first day for which its rows are whole.
    pub since: Day,
    /// How far its clocks are before UTC's, in minutes.
    pub utc_offset: i16,
    /// Where its rows come from.
    pub sources: Vec<Source>,
    /// Names of its schemes, by number. The first two are [`NORMAL`] and [`DOMESTIC`].
    pub schemes: Vec<String>,
    /// Names of layers of duty, excise and tax, by number.
    pub layers: Vec<String>,
    /// Every row, in the order of the file.
    pub rows: Vec<Row>,
}

/// The scheme of what goes by no other.
pub const NORMAL: usize = 0;
/// The scheme of what is sent from within the place.
pub const DOMESTIC: usize = 1;

/// Names of one HS code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HsName {
    /// The code: 2, 4 or 6 digits.
    pub code: Hs,
    /// The edition it is of.
    pub edition: Edition,
    /// BCP 47 tag and words.
    pub names: Vec<(String, String)>,
}

/// Where a rule is written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Source {
    /// Title of the page or law.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, `YYYY-MM-DD`.
    pub date: String,
    /// Where, an https address.
    pub address: String,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its stable id.
    pub id: String,
    /// First day.
    pub from: Day,
    /// Last day; none while it holds on.
    pub until: Option<Day>,
    /// Days before it, behind an earlier row of the same conditions, are left out by the law.
    pub after_gap: bool,
    /// Number of its source in [`Place::sources`].
    pub source: u16,
    /// How far it may be trusted.
    pub confidence: Confidence,
    /// A sentence in English; empty for none.
    pub note: String,
    /// Beats rows of lower priority.
    pub priority: i8,
    /// Where it holds.
    pub when: When,
    /// What it says.
    pub rule: Rule,
}

/// Conditions; all that are set must hold. An empty list, a mask of zero and `None` ask nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    /// Destinations.
    pub to: Vec<Market>,
    /// Where the parcel is sent from, and not.
    pub ship_from: (Vec<Market>, Vec<Market>),
    /// Where the goods were made, and not.
    pub origin: (Vec<Market>, Vec<Market>),
    /// Beginnings of HS codes, and not.
    pub hs: (Vec<Hs>, Vec<Hs>),
    /// How it is carried.
    pub mode: Option<Carriage>,
    /// Who pays at the border.
    pub incoterm: Option<Incoterm>,
    /// Whether the seller is registered.
    pub registered: Option<bool>,
    /// Whether the buyer is a consumer.
    pub consumer: Option<bool>,
    /// Flags of the line: one of these, none of those.
    pub flags: (Flags, Flags),
    /// Flags of the consignment: a line has one of these, no line has one of those.
    pub parcel_flags: (Flags, Flags),
    /// Schemes by number, as bits: one of these, none of those.
    pub schemes: (u32, u32),
    /// Tests of values.
    pub value: Vec<ValueTest>,
}

/// A test of a value against bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueTest {
    /// What is measured.
    pub of: Measure,
    /// Of how much.
    pub per: Per,
    /// At least this, or more than this (`true`).
    pub low: Option<(Decimal, bool)>,
    /// At most this, or less than this (`true`).
    pub high: Option<(Decimal, bool)>,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// A procedure that lines go by.
    Scheme {
        /// Its number in [`Place::schemes`].
        number: u8,
        /// The tax is collected when it is sold.
        tax_at_sale: bool,
    },
    /// The customs value.
    Valuation {
        /// With delivery and insurance.
        cif: bool,
        /// How many percent of it count.
        part: Decimal,
    },
    /// A rate of duty, excise or tax.
    Rate(Rate),
    /// What the tax is on: bit `n` is the [`Part`] of number `n`.
    TaxBase(u8),
    /// What is not charged.
    Relief {
        /// Bit `n` is the [`Charge`] of number `n`.
        of: u8,
        /// How many percent are charged still.
        pays: Decimal,
        /// Layers, as bits; zero is all.
        layers: u32,
    },
    /// An amount for each thing counted.
    Flat {
        /// Of what.
        of: Charge,
        /// How much.
        amount: Span,
        /// For each of what.
        per: Unit,
        /// Two codes are one sub-heading where so many digits agree.
        digits: u8,
        /// Lines that it covers owe no rated charge of this kind.
        replaces: bool,
    },
    /// What a carrier or an authority asks for its work.
    Fee(Fee),
    /// Who collects: bits of [`Charge`].
    Collect {
        /// Bit `n` is the [`Charge`] of number `n`.
        of: u8,
        /// Who.
        by: By,
    },
    /// How amounts are rounded.
    Round {
        /// Bit `n` is the [`Charge`] of number `n`.
        of: u8,
        /// How.
        how: Rounding,
    },
    /// What splitting the law disregards.
    Split {
        /// Bit `n` is the [`AsOne`] of number `n`.
        as_one: u8,
        /// For how many days.
        days: u16,
        /// The law wants goods of different schemes sent apart.
        apart: bool,
    },
}

/// A rate of duty, excise or tax. One with neither a percent nor an amount says that something is due of which nothing is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Of what.
    pub of: Charge,
    /// Number in [`Place::layers`].
    pub layer: u8,
    /// Percent of the base.
    pub percent: Option<Span>,
    /// An amount for each piece, kilogram or litre.
    pub amount: Option<(Unit, Span)>,
    /// How both become one.
    pub combine: Combine,
    /// The base is the customs value with the duty.
    pub with_duty: bool,
}

/// A fee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// What it is called, in English.
    pub name: String,
    /// An amount.
    pub amount: Option<Span>,
    /// Percent of a base.
    pub percent: Option<(FeeBase, Span)>,
    /// How both become one.
    pub combine: Combine,
    /// At least this.
    pub least: Option<Decimal>,
    /// At most this.
    pub most: Option<Decimal>,
    /// Only where something is collected on delivery.
    pub only_if_due: bool,
    /// Who asks for it.
    pub by: By,
}

impl Row {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|last| day <= last)
    }

    /// Whether it holds on a day for what goes to a country.
    pub(crate) fn holds_there(&self, day: Day, to: Market) -> bool {
        self.holds_on(day) && (self.when.to.is_empty() || self.when.to.contains(&to))
    }
}

impl Rate {
    /// Whether it says how much.
    pub const fn is_included(&self) -> bool {
        self.percent.is_some() || self.amount.is_some()
    }
}

impl Rule {
    /// The kind's name in TOML.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Scheme { .. } => "scheme",
            Self::Valuation { .. } => "valuation",
            Self::Rate(Rate { of: Charge::Excise, .. }) => "excise",
            Self::Rate(Rate { of: Charge::Tax, .. }) => "tax",
            Self::Rate(_) => "duty",
            Self::TaxBase(_) => "tax_base",
            Self::Relief { .. } => "relief",
            Self::Flat { .. } => "flat",
            Self::Fee(_) => "fee",
            Self::Collect { .. } => "collect",
            Self::Round { .. } => "rounding",
            Self::Split { .. } => "split",
        }
    }
}
