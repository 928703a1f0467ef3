//! The ledger of sizes: what the stripped library of this machine's kind weighs, and who in it weighs what. Phones' libraries
//! are other files; their sizes are not measured here.

use crate::error::PackError;
use crate::library::{output, program, root};
use crate::shipped;
use camino::Utf8Path;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;

/// What it is to weigh at most: what the ledger said on 2026-11-29 (9,711,912), and since then half a megabyte for the ways to pay, 0.3 for the
/// rules of trade and 0.3 for links and live shows. The ledger itself may say more only on purpose, so it is said at each weighing.
pub const GOAL: u64 = 9_711_912 + 1_100_000;

/// What `bindings/size.json` holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// What was weighed.
    pub what: String,
    /// rustc version that built it.
    pub rustc: String,
    /// Bytes of the stripped file.
    pub bytes: u64,
    /// Bytes of its named code and data by who wrote it, largest first; then what has no name: tables for unwinding, constants
    /// (texts, ICU's data, tables of functions), and the rest.
    pub parts: Vec<Part>,
}

/// A share of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// A group of crates or a C library.
    pub name: String,
    /// Bytes of its code and data.
    pub bytes: u64,
}

/// Builds, strips, weighs and compares; or writes the ledger.
pub fn run(bless: bool, out: &mut impl Write) -> Result<(), PackError> {
    let now = weigh(&shipped::build()?)?;
    writeln!(out, "{}: {} bytes", now.what, now.bytes)?;
    for part in &now.parts {
        writeln!(out, "{:>10}  {}", part.bytes, part.name)?;
    }
    if now.bytes > GOAL {
        writeln!(out, "{} bytes over the goal of {GOAL}", now.bytes - GOAL)?;
    }
    let path = root().join("bindings/size.json");
    if bless {
        let mut text = serde_json::to_string_pretty(&now)?;
        text.push('\n');
        return std::fs::write(&path, text).map_err(PackError::at(path.display()));
    }
    compare(&read()?, &now)
}

/// The ledger as it is committed.
pub fn read() -> Result<Ledger, PackError> {
    let path = root().join("bindings/size.json");
    let text = std::fs::read_to_string(&path).map_err(PackError::at(path.display()))?;
    Ok(serde_json::from_str(&text)?)
}

/// Fails when the file grew by 5 % or more.
pub fn compare(ledger: &Ledger, now: &Ledger) -> Result<(), PackError> {
    if now.bytes.saturating_mul(100) >= ledger.bytes.saturating_mul(105) {
        return Err(PackError::Grew(format!(
            "the library grew from {} to {} bytes, by 5 % or more; if that is wanted, run cargo pack size --bless",
            ledger.bytes, now.bytes
        )));
    }
    Ok(())
}

fn weigh(library: &Utf8Path) -> Result<Ledger, PackError> {
    let symbols = output("nm", ["--print-size", "--demangle", "--radix=d", library.as_str()])?;
    let stripped = library.with_extension("stripped.so");
    program("strip", ["--strip-all", "-o", stripped.as_str(), library.as_str()])?;
    let bytes = std::fs::metadata(&stripped).map_err(PackError::at(&stripped))?.len();
    let sections = output("size", ["-A", "-d", stripped.as_str()])?;
    let version = output("rustc", ["--version"])?;
    let parts = parts(&symbols, &sections, bytes);
    let ours = parts.iter().filter(|part| is_ours(&part.name)).count();
    if ours < LEAST_OF_OURS {
        return Err(PackError::NoSymbols(ours));
    }
    Ok(Ledger {
        what: format!(
            "libtradewind, {}-{}, opt z, fat LTO, stripped",
            std::env::consts::ARCH,
            std::env::consts::OS
        ),
        rustc: version.split_whitespace().nth(1).unwrap_or_default().to_owned(),
        bytes,
        parts,
    })
}

/// Sums the sizes of symbols by their authors, and of sections what no symbol names.
fn parts(symbols: &str, sections: &str, whole: u64) -> Vec<Part> {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    let mut named_data = 0;
    let mut seen = std::collections::BTreeSet::new();
    for line in symbols.lines() {
        // address size kind name; names of one address are one thing.
        let mut words = line.splitn(4, ' ');
        let (Some(address), Some(size), Some(kind), Some(name)) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            continue;
        };
        let Ok(size) = size.parse::<u64>() else { continue };
        // Zeroed memory takes no place in the file.
        if kind.eq_ignore_ascii_case("b") || !seen.insert(address) {
            continue;
        }
        *sums.entry(author(name)).or_default() += size;
        if ["r", "d"].contains(&kind.to_ascii_lowercase().as_str()) {
            named_data += size;
        }
    }
    let section = |names: &[&str]| -> u64 {
        let rows = sections.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let wanted = rows.filter(|row| row.first().is_some_and(|name| names.contains(name)));
        wanted.filter_map(|row| row.get(1)?.parse::<u64>().ok()).sum()
    };
    sums.insert("tables for unwinding", section(&[".eh_frame", ".eh_frame_hdr", ".gcc_except_table"]));
    let data = section(&[".rodata", ".data.rel.ro", ".data"]);
    sums.insert("constants without a name", data.saturating_sub(named_data));
    let known: u64 = sums.values().sum();
    sums.insert("the rest", whole.saturating_sub(known));
    let mut parts: Vec<Part> =
        sums.into_iter().map(|(name, bytes)| Part { name: name.to_owned(), bytes }).collect();
    parts.sort_by(|one, other| other.bytes.cmp(&one.bytes).then_with(|| one.name.cmp(&other.name)));
    parts
}

/// The bindings, by their library's name; each other crate of ours begins so, and is a group of its own.
const OURS: &str = "tradewind";
/// So many crates of ours have code of their own in the library at least: fewer, and symbols have another shape than is read here.
const LEAST_OF_OURS: usize = 10;

/// Groups of others' code by the crate that a symbol's path begins with. Generic code counts for the crate that wrote it, not for who uses it.
const AUTHORS: &[(&str, &[&str])] = &[
    (
        "wgpu and naga",
        &["wgpu", "naga", "ash", "glow", "gpu_", "khronos_egl", "spirv", "metal", "codespan_reporting"],
    ),
    (
        "network (reqwest, rustls, ring, hyper)",
        &[
            "reqwest",
            "rustls",
            "ring",
            "hyper",
            "h2",
            "http",
            "tower",
            "webpki",
            "url",
            "idna",
            "async_compression",
            "x25519",
            "sct",
            "untrusted",
            "core_",
            "openssl",
        ],
    ),
    (
        "SQLite",
        &[
            "sqlite3",
            "rusqlite",
            "libsqlite3",
            "fts",
            "vdbe",
            "btree",
            "pager",
            "rtree",
            "json",
            "wal",
            "unix",
            "pcache",
            "where",
        ],
    ),
    (
        "languages (icu, fluent)",
        &[
            "icu",
            "fluent",
            "zerovec",
            "litemap",
            "writeable",
            "tinystr",
            "intl_",
            "unic_",
            "yoke",
            "fixed_decimal",
            "potential_utf",
        ],
    ),
    (
        "pictures (image, png, jpeg, webp, thumbhash)",
        &["image", "png", "zune", "fdeflate", "thumbhash", "exr", "color_quant", "weezl"],
    ),
    (
        "compression (zstd, flate2)",
        &[
            "ZSTD", "HUF", "FSE", "zstd", "flate2", "miniz", "zlib", "libz", "XXH", "POOL", "COVER", "HIST",
            "ZDICT", "ERR_",
        ],
    ),
    (
        "runtime (tokio, mio, futures)",
        &["tokio", "mio", "futures", "bytes", "slab", "socket2", "crossbeam", "parking_lot"],
    ),
    ("uniffi", &["uniffi", "UNIFFI", "ffi_tradewind"]),
    ("hashes (blake3)", &["blake3"]),
    (
        "data (serde, postcard, jiff, decimal)",
        &[
            "serde",
            "postcard",
            "jiff",
            "rust_decimal",
            "regex",
            "quick_xml",
            "toml",
            "percent_encoding",
            "uuid",
            "ryu",
            "itoa",
        ],
    ),
    (
        "Rust's std",
        &[
            "std",
            "core",
            "alloc",
            "hashbrown",
            "rustc_demangle",
            "gimli",
            "addr2line",
            "object",
            "memchr",
            "compiler_builtins",
            "__rust",
            "rust_",
            "panic_unwind",
            "backtrace",
        ],
    ),
];

fn is_ours(name: &str) -> bool {
    name == OURS || name.strip_prefix(OURS).is_some_and(|rest| rest.starts_with('_'))
}

/// The group of a symbol: our crate that it is of, else the authors of its crate.
fn author(name: &str) -> &str {
    let start = path_of(name);
    let starts = |with: &str| match with.strip_suffix('_') {
        Some(_) => start.starts_with(with),
        None => {
            start == with
                || start.strip_prefix(with).is_some_and(|rest| {
                    rest.starts_with(['_', ':', '3']) || rest.starts_with(char::is_uppercase)
                })
        }
    };
    if is_ours(start) {
        return start;
    }
    let found = AUTHORS.iter().find(|(_, names)| names.iter().any(|with| starts(with)));
    found.map_or("others", |(group, _)| group)
}

/// The first crate of a demangled path: `<&mut a::B<c::D> as e::F>::g` is `a`'s.
fn path_of(name: &str) -> &str {
    let bare = name.trim_start_matches(['<', '&', '*', '(', '[']);
    let bare = ["mut ", "const ", "dyn ", "for<'a> "]
        .iter()
        .fold(bare, |bare, word| bare.strip_prefix(word).unwrap_or(bare));
    let bare = bare.trim_start_matches(['<', '&', '*', '(', '[']);
    bare.split([':', '<', ' ', '.', '[', '>']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger(bytes: u64) -> Ledger {
        Ledger { what: String::new(), rustc: String::new(), bytes, parts: Vec::new() }
    }

    #[test]
    fn five_in_a_hundred_is_too_much() {
        assert!(compare(&ledger(1_000_000), &ledger(1_049_999)).is_ok());
        assert!(matches!(compare(&ledger(1_000_000), &ledger(1_050_000)), Err(PackError::Grew(_))));
    }

    #[test]
    fn the_ledger_adds_up() {
        let ledger = read().expect("the ledger is there");
        assert_eq!(ledger.parts.iter().map(|part| part.bytes).sum::<u64>(), ledger.bytes);
    }

    #[test]
    fn symbols_are_their_authors() {
        let symbols = "\
0001 0000000000000100 t <&mut wgpu_core::hub::Hub as core::fmt::Debug>::fmt
0002 0000000000000010 T sqlite3_open
0002 0000000000000010 T sqlite3_open_alias
0003 0000000000000005 r core::fmt::TABLE
0004 0000000000000900 b zeroes
0005 t no_size
0006 0000000000000007 t <dyn tradewind_app::Frame>::x
";
        let sections = "\
section        size   addr
.text           122      1
.eh_frame        30    200
.rodata          40    300
Total           192
";
        let of = |name: &str, bytes| Part { name: name.to_owned(), bytes };
        assert_eq!(
            parts(symbols, sections, 200),
            [
                of("wgpu and naga", 100),
                of("constants without a name", 35),
                of("tables for unwinding", 30),
                of("the rest", 13),
                of("SQLite", 10),
                of("tradewind_app", 7),
                of("Rust's std", 5),
            ]
        );
    }

    #[test]
    fn each_crate_of_ours_is_a_group() {
        assert_eq!(
            author("<&tradewind_payments::law::Event as core::fmt::Debug>::fmt"),
            "tradewind_payments"
        );
        assert_eq!(author("tradewind::facade::Shop::dispatch"), "tradewind");
        assert!(is_ours("tradewind") && is_ours("tradewind_app") && !is_ours("tradewinds"));
    }
}
