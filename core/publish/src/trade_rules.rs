//! A merchant's rules of trade: the compiled file read, refused where no phone would take it, and sealed for the manifests.

use crate::error::PublishError;
use crate::folder;
use crate::report::RulesReport;
use crate::rules_fault::RulesFault;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use tradewind_pack::RULES;
use tradewind_pack::object::{Sealed, seal_raw};
use tradewind_trade::{MAX_COMPILED, Rules};

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
