//! A show: its picture, what is being shown, and what was. Where to start: `settle` in `update.rs` says when a show is followed and let
//! go; which card stands when is `tradewind_live::Timeline`'s; `kernel/live_source.rs` hears the player and counts down.

pub(crate) mod cards;
pub(crate) mod intent;
pub(crate) mod news;
pub(crate) mod reminders;
pub(crate) mod report;
pub(crate) mod report_view;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
