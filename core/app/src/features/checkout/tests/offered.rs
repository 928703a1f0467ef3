//! Which wallets pay where a merchant says what it takes.

use super::ready;
use crate::features::checkout::standing::{blocked, methods};
use crate::features::checkout::state::Session;
use crate::kernel::testing::Given;
use tradewind_commerce::quote::Block;
use tradewind_commerce::{Offered, SessionHandler, Wants};
use tradewind_payments::Wallets;
use tradewind_payments::wallets::sandbox;

#[test]
fn a_wallet_is_no_way_to_pay_where_the_merchant_takes_nothing_that_it_makes() {
    let offering = |offered: Offered, wants: Wants| {
        ready(100).with(|model| {
            let Session::Here(checkout) = &mut model.features.checkout.session else {
                unreachable!("asked for")
            };
            let handler = SessionHandler::of(sandbox::WALLET.handler, "sandbox");
            checkout.payment_handlers = vec![SessionHandler { offered, wants, ..handler }];
            model.host.payable = vec![sandbox::WALLET.handler.to_owned()];
            model.host.wallets = Wallets::all();
        })
    };
    let pays = |given: Given| {
        let blocked = blocked(&given.model);
        let methods = methods(&given.model).len();
        assert_eq!(blocked, (methods == 0).then_some(Block::Unsupported));
        methods == 1
    };
    let kinds = |kinds: &[&str]| Wants {
        credentials: Some(kinds.iter().map(|kind| (*kind).to_owned()).collect()),
        ..Wants::default()
    };
    assert!(pays(offering(Offered::Any, Wants::default())));
    assert!(pays(offering(Offered::of(["card", "sandbox"]), Wants::default())));
    assert!(!pays(offering(Offered::of(["card"]), Wants::default())));
    assert!(pays(offering(Offered::Any, kinds(&["pan", "token"]))));
    assert!(!pays(offering(Offered::Any, kinds(&["pan"]))));
    // A credential that is there already is the merchant's to judge.
    let outside = offering(Offered::of(["card"]), Wants::default());
    assert!(pays(outside.with(|model| model.host.wallets = Wallets::default())));
}
