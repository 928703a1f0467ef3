//! Answers we get: strict on what money and identity hang on, tolerant of everything else.
//!
//! Absent and null are one; unknown fields are ignored; an unknown total type is kept. A float where minor units
//! belong, a missing id, two totals or none: garbage, with the place named and no byte of the body.

mod checkout;
mod delivery;
mod facts;
mod goods;
mod handlers;
mod messages;
mod order;
mod parts;
mod said;

pub(crate) use checkout::checkout;
pub(crate) use goods::catalog_page;
pub(crate) use handlers::handlers;
pub(crate) use messages::{flat, messages};
pub(crate) use order::order;
pub(crate) use parts::{AnsweredAt, Read, bounded, entries, garbage, minor, text};
