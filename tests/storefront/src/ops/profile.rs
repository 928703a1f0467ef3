//! `/.well-known/ucp`: what this merchant speaks and offers.

use crate::http::{Reply, Req};
use crate::shop::Shop;
use crate::strangers::ELSEWHERE;
use crate::version::UCP_VERSION;
use serde_json::{Value, json};

/// Our payment handler: takes the token of a sandbox wallet.
pub(crate) const HANDLER: &str = "dev.tradewind.sandbox_wallet";
/// The merchant's id for it.
pub(crate) const HANDLER_ID: &str = "sandbox";

pub(crate) fn profile(shop: &Shop, request: &Req) -> Reply {
    let version = if shop.strikes("other-version", request).is_some() { "2031-01-01" } else { UCP_VERSION };
    let endpoint = match shop.strikes("other-endpoint", request) {
        Some(_) => ELSEWHERE,
        None => shop.config.base_url.as_str(),
    };
    let schema = |path: &str| format!("https://ucp.dev/{UCP_VERSION}/schemas/shopping/{path}.json");
    let spec = format!("https://ucp.dev/{UCP_VERSION}/specification/overview");
    let capability = |path: &str| json!([{"version": version, "spec": spec, "schema": schema(path)}]);
    let extends = |path: &str, of: Value| json!([{"version": version, "spec": spec, "schema": schema(path), "extends": of}]);
    let mut reply = Reply::json(
        200,
        &json!({
            "ucp": {
                "version": version,
                "services": {"dev.ucp.shopping": [{
                    "version": version,
                    "spec": spec,
                    "transport": "rest",
                    "endpoint": endpoint,
                    "schema": format!("https://ucp.dev/{UCP_VERSION}/services/shopping/rest.openapi.json"),
                }]},
                "capabilities": {
                    "dev.ucp.shopping.checkout": capability("checkout"),
                    "dev.ucp.shopping.cart": capability("cart"),
                    "dev.ucp.shopping.catalog.search": capability("catalog_search"),
                    "dev.ucp.shopping.catalog.lookup": capability("catalog_lookup"),
                    "dev.ucp.shopping.order": capability("order"),
                    "dev.ucp.shopping.fulfillment": extends("fulfillment", json!("dev.ucp.shopping.checkout")),
                    "dev.ucp.shopping.discount":
                        extends("discount", json!(["dev.ucp.shopping.checkout", "dev.ucp.shopping.cart"])),
                },
                "payment_handlers": handlers(shop),
            }
        }),
    );
    // At least a minute, in shared caches too (overview.md, profile hosting).
    reply.headers.push(("cache-control", "public, max-age=300".to_owned()));
    reply
}

/// The payment handlers on offer.
pub(crate) fn handlers(shop: &Shop) -> Value {
    let (name, id) =
        if shop.is_on("no-handler") { ("com.example.unheard_of", "unheard") } else { (HANDLER, HANDLER_ID) };
    json!({name: [{
        "id": id,
        "version": UCP_VERSION,
        "spec": "https://tradewind.dev/sandbox-wallet",
        "schema": "https://tradewind.dev/sandbox-wallet.json",
        "available_instruments": [{"type": "sandbox"}],
    }]})
}

/// The `ucp` member of an answer.
pub(crate) fn meta(shop: &Shop, capabilities: &[&str], payment: bool) -> Value {
    let named: serde_json::Map<String, Value> = capabilities
        .iter()
        .map(|name| (format!("dev.ucp.shopping.{name}"), json!([{"version": UCP_VERSION}])))
        .collect();
    let mut meta = json!({"version": UCP_VERSION, "status": "success", "capabilities": named});
    if payment {
        meta["payment_handlers"] = handlers(shop);
    }
    meta
}
