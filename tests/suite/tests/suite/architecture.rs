//! What the house is held to: arrows, licences, sources, doubles, first lines, words of proof.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which of ours each crate may use. What is not here may use none.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("ports", &["domain"]),
    ("l10n", &["domain", "ports"]),
    ("pack", &["domain", "ports"]),
    ("catalog", &["domain", "ports", "l10n", "pack"]),
    ("commerce", &["domain", "ports"]),
    ("connector-ucp", &["domain", "ports", "commerce"]),
    ("person", &["domain", "ports", "commerce"]),
    ("payments", &["domain", "ports", "commerce", "person"]),
    ("preview", &["domain"]),
    ("render", &["domain", "preview"]),
    (
        "app",
        &[
            "domain",
            "ports",
            "l10n",
            "pack",
            "catalog",
            "commerce",
            "connector-ucp",
            "person",
            "payments",
            "preview",
        ],
    ),
    ("publish", &["domain", "pack"]),
    (
        "cli",
        &[
            "domain",
            "ports",
            "l10n",
            "pack",
            "catalog",
            "commerce",
            "connector-ucp",
            "person",
            "payments",
            "preview",
            "render",
            "app",
            "publish",
        ],
    ),
    ("bindings", &["domain", "ports", "l10n", "preview", "render", "app"]),
    ("packer", &[]),
    ("desk-phone", &["domain", "ports", "l10n", "preview", "render", "app", "publish", "storefront"]),
    ("seedgen", &["domain", "preview", "render"]),
    ("storefront", &[]),
    ("verify", &[]),
];

/// What the core's own tests may not compile either: name, and what it never reaches. The screens and the languages are
/// tested without a graphics card or a phone's bindings; values, words, the pack's format and the reading of models need no
/// runtime, no file and no wire; and the merchant shares nothing with the core, so that a shared bug cannot cancel out.
const NEVER: &[(&str, &[&str])] = &[
    ("domain", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest"]),
    ("l10n", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest"]),
    ("pack", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest"]),
    ("publish", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest"]),
    ("preview", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest"]),
    ("render", &["uniffi", "tokio", "rusqlite", "reqwest"]),
    ("catalog", &["wgpu", "uniffi"]),
    ("commerce", &["wgpu", "uniffi", "rusqlite", "tradewind-connector-ucp", "tradewind-person"]),
    ("connector-ucp", &["wgpu", "uniffi", "rusqlite", "tradewind-person", "tradewind-payments"]),
    ("person", &["wgpu", "uniffi", "tradewind-connector-ucp", "tradewind-payments"]),
    ("payments", &["wgpu", "uniffi"]),
    ("app", &["wgpu", "uniffi", "tradewind-render"]),
    ("cli", &["uniffi"]),
    ("storefront", CORE),
];

/// Every crate under `core/`.
const CORE: &[&str] = &[
    "tradewind-domain",
    "tradewind-ports",
    "tradewind-l10n",
    "tradewind-pack",
    "tradewind-catalog",
    "tradewind-commerce",
    "tradewind-connector-ucp",
    "tradewind-person",
    "tradewind-payments",
    "tradewind-preview",
    "tradewind-render",
    "tradewind-app",
    "tradewind-publish",
    "tradewind-cli",
];

/// Crates under `tests/` that may look into anything: nothing of them ships.
const FREE: &[&str] = &["suite", "bench", "fuzz"];

/// Licences that may be shipped. `.deny.toml` has the same list.
const LICENCES: &[&str] = &[
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "MIT",
    "MIT-0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unicode-3.0",
    "Unlicense",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "MPL-2.0",
];

/// Crates that are there in more than one version, and why.
const DOUBLES: &[(&str, &str)] = &[
    ("base64", "tests only: the validator's, the glTF peer's and ours"),
    ("bit-set", "tests only: the validator's regular expressions, older than the renderer's shader compiler"),
    ("bit-vec", "follows bit-set"),
    ("bitflags", "old and new users of it"),
    ("block-buffer", "follows digest"),
    ("cpufeatures", "follows digest"),
    ("crypto-common", "follows digest"),
    ("digest", "tests only: the desk phone's WebSocket greets with SHA-1 of the generation before ours"),
    ("embedded-io", "postcard offers both of its generations"),
    ("getrandom", "ring, rand and ours are generations apart"),
    ("hashbrown", "old and new users of it"),
    ("itertools", "tests only: the search peer of the benches"),
    ("litemap", "fluent's icu_locid is older than ICU4X 2"),
    ("miniz_oxide", "png and flate2 differ"),
    ("r-efi", "follows getrandom"),
    ("rand", "tests only: the validator's and others"),
    ("rand_chacha", "follows rand"),
    ("rand_core", "follows rand"),
    ("reqwest", "tests only: the validator's and ours"),
    ("rustc-hash", "fluent's and others"),
    ("shlex", "tests only: the simulated disk reads SQLite's header with bindgen, older than cc"),
    ("syn", "procedural macros of two generations"),
    ("thiserror", "old and new users of it"),
    ("thiserror-impl", "follows thiserror"),
    ("tinystr", "fluent's icu_locid is older than ICU4X 2"),
    ("toml_datetime", "toml and toml_edit differ"),
    ("winnow", "toml and toml_edit differ"),
    ("writeable", "fluent's icu_locid is older than ICU4X 2"),
    ("zerocopy", "old and new users of it"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The resolved graph of this machine's platform: packages by id, and their dependencies with kinds.
fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
            "x86_64-unknown-linux-gnu",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    serde_json::from_slice(&output.stdout).expect("metadata is JSON")
}

/// Name of ours without the prefix.
fn ours(name: &str) -> Option<&str> {
    name.strip_prefix("tradewind-")
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// Every arrow that points where it may not.
fn wrong_arrows(packages: &[Value]) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in packages {
        let Some(from) = ours(text(package, "name")).filter(|name| !FREE.contains(name)) else { continue };
        let allowed = ARROWS.iter().find(|(name, _)| *name == from).map(|(_, to)| *to);
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            // What only tests of a crate use does not ship with it.
            if text(dependency, "kind") == "dev" {
                continue;
            }
            if let Some(to) = ours(text(dependency, "name"))
                && !allowed.is_some_and(|allowed| allowed.contains(&to))
            {
                wrong.push(format!("{from} -> {to}"));
            }
        }
    }
    wrong
}

fn wrong_licences(packages: &[Value]) -> Vec<String> {
    let allowed = |expression: &str| {
        let parsed = spdx::Expression::parse_mode(expression, spdx::ParseMode::LAX);
        parsed.is_ok_and(|parsed| {
            parsed.evaluate(|one| {
                LICENCES.contains(&one.license.to_string().as_str())
                    || LICENCES.contains(&one.to_string().as_str())
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

/// Names of everything that is compiled for the tests of a crate of ours: what it ships with, what builds that, and what
/// its own tests add.
fn reach(metadata: &Value, from: &str) -> BTreeSet<String> {
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|node| (text(node, "id"), node))
        .collect();
    let names: BTreeMap<&str, &str> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|package| (text(package, "id"), text(package, "name")))
        .collect();
    let mut open: Vec<&str> = names.iter().filter(|(_, name)| **name == from).map(|(id, _)| *id).collect();
    assert_eq!(open.len(), 1, "one crate is called {from}");
    let root = open[0];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        let deps = nodes.get(id).and_then(|node| node["deps"].as_array()).into_iter().flatten();
        for dep in deps {
            let mut kinds = dep["dep_kinds"].as_array().into_iter().flatten();
            let to = text(dep, "pkg");
            if kinds.any(|kind| kind["kind"] != "dev" || id == root) && seen.insert(to) {
                open.push(to);
            }
        }
    }
    seen.into_iter().filter_map(|id| names.get(id).map(|name| (*name).to_owned())).collect()
}

/// Every crate that is reached by one that may never reach it.
fn wrong_reach(metadata: &Value, rules: &[(&str, &[&str])]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (from, never) in rules {
        let reached = reach(metadata, &format!("tradewind-{from}"));
        wrong.extend(never.iter().filter(|to| reached.contains(**to)).map(|to| format!("{from} -> {to}")));
    }
    wrong
}

#[test]
fn arrows_only_point_down() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    assert_eq!(wrong_arrows(packages), Vec::<String>::new());
    assert_eq!(wrong_reach(&metadata, NEVER), Vec::<String>::new());
    let folder = format!("{}/core/", text(&metadata, "workspace_root"));
    let core: BTreeSet<&str> = packages
        .iter()
        .filter(|package| text(package, "manifest_path").starts_with(&folder))
        .map(|package| text(package, "name"))
        .collect();
    assert_eq!(core, CORE.iter().copied().collect(), "the list of the core is the core");
}

#[test]
fn licences_sources_and_doubles_are_on_the_list() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let used: BTreeSet<&str> =
        metadata["resolve"]["nodes"].as_array().into_iter().flatten().map(|node| text(node, "id")).collect();
    let packages: Vec<Value> =
        packages.iter().filter(|package| used.contains(text(package, "id"))).cloned().collect();
    assert_eq!(wrong_licences(&packages), Vec::<String>::new());
    assert_eq!(wrong_sources(&packages), Vec::<String>::new());
    let known: BTreeSet<String> = DOUBLES.iter().map(|(name, _)| (*name).to_owned()).collect();
    let unknown: Vec<_> = doubles(&packages).difference(&known).cloned().collect();
    assert_eq!(unknown, Vec::<String>::new(), "there twice without a reason");
}

#[test]
fn the_deny_file_holds_the_same_rules() {
    let file = std::fs::read_to_string(root().join(".deny.toml")).expect("the file is there");
    let deny: toml::Table = file.parse().expect("TOML");
    let list = |path: [&str; 2]| -> BTreeSet<String> {
        deny[path[0]][path[1]]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|one| one.as_str().map(str::to_owned))
            .collect()
    };
    assert_eq!(list(["licenses", "allow"]), LICENCES.iter().map(|one| (*one).to_owned()).collect());
    let skipped: BTreeSet<String> = deny["bans"]["skip"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["crate"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(skipped, DOUBLES.iter().map(|(name, _)| (*name).to_owned()).collect());
}

#[test]
fn the_rules_can_fail() {
    let package = |name: &str, licence: &str, to: &str| serde_json::json!({"name": name, "version": "1", "license": licence, "dependencies": [{"name": to, "kind": null}]});
    assert_eq!(wrong_arrows(&[package("tradewind-domain", "MIT", "tradewind-app")]), ["domain -> app"]);
    assert_eq!(
        wrong_arrows(&[package("tradewind-stranger", "MIT", "tradewind-domain")]),
        ["stranger -> domain"]
    );
    assert_eq!(wrong_licences(&[package("x", "GPL-3.0-only", "y")]).len(), 1);
    assert!(wrong_licences(&[package("x", "MIT OR GPL-3.0-only", "y")]).is_empty());
    let other = serde_json::json!({"name": "x", "version": "2"});
    assert_eq!(doubles(&[package("x", "MIT", "y"), other]).len(), 1);
    let from = |source: &str| serde_json::json!({"name": "x", "source": source});
    assert_eq!(wrong_sources(&[from("git+https://example.com/x")]), ["x: git+https://example.com/x"]);
    assert_eq!(wrong_sources(&[from("registry+https://example.com/index")]).len(), 1);
}

#[test]
fn reach_follows_what_ships_what_builds_it_and_the_crate_s_own_tests_only() {
    let dep = |to: &str, kind: Option<&str>| serde_json::json!({"pkg": to, "dep_kinds": [{"kind": kind}]});
    let metadata = serde_json::json!({
        "packages": (["tradewind-app", "kept", "wgpu", "uniffi", "naga"]
            .map(|name| serde_json::json!({"id": name, "name": name}))),
        "resolve": {"nodes": [
            {"id": "tradewind-app", "deps": [dep("kept", None), dep("uniffi", Some("dev"))]},
            {"id": "kept", "deps": [dep("wgpu", Some("build")), dep("naga", Some("dev"))]},
        ]},
    });
    let reached: Vec<String> = reach(&metadata, "tradewind-app").into_iter().collect();
    assert_eq!(reached, ["kept", "uniffi", "wgpu"]);
    assert_eq!(wrong_reach(&metadata, &[("app", &["uniffi", "naga"])]), ["app -> uniffi"]);
}

/// Folders that are on one machine only, in halves so that this file does not name them either.
const HOMES: &[[&str; 2]] = &[["/ho", "me/"], ["/ro", "ot/"], ["/Us", "ers/"], ["/wo", "rk/"]];

#[test]
fn sources_keep_the_house_rules() {
    let mut files = Vec::new();
    for part in ["bindings", "core", "tests"] {
        walk(&root().join(part), &mut files);
    }
    assert!(files.len() > 60);
    for file in files {
        let source = std::fs::read_to_string(&file).expect("readable");
        let name = file.display();
        assert!(source.starts_with("//!"), "{name} does not say what lives there");
        for home in HOMES {
            assert!(!source.contains(&home.concat()), "{name} names a folder of one machine");
        }
        let shipped = source.split("#[cfg(test)]").next().unwrap_or_default();
        let ships = ["core", "bindings"].iter().any(|part| file.starts_with(root().join(part)))
            && !file.components().any(|part| part.as_os_str() == "tests");
        if ships {
            for expect in shipped.split(".expect(\"").skip(1) {
                assert!(expect.starts_with("proof: "), "{name}: expect without a proof");
            }
            // A window's raw handle is the host's word; nothing else needs trust.
            let surface = ["core/render/src/surface.rs", "bindings/src/surface.rs"]
                .iter()
                .any(|surface| file.ends_with(surface));
            for word in ["{", "fn", "impl", "extern"].into_iter().filter(|_| !surface) {
                assert!(!shipped.contains(&format!("unsafe {word}")), "{name}: unsafe");
            }
        }
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("there").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
