//! An attribute list (RFC 8216 4.2): `NAME=VALUE`, a comma between two, commas within quotes kept.
//!
//! The library's own reading of a list searches for all marks at once, which is slow where they are a few letters apart, and checks
//! each piece to be text: it took four times as long (90,000 attributes, 2026-11-30). Here a line is checked to be text once, and gone
//! through once.

/// A value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// A quoted string, without its quotes; no quote is in it.
    Quoted(&'a str),
    /// Anything else: a number, an enumerated string.
    Plain(&'a str),
}

impl<'a> Value<'a> {
    pub(super) const fn quoted(self) -> Option<&'a str> {
        match self {
            Self::Quoted(text) => Some(text),
            Self::Plain(_) => None,
        }
    }

    pub(super) const fn plain(self) -> Option<&'a str> {
        match self {
            Self::Quoted(_) => None,
            Self::Plain(text) => Some(text),
        }
    }
}

/// Gives each attribute to `take`, in order; false where the text is no list, at its first fault. `take` says whether it knows the name:
/// of one that it does not, the letters are looked at.
pub(super) fn each<'a>(list: &'a str, mut take: impl FnMut(&'a str, Value<'a>) -> bool) -> bool {
    let mut rest = list;
    loop {
        let Some((name, value)) = cut(rest, b'=') else { return false };
        let (value, after) = if let Some(quoted) = value.strip_prefix('"') {
            let Some((text, after)) = cut(quoted, b'"') else { return false };
            (Value::Quoted(text), after)
        } else {
            let end = find(value.as_bytes(), b',').unwrap_or(value.len());
            let (text, after) = value.split_at(end);
            if text.is_empty() || text.bytes().any(|byte| matches!(byte, b'"' | b'=')) {
                return false;
            }
            (Value::Plain(text), after)
        };
        if !take(name, value) && !is_name(name) {
            return false;
        }
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None => return after.is_empty(),
        }
    }
}

fn is_name(text: &str) -> bool {
    let named = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(named)
}

/// What stands before the first `mark`, which is ASCII, and behind it.
fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = find(text.as_bytes(), mark)?;
    Some((&text[..at], &text[at + 1..]))
}

/// Where `mark` is first. Pieces are of a dozen letters: eight at once find it before the search of a library has been set up.
fn find(bytes: &[u8], mark: u8) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = ONES << 7;
    let (words, tail) = bytes.as_chunks();
    for (at, word) in words.iter().enumerate() {
        // The lowest byte of zero, and it alone for certain, gets its high bit (Hacker's Delight 6-1).
        let other = u64::from_le_bytes(*word) ^ (ONES * u64::from(mark));
        let zero = other.wrapping_sub(ONES) & !other & HIGHS;
        if zero != 0 {
            return Some(at * 8 + zero.trailing_zeros() as usize / 8);
        }
    }
    tail.iter().position(|byte| *byte == mark).map(|at| words.len() * 8 + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_m3u8::tag::{AttributeValue, TagValue};

    fn ours(list: &str) -> Option<Vec<(&str, Value<'_>)>> {
        let mut all = Vec::new();
        let take = |name, value| {
            all.push((name, value));
            false
        };
        each(list, take).then_some(all)
    }

    #[test]
    fn a_mark_is_found_wherever_it_is() {
        for length in 0..40 {
            for at in 0..length {
                let mut bytes = vec![b'"' + 1; length];
                bytes[at] = b'"';
                assert_eq!(find(&bytes, b'"'), Some(at));
                bytes[at..].fill(b'"');
                assert_eq!(find(&bytes, b'"'), Some(at), "the first");
                bytes[..at].fill(b'"' | 0x80);
                assert_eq!(find(&bytes, b'"'), Some(at), "no letter beyond ASCII");
            }
            assert_eq!(find(&vec![b'"' + 1; length], b'"'), None);
        }
    }

    #[test]
    fn names_that_nobody_asks_for_are_passed_over_and_are_names() {
        for (list, good, known) in
            [("A=1,B=2,C=3", true, 1), ("A=1,B=2,c=3", false, 1), ("A=1,b=2,B=3", false, 0)]
        {
            let mut count = 0;
            let take = |name: &str, _: Value<'_>| {
                count += usize::from(name == "B");
                name == "B"
            };
            assert_eq!(each(list, take), good, "{list}");
            assert_eq!(count, known, "{list}");
        }
    }

    #[test]
    fn it_reads_what_the_library_reads() {
        let lists = [
            r#"ID="c1",CLASS="a,b=c",DURATION=30.5,END-ON-NEXT=YES,X-1="",SCTE35-OUT=0xFC"#,
            r#"ID="é""#,
            "A=1",
            "",
            "A",
            "A=",
            "A=,B=1",
            "A=1,",
            r#"A="open"#,
            r#"A=1"2""#,
            r#"A="1",,B=2"#,
            "A=1=2",
            r#"A"=1"#,
        ];
        for list in lists {
            let theirs = TagValue(list.as_bytes()).try_as_ordered_attribute_list().ok().map(|all| {
                let value = |value| match value {
                    AttributeValue::Quoted(text) => Value::Quoted(text),
                    AttributeValue::Unquoted(text) => Value::Plain(text.try_as_utf_8().expect("text")),
                };
                all.into_iter().map(|(name, one)| (name, value(one))).collect()
            });
            assert_eq!(ours(list), theirs, "{list}");
        }
        // The library is milder here: a name of nothing or of other letters than A to Z, digits and dashes, and letters behind a quote.
        for wrong in ["=1", "A B=1", r#"A="1"2"#] {
            assert_eq!(ours(wrong), None, "{wrong}");
        }
    }
}
