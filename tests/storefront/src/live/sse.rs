//! A show's event stream of the shop's own (WHATWG HTML, 9.2 server-sent events): numbered, resumed by `Last-Event-ID`, with a
//! heartbeat.

use super::routes::cut;
use super::say::tick;
use crate::http::Reply;
use crate::shop::Shop;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How often a stream looks whether something is due.
const LOOK: Duration = Duration::from_secs(1);
/// Looks without a word after which the clock is told.
const QUIET: u32 = 10;
/// What a client waits before it comes back, in milliseconds.
const RETRY_MS: u32 = 2_000;

/// One who listens.
struct Feed {
    shop: Arc<Shop>,
    /// The place of the show in the list.
    at: usize,
    market: String,
    /// The number of what was sent last.
    sent: u64,
    changed: watch::Receiver<u64>,
    waiting: VecDeque<String>,
    quiet: u32,
}

/// How a stream goes on.
enum Next {
    /// Nothing is there yet.
    Wait,
    /// It ends as it should.
    End,
    /// It breaks off.
    Break,
}

/// The show and the market of a stream's path; none of another path.
pub(crate) fn asked(path: &str) -> Option<(&str, &str)> {
    let (show, rest) = path.strip_prefix("/live/")?.split_once('/')?;
    let market = rest.strip_suffix("/events")?;
    (!market.contains('/')).then_some((show, market))
}

/// A stream, or why there is none.
pub(crate) fn stream(
    shop: &Arc<Shop>,
    show: &str,
    market: &str,
    headers: &HeaderMap,
) -> Result<Response, Reply> {
    let none = || Reply::refuse(404, "not_found", "no such show");
    let live = shop.live.as_ref().ok_or_else(none)?;
    let at = live.find(show).ok_or_else(none)?;
    let announced = live.shows.get(at).ok_or_else(none)?;
    if !shop.goods.markets.iter().any(|known| known.code == market) {
        return Err(none());
    }
    let now = shop.now();
    if let Some(until) = live.cut(now) {
        return Err(cut(until, now));
    }
    // Before anything is read, so that nothing that is said meanwhile is missed.
    let changed = live.listen();
    tick(shop, &shop.db());
    let state = live.state();
    let said = state.said.get(at).ok_or_else(none)?;
    let last: Option<u64> =
        headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok());
    let resumed = last.filter(|last| said.ring.after(*last).is_some());
    match announced.state(said.ended_at, now) {
        "coming" => return Err(none()),
        // Who has missed the end hears it first; everybody else is told to stay away.
        "ended" if resumed.is_none_or(|last| last == said.ring.seq) => {
            let mut gone = Reply::bytes("text/event-stream", Vec::new());
            gone.status = 204;
            return Err(gone);
        }
        _ => {}
    }
    let mut waiting = VecDeque::from([format!("retry: {RETRY_MS}\n\n"), heartbeat(now)]);
    let sent = resumed.unwrap_or(said.ring.base);
    if resumed.is_none() {
        waiting.push_back(format!("event: begins-after\ndata: {{\"seq\":{sent}}}\n\n"));
    }
    drop(state);
    let feed =
        Feed { shop: Arc::clone(shop), at, market: market.to_owned(), sent, changed, waiting, quiet: 0 };
    let body = Body::from_stream(futures_util::stream::unfold(Some(feed), step));
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::OK;
    let fields = response.headers_mut();
    fields.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    fields.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    fields.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Ok(response)
}

/// What is sent next; none once the stream is over.
async fn step(feed: Option<Feed>) -> Option<(std::io::Result<Bytes>, Option<Feed>)> {
    let mut feed = feed?;
    loop {
        if let Some(text) = feed.waiting.pop_front() {
            return Some((Ok(Bytes::from(text)), Some(feed)));
        }
        match feed.collect() {
            Next::End => return None,
            Next::Break => return Some((Err(std::io::Error::other("the line is cut")), None)),
            Next::Wait if !feed.waiting.is_empty() => {}
            Next::Wait => match tokio::time::timeout(LOOK, feed.changed.changed()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => return None,
                Err(_) => feed.look(),
            },
        }
    }
}

impl Feed {
    /// Puts into the queue what was said since.
    fn collect(&mut self) -> Next {
        let Some(live) = &self.shop.live else { return Next::End };
        let now = self.shop.now();
        let state = live.state();
        let Some(said) = state.said.get(self.at) else { return Next::End };
        if state.cut_until > now {
            return Next::Break;
        }
        if state.is_closed {
            return Next::End;
        }
        let Some(events) = said.ring.after(self.sent) else {
            // Too slow for the ring: whoever comes back is told where it begins.
            return Next::Break;
        };
        if events.is_empty() {
            return if said.ended_at.is_some() { Next::End } else { Next::Wait };
        }
        self.sent = said.ring.seq;
        self.quiet = 0;
        self.waiting.extend(events.iter().map(|event| event.frame(&self.market)));
        Next::Wait
    }

    /// Time has passed and nothing was said: what is due is said now, and now and then the clock.
    fn look(&mut self) {
        tick(&self.shop, &self.shop.db());
        self.quiet += 1;
        if self.quiet >= QUIET {
            self.quiet = 0;
            self.waiting.push_back(heartbeat(self.shop.now()));
        }
    }
}

/// The shop's clock, as an event without a number.
fn heartbeat(now: i64) -> String {
    format!("event: heartbeat\ndata: {{\"now\":{now}}}\n\n")
}
