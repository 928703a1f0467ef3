//! What a person does on home.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum HomeIntent {
    OpenCategory { key: String },
}
