//! A merchant's answers before they are read: no larger in memory than a phone bears, and no address in them leads to this
//! machine or a private network, unless the merchant is there.

use serde_json::Value;
use tradewind_domain::limits::json_fits;
use tradewind_domain::weburl::MAX_URL_BYTES;
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

/// A value as JSON text. Not by its `Display`, which checks each piece of it to be text again.
pub(crate) fn text(value: &Value) -> String {
    // A value has no keys but texts and no numbers but finite ones: it is always written.
    serde_json::to_string(value).unwrap_or_default()
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
        Value::String(text) if is_private(text.trim(), merchant) => *value = Value::Null,
        _ => {}
    }
}

/// Whether a text is an address that `merchant` may not name.
fn is_private(text: &str, merchant: &WebUrl) -> bool {
    !is_plainly_public(text) && WebUrl::parse_named_by(text, merchant) == Err(WebUrlError::Private)
}

fn is_plainly_public(text: &str) -> bool {
    plain_host(text).is_some()
}

/// The host of a text that is an address at a name as most are: small letters of ASCII, below a top that is of letters alone and
/// holds public names. Most texts with an address in them are, and are not worth to be read as one; of any other this says nothing.
pub(crate) fn plain_host(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").filter(|_| text.len() <= MAX_URL_BYTES)?;
    let host = rest.split(['/', '?', '#', '\\']).next()?;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'.';
    let (below, top) = host.rsplit_once('.')?;
    // The tops that `WebUrl` knows to be private end so, and no number is a top of letters. What looks like words of another script
    // (`xn--`), or has an empty label, may be no name at all.
    let is_public = top.len() > 1
        && top.bytes().all(|byte| byte.is_ascii_lowercase())
        && !["localhost", "local", "internal", "arpa"].contains(&top);
    let is_name = below.bytes().all(plain) && below.split('.').all(|label| !label.is_empty());
    (is_public && is_name && !host.contains("xn--")).then_some(host)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_read_as_an_address_is_none_that_would_be_left_out() {
        let merchant = WebUrl::parse("https://shop.example").expect("https");
        let hosts = [
            "shop.example",
            "a.b-c.example",
            "10.0.0.1",
            "127.0.0.1",
            "0x7f.1",
            "2130706433",
            "1.2.3.4.",
            "localhost",
            "x.localhost",
            "printer.local",
            "router.home.arpa",
            "vault.internal",
            "LOCALHOST",
            "x.Local",
            "[::1]",
            "me@10.0.0.1",
            "10.0.0.1:80",
            "a.example:8080",
            "xn--bcher-kva.example",
            "127.0.0.1\\.example",
            "",
            ".",
            "a..example",
            "x.local.",
            "１２７.0.0.1",
            "a\t.local",
            "localhost%2e",
            "127.0.0.1#.example",
        ];
        for host in hosts {
            for text in
                [format!("https://{host}"), format!("https://{host}/p?q#f"), format!("http://{host}/")]
            {
                let read = WebUrl::parse_named_by(&text, &merchant) == Err(WebUrlError::Private);
                assert_eq!(is_private(&text, &merchant), read, "{text}");
            }
        }
        assert!(is_plainly_public("https://shop.example/p") && !is_plainly_public("https://10.0.0.1/p"));
    }
}
