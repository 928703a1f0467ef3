//! A merchant's answers before they are read: no larger in memory than a phone bears, and no address in them leads to this
//! machine or a private network, unless the merchant is there.

use serde_json::Value;
use tradewind_domain::limits::json_fits;
use tradewind_domain::{WebUrl, WebUrlError};

/// The JSON of an answer; none for what is none, or grows too large as a tree. As everywhere here it is read from text: a reader of bytes
/// beside that of text is 10 KB more.
pub(crate) fn json(body: &[u8]) -> Option<Value> {
    if json_fits(body) {
        std::str::from_utf8(body).ok().and_then(|text| serde_json::from_str(text).ok())
    } else {
        None
    }
}

/// `body` without addresses that `merchant` has no business to name, wherever they stand: a place to go on, a picture, a model,
/// a permalink, a link. What is left out reads as absent.
pub(crate) fn cleaned(mut body: Value, merchant: &WebUrl) -> Value {
    clean(&mut body, merchant);
    body
}

fn clean(value: &mut Value, merchant: &WebUrl) {
    match value {
        // Deeper than this no JSON is read (serde_json stops at 128), so the walk ends.
        Value::Array(list) => list.iter_mut().for_each(|one| clean(one, merchant)),
        Value::Object(object) => object.values_mut().for_each(|one| clean(one, merchant)),
        Value::String(text) if WebUrl::parse_named_by(text.trim(), merchant) == Err(WebUrlError::Private) => {
            *value = Value::Null;
        }
        _ => {}
    }
}

/// The host of an endpoint that is neither the merchant's origin nor one of those allowed: it is to be shown.
pub(crate) fn foreign_host(endpoint: &WebUrl, merchant: &WebUrl, allowed: &[WebUrl]) -> Option<String> {
    let known = endpoint.same_origin(merchant) || allowed.iter().any(|one| endpoint.same_origin(one));
    if known {
        return None;
    }
    let host = endpoint.url().host_str().unwrap_or_default();
    Some(match endpoint.url().port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    })
}
