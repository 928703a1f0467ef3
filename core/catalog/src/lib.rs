//! The catalog on the phone: verified download, one-transaction apply, search, freshness.
//!
//! Where to start: [`Catalog`] (open, read, search), [`Catalog::refresh`] (what is fetched and trusted, and in which order),
//! [`Catalog::rules`] (the merchant's rules of trade, which come with the catalog),
//! [`text`] (how words of four scripts become search tokens). Everything here is cache: a damaged file is dropped and built
//! anew; the person's own data is another crate's and another file, and so are pictures and models (`tradewind-media`).

mod apply;
mod begun;
mod body;
mod db;
mod discovery;
mod erase;
mod error;
mod incoming;
mod numbers;
mod online;
mod read;
mod refresh;
mod request;
mod rules;
mod search;
pub mod text;
mod trust;

pub use db::{Catalog, CatalogOptions};
pub use discovery::Offered;
pub use error::CatalogError;
pub use read::{Category, Freshness, Head};
pub use refresh::{FAIL_POINTS, Refreshed};
pub use request::Refresh;
pub use rules::{KeptRules, ReceivedRules};
pub use search::{Filter, Hit, Hits, Window};
