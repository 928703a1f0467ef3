//! Links from outside. Where to start: `update.rs` opens what `tradewind_links` read.

pub(crate) mod intent;
pub(crate) mod update;

#[cfg(test)]
mod tests;
