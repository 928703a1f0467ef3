//! Words of a feed as a shopper reads them: HTML and what was escaped twice become plain text, then [`Text`]'s rule holds.
//!
//! Nearly every shop system writes HTML into descriptions (Merchant Center 6324468 allows it). Only what is a tag of HTML is
//! taken for one: `1 < 2`, `<3`, `a<b and c>d` and `<info@shop.example>` are words.
//!
//! [`Text`]: tradewind_domain::Text

use crate::entity;
use std::borrow::Cow;
use tradewind_domain::text::{clean, clean_lines};

/// How often words may have been escaped on their way: by the editor, by the shop, by the feed.
const MAX_PASSES: usize = 4;
/// The most bytes looked at: 5,000 characters of description with forty times as much markup around them.
const MAX_RAW: usize = 200_000;
/// Where a block begins or ends: a new line, if none has begun yet. The control character itself is no word.
const BLOCK: char = '\u{1e}';

/// Words on one line; none if nothing can be seen of them.
pub fn line(raw: &str) -> Option<String> {
    clean(&plain(raw), usize::MAX)
}

/// Words in paragraphs; none if nothing can be seen of them.
pub fn lines(raw: &str) -> Option<String> {
    clean_lines(&plain(raw), usize::MAX)
}

/// A value that is no prose, an address or a code: what is invisible goes, `&amp;` is undone.
pub fn value(raw: &str) -> Cow<'_, str> {
    let odd =
        |c: char| c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    if !raw.contains("&amp;") && !raw.contains(odd) {
        return Cow::Borrowed(raw.trim());
    }
    Cow::Owned(raw.replace("&amp;", "&").replace(odd, "").trim().to_owned())
}

fn plain(raw: &str) -> String {
    let raw = raw.get(..raw.floor_char_boundary(MAX_RAW)).unwrap_or(raw);
    let mut text = Cow::Borrowed(raw);
    let mut marked_up = false;
    for _ in 0..MAX_PASSES {
        if !text.contains(['<', '&']) {
            break;
        }
        let (once, tags) = pass(&text);
        marked_up |= tags;
        if once == text {
            break;
        }
        text = Cow::Owned(once);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            BLOCK if !marked_up => out.push(' '),
            BLOCK => {
                let last = out.trim_end_matches([' ', '\u{a0}', '\t']).chars().next_back();
                if last.is_some_and(|last| !matches!(last, '\u{2028}' | '\u{2029}')) {
                    out.push('\u{2028}');
                }
            }
            // In HTML a line's end is a blank.
            '\n' | '\r' if marked_up => out.push(' '),
            _ => out.push(entity::of_windows(c)),
        }
    }
    out
}

/// One level undone: tags out, references in. Also says whether there was a tag.
fn pass(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let struck = find_ignoring_case(text, "</s>").is_some();
    let last_end = text.rfind('>').unwrap_or(0);
    let (mut rest, mut tags) = (text, false);
    while let Some(at) = rest.find(['<', '&']) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        if here.starts_with('&') {
            let (read, used) = entity::at_start(here).unwrap_or_else(|| ("&".to_owned(), 1));
            out.push_str(&read);
            rest = here.get(used..).unwrap_or_default();
            continue;
        }
        // Beyond the last `>` nothing is a tag: looking for its end again and again would take long.
        let open_ended = text.len() - here.len() > last_end && !here.starts_with("<!--");
        match if open_ended { None } else { markup(here, struck) } {
            None => {
                out.push('<');
                rest = here.get(1..).unwrap_or_default();
            }
            Some((used, kind)) => {
                tags = true;
                rest = here.get(used..).unwrap_or_default();
                match kind {
                    Kind::Nothing => {}
                    Kind::Inline => {
                        // Sentences that only a tag parted: "Warm.<b>Bold</b>".
                        let ended = out.ends_with(['.', '!', '?']);
                        if ended && rest.chars().next().is_some_and(char::is_uppercase) {
                            out.push(' ');
                        }
                    }
                    Kind::Cell => out.push(' '),
                    Kind::Block => out.push(BLOCK),
                    Kind::Line => out.push('\u{2028}'),
                    Kind::Paragraph => out.push('\u{2029}'),
                }
            }
        }
    }
    out.push_str(rest);
    (out, tags)
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Nothing,
    Inline,
    Cell,
    Block,
    Line,
    Paragraph,
}

/// Elements whose content is no words.
const SILENT: &[&str] = &[
    "script", "style", "head", "iframe", "template", "svg", "noscript", "object", "audio", "video", "canvas",
];
const PARAGRAPHS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "pre",
    "hr",
    "section",
    "article",
    "form",
    "figure",
    "fieldset",
    "menu",
];
const BLOCKS: &[&str] = &[
    "li",
    "dt",
    "dd",
    "tr",
    "div",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "address",
    "center",
    "caption",
    "figcaption",
    "option",
    "legend",
    "summary",
    "details",
    "hgroup",
];
const CELLS: &[&str] = &["td", "th"];
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "basefont", "bdi", "bdo", "big", "body", "button", "cite", "code", "col",
    "colgroup", "data", "del", "dfn", "dir", "em", "embed", "font", "html", "i", "img", "input", "ins",
    "kbd", "label", "link", "map", "area", "mark", "meta", "nobr", "picture", "q", "rp", "rt", "ruby", "s",
    "samp", "select", "small", "source", "span", "strike", "strong", "sub", "sup", "tbody", "textarea",
    "tfoot", "thead", "time", "title", "track", "tt", "u", "var", "wbr", "param", "marquee", "base",
];
/// Attributes that may stand without a value.
const BARE: &[&str] = &[
    "nowrap",
    "noshade",
    "compact",
    "disabled",
    "checked",
    "selected",
    "hidden",
    "readonly",
    "required",
    "multiple",
    "controls",
    "autoplay",
    "loop",
    "muted",
    "allowfullscreen",
    "reversed",
    "itemscope",
    "open",
    "download",
    "async",
    "defer",
];

/// Markup at the start of `text`: its length in bytes and what it does to the words. `struck` says whether `</s>` is in the text.
fn markup(text: &str, struck: bool) -> Option<(usize, Kind)> {
    let until = |end: &str| text.find(end).map(|at| at + end.len());
    if text.starts_with("<!--") {
        return Some((until("-->").unwrap_or(text.len()), Kind::Nothing));
    }
    if text.starts_with("<![CDATA[") {
        return Some(("<![CDATA[".len(), Kind::Nothing));
    }
    if text.starts_with("<![") || text.starts_with("<?xml") || starts_with(text, "<!doctype") {
        return Some((until(">")?, Kind::Nothing));
    }
    let body = text.strip_prefix('<')?;
    let (closing, body) = match body.strip_prefix('/') {
        Some(body) => (true, body),
        None => (false, body),
    };
    let length = body.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-')).count();
    let name = body.get(..length.min(40))?.to_ascii_lowercase();
    let kind = kind_of(&name, struck)?;
    let attributes = body.get(length..)?;
    let end = tag_end(attributes)?;
    let used = text.len() - attributes.len() + end;
    if !closing && SILENT.contains(&name.as_str()) {
        let close = format!("</{name}");
        let rest = text.get(used..).unwrap_or_default();
        let self_closed = attributes.get(..end).is_some_and(|inner| inner.ends_with("/>"));
        return Some(match find_ignoring_case(rest, &close) {
            _ if self_closed => (used, Kind::Nothing),
            None => (text.len(), Kind::Nothing),
            Some(at) => {
                let after = rest.get(at..).unwrap_or_default();
                (used + at + after.find('>').map_or(after.len(), |end| end + 1), Kind::Cell)
            }
        });
    }
    // The end of a void element says nothing that its start did not.
    let void = closing && matches!(name.as_str(), "br" | "hr" | "img" | "wbr");
    Some((used, if void { Kind::Nothing } else { kind }))
}

fn kind_of(name: &str, struck: bool) -> Option<Kind> {
    let among = |list: &[&str]| list.contains(&name);
    if among(PARAGRAPHS) {
        Some(Kind::Paragraph)
    } else if name == "br" {
        Some(Kind::Line)
    } else if among(BLOCKS) {
        Some(Kind::Block)
    } else if among(CELLS) {
        Some(Kind::Cell)
    } else if name == "s" {
        // "Sizes <S> <M>" is no text that was struck out.
        struck.then_some(Kind::Inline)
    } else if among(INLINE) || among(SILENT) {
        Some(Kind::Inline)
    } else {
        // What word processors and web components leave behind: `<o:p>`, `<my-price>`.
        let (prefix, own) = name.split_once([':', '-'])?;
        let word = |part: &str| part.starts_with(|c: char| c.is_ascii_alphabetic());
        (word(prefix) && word(own)).then_some(Kind::Inline)
    }
}

/// Where a tag ends whose name was read, if what follows are attributes and nothing else.
fn tag_end(attributes: &str) -> Option<usize> {
    let bytes = attributes.as_bytes();
    let mut at = 0;
    loop {
        let start = at;
        while bytes.get(at).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
            at += 1;
        }
        match bytes.get(at)? {
            b'>' => return Some(at + 1),
            _ if at == start => return None,
            _ => {}
        }
        let name = bytes
            .get(at..)?
            .iter()
            .take_while(|b| !b.is_ascii_whitespace() && !b"=<>\"'/".contains(b))
            .count();
        if name == 0 {
            return None;
        }
        let word = attributes.get(at..at + name)?;
        at += name;
        let blanks = bytes.get(at..)?.iter().take_while(|b| b.is_ascii_whitespace()).count();
        if bytes.get(at + blanks) != Some(&b'=') {
            if !BARE.contains(&word.to_ascii_lowercase().as_str()) {
                return None;
            }
            continue;
        }
        at += blanks + 1;
        at += bytes.get(at..)?.iter().take_while(|b| b.is_ascii_whitespace()).count();
        match bytes.get(at)? {
            quote @ (b'"' | b'\'') => {
                at += 2 + bytes.get(at + 1..)?.iter().position(|b| b == quote)?;
                // Attributes that stand close together are read, as browsers do.
                if bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && *b != b'/' && *b != b'>') {
                    return None;
                }
            }
            _ => {
                at += bytes.get(at..)?.iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'>').count()
            }
        }
    }
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    text.as_bytes().windows(word.len()).position(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}
