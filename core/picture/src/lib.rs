//! Pictures as a phone takes them: looked at, decoded within limits, resized, and their first paint. No I/O.
//!
//! Where to start: [`decode_fitted`] turns a file into pixels of a size, [`head`] says the size without decoding, and
//! [`first_paint`] makes the ThumbHash that a pack carries for each picture. The limits are `tradewind_domain::limits`.

mod decode;
mod first_paint;
mod shrink;

pub use decode::{Head, Unreadable, decode, decode_fitted, fitted, head};
pub use first_paint::{first_paint, painted};
