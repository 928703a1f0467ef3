//! The app, a shop, and the payment service provider that the shop charges cards at.

#[path = "../../../storefront/tests/client/localstripe.rs"]
#[allow(dead_code, reason = "the storefront's own tests use the rest")]
mod localstripe;

use crate::journey::shop;
use localstripe::Localstripe;
use serde_json::Value;
use tradewind_storefront::Fault;
use tradewind_suite::Merchant;

/// A way to pay, a fault of the wire to the provider, how the purchase ends, and the provider's intents that were charged.
const CASES: [(&str, &str, i32, &str, usize); 5] = [
    ("approve", "", 0, "", 1),
    ("decline", "", 3, "PAYMENT_DECLINED", 0),
    ("approve", "psp:as=lost:times=1:at=psp-confirm", 0, "", 1),
    ("approve", "psp:as=reset:times=1:at=psp-create", 0, "", 1),
    ("approve", "psp:as=cached-5xx:times=2:at=psp-confirm", 0, "", 1),
];

#[test]
fn a_purchase_of_the_app_is_charged_once_at_the_provider() {
    let Some(provider) = Localstripe::start() else { return };
    for (number, (pay, fault, exit, code, charged)) in (1..).zip(CASES) {
        let merchant = Merchant::charging_at(&provider.url(), number).expect("starts");
        if !fault.is_empty() {
            merchant.front.set_fault(Fault::parse(fault).expect("well written"));
        }
        let folder = tempfile::tempdir().expect("a folder");
        let before = count(&provider);
        let more = ["--item", "mug-indigo", "--market", "DE", "--pay", pay];
        let (ended, _, last) = shop(&merchant.base, folder.path(), &more);
        assert_eq!((ended, last["code"].as_str().unwrap_or_default()), (exit, code), "{pay} {fault}: {last}");
        assert_eq!(count(&provider) - before, charged, "{pay} {fault}");
        assert_eq!(merchant.front.orders().len(), charged, "{pay} {fault}");
        // Taken up again, it is found and not bought once more.
        if charged > 0 {
            assert_eq!(shop(&merchant.base, folder.path(), &more).0, 0, "{pay} {fault}");
            assert_eq!(count(&provider) - before, charged, "{pay} {fault}");
        }
    }
}

/// Intents at the provider that were charged.
fn count(provider: &Localstripe) -> usize {
    let all = provider.ask("GET", "/v1/payment_intents?limit=1000", "");
    let charged = |intent: &&Value| intent["status"] == "succeeded";
    all["data"].as_array().map_or(0, |all| all.iter().filter(charged).count())
}
