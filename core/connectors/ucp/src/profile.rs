//! Our platform profile: the static document that `UCP-Agent` names and merchants fetch.

use crate::versions;
use serde_json::Value;
use tradewind_commerce::HandlerOffer;

/// The versions that are spoken, newest first.
pub const VERSIONS: &[&str] = &["2026-04-08"];

/// The profile of a version, whose files lie at `base`; none of a version that is not spoken.
/// `wallets` are the payment handlers that the app has a wallet for.
pub fn document(base: &str, version: &str, wallets: &[HandlerOffer]) -> Option<Value> {
    Some(versions::by(version)?.document(base, wallets))
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
