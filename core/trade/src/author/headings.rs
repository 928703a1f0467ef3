//! Headings of the Harmonized System: a prefix that lies in none of them is a slip of the pen.

use crate::{Edition, Hs};

/// Headings of each chapter of the 2022 edition. Where they were read stands in the file.
const HS2022: &str = include_str!("../../data/headings.tsv");
/// The first chapter that is a country's own.
const OWN: u64 = 98;

/// Whether a code, or the beginning of one, may be of an edition: of 2022 its first four digits are looked up, of others the list is not here.
pub(crate) fn has(code: Hs, edition: Edition) -> bool {
    let chapter = code.cut(2).value();
    if edition != Edition::Hs2022 || code == Hs::ANY || chapter >= OWN {
        return true;
    }
    let beginning = code.cut(4);
    // Two digits are the beginning of all headings of a chapter, three of ten of them.
    let (least, most) = match beginning.digits() {
        2 => (0, 99),
        3 => (beginning.value() % 10 * 10, beginning.value() % 10 * 10 + 9),
        _ => (beginning.value() % 100, beginning.value() % 100),
    };
    headings(chapter).any(|(first, last)| first <= most && least <= last)
}

/// The first and last heading of each run of a chapter's.
fn headings(chapter: u64) -> impl Iterator<Item = (u64, u64)> {
    let lines = HS2022.lines().filter_map(|line| line.split_once('\t'));
    let of_it = lines.filter(move |(number, _)| number.parse::<u64>() == Ok(chapter));
    of_it.flat_map(|(_, runs)| runs.split(' ')).filter_map(|run| {
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        Some((first.parse().ok()?, last.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(text: &str) -> bool {
        has(Hs::parse(text).expect("a code"), Edition::Hs2022)
    }

    #[test]
    fn every_chapter_has_its_headings_and_all_are_1228() {
        let of = |chapter: u64| headings(chapter).map(|(first, last)| last + 1 - first).sum::<u64>();
        assert_eq!((1..OWN).map(of).sum::<u64>(), 1_228);
        assert!((1..OWN).all(|chapter| (of(chapter) > 0) == (chapter != 77)));
    }

    #[test]
    fn a_code_is_known_by_its_heading_and_a_beginning_by_any() {
        let there =
            ["64", "640", "6404", "640411", "6404110090", "0101", "2404", "8806", "9706", "9801", "991234"];
        assert!(there.iter().all(|text| known(text)));
        for none in ["6407", "649911", "649", "2210", "0300", "2838", "8469", "9707"] {
            assert!(!known(none), "{none}");
            assert!(
                has(Hs::parse(none).expect("a code"), Edition::Hs2017),
                "of another edition nothing is known"
            );
        }
        assert!(has(Hs::ANY, Edition::Hs2022));
    }
}
