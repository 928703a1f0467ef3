//! RSS 2.0 and Atom feeds with Google's `g:` namespace and our own second one.

use super::rows::{Feed, FeedError, Row};
use crate::entity::{self, Resolved};
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

/// Google's namespace for product attributes.
const GOOGLE: &str = "http://base.google.com/ns/1.0";
/// Ours, for what Merchant Center lacks; documented in `FEED.md`.
const OURS: &str = "https://tradewind.example/ns/feed/1";
/// Atom's (RFC 4287), and that of the draft before it.
const ATOM: [&str; 2] = ["http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"];
/// RSS has none; these are of its first version and of people who gave it one.
const RSS: [&str; 3] = [
    "http://purl.org/rss/1.0/",
    "http://backend.userland.com/rss2",
    "http://my.netscape.com/rdf/simple/0.9/",
];
const MAX_DEPTH: usize = 32;

/// Whose an element is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Owner {
    Google,
    Ours,
    Plain,
    Atom,
    /// A namespace that we know, or declared by the merchant for something else: never one of our fields.
    Foreign,
}

/// Where in the document we are.
#[derive(Default)]
struct Place {
    depth: usize,
    /// Depth of the row's own element, and its namespace.
    row_depth: Option<usize>,
    row_namespace: String,
    row: Row,
    field: Option<Open>,
    /// Text of `<language>` or `<title>` of the channel, and the depth it stands at.
    channel: Option<(&'static str, usize, String)>,
    /// The first half of a character that was written as two references.
    half: Option<u32>,
}

/// The field being read.
struct Open {
    name: String,
    line: u32,
    rank: u8,
    text: String,
}

pub(super) fn read(text: &str) -> Result<Feed, FeedError> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    // `R&D` by itself is no reason to refuse a feed: it can mean nothing else.
    reader.config_mut().allow_dangling_amp = true;
    let mut lines = Lines { bytes: text.as_bytes(), offset: 0, line: 1 };
    let (mut feed, mut place) = (Feed::default(), Place::default());
    loop {
        let line = lines.at(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        let (namespace, event) = reader.read_resolved_event().map_err(|_| FeedError::Xml { line })?;
        match event {
            Event::Start(start) => {
                place.depth += 1;
                if place.depth > MAX_DEPTH {
                    return Err(FeedError::Depth { line });
                }
                let namespace = match &namespace {
                    ResolveResult::Bound(bound) => Some(bound.as_ref()),
                    _ => None,
                };
                open(&mut feed, &mut place, &start, namespace, line);
            }
            Event::End(end) => {
                if place.field.is_some() && place.row_depth.is_some_and(|depth| place.depth > depth + 1) {
                    append(&mut place, &format!("</{}>", end.local_name().as_ref()));
                }
                close(&mut feed, &mut place);
                place.depth = place.depth.saturating_sub(1);
            }
            Event::Text(part) => {
                place.half = None;
                append(&mut place, &part);
            }
            Event::CData(part) => append(&mut place, &part),
            Event::GeneralRef(reference) => refer(&mut place, &reference, line)?,
            Event::DocType(_) => return Err(FeedError::Entity { line }),
            Event::Eof if place.depth > 0 => return Err(FeedError::Xml { line }),
            Event::Eof => return Ok(feed),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// HTML's names are read as well, and numbers that XML does not have: one product's slip is no reason to lose the others.
fn refer(place: &mut Place, name: &str, line: u32) -> Result<(), FeedError> {
    let half = place.half.take();
    match (entity::resolve(name), half) {
        (Some(Resolved::High(high)), _) => place.half = Some(high),
        (Some(Resolved::Low(low)), Some(high)) => {
            append(place, entity::joined(high, low).encode_utf8(&mut [0; 4]))
        }
        (Some(Resolved::Low(_)), None) => append(place, " "),
        (Some(Resolved::Char(c)), _) => append(place, c.encode_utf8(&mut [0; 4])),
        (Some(Resolved::Text(text)), _) => append(place, text),
        (None, _) if name.starts_with('#') => append(place, " "),
        (None, _) => return Err(FeedError::Entity { line }),
    }
    Ok(())
}

/// Whose an element of this name is. Prefixes that were never declared count where everybody means the same by them.
fn owner(name: &str, namespace: Option<&str>, row_namespace: &str) -> Owner {
    let prefix = name.split_once(':').map(|(prefix, _)| prefix);
    let same = |known: &str| {
        namespace.is_some_and(|given| {
            let bare = |text: &str| {
                text.trim().trim_end_matches('/').to_ascii_lowercase().replacen("https:", "http:", 1)
            };
            bare(given) == bare(known)
        })
    };
    match (namespace, prefix) {
        (Some(_), _) if same(GOOGLE) => Owner::Google,
        (Some(_), _) if same(OURS) => Owner::Ours,
        (Some(_), _) if ATOM.into_iter().any(same) => Owner::Atom,
        (Some(_), _) if RSS.into_iter().any(same) => Owner::Plain,
        (Some(given), None) if row_namespace.is_empty() || row_namespace == given => Owner::Plain,
        (Some(_), _) => Owner::Foreign,
        (None, None) => Owner::Plain,
        (None, Some("g")) => Owner::Google,
        (None, Some("tw")) => Owner::Ours,
        (None, Some(_)) => Owner::Foreign,
    }
}

fn open(feed: &mut Feed, place: &mut Place, start: &BytesStart<'_>, namespace: Option<&str>, line: u32) {
    let local = start.local_name().as_ref().to_owned();
    let attribute =
        |name: &str| start.try_get_attribute(name).ok().flatten().map(|found| found.value.into_owned());
    if feed.language.is_none() && place.row_depth.is_none() {
        feed.language = attribute("xml:lang");
    }
    let Some(row_depth) = place.row_depth else {
        match (owner(start.name().as_ref(), namespace, ""), local.as_str()) {
            (Owner::Foreign | Owner::Ours, _) => {}
            (_, "item" | "entry") => {
                place.row_depth = Some(place.depth);
                place.row_namespace = namespace.unwrap_or_default().to_owned();
                place.row = Row { line, ..Row::default() };
            }
            (_, "language") => place.channel = Some(("language", place.depth, String::new())),
            (_, "title") => place.channel = Some(("title", place.depth, String::new())),
            _ => {}
        }
        return;
    };
    if place.depth > row_depth + 1 {
        // Elements within a value are markup: the words are read from it later, as from HTML that was escaped.
        append(place, &format!("<{local}>"));
        return;
    }
    let owner = owner(start.name().as_ref(), namespace, &place.row_namespace);
    let mut seed = String::new();
    let (name, rank) = match (owner, local.as_str()) {
        (Owner::Foreign, _) => return,
        (Owner::Ours, _) => (format!("tw:{local}"), 0),
        (Owner::Google, _) => (local, 0),
        (_, "link") => {
            // Atom keeps its address in an attribute, and has links to other things than the product's page.
            if attribute("rel").is_some_and(|rel| !rel.trim().eq_ignore_ascii_case("alternate")) {
                return;
            }
            seed = attribute("href").unwrap_or_default();
            (local, if owner == Owner::Plain { 1 } else { 2 })
        }
        // Atom calls the description a summary.
        (_, "summary") => ("description".to_owned(), 2),
        (_, "content") => ("description".to_owned(), 3),
        (Owner::Plain, _) => (local, 1),
        (Owner::Atom, _) => (local, 2),
    };
    place.field = Some(Open { name, line, rank, text: seed });
}

fn append(place: &mut Place, text: &str) {
    if let Some(field) = &mut place.field {
        field.text.push_str(text);
    } else if let Some((_, _, value)) = &mut place.channel {
        value.push_str(text);
    }
}

fn close(feed: &mut Feed, place: &mut Place) {
    place.half = None;
    if let Some((what, depth, value)) = place.channel.take() {
        if depth != place.depth {
            place.channel = Some((what, depth, value));
        } else {
            let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
            match what {
                "language" => feed.language = value.or(feed.language.take()),
                _ => feed.title = feed.title.take().or(value),
            }
        }
    }
    match place.row_depth {
        Some(depth) if place.depth == depth => {
            place.row_depth = None;
            feed.rows.push(std::mem::take(&mut place.row));
        }
        Some(depth) if place.depth == depth + 1 => {
            if let Some(field) = place.field.take() {
                place.row.put(field.name, &field.text, field.line, field.rank);
            }
        }
        _ => {}
    }
}

/// Counts lines forward, so that a long feed is walked once.
struct Lines<'a> {
    bytes: &'a [u8],
    offset: usize,
    line: u32,
}

impl Lines<'_> {
    fn at(&mut self, offset: usize) -> u32 {
        let newly = self.bytes.get(self.offset..offset).unwrap_or_default();
        let newlines = newly.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(newlines).unwrap_or(u32::MAX));
        self.offset = self.offset.max(offset);
        self.line
    }
}
