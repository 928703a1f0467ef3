//! A cart that a link proposes. Where to start: `state.rs` has what is proposed and what is known of it, `plan.rs` what would
//! change, `update.rs` changes it when the person says so. Nothing here changes a cart of itself.

pub(crate) mod intent;
pub(crate) mod plan;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
