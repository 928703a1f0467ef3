//! What a person is led to do the first time: look around, place, move.

use serde::Serialize;

/// A step of the coach. It goes on by what has happened, and never back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub enum Coach {
    /// The phone is to be moved until something is found to stand on.
    #[default]
    MovePhone,
    /// A tap, or the button, places the product.
    TapToPlace,
    /// A drag, or a button, moves it.
    Drag,
    /// There is nothing more to learn; the app keeps that it was seen.
    Done,
}

impl Coach {
    /// The step after what is true now.
    pub(crate) fn after(self, is_found: bool, is_placed: bool, is_moved: bool) -> Self {
        let reached = match (is_found, is_placed, is_moved) {
            (_, true, true) => Self::Done,
            (_, true, false) => Self::Drag,
            (true, false, _) => Self::TapToPlace,
            (false, false, _) => Self::MovePhone,
        };
        self.max(reached)
    }
}
