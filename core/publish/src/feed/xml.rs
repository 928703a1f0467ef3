//! RSS 2.0 and Atom feeds with Google's `g:` namespace and our own second one.

use super::{Feed, FeedError, Row};
use quick_xml::NsReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

/// Google's namespace for product attributes.
const GOOGLE: &str = "http://base.google.com/ns/1.0";
/// Ours, for what Merchant Center lacks; documented in `FEED.md`.
const OURS: &str = "https://tradewind.example/ns/feed/1";
const MAX_DEPTH: usize = 32;

/// Where in the document we are.
#[derive(Default)]
struct Place {
    depth: usize,
    /// Depth of the row's own element.
    row_depth: Option<usize>,
    row: Row,
    /// Name, line and text of the field being read.
    field: Option<(String, u32, String)>,
    /// Text of `<language>` or `<title>` of the channel.
    channel: Option<(&'static str, String)>,
}

pub(super) fn read(text: &str) -> Result<Feed, FeedError> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
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
                let prefix = match namespace {
                    ResolveResult::Bound(bound) if bound.as_ref() == GOOGLE => Prefix::Google,
                    ResolveResult::Bound(bound) if bound.as_ref() == OURS => Prefix::Ours,
                    _ => Prefix::None,
                };
                open(&mut feed, &mut place, &start, prefix, line)?;
            }
            Event::End(_) => {
                close(&mut feed, &mut place);
                place.depth = place.depth.saturating_sub(1);
            }
            Event::Text(part) => {
                append(&mut place, &part);
            }
            Event::CData(part) => {
                append(&mut place, &part);
            }
            Event::GeneralRef(entity) => {
                match entity.resolve_char_ref().map_err(|_| FeedError::Xml { line })? {
                    Some(character) => append(&mut place, character.encode_utf8(&mut [0; 4])),
                    None => append(
                        &mut place,
                        resolve_predefined_entity(&entity).ok_or(FeedError::Entity { line })?,
                    ),
                }
            }
            Event::DocType(_) => return Err(FeedError::Entity { line }),
            Event::Eof if place.depth > 0 => return Err(FeedError::Xml { line }),
            Event::Eof => return Ok(feed),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Prefix {
    Google,
    Ours,
    None,
}

fn open(
    feed: &mut Feed,
    place: &mut Place,
    start: &BytesStart<'_>,
    prefix: Prefix,
    line: u32,
) -> Result<(), FeedError> {
    let local = start.local_name().as_ref().to_owned();
    let attribute =
        |name: &str| start.try_get_attribute(name).ok().flatten().map(|found| found.value.into_owned());
    if feed.language.is_none() && place.row_depth.is_none() {
        feed.language = attribute("xml:lang");
    }
    match place.row_depth {
        None if prefix == Prefix::None && (local == "item" || local == "entry") => {
            place.row_depth = Some(place.depth);
            place.row = Row { line, ..Row::default() };
        }
        None if prefix == Prefix::None && local == "language" => {
            place.channel = Some(("language", String::new()))
        }
        None if prefix == Prefix::None && local == "title" => place.channel = Some(("title", String::new())),
        Some(row_depth) if place.depth == row_depth + 1 => {
            let name = match prefix {
                Prefix::Ours => format!("tw:{local}"),
                // Atom calls the description a summary, and keeps its link in an attribute.
                Prefix::None if local == "summary" || local == "content" => "description".to_owned(),
                _ => local,
            };
            let seed = if prefix == Prefix::None && name == "link" { attribute("href") } else { None };
            place.field = Some((name, line, seed.unwrap_or_default()));
        }
        _ => {}
    }
    Ok(())
}

fn append(place: &mut Place, text: &str) {
    if let Some((_, _, value)) = &mut place.field {
        value.push_str(text);
    } else if let Some((_, value)) = &mut place.channel {
        value.push_str(text);
    }
}

fn close(feed: &mut Feed, place: &mut Place) {
    if let Some((what, value)) = place.channel.take() {
        let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        match what {
            "language" => feed.language = value,
            _ => feed.title = feed.title.take().or(value),
        }
    }
    match place.row_depth {
        Some(depth) if place.depth == depth => {
            place.row_depth = None;
            feed.rows.push(std::mem::take(&mut place.row));
        }
        Some(depth) if place.depth == depth + 1 => {
            if let Some((name, line, value)) = place.field.take() {
                place.row.put(name, &value, line);
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
