//! JSONPath (RFC 9535), the part of it that constraints use: names, indices, wildcards and filters. What is well-formed and not
//! in it (slices, descendants, functions) is not read, as what is not well-formed; the caller then leaves the path out.

mod eval;
mod parse;
mod query;

use query::{Segment, Selector};
use serde_json::Value;

/// The longest query that is read, in bytes.
const LONGEST: usize = 512;

/// A query that begins at the root of a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Path(Vec<Segment>);

impl Path {
    /// Reads a query; none where it is not one, is longer than 512 bytes, or says what is not read here.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST { None } else { parse::path(text).map(Self) }
    }

    /// The path of the root itself (RFC 9535, 2.7: a Normalized Path, to be made longer by `name` and `index`).
    pub(crate) const fn root() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn name(&self, name: &str) -> Self {
        self.longer(Selector::Name(name.to_owned()))
    }

    pub(crate) fn index(&self, index: usize) -> Self {
        self.longer(Selector::Index(i64::try_from(index).unwrap_or(i64::MAX)))
    }

    fn longer(&self, selector: Selector) -> Self {
        Self(self.0.iter().cloned().chain([vec![selector]]).collect())
    }

    /// What it selects in a document; none where it would look at more than 2,000 values.
    pub(crate) fn select<'v>(&self, root: &'v Value) -> Option<Vec<&'v Value>> {
        eval::select(&self.0, root)
    }
}

/// What a query selects in a document, for those who throw anything at it or hold it against another reader: none where it is
/// not read, or would look at too much.
pub fn selected<'v>(query: &str, document: &'v Value) -> Option<Vec<&'v Value>> {
    Path::parse(query)?.select(document)
}
