//! Links from outside: one strict parser, and what a link opens.

pub(crate) mod intent;
pub mod link;
pub(crate) mod update;

#[cfg(test)]
mod tests;
