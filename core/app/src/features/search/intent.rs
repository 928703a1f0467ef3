//! What a person does while they search.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SearchIntent {
    Search { words: String },
    Window { first: u32, count: u32 },
    SortByDoor { on: bool },
}
