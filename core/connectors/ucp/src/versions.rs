//! The versions of the protocol that are spoken: each is a folder of this crate, named here and nowhere else.

use crate::dialect::Dialect;
use crate::v2026_04_08::V2026_04_08;
use crate::v2026_08_25::V2026_08_25;

/// All of them, newest first.
pub(crate) const ALL: &[&'static dyn Dialect] = &[&V2026_08_25, &V2026_04_08];

/// What a merchant is met with before it is known which versions it speaks.
pub(crate) const NEWEST: &dyn Dialect = &V2026_08_25;

/// The first that was spoken: of requests that do not say theirs.
pub(crate) const FIRST: &dyn Dialect = &V2026_04_08;

/// The one of a date.
pub(crate) fn by(version: &str) -> Option<&'static dyn Dialect> {
    ALL.iter().copied().find(|dialect| dialect.version() == version)
}
