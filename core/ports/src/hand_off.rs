//! The port of hand-offs: where a person is sent to approve a payment, outside of a wallet's sheet.

use tradewind_domain::{HandlerId, WebUrl};

/// Where the person is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct HandOff {
    /// Names this hand-off; what the host says of it carries it. Opaque, one use.
    pub id: String,
    /// The payment handler's reverse-domain name.
    pub method: HandlerId,
    /// The way.
    pub way: Way,
}

/// How the person is sent there.
#[derive(Clone, PartialEq, Eq)]
pub enum Way {
    /// The method's app opens a link; the system's browser opens the page where there is no such app. Never a web view: banks
    /// refuse those, and app links fail in them. What comes back is the return link, or nothing.
    Link {
        /// A custom scheme or an app link; none where there is only the page.
        app: Option<String>,
        /// The page; none where there is only the app.
        page: Option<WebUrl>,
    },
    /// The method's own library is called with this text. It answers with a text of its own, or not at all.
    Call {
        /// Opaque to everyone but that library.
        payload: String,
    },
    /// A page of the bank's, in an isolated surface: no cookies of ours, no script bridge but the messages below.
    Surface {
        /// The page.
        url: WebUrl,
        /// The origins whose messages are passed on; others are dropped.
        origins: Vec<String>,
        /// Whether the person sees it; else it stays off the screen.
        visible: bool,
        /// Heading above the page, finished text.
        title: String,
        /// Label of closing it, finished text.
        cancel: String,
    },
}

/// A link may pay: nothing of it prints.
impl std::fmt::Debug for HandOff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let way = match &self.way {
            Way::Link { .. } => "link",
            Way::Call { .. } => "call",
            Way::Surface { .. } => "surface",
        };
        f.debug_struct("HandOff").field("method", &self.method).field("way", &way).finish_non_exhaustive()
    }
}

/// What a device can do of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WayKind {
    /// [`Way::Link`].
    Link,
    /// [`Way::Call`].
    Call,
    /// [`Way::Surface`].
    Surface,
}

/// The hand-off could not be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HandOffError {
    /// This device has nothing that opens it.
    #[error("nothing here opens it")]
    Unavailable,
    /// The host could not open it, for any other reason.
    #[error("the hand-off failed")]
    Failed,
}

/// Sends a person to where they approve a payment; lent by the host. All calls return at once: what comes back comes through
/// the app's own intake, and may never come.
pub trait HandOffs: Send + Sync {
    /// Whether this device can do it for a method. What it cannot is not offered.
    fn can(&self, way: WayKind, method: &HandlerId) -> bool;

    /// Whether an app is on this device that opens links of this scheme (`alipays`) or this Android package.
    fn has_app(&self, app: &str) -> bool;

    /// Sends the person there. A surface listens before it opens the page.
    fn open(&self, hand_off: &HandOff) -> Result<(), HandOffError>;

    /// Gives a message to the page in a surface.
    fn post(&self, id: &str, text: &str);

    /// Takes a surface away, if it still stands.
    fn dismiss(&self, id: &str);
}

/// A device that sends nobody anywhere.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHandOffs;

impl HandOffs for NoHandOffs {
    fn can(&self, _way: WayKind, _method: &HandlerId) -> bool {
        false
    }

    fn has_app(&self, _app: &str) -> bool {
        false
    }

    fn open(&self, _hand_off: &HandOff) -> Result<(), HandOffError> {
        Err(HandOffError::Unavailable)
    }

    fn post(&self, _id: &str, _text: &str) {}

    fn dismiss(&self, _id: &str) {}
}
