//! A link from outside.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LinksIntent {
    Open { url: String },
}
