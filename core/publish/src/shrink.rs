//! Nothing good is laid over by something small: what the folder holds is compared with what would come.

use crate::folder::{Published, ScopePack, translated};
use crate::report::Report;

/// Why a publication was stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shrunk {
    /// A market and language with fewer than half its items; with none where it would be gone.
    Items {
        /// Market and language.
        scope: String,
        /// Items published before.
        before: u32,
        /// Items that would be.
        after: u32,
    },
    /// A market and language in which fewer than half of those items would have words of its own that have them.
    Words {
        /// Market and language.
        scope: String,
        /// Items published with words of their own.
        before: u32,
        /// Items that would have them.
        after: u32,
    },
    /// More than a fifth of a feed's rows left out.
    Rejected {
        /// Path of the feed.
        file: String,
        /// Rows left out.
        rejected: u32,
        /// All its rows.
        rows: u32,
    },
}

impl std::fmt::Display for Shrunk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Items { scope, before, after } => {
                write!(f, "{scope} would have {after} of its {before} items")
            }
            Self::Words { scope, before, after } => {
                write!(f, "{scope} would have words of its own for {after} of {before} items")
            }
            Self::Rejected { file, rejected, rows } => {
                write!(f, "{rejected} of {rows} rows of {file} are left out")
            }
        }
    }
}

/// The first reason to stop, if `before` was published and `packs` are to take its place.
pub(crate) fn shrunk(before: &[Published], packs: &[ScopePack], report: &Report) -> Option<Shrunk> {
    if before.is_empty() {
        return None;
    }
    for old in before {
        let after = packs.iter().find(|pack| *pack.scope() == old.scope).map_or(0, ScopePack::items);
        if u64::from(after) * 2 < u64::from(old.items) {
            let scope = format!("{}/{}", old.scope.market, old.scope.language);
            return Some(Shrunk::Items { scope, before: old.items, after });
        }
    }
    if let Some(words) = words_lost(before, packs) {
        return Some(words);
    }
    let fifth = |rejected: u32, rows: u32| u64::from(rejected) * 5 > u64::from(rows);
    report.files.iter().find(|file| fifth(file.rejected, file.rows)).map(|file| Shrunk::Rejected {
        file: file.file.clone(),
        rejected: file.rejected,
        rows: file.rows,
    })
}

/// The first language that would lose words: its items would be shown in the words of the market's first language.
fn words_lost(before: &[Published], packs: &[ScopePack]) -> Option<Shrunk> {
    before.iter().filter(|old| old.translated > 0).find_map(|old| {
        let first = packs.iter().find(|pack| pack.scope().market == old.scope.market)?;
        let new = packs.iter().find(|pack| *pack.scope() == old.scope)?;
        if new.scope() == first.scope() {
            // The words of the feed itself now.
            return None;
        }
        let after = translated(&first.titles()?, &new.titles()?);
        let scope = format!("{}/{}", old.scope.market, old.scope.language);
        (u64::from(after) * 2 < u64::from(old.translated)).then_some(Shrunk::Words {
            scope,
            before: old.translated,
            after,
        })
    })
}
