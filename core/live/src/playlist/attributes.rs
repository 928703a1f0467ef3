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

/// The attributes of the list before, each up to its value: `NAME=` or `NAME="`. Whoever writes a playlist names in each row the same
/// in the same order, so most names are compared once, and not looked for.
pub(super) struct Heads<'a, P>(Vec<(&'a str, Option<P>)>);

impl<P> Default for Heads<'_, P> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// Attributes of a row whose heads are remembered: a card has about a dozen.
const HEADS: usize = 24;

impl<'a, P: Copy> Heads<'a, P> {
    /// Gives each attribute of a list to `take`, in order; false where the text is no list, at its first fault. `place` says which
    /// attribute a name is; what it does not know is passed over.
    pub(super) fn each(
        &mut self,
        list: &'a str,
        place: impl Fn(&'a str) -> Option<P>,
        mut take: impl FnMut(P, Value<'a>),
    ) -> bool {
        let (mut rest, mut nth) = (list, 0);
        loop {
            let Some((quoted, place, value)) = self.head(nth, rest, &place) else { return false };
            let (value, after) = if quoted {
                let Some(end) = find(value.as_bytes(), b'"') else { return false };
                (Value::Quoted(&value[..end]), &value[end + 1..])
            } else {
                let end = find(value.as_bytes(), b',').unwrap_or(value.len());
                let (text, after) = value.split_at(end);
                if text.is_empty() || text.bytes().any(|byte| matches!(byte, b'"' | b'=')) {
                    return false;
                }
                (Value::Plain(text), after)
            };
            if let Some(place) = place {
                take(place, value);
            }
            match after.strip_prefix(',') {
                Some(next) => (rest, nth) = (next, nth + 1),
                None => return after.is_empty(),
            }
        }
    }

    /// Whether the value is quoted, which attribute it is of, and what follows.
    fn head(
        &mut self,
        nth: usize,
        rest: &'a str,
        place: impl Fn(&'a str) -> Option<P>,
    ) -> Option<(bool, Option<P>, &'a str)> {
        let known = self.0.get(nth).and_then(|(head, place)| Some((head, place, rest.strip_prefix(head)?)));
        if let Some((head, place, value)) = known {
            let quoted = head.ends_with('"');
            if quoted || !value.starts_with('"') {
                return Some((quoted, *place, value));
            }
        }
        let (name, value) = rest.split_at(find(rest.as_bytes(), b'=')?);
        if !is_name(name) {
            return None;
        }
        let quoted = value.starts_with("=\"");
        let (head, value) = rest.split_at(name.len() + if quoted { 2 } else { 1 });
        let place = place(name);
        if let Some(known) = self.0.get_mut(nth) {
            *known = (head, place);
        } else if nth < HEADS {
            self.0.push((head, place));
        }
        Some((quoted, place, value))
    }
}

fn is_name(text: &str) -> bool {
    let named = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(named)
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

    type Read<'a> = Option<Vec<(&'a str, Value<'a>)>>;

    fn ours<'a>(heads: &mut Heads<'a, &'a str>, list: &'a str) -> Read<'a> {
        let mut all = Vec::new();
        heads.each(list, Some, |name, value| all.push((name, value))).then_some(all)
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
        let known = |name| (name == "B").then_some(());
        for (list, good, taken) in
            [("A=1,B=2,C=3", true, 1), ("A=1,B=2,c=3", false, 1), ("A=1,b=2,B=3", false, 0)]
        {
            let mut count = 0;
            let read = Heads::default().each(list, known, |(), _| count += 1);
            assert_eq!((read, count), (good, taken), "{list}");
        }
    }

    #[test]
    fn what_is_remembered_of_other_rows_is_bounded() {
        let mut heads = Heads::default();
        let many = vec!["A=1"; 1_000].join(",");
        for _ in 0..2 {
            assert_eq!(ours(&mut heads, &many).map(|all| all.len()), Some(1_000));
            assert_eq!(heads.0.len(), HEADS);
        }
    }

    #[test]
    fn it_reads_what_the_library_reads_whatever_it_read_before() {
        let theirs = |list: &'static str| -> Read<'static> {
            let value = |value| match value {
                AttributeValue::Quoted(text) => Value::Quoted(text),
                AttributeValue::Unquoted(text) => Value::Plain(text.try_as_utf_8().expect("text")),
            };
            let all = TagValue(list.as_bytes()).try_as_ordered_attribute_list().ok()?;
            Some(all.into_iter().map(|(name, one)| (name, value(one))).collect())
        };
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
            r#"A=1,B="2""#,
            r#"A="1",B=2"#,
            r#"AA="1",B=2"#,
            r#"A=",B=2"#,
        ];
        for before in lists {
            for list in lists {
                let mut heads = Heads::default();
                ours(&mut heads, before);
                assert_eq!(ours(&mut heads, list), theirs(list), "{list} after {before}");
            }
        }
        // The library is milder here: a name of nothing or of other letters than A to Z, digits and dashes, and letters behind a quote.
        for wrong in ["=1", "A B=1", r#"A="1"2"#] {
            assert_eq!(ours(&mut Heads::default(), wrong), None, "{wrong}");
        }
    }
}
