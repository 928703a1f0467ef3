//! The merchant's side: product feeds in, checked rows, signed packs out. Never on a phone.
//!
//! Where to start: [`publish`] does the whole; [`feed`] reads the three kinds of Merchant Center feeds, [`rules`] is
//! the table of what a row must be, [`row`] turns a row into an item, [`price()`] reads every spelling of a price that means one thing, [`folder`] writes the packs so that a phone sees
//! the old catalog or the new one and never a mix. [`cmd`] is the command line. `FEED.md` is for merchants.

pub mod cmd;
pub mod country;
mod dates;
mod entity;
pub mod feed;
pub mod folder;
mod market;
mod media;
mod price;
mod publish;
pub mod row;
pub mod rules;
mod shrink;
mod supplement;
pub mod words;

pub use market::MarketSource;
pub use price::{PriceFault, price};
pub use publish::FileReport;
pub use publish::{PublishError, Report, Request, ScopeReport, publish};
pub use shrink::Shrunk;
