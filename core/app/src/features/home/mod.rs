//! Home: categories, deals, recently seen.

pub(crate) mod intent;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
