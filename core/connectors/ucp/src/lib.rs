//! The UCP engine: Universal Commerce Protocol v2026-04-08 over REST, the only reader of its JSON.
//!
//! Where to start: [`UcpEngine`] implements the traits of `tradewind_commerce`. `client` sends and takes answers, `write`
//! makes the bodies we send, `read` turns answers into plain types, `named` cleans addresses out of answers that a merchant
//! may not name, `catalog` asks the merchant's own catalog. [`profile`] is the document by which merchants know us.

mod catalog;
mod client;
mod named;
pub mod profile;
mod read;
mod write;

pub use client::{UcpEngine, any_answer};
pub use profile::VERSION;

/// Points at which a test may stop the process.
pub const FAIL_POINTS: &[&str] = &["ucp.request.before", "ucp.answer.after"];
