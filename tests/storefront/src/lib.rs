//! The sandbox merchant: UCP over REST, in two versions, with faults on demand. Shares nothing with the core.
//!
//! It is written from the protocol's schemas alone, with its own feed reader, its own money and its own words, so that a bug
//! shared with the app cannot cancel itself out. Where to start: [`Storefront`] (open it, take its router, look into its
//! database), [`fault`] (what can be made to go wrong), `ops/` (one file a resource), `books.rs` (where it keeps it all), `platform.rs` (who asks, and in which
//! version), `methods/` (the ways to pay), `providers.rs` (what their providers say), `psp/` (a payment service provider over
//! HTTP), `live/` (live shows, as `LIVE.md` has them), `links.rs` (creators' links), `short_codes.rs` (codes that stand for links), `postbacks/` (Apple's ad postbacks, verified), `sign.rs` and `verify.rs` (signed messages), `wrong.rs` (answers that
//! are spoiled on their way), `any_words.rs` (any bytes, read as what a provider or Apple says); `README.md` says what it promises and
//! how to make it break each promise.

mod any_words;
mod books;
mod bytes;
mod codes;
mod document;
pub mod fault;
pub mod feed;
mod http;
mod ledger;
mod links;
mod live;
mod methods;
mod ops;
mod platform;
mod postbacks;
mod providers;
mod psp;
mod router;
mod shop;
mod short_codes;
mod sign;
mod storefront;
mod strangers;
mod verify;
mod versions;
mod words;
mod wrong;

pub use any_words::{any_intent, any_notice, any_postback, any_psp_answer, any_webhook};
pub use fault::{Fault, FaultError, NAMES, kinds};
pub use ledger::{LedgerRow, doubles};
pub use live::{LiveComment, LiveDeed, LiveRefused, LiveReport, LiveRow, Nchan, NchanError};
pub use ops::{Deed, Refused};
pub use postbacks::PostbackRow;
pub use shop::{Config, DataPlace, SignKind, StorefrontError};
pub use storefront::{MethodRow, OrderRow, PaymentRow, SessionRow, StockRow, Storefront};
pub use versions::Version;
