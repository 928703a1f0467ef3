//! Settings: the person's choices, the person's data, the catalog. Where to start: a setting is a file here and a row in
//! [`SETTINGS`]; `update.rs` takes what is chosen. `spent` alone is written by the person, and shown where the place limits it; `consent`
//! has the switches of what they may agree to, which are kept with their moment.

pub(crate) mod consent;
pub(crate) mod currency;
pub(crate) mod intent;
pub(crate) mod language;
pub(crate) mod market;
pub(crate) mod screen;
pub(crate) mod setting;
pub(crate) mod spent;
pub(crate) mod time_zone;
pub(crate) mod update;
pub(crate) mod view;

use setting::Setting;

/// All settings, in the order they are shown.
pub(crate) const SETTINGS: &[Setting] =
    &[language::LANGUAGE, market::MARKET, currency::CURRENCY, time_zone::TIME_ZONE];

#[cfg(test)]
mod tests;
