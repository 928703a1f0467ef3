//! One folder a feature: its state, its intents, what changes it and how it is drawn.

pub(crate) mod cart;
pub(crate) mod checkout;
pub(crate) mod erase;
pub(crate) mod home;
pub(crate) mod links;
pub(crate) mod orders;
pub(crate) mod preview;
pub(crate) mod product;
pub(crate) mod purchase;
pub(crate) mod search;
pub(crate) mod settings;
