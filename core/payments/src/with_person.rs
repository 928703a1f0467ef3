//! What is said and shown while the merchant waits for the person. Plain values.

use tradewind_commerce::Action;
use tradewind_commerce::agreement::AgreedLine;
use tradewind_domain::{Money, Timestamp, WebUrl};
use tradewind_ports::Secret;

/// What is said while the merchant waits for the person. None of it ends a payment.
#[derive(Clone, PartialEq, Eq)]
pub enum Word {
    /// The person came back by the link that carries this id.
    Returned {
        /// The opaque id in the link; it counts once.
        id: Secret,
    },
    /// The method's own library answered a call.
    Answered {
        /// The hand-off that it answers.
        hand_off: String,
        /// Its answer, as it is.
        text: String,
    },
    /// The page in a surface said something.
    SurfaceSaid {
        /// The surface.
        surface: String,
        /// Origin of the page (RFC 6454).
        origin: String,
        /// What it said.
        text: String,
    },
    /// A surface is gone: closed by the person, or because its page failed.
    SurfaceClosed {
        /// The surface.
        surface: String,
    },
    /// The person is back before the app.
    Front,
    /// The person wants to be sent to the method's app or page again.
    OpenAgain,
    /// The person gives the payment up, as far as the merchant lets go of it.
    LetGo,
}

/// A link's id and a page's message are nobody's business: they print nothing.
impl std::fmt::Debug for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Returned { .. } => "Returned(..)",
            Self::Answered { .. } => "Answered(..)",
            Self::SurfaceSaid { .. } => "SurfaceSaid(..)",
            Self::SurfaceClosed { .. } => "SurfaceClosed(..)",
            Self::Front => "Front",
            Self::OpenAgain => "OpenAgain",
            Self::LetGo => "LetGo",
        })
    }
}

/// What the person was handed and the merchant waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// Names this hand-off to the host.
    pub id: String,
    /// The merchant's work that it is of.
    pub action: Action,
    /// Whether the host could open it.
    pub opened: bool,
    /// What is paid with it.
    pub amount: Money,
    /// Who is paid.
    pub payee: String,
    /// Name of the payment handler.
    pub method: String,
}

/// Where an accepted payment stands with the person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) handed: Option<Handed>,
    /// Where the person can go on, where there is work that this app cannot do.
    pub(crate) go_on: Option<WebUrl>,
    /// Why there is nothing to do here, where there is not.
    pub(crate) left: Option<Left>,
}

/// Why a person has nothing to do here while the merchant waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// A bank's page was closed, or the app ended while it stood: it is not begun again.
    Closed,
    /// A bank's page that this phone cannot show, or that is at a place it may not be at.
    Unshown,
    /// The merchant has not said yet how it is to be paid.
    Unsaid,
}

/// Why the merchant is told to let go of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopping {
    /// The person gave it up.
    Wished,
    /// What the merchant handed over does not match what is paid.
    Refused,
}

/// A voucher that is out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Names the attempt.
    pub id: String,
    /// The merchant's handler.
    pub handler: String,
    /// Who is paid.
    pub payee: String,
    /// What is to be paid.
    pub amount: Money,
    /// When it was asked for.
    pub since: Timestamp,
    /// Until when it is to be paid, as it is shown: the merchant's date or the method's, and earlier where the method says so.
    pub until: Option<Timestamp>,
    /// What is bought.
    pub lines: Vec<AgreedLine>,
    /// The voucher.
    pub action: Action,
}
