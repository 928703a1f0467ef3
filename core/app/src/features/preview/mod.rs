//! The product in three dimensions. Where to start: `settle` in `update.rs` says when a model is fetched and let go,
//! `look.rs` what of it is seen; `kernel/frame_source.rs` draws.

pub(crate) mod intent;
pub(crate) mod look;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
