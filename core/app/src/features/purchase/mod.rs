//! Named purchases: begun once, and finished or reported whenever they are asked for again.

pub(crate) mod intent;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
