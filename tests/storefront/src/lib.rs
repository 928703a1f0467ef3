//! The sandbox merchant: UCP over REST, in two versions, with faults on demand. Shares nothing with the core.
//!
//! It is written from the protocol's schemas alone, with its own feed reader, its own money and its own words, so
//! that a bug shared with the app cannot cancel itself out. Where to start: [`Storefront`] (open it, take its router,
//! look into its database), [`fault`] (what can be made to go wrong), `ops/` (one file a resource), `platform.rs` (who asks, and
//! in which version), `wrong.rs` (answers that
//! are spoiled on their way); `README.md` says what it promises and how to make it break each promise.

mod bytes;
pub mod fault;
pub mod feed;
mod http;
mod ops;
mod platform;
mod router;
mod shop;
mod storefront;
mod strangers;
mod versions;
mod words;
mod wrong;

pub use fault::{Fault, FaultError, NAMES, kinds};
pub use shop::{Config, DataPlace, StorefrontError};
pub use storefront::{OrderRow, SessionRow, StockRow, Storefront};
pub use versions::Version;
