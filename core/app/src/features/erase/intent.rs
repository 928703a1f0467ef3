//! Erasing, as a person asks for it.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum EraseIntent {
    /// Not confirmed it shows or hides the question.
    Everything { confirmed: bool },
}
