//! `--changed`: from the files that differ to the checks that they can break, with the reason for each.

use crate::workspace::{Crate, built_from};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Files outside of crates' folders, and the crates that read them.
const READ_BY: &[(&str, &[&str])] = &[
    ("assets/l10n/", &["tradewind-l10n"]),
    ("assets/seed/", &["tradewind-seedgen", "tradewind-storefront", "tradewind-desk-phone"]),
    ("assets/show/", &["tradewind-seedgen", "tradewind-storefront", "tradewind-desk-phone"]),
    ("assets/design/", &["tradewind-desk-phone"]),
    ("tests/scenarios/", &["tradewind-suite"]),
];

/// Files that only tests read, by how their paths begin, or end after a `*`, and the crates of those tests. `tradewind-suite`
/// holds licences, decision records, recipes and the lengths of files.
const READ_BY_TESTS: &[(&str, &[&str])] = &[
    (".deny.toml", &["tradewind-suite"]),
    ("core/adr/", &["tradewind-suite"]),
    ("core/CONTRIBUTING.md", &["tradewind-suite"]),
    ("android/", &["tradewind-suite"]),
    ("ios/", &["tradewind-suite"]),
    ("*.mjs", &["tradewind-suite"]),
];

/// Files that change what every crate is built of or with.
const OF_ALL: &[&str] =
    &["Cargo.toml", "Cargo.lock", ".cargo/", ".clippy.toml", ".rustfmt.toml", "rust-toolchain.toml"];

/// A step of a shell: the crates that it is tried with, and the files that are its own.
const SHELLS: &[(&str, &[&str], &[&str])] = &[
    ("page", &["tradewind-desk-phone"], &["tests/desk-phone/", "tests/scenarios/", "assets/design/"]),
    (
        "swift",
        &["tradewind-bindings", "tradewind-packer", "tradewind-suite"],
        &["ios/", "bindings/packer/debian-beside.sh", "tests/scenarios/", "assets/design/"],
    ),
    (
        "android",
        &["tradewind-bindings", "tradewind-packer", "tradewind-suite"],
        &["android/", "tests/scenarios/", "assets/design/"],
    ),
];

/// What is to be run, each with the reason.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    /// Crates whose tests are run.
    pub(crate) crates: BTreeMap<String, String>,
    /// Steps that try a shell.
    pub(crate) shells: BTreeMap<&'static str, String>,
}

/// The files that differ from the last commit, or from where this branch left another one, with those that git does not know
/// yet. An error is what git said.
pub(crate) fn files(base: Option<&str>) -> Result<BTreeSet<String>, String> {
    let from = match base {
        Some(base) => git(&["merge-base", base, "HEAD"])?.trim().to_owned(),
        None => "HEAD".to_owned(),
    };
    // Both names of what was moved; names as they are, whatever letters they have.
    let differ = git(&["-c", "core.quotePath=false", "diff", "--name-only", "--no-renames", &from])?;
    let new = git(&["-c", "core.quotePath=false", "ls-files", "--others", "--exclude-standard"])?;
    Ok(differ.lines().chain(new.lines()).map(str::to_owned).collect())
}

fn git(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git").current_dir(tradewind_tooling::root()).args(arguments).output();
    let output = output.map_err(|error| format!("git: {error}"))?;
    if !output.status.success() {
        return Err(format!("git: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What these files can break.
pub(crate) fn choose(files: &BTreeSet<String>, crates: &[Crate]) -> Choice {
    let mut choice = Choice::default();
    for file in files {
        let hit = touched(file, crates);
        for (name, reason) in broken(file, &hit, crates) {
            choice.crates.entry(name).or_insert(reason);
        }
        for (step, tried_with, own) in SHELLS {
            let built = hit.ships.iter().find(|name| tried_with.contains(&name.as_str()));
            let reason = match built {
                _ if own.iter().any(|prefix| file.starts_with(prefix)) => Some(file.clone()),
                Some(name) => Some(format!("{file} is built into {name}")),
                None => None,
            };
            if let Some(reason) = reason {
                choice.shells.entry(step).or_insert(reason);
            }
        }
    }
    choice
}

/// What one file is a part of.
#[derive(Debug, Default)]
struct Touched {
    /// Crates that change with it, and what is built from them.
    ships: BTreeSet<String>,
    /// Crates of which only the tests change.
    tests: BTreeSet<String>,
}

fn touched(file: &str, crates: &[Crate]) -> Touched {
    let mut touched = Touched::default();
    if OF_ALL.iter().any(|prefix| file == *prefix || prefix.ends_with('/') && file.starts_with(prefix)) {
        touched.ships = crates.iter().map(|one| one.name.clone()).collect();
        return touched;
    }
    for (_, readers) in READ_BY.iter().filter(|(prefix, _)| file.starts_with(prefix)) {
        readers.iter().for_each(|name| touched.ships.extend(built_from(crates, name)));
    }
    let is_read = |pattern: &str| match pattern.strip_prefix('*') {
        Some(end) => file.ends_with(end),
        None => file.starts_with(pattern),
    };
    for (_, readers) in READ_BY_TESTS.iter().filter(|(pattern, _)| is_read(pattern)) {
        touched.tests.extend(readers.iter().map(|name| (*name).to_owned()));
    }
    // `bindings/packer` lies in `bindings`: the longest folder is the file's.
    let within = |one: &&Crate| file.strip_prefix(&one.folder).is_some_and(|rest| rest.starts_with('/'));
    let Some(own) = crates.iter().filter(within).max_by_key(|one| one.folder.len()) else { return touched };
    let rest = &file[own.folder.len() + 1..];
    let only_tests = ["tests/", "browser/", "examples/"].iter().any(|folder| rest.starts_with(folder));
    if only_tests || rest.ends_with(".md") {
        touched.tests.insert(own.name.clone());
    } else {
        touched.ships.extend(built_from(crates, &own.name));
    }
    touched
}

/// The crates whose tests a file can break, with the reason.
fn broken(file: &str, touched: &Touched, crates: &[Crate]) -> BTreeMap<String, String> {
    let mut broken = BTreeMap::new();
    for name in &touched.tests {
        broken.insert(name.clone(), file.to_owned());
    }
    for one in crates {
        let below = one.tests_with.iter().find(|name| touched.ships.contains(*name));
        if touched.ships.contains(&one.name) {
            broken.insert(one.name.clone(), file.to_owned());
        } else if let Some(below) = below {
            broken.entry(one.name.clone()).or_insert_with(|| format!("{file}, by way of {below}"));
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    /// domain < l10n < app < bindings, desk-phone, suite; seedgen is used by app's tests alone.
    fn house() -> Vec<Crate> {
        let one = |name: &str, folder: &str, ships: &[&str], tests: &[&str]| {
            let names = |list: &[&str]| list.iter().map(|name| format!("tradewind-{name}")).collect();
            Crate {
                name: format!("tradewind-{name}"),
                folder: folder.to_owned(),
                ships_with: names(ships),
                tests_with: names(tests),
            }
        };
        vec![
            one("domain", "core/domain", &[], &[]),
            one("l10n", "core/l10n", &["domain"], &[]),
            one("app", "core/app", &["l10n", "domain"], &["seedgen"]),
            one("bindings", "bindings", &["app"], &[]),
            one("packer", "bindings/packer", &[], &["bindings"]),
            one("seedgen", "tests/seedgen", &[], &[]),
            one("storefront", "tests/storefront", &[], &[]),
            one("desk-phone", "tests/desk-phone", &["app", "storefront"], &[]),
            one("suite", "tests/suite", &["app"], &[]),
        ]
    }

    fn of(file: &str) -> (Vec<String>, Vec<&'static str>) {
        let choice = choose(&BTreeSet::from([file.to_owned()]), &house());
        let short = |name: &String| name.trim_start_matches("tradewind-").to_owned();
        (choice.crates.keys().map(short).collect(), choice.shells.keys().copied().collect())
    }

    fn is(file: &str, crates: &[&str], shells: &[&str]) {
        let (found, tried) = of(file);
        assert_eq!(
            (found, tried),
            (crates.iter().map(|one| (*one).to_owned()).collect(), shells.to_vec()),
            "{file}"
        );
    }

    const ALL_SHELLS: &[&str] = &["android", "page", "swift"];

    #[test]
    fn a_source_breaks_what_is_built_from_it_and_what_is_tested_with_that() {
        let above = ["app", "bindings", "desk-phone", "l10n", "packer", "suite"];
        is("core/l10n/src/lib.rs", &above, ALL_SHELLS);
        is("assets/l10n/ja/cart.ftl", &above, ALL_SHELLS);
        is("core/app/src/kernel/shop.rs", &["app", "bindings", "desk-phone", "packer", "suite"], ALL_SHELLS);
        // Used by tests of `app` alone: what is built from `app` stays as it is.
        is("tests/seedgen/src/forms/mug.rs", &["app", "seedgen"], &[]);
    }

    #[test]
    fn a_test_breaks_its_own_crate_only() {
        is("core/domain/tests/money.rs", &["domain"], &[]);
        is("tests/suite/tests/suite/kill.rs", &["suite"], &[]);
    }

    #[test]
    fn the_longest_folder_is_a_file_s_own() {
        is("bindings/src/facade.rs", &["bindings", "packer"], &["android", "swift"]);
        is("bindings/packer/src/size.rs", &["packer"], &["android", "swift"]);
        is("core/applause/src/lib.rs", &[], &[]);
    }

    #[test]
    fn a_shell_s_files_try_that_shell() {
        is("android/app/src/main/kotlin/Shop.kt", &["suite"], &["android"]);
        is("ios/Sources/TradewindApp/ShopView.swift", &["suite"], &["swift"]);
        is("tests/desk-phone/browser/journey.test.mjs", &["desk-phone", "suite"], &["page"]);
        is("tests/scenarios/buy.toml", &["suite"], ALL_SHELLS);
    }

    #[test]
    fn the_workspace_s_own_files_break_everything_and_prose_nothing() {
        for file in ["Cargo.lock", "Cargo.toml", ".cargo/config.toml", ".rustfmt.toml"] {
            let (crates, shells) = of(file);
            assert_eq!((crates.len(), shells.len()), (house().len(), 3), "{file}");
        }
        for file in ["core/adr/0001-crates-not-one-crate.md", "core/CONTRIBUTING.md", ".deny.toml"] {
            is(file, &["suite"], &[]);
        }
        is("README.md", &[], &[]);
        is("tests/storefront/README.md", &["storefront"], &[]);
    }

    #[test]
    fn a_reason_names_the_file_and_the_way() {
        let choice = choose(&BTreeSet::from(["tests/seedgen/src/lib.rs".to_owned()]), &house());
        assert_eq!(choice.crates["tradewind-seedgen"], "tests/seedgen/src/lib.rs");
        assert_eq!(choice.crates["tradewind-app"], "tests/seedgen/src/lib.rs, by way of tradewind-seedgen");
    }

    #[test]
    fn every_crate_that_is_named_here_is_in_the_workspace() {
        let crates = crate::workspace::crates();
        let read = READ_BY.iter().chain(READ_BY_TESTS).map(|(_, names)| names);
        let named = read.chain(SHELLS.iter().map(|(_, names, _)| names));
        for name in named.flat_map(|names| names.iter()) {
            assert!(crates.iter().any(|one| one.name == *name), "{name}");
        }
    }
}
