//! Why nothing was published.

use crate::feed::FeedError;
use crate::folder::FolderError;
use crate::report::Report;
use crate::rules_fault::RulesFault;
use crate::shrink::Shrunk;
use std::path::PathBuf;
use tradewind_domain::{Code, Currency};
use tradewind_pack::PackError;

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file cannot be read.
    #[error("{}: {error}", path.display())]
    Read {
        /// Path of the file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A feed is larger than [`crate::feed::MAX_FEED_BYTES`].
    #[error("{}: larger than 1 GiB", .0.display())]
    TooLarge(PathBuf),
    /// A feed is not readable.
    #[error("{}: {error}", path.display())]
    Feed {
        /// Path of the feed.
        path: PathBuf,
        /// What is wrong with the feed, and on which line.
        error: FeedError,
    },
    /// No row of the base feed was taken.
    #[error("no good row in the feed")]
    NoGoodRow(Box<Report>),
    /// A feed's prices are in several currencies and nothing says which is meant.
    #[error("{}: prices in several currencies ({}): say --currency or --market; rows in another are then left out", path.display(), listed(counts))]
    CurrencyMixed {
        /// Path of the feed.
        path: PathBuf,
        /// Rows of each currency, most first.
        counts: Vec<(Currency, u32)>,
    },
    /// What the folder holds would be laid over by much less.
    #[error("{0}; nothing was changed. Say --accept-shrink if that is meant")]
    Shrunk(Shrunk, Box<Report>),
    /// The base feed's currency is at home in many markets or none that we know: say `--market`.
    #[error("the market of a feed in {0} must be stated with --market")]
    MarketUnknown(Currency),
    /// The rules of trade are not published, and so nothing is.
    #[error("{0}; nothing was changed")]
    Rules(#[from] RulesFault),
    /// A pack could not be made.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The folder could not be written.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

impl PublishError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Shrunk(..) => Code::FeedShrunk,
            Self::Rules(fault) => fault.code(),
            _ => Code::FeedUnreadable,
        }
    }
}

fn listed(counts: &[(Currency, u32)]) -> String {
    let all: Vec<String> = counts.iter().map(|(currency, rows)| format!("{rows} {currency}")).collect();
    all.join(", ")
}
