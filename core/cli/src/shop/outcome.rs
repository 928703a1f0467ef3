//! What a journey ends with: the exit code, and the last line.

use tradewind_domain::code::{Cause, Code};

/// What came of it.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) exit: u8,
    pub(super) result: &'static str,
    pub(super) code: String,
    pub(super) order: Option<String>,
    /// The markets the shop sells to, where it does not sell to the one asked for.
    pub(super) markets: Vec<String>,
}

impl Outcome {
    pub(super) fn of(exit: u8, result: &'static str, code: &str) -> Self {
        Self { exit, result, code: code.to_owned(), order: None, markets: Vec::new() }
    }

    pub(super) fn confirmed(order: Option<String>) -> Self {
        Self { order, ..Self::of(0, "confirmed", "") }
    }

    /// 5 for what is the network's or the protocol's, 3 for what is the shop's or the person's.
    pub(super) fn failed(code: &str) -> Self {
        let known = Code::ALL.iter().find(|known| known.as_str() == code);
        if known.is_some_and(|known| known.cause() == Cause::Reach) {
            Self::of(5, "failed", code)
        } else {
            Self::of(3, "not_bought", code)
        }
    }
}
