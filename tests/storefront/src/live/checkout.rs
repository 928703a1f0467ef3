//! What a checkout says of the show that it came from, and what its order keeps of it.

use super::hub::LIVE;
use super::proof::Moment;
use crate::http::{Reply, Req};
use crate::ops::quote::Quote;
use crate::ops::session::{Session, bad};
use crate::ops::shown::Shown;
use crate::shop::Shop;
use serde_json::{Value, json};

/// The most holds of a checkout, and the most bytes of one.
const MOST_HOLDS: usize = 5;
const HOLD_BYTES: usize = 4 << 10;

/// Takes what a body says of a show; one that says nothing leaves it as it is.
pub(crate) fn take(shop: &Shop, session: &mut Session, body: &Value) -> Result<(), Reply> {
    let (Some(live), Some(said)) = (&shop.live, body.get(LIVE)) else { return Ok(()) };
    let show = said["session"].as_str().and_then(|id| live.find(id)).and_then(|at| live.shows.get(at));
    let show = show.ok_or_else(|| bad("dev.tradewind.live: no such session"))?;
    let now = shop.now();
    let at = match &said["at"] {
        Value::Null => now,
        at => at.as_i64().ok_or_else(|| bad("dev.tradewind.live: at is Unix milliseconds"))?,
    };
    let holds = match &said["holds"] {
        Value::Null => Vec::new(),
        holds => holds.as_array().cloned().ok_or_else(|| bad("dev.tradewind.live: holds is a list"))?,
    };
    if holds.len() > MOST_HOLDS || holds.iter().any(|hold| hold.to_string().len() > HOLD_BYTES) {
        return Err(bad("dev.tradewind.live: too many holds, or too large ones"));
    }
    let at = at.min(now).max(show.starts_at());
    session.live = Some(Shown { session: show.id.to_owned(), at, holds });
    Ok(())
}

/// What an answer says of it.
pub(crate) fn beside(shop: &Shop, session: &Session, quote: &Quote, request: &Req, body: &mut Value) {
    let Some(shown) = &session.live else { return };
    body["ucp"]["capabilities"][LIVE] = json!([{"version": request.version().date()}]);
    let nonces: Vec<&str> = quote.counted.iter().map(|one| one.nonce.as_str()).collect();
    body[LIVE] = match session.order_number().and_then(|_| bought(shop, session, quote)) {
        Some(kept) => kept,
        None => json!({"session": shown.session, "at": shown.at, "holds": nonces}),
    };
}

/// What an order keeps of the show that it came of: the show, and a moment for each item, at what was paid for one.
pub(crate) fn bought(shop: &Shop, session: &Session, quote: &Quote) -> Option<Value> {
    let (shown, live) = (session.live.as_ref()?, shop.live.as_ref()?);
    let show = live.shows.get(live.find(&shown.session)?)?;
    let moment = |line: &Value| {
        let price = Some((line["item"]["price"].as_i64()?, quote.currency.as_str()));
        let item = line["item"]["id"].as_str()?;
        Some(Moment { session: show.id, at: shown.at, item, price }.signed(shop))
    };
    let moments: Vec<Value> = quote.lines.iter().filter_map(moment).collect();
    Some(json!({"session": show.id, "title": show.title(&session.language), "moments": moments}))
}
