//! How the shows are listed: for a client, and for the tester.

use super::event::{CARD, COMMENT};
use super::holds;
use super::hub::Live;
use super::said::Said;
use super::say::tick;
use super::show::{HOST, Show};
use crate::http::{Reply, Req};
use crate::shop::Shop;
use serde::Serialize;
use serde_json::{Value, json};

/// `GET /live/sessions`.
pub(super) fn list(shop: &Shop, live: &Live, request: &Req) -> Reply {
    let country = Req::field(request.query.as_deref().unwrap_or_default(), "country");
    let (market, language, now) = (shop.market(country), request.language(), shop.now());
    let mut rows: Vec<(usize, i64, Value)> = Vec::new();
    for (show, said) in live.shows.iter().zip(&live.state().said).filter(|(show, _)| !show.is_cancelled()) {
        let ended = said.ended_at.or(show.ended_at);
        let state = show.state(ended, now);
        let url = |file: &str| shop.url(&show.path(&market, file));
        let mut row = json!({
            "id": show.id, "state": state, "title": show.title(&language), "host": HOST, "starts_at": show.starts_at(),
            "poster_url": shop.url(&format!("/live/show/{}", live.film.poster)), "items": live.film.items(),
            "captions": live.film.captions.iter().map(|captions| captions.language.as_str()).collect::<Vec<_>>(),
        });
        let order = match state {
            "running" => {
                row["playlist_url"] = json!(url("master.m3u8"));
                let through = live.publisher.as_ref().map(|publisher| publisher.address(show.id, &market));
                let addresses: Vec<String> = through.into_iter().chain([url("events")]).collect();
                row["events_urls"] = json!(addresses);
                (0, -show.starts_at())
            }
            "coming" => (1, show.starts_at()),
            _ => {
                row["ends_at"] = json!(ended);
                row["replay_url"] = json!(url("replay/master.m3u8"));
                (2, -show.starts_at())
            }
        };
        rows.push((order.0, order.1, row));
    }
    rows.sort_by_key(|(state, time, _)| (*state, *time));
    let sessions: Vec<Value> = rows.into_iter().map(|(.., row)| row).collect();
    let body =
        json!({"now": now, "country": market, "currency": shop.currency(&market), "sessions": sessions});
    Reply::json(200, &body)
}

/// A show, as the tester sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LiveRow {
    /// Its id.
    pub id: String,
    /// Its title, in English.
    pub title: String,
    /// `coming`, `running` or `ended`.
    pub state: String,
    /// Unix milliseconds.
    pub starts_at: i64,
    /// The number of what it said last.
    pub seq: u64,
    /// Whether cards follow the film.
    pub follows: bool,
    /// What is pinned.
    pub item: Option<String>,
    /// The comment that is pinned.
    pub comment: Option<String>,
    /// Holds that stand: nonce, item, and how many are left at that price.
    pub holds: Vec<(String, String, i64)>,
    /// Streams of the shop's own that are open, of all shows.
    pub streams: usize,
    /// Until when the line is cut, in Unix milliseconds.
    pub cut_until: Option<i64>,
}

/// All shows, as the tester sees them.
pub(crate) fn rows(shop: &Shop, live: &Live) -> Vec<LiveRow> {
    let (db, now) = (shop.db(), shop.now());
    tick(shop, &db);
    let cut_until = live.cut(now);
    let state = live.state();
    let row = |(show, said): (&Show, &Said)| {
        let text = |kind: &str, member: &str| {
            said.standing(kind).and_then(|cue| cue.event.any(member).as_str()).map(str::to_owned)
        };
        let hold = |nonce: &str, item: &Value| {
            (
                nonce.to_owned(),
                item.as_str().unwrap_or_default().to_owned(),
                holds::left(&db, nonce).unwrap_or(0),
            )
        };
        LiveRow {
            id: show.id.to_owned(),
            title: show.title("en").to_owned(),
            state: show.state(said.ended_at, now).to_owned(),
            starts_at: show.starts_at(),
            seq: said.ring.seq,
            follows: said.follows,
            item: text(CARD, "item"),
            comment: text(COMMENT, "text"),
            holds: said.holds().map(|(cue, nonce)| hold(nonce, cue.event.any("item"))).collect(),
            streams: live.listeners(),
            cut_until,
        }
    };
    live.shows.iter().zip(&state.said).map(row).collect()
}
