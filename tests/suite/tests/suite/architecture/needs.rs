//! Which file of a crate needs which, and the circles among them.
//!
//! A file needs another when it names something of it by a path (`crate::`, `super::`, `self::`, a child by its name), also by
//! way of what a third one re-exports. That a parent declares its children and re-exports from them does not count; that its own
//! code uses them does. What only tests compile is left out.

use super::tokens::{Token, shipped};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A module by its names from the crate's root, which itself has none.
type Module = Vec<String>;

/// A file: its module, and what is read in it.
#[derive(Debug, Default)]
struct File {
    children: Vec<String>,
    uses: Vec<Use>,
    /// Paths in its code, with the inline module that they stand in.
    paths: Vec<(Module, Vec<String>)>,
    /// Single words in its code: what it may take from its own re-exports.
    words: BTreeSet<String>,
    /// Names of what it defines.
    defines: BTreeSet<String>,
}

/// One name that a `use` brings into a module.
#[derive(Debug, Clone)]
struct Use {
    within: Module,
    path: Vec<String>,
    /// `*` for all names.
    name: String,
    public: bool,
}

/// The files of a crate, read from its root by following `mod`.
#[derive(Debug, Default)]
pub(super) struct Crate {
    files: BTreeMap<Module, File>,
}

impl Crate {
    /// Reads the crate whose root is this file.
    pub(super) fn read(file: &Path) -> Self {
        let mut made = Self::default();
        let folder = file.parent().expect("in a folder").to_owned();
        made.read_file(Vec::new(), file.to_owned(), &folder);
        made
    }

    fn read_file(&mut self, module: Module, path: PathBuf, folder: &Path) {
        let source = std::fs::read_to_string(&path).expect("text");
        let file = scan(&module, &shipped(&source));
        for child in &file.children {
            let flat = folder.join(format!("{child}.rs"));
            let own = folder.join(child);
            let path = if flat.is_file() { flat } else { own.join("mod.rs") };
            // A module with a `#[path]` or for another system has no file here.
            if path.is_file() {
                let mut below = module.clone();
                below.push(child.clone());
                self.read_file(below, path, &own);
            }
        }
        self.files.insert(module, file);
    }

    /// From sources by module, for tests of this detector.
    pub(super) fn of(sources: &[(&str, &str)]) -> Self {
        let module =
            |name: &str| name.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let files = sources.iter().map(|(name, source)| {
            let module: Module = module(name);
            let file = scan(&module, &shipped(source));
            (module, file)
        });
        Self { files: files.collect() }
    }

    /// Which file needs which.
    fn needs(&self) -> BTreeMap<&Module, BTreeSet<&Module>> {
        let mut needs: BTreeMap<&Module, BTreeSet<&Module>> = BTreeMap::new();
        for (module, file) in &self.files {
            let mut to = BTreeSet::new();
            for (within, path) in &file.paths {
                to.extend(self.find(within, path, 0));
            }
            for one in &file.uses {
                let found = self.find(&one.within, &one.path, 0);
                // A re-export from below is no need, unless the file's own code uses the name.
                let from_below = found.is_some_and(|found| found.starts_with(module));
                if !(one.public && from_below) || file.words.contains(&one.name) {
                    to.extend(found);
                }
            }
            to.remove(module);
            needs.insert(module, to);
        }
        needs
    }

    /// The file that a path leads to, by way of re-exports; nothing for what is not this crate's.
    fn find(&self, within: &Module, path: &[String], depth: usize) -> Option<&Module> {
        // Two globs may name each other.
        if depth > 8 {
            return None;
        }
        let mut at = within.clone();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => (at, rest) = (Vec::new(), &path[1..]),
            "self" => rest = &path[1..],
            "super" => {}
            first => {
                let mut child = within.clone();
                child.push(first.to_owned());
                if !self.files.contains_key(&child) {
                    return None;
                }
            }
        }
        while rest.first().is_some_and(|word| word == "super") {
            at.pop()?;
            rest = &rest[1..];
        }
        for (done, word) in rest.iter().enumerate() {
            let mut child = at.clone();
            child.push(word.clone());
            if self.files.contains_key(&child) {
                at = child;
                continue;
            }
            let Some(file) = self.files.get(&at) else { break };
            if file.defines.contains(word) {
                break;
            }
            let named = file.uses.iter().find(|one| one.name == *word && one.within == at);
            let by_glob = || {
                let globs = file.uses.iter().filter(|one| one.name == "*" && one.within == at);
                globs
                    .filter_map(|one| self.find(&one.within, &one.path, depth + 1))
                    .find(|to| self.files.get(*to).is_some_and(|file| file.defines.contains(word)))
            };
            if let Some(one) = named {
                let mut whole = one.path.clone();
                whole.extend(rest[done + 1..].iter().cloned());
                // The name of another crate stays where it is named.
                return self.find(&one.within, &whole, depth + 1).or_else(|| self.file_of(&at));
            }
            if let Some(to) = by_glob() {
                return Some(to);
            }
            break;
        }
        self.file_of(&at)
    }

    /// The file in which a module stands: its own, or that of the module around it.
    fn file_of(&self, module: &Module) -> Option<&Module> {
        (0..=module.len())
            .rev()
            .find_map(|length| self.files.get_key_value(&module[..length]).map(|(module, _)| module))
    }

    /// Every set of files each of which needs, by way of others, each of the rest.
    pub(super) fn circles(&self) -> Vec<Vec<String>> {
        let needs = self.needs();
        let reached: BTreeMap<&Module, BTreeSet<&Module>> =
            needs.keys().map(|from| (*from, reach(&needs, from))).collect();
        let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
        for (from, reached_from) in &reached {
            let circle: Vec<String> = reached_from
                .iter()
                .filter(|to| reached.get(**to).is_some_and(|back| back.contains(from)))
                .map(|module| if module.is_empty() { "crate".to_owned() } else { module.join("::") })
                .collect();
            if circle.len() > 1 {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }
}

fn reach<'a>(needs: &BTreeMap<&'a Module, BTreeSet<&'a Module>>, from: &'a Module) -> BTreeSet<&'a Module> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(module) = open.pop() {
        open.extend(needs.get(module).into_iter().flatten().copied().filter(|to| seen.insert(*to)));
    }
    seen
}

/// Reads one file's tokens.
fn scan(module: &Module, tokens: &[Token]) -> File {
    let mut file = File::default();
    // For each open brace the inline module that it opens, if it does.
    let mut braces: Vec<Option<String>> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let word = tokens[at].word();
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let next = tokens.get(at + 1);
        let within =
            || -> Module { module.iter().cloned().chain(braces.iter().flatten().cloned()).collect() };
        match (word, next.and_then(Token::word)) {
            (Some("mod"), Some(name)) => {
                if tokens.get(at + 2).is_some_and(|mark| mark.is('{')) {
                    braces.push(Some(name.to_owned()));
                    at += 3;
                } else {
                    file.children.push(name.to_owned());
                    at += 2;
                }
            }
            (Some("use"), _) => {
                let length = tokens[at..].iter().take_while(|one| !one.is(';')).count();
                let public = at > 0 && (tokens[at - 1].word() == Some("pub") || tokens[at - 1].is(')'));
                tree(&tokens[at + 1..at + length], &[], &mut |path, name| {
                    file.uses.push(Use { within: within(), path, name, public });
                });
                at += length;
            }
            (
                Some("struct" | "enum" | "fn" | "trait" | "const" | "static" | "type" | "macro_rules"),
                Some(name),
            ) => {
                // `const fn name` defines the name.
                if name == "fn" {
                    at += 1;
                } else {
                    file.defines.insert(name.to_owned());
                    at += 2;
                }
            }
            // `pub(crate)` and `pub(in crate::a)` name nothing that is used.
            (Some("pub"), _) if next.is_some_and(|mark| mark.is('(')) => {
                let length = tokens[at..].iter().take_while(|one| !one.is(')')).count();
                // A tuple's public field may be a path in brackets; those begin otherwise.
                let visibility = tokens.get(at + 2).and_then(Token::word);
                at += if matches!(visibility, Some("crate" | "super" | "self" | "in")) {
                    length + 1
                } else {
                    1
                };
            }
            (Some(first), _) => {
                let mut path = vec![first.to_owned()];
                at += 1;
                while tokens.get(at) == Some(&Token::Path) {
                    let Some(name) = tokens.get(at + 1).and_then(Token::word) else { break };
                    path.push(name.to_owned());
                    at += 2;
                }
                // A field or a method after a full stop is no name of a module's.
                if before.is_none_or(|mark| !mark.is('.')) {
                    file.words.insert(path[0].clone());
                }
                if path.len() > 1 {
                    file.paths.push((within(), path));
                }
            }
            (None, _) => {
                if tokens[at].is('{') {
                    braces.push(None);
                } else if tokens[at].is('}') {
                    braces.pop();
                }
                at += 1;
            }
        }
    }
    file
}

/// Every path of a `use`, with the name that it is known by.
fn tree(tokens: &[Token], before: &[String], found: &mut impl FnMut(Vec<String>, String)) {
    let mut path = before.to_vec();
    let mut name = None;
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            Token::Word(word) if word == "as" => {
                name = tokens.get(at + 1).and_then(Token::word).map(str::to_owned);
                at += 1;
            }
            Token::Word(word) => path.push(word.clone()),
            Token::Mark('*') => name = Some("*".to_owned()),
            Token::Mark('{') => {
                let inner = &tokens[at + 1..tokens.len() - 1];
                branches(inner).for_each(|branch| tree(branch, &path, found));
                return;
            }
            _ => {}
        }
        at += 1;
    }
    // `a::{self, b}` brings in `a` itself.
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    let last = path.last().cloned();
    if let Some(name) = name.or(last) {
        found(path, name);
    }
}

/// The parts between the commas of a group, as deep as it goes.
fn branches(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let mut depth = 0_i32;
    tokens
        .split(move |token| {
            depth += i32::from(token.is('{')) - i32::from(token.is('}'));
            depth == 0 && token.is(',')
        })
        .filter(|branch| !branch.is_empty())
}
