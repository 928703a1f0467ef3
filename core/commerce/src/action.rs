//! What a merchant waits for while it takes a payment: the person or their bank has something to do first.

use serde::{Deserialize, Serialize};
use tradewind_domain::{Timestamp, WebUrl};

/// One piece of work that the merchant waits for (an entry of UCP `actions`). It says nothing of how the payment ends: only
/// the merchant's answer does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The merchant's id of this occurrence; work that is asked for again has another.
    pub id: String,
    /// The merchant's id of the payment handler that it is for; empty where it names none that there is.
    pub handler: String,
    /// What is to be done.
    pub work: Work,
}

/// What is to be done before a payment can go on. A link, a code or a call of it may pay: none of it prints.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// The bank wants to know the device (3-D Secure): a page that is run unseen, in a surface of its own.
    DeviceData {
        /// The page.
        url: WebUrl,
    },
    /// The bank wants to see the person (3-D Secure challenge): a page in a surface of its own.
    Challenge {
        /// The page.
        url: WebUrl,
    },
    /// The person approves in another app, or on the bank's page in the system's browser.
    Link {
        /// The link that the method's own app opens; a custom scheme or an app link. None where there is only the page.
        app: Option<String>,
        /// The page for who does not have the app. None where there is only the app.
        page: Option<WebUrl>,
        /// From when on it opens nothing any more, by the merchant's clock.
        until: Option<Timestamp>,
    },
    /// What the method's own library is called with: opaque to everyone but that library (a signed order string, the fields
    /// of a prepaid order as JSON).
    Call {
        /// At most 8 KiB.
        payload: String,
        /// From when on it means nothing any more, by the merchant's clock.
        until: Option<Timestamp>,
    },
    /// A payment code: shown as a picture and as text to copy, paid in a bank's app.
    Code {
        /// The text of the code, at most 4 KiB (EMVCo, EPC, UPI).
        text: String,
        /// From when on it is not paid any more, by the merchant's clock.
        until: Option<Timestamp>,
    },
    /// A prompt went to the person's telephone number: it is approved there.
    Prompt {
        /// From when on it is not answered any more, by the merchant's clock.
        until: Option<Timestamp>,
    },
    /// A voucher: paid days afterwards, in cash or at a bank.
    Voucher {
        /// The number to say or to type at the till.
        reference: String,
        /// What the till scans, as text; none where it is the number.
        barcode: Option<String>,
        /// The voucher as a page to print.
        page: Option<WebUrl>,
        /// Until when it can be paid.
        until: Option<Timestamp>,
    },
    /// Something that this app does not know. It is never run; where the merchant has a page to go on, the person goes there.
    Other,
}

impl Action {
    /// What names this step: the merchant's id of it, and where there is none, where it leads. A merchant may write the
    /// address anew in each answer, so the address tells no steps apart where there is an id.
    pub fn step(&self) -> &str {
        if self.id.is_empty() { self.work.leads_to() } else { &self.id }
    }
}

impl Work {
    /// Where it leads, or what it shows.
    fn leads_to(&self) -> &str {
        match self {
            Self::DeviceData { url } | Self::Challenge { url } => url.as_str(),
            Self::Link { app, page, .. } => {
                app.as_deref().or(page.as_ref().map(WebUrl::as_str)).unwrap_or_default()
            }
            Self::Call { payload, .. } => payload,
            Self::Code { text, .. } => text,
            Self::Voucher { reference, .. } => reference,
            Self::Prompt { .. } | Self::Other => "",
        }
    }

    /// Whether a surface of its own shows it, in which a page of the bank's runs.
    pub fn is_surface(&self) -> bool {
        matches!(self, Self::DeviceData { .. } | Self::Challenge { .. })
    }

    /// From when on it is of no use any more, by the merchant's clock.
    pub fn until(&self) -> Option<Timestamp> {
        match self {
            Self::Link { until, .. }
            | Self::Call { until, .. }
            | Self::Code { until, .. }
            | Self::Prompt { until }
            | Self::Voucher { until, .. } => *until,
            Self::DeviceData { .. } | Self::Challenge { .. } | Self::Other => None,
        }
    }
}

/// Its name alone.
impl std::fmt::Debug for Work {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::DeviceData { .. } => "DeviceData(..)",
            Self::Challenge { .. } => "Challenge(..)",
            Self::Link { .. } => "Link(..)",
            Self::Call { .. } => "Call(..)",
            Self::Code { .. } => "Code(..)",
            Self::Prompt { .. } => "Prompt(..)",
            Self::Voucher { .. } => "Voucher(..)",
            Self::Other => "Other",
        })
    }
}
