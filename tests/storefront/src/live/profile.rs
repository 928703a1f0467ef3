//! What the merchant's profile says of its shows.

use super::hub::LIVE;
use super::proof;
use crate::shop::Shop;
use serde_json::{Value, json};

/// Adds the extension, with where shows are listed and the keys that they sign with.
pub(crate) fn add(shop: &Shop, date: &str, ucp: &mut Value) {
    let Some(live) = &shop.live else { return };
    let keys: Vec<Value> = live.shows.iter().map(|show| proof::jwk(shop, show.id)).collect();
    ucp["capabilities"][LIVE] = json!([{
        "version": date, "spec": "https://tradewind.dev/live", "schema": "https://tradewind.dev/live.json",
        "extends": ["dev.ucp.shopping.checkout", "dev.ucp.shopping.order"],
        "config": {
            "sessions_url": shop.url("/live/sessions"), "reports_url": shop.url("/live/reports"), "keys": keys,
        },
    }]);
}
