//! The table of languages, `assets/l10n/languages.toml`: read, checked, and written as Rust.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// The name of the table in the folder of words.
const TABLE: &str = "languages.toml";

/// The plural categories of CLDR besides `other`.
const CATEGORIES: [&str; 5] = ["zero", "one", "two", "few", "many"];

/// One row; the table itself says what its columns are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Language {
    pub(crate) tag: String,
    autonym: String,
    direction: String,
    script: String,
    numbering: String,
    formats: Option<String>,
    pub(crate) plurals: Vec<String>,
    percent: String,
    #[serde(default)]
    percent_in: BTreeMap<String, String>,
    home_market: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    language: Vec<Language>,
}

/// The rows of the table below `root`; what is wrong with them goes to `faults`.
pub(crate) fn read(root: &Path, faults: &mut Vec<String>) -> Vec<Language> {
    let path = root.join(TABLE);
    let table = std::fs::read_to_string(&path).map_err(|error| error.to_string());
    let table: Result<Table, String> =
        table.and_then(|text| toml::from_str(&text).map_err(|error| error.to_string()));
    let rows = match table {
        Ok(table) => table.language,
        Err(error) => {
            faults.push(format!("{}: {error}", path.display()));
            return Vec::new();
        }
    };
    if rows.is_empty() {
        faults.push(format!("{TABLE}: no language at all"));
    }
    let mut tags = BTreeSet::new();
    for row in &rows {
        if !tags.insert(row.tag.as_str()) {
            faults.push(format!("{TABLE}: {} stands twice", row.tag));
        }
        faults.extend(row.faults().into_iter().map(|fault| format!("{TABLE}: {}: {fault}", row.tag)));
    }
    for entry in std::fs::read_dir(root).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !tags.contains(name.as_str()) {
            faults.push(format!("{TABLE}: {name} has a folder of words and no row"));
        }
    }
    rows
}

impl Language {
    fn faults(&self) -> Vec<&'static str> {
        let all = |text: &str, good: fn(&u8) -> bool| text.bytes().all(|byte| good(&byte));
        let region = |code: &str| code.len() == 2 && all(code, u8::is_ascii_uppercase);
        let percent = |pattern: &str| pattern.matches('#').count() == 1;
        let rules = [
            (
                self.tag.len() >= 2 && all(&self.tag, |b| b.is_ascii_alphanumeric() || *b == b'-'),
                "tag is no language tag",
            ),
            (!self.autonym.trim().is_empty(), "autonym is empty"),
            (["ltr", "rtl"].contains(&self.direction.as_str()), "direction is neither ltr nor rtl"),
            (
                self.script.len() == 4 && all(&self.script, u8::is_ascii_alphabetic),
                "script is no code of four letters",
            ),
            (
                !self.numbering.is_empty() && all(&self.numbering, u8::is_ascii_lowercase),
                "numbering is no system's name",
            ),
            (
                self.numbering == "latn" || self.formats.is_some(),
                "numbering other than latn needs the locale that has it, in formats",
            ),
            (
                self.plurals.iter().all(|key| CATEGORIES.contains(&key.as_str())),
                "plurals has a name that is no category besides other",
            ),
            (
                percent(&self.percent) && self.percent_in.values().all(|one| percent(one)),
                "percent has not one #",
            ),
            (self.percent_in.keys().all(|code| region(code)), "percent_in has a key that is no region"),
            (region(&self.home_market), "home_market is no country"),
        ];
        rules.into_iter().filter(|(good, _)| !good).map(|(_, fault)| fault).collect()
    }
}

/// The file in which a language's words are packed.
pub(crate) fn packed(tag: &str) -> String {
    format!("words-{tag}.zst")
}

/// The rows as the constant that `src/languages.rs` includes.
pub(crate) fn write(rows: &[Language]) -> String {
    let mut code = String::from("/// The table `assets/l10n/languages.toml` with each language's words.\n");
    code.push_str("static TABLE: &[LanguageInfo] = &[\n");
    for row in rows {
        let direction = if row.direction == "rtl" { "RightToLeft" } else { "LeftToRight" };
        let percent_in: Vec<(&String, &String)> = row.percent_in.iter().collect();
        let _ = writeln!(
            code,
            "    LanguageInfo {{ tag: {:?}, autonym: {:?}, direction: Direction::{direction}, script: {:?}, numbering: {:?}, \
             formats: {:?}, percent: {:?}, percent_in: &{percent_in:?}, home_market: {:?}, \
             words: include_bytes!(concat!(env!(\"OUT_DIR\"), {:?})) }},",
            row.tag,
            row.autonym,
            row.script,
            row.numbering,
            row.formats,
            row.percent,
            row.home_market,
            format!("/{}", packed(&row.tag))
        );
    }
    code.push_str("];\n");
    code
}
