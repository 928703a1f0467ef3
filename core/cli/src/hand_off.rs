//! Hand-offs of a phone without a screen: what is to be opened is said, for whoever opens it.

use std::io::Write;
use tradewind_domain::HandlerId;
use tradewind_ports::{HandOff, HandOffError, HandOffs, Way, WayKind};

/// Writes each link to standard error; it has no apps, no libraries and no surface.
pub(crate) struct SaidHandOffs;

impl HandOffs for SaidHandOffs {
    fn can(&self, way: WayKind, _method: &HandlerId) -> bool {
        way == WayKind::Link
    }

    fn has_app(&self, _app: &str) -> bool {
        false
    }

    fn open(&self, hand_off: &HandOff) -> Result<(), HandOffError> {
        let Way::Link { app, page } = &hand_off.way else { return Err(HandOffError::Unavailable) };
        let link =
            page.as_ref().map(|page| page.as_str()).or(app.as_deref()).ok_or(HandOffError::Unavailable)?;
        writeln!(std::io::stderr(), "open: {link}").map_err(|_| HandOffError::Failed)
    }

    fn post(&self, _id: &str, _text: &str) {}

    fn dismiss(&self, _id: &str) {}
}
