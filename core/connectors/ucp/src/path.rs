//! JSONPath (RFC 9535), the part of it that constraints use: names, indices, wildcards and filters. What is well-formed and not
//! in it (slices, descendants, functions) is not read, as what is not well-formed; the caller then leaves the path out.

mod eval;
mod parse;

use serde_json::Value;

/// The longest query that is read, in bytes.
const LONGEST: usize = 512;
/// The most values that one query may look at.
const VISITS: usize = 2_000;

/// A query that begins at the root of a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Path(Vec<Segment>);

/// What selects children of each value so far: all that one of the selectors does.
type Segment = Vec<Selector>;

#[derive(Debug, Clone, PartialEq)]
enum Selector {
    Name(String),
    /// From the end where it is below zero.
    Index(i64),
    Wildcard,
    Filter(Test),
}

/// What a filter asks of a child.
#[derive(Debug, Clone, PartialEq)]
enum Test {
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
    /// Whether a query finds anything.
    Finds(Query),
    Compares(Side, Relation, Side),
}

/// A query within a filter.
#[derive(Debug, Clone, PartialEq)]
struct Query {
    /// From the root of the document, else from the child that is asked about.
    from_root: bool,
    segments: Vec<Segment>,
}

/// A side of a comparison.
#[derive(Debug, Clone, PartialEq)]
enum Side {
    Literal(Value),
    /// Finds one value or none: names and indices alone.
    Found(Query),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Relation {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

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
