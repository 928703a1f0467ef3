//! What the integration tests stand on: the real storefront, published packs, and ways to break the world between.
//!
//! Where to start: [`Merchant`] starts the sandbox storefront with the seed published; [`net`] is its router as a
//! transport that a seed can disturb; [`vfs`] is a disk that forgets what was not synced; `src/bin/journey.rs` is the README's command, `src/bin/phone.rs` the phone that
//! kill tests stop.

pub mod merchant;
pub mod net;
pub mod vfs;

pub use merchant::Merchant;
