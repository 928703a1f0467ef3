//! What happens to a session: frames, and what a person does with fingers or with buttons alone.

use super::host::FrameFacts;
use super::product::Product;
use serde::{Deserialize, Serialize};

/// One thing that happens. Places are 0..1 of the view from its top left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Input {
    /// A camera frame, without its pictures.
    Frame(Box<FrameFacts>),
    /// A product is to be placed next.
    Add(Box<Product>),
    /// A finger tapped: selects the product there, or places the next one there.
    Tap {
        /// From the left.
        x: f32,
        /// From the top.
        y: f32,
    },
    /// Places the next product ahead, as far as is seemly.
    PlaceCentre,
    /// The selected product is dragged along what it stands on.
    DragTo {
        /// From the left.
        x: f32,
        /// From the top.
        y: f32,
    },
    /// Two fingers turn the selected product about the upright, radians, positive against the clock seen from above.
    TwistBy(f32),
    /// Two fingers make the selected product larger or smaller by a factor.
    PinchBy(f32),
    /// The fingers are lifted: a drag, twist or pinch is over, and a size near the true one becomes the true one.
    Release,
    /// Selects a placed product by its key, or nothing.
    Select(Option<u32>),
    /// Takes the selected product away.
    Remove,
    /// Takes back what was done last.
    Undo,
    /// Moves the selected product by steps of 5 cm to the right and away, as the person looks.
    Nudge {
        /// To the right.
        right: Step,
        /// Away.
        away: Step,
    },
    /// Turns the selected product by 15 degrees, positive against the clock seen from above.
    Turn(Step),
    /// Makes the selected product larger or smaller by one of the steps; the true size is one of them.
    Resize(Step),
    /// Marks a point to measure from or to; nothing stands for the middle of the view. A third point begins anew.
    Measure(Option<[f32; 2]>),
    /// Takes the measured points away.
    ClearMeasure,
    /// A picture is to be taken.
    Capture,
    /// The person has seen the coach before: it stays silent.
    CoachSeen,
}

/// One step of a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Step {
    /// One back or down.
    Less,
    /// None.
    #[default]
    Stay,
    /// One on or up.
    More,
}

impl Step {
    /// -1, 0 or 1.
    pub(crate) fn sign(self) -> f64 {
        match self {
            Self::Less => -1.0,
            Self::Stay => 0.0,
            Self::More => 1.0,
        }
    }
}
