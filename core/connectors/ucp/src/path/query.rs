//! A query, taken apart (RFC 9535, 2.3).

use serde_json::Value;

/// What selects children of each value so far: all that one of the selectors does.
pub(super) type Segment = Vec<Selector>;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Selector {
    Name(String),
    /// From the end where it is below zero.
    Index(i64),
    Wildcard,
    Filter(Test),
}

/// What a filter asks of a child.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
    /// Whether a query finds anything.
    Finds(Query),
    Compares(Side, Relation, Side),
}

/// A query within a filter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Query {
    /// From the root of the document, else from the child that is asked about.
    pub(super) from_root: bool,
    pub(super) segments: Vec<Segment>,
}

/// A side of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Side {
    Literal(Value),
    /// Finds one value or none: names and indices alone.
    Found(Query),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Relation {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
