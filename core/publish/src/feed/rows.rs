//! What a feed is once it is read: rows of named fields; and why it cannot be read.

use std::collections::BTreeMap;

/// One row: fields in Merchant Center's names (`title`, `image_link`), our own with `tw:` before (`tw:hs_code`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The line the row starts on, from 1.
    pub line: u32,
    /// Values by name, in the order they stand.
    pub fields: BTreeMap<String, Vec<Field>>,
}

/// One value of a field, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The value, outer space removed.
    pub value: String,
    /// The line it stands on, from 1.
    pub line: u32,
    /// How far from Merchant Center's own attribute it stands: 0 is `g:title`, 1 RSS's `title`, 2 and 3 Atom's.
    pub rank: u8,
}

impl Row {
    /// The best value of a field; none if it is absent or empty.
    pub fn first(&self, name: &str) -> Option<&Field> {
        self.all(name).next()
    }

    /// All non-empty values of a field, Merchant Center's own before others, else in the order they stand.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Field> {
        self.fields.get(name).into_iter().flatten()
    }

    /// Adds a value. An empty one is none: it hides nothing.
    pub(super) fn put(&mut self, name: String, value: &str, line: u32, rank: u8) {
        let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}');
        if value.is_empty() {
            return;
        }
        let values = self.fields.entry(name).or_default();
        let at = values.partition_point(|field| field.rank <= rank);
        values.insert(at, Field { value: value.to_owned(), line, rank });
    }
}

/// A feed as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// The language the feed says its words are in (`<language>`, `xml:lang`), if it does.
    pub language: Option<String>,
    /// The feed's own title.
    pub title: Option<String>,
    /// Its rows, in the order they stand.
    pub rows: Vec<Row>,
    /// Whether nothing said how it is encoded and windows-1252 (Latin-1) was assumed.
    pub encoding_assumed: bool,
}

/// Why a feed is not readable at all. A single bad row is no such thing: see [`crate::rules`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// Not UTF-8, and nothing says what else.
    #[error("line {line}: not UTF-8, nor what it is declared as; save it as UTF-8 or say --encoding")]
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
    /// A document type or an entity that HTML does not have either: refused, because it can hide anything.
    #[error("line {line}: document types and their own entities are not read")]
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
    /// A header whose columns are not parted by tabs.
    #[error("the columns are parted by {0}: save it as tab-separated text")]
    Separator(&'static str),
    /// A file without any content.
    #[error("the feed is empty")]
    Empty,
    /// More than the limit, unpacked.
    #[error("unpacks to more than a feed may have (1 GiB)")]
    TooLarge,
    /// A packed file that does not unpack.
    #[error("a {0} file that does not unpack")]
    Packed(&'static str),
    /// A zip file with more than one feed in it.
    #[error("a zip file with {0} files: put one feed into it")]
    Several(usize),
    /// A file of another kind.
    #[error("{0} is no feed")]
    Kind(&'static str),
}
