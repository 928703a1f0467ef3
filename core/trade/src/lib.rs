//! What a parcel costs at the door: customs value, reliefs, duty, excise, tax and fees by dated rules. No I/O, no clock, no float.
//!
//! Where to start: [`quote`] takes [`Rules`] and a [`Request`] and gives a [`Quote`]: typed lines, each exact, a range or not
//! included, each with the [`row::Row`] that made it and where that is written. Law is data: rows of `assets/trade`, compiled, read by
//! [`Rules::read`]; what each field says is in `RULES.md`. No code here knows a country by name.
//!
//! `author` (a feature of publishers and the command line) reads, checks and compiles the rows.

mod advice;
mod allocate;
mod audit;
#[cfg(feature = "author")]
pub mod author;
mod compiled;
mod day;
mod engine;
mod error;
mod flags;
mod hs;
mod paid;
mod price_truth;
mod quote;
mod rates;
mod receipt;
mod request;
mod round;
pub mod row;
mod rules;
mod span;
mod wire;
mod word;

pub use advice::{Advice, Change, MAX_ADVISED, MAX_WEIGHED, Options, Plan, advise, advise_one, turns};
pub use allocate::allocate;
pub use audit::{Computed, Finding, Policy, Receipt, ReceiptLine, Stated, Verdict, audit};
pub use compiled::{FORMAT, MAX_COMPILED, write};
pub use day::Day;
pub use engine::explain::{Explained, Standing, explain};
pub use engine::limits::{Limit, limits, limits_with};
pub use engine::part::MAX_PARTS;
pub use engine::year::{year_counted, year_limit, year_quota};
pub use engine::{Memory, quote};
pub use error::TradeError;
pub use hs::{Edition, Hs, MAX_DIGITS};
pub use paid::{LineSums, Paid, after_discounts};
pub use price_truth::{Claim, History, REFERENCE_DAYS, Reduction, Wrong, check_reduction};
pub use quote::{Amount, Narrow, Notice, Quote, QuoteLine, What};
pub use rates::RateTable;
pub use receipt::{BoughtLine, check_receipt};
pub use request::{Claimed, ExchangeRate, Line, MAX_LINES, Request, decimal};
pub use round::{Level, Mode, Rounding, round};
pub use rules::{ELSEWHERE, Rules};
pub use span::Span;
