//! The rules of trade computed a second time, straight from `core/trade/RULES.md`, and held against `core/trade`.
//!
//! Where to start: [`Second`] takes parsed places and gives an [`Answer`] for an order; [`difference`] tells where it and the engine's
//! quote part. It is slow and plain: for each charge it goes over all rows of the place. Nothing of the engine is used but the parsed
//! rows and the types of a request, so that a bug of one does not become a bug of the other. [`cart::random`] makes orders from a seed,
//! [`shrunk`] the smallest one that shows a difference. Never ships.

mod answer;
pub mod cart;
mod charges;
mod compare;
mod conditions;
mod facts;
mod fault;
mod fees;
mod flags;
mod flats;
mod range;
mod rounding;
mod settle;
mod shrink;
mod within;

pub use answer::{Answer, Answered, Second};
pub use compare::difference;
pub use fault::Fault;
pub use shrink::shrunk;

/// How many carts are made: `TRADEWIND_CARTS`, else as many as are said here.
pub fn carts(usual: u64) -> u64 {
    number("TRADEWIND_CARTS").unwrap_or(usual)
}

/// The one seed to make a cart of, where a run that failed is replayed: `TRADEWIND_CART`.
pub fn only() -> Option<u64> {
    number("TRADEWIND_CART")
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|number| number.parse().ok())
}
