//! `/live/..`: the list of shows, playlists, and the film's files. Event streams are `sse.rs`.

use super::hub::Live;
use super::playlist::{Made, Track, master};
use super::say::tick;
use super::sessions;
use crate::http::{Reply, Req};
use crate::ops::statics;
use crate::shop::Shop;

/// What lies below `/live`.
pub(crate) fn read(shop: &Shop, request: &Req, path: &[&str]) -> Result<Reply, Reply> {
    let live = shop.live.as_ref().ok_or_else(none)?;
    let mut reply = match path {
        ["sessions"] => {
            tick(shop, &shop.db());
            sessions::list(shop, live, request)
        }
        [show] => page(live, request, show).ok_or_else(none)?,
        ["show", name] => file(live, request, name).ok_or_else(none)?,
        [show, market, name] => playlist(shop, live, (*show, *market, *name), false)?,
        [show, market, "replay", name] => playlist(shop, live, (*show, *market, *name), true)?,
        _ => return Err(none()),
    };
    // A page of another origin may play it.
    reply.headers.push(("access-control-allow-origin", "*".to_owned()));
    Ok(reply)
}

fn none() -> Reply {
    Reply::refuse(404, "not_found", "no such show")
}

/// What a browser shows of a link to a show.
fn page(live: &Live, request: &Req, id: &str) -> Option<Reply> {
    let show = live.shows.get(live.find(id)?).filter(|show| !show.is_cancelled())?;
    let title = show.title(&request.language()).replace('&', "&amp;").replace('<', "&lt;");
    Some(statics::html(&format!("<!doctype html><title>{title}</title><h1>{title}</h1>")))
}

/// What is answered while the line is cut.
pub(super) fn cut(until: i64, now: i64) -> Reply {
    let mut reply = Reply::refuse(503, "unavailable", "the line is cut");
    reply.headers.push(("retry-after", ((until - now + 999) / 1_000).max(1).to_string()));
    // A page of another origin may read that it is to come again.
    reply.headers.push(("access-control-allow-origin", "*".to_owned()));
    reply
}

fn playlist(
    shop: &Shop,
    live: &Live,
    (show, market, name): (&str, &str, &str),
    whole: bool,
) -> Result<Reply, Reply> {
    let at = live.find(show).ok_or_else(none)?;
    let known = shop.goods.markets.iter().any(|known| known.code == market);
    let name = name.strip_suffix(".m3u8").filter(|_| known).ok_or_else(none)?;
    let now = shop.now();
    if let Some(until) = live.cut(now) {
        return Err(cut(until, now));
    }
    tick(shop, &shop.db());
    let state = live.state();
    let (show, said) = live.shows.get(at).zip(state.said.get(at)).ok_or_else(none)?;
    let standing = show.state(said.ended_at, now);
    // A show that is to come has no picture, and one that runs no replay.
    if standing == "coming" || (whole && standing != "ended") {
        return Err(none());
    }
    let made = Made { film: &live.film, show, said, market, now };
    let write = |track: Track<'_>| if whole { made.replay(track) } else { made.live(track) };
    let text = match (name, name.strip_prefix("captions-")) {
        ("master", _) => master(&live.film),
        ("video", _) => write(Track::Video),
        (_, Some(language)) if live.film.captions.iter().any(|one| one.language == language) => {
            write(Track::Captions(language))
        }
        _ => return Err(none()),
    };
    let mut reply = Reply::bytes("application/vnd.apple.mpegurl", text.into_bytes());
    reply.headers.push(("cache-control", "no-store".to_owned()));
    Ok(reply)
}

/// A file of the film, or the captions of one segment, such as `de-007.vtt`.
fn file(live: &Live, request: &Req, name: &str) -> Option<Reply> {
    let (kind, bytes) = match name.strip_suffix(".vtt") {
        Some(name) => {
            let (language, index) = name.rsplit_once('-')?;
            let text = live.film.captions_of(language, index.parse().ok()?)?;
            ("text/vtt; charset=utf-8", text.into_bytes())
        }
        None => live.film.file(name)?,
    };
    Some(statics::file(request, kind, bytes, "public, max-age=86400"))
}
