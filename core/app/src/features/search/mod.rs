//! Search as it is typed, or a category, in windows.

pub(crate) mod intent;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
