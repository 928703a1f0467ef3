//! What the core's process says of hand-offs: where the person is sent, and what a bank's page is told.

use serde::{Deserialize, Serialize};

/// What happens with a hand-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandOffChange {
    /// It is to be opened.
    Open(PageHandOff),
    /// The page in a surface is to be given a message.
    Post {
        /// Id of the hand-off.
        id: String,
        /// The message.
        text: String,
    },
    /// A surface is to be taken away.
    Dismiss {
        /// Id of the hand-off.
        id: String,
    },
}

/// A message for the page in a surface. It may pay: it is not logged.
#[derive(Clone, Serialize)]
pub struct SurfacePost {
    /// Id of the hand-off.
    pub id: String,
    /// The message.
    pub text: String,
}

/// Where the person is sent. What it carries may pay: it is not logged.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageHandOff {
    /// Names it in what is said of it.
    pub id: String,
    /// The payment handler's name.
    pub method: String,
    /// The way.
    pub way: PageWay,
}

impl std::fmt::Debug for PageHandOff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PageHandOff").field("method", &self.method).finish_non_exhaustive()
    }
}

/// How the person is sent there, as [`tradewind_ports::Way`] has it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageWay {
    /// Another app, or a page in the browser.
    Link {
        /// What the app opens.
        app: Option<String>,
        /// The page.
        page: Option<String>,
    },
    /// The method's own library.
    Call {
        /// What it is called with.
        payload: String,
    },
    /// An isolated surface.
    Surface {
        /// The page in it.
        url: String,
        /// Whose messages are passed on.
        origins: Vec<String>,
        /// Whether the person sees it.
        visible: bool,
    },
}
