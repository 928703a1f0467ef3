//! Rust source as words and marks, as far as finding paths takes it: comments, texts and numbers are left out, and so is what
//! only tests compile.

/// A word or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    /// `::`
    Path,
    Mark(char),
}

impl Token {
    pub(super) fn is(&self, mark: char) -> bool {
        *self == Self::Mark(mark)
    }

    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// The tokens of a file that ship: without the items under `#[cfg(test)]`.
pub(super) fn shipped(source: &str) -> Vec<Token> {
    without_tests(&tokens(source))
}

fn tokens(source: &str) -> Vec<Token> {
    let text: Vec<char> = source.chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < text.len() {
        let rest = &text[at..];
        at += match rest {
            ['/', '/', ..] => rest.iter().take_while(|c| **c != '\n').count(),
            ['/', '*', ..] => comment(rest),
            ['"', ..] => 1 + quoted(&rest[1..], '"'),
            // A letter between quotes, or the name of a lifetime.
            ['\'', '\\', ..] | ['\'', _, '\'', ..] => 1 + quoted(&rest[1..], '\''),
            ['\'', ..] => 1,
            [':', ':', ..] => {
                found.push(Token::Path);
                2
            }
            [first, ..] if first.is_alphanumeric() || *first == '_' => {
                let word: String = rest.iter().take_while(|c| c.is_alphanumeric() || **c == '_').collect();
                let length = word.chars().count();
                let raw = raw_text(&rest[length..]).filter(|_| word.ends_with('r'));
                if raw.is_none() && !first.is_numeric() {
                    found.push(Token::Word(word));
                }
                length + raw.unwrap_or(0)
            }
            [other, ..] => {
                if !other.is_whitespace() {
                    found.push(Token::Mark(*other));
                }
                1
            }
            [] => 1,
        };
    }
    found
}

/// Length of a comment that may hold others.
fn comment(text: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        match text[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// Length of a quoted text after its first quote, with its last one.
fn quoted(text: &[char], quote: char) -> usize {
    let mut at = 0;
    while at < text.len() && text[at] != quote {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// Length of a raw text after its `r`: any number of `#`, a text in which nothing is escaped, as many `#`.
fn raw_text(text: &[char]) -> Option<usize> {
    let hashes = text.iter().take_while(|c| **c == '#').count();
    if text.get(hashes) != Some(&'"') {
        return None;
    }
    let mut at = hashes + 1;
    while at < text.len() {
        let ends =
            text[at] == '"' && text[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
        at += 1;
        if ends {
            return Some(at + hashes);
        }
    }
    Some(at)
}

fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if is_for_tests(&tokens[at..]) {
            at += item(&tokens[at..]);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// Whether `#[cfg(test)]` or `#[cfg(all(test, ...))]` stands here.
fn is_for_tests(tokens: &[Token]) -> bool {
    let words: Vec<&str> =
        tokens.iter().take(8).take_while(|one| !one.is(']')).filter_map(Token::word).collect();
    tokens[0].is('#') && matches!(words[..], ["cfg", "test", ..] | ["cfg", "all", "test", ..])
}

/// Length of an item with its attributes: to its `;` or its closing brace.
fn item(tokens: &[Token]) -> usize {
    let is_use = tokens.iter().take(32).find_map(|one| match one.word() {
        Some("use") => Some(true),
        Some("mod" | "fn" | "impl" | "struct" | "enum" | "const") => Some(false),
        _ => None,
    });
    let (mut depth, mut at) = (0_usize, 0);
    while at < tokens.len() {
        match &tokens[at] {
            Token::Mark('(' | '[' | '{') => depth += 1,
            Token::Mark(close @ (')' | ']' | '}')) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && *close == '}' && is_use != Some(true) {
                    return at + 1;
                }
            }
            Token::Mark(';' | ',') if depth == 0 => return at + 1,
            _ => {}
        }
        at += 1;
    }
    at
}

#[test]
fn texts_comments_and_tests_are_left_out() {
    let source = r##"
        // crate::a
        /* crate::b /* crate::c */ crate::d */
        const A: &str = "crate::e \" crate::f"; const B: char = '"'; const C: u8 = b'\'';
        const D: &str = r#"crate::g " crate::h"#;
        fn f<'a>(x: &'a str) -> [u8; 3] { kept::path() }
        #[cfg(test)]
        use crate::{i, j};
        #[cfg(test)]
        #[allow(dead_code)]
        fn g() -> [u8; 2] { crate::k() }
        #[cfg(all(test, unix))]
        mod tests { mod inner {} use crate::l; }
        #[cfg(not(test))]
        fn h() { crate::m() }
    "##;
    let words: Vec<String> = shipped(source).iter().filter_map(Token::word).map(str::to_owned).collect();
    let after = |word: &str| words.iter().position(|one| one == word).map(|at| words[at + 1].as_str());
    assert_eq!(after("kept"), Some("path"));
    assert_eq!(after("crate"), Some("m"));
    assert_eq!(words.iter().filter(|word| *word == "crate").count(), 1, "{words:?}");
}
