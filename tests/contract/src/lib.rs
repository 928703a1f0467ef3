//! What every shop engine must do, as tests that run on any of them.
//!
//! Where to start: an engine's author implements [`Setup`] (a merchant to talk to, the engine, something to buy) in a test
//! file here, named after the engine, and calls [`contract!`](crate::contract), which makes a test of each rule in [`rules`].
//! `world` holds what the rules work with, `wire` the network between engine and merchant. `tests/can_fail.rs` shows for
//! each rule a wrong engine that it finds.

pub mod rules;
mod setup;
mod wire;
mod world;

pub use setup::{Merchant, Setup};

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
