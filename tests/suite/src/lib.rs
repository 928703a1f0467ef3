//! What the integration tests stand on: the real storefront, published packs, and ways to break the world between.
//!
//! Where to start: [`Merchant`] starts the sandbox storefront with the seed published; [`net`] is its router as a transport that
//! a seed can disturb; [`foreign`] is a shop that shares nothing with it; [`mutants`] are wrong implementations of what
//! the driver stands on; [`vfs`] is a disk that forgets what was not synced;
//! [`paying`] is what pays for a checkout in all of them; [`painter`] draws models without a graphics card, [`hosts`] is what a phone lends, [`elsewhere`] where its person is sent to pay, [`player`] what plays shows; `src/bin/journey.rs` is the README's
//! command, `src/bin/phone.rs` the phone that kill tests stop, `src/bin/sandbox.rs` the merchant for tests in other languages,
//! `src/bin/sheet.rs` a phone that pays on a sheet with a token that a test knows;
//! [`scenario`] are the journeys as data, [`law`] draws the law of payments (`cargo law`), [`sim`] lives through every way to pay (`cargo sim`).

pub mod assets;
pub mod elsewhere;
pub mod foreign;
pub mod hosts;
pub mod law;
pub mod merchant;
pub mod mutants;
pub mod net;
pub mod painter;
pub mod paying;
pub mod player;
pub mod scenario;
pub mod sim;
pub mod vfs;

pub use merchant::Merchant;
