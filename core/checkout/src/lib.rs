//! Cart, merchant, payment attempt and its journal: never pays twice, never loses an order.
//!
//! Where to start: [`attempt`] is the law (a pure machine: state and event in, state out), [`Till`] obeys it (journal
//! first, then wallet and merchant, one request at a time), [`PersonStore`] keeps it (one SQLite file, synced before
//! anything leaves the phone).

pub mod attempt;
mod store;
mod till;

pub use store::{
    AttemptRow, CancelRow, CartLine, FolderLock, PersonStore, PurchaseBegun, PurchaseRow, StoreError,
    StoreOptions,
};
pub use till::{OpenPayment, PayRequest, PaymentView, Prepared, Till, TillError, TillEvent};

/// Points at which a test may stop the process, beside those of the merchant's client.
pub const GATES: &[&str] = &[
    "person.write.before",
    "person.write.after",
    "attempt.journal.before",
    "attempt.journal.after",
    "attempt.sheet.before",
    "attempt.sheet.after",
];
