//! Our platform profile at 2026-08-25.

use super::actions::{AUTHENTICATION, HAND_OFF};
use super::terms::TERMS;
use crate::write::handlers;
use serde_json::{Value, json};
use tradewind_commerce::HandlerOffer;

/// This version.
pub(super) const VERSION: &str = "2026-08-25";

/// The profile (UCP 2026-08-25 `profile.json`, platform). A phone has no webhook: the order capability names an address on
/// `base` that answers 410, and orders are polled.
/// `wallets` are the payment handlers that the app has a wallet for.
pub(super) fn document(base: &str, wallets: &[HandlerOffer]) -> Value {
    let base = base.trim_end_matches('/');
    let spec = |page: &str| format!("https://ucp.dev/{VERSION}/specification/{page}");
    let schema = |name: &str| format!("https://ucp.dev/{VERSION}/schemas/shopping/{name}.json");
    let capability =
        |page: &str, name: &str| json!([{"version": VERSION, "spec": spec(page), "schema": schema(name)}]);
    let extends = |page: &str, name: &str, of: Value| json!([{"version": VERSION, "spec": spec(page), "schema": schema(name), "extends": of}]);
    let authentication = json!([{
        "version": VERSION,
        "spec": spec("payment/extensions/authentication"),
        "schema": format!("https://ucp.dev/{VERSION}/schemas/common/payment_authentication.json"),
        "extends": "dev.ucp.shopping.checkout",
    }]);
    let terms = json!([{
        "version": VERSION,
        "spec": spec("payment/extensions/terms"),
        "schema": format!("https://ucp.dev/{VERSION}/schemas/common/payment_terms.json"),
        "extends": ["dev.ucp.shopping.checkout", "dev.ucp.shopping.order"],
    }]);
    let hand_off = json!([{
        "version": VERSION,
        "spec": "https://tradewind.dev/payment-hand-off",
        "schema": "https://tradewind.dev/payment-hand-off.json",
        "extends": "dev.ucp.shopping.checkout",
    }]);
    json!({
        "ucp": {
            "version": VERSION,
            "services": {"dev.ucp.shopping": [{
                "version": VERSION,
                "spec": spec("overview"),
                "transport": "rest",
                "schema": format!("https://ucp.dev/{VERSION}/services/shopping/rest.openapi.json"),
            }]},
            "capabilities": {
                "dev.ucp.shopping.checkout": capability("shopping/checkout", "checkout"),
                "dev.ucp.shopping.cart": capability("shopping/cart", "cart"),
                "dev.ucp.shopping.catalog.search": capability("shopping/catalog/search", "catalog_search"),
                "dev.ucp.shopping.catalog.lookup": capability("shopping/catalog/lookup", "catalog_lookup"),
                "dev.ucp.shopping.order": [{
                    "version": VERSION, "spec": spec("shopping/order"), "schema": schema("order"),
                    "config": {"webhook_url": format!("{base}/orders-are-polled")},
                }],
                "dev.ucp.shopping.fulfillment": extends(
                    "shopping/extensions/fulfillment", "fulfillment", json!("dev.ucp.shopping.checkout")),
                "dev.ucp.shopping.discount": extends(
                    "shopping/extensions/discount", "discount",
                    json!(["dev.ucp.shopping.checkout", "dev.ucp.shopping.cart"])),
                AUTHENTICATION: authentication,
                TERMS: terms,
                HAND_OFF: hand_off,
            },
            "payment_handlers": handlers(wallets, VERSION),
        }
    })
}
