//! One product, its colours and sizes, and the way into the cart.

pub(crate) mod intent;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
