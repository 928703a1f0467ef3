//! A payment service provider over HTTP, Stripe's API as localstripe has it: the wire (`wire.rs`), the proxy whose faults stand
//! between us and it (`proxy.rs`), what is asked and answered (`client.rs`, `intent.rs`), which test card a credential stands for
//! (`cards.rs`), and its webhooks (`webhook.rs`). What the merchant makes of it is in `ops/charge.rs`. `any.rs` is for those who throw any
//! bytes at it.

mod any;
mod cards;
mod client;
mod intent;
mod proxy;
mod webhook;
mod wire;

pub(crate) use any::any_answer;
pub(crate) use cards::Card;
pub(crate) use client::{Psp, Wanted};
pub(crate) use intent::{Intent, Status, Trouble};
pub(crate) use webhook::{hinted, is_signed};
