//! A receipt as it was computed again after a purchase: each number that the merchant states, and what it comes to.

use crate::rounding::DeclaredRounding;
use crate::total::TotalKind;
use crate::{Money, TotalLine};
use serde::{Deserialize, Serialize};

/// What came out of computing a receipt again: kept with the order, in the state of the purchase. The merchant's numbers stand
/// either way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptCheck {
    /// How the tax is rounded, where a usual way gives the one that is stated; none where none does, or no tax was computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<ReceiptRounding>,
    /// How the merchant says that it rounds: it is held to that alone. None where it says nothing, and the usual ways are tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<DeclaredRounding>,
    /// Why the tax could not be checked; none where it was, and for receipts that were kept before this was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unchecked: Option<TaxUnchecked>,
    /// Every number, lines first, then the totals in the merchant's order.
    pub numbers: Vec<ReceiptNumber>,
}

/// A number of a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptNumber {
    /// What it is of; none for a line of goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<TotalKind>,
    /// The merchant's words for it: of a line its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// As the merchant states it.
    pub stated: Money,
    /// What it comes to; none where nothing is said from which it could be computed, as for a delivery's price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<Money>,
}

/// How often the tax of a receipt is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptRounding {
    /// For each line.
    Line,
    /// Once for all lines together.
    Once,
    /// For each piece.
    Piece,
}

/// Why the tax of a receipt could not be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxUnchecked {
    /// Its rate is not stated.
    Rate,
    /// It cannot be known which amounts it is on, or which of several taxes is on what.
    Base,
}

impl ReceiptCheck {
    /// The first number that is stated otherwise than it comes to; the total last, since it differs by what it is made of.
    pub fn difference(&self) -> Option<&ReceiptNumber> {
        let mut differs = self.numbers.iter().filter(|number| number.differs());
        let first = differs.clone().find(|number| number.kind != Some(TotalKind::Total));
        first.or_else(|| differs.next())
    }
}

impl ReceiptNumber {
    /// A number of the totals.
    pub fn of_total(line: &TotalLine, computed: Option<Money>) -> Self {
        let words = line.display_text.clone();
        Self { kind: Some(line.kind.clone()), words, stated: line.amount, computed }
    }

    /// Whether it was computed and comes to something else.
    pub fn differs(&self) -> bool {
        self.computed.is_some_and(|computed| computed != self.stated)
    }

    /// How much more is stated than it comes to; below zero for less, none where that is not known.
    pub fn above(&self) -> Option<Money> {
        let computed = self.computed.filter(|computed| computed.currency == self.stated.currency)?;
        Some(Money::new(self.stated.minor.checked_sub(computed.minor)?, self.stated.currency))
    }
}
