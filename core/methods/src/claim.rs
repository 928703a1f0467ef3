//! What a surface says of itself: the one small vocabulary of everything that comes back.

/// A claim of a sheet, an app, a page or a link. It makes the next question to the merchant come at once, and decides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Claim {
    /// It says that it went well.
    Ok,
    /// It says that the person gave up.
    Cancelled,
    /// It says that it failed.
    Failed,
    /// The person is back, and it says nothing that can be used: the money may have moved.
    Silent,
}
