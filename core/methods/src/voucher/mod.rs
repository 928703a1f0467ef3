//! Vouchers: papers that are paid days afterwards, in cash or at a bank.
//!
//! [`Boleto`] is Brazil's, with all its check digits, its sum and its date. [`Slip`] is a number for a till: OXXO, konbini. Nothing
//! comes back from any of them.

mod boleto;
mod slip;

pub use boleto::{Boleto, Due};
pub use slip::{Slip, Till};
