//! Reads the merchant's list of shows, and of a multivariant playlist where its picture is. Any bytes are taken or refused.

use crate::kernel::shows::{MOST_SHOWS, Show, ShowState};
use serde::Deserialize;
use serde_json::Value;
use tradewind_domain::text::clean;
use tradewind_domain::{ItemId, Language, Timestamp, WebUrl};
use tradewind_live::SessionId;
use tradewind_live::limits::TITLE_CHARS;

/// The most items and captions of a show, and addresses of its events.
const ITEMS: usize = 50;
const CAPTIONS: usize = 20;
const EVENTS: usize = 4;
/// The most bytes of a multivariant playlist that are looked at.
const MASTER_BYTES: usize = 64 << 10;

#[derive(Deserialize)]
struct List {
    sessions: Vec<Value>,
}

#[derive(Deserialize)]
struct Session {
    id: SessionId,
    state: String,
    title: String,
    #[serde(default)]
    host: String,
    starts_at: Timestamp,
    #[serde(default)]
    poster_url: Option<String>,
    #[serde(default)]
    items: Vec<String>,
    #[serde(default)]
    captions: Vec<String>,
    #[serde(default)]
    playlist_url: Option<String>,
    #[serde(default)]
    replay_url: Option<String>,
    #[serde(default)]
    events_urls: Vec<String>,
}

/// The shows of a list; none where it is no list. A row that does not read costs itself alone, as does an address that the merchant may
/// not name.
pub(crate) fn read(bytes: &[u8], merchant: &WebUrl) -> Option<Vec<Show>> {
    let list: List = serde_json::from_str(std::str::from_utf8(bytes).ok()?).ok()?;
    let shows = list.sessions.into_iter().filter_map(|row| show(serde_json::from_value(row).ok()?, merchant));
    // Of those that read: a list that is not full has all that there are (`features/live/reminders.rs`).
    Some(shows.take(MOST_SHOWS).collect())
}

fn show(row: Session, merchant: &WebUrl) -> Option<Show> {
    let state = match row.state.as_str() {
        "coming" => ShowState::Coming,
        "running" => ShowState::Running,
        "ended" => ShowState::Ended,
        _ => return None,
    };
    let url = |text: &String| WebUrl::parse_named_by(text, merchant).ok();
    let playlist = match state {
        ShowState::Coming => None,
        ShowState::Running => row.playlist_url,
        ShowState::Ended => row.replay_url,
    };
    let events = if state == ShowState::Running { row.events_urls } else { Vec::new() };
    let captions = row.captions.into_iter().take(CAPTIONS);
    Some(Show {
        id: row.id,
        state,
        title: clean(&row.title, TITLE_CHARS)?,
        host: clean(&row.host, TITLE_CHARS).unwrap_or_default(),
        starts_at: row.starts_at,
        poster: row.poster_url.as_ref().and_then(url),
        items: row.items.into_iter().take(ITEMS).filter_map(|item| ItemId::parse(item).ok()).collect(),
        captions: captions.filter(|tag| Language::parse(tag).is_ok()).collect(),
        playlist: playlist.as_ref().and_then(url),
        events: events.iter().take(EVENTS).filter_map(url).collect(),
    })
}

/// The address of the first variant (RFC 8216 4.3.4.2): the line after its tag.
pub(crate) fn variant(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes.get(..MASTER_BYTES).unwrap_or(bytes)).ok()?;
    let mut lines = text.lines().map(str::trim);
    lines.find(|line| line.starts_with("#EXT-X-STREAM-INF:"))?;
    lines.find(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn merchant() -> WebUrl {
        WebUrl::parse("https://shop.example").expect("https")
    }

    fn list(sessions: serde_json::Value) -> Option<Vec<Show>> {
        read(json!({"now": 1, "sessions": sessions}).to_string().as_bytes(), &merchant())
    }

    #[test]
    fn each_show_has_what_its_state_allows() {
        let row = |id: &str, state: &str| {
            json!({
                "id": id, "state": state, "title": "Tea\u{202e}", "host": "Noor", "starts_at": 5,
                "poster_url": "https://cdn.example/p.jpg", "items": ["mug", ""], "captions": ["en", "not a tag"],
                "playlist_url": "https://shop.example/live.m3u8", "replay_url": "https://shop.example/whole.m3u8",
                "events_urls": ["https://shop.example/events", "https://10.0.0.1/events"],
            })
        };
        let shows =
            list(json!([row("a", "running"), row("b", "coming"), row("c", "ended"), row("d", "odd")]))
                .expect("a list");
        let [running, coming, ended] = shows.as_slice() else { unreachable!("{shows:?}") };
        assert_eq!(running.playlist.as_ref().map(WebUrl::as_str), Some("https://shop.example/live.m3u8"));
        assert_eq!(running.events.len(), 1, "a private network is named by nobody outside of it");
        assert_eq!((running.title.as_str(), running.items.len(), running.captions.len()), ("Tea", 1, 1));
        assert_eq!((coming.playlist.as_ref(), coming.events.len()), (None, 0));
        assert_eq!(ended.playlist.as_ref().map(WebUrl::as_str), Some("https://shop.example/whole.m3u8"));
        assert!(ended.events.is_empty());
    }

    #[test]
    fn a_broken_row_costs_itself_alone_and_a_broken_list_everything() {
        let good = json!({"id": "a", "state": "coming", "title": "Tea", "starts_at": 5});
        assert_eq!(list(json!([{"id": "a b"}, 7, good.clone()])).map(|shows| shows.len()), Some(1));
        let many = |broken: usize| {
            let rows = std::iter::repeat_n(json!(7), broken).chain(std::iter::repeat_n(good.clone(), 30));
            list(rows.collect()).map(|shows| shows.len())
        };
        assert_eq!((many(0), many(3)), (Some(MOST_SHOWS), Some(MOST_SHOWS)));
        assert_eq!(read(b"no list", &merchant()), None);
        assert_eq!(read(b"{}", &merchant()), None);
    }

    #[test]
    fn the_picture_is_the_first_variant() {
        let master = b"#EXTM3U\n#EXT-X-MEDIA:TYPE=SUBTITLES,URI=\"en.m3u8\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\n\nvideo.m3u8\n";
        assert_eq!(variant(master), Some("video.m3u8"));
        for none in [&b"#EXTM3U\nvideo.m3u8\n"[..], b"#EXT-X-STREAM-INF:BANDWIDTH=1\n", b"\xff"] {
            assert_eq!(variant(none), None);
        }
    }
}
