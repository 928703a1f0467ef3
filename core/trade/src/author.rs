//! The publisher's side: rows of `assets/trade` as TOML, read, checked and compiled. No I/O: texts in, places or faults out.

mod check;
mod fault;
mod fields;
mod head;
mod headings;
mod kinds;
mod names;

use crate::row::{HsName, Place};
use crate::{Day, TradeError};
pub use fault::{Fault, FaultCode};
pub use names::NAMES_FILE;

/// What all files say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Places, in the order of their ids.
    pub places: Vec<Place>,
    /// Names of HS codes.
    pub names: Vec<HsName>,
}

/// Reads and checks files, each by its name (`EU.toml`) and text. Every fault is given, in the order of files and rows.
pub fn read(files: &[(String, String)]) -> Result<Written, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut written = Written { places: Vec::new(), names: Vec::new() };
    for (name, text) in files {
        if name == NAMES_FILE {
            written.names = names::read(text, &mut faults);
        } else {
            written.places.extend(head::place(name, text, &mut faults));
        }
    }
    written.places.sort_by(|a, b| a.id.cmp(&b.id));
    check::across(&written.places, &mut faults);
    if faults.is_empty() { Ok(written) } else { Err(faults) }
}

/// The latest day on which a source was read: the day as of which rules are, where nobody says another.
pub fn latest(written: &Written) -> Option<Day> {
    let sources = written.places.iter().flat_map(|place| &place.sources);
    sources.filter_map(|source| Day::parse(&source.date).ok()).max()
}

/// Compiles places as they are as of a day.
pub fn build(written: &Written, as_of: Day) -> Result<Vec<u8>, TradeError> {
    crate::write(&written.places, &written.names, as_of)
}
