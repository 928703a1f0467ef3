//! How many of one item: 1 to 999.

use serde::{Deserialize, Serialize};

/// A count of items on one line. Vendure 3.7 stops at 999 by default; we keep to that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Quantity(u32);

/// A count outside 1 to 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("quantity outside 1 to 999")]
pub struct QuantityError;

impl Quantity {
    /// The least of one item on one line.
    pub const ONE: Quantity = Quantity(1);
    /// The most of one item on one line.
    pub const MAX: Quantity = Quantity(999);

    /// A count of 1 to 999.
    pub fn new(count: u32) -> Result<Self, QuantityError> {
        if (1..=Self::MAX.0).contains(&count) { Ok(Self(count)) } else { Err(QuantityError) }
    }

    /// The count as a number, 1 to 999.
    pub fn count(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for Quantity {
    type Error = QuantityError;
    fn try_from(count: u32) -> Result<Self, QuantityError> {
        Self::new(count)
    }
}

impl From<Quantity> for u32 {
    fn from(quantity: Quantity) -> u32 {
        quantity.0
    }
}
