//! The grammar of a query (RFC 9535, appendix A), read from left to right.

use super::query::{Query, Relation, Segment, Selector, Side, Test};
use serde_json::Value;

/// The deepest filter that is read, in filters and parentheses.
const DEPTH: usize = 16;
/// The largest index (RFC 9535, 2.1): 2^53 - 1.
const LARGEST_INDEX: i64 = 9_007_199_254_740_991;

/// A whole query, with nothing before or behind it.
pub(super) fn path(text: &str) -> Option<Vec<Segment>> {
    let mut reader = Reader { rest: text, depth: DEPTH };
    reader.takes('$').then_some(())?;
    let segments = reader.segments()?;
    reader.rest.is_empty().then_some(segments)
}

/// What is left of a text. A part that is not there leaves it as it was; `None` ends the reading of the whole.
struct Reader<'t> {
    rest: &'t str,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn next(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn any(&mut self) -> Option<char> {
        let next = self.next()?;
        self.rest = self.rest.get(next.len_utf8()..)?;
        Some(next)
    }

    fn takes(&mut self, wanted: char) -> bool {
        self.takes_word(wanted.encode_utf8(&mut [0; 4]))
    }

    fn takes_word(&mut self, wanted: &str) -> bool {
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// What stands from here on as long as it is `wanted`.
    fn run(&mut self, wanted: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        let (run, rest) = self.rest.split_at(end);
        self.rest = rest;
        run
    }

    /// Space before a segment belongs to it: where none follows, it stays.
    fn segments(&mut self) -> Option<Vec<Segment>> {
        let mut segments = Vec::new();
        loop {
            let before = self.rest;
            self.space();
            if self.takes('.') {
                segments.push(vec![self.dotted()?]);
            } else if self.takes('[') {
                segments.push(self.bracketed()?);
            } else {
                self.rest = before;
                return Some(segments);
            }
        }
    }

    fn dotted(&mut self) -> Option<Selector> {
        if self.takes('*') { Some(Selector::Wildcard) } else { self.shorthand().map(Selector::Name) }
    }

    fn shorthand(&mut self) -> Option<String> {
        let first = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
        let name = self.run(|c| first(c) || c.is_ascii_digit());
        name.starts_with(first).then(|| name.to_owned())
    }

    fn bracketed(&mut self) -> Option<Segment> {
        let mut selectors = Vec::new();
        loop {
            self.space();
            selectors.push(self.selector()?);
            self.space();
            if self.takes(']') {
                return Some(selectors);
            }
            self.takes(',').then_some(())?;
        }
    }

    fn selector(&mut self) -> Option<Selector> {
        match self.next()? {
            '*' => self.any().map(|_| Selector::Wildcard),
            '?' => {
                self.any();
                self.space();
                self.deeper(Self::either).map(Selector::Filter)
            }
            '\'' | '"' => self.string().map(Selector::Name),
            _ => self.index().map(Selector::Index),
        }
    }

    fn index(&mut self) -> Option<i64> {
        let number = self.run(|c| c == '-' || c.is_ascii_digit());
        let digits = number.strip_prefix('-').unwrap_or(number);
        let canonical = number == "0" || !digits.starts_with('0');
        let index: i64 = number.parse().ok().filter(|_| canonical)?;
        (-LARGEST_INDEX..=LARGEST_INDEX).contains(&index).then_some(index)
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Option<Test>) -> Option<Test> {
        self.depth = self.depth.checked_sub(1)?;
        let test = read(self)?;
        self.depth += 1;
        Some(test)
    }

    fn either(&mut self) -> Option<Test> {
        self.joined("||", Self::both).map(|all| one_or(all, Test::Any))
    }

    fn both(&mut self) -> Option<Test> {
        self.joined("&&", Self::basic).map(|all| one_or(all, Test::All))
    }

    fn joined(&mut self, word: &str, read: impl Fn(&mut Self) -> Option<Test>) -> Option<Vec<Test>> {
        let mut all = vec![read(self)?];
        loop {
            let before = self.rest;
            self.space();
            if !self.takes_word(word) {
                self.rest = before;
                return Some(all);
            }
            self.space();
            all.push(read(self)?);
        }
    }

    fn basic(&mut self) -> Option<Test> {
        let negated = self.takes('!');
        if negated {
            self.space();
        }
        let test = if self.takes('(') {
            self.space();
            let test = self.deeper(Self::either)?;
            self.space();
            self.takes(')').then_some(test)?
        } else {
            let before = self.rest;
            match self.comparison().filter(|_| !negated) {
                Some(comparison) => comparison,
                None => {
                    self.rest = before;
                    self.finds()?
                }
            }
        };
        Some(if negated { Test::Not(Box::new(test)) } else { test })
    }

    fn finds(&mut self) -> Option<Test> {
        let from_root = self.start()?;
        Some(Test::Finds(Query { from_root, segments: self.segments()? }))
    }

    /// Whether a query within a filter begins at the root.
    fn start(&mut self) -> Option<bool> {
        if self.takes('@') { Some(false) } else { self.takes('$').then_some(true) }
    }

    fn comparison(&mut self) -> Option<Test> {
        let one = self.side()?;
        self.space();
        let relation = self.relation()?;
        self.space();
        Some(Test::Compares(one, relation, self.side()?))
    }

    fn relation(&mut self) -> Option<Relation> {
        const ALL: [(&str, Relation); 6] = [
            ("==", Relation::Equal),
            ("!=", Relation::NotEqual),
            ("<=", Relation::LessOrEqual),
            (">=", Relation::GreaterOrEqual),
            ("<", Relation::Less),
            (">", Relation::Greater),
        ];
        ALL.into_iter().find(|(word, _)| self.takes_word(word)).map(|(_, relation)| relation)
    }

    fn side(&mut self) -> Option<Side> {
        match self.next()? {
            '@' | '$' => {
                let from_root = self.start()?;
                Some(Side::Found(Query { from_root, segments: self.steps()? }))
            }
            '\'' | '"' => self.string().map(|text| Side::Literal(text.into())),
            '-' | '0'..='9' => self.number().map(Side::Literal),
            _ => {
                let words = [("true", true.into()), ("false", false.into()), ("null", Value::Null)];
                words
                    .into_iter()
                    .find(|(word, _)| self.takes_word(word))
                    .map(|(_, value)| Side::Literal(value))
            }
        }
    }

    /// Names and indices, one a segment: what finds one value or none. No space is in their brackets.
    fn steps(&mut self) -> Option<Vec<Segment>> {
        let mut steps = Vec::new();
        loop {
            let before = self.rest;
            self.space();
            if self.takes('.') {
                steps.push(vec![Selector::Name(self.shorthand()?)]);
            } else if self.takes('[') {
                let quoted = matches!(self.next(), Some('\'' | '"'));
                let step =
                    if quoted { Selector::Name(self.string()?) } else { Selector::Index(self.index()?) };
                self.takes(']').then_some(())?;
                steps.push(vec![step]);
            } else {
                self.rest = before;
                return Some(steps);
            }
        }
    }

    /// As JSON has numbers, which has the same grammar for them.
    fn number(&mut self) -> Option<Value> {
        let text = self.run(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E'));
        serde_json::from_str(text).ok()
    }

    fn string(&mut self) -> Option<String> {
        let quote = self.any()?;
        let mut text = String::new();
        loop {
            match self.any()? {
                c if c == quote => return Some(text),
                '\\' => text.push(self.escaped(quote)?),
                c if c < ' ' => return None,
                c => text.push(c),
            }
        }
    }

    fn escaped(&mut self, quote: char) -> Option<char> {
        Some(match self.any()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = self.hex()?;
                let high = (0xd800..0xdc00).contains(&first);
                let second = if high && self.takes_word("\\u") { self.hex() } else { None };
                char::decode_utf16([Some(first), second].into_iter().flatten()).next()?.ok()?
            }
            c if c == '/' || c == '\\' || c == quote => c,
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u16> {
        let digits = self.rest.get(..4).filter(|four| four.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        self.rest = self.rest.get(4..)?;
        u16::from_str_radix(digits, 16).ok()
    }
}

fn one_or(mut all: Vec<Test>, many: impl Fn(Vec<Test>) -> Test) -> Test {
    match (all.pop(), all.is_empty()) {
        (Some(only), true) => only,
        (last, _) => many(all.into_iter().chain(last).collect()),
    }
}
