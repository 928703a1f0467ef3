//! Which flags follow from the HS code of goods, where nobody said them: `RULES.md`, "Flags of goods".

use crate::Hs;
use crate::row::{Flag, Flags};

/// The first and the last headings of the goods that have a flag (World Customs Organization, HS 2022). Headings did not move between
/// the editions that we read. Of flags that are not here a code says nothing.
const BY_CODE: [(Flag, &[(u64, u64)]); 6] = [
    (Flag::Alcohol, &[(2203, 2208)]),
    (Flag::Tobacco, &[(2400, 2499)]),
    (Flag::Perfume, &[(3303, 3303)]),
    (Flag::Food, &[(200, 2202), (2209, 2299)]),
    (Flag::Book, &[(4901, 4901)]),
    (Flag::Medicine, &[(3003, 3004)]),
];

/// Chapters that have such headings, as bits.
const CHAPTERS: u128 = {
    let (mut chapters, mut at) = (0, 0);
    while at < BY_CODE.len() {
        let (_, ranges) = BY_CODE[at];
        let mut range = 0;
        while range < ranges.len() {
            let (first, last) = ranges[range];
            let mut chapter = first / 100;
            while chapter <= last / 100 {
                chapters |= 1 << chapter;
                chapter += 1;
            }
            range += 1;
        }
        at += 1;
    }
    chapters
};

/// What is known of the flags of goods: those they have, and those they may have. They have none of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Flagged {
    pub(crate) has: Flags,
    pub(crate) open: Flags,
}

impl Flagged {
    /// Of goods with a code. What was said goes before what follows from it: `has`, then `without`.
    #[inline]
    pub(crate) fn of(code: Hs, has: Flags, without: Flags) -> Self {
        // Most goods are of chapters that no flag is of.
        let none = code.digits() >= 2 && CHAPTERS >> code.chapter() & 1 == 0;
        let by_code = if none { Self::default() } else { Self::by_code(code) };
        let has = Flags(has.0 | by_code.has.0 & !without.0);
        Self { has, open: Flags(by_code.open.0 & !has.0 & !without.0) }
    }

    /// What one or the other has: of a consignment.
    pub(crate) fn or(self, other: Self) -> Self {
        let has = Flags(self.has.0 | other.has.0);
        Self { has, open: Flags((self.open.0 | other.open.0) & !has.0) }
    }

    fn by_code(code: Hs) -> Self {
        let (first, last) = headings(code);
        let mut flagged = Self::default();
        for (flag, ranges) in BY_CODE {
            if ranges.iter().any(|(from, to)| *from <= first && last <= *to) {
                flagged.has = flagged.has.with(flag);
            } else if ranges.iter().any(|(from, to)| *from <= last && first <= *to) {
                flagged.open = flagged.open.with(flag);
            }
        }
        flagged
    }
}

/// The first and the last heading of four digits that a code may be of.
fn headings(code: Hs) -> (u64, u64) {
    let many = 10_u64.pow(4_u32.saturating_sub(code.digits()));
    let first = code.heading();
    (first, first + many - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Flags = Flags(0);

    fn words(flags: Flags) -> Vec<&'static str> {
        let has = |flag: &Flag| flags.meets(NONE.with(*flag));
        Flag::ALL.iter().filter(|(_, flag)| has(flag)).map(|(word, _)| *word).collect()
    }

    fn by_code(code: &str) -> (Vec<&'static str>, Vec<&'static str>) {
        let code = if code.is_empty() { Hs::ANY } else { Hs::parse(code).expect("a code") };
        let found = Flagged::of(code, NONE, NONE);
        (words(found.has), words(found.open))
    }

    #[test]
    fn a_code_of_four_digits_answers_every_flag() {
        for (code, has) in [
            ("2202", "food"),
            ("2203", "alcohol"),
            ("220421", "alcohol"),
            ("2208", "alcohol"),
            ("2209", "food"),
            ("2401", "tobacco"),
            ("3303", "perfume"),
            ("3003", "medicine"),
            ("30049000", "medicine"),
            ("4901", "book"),
            ("0201", "food"),
        ] {
            assert_eq!(by_code(code), (vec![has], vec![]), "{code}");
        }
        for code in ["0101", "2301", "3002", "3005", "3302", "3304", "4902", "640411", "9999"] {
            assert_eq!(by_code(code), (vec![], vec![]), "{code}");
        }
    }

    #[test]
    fn a_code_that_is_too_short_to_tell_leaves_a_flag_open() {
        assert_eq!(by_code("22"), (vec![], vec!["alcohol", "food"]));
        assert_eq!(by_code("24"), (vec!["tobacco"], vec![]));
        assert_eq!(by_code("02"), (vec!["food"], vec![]));
        assert_eq!(by_code("30"), (vec![], vec!["medicine"]));
        assert_eq!(by_code("330"), (vec![], vec!["perfume"]));
        assert_eq!(by_code("49"), (vec![], vec!["book"]));
        assert_eq!(by_code("64"), (vec![], vec![]));
        assert_eq!(by_code(""), (vec![], vec!["alcohol", "tobacco", "perfume", "food", "book", "medicine"]));
    }

    #[test]
    fn what_was_said_goes_before_the_code() {
        let code = |text| Hs::parse(text).expect("a code");
        let (alcohol, gift) = (NONE.with(Flag::Alcohol), NONE.with(Flag::Gift));
        let of = |code, has, without| {
            let found = Flagged::of(code, has, without);
            (words(found.has), words(found.open))
        };
        assert_eq!(of(code("6404"), alcohol, NONE), (vec!["alcohol"], vec![]));
        assert_eq!(of(code("2204"), gift, alcohol), (vec!["gift"], vec![]));
        assert_eq!(of(code("22"), alcohol, NONE), (vec!["alcohol"], vec!["food"]));
        assert_eq!(of(code("22"), NONE, alcohol), (vec![], vec!["food"]));
        // Said both ways, it has it.
        assert_eq!(of(code("6404"), alcohol, alcohol), (vec!["alcohol"], vec![]));
    }
}
