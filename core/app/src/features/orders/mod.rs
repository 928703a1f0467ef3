//! Orders: the list and one of them with its timeline, both from the phone's own file.

pub(crate) mod intent;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
