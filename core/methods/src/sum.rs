//! Sums as methods want to hear them: decimal texts out of integer minor units, and never a float.

use crate::error::MethodError;
use tradewind_domain::{Currency, Money};

/// All decimals of the currency: `4.22`, `5480` in yen, `1.500` in dinars.
pub(crate) fn decimal(money: Money) -> String {
    money.to_decimal().to_string()
}

/// A sum to be paid: above zero, in the currency that was agreed.
pub(crate) fn payable(money: Money) -> Result<Money, MethodError> {
    if money.minor > 0 { Ok(money) } else { Err(MethodError::SumUnsayable) }
}

/// Compares what is written with what was agreed.
pub(crate) fn same(found: Money, agreed: Money) -> Result<(), MethodError> {
    if found.currency != agreed.currency {
        return Err(MethodError::CurrencyDiffers);
    }
    if found.minor == agreed.minor { Ok(()) } else { Err(MethodError::SumDiffers) }
}

/// A currency of the table, by its code.
pub(crate) fn currency(code: &'static str) -> Currency {
    Currency::parse(code).expect("proof: called with codes of the table alone")
}
