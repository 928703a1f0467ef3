//! The catalog on the phone: verified download, one-transaction apply, search, freshness, pictures.
//!
//! Where to start: [`Catalog`] (open, read, search), [`refresh`] (what is fetched and trusted, and in which order),
//! [`text`] (how words of four scripts become search tokens), [`Pictures`] (the picture cache) and [`Models`]. Everything here is
//! cache: a broken file is dropped and built anew; the person's own data is another crate's and another file.

mod apply;
mod begun;
mod db;
mod erase;
mod error;
mod incoming;
mod models;
mod online;
mod pictures;
mod read;
mod refresh;
mod repair;
mod search;
mod shelf;
pub mod text;
mod trust;

pub use db::{Catalog, CatalogOptions};
pub use error::CatalogError;
pub use models::{ModelFile, Models};
pub use pictures::{Image, PictureOptions, Pictures};
pub use read::{Category, Freshness, Head};
pub use refresh::{GATES, Offered, Refresh, Refreshed};
pub use repair::Repairs;
pub use search::{Filter, Hit, Hits, Window};
