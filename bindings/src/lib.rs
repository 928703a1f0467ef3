//! The seam to Kotlin and Swift: the shop as a phone's app holds it.
//!
//! Where to start: [`facade::Shop`] is all that a shell calls; `hosts/` is what it lends (vault, wallet, log, observer),
//! `mirror/` what crosses (snapshots, intents, records), [`pixels`] and [`surface`] are the two ways of a picture to the screen,
//! [`error`] the two errors. `live` counts what is alive. The glue in Kotlin and Swift is made from this by `cargo pack`, and
//! its comments are these. Doc comments here are written for the readers of those two languages.
//!
//! Every export returns a `Result`, so that a fault becomes an error in Swift and no trap. No foreign trait has an async
//! method: a host that needs time returns, and answers by a call of its own.

mod config;
pub mod error;
pub mod facade;
pub mod hosts;
mod live;
pub mod mirror;
#[cfg(feature = "peer")]
pub mod peer;
pub mod pixels;
pub mod surface;

pub use config::ShopConfig;
pub use error::{HostError, ShopError};
pub use facade::{Observation, Shop, facade_version, google_pay_readiness, live_handles};
pub use live::LiveHandles;
pub use pixels::Pixels;

uniffi::setup_scaffolding!("tradewind");
