//! Hand-offs of a phone without a screen: what is to be opened is said, for whoever opens it.

use std::io::Write;
use tradewind_domain::HandlerId;
use tradewind_ports::{HandOff, HandOffError, HandOffs, Way, WayKind};

/// Writes each link to standard error. It has no apps, no libraries and no surface; at a merchant on this machine, which is a sandbox,
/// every app and library is whoever reads along.
pub(crate) struct SaidHandOffs {
    /// Whether the merchant is on this machine.
    pub(crate) sandbox: bool,
}

impl HandOffs for SaidHandOffs {
    fn can(&self, way: WayKind, _method: &HandlerId) -> bool {
        way == WayKind::Link || (self.sandbox && way == WayKind::Call)
    }

    fn has_app(&self, _app: &str) -> bool {
        self.sandbox
    }

    fn open(&self, hand_off: &HandOff) -> Result<(), HandOffError> {
        let (verb, what) = match &hand_off.way {
            Way::Link { app, page } => {
                let link = page.as_ref().map(|page| page.as_str()).or(app.as_deref());
                ("open", link.ok_or(HandOffError::Unavailable)?)
            }
            Way::Call { payload } if self.sandbox => ("call", payload.as_str()),
            Way::Call { .. } | Way::Surface { .. } => return Err(HandOffError::Unavailable),
        };
        writeln!(std::io::stderr(), "{verb}: {what}").map_err(|_| HandOffError::Failed)
    }

    fn post(&self, _id: &str, _text: &str) {}

    fn dismiss(&self, _id: &str) {}
}
