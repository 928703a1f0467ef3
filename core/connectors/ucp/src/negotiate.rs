//! The merchant's profile: which version we have in common, where it is spoken, and what the merchant can do in it.

use crate::dialect::{Dialect, LINKS, LIVE, PERMALINK, Registry};
use crate::read::{Read, entries, garbage, handlers};
use crate::short_code::CodesAt;
use crate::versions::ALL;
use serde_json::Value;
use tradewind_commerce::{Capabilities, LinkOffer, LiveOffer, MerchantError};
use tradewind_domain::WebUrl;
use tradewind_signatures::{KEYS, KeySet};

/// The most further hosts of a merchant's that are read.
const MOST_HOSTS: usize = 16;
/// The most forms of ids that are read, and the longest pattern of one, in bytes.
const MOST_IDS: usize = 4;
const LONGEST_ID: usize = 64;

/// A merchant that speaks a version of ours.
#[derive(Clone)]
pub(crate) struct Discovered {
    /// The version that is spoken.
    pub(crate) dialect: &'static dyn Dialect,
    pub(crate) endpoint: WebUrl,
    pub(crate) capabilities: Capabilities,
    /// What the merchant signs its answers with; empty where it does not.
    pub(crate) keys: KeySet,
    /// Where its shows are.
    pub(crate) live: Option<LiveOffer>,
    /// What links to it are held against.
    pub(crate) links: LinkOffer,
    /// Where it is asked about short codes.
    pub(crate) codes: Option<CodesAt>,
}

/// Where a version in common is described.
pub(crate) enum Chosen {
    /// In the profile that was read.
    Here(&'static dyn Dialect),
    /// In another one: a leaf, which names no further ones.
    Leaf(&'static dyn Dialect, WebUrl),
}

/// A profile's members, with or without its `ucp` wrapper.
pub(crate) fn wrapper(profile: &Value) -> &Value {
    if profile["ucp"].is_object() { &profile["ucp"] } else { profile }
}

/// The versions in common, newest first, as `/.well-known/ucp` has them.
pub(crate) fn common(profile: &Value, merchant: &WebUrl) -> Read<Vec<Chosen>> {
    let ucp = wrapper(profile);
    let Some(current) = ucp["version"].as_str() else { return garbage("profile.version") };
    let chosen = |dialect: &'static dyn Dialect| {
        if dialect.version() == current {
            return Some(Ok(Chosen::Here(dialect)));
        }
        let leaf = ucp["supported_versions"][dialect.version()].as_str()?;
        let leaf = merchant.join_named(leaf).map_err(|_| MerchantError::Insecure);
        Some(leaf.map(|leaf| Chosen::Leaf(dialect, leaf)))
    };
    ALL.iter().copied().filter_map(chosen).collect()
}

/// What a profile of a version says.
pub(crate) fn discovered(
    dialect: &'static dyn Dialect,
    profile: &Value,
    merchant: &WebUrl,
) -> Read<Discovered> {
    let ucp = wrapper(profile);
    // Lists of named objects are the shape of 2026-01-11, whatever the version field says.
    if ucp["services"].is_array() || ucp["capabilities"].is_array() {
        return Err(MerchantError::VersionUnsupported);
    }
    let service = "dev.ucp.shopping";
    let rest = entries(&ucp["services"][service])
        .filter(|entry| dialect.counts(Registry::Services, service, entry))
        .find(|service| service["transport"].as_str() == Some("rest"));
    let Some(endpoint) = rest.and_then(|service| service["endpoint"].as_str()) else {
        return garbage("profile.services");
    };
    let endpoint = merchant.join_named(endpoint).map_err(|_| MerchantError::Insecure)?;
    // Paths are put behind it; a query would swallow them.
    let endpoint = endpoint.base().map_err(|_| MerchantError::Garbage("profile.endpoint"))?;
    let has = |name: &str| {
        let name = format!("dev.ucp.shopping.{name}");
        entries(&ucp["capabilities"][&name]).any(|entry| dialect.counts(Registry::Capabilities, &name, entry))
    };
    let capabilities = Capabilities {
        checkout: has("checkout"),
        cart: has("cart"),
        catalog_search: has("catalog.search"),
        catalog_lookup: has("catalog.lookup"),
        fulfillment: has("fulfillment"),
        discount: has("discount"),
        order: has("order"),
        payment_handlers: handlers(dialect, ucp),
        endpoint_host: None,
    };
    let live = live(ucp, merchant);
    let links = links(dialect, ucp, merchant);
    let codes = codes(ucp, merchant, &links.hosts);
    Ok(Discovered { dialect, endpoint, capabilities, keys: keys(dialect, profile)?, live, links, codes })
}

/// Our own extension, the same in every version: where shows are listed and what they are signed with (`tests/storefront/LIVE.md`).
/// One that cannot be read is none; it keeps nobody from buying.
fn live(ucp: &Value, merchant: &WebUrl) -> Option<LiveOffer> {
    let config = entries(&ucp["capabilities"][LIVE]).map(|entry| &entry["config"]).next()?;
    let sessions = merchant.join_named(config["sessions_url"].as_str()?).ok()?;
    let reports = config["reports_url"].as_str().and_then(|url| merchant.join_named(url).ok());
    let keys = config["keys"].as_array().map(Vec::as_slice).unwrap_or_default();
    Some(LiveOffer { sessions, reports, keys: keys.iter().take(KEYS).cloned().collect() })
}

/// The protocol's permalinks, and our own extension, the same in every version: further hosts of the merchant's and the
/// keys of its creators' links (`tests/storefront/README.md`, "Links"). What cannot be read is left out; it keeps nobody
/// from buying.
fn links(dialect: &dyn Dialect, ucp: &Value, merchant: &WebUrl) -> LinkOffer {
    let named = |address: &Value| merchant.join_named(address.as_str()?).ok();
    let permalink = entries(&ucp["capabilities"][PERMALINK])
        .filter(|entry| dialect.counts(Registry::Capabilities, PERMALINK, entry))
        .find_map(|entry| named(&entry["config"]["endpoint"]));
    let config = entries(&ucp["capabilities"][LINKS]).map(|entry| &entry["config"]).next();
    let list = |name: &str| config.and_then(|config| config[name].as_array()).into_iter().flatten();
    LinkOffer {
        permalink,
        hosts: list("hosts").take(MOST_HOSTS).filter_map(named).collect(),
        keys: list("keys").take(KEYS).cloned().collect(),
        ids: list("ids").take(MOST_IDS).filter_map(id_form).collect(),
    }
}

/// How an id of a link stands in the feed; without a pattern of links, the number alone stands in them.
fn id_form(form: &Value) -> Option<(String, String)> {
    let pattern = |pattern: &str| (pattern.len() <= LONGEST_ID).then(|| pattern.to_owned());
    let link = if form["link"].is_null() { "{n}" } else { form["link"].as_str()? };
    Some((pattern(link)?, pattern(form["feed"].as_str()?)?))
}

/// Where the merchant is asked what its short codes stand for, in the same extension.
fn codes(ucp: &Value, merchant: &WebUrl, hosts: &[WebUrl]) -> Option<CodesAt> {
    let config = entries(&ucp["capabilities"][LINKS]).map(|entry| &entry["config"]).next()?;
    CodesAt::read(&config["codes"], merchant, hosts)
}

/// The keys of a profile, which lie beside its `ucp` member. Those of kinds that we do not know are no reason to refuse the others
/// (SIG-042).
fn keys(dialect: &dyn Dialect, profile: &Value) -> Read<KeySet> {
    let mut keys = KeySet::default();
    for field in dialect.key_fields() {
        match KeySet::of_profile(profile, *field) {
            Ok(more) => keys = keys.and(more),
            Err(_) => return garbage("profile.keys"),
        }
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn shows_are_where_the_profile_says_unless_the_merchant_may_not_name_it() {
        let merchant = WebUrl::parse("https://shop.example").expect("https");
        let offered = |url: &str, keys: Value| {
            let entry = json!({"version": "2026-08-25", "config": {"sessions_url": url, "keys": keys}});
            live(&json!({"capabilities": {LIVE: [entry]}}), &merchant)
        };
        let offer = offered("/live/sessions", json!([{"kid": "show-1"}])).expect("there");
        assert_eq!((offer.sessions.as_str(), offer.keys.len()), ("https://shop.example/live/sessions", 1));
        let many: Vec<Value> = (0..KEYS + 5).map(|number| json!({"kid": number.to_string()})).collect();
        assert_eq!(offered("/live/sessions", json!(many)).map(|offer| offer.keys.len()), Some(KEYS));
        assert_eq!(offered("https://10.0.0.1/sessions", json!([])), None);
        assert_eq!(offered("", json!(7)).map(|offer| offer.keys.len()), Some(0));
        assert_eq!(live(&json!({"capabilities": {}}), &merchant), None);
        assert_eq!(live(&json!({"capabilities": {LIVE: [{"config": 7}]}}), &merchant), None);
    }

    #[test]
    fn links_are_held_against_what_the_profile_says_and_what_cannot_be_read_is_left_out() {
        let merchant = WebUrl::parse("https://shop.example").expect("https");
        let offered = |capabilities: Value| {
            links(crate::versions::NEWEST, &json!({ "capabilities": capabilities }), &merchant)
        };
        let permalink = |version: &str, endpoint: &str| {
            json!([{
                "version": version,
                "schema": "https://ucp.dev/2026-08-25/schemas/shopping/permalink.json",
                "config": {"endpoint": endpoint},
            }])
        };
        let ours = |config: Value| json!([{"version": "2026-08-25", "config": config}]);
        let hosts = json!(["https://shop.de.example", 7, "https://10.0.0.1", "javascript:alert(1)"]);
        let offer = offered(json!({
            PERMALINK: permalink("2026-08-25", "https://shop.example/buy"),
            LINKS: ours(json!({"hosts": hosts, "keys": [{"kid": "links-1"}]})),
        }));
        assert_eq!(
            offer.permalink.as_ref().map(WebUrl::as_str),
            Some("https://shop.example/buy"),
            "{offer:?}"
        );
        let hosts: Vec<String> = offer.hosts.iter().map(WebUrl::origin).collect();
        assert_eq!((hosts, offer.keys.len()), (vec!["https://shop.de.example".to_owned()], 1));
        // Of another version, or an address that this merchant may not name.
        for wrong in [
            permalink("2031-01-01", "https://shop.example/buy"),
            permalink("2026-08-25", "https://10.0.0.1/buy"),
            json!([{"config": 7}]),
        ] {
            assert_eq!(offered(json!({PERMALINK: wrong})), LinkOffer::default());
        }
        for config in [json!(7), json!({"keys": 7, "hosts": "x"})] {
            assert_eq!(offered(json!({LINKS: ours(config)})), LinkOffer::default());
        }
        let many: Vec<Value> = (0..KEYS + 5).map(|number| json!({"kid": number.to_string()})).collect();
        assert_eq!(offered(json!({LINKS: ours(json!({"keys": many}))})).keys.len(), KEYS);
        let ids = |ids: Value| offered(json!({LINKS: ours(json!({"ids": ids}))})).ids;
        let pair = |link: &str, feed: &str| (link.to_owned(), feed.to_owned());
        assert_eq!(
            ids(
                json!([{"feed": "gla_{n}"}, {"link": "wc_{n}", "feed": "{n}"}, 7, {"link": 7, "feed": "{n}"}])
            ),
            [pair("{n}", "gla_{n}"), pair("wc_{n}", "{n}")]
        );
        assert!(ids(json!([{"link": "{n}"}, {"feed": "x".repeat(65)}])).is_empty());
        assert_eq!(ids(json!(vec![json!({"feed": "{n}"}); 9])).len(), MOST_IDS);
        assert_eq!(offered(json!({})), LinkOffer::default());
    }
}
