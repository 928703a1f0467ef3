//! What goods are called by the names of their HS codes.

mod common;

use common::*;
use std::collections::BTreeSet;

#[test]
fn every_code_of_the_seed_has_its_name_in_each_language() {
    let feed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/seed/feed.en.xml");
    let feed = std::fs::read_to_string(feed).expect("the seed's feed");
    let codes = feed.split("<tw:hs_code>").skip(1).filter_map(|rest| rest.split('<').next());
    let codes: BTreeSet<&str> = codes.collect();
    assert_eq!(codes.len(), 16, "{codes:?}");
    let rules = rules();
    for code in codes {
        let names = ["en", "de", "ja", "ar"].map(|language| {
            let name = rules.hs_name(hs(code), language).unwrap_or_default();
            assert!(!name.trim().is_empty(), "{code} in {language}");
            name
        });
        let distinct: BTreeSet<&str> = names.into_iter().collect();
        assert_eq!(distinct.len(), 4, "{code}: {distinct:?}");
        // Of letters of its own, and of its own code: where the code has no name, that of its heading would stand.
        assert!(
            names[2].chars().any(|c| c >= '\u{3040}') && names[3].chars().any(|c| c >= '\u{600}'),
            "{code}"
        );
        assert_eq!(rules.hs_names(hs(code)).len(), 4, "{code}");
        let written = files().into_iter().find(|(name, _)| name == "HS.toml").expect("names").1;
        assert!(written.contains(&format!("code = \"{code}\"")), "{code}");
    }
    assert_eq!(rules.hs_name(hs("6911"), "en"), rules.hs_name(hs("691190"), "en"), "of its heading");
    assert_eq!(rules.hs_name(hs("010121"), "en"), None);
}
