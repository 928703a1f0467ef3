//! One file a screen: what enters it, what changes it, how it is drawn. Pure all through.

pub(crate) mod buyer;
pub(crate) mod cart;
pub(crate) mod checkout;
pub(crate) mod erase;
pub(crate) mod home;
pub(crate) mod order;
pub(crate) mod parts;
pub(crate) mod preview;
pub(crate) mod product;
pub(crate) mod purchase;
pub(crate) mod results;
pub(crate) mod settings;
