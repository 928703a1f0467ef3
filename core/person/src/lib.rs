//! Everything a person keeps: cart, orders, settings and the journal of payments, in one SQLite file that is never thrown
//! away.
//!
//! Where to start: [`PersonStore`] is that file, seen as one merchant's customer; a call returns when the data is on disk.
//! `journal` keeps payment attempts, `people` buyer, settings, purchases and orders, `progress` the checkout
//! under way, `cart` and `cancels` the rest. `schema`
//! brings an old file up step by step, `repair`, `salvage` and `pages` save what a damaged one holds, `install` and `notes`
//! tell with the vault whose phone this is, `erase` forgets everything. [`FolderLock`] keeps a second app out.

mod body;
mod cancels;
mod cart;
mod erase;
mod folder;
mod install;
mod journal;
mod notes;
mod pages;
mod people;
mod progress;
mod repair;
mod salvage;
mod schema;
mod state;
mod store;

pub use cancels::CancelRow;
pub use cart::CartLine;
pub use folder::FolderLock;
pub use journal::AttemptRow;
pub use people::{PurchaseBegun, PurchaseRow};
pub use progress::{CheckoutInProgress, Creating};
pub use state::AttemptState;
pub use store::{PersonStore, StoreError, StoreOptions};

/// Points at which a test may stop the process.
pub const FAIL_POINTS: &[&str] =
    &["person.write.before", "person.write.after", "attempt.journal.before", "attempt.journal.after"];
