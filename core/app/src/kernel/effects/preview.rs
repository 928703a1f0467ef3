//! Opening a model: what is asked and what comes back.

use crate::kernel::effects::ticket::Ticket;
use crate::kernel::error::Fault;
use std::time::Duration;
use tradewind_domain::{Code, WebUrl};
use tradewind_scene::{Bounds, DrawError};

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PreviewOp {
    /// Fetches a model, reads it and sets it up for drawing.
    Open { ticket: Ticket, url: WebUrl, online: bool },
    /// Reports [`Outcome::PreviewSeen`] after a while: what moved by itself has come to rest.
    Wake { after: Duration },
}

/// What the owner keeps of a model: the rest is the prepared model's.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Subject {
    pub(crate) bounds: Bounds,
    /// Names of the variants, in the model's order.
    pub(crate) variants: Vec<String>,
}

/// Why a still picture is shown instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Nothing here can draw. No error: the phone is as it is.
    NoAdapter,
    /// This version of the product has no model.
    NoModel,
    /// The model could not be fetched, read or drawn.
    Fault(Fault),
}

impl Refusal {
    pub(crate) fn of_drawing(error: &DrawError) -> Self {
        match error {
            DrawError::NoAdapter => Self::NoAdapter,
            _ => Self::Fault(Fault::new(Code::DrawFailed)),
        }
    }
}
