//! Apple's ad postbacks, verified: SKAdNetwork 1.0 to 4.0 and AdAttributionKit. Pure but for `kept.rs`, the book of them.
//!
//! A postback says that an ad led to an install, and names no person. What of it is signed is believed; a conversion value is not
//! signed and stays a claim. Where to start: [`skadnetwork()`] and [`ad_attribution()`] read one; `keys.rs` has Apple's public keys, `own.rs`
//! the sandbox's own, by which testers make postbacks.

mod ad_attribution;
mod kept;
mod keys;
mod own;
mod postback;
mod skadnetwork;

pub(crate) use ad_attribution::ad_attribution;
pub(crate) use kept::{keep, rows};
pub(crate) use keys::Keys;
pub(crate) use own::OwnKey;
pub(crate) use postback::{Postback, PostbackError};
pub(crate) use skadnetwork::skadnetwork;

pub use kept::PostbackRow;
