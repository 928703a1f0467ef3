//! An amount as a command line says it: the number, and its currency behind it.

use tradewind_domain::{Currency, Money};

/// Reads `120.00EUR`: a plain decimal of zero or more with the decimals of its currency, and the ISO 4217 code.
pub(crate) fn read(text: &str) -> Result<Money, String> {
    let wrong = || format!("{text}: expected an amount with its currency, as in 120.00EUR");
    let at = text.len().checked_sub(3).filter(|at| text.is_char_boundary(*at)).ok_or_else(wrong)?;
    let (amount, code) = text.split_at(at);
    let currency = Currency::parse(code).map_err(|_| wrong())?;
    let money = Money::parse_decimal(amount.trim(), currency).map_err(|_| wrong())?;
    if money.minor < 0 { Err(wrong()) } else { Ok(money) }
}
