//! Payments: the law of an attempt, and the driver that obeys it. Never pays twice, never loses an order.
//!
//! Where to start: [`law`] is a pure table: state and event in, state and next step out. [`Driver`] obeys it: the journal
//! first (`tradewind_person`), then the wallet and the engine, one request at a time, and takes what is asked of it from an
//! ordered mailbox ([`Driver::serve`]). [`Wallets`] are the wallets there are (a new one is a row of `assets/payments`, made
//! into a table by `build/generate.rs`), [`policy`] what each allows, [`Facts`] what else is known of it; [`registry`] puts
//! those that fit a checkout into order.

mod ability;
mod billing;
mod driver;
mod facts;
pub mod hand_off;
pub mod law;
mod mailbox;
pub mod policy;
pub mod registry;
mod sandbox_approval;
mod system_sheet;
mod wallet;
pub mod wallets;
mod with_person;

pub use ability::{Ability, Device, Os};
pub use driver::{
    Driver, OpenPayment, PayRequest, PaymentError, PaymentEvent, PaymentView, PersonLanguage, Prepared,
};
pub use facts::{Facts, Needs, Otherwise, Reason, Refundable};
pub use mailbox::{Answer, Request};
pub use sandbox_approval::sandbox_approval;
pub use tradewind_methods::google_pay::is_ready_to_pay as google_pay_readiness;
pub use wallet::{Family, Wallet};
pub use wallets::Wallets;
pub use with_person::{Handed, Left, Stopping, Waiting, Word};

/// Points at which a test may stop the process, beside those of the journal and of the engine.
pub const FAIL_POINTS: &[&str] =
    &["attempt.sheet.before", "attempt.sheet.after", "attempt.hand_off.before", "attempt.hand_off.after"];
