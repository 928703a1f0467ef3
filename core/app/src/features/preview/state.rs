//! Where the preview stands.

use crate::kernel::effects::{Refusal, Subject, Ticket};
use tradewind_domain::WebUrl;
use tradewind_scene::OrbitControl;

#[derive(Debug)]
pub(crate) struct PreviewState {
    pub(crate) ticket: Ticket,
    /// Which model it is about.
    pub(crate) of: Option<WebUrl>,
    pub(crate) progress: PreviewProgress,
    /// Width over height of the picture, as it was last drawn.
    pub(crate) aspect: f32,
    /// Whether dimension lines are shown.
    pub(crate) sizes: bool,
}

/// Where the preview stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PreviewProgress {
    /// Not on the screen.
    Closed,
    Loading,
    Ready {
        subject: Subject,
        control: OrbitControl,
    },
    /// A picture of the shop stands in for it.
    Still(Refusal),
}

impl PreviewState {
    pub(crate) fn close(&mut self) {
        self.progress = PreviewProgress::Closed;
        self.of = None;
        self.sizes = false;
    }

    /// The preview for which a prepared model is wanted.
    pub(crate) fn wanted(&self) -> Option<Ticket> {
        matches!(self.progress, PreviewProgress::Loading | PreviewProgress::Ready { .. })
            .then_some(self.ticket)
    }
}

impl Default for PreviewState {
    fn default() -> Self {
        Self {
            ticket: Ticket::default(),
            of: None,
            progress: PreviewProgress::Closed,
            aspect: 1.0,
            sizes: false,
        }
    }
}
