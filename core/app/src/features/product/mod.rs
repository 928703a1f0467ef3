//! One product. Where to start: `enter` in `update.rs` asks for it, `read` takes it, `choose` shows another variant; `share.rs` says what
//! goes out when it is shared.

pub(crate) mod intent;
pub(crate) mod screen;
pub(crate) mod share;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
