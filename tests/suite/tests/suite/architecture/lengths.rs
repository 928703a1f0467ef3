//! No file that a person writes is longer than a person reads: 400 lines at most.

use super::root;
use std::path::{Path, PathBuf};

/// Most lines of a file that is written by hand.
const MOST: usize = 400;

/// What is measured.
const KINDS: &[&str] = &["rs", "kt", "swift", "mjs"];

/// Folders of what is generated, built or fetched, by their path in the repository.
const GENERATED: &[&str] =
    &["android/library/src/generated", "ios/Generated", "tests/desk-phone/browser/node_modules"];

/// Folders of tools, wherever they are.
const TOOLS: &[&str] = &["target", "node_modules", ".git", ".build", ".gradle"];

/// Files that are still longer. The list only gets shorter: whoever shortens a file takes it out, and nothing is added.
const STILL_LONGER: &[&str] = &[];

/// Every measured file below a folder, by its path in the repository, with its number of lines.
fn measure(folder: &Path, found: &mut Vec<(String, usize)>) {
    for entry in std::fs::read_dir(folder).expect("readable").filter_map(Result::ok) {
        let path = entry.path();
        let name = path.strip_prefix(root()).expect("below the repository").to_string_lossy().into_owned();
        let last = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !GENERATED.contains(&name.as_str()) && !TOOLS.contains(&last.as_str()) {
                measure(&path, found);
            }
        } else if path.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| KINDS.contains(&kind)) {
            found.push((name, std::fs::read_to_string(&path).expect("text").lines().count()));
        }
    }
}

/// What is wrong with these files: too long and not excepted, or excepted and not too long.
fn wrong(found: &[(String, usize)], excepted: &[&str]) -> Vec<String> {
    let long = |path: &str| found.iter().any(|(name, lines)| name == path && *lines > MOST);
    let more = found.iter().filter(|(name, _)| long(name) && !excepted.contains(&name.as_str()));
    let gone = excepted.iter().filter(|name| !long(name));
    more.map(|(name, lines)| format!("{name} has {lines} lines, more than {MOST}"))
        .chain(gone.map(|name| format!("{name} is not too long: take it out of STILL_LONGER")))
        .collect()
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let mut found = Vec::new();
    let folders: Vec<PathBuf> =
        ["android", "bindings", "core", "ios", "tests"].iter().map(|part| root().join(part)).collect();
    folders.iter().for_each(|folder| measure(folder, &mut found));
    for kind in KINDS {
        assert!(found.iter().any(|(name, _)| name.ends_with(kind)), "no .{kind} was found");
    }
    assert_eq!(wrong(&found, STILL_LONGER), Vec::<String>::new());
}

#[test]
fn too_long_files_and_old_exceptions_are_seen() {
    let found = [("long.rs".to_owned(), 401), ("short.rs".to_owned(), 400)];
    assert_eq!(wrong(&found, &[]), ["long.rs has 401 lines, more than 400"]);
    assert_eq!(wrong(&found, &["long.rs"]), Vec::<String>::new());
    assert_eq!(wrong(&found, &["long.rs", "short.rs", "gone.rs"]).len(), 2);
}
