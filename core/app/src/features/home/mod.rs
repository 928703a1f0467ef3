//! Home, the first tab. Where to start: `enter` in `update.rs` asks the catalog for what `screen.rs` shows, `read`
//! takes it; `ranking.rs` says in which order it is shown.

pub(crate) mod intent;
pub(crate) mod ranking;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
