//! One product. Where to start: `enter` in `update.rs` asks for it, `read` takes it, `choose` shows another variant.

pub(crate) mod intent;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
