//! The crates of the workspace, as `cargo metadata` tells them: where each lies and which of ours it is built from.

use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Stdio;

/// A crate of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Crate {
    /// With the prefix that all of ours have.
    pub(crate) name: String,
    /// In the repository, without a slash at the end.
    pub(crate) folder: String,
    /// Crates of ours that it is built from.
    pub(crate) ships_with: BTreeSet<String>,
    /// Crates of ours that only its tests use.
    pub(crate) tests_with: BTreeSet<String>,
}

/// All of them; none where cargo does not answer, and cargo's own words say why.
pub(crate) fn crates() -> Vec<Crate> {
    let mut cargo = tradewind_tooling::cargo();
    cargo.args(["metadata", "--format-version", "1", "--no-deps", "--locked"]).stderr(Stdio::inherit());
    let output = cargo.output().map(|output| output.stdout).unwrap_or_default();
    serde_json::from_slice(&output).map(|metadata| of(&metadata)).unwrap_or_default()
}

/// Reads what `cargo metadata --no-deps` writes.
pub(crate) fn of(metadata: &Value) -> Vec<Crate> {
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let root = text(metadata, "workspace_root");
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .map(|package| {
            let manifest = text(package, "manifest_path");
            let folder = manifest.strip_prefix(&root).unwrap_or(&manifest);
            let of_kind = |dev: bool| -> BTreeSet<String> {
                let all = package["dependencies"].as_array().into_iter().flatten();
                // What has a path is ours.
                all.filter(|one| one["path"].is_string() && (one["kind"] == "dev") == dev)
                    .map(|one| text(one, "name"))
                    .collect()
            };
            Crate {
                name: text(package, "name"),
                folder: folder.trim_start_matches('/').trim_end_matches("/Cargo.toml").to_owned(),
                ships_with: of_kind(false),
                tests_with: of_kind(true),
            }
        })
        .collect()
}

/// The crate of this name, with or without our prefix.
pub(crate) fn find<'a>(crates: &'a [Crate], name: &str) -> Option<&'a Crate> {
    crates.iter().find(|one| one.name == name || one.name.strip_prefix("tradewind-") == Some(name))
}

/// Every crate that is built from this one, directly or by way of others, and this one.
pub(crate) fn built_from(crates: &[Crate], name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from([name.to_owned()]);
    let mut open = vec![name.to_owned()];
    while let Some(below) = open.pop() {
        for above in crates.iter().filter(|one| one.ships_with.contains(&below)) {
            if found.insert(above.name.clone()) {
                open.push(above.name.clone());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_are_read_with_their_folders_and_kinds_of_needs() {
        let metadata = serde_json::json!({"workspace_root": "/r", "packages": [{
            "name": "tradewind-app", "manifest_path": "/r/core/app/Cargo.toml", "dependencies": [
                {"name": "tradewind-domain", "kind": null, "path": "/r/core/domain"},
                {"name": "tradewind-seedgen", "kind": "dev", "path": "/r/tests/seedgen"},
                {"name": "tradewind-l10n", "kind": "build", "path": "/r/core/l10n"},
                {"name": "serde", "kind": null},
            ],
        }]});
        let crates = of(&metadata);
        assert_eq!(crates[0].folder, "core/app");
        assert_eq!(crates[0].ships_with.len(), 2);
        assert_eq!(crates[0].tests_with.iter().collect::<Vec<_>>(), ["tradewind-seedgen"]);
        assert_eq!(find(&crates, "app"), find(&crates, "tradewind-app"));
        assert_eq!(find(&crates, "serde"), None);
    }

    #[test]
    fn the_workspace_itself_is_read() {
        let crates = crates();
        let me = find(&crates, "verify").expect("this crate");
        assert_eq!(me.folder, "tests/verify");
        assert!(built_from(&crates, "tradewind-domain").contains("tradewind-app"));
        assert!(!built_from(&crates, "tradewind-app").contains("tradewind-domain"));
    }
}
