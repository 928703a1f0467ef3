//! `tradewind shop`: the whole journey through the app, driven by its snapshots as a person would.
//!
//! Where to start: [`run`]; `shop/phone.rs` makes the phone of the arguments, `shop/driver.rs` touches its screens, `shop/aside.rs` those of a payment that is put aside.

mod args;
mod aside;
mod driver;
mod journal;
mod outcome;
mod phone;
mod press;

pub use args::ShopArgs;

use outcome::Outcome;
use phone::{Refused, prepare};
use serde_json::json;
use std::io::Write;
use std::sync::Arc;
use tradewind_domain::Code;
use tradewind_ports::FailPoint;

/// Why a payment was not put aside.
const TOO_EARLY: &str =
    "it can be put aside 72 hours after it was begun, or once the shop no longer knows its session";

/// Runs the command. Exit: 0 confirmed by the merchant, 2 used wrongly, 3 not bought, 4 unknown, 5 network or protocol.
pub fn run(args: &ShopArgs, fail_point: Arc<dyn FailPoint>, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let outcome = match prepare(args, fail_point) {
        Ok(mut phone) => {
            let outcome = phone.journey(args, out);
            phone.shop.shutdown();
            if outcome.code == Code::AsideTooEarly.as_str() {
                let _ = writeln!(err, "{}: {TOO_EARLY}", outcome.code);
            }
            outcome
        }
        Err(Refused::Usage(what)) => {
            let _ = writeln!(err, "tradewind shop: {what}");
            return 2;
        }
        Err(Refused::NothingOpen) => Outcome::of(3, "nothing_open", ""),
        Err(Refused::App(error)) => {
            let _ = writeln!(err, "{}: {}", error.code, error.sentence);
            Outcome::failed(error.code.as_str())
        }
    };
    let mut last = json!({"result": outcome.result, "code": outcome.code, "order": outcome.order});
    if !outcome.markets.is_empty() {
        last["markets"] = json!(outcome.markets);
    }
    let _ = if args.json {
        writeln!(out, "{last}")
    } else {
        let order = outcome.order.as_deref().unwrap_or_default();
        let markets: String = outcome.markets.iter().map(|market| format!(" {market}")).collect();
        writeln!(out, "{} {}{order}{markets}", outcome.result, outcome.code)
    };
    outcome.exit
}
