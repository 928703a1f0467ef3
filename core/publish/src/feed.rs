//! Reading feeds: whatever the kind, a feed becomes rows of named fields, each with the line it stands on.

mod tsv;
mod xml;

use std::collections::BTreeMap;

/// The largest feed read: Merchant Center's own limit for one file (4 GB) is beyond what one merchant's phone
/// catalog can hold; 1 GiB is about a million rich products.
pub const MAX_FEED_BYTES: u64 = 1 << 30;

/// One row: fields in Merchant Center's names (`title`, `image_link`), our own with `tw:` before (`tw:hs_code`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The line the row starts on, from 1.
    pub line: u32,
    /// Values by name, in the order they stand.
    pub fields: BTreeMap<String, Vec<Field>>,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The value, outer space removed.
    pub value: String,
    /// The line it stands on, from 1.
    pub line: u32,
}

impl Row {
    /// The first value of a field; none if it is absent or empty.
    pub fn first(&self, name: &str) -> Option<&Field> {
        self.fields.get(name).and_then(|values| values.first()).filter(|field| !field.value.is_empty())
    }

    /// All non-empty values of a field.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Field> {
        self.fields.get(name).into_iter().flatten().filter(|field| !field.value.is_empty())
    }

    fn put(&mut self, name: String, value: &str, line: u32) {
        self.fields.entry(name).or_default().push(Field { value: value.trim().to_owned(), line });
    }
}

/// A feed as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// The language the feed says its words are in (`<language>`, `xml:lang`), if it does.
    pub language: Option<String>,
    /// The feed's own title.
    pub title: Option<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// Why a feed is not readable at all. A single bad row is no such thing: see [`crate::rules`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// Not UTF-8.
    #[error("line {line}: not UTF-8")]
    Encoding {
        /// Line, from 1.
        line: u32,
    },
    /// Not well-formed XML.
    #[error("line {line}: not well-formed XML")]
    Xml {
        /// Line, from 1.
        line: u32,
    },
    /// A document type or an entity of its own: refused, because it can hide anything.
    #[error("line {line}: document types and entities are not read")]
    Entity {
        /// Line, from 1.
        line: u32,
    },
    /// Elements nested too deep.
    #[error("line {line}: nested too deep")]
    Depth {
        /// Line, from 1.
        line: u32,
    },
    /// Tab-separated without an `id` column.
    #[error("no id column in the header")]
    Header,
    /// Nothing in it.
    #[error("the feed is empty")]
    Empty,
}

/// Reads a feed of any kind: XML when it starts with `<`, else tab-separated.
pub fn read(bytes: &[u8]) -> Result<Feed, FeedError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| FeedError::Encoding { line: line_at(bytes, error.valid_up_to()) })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.trim_start().chars().next() {
        None => Err(FeedError::Empty),
        Some('<') => xml::read(text),
        Some(_) => tsv::read(text),
    }
}

fn line_at(bytes: &[u8], offset: usize) -> u32 {
    let newlines = bytes.get(..offset).unwrap_or(bytes).iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(newlines + 1).unwrap_or(u32::MAX)
}
