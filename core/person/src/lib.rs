//! Everything a person keeps: cart, orders, settings and the journal of payments, in one SQLite file that is never thrown
//! away.
//!
//! Where to start: [`PersonStore`] is that file, seen as one merchant's customer; a call returns when the data is on disk.
//! `journal` keeps payment attempts ([`AttemptRow`]), `people` buyer, settings, purchases and orders, `progress` the checkout
//! under way, `prices` what this phone saw of prices, `spent` what orders count towards a yearly limit, `consent` what the person agreed to
//! (`agreed` the mark without which no yes counts) and
//! `touches` by which links they came then, `cart` and `cancels` the rest. `connection` opens the file, `statement` keeps what was parsed, `schema` brings an old one up step by step, `repair`,
//! `salvage` and `pages` save what a damaged one holds. `install` is what the phone's vault knows, `notes` what it is told, and
//! `ownership` decides by them whose file this is. `erase` forgets everything. [`FolderLock`] keeps a second app out.

mod agreed;
mod attempt;
mod body;
mod cancels;
mod cart;
mod cart_line;
mod connection;
mod consent;
mod erase;
mod error;
mod folder;
mod install;
mod journal;
mod notes;
mod ownership;
mod pages;
mod people;
mod prices;
mod progress;
mod purpose;
mod repair;
mod salvage;
mod schema;
mod seal;
mod spent;
mod state;
mod statement;
mod store;
mod touches;

pub use attempt::AttemptRow;
pub use cancels::CancelRow;
pub use cart_line::CartLine;
pub use connection::StoreOptions;
pub use consent::Consent;
pub use error::StoreError;
pub use folder::FolderLock;
pub use people::{PurchaseBegun, PurchaseRow};
pub use prices::{PriceHistory, PriceSeen};
pub use progress::{CheckoutInProgress, Creating};
pub use purpose::{Answer, Purpose};
#[cfg(feature = "fakes")]
pub use seal::unsealed;
pub use spent::Spent;
pub use state::AttemptState;
pub use store::PersonStore;
pub use touches::{Attributed, Touch};

/// Points at which a test may stop the process.
pub const FAIL_POINTS: &[&str] =
    &["person.write.before", "person.write.after", "attempt.journal.before", "attempt.journal.after"];
