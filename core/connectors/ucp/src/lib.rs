//! The UCP engine: Universal Commerce Protocol over REST, the only reader of its JSON.
//!
//! Where to start: [`UcpEngine`] (`client`) implements the traits of `tradewind_commerce` in `engine` and `catalog`. `discovery`
//! meets a merchant at a version that both speak (`negotiate`), `line` is where requests leave and answers come in, `signed` says
//! who signed them, `refusal` what a bad answer amounts to, `write` makes the bodies we send, `surface` talks with a bank's page,
//! `read` turns answers into plain types, `named` cleans
//! addresses out of answers that a merchant may not name. What differs between versions is a `dialect`; each is a folder, and
//! `versions` lists them. A `demand` is what an answer wants of the next request, at a `path` in it. [`profile`] is the document by which merchants know us.

mod any_answer;
mod authority;
mod catalog;
mod client;
mod demand;
mod dialect;
mod discovery;
mod engine;
mod line;
mod named;
mod negotiate;
mod path;
pub mod profile;
mod read;
mod refusal;
mod short_code;
mod signed;
mod surface;
mod v2026_04_08;
mod v2026_08_25;
mod versions;
mod words;
mod write;

pub use any_answer::any_answer;
pub use client::UcpEngine;
pub use path::selected;
pub use profile::VERSIONS;
pub use signed::RequestSigner;
pub use surface::page_talk;
pub use tradewind_signatures::{SignatureError, SigningKey};

/// Points at which a test may stop the process.
pub const FAIL_POINTS: &[&str] = &["ucp.request.before", "ucp.answer.after"];
