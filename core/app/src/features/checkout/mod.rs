//! The checkout: buyer, delivery, sums, payment and its outcome.

pub(crate) mod draft;
pub(crate) mod form;
pub(crate) mod intent;
pub(crate) mod notice;
pub(crate) mod payment;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
