//! What a merchant says of its own sums beside its totals: how it rounds its tax, its discounts by name, and entries in parts.

use crate::Money;
use serde::{Deserialize, Serialize};

/// How a merchant says that it rounds the tax of a sale, in the words of its answers (`rounding`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredRounding {
    /// What is rounded once.
    pub level: RoundedAt,
    /// Which way.
    pub mode: RoundingMode,
    /// The step, as a power of ten of the currency's main unit: -2 is a cent. None for the currency's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exponent: Option<i8>,
    /// Whether prices have the tax in them; none where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gross: Option<bool>,
}

/// What is rounded once (HMRC VATREC12010 tells unit, line and total apart).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundedAt {
    /// Each piece.
    Unit,
    /// Each line.
    Line,
    /// All lines of one rate.
    Rate,
    /// All together.
    Total,
}

/// Which way an amount between two steps goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// To the nearest; a half away from zero.
    HalfUp,
    /// To the nearest; a half to the even one.
    HalfEven,
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
}

/// What a merchant says of its sums beside the totals themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumsSaid {
    /// What the lines take off, by their own entries: zero or more. None where no line has such an entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_discounts: Option<Money>,
    /// The discounts that it names; none where it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discounts: Option<NamedDiscounts>,
    /// Entries of the totals that are told in parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<EntryParts>,
    /// How it rounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<DeclaredRounding>,
}

/// What the discounts that a merchant names come to (UCP `discounts.applied`). All are zero or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedDiscounts {
    /// What of them is allocated to lines: it stands as `items_discount` in the totals.
    pub of_lines: Money,
    /// The rest, which stands as `discount`.
    pub of_all: Money,
    /// The smallest of them: what is missing by less than that is not a whole one which stands elsewhere, as in the price of delivery.
    pub least: Money,
}

/// An entry of the totals that is told in parts (UCP `totals[].lines`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryParts {
    /// Which entry, counted from zero.
    pub entry: usize,
    /// What its parts come to.
    pub sum: Money,
}

impl SumsSaid {
    /// Nothing is said.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Every amount of it.
    pub fn amounts(&self) -> impl Iterator<Item = Money> {
        let named = self.discounts.into_iter().flat_map(|named| [named.of_lines, named.of_all, named.least]);
        self.line_discounts.into_iter().chain(named).chain(self.parts.iter().map(|part| part.sum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_is_read_as_it_is_written() {
        let text = r#"{"level":"line","mode":"half_even","exponent":-2,"gross":true}"#;
        let read: DeclaredRounding = serde_json::from_str(text).expect("reads");
        let gross = Some(true);
        let wanted = DeclaredRounding {
            level: RoundedAt::Line,
            mode: RoundingMode::HalfEven,
            exponent: Some(-2),
            gross,
        };
        assert_eq!((read, serde_json::to_string(&read).expect("writes").as_str()), (wanted, text));
        let least: DeclaredRounding =
            serde_json::from_str(r#"{"level":"total","mode":"down"}"#).expect("reads");
        assert_eq!((least.exponent, least.gross), (None, None));
        assert!(serde_json::from_str::<DeclaredRounding>(r#"{"level":"total"}"#).is_err());
    }

    #[test]
    fn nothing_said_is_nothing_written() {
        assert_eq!(serde_json::to_string(&SumsSaid::default()).expect("writes"), "{}");
        assert!(serde_json::from_str::<SumsSaid>("{}").expect("reads").is_nothing());
    }
}
