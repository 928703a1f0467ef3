//! Search as it is typed, or a category. Where to start: `update.rs`, which asks for a window of rows and drops
//! answers to an older question.

pub(crate) mod intent;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
