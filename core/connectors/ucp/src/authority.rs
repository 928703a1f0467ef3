//! Who may say what a name means: the owner of the host that a reverse-domain name begins with.

use crate::named;
use tradewind_domain::WebUrl;

/// Whether the owner of `name` serves `schema` (UCP 2026-08-25 overview, authority binding): the host reversed is the name, or a
/// prefix of it that ends at a dot. Nothing is ever fetched from there; a schema of another owner is no entry at all.
pub(crate) fn bound(name: &str, schema: &str) -> bool {
    if let Some(host) = named::plain_host(schema) {
        return owns(host, name);
    }
    let Ok(url) = WebUrl::parse(schema) else { return false };
    let url = url.url();
    // None for an address that is a number.
    let host = url.domain().filter(|_| url.scheme() == "https");
    host.is_some_and(|host| owns(host.trim_end_matches('.'), name))
}

/// Whether a host reversed is a name, or a prefix of it that ends at a dot.
fn owns(host: &str, name: &str) -> bool {
    let mut labels: Vec<&str> = host.split('.').collect();
    if labels.len() < 2 {
        return false;
    }
    labels.reverse();
    let owner = labels.join(".");
    name == owner || name.strip_prefix(owner.as_str()).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_of_another_owner_is_no_entry() {
        for (name, schema, right) in [
            ("dev.ucp.shopping.checkout", "https://ucp.dev/schemas/checkout.json", true),
            ("dev.ucp.shopping.checkout", "https://UCP.dev:8443/x?y#z", true),
            ("com.example.pay", "https://example.com/x.json", true),
            ("com.example.pay", "https://pay.example.com/x.json", true),
            ("com.example.pay", "https://example.com./x.json", true),
            // A label is whole: neither half of one nor one more.
            ("com.examplepay.x", "https://example.com/x.json", false),
            ("dev.ucp.shopping.checkout", "https://shopping.evil.dev/x.json", false),
            ("dev.ucp.shopping.checkout", "https://ucp.dev.evil.example/x.json", false),
            ("dev.ucp.shopping.checkout", "https://ucp.dev@evil.example/x.json", false),
            ("dev.ucp.shopping.checkout", "http://ucp.dev/x.json", false),
            ("dev.ucp.shopping.checkout", "https://dev/x.json", false),
            ("127.0.0.1", "https://127.0.0.1/x.json", false),
            ("dev.ucp.shopping.checkout", "//ucp.dev/x.json", false),
            ("dev.ucp.shopping.checkout", "", false),
        ] {
            assert_eq!(bound(name, schema), right, "{name} {schema}");
        }
    }
}
