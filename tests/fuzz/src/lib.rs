//! Broken inputs for what reads bytes from strangers.
//!
//! Where to start: a [`Target`] is one function of bytes that asserts what must hold whatever they are; [`gltf`], [`packs`]
//! and the others can be called from any fuzzer (a libFuzzer target is `fuzz_target!(|bytes: &[u8]| gltf(bytes))`). [`Inputs`]
//! makes inputs from a seed, the same ones on every machine. The binary `fuzz` runs them for a while:
//! `cargo run -p tradewind-fuzz --profile seed -- --target gltf --seed 1 --seconds 60`.

mod arrivals;
mod corpus;
#[path = "../../../core/scene/tests/kit/mod.rs"]
mod kit;
mod live;
mod mutate;
mod payments;
mod postbacks;
mod rng;
mod signed;
mod strangers;
mod surfaces;
mod target;
mod targets;
mod trade;

pub use arrivals::arrivals;
pub use live::{event_stream, playlist, price_hold};
pub use mutate::Inputs;
pub use payments::{
    alipay_result, apple_pay_token, google_pay_data, payment_codes, push_result, return_link, upi_response,
    voucher,
};
pub use postbacks::postback;
pub use signed::signatures;
pub use strangers::{addresses, answers, constraint, feeds, jsonpath, links, packs, pictures};
pub use surfaces::{hosted_fields, psp_answer, surface};
pub use target::Target;
pub use targets::{camera, gltf};
pub use trade::{authored, rules};
