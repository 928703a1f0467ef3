//! No circle of files within a crate: where one file needs another, that one does not need the first. `needs.rs` finds them.

use super::needs::Crate;
use super::root;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How many files of a crate are still in circles. The numbers only get smaller: whoever opens a circle lowers its crate's, and
/// takes out what has come to none. Nothing is added.
const STILL_IN_CIRCLES: &[(&str, usize)] = &[];

/// Every root of a crate below these folders: libraries and programs.
fn roots() -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    for part in ["bindings", "core", "tests"] {
        super::walk(&root().join(part), &mut files);
    }
    let roots = files.into_iter().filter_map(|file| {
        let name = file.strip_prefix(root()).ok()?.to_string_lossy().into_owned();
        let is_root =
            name.ends_with("/src/lib.rs") || name.ends_with("/src/main.rs") || name.contains("/src/bin/");
        is_root.then_some((name, file))
    });
    roots.collect()
}

#[test]
fn no_file_needs_one_that_needs_it() {
    let roots = roots();
    assert!(roots.len() > 15);
    let mut wrong = Vec::new();
    let mut known: BTreeMap<&str, usize> = STILL_IN_CIRCLES.iter().copied().collect();
    for (name, file) in &roots {
        let circles = Crate::read(file).circles();
        let count = circles.iter().map(Vec::len).sum::<usize>();
        let allowed = known.remove(name.as_str()).unwrap_or(0);
        let list = circles.iter().map(|circle| circle.join(", ")).collect::<Vec<_>>().join(" | ");
        if count > allowed {
            wrong.push(format!("{name}: {count} files in circles, {allowed} known: {list}"));
        } else if count < allowed {
            wrong.push(format!(
                "{name}: only {count} files in circles now: write {count} for {allowed}, or take it out"
            ));
        }
    }
    wrong.extend(known.keys().map(|name| format!("{name} is no crate's root: take it out")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn circles_are_found_and_lines_are_not() {
    let line = [("", "mod a; mod b;"), ("a", "use crate::b::B;"), ("b", "pub struct B;")];
    assert_eq!(Crate::of(&line).circles(), Vec::<Vec<String>>::new());
    let pair = [("", "mod a; mod b;"), ("a", "use crate::b::B;"), ("b", "fn f() { super::a::g() }")];
    assert_eq!(Crate::of(&pair).circles(), [["a", "b"]]);
    let three = [
        ("", "mod a; mod b; mod c; mod d;"),
        ("a", "use crate::{b::{self, B}, d};"),
        ("b", "fn f() { crate::c::g() }"),
        ("c", "type A = super::a::A;"),
        ("d", "const N: u8 = 1;"),
    ];
    assert_eq!(Crate::of(&three).circles(), [["a", "b", "c"]]);
}

#[test]
fn a_parent_may_declare_and_re_export_but_not_use_a_child_that_uses_it() {
    let child = ("a", "use super::Size; pub struct A(Size);");
    let declares = [("", "mod a; pub use a::A; pub struct Size;"), child];
    assert_eq!(Crate::of(&declares).circles(), Vec::<Vec<String>>::new());
    let uses = [("", "mod a; pub use a::A; pub struct Size; fn f() -> A { todo() }"), child];
    assert_eq!(Crate::of(&uses).circles(), [["crate", "a"]]);
    let by_path = [("", "mod a; pub struct Size; fn f() { a::g() }"), child];
    assert_eq!(Crate::of(&by_path).circles(), [["crate", "a"]]);
}

#[test]
fn re_exports_tests_and_inline_modules_do_not_hide_or_make_a_circle() {
    let hidden = [
        ("", "mod a; mod b; pub use a::A; pub use b::*;"),
        ("a", "pub struct A; fn f() { crate::g() }"),
        ("b", "use crate::A; pub fn g() {}"),
    ];
    assert_eq!(Crate::of(&hidden).circles(), [["a", "b"]]);
    let in_tests = [
        ("", "mod a; mod b;"),
        ("a", "use crate::b::B; #[cfg(test)] mod tests { use super::*; }"),
        ("b", "pub struct B; #[cfg(test)] use crate::a::A;"),
    ];
    assert_eq!(Crate::of(&in_tests).circles(), Vec::<Vec<String>>::new());
    let inline = [
        ("", "mod a; mod b;"),
        ("a", "mod inner { use super::super::b::B; } pub struct A;"),
        ("b", "mod inner { use crate::a::inner::C; }"),
    ];
    assert_eq!(Crate::of(&inline).circles(), [["a", "b"]]);
    let elsewhere =
        [("", "mod a; use serde::a;"), ("a", "use serde_json::Value; fn f() { std::mem::take() }")];
    assert_eq!(Crate::of(&elsewhere).circles(), Vec::<Vec<String>>::new());
}
