//! The merchant's profile: whether it speaks our version, where, and what it can do.

use super::parts::{Read, bounded, entries, garbage};
use crate::profile::VERSION;
use serde_json::Value;
use tradewind_commerce::{Capabilities, MerchantError, PaymentHandler};
use tradewind_domain::WebUrl;

/// A merchant that speaks our version.
#[derive(Debug, Clone)]
pub(crate) struct Discovered {
    pub(crate) endpoint: WebUrl,
    pub(crate) capabilities: Capabilities,
}

/// What a profile says about us two.
pub(crate) enum Negotiated {
    /// It speaks our version.
    Speaks(Discovered),
    /// It has another profile for our version.
    Elsewhere(WebUrl),
}

/// Reads `/.well-known/ucp`, with or without its `ucp` wrapper.
pub(crate) fn discovery(profile: &Value, merchant: &WebUrl) -> Read<Negotiated> {
    let ucp = if profile["ucp"].is_object() { &profile["ucp"] } else { profile };
    let Some(version) = ucp["version"].as_str() else { return garbage("profile.version") };
    if version != VERSION {
        return match ucp["supported_versions"][VERSION].as_str() {
            Some(leaf) => {
                Ok(Negotiated::Elsewhere(merchant.join_named(leaf).map_err(|_| MerchantError::Insecure)?))
            }
            None => Err(MerchantError::VersionUnsupported),
        };
    }
    // Lists of named objects are the shape of 2026-01-11, whatever the version field says.
    if ucp["services"].is_array() || ucp["capabilities"].is_array() {
        return Err(MerchantError::VersionUnsupported);
    }
    let same = |entry: &&Value| entry["version"].as_str() == Some(VERSION);
    let rest = entries(&ucp["services"]["dev.ucp.shopping"])
        .filter(same)
        .find(|service| service["transport"].as_str() == Some("rest"));
    let Some(endpoint) = rest.and_then(|service| service["endpoint"].as_str()) else {
        return garbage("profile.services");
    };
    let endpoint = merchant.join_named(endpoint).map_err(|_| MerchantError::Insecure)?;
    // Paths are put behind it; a query would swallow them.
    let endpoint = endpoint.base().map_err(|_| MerchantError::Garbage("profile.endpoint"))?;
    let has = |name: &str| {
        entries(&ucp["capabilities"][format!("dev.ucp.shopping.{name}")]).any(|entry| same(&entry))
    };
    let capabilities = Capabilities {
        checkout: has("checkout"),
        cart: has("cart"),
        catalog_search: has("catalog.search"),
        catalog_lookup: has("catalog.lookup"),
        fulfillment: has("fulfillment"),
        discount: has("discount"),
        order: has("order"),
        payment_handlers: handlers(&ucp["payment_handlers"]),
        endpoint_host: None,
    };
    Ok(Negotiated::Speaks(Discovered { endpoint, capabilities }))
}

fn handlers(map: &Value) -> Vec<PaymentHandler> {
    map.as_object()
        .into_iter()
        .flatten()
        .flat_map(|(name, list)| {
            entries(list).filter_map(|entry| {
                Some(PaymentHandler { name: bounded(name, 200), id: bounded(entry["id"].as_str()?, 255) })
            })
        })
        .take(50)
        .collect()
}
