//! Cart, merchant, payment attempt and its journal: never pays twice, never loses an order.

pub mod merchant;
