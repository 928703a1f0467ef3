//! `/.well-known/ucp`: what this merchant speaks and offers.

use crate::document::Document;
use crate::http::{Reply, Req};
use crate::links::profile as of_links;
use crate::live::profile as of_shows;
use crate::methods;
use crate::ops::held::HANDLER_ID;
use crate::ops::terms;
use crate::shop::{Shop, lock};
use crate::sign;
use crate::strangers::ELSEWHERE;
use crate::versions::Version;
use serde_json::{Map, Value, json};
use std::sync::atomic::Ordering;

/// Our payment handler: takes the token of a sandbox wallet.
pub(crate) const HANDLER: &str = "dev.tradewind.sandbox_wallet";

/// The newest version, and where the older ones are.
pub(crate) fn root(shop: &Shop, request: &Req) -> Reply {
    let newest = shop.config.versions.iter().copied().max().unwrap_or(Version::V2026_04_08);
    let now = now(shop, request, newest, true);
    let whole = || {
        let mut body = document(shop, &now);
        let older = shop.config.versions.iter().filter(|version| **version != newest);
        let leaves: Map<String, Value> =
            older.map(|version| (version.date().to_owned(), at(shop, *version))).collect();
        if !leaves.is_empty() {
            body["ucp"]["supported_versions"] = Value::Object(leaves);
        }
        body
    };
    if let Some(fault) = shop.strikes("other-version", request) {
        let mut body = whole();
        body["ucp"]["version"] = json!("2031-01-01");
        match fault.kind.as_str() {
            // Newer than anybody speaks, and each older one is still there.
            "newer" => {
                body["ucp"]["supported_versions"] =
                    shop.config.versions.iter().map(|version| (version.date(), at(shop, *version))).collect();
            }
            _ => {
                if let Some(ucp) = body["ucp"].as_object_mut() {
                    ucp.remove("supported_versions");
                }
            }
        }
        return cached(&body);
    }
    said_before(shop, now, whole)
}

/// What the profile that is asked for hangs on now.
fn now(shop: &Shop, request: &Req, version: Version, is_root: bool) -> Document {
    Document {
        version,
        is_root,
        is_elsewhere: shop.strikes("other-endpoint", request).is_some(),
        is_without_handler: shop.is_on("no-handler"),
        has_methods: shop.offers_methods(),
        key: shop.key_number.load(Ordering::SeqCst),
    }
}

/// The profile as it was made when it was first asked for.
fn said_before(shop: &Shop, now: Document, make: impl FnOnce() -> Value) -> Reply {
    lock(&shop.documents).entry(now).or_insert_with(|| cached(&make())).clone()
}

/// An older version, whole, which names no further ones.
pub(crate) fn leaf(shop: &Shop, request: &Req, date: &str) -> Result<Reply, Reply> {
    let version = Version::of(date).filter(|version| shop.config.versions.contains(version));
    let version = version.ok_or_else(|| Reply::refuse(404, "not_found", "no such version"))?;
    let now = now(shop, request, version, false);
    if shop.strikes("other-leaf", request).is_some() {
        let mut body = document(shop, &now);
        body["ucp"]["version"] = json!("2031-01-01");
        return Ok(cached(&body));
    }
    Ok(said_before(shop, now, || document(shop, &now)))
}

fn at(shop: &Shop, version: Version) -> Value {
    json!(shop.url(&format!("/.well-known/ucp/{}", version.date())))
}

fn document(shop: &Shop, now: &Document) -> Value {
    let version = now.version;
    let endpoint = if now.is_elsewhere { ELSEWHERE } else { shop.config.base_url.as_str() };
    let date = version.date();
    let schema = |path: &str| format!("https://ucp.dev/{date}/schemas/shopping/{path}.json");
    let capability = |page: &str, path: &str| json!([{"version": date, "spec": version.spec(page), "schema": schema(path)}]);
    let extends = |page: &str, path: &str, of: Value| json!([{"version": date, "spec": version.spec(page), "schema": schema(path), "extends": of}]);
    let mut document = json!({
        "ucp": {
            "version": date,
            "services": {"dev.ucp.shopping": [{
                "version": date,
                "spec": version.spec("overview"),
                "transport": "rest",
                "endpoint": endpoint,
                "schema": format!("https://ucp.dev/{date}/services/shopping/rest.openapi.json"),
            }]},
            "capabilities": {
                "dev.ucp.shopping.checkout": capability("shopping/checkout", "checkout"),
                "dev.ucp.shopping.cart": capability("shopping/cart", "cart"),
                "dev.ucp.shopping.catalog.search": capability("shopping/catalog/search", "catalog_search"),
                "dev.ucp.shopping.catalog.lookup": capability("shopping/catalog/lookup", "catalog_lookup"),
                "dev.ucp.shopping.order": capability("shopping/order", "order"),
                "dev.ucp.shopping.fulfillment": extends(
                    "shopping/extensions/fulfillment", "fulfillment", json!("dev.ucp.shopping.checkout")),
                "dev.ucp.shopping.discount": extends(
                    "shopping/extensions/discount", "discount",
                    json!(["dev.ucp.shopping.checkout", "dev.ucp.shopping.cart"])),
            },
            "payment_handlers": handlers(shop, version),
        }
    });
    if version.replaces() {
        methods::profile(shop, date, &mut document["ucp"]);
        terms::profile(version, &mut document["ucp"]);
    }
    of_links(shop, date, &mut document["ucp"]);
    of_shows::add(shop, date, &mut document["ucp"]);
    sign::publish(shop, version, &mut document);
    document
}

fn cached(body: &Value) -> Reply {
    let mut reply = Reply::json(200, body);
    // At least a minute, in shared caches too (overview.md, profile hosting).
    reply.headers.push(("cache-control", "public, max-age=300".to_owned()));
    reply
}

/// The payment handlers on offer.
fn handlers(shop: &Shop, version: Version) -> Value {
    let (name, id) =
        if shop.is_on("no-handler") { ("com.example.unheard_of", "unheard") } else { (HANDLER, HANDLER_ID) };
    json!({name: [{
        "id": id,
        "version": version.date(),
        "spec": "https://tradewind.dev/sandbox-wallet",
        "schema": "https://tradewind.dev/sandbox-wallet.json",
        "available_instruments": [{"type": "sandbox"}],
    }]})
}

/// The `ucp` member of an answer: of what it could have, what the platform has too.
pub(crate) fn meta(shop: &Shop, request: &Req, capabilities: &[&str], payment: bool) -> Value {
    let date = request.version().date();
    let named: Map<String, Value> = capabilities
        .iter()
        .filter(|name| request.has(name))
        .map(|name| (format!("dev.ucp.shopping.{name}"), json!([{"version": date}])))
        .collect();
    let mut meta = json!({"version": date, "status": "success", "capabilities": named});
    if payment {
        meta["payment_handlers"] = handlers(shop, request.version());
    }
    meta
}
