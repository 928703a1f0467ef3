//! The cart. Where to start: `update.rs` changes and removes lines, `items_read` takes what the catalog says of
//! them now, `view.rs` says what changed. What other features do with lines is in the kernel.

pub(crate) mod intent;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
