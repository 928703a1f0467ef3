//! Hand-offs: another app, a page in the browser, or a bank's page, where a person approves a payment.

use crate::error::{HostError, asked};
use crate::live::{HandleKind, LiveCount};
use crate::mirror::hand_off::HandOff;
use tradewind_domain::HandlerId;
use tradewind_ports as ports;
use tradewind_ports::{HandOffError, HandOffs, WayKind};

/// Sends the person to where they approve a payment. Every call returns at once: post to the main thread. What comes back is an
/// intent: `PaymentReturned` for a link that begins with `tradewind://payment/return/`, `HandOffAnswered` for what a method's own
/// library says, `SurfaceSaid` and `SurfaceClosed` for a bank's page. What never comes back harms nothing: the shop is asked.
#[uniffi::export(callback_interface)]
pub trait HandOffHost: Send + Sync {
    /// Whether this phone can do it for a payment handler, by its reverse-domain name. What it cannot is not offered.
    fn can(&self, way: WayKind, method: String) -> Result<bool, HostError>;

    /// Whether an app is here that opens links of this scheme (`alipays`), or is this Android package.
    fn has_app(&self, app: String) -> Result<bool, HostError>;

    /// Sends the person there. A surface listens for the page's messages before it opens it. (Not `open`: a word of Swift's own, which
    /// uniffi 0.32 writes into its C header with Swift's quotes.)
    fn present(&self, hand_off: HandOff) -> Result<(), HostError>;

    /// Gives a message to the page in a surface.
    fn post(&self, key: String, text: String) -> Result<(), HostError>;

    /// Takes a surface away, if it still stands.
    fn dismiss(&self, key: String) -> Result<(), HostError>;
}

/// The port, served by a host.
pub(crate) struct LentHandOffs {
    host: Box<dyn HandOffHost>,
    _counted: LiveCount,
}

impl LentHandOffs {
    pub(crate) fn new(host: Box<dyn HandOffHost>) -> Self {
        Self { host, _counted: LiveCount::new(HandleKind::Host) }
    }
}

impl HandOffs for LentHandOffs {
    fn can(&self, way: WayKind, method: &HandlerId) -> bool {
        asked(|| self.host.can(way, method.as_str().to_owned())).unwrap_or(false)
    }

    fn has_app(&self, app: &str) -> bool {
        asked(|| self.host.has_app(app.to_owned())).unwrap_or(false)
    }

    fn open(&self, hand_off: &ports::HandOff) -> Result<(), HandOffError> {
        asked(|| self.host.present(hand_off.into())).map_err(|_| HandOffError::Failed)
    }

    fn post(&self, id: &str, text: &str) {
        // A page that cannot be told ends by its time.
        let _ = asked(|| self.host.post(id.to_owned(), text.to_owned()));
    }

    fn dismiss(&self, id: &str) {
        let _ = asked(|| self.host.dismiss(id.to_owned()));
    }
}
