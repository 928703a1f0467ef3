//! Our platform profile: the static document that `UCP-Agent` names and merchants fetch.

use crate::versions;
use serde_json::Value;
use tradewind_commerce::HandlerOffer;
use tradewind_domain::WebUrl;

/// The versions that are spoken, newest first.
pub const VERSIONS: &[&str] = &["2026-08-25", "2026-04-08"];

/// Where the profile of a version lies: that of 2026-04-08 at `base`, where it always lay; a later one beside it, with its date
/// in its name (`profile.json`, `profile.2026-08-25.json`). By its profile a merchant knows in which version it is spoken to.
pub fn address(base: &WebUrl, version: &str) -> WebUrl {
    if version == versions::FIRST.version() {
        return base.clone();
    }
    let mut url = base.url().clone();
    let path = url.path().to_owned();
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path.as_str()));
    let name = match (name, name.rsplit_once('.')) {
        ("", _) => format!("profile.{version}"),
        (_, Some((stem, kind))) => format!("{stem}.{version}.{kind}"),
        (name, None) => format!("{name}.{version}"),
    };
    url.set_path(&format!("{folder}/{name}"));
    WebUrl::parse(url.as_str()).unwrap_or_else(|_| base.clone())
}

/// The profile of a version, whose files lie at `base`; none of a version that is not spoken.
/// `wallets` are the payment handlers that the app has a wallet for.
pub fn document(base: &str, version: &str, wallets: &[HandlerOffer]) -> Option<Value> {
    Some(versions::by(version)?.document(base, wallets))
}

/// A profile of ours with the public keys that our requests are signed with, where its version keeps them. As it was without any.
pub fn with_keys(mut profile: Value, keys: Vec<Value>) -> Value {
    let version = profile["ucp"]["version"].as_str().and_then(versions::by);
    if let Some(field) = version.and_then(|version| version.key_fields().first())
        && !keys.is_empty()
    {
        profile[field.name()] = Value::Array(keys);
    }
    profile
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lie_where_each_version_wants_them() {
        let key = serde_json::json!({"kid": "k", "kty": "OKP"});
        for (version, place, other) in
            [("2026-08-25", "keys", "signing_keys"), ("2026-04-08", "signing_keys", "keys")]
        {
            let plain = document("https://tradewind.example", version, &[]).expect("spoken");
            assert_eq!(with_keys(plain.clone(), Vec::new()), plain);
            let keyed = with_keys(plain, vec![key.clone()]);
            assert_eq!((&keyed[place][0], keyed[other].is_null()), (&key, true));
        }
    }

    #[test]
    fn each_version_that_is_named_is_spoken_and_has_a_profile_of_its_own() {
        let spoken: Vec<&str> = versions::ALL.iter().map(|dialect| dialect.version()).collect();
        assert_eq!(spoken, VERSIONS);
        for version in VERSIONS {
            let profile = document("https://tradewind.example", version, &[]).expect("spoken");
            assert_eq!(profile["ucp"]["version"], *version);
        }
        assert_eq!(document("https://tradewind.example", "2026-01-11", &[]), None);
    }

    #[test]
    fn a_later_profile_lies_beside_the_first() {
        for (base, later) in [
            ("https://t.example/profile.json", "https://t.example/profile.2026-08-25.json"),
            ("https://t.example/a.b/profile", "https://t.example/a.b/profile.2026-08-25"),
            ("https://t.example/", "https://t.example/profile.2026-08-25"),
            ("http://127.0.0.1:2/p.json?x=1", "http://127.0.0.1:2/p.2026-08-25.json?x=1"),
        ] {
            let base = WebUrl::parse(base).expect("an address");
            assert_eq!(address(&base, "2026-04-08"), base);
            assert_eq!(address(&base, "2026-08-25").as_str(), later);
        }
    }
}
