//! What the house is held to: here the arrows between crates and the rules of sources; licences, circles, lengths and habits
//! have files of their own beside it.

#[path = "architecture/circles.rs"]
mod circles;
#[path = "architecture/engines.rs"]
mod engines;
#[path = "architecture/habits.rs"]
mod habits;
#[path = "architecture/lengths.rs"]
mod lengths;
#[path = "architecture/licences.rs"]
mod licences;
#[path = "architecture/needs.rs"]
mod needs;
#[path = "architecture/tokens.rs"]
mod tokens;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every crate of `core/connectors`, without and with our prefix: one rule for all of them.
const ENGINE: &str = "connector-*";
const ENGINES: &str = "tradewind-connector-*";

/// Which of ours each crate may use. What is not here may use none.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("ports", &["domain"]),
    ("l10n", &["domain", "ports"]),
    ("pack", &["domain", "ports"]),
    ("picture", &["domain"]),
    ("qr", &["domain"]),
    ("signatures", &["domain"]),
    ("links", &["domain", "signatures"]),
    ("trade", &["domain"]),
    ("live", &["domain", "signatures"]),
    ("methods", &["domain", "qr"]),
    ("storage", &[]),
    ("media", &["domain", "ports", "picture", "storage"]),
    ("catalog", &["domain", "ports", "l10n", "pack", "storage", "trade"]),
    ("commerce", &["domain", "ports"]),
    // Each engine: `ours` calls them all so.
    (ENGINE, &["domain", "ports", "commerce", "signatures"]),
    ("person", &["domain", "ports", "commerce"]),
    ("payments", &["domain", "ports", "commerce", "person", "methods", "trade"]),
    ("scene", &["domain"]),
    ("render", &["domain", "scene"]),
    (
        "app",
        &[
            "domain",
            "ports",
            "l10n",
            "links",
            "live",
            "pack",
            "media",
            "storage",
            "catalog",
            "commerce",
            ENGINE,
            "person",
            "payments",
            "qr",
            "scene",
            "signatures",
            "trade",
        ],
    ),
    ("publish", &["domain", "pack", "picture", "trade"]),
    (
        "cli",
        &[
            "domain",
            "ports",
            "l10n",
            "links",
            "pack",
            "qr",
            "catalog",
            "commerce",
            "person",
            "payments",
            "scene",
            "render",
            "app",
            "publish",
            "signatures",
            "trade",
        ],
    ),
    ("bindings", &["domain", "ports", "l10n", "scene", "render", "app"]),
    ("packer", &["tooling"]),
    ("contract", &["domain", "ports", "commerce"]),
    ("desk-phone", &["domain", "ports", "l10n", "scene", "render", "app", "publish", "storefront"]),
    ("seedgen", &["domain", "scene", "render"]),
    ("schemas", &[]),
    ("storefront", &[]),
    ("tooling", &[]),
    ("trade-check", &["domain", "trade"]),
    ("verify", &["tooling"]),
];

/// What the core's own tests may not compile either: name, and what it never reaches. The screens and the languages are
/// tested without a graphics card or a phone's bindings; values, words, the pack's format and the reading of models need no
/// runtime, no file and no wire; and the merchant shares nothing with the core, so that a shared bug cannot cancel out.
const NEVER: &[(&str, &[&str])] = &[
    ("domain", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest"]),
    ("l10n", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest"]),
    ("pack", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest"]),
    ("picture", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest"]),
    ("qr", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest", "image"]),
    ("signatures", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest", "image"]),
    ("links", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest", "image"]),
    ("live", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest", "image"]),
    ("methods", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest", "image"]),
    ("trade", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest", "image"]),
    ("publish", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest"]),
    ("scene", &["wgpu", "uniffi", "tokio", "rusqlite", "reqwest"]),
    ("render", &["uniffi", "tokio", "rusqlite", "reqwest"]),
    ("storage", &["wgpu", "uniffi", "reqwest"]),
    ("media", &["wgpu", "uniffi"]),
    ("catalog", &["wgpu", "uniffi"]),
    ("commerce", &["wgpu", "uniffi", "rusqlite", ENGINES, "tradewind-person"]),
    (ENGINE, &["wgpu", "uniffi", "rusqlite", "tradewind-person", "tradewind-payments"]),
    ("person", &["wgpu", "uniffi", ENGINES, "tradewind-payments"]),
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
    "tradewind-picture",
    "tradewind-qr",
    "tradewind-signatures",
    "tradewind-links",
    "tradewind-live",
    "tradewind-methods",
    "tradewind-trade",
    "tradewind-storage",
    "tradewind-media",
    "tradewind-catalog",
    "tradewind-commerce",
    ENGINES,
    "tradewind-person",
    "tradewind-payments",
    "tradewind-scene",
    "tradewind-render",
    "tradewind-app",
    "tradewind-publish",
    "tradewind-cli",
];

/// Crates under `tests/` that may look into anything: nothing of them ships.
const FREE: &[&str] = &["suite", "bench", "fuzz"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The resolved graph of this machine's platform: packages by id, and their dependencies with kinds.
fn metadata() -> Value {
    metadata_of(&["x86_64-unknown-linux-gnu".to_owned()]).expect("cargo knows its own graph")
}

/// The resolved graph of these targets together. An error is what cargo said.
fn metadata_of(targets: &[String]) -> Result<Value, String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(root());
    targets.iter().for_each(|target| {
        cargo.args(["--filter-platform", target]);
    });
    let output = cargo.output().expect("cargo runs");
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(serde_json::from_slice(&output.stdout).expect("metadata is JSON"))
}

/// Name of ours without the prefix; engines have one name.
fn ours(name: &str) -> Option<&str> {
    let name = name.strip_prefix("tradewind-")?;
    Some(if name.starts_with("connector-") { ENGINE } else { name })
}

/// Whether a crate is the one of that name, or one of the engines.
fn is(name: &str, wanted: &str) -> bool {
    name == wanted || (wanted == ENGINES && name.starts_with("tradewind-connector-"))
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
    let mut open: Vec<&str> = names.iter().filter(|(_, name)| is(name, from)).map(|(id, _)| *id).collect();
    assert!(open.len() == 1 || (from == ENGINES && !open.is_empty()), "one crate is called {from}");
    let roots = open.clone();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        let deps = nodes.get(id).and_then(|node| node["deps"].as_array()).into_iter().flatten();
        for dep in deps {
            let mut kinds = dep["dep_kinds"].as_array().into_iter().flatten();
            let to = text(dep, "pkg");
            if kinds.any(|kind| kind["kind"] != "dev" || roots.contains(&id)) && seen.insert(to) {
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
        let reaches = |to: &&&str| reached.iter().any(|name| is(name, to));
        wrong.extend(never.iter().filter(reaches).map(|to| format!("{from} -> {to}")));
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
        .map(|name| if is(name, ENGINES) { ENGINES } else { name })
        .collect();
    assert_eq!(core, CORE.iter().copied().collect(), "the list of the core is the core");
}

#[test]
fn the_rules_can_fail() {
    let package = |name: &str, licence: &str, to: &str| serde_json::json!({"name": name, "version": "1", "license": licence, "dependencies": [{"name": to, "kind": null}]});
    assert_eq!(wrong_arrows(&[package("tradewind-domain", "MIT", "tradewind-app")]), ["domain -> app"]);
    assert_eq!(
        wrong_arrows(&[package("tradewind-stranger", "MIT", "tradewind-domain")]),
        ["stranger -> domain"]
    );
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
    let mut checked = 0;
    for file in files {
        let source = std::fs::read_to_string(&file).expect("readable");
        let name = file.display();
        assert!(source.starts_with("//!"), "{name} does not say what lives there");
        for home in HOMES {
            assert!(!source.contains(&home.concat()), "{name} names a folder of one machine");
        }
        let shipped = source.split("#[cfg(test)]").next().unwrap_or_default();
        // The root is written with this crate's own folder in it, which is one of tests.
        let within = file.strip_prefix(root()).expect("below the repository");
        let tests = |part: std::path::Component<'_>| {
            ["tests", "tests.rs", "testing", "testing.rs"].iter().any(|name| part.as_os_str() == *name)
        };
        let ships = ["core", "bindings"].iter().any(|part| within.starts_with(part))
            && !within.components().any(tests);
        checked += usize::from(ships);
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
    assert!(checked > 300, "{checked} files that ship");
}

/// Every `.rs` file in a folder and below it.
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
