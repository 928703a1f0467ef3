//! The payment handlers of a profile and of a session: what each takes, what it wants, and its configuration.

use super::parts::{bounded, entries, ordered};
use crate::demand::{Demand, wants};
use crate::dialect::{Dialect, Registry};
use crate::named;
use serde_json::Value;
use tradewind_commerce::{Instrument, Offered, PaymentHandler, SessionHandler};

/// The most handlers that are read.
const MAX_HANDLERS: usize = 50;
/// The most instruments that are read, of all handlers.
const MAX_INSTRUMENTS: usize = 200;
/// The most bytes of configurations that are kept, of all handlers.
const MAX_CONFIG: usize = 64 * 1_024;

/// The handlers of a merchant's profile, in its order of preference.
pub(crate) fn handlers(dialect: &dyn Dialect, ucp: &Value) -> Vec<PaymentHandler> {
    let mut left = MAX_CONFIG;
    let known = |(name, id, entry): (String, String, &Value)| PaymentHandler {
        name,
        id,
        config: config(&entry["config"], &mut left),
    };
    counting(dialect, ucp).map(known).collect()
}

/// The handlers of a session, in the merchant's order of preference. One whose every instrument is under a demand that does
/// not read is left out: nothing can be said of what it takes.
pub(super) fn session_handlers(dialect: &dyn Dialect, body: &Value) -> Vec<SessionHandler> {
    let demands = dialect.demands(body);
    let (mut config_left, mut left) = (MAX_CONFIG, MAX_INSTRUMENTS);
    let known = |(name, id, entry): (String, String, &Value)| {
        let offered = offered(dialect, &entry["available_instruments"], &id, &demands, &mut left)?;
        Some(SessionHandler {
            wants: wants(&demands, &id, None),
            config: config(&entry["config"], &mut config_left),
            name,
            id,
            offered,
        })
    };
    counting(dialect, &body["ucp"]).filter_map(known).collect()
}

/// Name, id and entry of each handler that counts.
fn counting<'a>(
    dialect: &'a dyn Dialect,
    ucp: &'a Value,
) -> impl Iterator<Item = (String, String, &'a Value)> {
    let named = ordered(&ucp["payment_handlers"], &ucp["map_order"]["payment_handlers"]);
    let all = named.flat_map(move |(name, list)| {
        let counting = entries(list).filter(move |entry| dialect.counts(Registry::Handlers, name, entry));
        counting
            .filter_map(move |entry| Some((bounded(name, 200), bounded(entry["id"].as_str()?, 255), entry)))
    });
    all.take(MAX_HANDLERS)
}

/// Any instrument where none is named; none of them where no one that is named can be understood.
fn offered(
    dialect: &dyn Dialect,
    list: &Value,
    handler: &str,
    demands: &[Demand],
    left: &mut usize,
) -> Option<Offered> {
    let mut named = entries(list).filter(|one| one["type"].is_string()).peekable();
    if named.peek().is_none() {
        return Some(Offered::Any);
    }
    let all: Vec<Instrument> = named
        .filter_map(|one| {
            let kind = bounded(one["type"].as_str()?, 100);
            let constraint = dialect.constraint(&one["constraints"]).ok()?;
            *left = left.checked_sub(1)?;
            let wants = wants(demands, handler, Some(&kind));
            Some(Instrument { kind, constraint, wants })
        })
        .collect();
    (!all.is_empty()).then_some(Offered::These(all))
}

/// A configuration as JSON, if there is room for it.
fn config(raw: &Value, left: &mut usize) -> String {
    if !raw.is_object() {
        return String::new();
    }
    let text = named::text(raw);
    let Some(rest) = left.checked_sub(text.len()) else { return String::new() };
    *left = rest;
    text
}
