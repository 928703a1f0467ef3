//! `cargo bench-table [catalog] [preview] [phones] [payments] [trade] [links] [live]`: each measure beside a named peer in the same run; the
//! table goes to the README beside it.
#![allow(clippy::print_stdout, reason = "this program is its output")]

mod attempts;
mod catalog;
mod data;
mod frames;
mod host;
mod links;
mod live;
mod measured;
mod payments;
mod phones;
mod preview;
mod seamless;
mod shell;
mod shop;
mod table;
mod three;
mod trade;

use catalog::catalog;
use measured::Outcome;
use std::path::Path;

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        // The process that draws for the preview's rows.
        ["frames", model] => return frames::serve(Path::new(model), None),
        ["frames", model, picture] => return frames::serve(Path::new(model), Some(Path::new(picture))),
        groups => {
            if let Some(unknown) = groups.iter().find(|group| {
                !["catalog", "preview", "phones", "payments", "trade", "links", "live"].contains(*group)
            }) {
                return Err(format!(
                    "no group {unknown}; there are catalog, preview, phones, payments, trade, links and live"
                )
                .into());
            }
        }
    }
    let wanted = |group: &str| words.is_empty() || words.contains(&group);
    if wanted("preview") {
        table::write(&preview::section()?)?;
    }
    if wanted("phones") {
        table::write(&phones::section()?)?;
    }
    if wanted("catalog") {
        table::write(&catalog()?)?;
    }
    if wanted("payments") {
        table::write(&payments::section()?)?;
    }
    if wanted("trade") {
        table::write(&trade::section()?)?;
    }
    if wanted("live") {
        table::write(&live::section()?)?;
    }
    if wanted("links") {
        table::write(&links::section()?)?;
    }
    Ok(())
}
