//! Days, countries and HS codes as the command line says them.

use tradewind_domain::Market;
use tradewind_trade::{Day, Hs};

/// Where the rows are, from the repository's root.
pub(super) const FOLDER: &str = "assets/trade";

pub(super) fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(|_| format!("{text}: expected a day, as in 2026-07-01"))
}

pub(super) fn country(text: &str) -> Result<Market, String> {
    Market::parse(text).map_err(|_| format!("{text}: expected a country, as in DE"))
}

pub(super) fn code(text: &str) -> Result<Hs, String> {
    Hs::parse(text).map_err(|error| format!("{text}: {error}"))
}
