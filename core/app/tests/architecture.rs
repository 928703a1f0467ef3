//! The shape of this crate: who may name whom. Read from the sources, so that a wrong arrow fails here and not in a review.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::read_to_string;
use std::path::{Path, PathBuf};

/// The files of the kernel that may name features, and why.
const MAY_NAME_FEATURES: [&str; 7] = [
    // Who takes an intent.
    "kernel::intent",
    // Who takes an outcome or an event.
    "kernel::dispatch",
    // How each screen is drawn, and what it loads.
    "kernel::screens",
    // Going back, trying again, the network's return: what the shown feature is to do then.
    "kernel::system",
    // What is published beside the screen: the state of a named purchase, for a command line.
    "kernel::draw",
    "kernel::snapshot",
    // What is put together at the start: the words of a wallet's sheet.
    "kernel::compose",
];
/// Hands the look of the preview to the thread that draws.
const OWNER: &str = "kernel::owner";
/// The longest hand-written file, in lines.
const LONGEST: usize = 400;

/// A source file: its module path, and what it says without its tests.
struct Source {
    module: String,
    text: String,
    lines: usize,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut found) = (vec![root.clone()], Vec::<PathBuf>::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the sources are here") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    let module = |path: &Path| {
        let inner = path.strip_prefix(&root).expect("below the root").with_extension("");
        let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        parts.join("::").trim_end_matches("::mod").to_owned()
    };
    found
        .iter()
        .map(|path| {
            let whole = read_to_string(path).expect("UTF-8");
            let code = whole.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let plain = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            Source {
                module: module(path),
                text: plain.collect::<Vec<_>>().join("\n"),
                lines: whole.lines().count(),
            }
        })
        .collect()
}

fn is_test(module: &str) -> bool {
    module.ends_with("tests") || module == "kernel::testing"
}

/// Every `crate::a::b` that a text names, braces opened: `crate::a::{b, c::D}` names `a::b` and `a::c::D`.
fn named(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        open(text[at + "crate::".len()..].trim_start(), "", &mut all);
    }
    all
}

/// Reads one path of `rest`, with what it opens; gives back what comes after it.
fn open<'a>(rest: &'a str, prefix: &str, all: &mut Vec<String>) -> &'a str {
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(rest.len());
    let path = format!("{prefix}{}", &rest[..end]);
    let mut rest = &rest[end..];
    if !path.ends_with("::") || !rest.starts_with('{') {
        all.push(path.trim_end_matches("::").to_owned());
        return rest;
    }
    rest = rest[1..].trim_start();
    while !rest.starts_with('}') && !rest.is_empty() {
        rest = open(rest, &path, all);
        let next = rest.find([',', '}']).unwrap_or(rest.len());
        rest = rest[next..].trim_start_matches(',').trim_start();
    }
    rest.get(1..).unwrap_or_default()
}

/// Which files a file leans on: each path it names, as far as that is a file.
fn arrows(sources: &[Source]) -> BTreeMap<&str, BTreeSet<&str>> {
    let files: BTreeSet<&str> = sources.iter().map(|source| source.module.as_str()).collect();
    let of_path = |path: &str| {
        let mut path = path;
        loop {
            if let Some(file) = files.get(path) {
                return Some(*file);
            }
            path = path.rsplit_once("::")?.0;
        }
    };
    let of = |source: &Source| named(&source.text).iter().filter_map(|path| of_path(path)).collect();
    let kept = sources.iter().filter(|source| !is_test(&source.module));
    kept.map(|source| (source.module.as_str(), of(source))).collect()
}

/// The first circle of files, if there is one.
fn circle<'a>(arrows: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    fn walk<'a>(
        at: &'a str,
        arrows: &BTreeMap<&'a str, BTreeSet<&'a str>>,
        way: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<&'a str>> {
        if let Some(from) = way.iter().position(|known| *known == at) {
            return Some(way[from..].to_vec());
        }
        if !done.insert(at) {
            return None;
        }
        way.push(at);
        let next = arrows.get(at).into_iter().flatten().filter(|next| **next != at);
        let found = next.copied().find_map(|next| walk(next, arrows, way, done));
        way.pop();
        found
    }
    let mut done = BTreeSet::new();
    arrows.keys().find_map(|start| walk(start, arrows, &mut Vec::new(), &mut done))
}

fn feature(module: &str) -> Option<&str> {
    module.strip_prefix("features::")?.split("::").next()
}

/// Arrows from a feature to another, and from the kernel to a feature where it is not one of the files that may.
fn wrong(arrows: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (from, to) in arrows {
        for to in to {
            let bad = match (feature(from), feature(to)) {
                (Some(from), Some(to)) => from != to,
                (None, Some(_)) if from.starts_with("kernel") => {
                    let look = *from == OWNER && to.starts_with("features::preview");
                    !MAY_NAME_FEATURES.contains(from) && !look
                }
                _ => false,
            };
            if bad {
                wrong.push(format!("{from} -> {to}"));
            }
        }
    }
    wrong
}

#[test]
fn features_know_nothing_of_each_other_and_the_kernel_nothing_of_them() {
    let sources = sources();
    assert_eq!(wrong(&arrows(&sources)), Vec::<String>::new());
}

#[test]
fn no_circle_of_files() {
    let sources = sources();
    assert_eq!(circle(&arrows(&sources)), None);
}

#[test]
fn no_file_is_longer_than_a_head_holds() {
    let long = sources().into_iter().filter(|source| source.lines > LONGEST).map(|source| source.module);
    assert_eq!(long.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn each_feature_is_a_folder_with_what_changes_it() {
    let all: BTreeSet<String> = sources().into_iter().map(|source| source.module).collect();
    let features: BTreeSet<&str> = all.iter().filter_map(|module| feature(module)).collect();
    assert!(features.len() >= 11, "{features:?}");
    for feature in features {
        for part in ["intent", "update", "tests"] {
            assert!(all.contains(&format!("features::{feature}::{part}")), "{feature} has no {part}.rs");
        }
    }
}

#[test]
fn the_rules_above_see_what_is_wrong() {
    assert_eq!(
        named("use crate::a::{b, c::{D, E}};\nlet x = crate::f::G;"),
        ["a::b", "a::c::D", "a::c::E", "f::G"]
    );
    let source = |module: &str, text: &str| Source { module: module.into(), text: text.into(), lines: 1 };
    let sources = [
        source("features::cart::update", "use crate::features::home::state::HomeState;"),
        source("features::home::state", "use crate::kernel::toast::Toast;"),
        source("kernel::toast", "use crate::features::cart::{update, view};"),
        source("kernel::dispatch", "use crate::features::cart::update;"),
    ];
    let arrows = arrows(&sources);
    let expected =
        ["features::cart::update -> features::home::state", "kernel::toast -> features::cart::update"];
    assert_eq!(wrong(&arrows), expected);
    assert_eq!(circle(&arrows).map(|files| files.len()), Some(3));
}
