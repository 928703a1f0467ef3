//! A merchant's rules of trade: the compiled file read, refused where no phone would take it, and sealed for the manifests.

use crate::error::PublishError;
use crate::folder;
use crate::report::RulesReport;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use tradewind_domain::Code;
use tradewind_pack::RULES;
use tradewind_pack::object::{Sealed, seal_raw};
use tradewind_trade::{Day, MAX_COMPILED, Rules, TradeError};

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

/// Rules that are fit to be published.
pub(crate) struct TradeRules {
    pub(crate) sealed: Sealed,
    pub(crate) report: RulesReport,
}

/// Reads the compiled rules at `path`, for the folder `out`.
pub(crate) fn read(path: &Path, out: &Path) -> Result<TradeRules, PublishError> {
    let bytes = bytes(path)?;
    let as_of =
        Rules::read(&bytes).map_err(|error| RulesFault::Unreadable { path: path.to_owned(), error })?.as_of();
    let before = folder::published_rules(out);
    let newest =
        before.iter().filter_map(|(_, raw)| Rules::read(raw.as_deref()?).ok()).map(|one| one.as_of());
    if let Some(published) = newest.max().filter(|published| as_of < *published) {
        return Err(RulesFault::Older { path: path.to_owned(), as_of, published }.into());
    }
    let sealed = seal_raw(RULES, &bytes, 0)?;
    let changed = before.is_empty() || before.iter().any(|(object, _)| *object != sealed.stream.object);
    let report = RulesReport { as_of: as_of.to_string(), bytes: sealed.stream.bytes, changed };
    Ok(TradeRules { sealed, report })
}

fn bytes(path: &Path) -> Result<Vec<u8>, RulesFault> {
    let read = |error| RulesFault::Read { path: path.to_owned(), error };
    let file = File::open(path).map_err(read)?;
    // One byte more than may be: a file that grows, or has no length, ends there.
    let (mut bytes, most) = (Vec::new(), MAX_COMPILED as u64);
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(read)?;
    if bytes.len() > MAX_COMPILED { Err(RulesFault::TooLarge(path.to_owned())) } else { Ok(bytes) }
}
