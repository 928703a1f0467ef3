//! The offline pack's format, shared by writer and reader: manifest, streams, signature, limits. No I/O.
//!
//! A merchant's folder (any static host) holds
//! - `tradewind.json`, the [`index`]: name, key, and which manifest serves which market and language;
//! - `<MARKET>/<language>/manifest.twm`, the signed [`manifest`]: small, the only thing that changes;
//! - `objects/<BLAKE3>`, immutable [`object`]s: one compressed stream each.
//!
//! Four streams make a catalog, split by how fast they change: `text` (words, weight, codes), `offers` (price,
//! stock), `rank` (popularity), `media` (pictures). A fifth, `facts` (condition, energy label, unit price, delivery), stands
//! beside them where any of that is known. Each is a struct of columns ([`columns`]), because columns
//! compress and parse better than rows. `rules` has the merchant's rules of trade in their own format. A manifest lists streams by name, and for each any number of objects:
//! one `snapshot`, and `delta`s with the version they start from. A reader takes what it knows and ignores the
//! rest, so that skip-list deltas and further streams need no new format.
//!
//! Where to start: [`Manifest::open`] (what a phone does with bytes from outside), [`object::Intake`] and [`object::unpack`]
//! (an object as it comes), then [`Rows`] (its rows one after another, whatever their number).

pub mod columns;
mod cursor;
pub mod error;
mod facts;
pub mod index;
pub mod key;
mod lengths;
pub mod manifest;
pub mod object;
mod row;
pub mod rows;

pub use columns::{MediaColumns, OffersColumns, RankColumns, TextColumns};
pub use cursor::Raw;
pub use error::PackError;
pub use facts::FactsColumns;
pub use index::{Index, IndexLanguage, IndexMarket};
pub use key::{DEVELOPMENT_SEED, is_development_key, public_key};
pub use manifest::{Expected, FORMAT, Kind, Manifest, RULES, StreamRef};
pub use rows::Rows;
