//! Hand-offs as they cross: where a person is sent to approve a payment.

use tradewind_ports as ports;
use tradewind_ports::WayKind;

/// What a phone can do of it.
#[uniffi::remote(Enum)]
pub enum WayKind {
    /// Links and pages: `Way.Link`.
    Link,
    /// A method's own library: `Way.Call`.
    Call,
    /// A bank's page in an isolated surface: `Way.Surface`.
    Surface,
}

/// Where the person is sent.
#[derive(Clone, uniffi::Record)]
pub struct HandOff {
    /// Names this hand-off; what is said of it carries it.
    pub key: String,
    /// The payment handler's reverse-domain name.
    pub method: String,
    /// The way.
    pub way: Way,
}

/// How the person is sent there.
#[derive(Clone, uniffi::Enum)]
pub enum Way {
    /// The method's app opens a link; the system's browser opens the page where there is no such app. Never a web view.
    Link {
        /// A custom scheme or an app link; empty where there is only the page.
        app: String,
        /// The page, https; empty where there is only the app.
        page: String,
    },
    /// The method's own library is called with this text.
    Call {
        /// Opaque to everyone but that library.
        payload: String,
    },
    /// A page of the bank's in an isolated web view: without cookies of the app's, with no script bridge but
    /// `EmbeddedActionProtocolConsumer`. Its heading and the label of closing it stand in `HandOffView`.
    Surface {
        /// The page, https.
        url: String,
        /// The origins whose messages are passed on; others are dropped.
        origins: Vec<String>,
        /// Whether the person sees it; else it stays off the screen.
        visible: bool,
    },
}

impl From<&ports::HandOff> for HandOff {
    fn from(hand_off: &ports::HandOff) -> Self {
        let way = match &hand_off.way {
            ports::Way::Link { app, page } => Way::Link {
                app: app.clone().unwrap_or_default(),
                page: page.as_ref().map(|page| page.as_str().to_owned()).unwrap_or_default(),
            },
            ports::Way::Call { payload } => Way::Call { payload: payload.clone() },
            ports::Way::Surface { url, origins, visible } => {
                Way::Surface { url: url.as_str().to_owned(), origins: origins.clone(), visible: *visible }
            }
        };
        Self { key: hand_off.id.clone(), method: hand_off.method.as_str().to_owned(), way }
    }
}
