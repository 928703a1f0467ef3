//! The product in three dimensions: turned by the person's hand, measured in their units, put into the cart from there.

pub(crate) mod intent;
pub(crate) mod look;
pub(crate) mod screen;
pub(crate) mod state;
pub(crate) mod update;
pub(crate) mod view;

#[cfg(test)]
mod tests;
