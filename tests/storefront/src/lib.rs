//! The sandbox merchant: UCP v2026-04-08 over REST, with faults on demand. Shares nothing with the core.
//!
//! It is written from the protocol's schemas alone, with its own feed reader, its own money and its own words, so
//! that a bug shared with the app cannot cancel itself out. Where to start: [`Storefront`] (open it, take its router,
//! look into its database), [`fault`] (what can be made to go wrong), `ops/` (one file a resource), `wrong.rs` (answers that
//! are spoiled on their way); `README.md` says what it promises and how to make it break each promise.

mod bytes;
pub mod fault;
pub mod feed;
mod http;
mod ops;
mod shop;
mod words;
mod wrong;

pub use fault::{Fault, FaultError, NAMES};
pub use shop::{Config, DataPlace, OrderRow, SessionRow, StockRow, Storefront, StorefrontError};

/// The protocol version spoken.
pub const UCP_VERSION: &str = "2026-04-08";
