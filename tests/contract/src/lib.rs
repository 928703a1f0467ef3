//! What every shop engine must do, as tests that run on any of them.
//!
//! Where to start: an engine's author implements [`Setup`] (a merchant to talk to, the engine, something to buy) in a test
//! file here, named after the engine, and calls [`contract!`](crate::contract), which makes a test of each rule in [`rules`].
//! `world` holds what the rules work with, `wire` the network between engine and merchant. `tests/can_fail.rs` shows for
//! each rule a wrong engine that it finds.

pub mod rules;
mod wire;
mod world;

use std::sync::Arc;
use tradewind_commerce::{Checkout, CheckoutDraft, Credential, Engine};
use tradewind_domain::Language;
use tradewind_ports::{Ports, Transport};

/// A merchant that can be talked to in this process, such as a sandbox behind its router.
pub trait Merchant: Transport {
    /// How many orders it has booked.
    fn orders(&self) -> usize;
}

/// What an engine's author lends to the contract.
pub trait Setup: Send + Sync {
    /// A merchant of its own for each call: nothing was bought there yet.
    fn merchant(&self) -> Arc<dyn Merchant>;

    /// The engine, as a phone makes it. Its transport leads to the merchant.
    fn engine(&self, ports: Ports) -> Arc<dyn Engine>;

    /// So many of one thing, for a buyer whom the merchant needs to know nothing more of.
    fn draft(&self, quantity: u32, language: Language) -> CheckoutDraft;

    /// A credential that pays this checkout. Its token is longer than eight bytes.
    fn credential(&self, checkout: &Checkout) -> Credential;
}

/// One test of each rule, for an engine whose [`Setup`] is `$setup`. The test file's crate has tokio with `macros` and `rt`.
#[macro_export]
macro_rules! contract {
    ($setup:expr) => {
        $crate::contract!(@ $setup;
            what_the_merchant_can_do_is_asked_once,
            a_checkout_is_what_was_asked_for,
            a_change_stays_in_its_checkout,
            what_is_paid_is_bought_and_is_an_order,
            what_is_promised_of_a_repeated_request_holds,
            a_lost_answer_is_found_by_asking,
            what_never_left_was_not_acted_on,
            a_cancelled_checkout_is_not_bought,
            what_the_merchant_does_not_know_is_said,
            an_answer_about_another_checkout_is_garbage,
            the_request_to_pay_is_the_same_bytes_each_time,
            nothing_of_a_checkout_is_kept_in_the_engine,
            the_language_goes_with_each_call,
            a_broken_answer_is_an_error_and_may_have_acted,
            the_catalog_finds_what_it_lists,
        );
    };
    (@ $setup:expr; $($rule:ident),* $(,)?) => {
        $(
            #[tokio::test]
            async fn $rule() {
                $crate::rules::$rule(std::sync::Arc::new($setup)).await;
            }
        )*
    };
}
