//! From the rows of `assets/payments` to Rust: reads all files, refuses what breaks a rule, and writes the tables.

#[path = "rows.rs"]
mod rows;
#[path = "rules.rs"]
mod rules;
#[path = "write.rs"]
mod write;

use rows::{MarketsFile, MethodRow, MethodsFile};
use std::collections::BTreeSet;
use std::path::Path;

/// The files of methods in the order in which they count, and the family of `crate::Family` that a row of each is of.
const FAMILIES: [(&str, &str); 7] = [
    ("sheet", "Sheet"),
    ("app_switch", "AppSwitch"),
    ("redirect", "Redirect"),
    ("qr", "Code"),
    ("push", "Push"),
    ("voucher", "Voucher"),
    ("on_delivery", "OnDelivery"),
];

/// A file of methods, read: its family, its rows, and which columns each row has.
struct Read {
    family: &'static str,
    file: MethodsFile,
    columns: Vec<BTreeSet<String>>,
}

/// Names of the files that are read.
pub(crate) fn files() -> impl Iterator<Item = String> {
    FAMILIES.iter().map(|(name, _)| *name).chain(["markets"]).map(|name| format!("{name}.toml"))
}

/// The tables as Rust, or every fault with its file and row.
pub(crate) fn generate(root: &Path) -> Result<String, Vec<String>> {
    let mut faults = Vec::new();
    let mut read = Vec::new();
    for (name, family) in FAMILIES {
        match methods(root, name, family) {
            Ok(one) => read.push(one),
            Err(fault) => faults.push(fault),
        }
    }
    let markets = text(root, "markets").and_then(|text| {
        toml::from_str::<MarketsFile>(&text).map_err(|error| format!("markets.toml: {error}"))
    });
    let markets = match markets {
        Ok(markets) => Some(markets),
        Err(fault) => {
            faults.push(fault);
            None
        }
    };
    // Rules over several files are asked only where all files read.
    let Some(markets) = markets.filter(|_| faults.is_empty()) else { return Err(faults) };
    faults.extend(rules::check(&read, &markets));
    if faults.is_empty() { Ok(write::tables(&read, &markets)) } else { Err(faults) }
}

fn methods(root: &Path, name: &str, family: &'static str) -> Result<Read, String> {
    let text = text(root, name)?;
    let wrong = |error: toml::de::Error| format!("{name}.toml: {error}");
    let file: MethodsFile = toml::from_str(&text).map_err(wrong)?;
    let table: toml::Table = toml::from_str(&text).map_err(wrong)?;
    let rows = table.get("method").and_then(toml::Value::as_array);
    let columns = |row: &toml::Value| row.as_table().map(|row| row.keys().cloned().collect());
    let columns = rows.into_iter().flatten().filter_map(columns).collect();
    Ok(Read { family, file, columns })
}

fn text(root: &Path, name: &str) -> Result<String, String> {
    std::fs::read_to_string(root.join(format!("{name}.toml")))
        .map_err(|error| format!("{name}.toml: {error}"))
}

impl Read {
    /// Name of the file.
    fn name(&self) -> &'static str {
        FAMILIES.iter().find(|(_, family)| *family == self.family).map_or("", |(name, _)| name)
    }

    /// Each row with its columns.
    fn rows(&self) -> impl Iterator<Item = (&MethodRow, &BTreeSet<String>)> {
        self.file.method.iter().zip(&self.columns)
    }
}
