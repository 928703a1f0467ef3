//! A link or a code from outside.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LinksIntent {
    /// The system handed over a link, or words with one in them.
    Open { url: String },
    /// The person typed a code, or a camera read it.
    Code { text: String, scanned: bool },
}
