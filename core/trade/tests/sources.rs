//! What is said of the rows elsewhere stays true: how many there are, by place and by confidence.

mod common;

use common::*;
use std::path::Path;
use tradewind_trade::author;
use tradewind_trade::row::Confidence;

fn text(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(path)).expect("a text")
}

#[test]
fn rows_are_counted_as_the_readme_and_the_list_of_sources_say() {
    let written = author::read(&files()).expect("no fault");
    let sources = text("core/trade/SOURCES.md");
    let all = [Confidence::Official, Confidence::Secondary, Confidence::Unverified];
    let mut sum = [0; 3];
    for place in &written.places {
        let count = all.map(|of| place.rows.iter().filter(|row| row.confidence == of).count());
        sum = std::array::from_fn(|at| sum[at] + count[at]);
        let [official, secondary, unverified] = count;
        let line =
            format!("| {} | {official} | {secondary} | {unverified} | {} |", place.id, place.rows.len());
        assert!(sources.contains(&line), "SOURCES.md says: {line}");
        for (number, source) in place.sources.iter().enumerate() {
            let rows = place.rows.iter().filter(|row| usize::from(row.source) == number).count();
            let line = sources.lines().find(|line| {
                line.starts_with(&format!("| {} |", place.id))
                    && line.contains(&format!("]({})", source.address))
            });
            let line = line.unwrap_or_default();
            assert!(line.ends_with(&format!("| {rows} |")), "{rows} rows of {}: {line}", source.address);
        }
    }
    let [official, secondary, unverified] = sum;
    let rows = official + secondary + unverified;
    let told =
        format!("Of {rows} rows {official} are official, {secondary} secondary, {unverified} not confirmed");
    assert!(text("README.md").contains(&told), "README.md says: {told}");
}
