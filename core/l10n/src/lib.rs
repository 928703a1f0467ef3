//! Every word, number, price and date a shopper sees: Fluent messages, ICU4X formatting, direction.
//!
//! Where to start: [`Localizer`]. Its typed message functions are generated at build time from `assets/l10n`
//! (`build/generate.rs`): a missing key, argument or language does not compile. [`LanguageInfo::all`] is
//! the table of languages, `assets/l10n/languages.toml`. [`format`] wraps ICU4X behind our own
//! functions, because its currency formatter is still experimental; nothing above sees a type of it.
//!
//! On screen, arguments stand between isolation marks (U+2068, U+2069), so that a Latin product name cannot turn an
//! Arabic sentence around; [`plain`] takes the marks away for wallet lines and screen readers.

mod error;
mod format;
mod languages;
mod localizer;
mod packed;
mod zones;

pub use error::L10nError;
pub use format::plain;
pub use languages::{Direction, LanguageInfo};
pub use localizer::Localizer;
