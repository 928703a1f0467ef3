//! The merchant's side: product feeds in, checked rows, signed packs out. Never on a phone.
//!
//! Where to start: [`publish`] does the whole, and [`publish_and_look`] also has somebody look at its models ([`ModelLook`]); [`feed`] reads the three kinds of Merchant Center feeds, [`rules`] is
//! the table of what a row must be, [`row`] turns a row into an item, [`price()`] reads every spelling of a price that means one thing, [`folder`] writes the packs so that a phone sees
//! the old catalog or the new one and never a mix. [`cmd`] is the command line. `FEED.md` is for merchants.

pub mod cmd;
pub mod country;
mod dates;
mod entity;
mod error;
pub mod feed;
pub mod folder;
mod history;
mod market;
mod media;
mod models;
mod price;
mod publish;
mod report;
mod request;
pub mod row;
pub mod rules;
mod rules_fault;
mod shrink;
mod supplement;
mod trade_rules;
pub mod words;

pub use error::PublishError;
pub use models::{ModelLook, ModelNote};
pub use price::{PriceFault, price};
pub use publish::{publish, publish_and_look};
pub use report::{FileReport, MarketSource, Report, RulesReport, ScopeReport};
pub use request::Request;
pub use rules_fault::RulesFault;
pub use shrink::Shrunk;
