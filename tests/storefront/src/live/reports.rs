//! Reports of shows, as the Digital Services Act's article 16 wants them taken: checked, numbered, and confirmed.

use super::hub::{Live, LiveReport};
use super::routes::cut;
use crate::http::{Reply, Req};
use crate::shop::Shop;
use serde_json::{Value, json};

/// The most that are kept.
const MOST: usize = 1_000;
/// The most of each text, in characters.
const WORDS: usize = 1_000;
const CONTACT: usize = 254;
const URL: usize = 2_048;
const REASONS: [&str; 4] = ["misleading", "dangerous", "offensive", "other"];

/// `POST /live/reports`. The router answers a key that was seen with the first answer again.
pub(crate) fn take(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    let live = shop.live.as_ref().ok_or_else(|| Reply::refuse(404, "not_found", "no shows"))?;
    let now = shop.now();
    if let Some(until) = live.cut(now) {
        return Err(cut(until, now));
    }
    let body = request.json()?;
    let mut report =
        read(live, &body).ok_or_else(|| Reply::refuse(422, "invalid_report", "not a report of a show"))?;
    let mut state = live.state();
    if state.reports.len() >= MOST {
        return Err(Reply::refuse(503, "unavailable", "too many reports"));
    }
    report.receipt = format!("R-{:06}", state.reports.len() + 1);
    report.body = body.to_string();
    let answer = json!({"receipt": report.receipt, "received_at": now});
    state.reports.push(report);
    Ok(Reply::json(201, &answer))
}

/// The reports so far.
pub(crate) fn all(live: &Live) -> Vec<LiveReport> {
    live.state().reports.clone()
}

fn read(live: &Live, body: &Value) -> Option<LiveReport> {
    let text = |member: &str, most: usize| match &body[member] {
        Value::Null => Some(None),
        Value::String(text) if !text.is_empty() && text.chars().count() <= most => Some(Some(text.clone())),
        _ => None,
    };
    let session = body["session"].as_str().filter(|id| live.find(id).is_some())?;
    let reason = body["reason"].as_str().filter(|reason| REASONS.contains(reason))?;
    let (words, contact) = (text("words", WORDS)?, text("contact", CONTACT)?);
    let says_what = reason != "other" || words.is_some();
    let located = text("url", URL)?.is_some_and(|url| url.contains(session));
    let whole = says_what && located && body["good_faith"] == true && body["reported_at"].is_i64();
    whole.then(|| LiveReport {
        receipt: String::new(),
        session: session.to_owned(),
        reason: reason.to_owned(),
        words,
        contact,
        body: String::new(),
    })
}
