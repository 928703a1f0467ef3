//! Links from outside: the only door for them. Pure: no network, no clock, no state.
//!
//! A link shows or proposes, and never acts: what it may not do is in `THREATS.md` beside this crate. [`read()`]
//! holds a text against a [`Merchant`] and gives an [`Arrival`]: what is to be shown ([`Target`]), a discount code
//! that a creator's signed link promises, what was left out ([`Dropped`]), and where the person came from
//! ([`Campaign`]), which nobody can take out without the person's consent. A refusal is a [`LinkError`] with a code
//! and a sentence of its own.
//!
//! Where to start: [`read()`] (`read.rs`) and [`Target`] (`target.rs`). What is done with a text, in order:
//! `bare.rs` (marks that copying adds, words of a QR code around it), `numbers.rs` (bar codes), `address.rs`
//! (scheme, host, parts, parameters, each with its refusal), `host.rs` (whose host it is), `forms.rs` (which form it
//! has), `cart.rs` (the five dialects of cart links), `ids.rs` (what a feed calls what an engine numbers), `signed.rs` (creators' links), `campaign.rs` (consent).
//! [`build`] writes every form that is read; [`paths`] has the one table of paths that Android's manifest,
//! `assetlinks.json` and Apple's `apple-app-site-association` are made of.
//!
//! Returns from payments are of another type with an id that is good once (`payments::hand_off`): they never pass
//! here.

mod address;
mod bare;
pub mod build;
mod campaign;
mod cart;
mod code;
mod error;
mod forms;
mod host;
mod ids;
mod limits;
mod merchant;
mod numbers;
pub mod paths;
mod read;
mod short_code;
mod signed;
mod target;
mod token;

pub use campaign::{Attribution, Campaign, Consent, CreatorLink};
pub use code::DiscountCode;
pub use error::LinkError;
pub use ids::{FeedId, IdForm};
pub use limits::{
    MAX_CODE, MAX_HOSTS, MAX_ID_FORM, MAX_ID_FORMS, MAX_LINES, MAX_LINK_BYTES, MAX_MOMENT, MAX_PARAMETERS,
    MAX_PARTS, MAX_WORDS,
};
pub use merchant::Merchant;
pub use numbers::gtin14;
pub use read::{Source, read};
pub use short_code::ShortCode;
pub use signed::BY as CREATOR;
pub use target::{Arrival, Dialect, Dropped, Line, Proposal, Target};
