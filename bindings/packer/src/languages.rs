//! ICU's data for the app's languages alone: dates and money are written in a few languages, the data crates come with over a
//! hundred. They read other data where `ICU4X_DATA_DIR` says; this makes such a folder out of their own files.

use crate::error::PackError;
use crate::glue::put;
use crate::library::{metadata, root, target};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use zerotrie::ZeroTrieSimpleAscii;

/// The crates whose data is cut. The others' is small, or has no languages: it is taken as it is.
const CUT: &[&str] = &["icu_datetime_data", "icu_decimal_data", "icu_experimental_data"];

/// Makes the folder, in cargo's target folder, and gives its path. A file that stays the same is not written again, so that
/// nothing is built again for it.
pub fn run() -> Result<PathBuf, PackError> {
    let folder = target()?.join("icu").into_std_path_buf();
    let languages = languages()?;
    // Every data crate includes the same file; what is in it depends on who asks.
    put(&folder.join("mod.rs"), "include!(concat!(\"./\", env!(\"CARGO_PKG_NAME\"), \"/mod.rs\"));\n")?;
    for (name, data) in data_crates()? {
        let into = folder.join(&name);
        if CUT.contains(&name.as_str()) {
            for entry in std::fs::read_dir(&data).map_err(PackError::at(data.display()))? {
                let path = entry?.path();
                let text = std::fs::read_to_string(&path).map_err(PackError::at(path.display()))?;
                let name = path.file_name().map(PathBuf::from).unwrap_or_default();
                // Countries are named in the app's languages, not as their regions do.
                let regions = !name.starts_with("locale_names");
                put(&into.join(name), &cut(&text, &languages, regions).unwrap_or(text))?;
            }
        } else {
            put(&into.join("mod.rs"), &format!("include!({:?});\n", data.join("mod.rs")))?;
        }
    }
    Ok(folder)
}

/// The table of the app's languages, as far as this needs it.
#[derive(serde::Deserialize)]
struct LanguageTable {
    language: Vec<Row>,
}

#[derive(serde::Deserialize)]
struct Row {
    tag: String,
}

/// The languages that the app has words in.
fn languages() -> Result<BTreeSet<String>, PackError> {
    let path = root().join("assets/l10n/languages.toml");
    let text = std::fs::read_to_string(&path).map_err(PackError::at(path.display()))?;
    let table: LanguageTable =
        toml::from_str(&text).map_err(|error| PackError::Languages(error.to_string()))?;
    // The data of a language's scripts and regions stays with it.
    let primary = |row: &Row| row.tag.split('-').next().unwrap_or_default().to_owned();
    Ok(table.language.iter().map(primary).collect())
}

/// The data crates of the library, and where their data is.
fn data_crates() -> Result<BTreeMap<String, PathBuf>, PackError> {
    let metadata = metadata("--locked")?;
    let packages = metadata["packages"].as_array().cloned().unwrap_or_default();
    let data = packages.iter().filter_map(|package| {
        let name =
            package["name"].as_str().filter(|name| name.starts_with("icu_") && name.ends_with("_data"))?;
        let manifest = Path::new(package["manifest_path"].as_str()?);
        Some((name.to_owned(), manifest.parent()?.join("data")))
    });
    Ok(data.collect())
}

/// A file without what belongs to other languages. None if it is none of those that are looked up by language.
fn cut(text: &str, languages: &BTreeSet<String>, regions: bool) -> Option<String> {
    let table = Table::read(text)?;
    let kept: Vec<(&String, usize)> =
        table.ids.iter().filter(|(id, _)| is_of(id, languages, regions)).map(|(id, at)| (id, *at)).collect();
    // Values in the order of the first who points at one.
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut values = Vec::new();
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, at) in kept {
        let place = *places.entry(at).or_insert_with(|| {
            values.push(at);
            values.len() - 1
        });
        ids.insert(id, place);
    }
    let trie = ZeroTrieSimpleAscii::<Vec<u8>>::try_from_btree_map_str(&ids).ok()?;
    let new = match &table.values {
        Values::Array(all) => {
            values.iter().map(|at| all.get(*at).copied()).collect::<Option<Vec<_>>>()?.join(", ")
        }
        Values::Bytes(all) => literal(&packed(
            &values.iter().map(|at| all.get(*at).map(Vec::as_slice)).collect::<Option<Vec<_>>>()?,
        )),
    };
    let [before, between, after] = table.around;
    Some([before, &literal(trie.as_bytes()), between, &new, after].concat())
}

/// Whether data that is looked up by this id (`de-AT`, then perhaps U+001E and attributes) belongs to a language; `und` is
/// where every search ends. Without `regions` the languages' own data alone.
fn is_of(id: &str, languages: &BTreeSet<String>, regions: bool) -> bool {
    let language = if regions { id.split(['-', '\u{1e}']).next().unwrap_or_default() } else { id };
    language == "und" || languages.contains(language)
}

/// What a generated file looks up: `const TRIE: ... { store: b"..." }`, then `const VALUES: ... = &[...]` or `... b"..."`.
#[derive(Debug)]
struct Table<'a> {
    /// The text before the trie's literal, between it and the values, after them.
    around: [&'a str; 3],
    /// Which value an id has.
    ids: BTreeMap<String, usize>,
    values: Values<'a>,
}

#[derive(Debug, PartialEq)]
enum Values<'a> {
    /// Rust's text of each.
    Array(Vec<&'a str>),
    /// The bytes of each, out of a `VarZeroSlice`.
    Bytes(Vec<Vec<u8>>),
}

impl<'a> Table<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let trie = literal_at(text, text.find("ZeroTrieSimpleAscii { store: ")?)?;
        let ids = ZeroTrieSimpleAscii::from_store(bytes(text.get(trie.clone())?)?).iter().collect();
        let declared = trie.end + text.get(trie.end..)?.find("const VALUES: ")?;
        let given = declared + text.get(declared..)?.find(" = ")?;
        let (place, values) = if text.get(declared..given)?.contains("VarZeroSlice") {
            let place = literal_at(text, given)?;
            let all = unpacked(&bytes(text.get(place.clone())?)?)?;
            (place, Values::Bytes(all))
        } else {
            let start = given + text.get(given..)?.find("&[")? + 2;
            let (end, all) = elements(text, start)?;
            (start..end, Values::Array(all))
        };
        let around = [text.get(..trie.start)?, text.get(trie.end..place.start)?, text.get(place.end..)?];
        Some(Self { around, ids, values })
    }
}

/// Where the next literal of bytes is, with its `b` and its quotation marks.
fn literal_at(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let start = from + text.get(from..)?.find("b\"")?;
    Some(start..quoted(text, start + 1)? + 1)
}

/// Where the text ends that begins with the quotation mark at a place: its other mark.
fn quoted(text: &str, start: usize) -> Option<usize> {
    let mut escaped = false;
    let inside = text.as_bytes().get(start + 1..)?.iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    })?;
    Some(start + 1 + inside)
}

/// The elements of an array from the place after its bracket to the place of the one that closes it.
fn elements(text: &str, start: usize) -> Option<(usize, Vec<&str>)> {
    let (mut depth, mut begun, mut at) = (0_u32, start, start);
    let mut all = Vec::new();
    loop {
        match *text.as_bytes().get(at)? {
            // A literal of bytes begins a place earlier, at its `b`, and ends as plain text does.
            b'"' => at = quoted(text, at)?,
            b'(' | b'[' | b'{' => depth += 1,
            b']' if depth == 0 => {
                let last = text.get(begun..at)?.trim();
                if !last.is_empty() {
                    all.push(last);
                }
                return Some((at, all));
            }
            b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
            // `<` and `>` need no count: within values types have no commas outside of brackets.
            b',' if depth == 0 => {
                all.push(text.get(begun..at)?.trim());
                begun = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
}

/// The bytes that a literal stands for.
fn bytes(literal: &str) -> Option<Vec<u8>> {
    let mut inside = literal.strip_prefix("b\"")?.strip_suffix('"')?.bytes();
    let mut all = Vec::with_capacity(literal.len());
    while let Some(byte) = inside.next() {
        all.push(match byte {
            b'\\' => match inside.next()? {
                b'x' => {
                    let digit =
                        |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                    digit(inside.next()?)? << 4 | digit(inside.next()?)?
                }
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'0' => 0,
                same @ (b'\\' | b'"' | b'\'') => same,
                _ => return None,
            },
            plain => plain,
        });
    }
    Some(all)
}

fn literal(bytes: &[u8]) -> String {
    format!("b\"{}\"", bytes.escape_ascii())
}

/// The elements of a `VarZeroSlice` with 32 bits for its length and each place: the length, where each but the first begins,
/// and all of them after another.
fn unpacked(slice: &[u8]) -> Option<Vec<Vec<u8>>> {
    let number = |at: usize| -> Option<usize> {
        let bytes = slice.get(at * 4..at * 4 + 4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    };
    let count = number(0)?;
    let data = slice.get(count.max(1) * 4..)?;
    let start = |at: usize| if at == 0 { Some(0) } else { number(at) };
    let one = |at: usize| data.get(start(at)?..if at + 1 < count { start(at + 1)? } else { data.len() });
    (0..count).map(|at| one(at).map(<[u8]>::to_vec)).collect()
}

fn packed(elements: &[&[u8]]) -> Vec<u8> {
    let mut numbers = vec![u32::try_from(elements.len()).unwrap_or(u32::MAX)];
    let mut end = 0;
    for element in elements.iter().take(elements.len().saturating_sub(1)) {
        end += u32::try_from(element.len()).unwrap_or(u32::MAX);
        numbers.push(end);
    }
    numbers.into_iter().flat_map(u32::to_le_bytes).chain(elements.concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an id is looked up as.
    fn looked_up(text: &str) -> Option<BTreeMap<String, Vec<u8>>> {
        let table = Table::read(text)?;
        let value = |at: usize| match &table.values {
            Values::Array(all) => all[at].as_bytes().to_vec(),
            Values::Bytes(all) => all[at].clone(),
        };
        Some(table.ids.iter().map(|(id, at)| (id.clone(), value(*at))).collect())
    }

    #[test]
    fn what_is_kept_is_looked_up_as_before_and_nothing_else_is_kept() {
        let languages = languages().expect("the app has words");
        assert!(["en", "de", "ar", "ja"].iter().all(|tag| languages.contains(*tag)), "{languages:?}");
        let crates = data_crates().expect("cargo says");
        let (mut tables, mut before, mut after) = (0, 0, 0);
        for name in CUT {
            for entry in std::fs::read_dir(&crates[*name]).expect("it has data") {
                let path = entry.expect("an entry").path();
                let text = std::fs::read_to_string(&path).expect("text");
                let Some(mut all) = looked_up(&text) else { continue };
                let regions =
                    !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("locale_names"));
                let less = cut(&text, &languages, regions).expect("a table is cut");
                let kept = looked_up(&less).expect("a table");
                let all_there = languages.iter().all(|language| kept.contains_key(language));
                assert!(
                    all_there || !path.ends_with("locale_names_region_v0.rs.data"),
                    "countries have names"
                );
                all.retain(|id, _| is_of(id, &languages, regions));
                assert_eq!(looked_up(&less), Some(all), "{}", path.display());
                (tables, before, after) = (tables + 1, before + text.len(), after + less.len());
            }
        }
        println!("{tables} tables, {before} characters of source, {after} kept");
        assert!(tables > 30 && after * 5 < before);
    }

    #[test]
    fn every_byte_is_read_as_it_was_written() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(bytes(&literal(&all)), Some(all));
        assert_eq!(bytes(r#"b"\q""#), None);
        let slices: [&[&[u8]]; 3] = [&[], &[b"one"], &[b"", b"two", b"three"]];
        for elements in slices {
            let read = unpacked(&packed(elements)).expect("ours");
            assert_eq!(read.iter().map(Vec::as_slice).collect::<Vec<_>>(), elements);
        }
    }

    #[test]
    fn brackets_and_marks_within_values_are_theirs() {
        let text = r#"&[f(1, [2, 3]), S { a: b"]\",[", b: "x]" }, C]; rest"#;
        let (end, all) = elements(text, 2).expect("closed");
        assert_eq!(all, ["f(1, [2, 3])", r#"S { a: b"]\",[", b: "x]" }"#, "C"]);
        assert_eq!(&text[end..], "]; rest");
        assert_eq!(elements("&[1, (2", 2), None);
    }
}
