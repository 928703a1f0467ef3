//! A quote: typed lines, each with the rule that made it, and a total of the same shape.

use crate::row::{By, Place, Row, Source};
use crate::{Day, ExchangeRate, Rules};
use tradewind_domain::{Currency, Money, TotalEffect, TotalKind};

/// What an order comes to at the door.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote<'a> {
    /// Goods, delivery, insurance, duty, excise, tax, fees: in this order.
    pub lines: Vec<QuoteLine<'a>>,
    /// The sum of everything that is not within another line.
    pub total: QuoteLine<'a>,
    /// What is paid at checkout: the lines that add.
    pub paid_now: Money,
    /// The place whose rules were used; none where there are none at all.
    pub place: Option<&'a Place>,
    /// The day as of which the rules are.
    pub as_of: Day,
    /// The rate that was used, if any.
    pub rate: Option<&'a ExchangeRate>,
    /// Answers that would make a range narrower, the order's own first; where a parcel is sent from whenever that is not known, because
    /// what is sent from within the place is not imported.
    pub narrow: Vec<Narrow>,
    /// What is to be said beside the amounts.
    pub notices: Vec<Notice<'a>>,
}

/// A line of a quote.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteLine<'a> {
    /// What it is of.
    pub kind: TotalKind,
    /// What it does to the sum.
    pub effect: TotalEffect,
    /// How much.
    pub amount: Amount,
    /// Who collects it; none where nothing is due.
    pub by: Option<By>,
    /// Numbers of the order's lines that it is charged on; none of fees, of the order's own amounts and of the total.
    pub goods: Vec<usize>,
    /// The rule that made it; none of the order's own amounts and the total.
    pub rule: Option<&'a Row>,
    /// Where that rule is written.
    pub source: Option<&'a Source>,
}

/// An amount as far as it is known. All of one quote are in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Known.
    Exact(Money),
    /// Between two amounts.
    Range {
        /// The least.
        min: Money,
        /// The one to show first.
        likely: Money,
        /// The most.
        max: Money,
    },
    /// It may be due, and nothing is known of it.
    NotIncluded,
}

/// An answer that would make a range narrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Narrow {
    /// The line that it is about; none of the whole order.
    pub line: Option<usize>,
    /// What is to be answered.
    pub what: What,
}

/// What a quote would have to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The HS code, or more digits of it.
    Hs,
    /// The code in the edition that the rules are of.
    Edition,
    /// Where the goods were made.
    Origin,
    /// Net mass.
    Mass,
    /// Litres.
    Volume,
    /// An exchange rate into the place's currency.
    Rate,
    /// Whether the seller is registered.
    Seller,
    /// The seller's turnover.
    Turnover,
    /// Post or express.
    Mode,
    /// Where the parcel is sent from.
    ShipFrom,
    /// What the person spent this year.
    YearSpent,
}

/// What is to be said beside the amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice<'a> {
    /// No file for this country: wide ranges.
    PlaceUnknown,
    /// A day before the rules of this place begin.
    BeforeRules,
    /// A day on which the rules of this place lack one that no quote can do without.
    Gap,
    /// A code of another edition: its heading alone was used. Which line.
    OtherEdition(usize),
    /// No exchange rate into the place's currency.
    NoRate,
    /// A rule that is not confirmed was used; its note says in English why.
    Unverified(&'a Row),
}

impl What {
    /// All, in the order of their bits.
    pub const ALL: [Self; 11] = [
        Self::Hs,
        Self::Edition,
        Self::Origin,
        Self::Mass,
        Self::Volume,
        Self::Rate,
        Self::Seller,
        Self::Turnover,
        Self::Mode,
        Self::ShipFrom,
        Self::YearSpent,
    ];

    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hs => "hs",
            Self::Edition => "edition",
            Self::Origin => "origin",
            Self::Mass => "mass",
            Self::Volume => "volume",
            Self::Rate => "rate",
            Self::Seller => "seller",
            Self::Turnover => "turnover",
            Self::Mode => "mode",
            Self::ShipFrom => "ship-from",
            Self::YearSpent => "year-spent",
        }
    }

    /// Whether it is about one line, not about the order.
    pub const fn of_line(self) -> bool {
        matches!(self, Self::Hs | Self::Edition | Self::Origin | Self::Mass | Self::Volume)
    }
}

impl Notice<'_> {
    /// Its stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PlaceUnknown => "place-unknown",
            Self::BeforeRules => "before-rules",
            Self::Gap => "rules-gap",
            Self::OtherEdition(_) => "other-edition",
            Self::NoRate => "no-rate",
            Self::Unverified(_) => "unverified",
        }
    }
}

impl Amount {
    /// A range, or the amount itself where its ends meet.
    pub(crate) fn between(min: i64, likely: i64, max: i64, currency: Currency) -> Self {
        let money = |minor| Money::new(minor, currency);
        if min == max {
            return Self::Exact(money(min));
        }
        Self::Range { min: money(min), likely: money(likely), max: money(max) }
    }

    /// The least, the likely and the most, in minor units; zeros where it is not included.
    pub const fn minor(&self) -> (i64, i64, i64) {
        match self {
            Self::Exact(money) => (money.minor, money.minor, money.minor),
            Self::Range { min, likely, max } => (min.minor, likely.minor, max.minor),
            Self::NotIncluded => (0, 0, 0),
        }
    }
}

impl<'a> QuoteLine<'a> {
    /// A line of the order's own, without a rule.
    pub(crate) fn own(kind: TotalKind, amount: Money) -> Self {
        let (effect, amount) = (TotalEffect::Adds, Amount::Exact(amount));
        Self { kind, effect, amount, by: Some(By::Seller), goods: Vec::new(), rule: None, source: None }
    }

    /// With the rule that made it.
    pub(crate) fn with_rule(mut self, place: &'a Place, rule: Option<&'a Row>) -> Self {
        self.source = rule.and_then(|row| Rules::source(place, row));
        self.rule = rule;
        self
    }
}
