//! How an opaque id stands in a link: percent-encoded in our paths, and by UCP's token in cart links.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tradewind_domain::typed::is_invisible;

/// All but letters, digits, `-`, `_` and `.`: nothing that a messenger could take for the link's end.
const OPAQUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// Whether a text has in it what hides or turns round what is read: controls, overrides of direction, characters
/// without width. Blanks, joiners, selectors, the direction marks of right-to-left scripts and the tags of a flag are
/// a part of words (`domain::text` keeps them where they do something).
pub(crate) fn hides(text: &str) -> bool {
    let flag = text.contains('\u{1f3f4}');
    let of_words = |c: char| match c {
        '\u{e0020}'..='\u{e007f}' => flag,
        '\u{61c}'
        | '\u{1160}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200c}'..='\u{200f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => true,
        c => c.is_whitespace(),
    };
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().any(|c| breaks(c) || (is_invisible(c) && !of_words(c)))
}

/// Percent-encoded for a path or a query. A dot at the end is encoded too: what stands after a link in a sentence is
/// trimmed.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = utf8_percent_encode(text, OPAQUE).to_string();
    if out.ends_with('.') {
        out.truncate(out.len() - 1);
        out.push_str("%2E");
    }
    out
}

/// A part of a path. `.` and `..`, which every parser resolves, and what begins with the mark of UCP's token stand
/// as such.
pub(crate) fn part(text: &str) -> String {
    if needs_token(text) { format!("~{}", URL_SAFE_NO_PAD.encode(text)) } else { encoded(text) }
}

/// Reads a part that was percent-decoded once. A part that begins with `~` and is no token that [`part`] writes is
/// itself.
pub(crate) fn read_part(part: &str) -> String {
    match part.strip_prefix('~').and_then(decoded) {
        Some(text) if needs_token(&text) && !hides(&text) => text,
        _ => part.to_owned(),
    }
}

/// An item in the compact path of a permalink (UCP 2026-08-25): raw where it is `[A-Za-z0-9._-]+`, else `~` and
/// base64url without padding.
pub(crate) fn ucp(id: &str) -> String {
    if is_raw(id) { id.to_owned() } else { format!("~{}", URL_SAFE_NO_PAD.encode(id)) }
}

/// Reads [`ucp`]'s form; none for any other, and for an id that hides what it is.
pub(crate) fn read_ucp(token: &str) -> Option<String> {
    match token.strip_prefix('~') {
        Some(rest) => decoded(rest).filter(|id| !hides(id)),
        None => is_raw(token).then(|| token.to_owned()),
    }
}

pub(crate) fn is_raw(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

fn needs_token(text: &str) -> bool {
    text == "." || text == ".." || text.starts_with('~')
}

fn decoded(token: &str) -> Option<String> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_told_from_what_words_have() {
        for bad in [
            "\u{202e}gum",
            "mu\u{200b}g",
            "a\u{2066}b",
            "\u{feff}a",
            "a\u{ad}b",
            "a\nb",
            "a\u{2028}b",
            "a\u{e0041}",
        ] {
            assert!(hides(bad), "{bad:?}");
        }
        for good in
            ["", "a b", "mug", "می\u{200c}خواهم", "❤\u{fe0f}", "👩\u{200d}💻", "\u{200f}שלום", "茶\u{3000}碗"]
        {
            assert!(!hides(good), "{good:?}");
        }
        assert_eq!(read_ucp(&format!("~{}", URL_SAFE_NO_PAD.encode("\u{202e}gum"))), None);
    }
}
