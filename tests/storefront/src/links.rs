//! Creators' links, as `README.md` ("Links") has them: the key that the profile publishes, and what it signs.

use crate::shop::Shop;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};

const LINKS: &str = "dev.tradewind.links";
/// The key's name.
const KID: &str = "links-1";

/// Adds the extension, with the key that signs creators' links and what the seed's feed calls what shop engines number.
pub(crate) fn profile(shop: &Shop, date: &str, ucp: &mut Value) {
    let public = key(shop).verifying_key();
    let jwk = json!({"kid": KID, "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA",
        "x": URL_SAFE_NO_PAD.encode(public.as_bytes())});
    ucp["capabilities"][LINKS] = json!([{
        "version": date, "spec": "https://tradewind.dev/links", "schema": "https://tradewind.dev/links.json",
        "config": {"hosts": [], "keys": [jwk], "ids": ids(), "codes": shop.url("/.well-known/tradewind/codes/{code}")},
    }]);
}

/// The forms of the seed's ids: of Google for WooCommerce, in WooCommerce's links and in Meta's, and of Shopify's Google feed.
fn ids() -> Value {
    json!([
        {"feed": "gla_{n}"},
        {"link": "wc_post_id_{n}", "feed": "gla_{n}"},
        {"link": "{n}", "feed": "shopify_*_{n}"},
    ])
}

/// The address of a path with a creator's token, a code where one is promised, and the signature over them; `expires` in
/// Unix seconds. None where something would have to be encoded.
pub(crate) fn signed(shop: &Shop, path: &str, by: &str, code: Option<&str>, expires: i64) -> Option<String> {
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let parts = path.strip_prefix('/')?;
    if !parts.split('/').chain([by]).chain(code).all(plain) {
        return None;
    }
    // Sorted by name, as they are signed.
    let mut query = format!("tw_by={by}");
    if let Some(code) = code {
        query.push_str(&format!("&tw_code={code}"));
    }
    query.push_str(&format!("&tw_exp={expires}&tw_kid={KID}"));
    let lines = format!("tradewind-link-v1\n{}\n{path}\n{query}", shop.url(""));
    let signature = key(shop).sign(lines.as_bytes());
    Some(format!("{}?{query}&tw_sig={}", shop.url(path), URL_SAFE_NO_PAD.encode(signature.to_bytes())))
}

/// The key: the same one for the same seed.
fn key(shop: &Shop) -> SigningKey {
    let material = shop.config.seed.to_string();
    SigningKey::from_bytes(&blake3::derive_key(
        "tradewind sandbox, key of creators' links",
        material.as_bytes(),
    ))
}
