//! Named purchases of a command line. Where to start: `update.rs`; the person's file is read first (`found`), then
//! written (`begun`).

pub(crate) mod intent;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
