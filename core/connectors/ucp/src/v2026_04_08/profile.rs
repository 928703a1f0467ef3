//! Our platform profile at 2026-04-08.

use crate::write::handlers;
use serde_json::{Value, json};
use tradewind_commerce::HandlerOffer;

/// This version.
pub(super) const VERSION: &str = "2026-04-08";

/// The profile (UCP 2026-04-08 `discovery/profile_schema.json`, platform). A phone has no webhook: the order
/// capability names an address on `base` that answers 410, and orders are polled.
/// `wallets` are the payment handlers that the app has a wallet for.
pub(super) fn document(base: &str, wallets: &[HandlerOffer]) -> Value {
    let base = base.trim_end_matches('/');
    let spec = format!("https://ucp.dev/{VERSION}/specification/overview");
    let schema = |name: &str| format!("https://ucp.dev/{VERSION}/schemas/shopping/{name}.json");
    let capability = |name: &str| json!([{"version": VERSION, "spec": spec, "schema": schema(name)}]);
    let extends = |name: &str, of: Value| json!([{"version": VERSION, "spec": spec, "schema": schema(name), "extends": of}]);
    json!({
        "ucp": {
            "version": VERSION,
            "services": {"dev.ucp.shopping": [{
                "version": VERSION,
                "spec": spec,
                "transport": "rest",
                "schema": format!("https://ucp.dev/{VERSION}/services/shopping/rest.openapi.json"),
            }]},
            "capabilities": {
                "dev.ucp.shopping.checkout": capability("checkout"),
                "dev.ucp.shopping.cart": capability("cart"),
                "dev.ucp.shopping.catalog.search": capability("catalog_search"),
                "dev.ucp.shopping.catalog.lookup": capability("catalog_lookup"),
                "dev.ucp.shopping.order": [{
                    "version": VERSION, "spec": spec, "schema": schema("order"),
                    "config": {"webhook_url": format!("{base}/orders-are-polled")},
                }],
                "dev.ucp.shopping.fulfillment": extends("fulfillment", json!("dev.ucp.shopping.checkout")),
                "dev.ucp.shopping.discount":
                    extends("discount", json!(["dev.ucp.shopping.checkout", "dev.ucp.shopping.cart"])),
            },
            "payment_handlers": handlers(wallets, VERSION),
        }
    })
}
