//! Cart, merchant, payment attempt and its journal: never pays twice, never loses an order.
//!
//! Where to start: [`attempt`] is the law (a pure machine: state and event in, state out), [`Till`] obeys it (journal
//! first, then wallet and merchant, one request at a time). `tradewind_person` keeps it.

pub mod attempt;
mod till;

pub use till::{OpenPayment, PayRequest, PaymentView, Prepared, Till, TillError, TillEvent};

/// Points at which a test may stop the process, beside those of the merchant's client.
pub const GATES: &[&str] = &["attempt.sheet.before", "attempt.sheet.after"];
