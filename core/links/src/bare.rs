//! A link without what stood around it where it was copied, shown by a code, or sent along with words.

use crate::host::begins_with_own;
use crate::merchant::Merchant;
use std::borrow::Cow;
use tradewind_domain::typed::is_invisible;

/// Words that QR codes put before an address, in any case (`URLTO:` is NTT DoCoMo's, as is `MEBKM:` below).
const LABELS: [&str; 4] = ["url:", "urlto:", "link:", "website:"];

/// A link without the marks and the closing punctuation around it.
pub(crate) fn bare(text: &str) -> &str {
    let opens = |c: char| is_invisible(c) || "<([{\"'“„‘‚«‹「『（【".contains(c);
    let mut link = text.trim_start_matches(opens);
    // A closing bracket is a part of the link if the link opened it.
    let count = |link: &str, c: char| link.chars().filter(|known| *known == c).count();
    let mut round = count(link, ')').saturating_sub(count(link, '('));
    let mut square = count(link, ']').saturating_sub(count(link, '['));
    while let Some(last) = link.chars().next_back() {
        let extra = match last {
            ')' if round > 0 => {
                round -= 1;
                true
            }
            ']' if square > 0 => {
                square -= 1;
                true
            }
            ')' | ']' => false,
            c => is_invisible(c) || ".,;:!?>}\"'”’»›…。、，！？」』）】".contains(c),
        };
        if !extra {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link
}

/// What a QR code wraps around an address: a word before it, a bookmark or a card (`MEBKM:TITLE:…;URL:…;;`,
/// `MECARD:N:…;URL:…;;`, with `\` before `:`, `;` and `\`).
pub(crate) fn unwrapped(text: &str) -> Cow<'_, str> {
    if let Some(fields) = after(text, "mebkm:").or_else(|| after(text, "mecard:")) {
        let from = fields.to_ascii_lowercase().find("url:").map(|at| at + 4);
        let Some(rest) = from.and_then(|from| fields.get(from..)) else { return text.into() };
        let (mut url, mut escaped) = (String::with_capacity(rest.len()), false);
        for c in rest.chars() {
            match c {
                '\\' if !escaped => escaped = true,
                ';' if !escaped => break,
                c => {
                    url.push(c);
                    escaped = false;
                }
            }
        }
        return url.into();
    }
    match LABELS.iter().find_map(|label| after(text, label)) {
        Some(rest) => bare(rest).into(),
        None => text.into(),
    }
}

/// The one link among words that were typed, pasted or scanned; none where there is none or more than one. The same
/// link twice is one, as some apps share a page's link behind its title and once more.
pub(crate) fn among_words<'a>(text: &'a str, merchant: &Merchant) -> Option<&'a str> {
    let mut links = text
        .split_whitespace()
        .map(|word| unglued(bare(word)))
        .filter(|word| word.contains("://") || begins_with_own(word, merchant));
    let first = links.next()?;
    links.all(|other| other == first).then_some(first)
}

/// A link without what stands right before its scheme where it was typed or scanned: words of languages without blanks,
/// Markdown, a page's source. What may be a part of an address before it stays: nothing is taken out of a wrapper.
pub(crate) fn unglued(word: &str) -> &str {
    let before = word.split("://").next().unwrap_or_default();
    let start = ["https", "http", "tradewind"].into_iter().find_map(|scheme| {
        let from = before.len().checked_sub(scheme.len())?;
        before.get(from..)?.eq_ignore_ascii_case(scheme).then_some(from)
    });
    let Some((glued, link)) = start.and_then(|start| word.split_at_checked(start)) else { return word };
    let of_address = glued.contains(['/', '?', '#', '@', '\\'])
        || glued.ends_with(|c: char| c.is_ascii_alphabetic() || "+-.=&%".contains(c));
    if glued.is_empty() || of_address { word } else { bare(link) }
}

/// Whether something stands inside of it that shows nothing. Joiners and variation selectors behind a letter beyond
/// ASCII are a part of words in Persian, Hindi and emoji; in the host, which comes before the first slash behind
/// `://`, nothing is.
pub(crate) fn has_marks(link: &str) -> bool {
    let host_ends = link.find("://").map_or(0, |at| {
        let from = at + 3;
        link.get(from..).and_then(|rest| rest.find(['/', '?', '#'])).map_or(link.len(), |end| from + end)
    });
    let mut before = ' ';
    link.char_indices().any(|(at, c)| {
        let joins = matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}') && !before.is_ascii();
        before = c;
        is_invisible(c) && (at < host_ends || !joins)
    })
}

/// What comes after a word, which is compared without case.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| text.get(word.len()..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_stay_where_the_link_opened_them() {
        for (from, to) in [
            ("(a(b))", "a(b)"),
            ("a)", "a"),
            ("a(b)", "a(b)"),
            ("[a[1]].", "a[1]"),
            ("a]])", "a"),
            ("「a」。", "a"),
            ("...", ""),
        ] {
            assert_eq!(bare(from), to, "{from}");
        }
    }

    #[test]
    fn labels_and_bookmarks_are_taken_off() {
        for (from, to) in [
            ("URL: https://a.example/", "https://a.example/"),
            ("urlto:https://a.example/", "https://a.example/"),
            (r"MEBKM:TITLE:Mug;URL:https\://a.example/p/1;;", "https://a.example/p/1"),
            ("MEBKM:TITLE:Mug;;", "MEBKM:TITLE:Mug;;"),
            (r"MECARD:N:Mug\, Ltd;URL:https\://a.example/p/1;;", "https://a.example/p/1"),
            ("https://a.example/", "https://a.example/"),
            ("ä", "ä"),
        ] {
            assert_eq!(unwrapped(from), to, "{from}");
        }
    }

    #[test]
    fn what_stands_right_before_a_link_goes_and_wrappers_stay_whole() {
        for (from, to) in [
            ("见https://a.example/1。", "https://a.example/1"),
            ("Mug](https://a.example/1)", "https://a.example/1"),
            ("href=\"https://a.example/1\"", "https://a.example/1"),
            ("mug:HTTPS://a.example/1", "HTTPS://a.example/1"),
            ("]Q1https://a.example/1", "https://a.example/1"),
            ("https://a.example/1", "https://a.example/1"),
            ("xhttps://a.example/1", "xhttps://a.example/1"),
            ("a.example/?u=https://b.example/1", "a.example/?u=https://b.example/1"),
            ("u=https://b.example/1", "u=https://b.example/1"),
            ("javascript://x?u=https://b.example/1", "javascript://x?u=https://b.example/1"),
            ("a.example/1", "a.example/1"),
            ("ä", "ä"),
        ] {
            assert_eq!(unglued(from), to, "{from}");
        }
    }

    #[test]
    fn marks_are_seen_and_joiners_of_words_are_not_marks() {
        for bad in [
            "https://sh\u{2060}op.example/",
            "https://سلام\u{200c}.example/",
            "https://a/\u{202e}b",
            "a b",
            "a\tb",
        ] {
            assert!(has_marks(bad), "{bad:?}");
        }
        assert!(!has_marks("https://a.example/s/می\u{200c}خواهم"));
        assert!(has_marks("https://a.example/s/mug\u{200c}s"));
    }
}
