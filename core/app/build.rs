//! Compiles the rules of trade in `assets/trade`: a phone carries them in this form, and reads no TOML.

use std::error::Error;
use std::path::Path;
use tradewind_trade::{RateTable, Rules, author};

/// The strongest compression there is: it is done once, and unpacking takes the same time whatever was done.
const PACKED: i32 = 22;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/trade");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            files.push((name, std::fs::read_to_string(&path)?));
        }
    }
    files.sort();
    let told =
        |faults: Vec<author::Fault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let written = author::read(&files).map_err(told)?;
    let bytes = author::build(&written, author::latest(&written).ok_or("no source has a date")?)?;
    Rules::read(&bytes)?;
    // A quarter of the size, in a library that phones load over the air; unpacked once.
    let packed = zstd::bulk::compress(&bytes, PACKED)?;
    RateTable::read(&std::fs::read_to_string(folder.join("rates/ecb.tsv"))?)?;
    Ok(std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("trade.rules.zst"), packed)?)
}
