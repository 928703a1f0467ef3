//! The ways to pay that this merchant takes beside the sandbox wallet: what each is (`method.rs`), which there are (`table.rs`),
//! what a handler tells of itself (`config.rs`), and to whom it is offered (`offer.rs`).

mod config;
mod method;
mod offer;
mod table;

pub(crate) use method::{Method, Opens, Provider, Way};
pub(crate) use offer::{AUTHENTICATION, HAND_OFF, add, named, of_handler, profile};
pub(crate) use table::METHODS;
