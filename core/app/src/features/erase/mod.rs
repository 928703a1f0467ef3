//! Erasing everything that is kept. Where to start: `update.rs`, which asks first and waits while the merchant is
//! asked; the settings screen draws it.

pub(crate) mod intent;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
