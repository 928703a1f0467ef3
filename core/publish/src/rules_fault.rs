//! Why a file of rules of trade is not published.

use std::path::PathBuf;
use tradewind_domain::Code;
use tradewind_trade::{Day, MAX_COMPILED, TradeError};

/// Why a file of rules is not published.
#[derive(Debug, thiserror::Error)]
pub enum RulesFault {
    /// The file cannot be read.
    #[error("{}: {error}", path.display())]
    Read {
        /// Path of the file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// Larger than any phone reads.
    #[error("{}: larger than {MAX_COMPILED} bytes: no phone reads it", .0.display())]
    TooLarge(PathBuf),
    /// Not what `tradewind rules build` makes.
    #[error("{}: {error} ({}): `tradewind rules build` makes such a file", path.display(), error.code())]
    Unreadable {
        /// Path of the file.
        path: PathBuf,
        /// What is wrong with it.
        error: TradeError,
    },
    /// As of an earlier day than those the folder holds: no phone that has those would take it.
    #[error("{}: rules as of {as_of}, and as of {published} were published: phones never go back", path.display())]
    Older {
        /// Path of the file.
        path: PathBuf,
        /// The day of its rules.
        as_of: Day,
        /// The day of those that the folder holds.
        published: Day,
    },
}

impl RulesFault {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Read { .. } | Self::TooLarge(_) | Self::Unreadable { .. } => Code::RulesUnreadable,
            Self::Older { .. } => Code::RulesOlder,
        }
    }
}
