//! Licences, sources and doubles of everything that is built, for this platform and for both phones. `.deny.toml` is the one list;
//! cargo-deny reads the same file (`cargo verify --deep`).

use super::{metadata_of, root, text};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What `.deny.toml` says.
struct Rules {
    licences: BTreeSet<String>,
    /// Crates that may be there in more than one version.
    doubles: BTreeSet<String>,
    targets: Vec<String>,
}

/// Reads the file; fails where a rule is missing or has no reason.
fn rules() -> Rules {
    let file = std::fs::read_to_string(root().join(".deny.toml")).expect("the file is there");
    let deny: toml::Table = file.parse().expect("TOML");
    let list = |table: &str, key: &str| -> Vec<String> {
        let list = deny[table][key].as_array().expect("a list");
        list.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
    };
    for key in ["unknown-registry", "unknown-git"] {
        assert_eq!(deny["sources"][key].as_str(), Some("deny"), "{key}");
    }
    assert_eq!(deny["bans"]["multiple-versions"].as_str(), Some("deny"));
    let skip = deny["bans"]["skip"].as_array().expect("a list");
    let doubles = skip.iter().map(|one| {
        let reason = one["reason"].as_str().unwrap_or_default();
        assert!(!reason.is_empty(), "{one} has no reason");
        one["crate"].as_str().expect("a name").to_owned()
    });
    Rules {
        licences: list("licenses", "allow").into_iter().collect(),
        doubles: doubles.collect(),
        targets: list("graph", "targets"),
    }
}

fn wrong_licences(packages: &[Value], list: &BTreeSet<String>) -> Vec<String> {
    let allowed = |expression: &str| {
        let parsed = spdx::Expression::parse_mode(expression, spdx::ParseMode::LAX);
        parsed.is_ok_and(|parsed| {
            parsed.evaluate(|one| {
                list.contains(one.license.to_string().as_str()) || list.contains(one.to_string().as_str())
            })
        })
    };
    packages
        .iter()
        .filter(|package| !allowed(text(package, "license")))
        .map(|package| format!("{}: {}", text(package, "name"), text(package, "license")))
        .collect()
}

fn wrong_sources(packages: &[Value]) -> Vec<String> {
    packages
        .iter()
        .filter_map(|package| {
            // No source is a path: ours.
            let source = package["source"].as_str()?;
            (source != "registry+https://github.com/rust-lang/crates.io-index")
                .then(|| format!("{}: {source}", text(package, "name")))
        })
        .collect()
}

fn doubles(packages: &[Value]) -> BTreeSet<String> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        versions.entry(text(package, "name")).or_default().insert(text(package, "version"));
    }
    versions.into_iter().filter(|(_, all)| all.len() > 1).map(|(name, _)| name.to_owned()).collect()
}

/// The packages that these targets' graph uses.
fn used(metadata: &Value) -> Vec<Value> {
    let nodes = metadata["resolve"]["nodes"].as_array().into_iter().flatten();
    let used: BTreeSet<&str> = nodes.map(|node| text(node, "id")).collect();
    let packages = metadata["packages"].as_array().expect("packages");
    packages.iter().filter(|package| used.contains(text(package, "id"))).cloned().collect()
}

/// Whether cargo stopped because it could not fetch a crate, not because of a fault in the graph.
fn could_not_fetch(said: &str) -> bool {
    ["failed to download", "failed to get", "Could not resolve host", "--offline was specified"]
        .iter()
        .any(|words| said.contains(words))
}

#[test]
fn licences_sources_and_doubles_are_on_the_list() {
    let rules = rules();
    for target in ["x86_64-unknown-linux-gnu", "aarch64-linux-android", "aarch64-apple-ios"] {
        assert!(rules.targets.iter().any(|one| one == target), ".deny.toml does not name {target}");
    }
    let here = metadata_of(&rules.targets[..1]).expect("what this test was built from is here");
    let all = match metadata_of(&rules.targets) {
        Ok(all) => Some(all),
        Err(said) if could_not_fetch(&said) => {
            println!("skipped: licences of the phones' own crates, which cargo could not fetch");
            None
        }
        Err(said) => panic!("{said}"),
    };
    let packages = used(all.as_ref().unwrap_or(&here));
    assert_eq!(wrong_licences(&packages, &rules.licences), Vec::<String>::new());
    assert_eq!(wrong_sources(&packages), Vec::<String>::new());
    let found = doubles(&packages);
    let unknown: Vec<_> = found.difference(&rules.doubles).collect();
    assert_eq!(unknown, Vec::<&String>::new(), "there twice without a reason");
    if all.is_some() {
        let gone: Vec<_> = rules.doubles.difference(&found).collect();
        assert_eq!(gone, Vec::<&String>::new(), "there once now: take it out of .deny.toml");
    }
}

#[test]
fn wrong_licences_sources_and_doubles_are_seen() {
    let package = |licence: &str, version: &str| serde_json::json!({"name": "x", "version": version, "license": licence});
    let list = rules().licences;
    assert_eq!(wrong_licences(&[package("GPL-3.0-only", "1")], &list), ["x: GPL-3.0-only"]);
    assert!(wrong_licences(&[package("MIT OR GPL-3.0-only", "1")], &list).is_empty());
    assert_eq!(doubles(&[package("MIT", "1"), package("MIT", "2")]).len(), 1);
    assert!(doubles(&[package("MIT", "1"), package("MIT", "1")]).is_empty());
    let from = |source: &str| serde_json::json!({"name": "x", "source": source});
    assert_eq!(wrong_sources(&[from("git+https://example.com/x")]), ["x: git+https://example.com/x"]);
    assert_eq!(wrong_sources(&[from("registry+https://example.com/index")]).len(), 1);
    assert!(could_not_fetch("error: failed to download `x v1.0.0`"));
    assert!(!could_not_fetch("error: the lock file needs to be updated but --locked was passed"));
}
