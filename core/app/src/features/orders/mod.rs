//! Orders. Where to start: `view.rs` draws the list and one order from the phone's own file; `update.rs` asks the
//! merchant for news; `share.rs` says what of a moment of a show may be shared.

pub(crate) mod intent;
pub(crate) mod screen;
pub(crate) mod share;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
