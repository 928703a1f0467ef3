//! The one table of paths on the merchant's host that open the app, and what is made of it.
//!
//! That is: the filters of Android's manifest, `assetlinks.json` with the dynamic rules of Android 15, Apple's
//! `apple-app-site-association` with the entitlements that ask for it, and [`claims`]. `tradewind links` prints them.
//!
//! `tests/platforms.rs` reads what is made of it by each system's own rules, and holds that all say the same of
//! 10,000 paths. Two things differ by design. Before Android 15 a filter cannot look at the query: a bare
//! `/checkout` comes into the app there, which takes it for a page of the merchant's. And Android compares a path
//! that is percent-decoded, Apple one that is not: they differ on paths that have an escape in a part that a rule
//! fixes, which no builder writes.

use serde_json::{Value, json};

/// Which paths a rule means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The path itself and nothing else.
    Exactly(&'static str),
    /// All that begin with it.
    Below(&'static str),
    /// All that begin with it and have a `:` behind: lines of a cart.
    Lines(&'static str),
}

/// A rule: paths that open the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The paths.
    pub shape: Shape,
    /// Whether a language may stand before it: `/de` or `/en-US`, two characters, or two and two.
    pub localized: bool,
    /// A parameter that must have a value.
    pub parameter: Option<&'static str>,
}

/// The table. All else (terms, accounts, a checkout that goes on there, the way back from a payment) is the
/// browser's.
pub const RULES: &[Rule] = &[
    shown("/p/"),
    shown("/s/"),
    shown("/live/"),
    shown("/o/"),
    // The merchant's own product pages.
    shown("/product/"),
    // GS1 Digital Link.
    Rule { shape: Shape::Below("/01/"), localized: false, parameter: None },
    // Carts: UCP's permalinks below the endpoint that this app's merchant has, Shopify's, Meta's, WooCommerce's.
    Rule { shape: Shape::Lines("/buy/"), localized: true, parameter: None },
    Rule { shape: Shape::Lines("/cart/"), localized: true, parameter: None },
    Rule { shape: Shape::Exactly("/checkout"), localized: true, parameter: Some("products") },
    Rule { shape: Shape::Exactly("/checkout-link/"), localized: true, parameter: Some("products") },
    Rule { shape: Shape::Exactly("/checkout-link"), localized: true, parameter: Some("products") },
];

const fn shown(path: &'static str) -> Rule {
    Rule { shape: Shape::Below(path), localized: true, parameter: None }
}

/// What may stand before a localized path, a `?` for any one character.
const LANGUAGES: [&str; 2] = ["/??", "/??-??"];

/// Whether a path, percent-encoded as it is sent, with its query, opens the app.
pub fn claims(path: &str, query: Option<&str>) -> bool {
    RULES.iter().any(|rule| {
        let here = in_shape(path, rule.shape)
            || (rule.localized
                && LANGUAGES
                    .iter()
                    .any(|language| behind(path, language).is_some_and(|rest| in_shape(rest, rule.shape))));
        here && rule.parameter.is_none_or(|name| has_value(query, name))
    })
}

/// The `<data>` elements for paths, one a line, indented as in the manifest, without the lines of scheme and host.
pub fn android_data() -> Vec<String> {
    let data = |attribute: &str, value: &str| format!("<data android:{attribute}=\"{value}\" />");
    let mut lines = Vec::new();
    for rule in RULES {
        // In a `pathPattern`, `.` is any character and `.*` any number of them.
        let (attribute, path, pattern) = match rule.shape {
            Shape::Exactly(path) => ("path", path.to_owned(), path.to_owned()),
            Shape::Below(path) => ("pathPrefix", path.to_owned(), format!("{path}.*")),
            Shape::Lines(path) => ("pathPattern", format!("{path}.*:.*"), format!("{path}.*:.*")),
        };
        lines.push(data(attribute, &path));
        if rule.localized {
            let any = LANGUAGES.map(|language| language.replace('?', "."));
            lines.extend(any.iter().map(|any| data("pathPattern", &format!("{any}{pattern}"))));
        }
    }
    lines
}

/// The intent filter for a merchant's host, as it stands in the app's manifest.
pub fn android_manifest_filters(host: &str) -> String {
    let mut lines = vec![
        "<intent-filter android:autoVerify=\"true\">".to_owned(),
        "    <action android:name=\"android.intent.action.VIEW\" />".to_owned(),
        "    <category android:name=\"android.intent.category.DEFAULT\" />".to_owned(),
        "    <category android:name=\"android.intent.category.BROWSABLE\" />".to_owned(),
        "    <data android:scheme=\"https\" />".to_owned(),
        format!("    <data android:host=\"{host}\" />"),
    ];
    lines.extend(android_data().into_iter().map(|data| format!("    {data}")));
    lines.push("</intent-filter>".to_owned());
    lines.iter().map(|line| format!("            {line}\n")).collect()
}

/// `assetlinks.json` of the host, with Android 15's dynamic rules (developer.android.com, "Configure website
/// associations and dynamic rules", 2026): they narrow what the manifest claims, and the first that matches counts.
/// The last rule turns all else away. `fingerprints` are the SHA-256 of the certificates that may sign the app (Google
/// Play's own, and one of the builds at hand), as `keytool` prints them.
pub fn assetlinks(fingerprints: &[String], package: &str) -> Value {
    const RELATION: &str = "delegate_permission/common.handle_all_urls";
    let mut rules = components();
    rules.push(json!({"/": "*", "exclude": true}));
    json!([{
        "relation": [RELATION],
        "target": {
            "namespace": "android_app",
            "package_name": package,
            "sha256_cert_fingerprints": fingerprints,
        },
        "relation_extensions": {RELATION: {"dynamic_app_link_components": rules}},
    }])
}

/// Apple's file for the host; `app_id` is the team's prefix and the bundle's id (`ABCDE12345.example.tradewind`).
/// The first component that matches counts; where none does, the link is the browser's.
pub fn apple_app_site_association(app_id: &str) -> Value {
    json!({"applinks": {"details": [{"appIDs": [app_id], "components": components()}]}})
}

/// The entitlements of Apple's app for a host, as they stand in `ios/App`: without them the system never reads the
/// host's file.
pub fn apple_entitlements(host: &str) -> String {
    let domain = format!("        <string>applinks:{host}</string>");
    let lines = [
        r#"<?xml version="1.0" encoding="UTF-8"?>"#,
        r#"<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">"#,
        r#"<plist version="1.0">"#,
        "<dict>",
        "    <key>com.apple.developer.associated-domains</key>",
        "    <array>",
        domain.as_str(),
        "    </array>",
        "</dict>",
        "</plist>",
    ];
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Each rule as both files have it: `*` is any number of characters, `?` is one, `?*` at least one.
fn components() -> Vec<Value> {
    let mut all = Vec::new();
    for rule in RULES {
        let pattern = match rule.shape {
            Shape::Exactly(path) => path.to_owned(),
            Shape::Below(path) => format!("{path}*"),
            Shape::Lines(path) => format!("{path}*:*"),
        };
        let mut before = vec![""];
        if rule.localized {
            before.extend(LANGUAGES);
        }
        for language in before {
            let mut component = json!({"/": format!("{language}{pattern}")});
            if let Some(name) = rule.parameter {
                component["?"] = json!({name: "?*"});
            }
            all.push(component);
        }
    }
    all
}

fn in_shape(path: &str, shape: Shape) -> bool {
    match shape {
        Shape::Exactly(own) => path == own,
        Shape::Below(own) => path.starts_with(own),
        Shape::Lines(own) => path.strip_prefix(own).is_some_and(|rest| rest.contains(':')),
    }
}

/// What stands behind a language's pattern.
fn behind<'a>(path: &'a str, language: &str) -> Option<&'a str> {
    let mut rest = path.chars();
    let fits = language.chars().all(|wanted| rest.next().is_some_and(|c| wanted == '?' || c == wanted));
    fits.then_some(rest.as_str())
}

fn has_value(query: Option<&str>, name: &str) -> bool {
    let mut pairs = query.unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    pairs.any(|(own, value)| own == name && !value.is_empty())
}
