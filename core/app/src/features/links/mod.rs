//! Links from outside. Where to start: `link.rs`, the one strict parser; `update.rs` opens what it read.

pub(crate) mod intent;
pub mod link;
pub(crate) mod update;

#[cfg(test)]
mod tests;
