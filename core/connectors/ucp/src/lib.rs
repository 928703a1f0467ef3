//! The UCP engine: Universal Commerce Protocol v2026-04-08 over REST, the only reader of its JSON.
//!
//! Where to start: [`UcpEngine`] (`client`) implements the traits of `tradewind_commerce` in `engine` and `catalog`. `discovery`
//! meets a merchant, `line` is where requests leave and answers come in, `refusal` says what a bad answer amounts to, `write`
//! makes the bodies we send, `read` turns answers into plain types, `named` cleans addresses out of answers that a merchant
//! may not name. [`profile`] is the document by which merchants know us.

mod catalog;
mod client;
mod discovery;
mod engine;
mod line;
mod named;
pub mod profile;
mod read;
mod refusal;
mod write;

pub use client::{UcpEngine, any_answer};
pub use profile::VERSION;

/// Points at which a test may stop the process.
pub const FAIL_POINTS: &[&str] = &["ucp.request.before", "ucp.answer.after"];
