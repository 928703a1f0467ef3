//! Erasing everything that is kept.

pub(crate) mod intent;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
