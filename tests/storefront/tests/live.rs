//! A live show: the list, the playlist that slides, the event stream, the host's hand.

mod client;

use axum::body::Body;
use axum::http::Request;
use client::Client;
use client::heard::{End, Listener, act, client, is_signed, moment_lines};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;
use tower::ServiceExt as _;
use tradewind_storefront::{LiveComment, LiveDeed, LiveRefused};

fn pin(item: &str) -> LiveDeed {
    LiveDeed::Pin(item.to_owned())
}

/// Status, fields as text, and the body of a GET.
async fn text(client: &Client, path: &str) -> (u16, String, String) {
    let request = Request::builder().uri(path).header("host", "127.0.0.1:1").body(Body::empty());
    let answer = client.front.router().oneshot(request.expect("a request")).await.expect("infallible");
    let (status, fields) = (answer.status().as_u16(), format!("{:?}", answer.headers()));
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 23).await.expect("a body");
    (status, fields, String::from_utf8_lossy(&bytes).into_owned())
}

async fn playlist(client: &Client, path: &str) -> String {
    let (status, fields, text) = text(client, path).await;
    assert_eq!(status, 200, "{path}: {text}");
    assert!(fields.contains("application/vnd.apple.mpegurl"), "{fields}");
    assert!(text.starts_with("#EXTM3U\n"), "{text}");
    text
}

/// Moments of the segments in a playlist, in milliseconds, and how long each is.
fn segments(playlist: &str) -> Vec<(i64, i64)> {
    let (mut all, mut moment) = (Vec::new(), 0);
    for line in playlist.lines() {
        if let Some(date) = line.strip_prefix("#EXT-X-PROGRAM-DATE-TIME:") {
            let date: jiff::Timestamp = date.parse().expect("RFC 3339");
            moment = date.as_millisecond();
        } else if let Some(length) = line.strip_prefix("#EXTINF:") {
            let digits: String = length.chars().filter(char::is_ascii_digit).collect();
            all.push((moment, digits.parse().expect("milliseconds")));
        }
    }
    all
}

fn number(playlist: &str, tag: &str) -> i64 {
    let line = playlist.lines().find_map(|line| line.strip_prefix(tag)?.strip_prefix(':'));
    line.expect("the tag").parse().expect("a number")
}

#[tokio::test]
async fn shows_are_listed_as_they_stand() {
    let c = client();
    let now = c.now.load(Ordering::SeqCst);
    let list = c.ok("GET", "/live/sessions?country=JP", Value::Null).await;
    assert_eq!(
        (&list["now"], &list["country"], &list["currency"]),
        (&json!(now), &json!("JP"), &json!("JPY"))
    );
    let states = |list: &Value| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let rows = list["sessions"].as_array().expect("sessions").iter();
        rows.map(|row| (text(&row["id"]), text(&row["state"]))).collect()
    };
    let of = |id: &str, state: &str| (id.to_owned(), state.to_owned());
    assert_eq!(states(&list), [of("show-1", "running"), of("show-2", "coming"), of("show-0", "ended")]);
    let [running, coming, ended] = [0, 1, 2].map(|at| list["sessions"][at].clone());
    assert_eq!(running["title"], "Von Hand gemacht: acht Dinge von allen Seiten");
    assert_eq!(running["events_urls"], json!(["http://127.0.0.1:1/live/show-1/JP/events"]));
    assert_eq!(running["playlist_url"], "http://127.0.0.1:1/live/show-1/JP/master.m3u8");
    assert_eq!(running["captions"], json!(["en", "de", "ja", "ar"]));
    assert_eq!(running["items"].as_array().map(Vec::len), Some(8));
    assert!(coming["playlist_url"].is_null() && coming["starts_at"].as_i64() > Some(now));
    assert_eq!(ended["replay_url"], "http://127.0.0.1:1/live/show-0/JP/replay/master.m3u8");
    // By the clock alone, the one to come begins.
    c.now.fetch_add(16 * 60_000, Ordering::SeqCst);
    let list = c.ok("GET", "/live/sessions?country=JP", Value::Null).await;
    assert_eq!(states(&list)[..2], [of("show-2", "running"), of("show-1", "running")]);
}

#[tokio::test]
async fn without_a_film_there_are_no_shows() {
    let c = Client::new();
    assert_eq!(text(&c, "/live/sessions").await.0, 404);
    assert!(c.front.live().is_empty());
    assert_eq!(c.front.live_act("show-1", &LiveDeed::End), Err(LiveRefused::NoSession));
    let profile = c.ok("GET", "/.well-known/ucp", Value::Null).await;
    assert!(profile["ucp"]["capabilities"]["dev.tradewind.live"].is_null());
}

#[tokio::test]
async fn the_playlist_slides_and_its_dates_go_on() {
    let c = client();
    let master = playlist(&c, "/live/show-1/DE/master.m3u8").await;
    for tag in ["en", "de", "ja", "ar"] {
        assert!(master.contains(&format!("LANGUAGE=\"{tag}\"")), "{master}");
    }
    assert!(master.contains("CODECS=\"avc1.") && master.ends_with("video.m3u8\n"), "{master}");
    let mut last: Vec<(i64, i64)> = Vec::new();
    // Two rounds of the film and more, a segment at a time.
    for _ in 0..70 {
        let video = playlist(&c, "/live/show-1/DE/video.m3u8").await;
        let now = c.now.load(Ordering::SeqCst);
        let segments = segments(&video);
        assert_eq!(segments.len(), 8, "{video}");
        assert!(segments.windows(2).all(|two| two[0].0 + two[0].1 == two[1].0), "{video}");
        let end = segments.last().map(|(from, length)| from + length).expect("segments");
        assert!(end <= now && end + 4_000 > now, "nothing of the future, and nothing kept back: {video}");
        let captions = playlist(&c, "/live/show-1/DE/captions-ja.m3u8").await;
        assert_eq!(self::segments(&captions), segments);
        for tag in ["#EXT-X-MEDIA-SEQUENCE", "#EXT-X-DISCONTINUITY-SEQUENCE"] {
            assert_eq!(number(&video, tag), number(&captions, tag));
        }
        if !last.is_empty() {
            assert_eq!(segments[..7], last[1..], "it slides by one");
        }
        last = segments;
        c.now.fetch_add(4_000, Ordering::SeqCst);
    }
    let (_, fields, first) = text(&c, "/live/show/de-000.vtt").await;
    assert!(fields.contains("text/vtt") && first.contains("Willkommen!"), "{fields} {first}");
    let (status, fields, _) = text(&c, "/live/show/v000.m4s").await;
    assert!(status == 200 && fields.contains("video/mp4"), "{status} {fields}");
    assert_eq!(text(&c, "/live/show/show.json").await.0, 404);
    assert_eq!(text(&c, "/live/show-1/XX/video.m3u8").await.0, 404);
    assert_eq!(text(&c, "/live/show-1/DE/captions-fr.m3u8").await.0, 404);
    assert_eq!(text(&c, "/live/show-1/DE/replay/video.m3u8").await.0, 404, "it is not over");
}

#[tokio::test]
async fn cards_follow_the_film_until_the_host_pins_by_hand() {
    let c = client();
    let mut stream = Listener::open(&c, "show-1", "DE", None).await.expect("a stream");
    assert_eq!(stream.next().await.expect("the clock").kind, "heartbeat");
    assert_eq!(stream.retry, Some(2_000));
    let base = stream.next().await.expect("the begin");
    assert_eq!(base.kind, "begins-after");
    let shown = [
        stream.next().await.expect("a card"),
        stream.next().await.expect("a card"),
        stream.next().await.expect("a card"),
    ];
    for (card, (item, since)) in
        shown.iter().zip([("mug-indigo", 40), ("teapot-celadon", 24), ("lamp-brass", 8)])
    {
        assert_eq!((card.kind.as_str(), &card.data["item"]), ("card-pinned", &json!(item)));
        assert_eq!(
            card.data["at"],
            c.now.load(Ordering::SeqCst) - since * 1_000,
            "it begins with its chapter"
        );
        let moment = json!({
            "session": "show-1", "at": card.data["at"], "item": card.data["item"], "price": card.data["price"],
            "proof": card.data["proof"],
        });
        assert!(is_signed(&c, &moment["proof"], &moment_lines(&moment)).await, "{moment}");
    }
    assert_eq!(shown.map(|card| card.seq()), [base.seq() + 1, base.seq() + 2, base.seq() + 3]);
    act(&c, &pin("watch-navy"));
    let card = stream.next().await.expect("pinned by hand");
    assert_eq!((&card.data["item"], card.id), (&json!("watch-navy"), Some((base.seq() + 4).to_string())));
    // From now on the film pins nothing.
    c.now.fetch_add(60_000, Ordering::SeqCst);
    act(&c, &LiveDeed::Unpin);
    assert_eq!(stream.next().await.expect("taken away").kind, "unpinned");
    assert_eq!(c.front.live_act("show-1", &LiveDeed::Unpin), Err(LiveRefused::NoItem));
    // The same cards stand in the playlist, under the same ids; those that were replaced have an end.
    let video = playlist(&c, "/live/show-1/DE/video.m3u8").await;
    let rows: Vec<&str> = video.lines().filter(|line| line.starts_with("#EXT-X-DATERANGE:")).collect();
    let own = rows.iter().find(|row| row.contains("X-ITEM=\"watch-navy\"")).expect("the card");
    assert!(own.contains(&format!("ID=\"card-{0}\",CLASS=\"com.tradewind.card\"", base.seq() + 4)), "{own}");
    assert!(
        own.contains("END-DATE=") && own.contains("X-CURRENCY=\"EUR\"") && own.contains("X-SIG="),
        "{own}"
    );
}

#[tokio::test]
async fn a_stream_is_resumed_after_what_was_heard() {
    let c = client();
    let mut first = Listener::open(&c, "show-1", "US", None).await.expect("a stream");
    let heard = first.until("card-pinned").await;
    drop(first);
    act(&c, &pin("mug-sand"));
    let mut again = Listener::open(&c, "show-1", "US", heard.id.as_deref()).await.expect("a stream");
    assert_eq!(again.next().await.expect("the clock").kind, "heartbeat");
    for (more, item) in (1..).zip(["teapot-celadon", "lamp-brass", "mug-sand"]) {
        let missed = again.next().await.expect("what was missed");
        assert_eq!(
            (missed.kind.as_str(), missed.seq()),
            ("card-pinned", heard.seq() + more),
            "nothing begins anew"
        );
        assert_eq!(missed.data["item"], item);
    }
    // One that was never said, or is no number: from the begin.
    for strange in ["1", "99999999999999", "abc"] {
        let mut stream = Listener::open(&c, "show-1", "US", Some(strange)).await.expect("a stream");
        let begin = stream.until("begins-after").await;
        assert_eq!(stream.next().await.expect("the first").seq(), begin.seq() + 1, "{strange}");
    }
}

/// On a clock of tokio's that runs on by itself.
#[tokio::test(start_paused = true)]
async fn the_clock_is_told_while_nothing_else_is() {
    let c = client();
    let mut stream = Listener::open(&c, "show-1", "DE", None).await.expect("a stream");
    for _ in 0..5 {
        stream.next().await.expect("what stands");
    }
    c.now.fetch_add(1_000, Ordering::SeqCst);
    let begun = tokio::time::Instant::now();
    let beat = stream.next().await.expect("a heartbeat");
    assert_eq!((beat.kind.as_str(), beat.id), ("heartbeat", None));
    assert_eq!(beat.data["now"], c.now.load(Ordering::SeqCst));
    assert_eq!(begun.elapsed().as_secs(), 10);
}

#[tokio::test]
async fn a_line_that_is_cut_breaks_and_comes_back() {
    let c = client();
    let mut stream = Listener::open(&c, "show-1", "DE", None).await.expect("a stream");
    let heard = stream.until("card-pinned").await;
    act(&c, &LiveDeed::Cut(10));
    let end = loop {
        match stream.next().await {
            Ok(more) => assert_eq!(more.kind, "card-pinned", "what was on its way"),
            Err(end) => break end,
        }
    };
    assert_eq!(end, End::Broken);
    let refused = Listener::open(&c, "show-1", "DE", heard.id.as_deref()).await.err().expect("cut off");
    assert_eq!((refused.0, refused.1["retry-after"].to_str().ok()), (503, Some("10")));
    assert_eq!(text(&c, "/live/show-1/DE/video.m3u8").await.0, 503);
    act(&c, &pin("mug-sand"));
    c.now.fetch_add(10_000, Ordering::SeqCst);
    let mut again = Listener::open(&c, "show-1", "DE", heard.id.as_deref()).await.expect("a stream");
    let missed = again.until("card-pinned").await;
    assert_eq!(missed.seq(), heard.seq() + 1);
    assert_eq!(text(&c, "/live/show-1/DE/video.m3u8").await.0, 200);
}

#[tokio::test]
async fn prices_and_stock_are_told_from_the_books() {
    let c = client();
    let mut stream = Listener::open(&c, "show-1", "DE", None).await.expect("a stream");
    let body = json!({"price": {"item": "mug-indigo", "market": "DE", "minor": 1_111}});
    assert_eq!(c.sandbox("/_sandbox/live/show-1", &body).await, 200);
    let change = stream.until("price-changed").await.data;
    assert_eq!(
        (&change["item"], &change["price"]),
        (&json!("mug-indigo"), &json!({"minor": 1_111, "currency": "EUR"}))
    );
    assert!(change["was"]["minor"].as_i64() > Some(1_111));
    assert_eq!(c.sandbox("/_sandbox/live/show-1", &json!({"sell_out": {"item": "mug-indigo"}})).await, 200);
    let change = stream.until("stock-changed").await.data;
    assert_eq!((&change["item"], &change["stock"]), (&json!("mug-indigo"), &json!(0)));
    // An order takes goods, and whoever looks next says so.
    let ready = c.ready("lamp-brass", 1).await;
    let left = c.front.stock("lamp-brass");
    c.pay(&ready, "k1", "sandbox_ok").await.expect("an answer");
    c.front.live();
    assert_eq!(stream.until("stock-changed").await.data["stock"], left - 1);
    for (body, status) in [
        (json!({"pin": {"item": "no-such"}}), 409),
        (json!({"comment": {"text": "x".repeat(281)}}), 409),
        (json!({"hold": {"item": "mug-sand", "percent": 91, "quantity": 1, "seconds": 1}}), 409),
        (json!({"dance": true}), 400),
        (json!({"unpin": false}), 400),
    ] {
        assert_eq!(c.sandbox("/_sandbox/live/show-1", &body).await, status, "{body}");
    }
    assert_eq!(c.sandbox("/_sandbox/live/show-2", &json!({"end": true})).await, 409, "it has not begun");
}

#[tokio::test]
async fn a_comment_is_pinned_on_one_line_and_taken_away() {
    let c = client();
    let mut stream = Listener::open(&c, "show-1", "DE", None).await.expect("a stream");
    let comment =
        LiveComment { author: "Mai".into(), text: "So \"light\"\nand thin".into(), language: "en".into() };
    act(&c, &LiveDeed::Comment(Some(comment)));
    let heard = stream.until("comment-pinned").await.data;
    assert_eq!((&heard["author"], &heard["text"]), (&json!("Mai"), &json!("So \"light\" and thin")));
    let video = playlist(&c, "/live/show-1/DE/video.m3u8").await;
    assert!(video.contains("X-TEXT=\"So \u{201d}light\u{201d} and thin\""), "{video}");
    act(&c, &LiveDeed::Comment(None));
    assert_eq!(stream.until("unpinned").await.data["id"], heard["id"]);
}

#[tokio::test]
async fn a_show_that_is_over_says_so_and_can_be_seen_again() {
    let c = client();
    let mut stream = Listener::open(&c, "show-1", "DE", None).await.expect("a stream");
    c.now.fetch_add(100_000, Ordering::SeqCst);
    act(&c, &LiveDeed::End);
    let over = stream.until("session-over").await;
    assert_eq!(over.data["replay_url"], "http://127.0.0.1:1/live/show-1/DE/replay/master.m3u8");
    assert_eq!(stream.next().await, Err(End::Closed));
    let gone = Listener::open(&c, "show-1", "DE", over.id.as_deref()).await.err().expect("no stream");
    assert_eq!(gone.0, 204, "who has heard it stays away");
    assert_eq!(c.front.live_act("show-1", &pin("mug-sand")), Err(LiveRefused::NotRunning));
    c.now.fetch_add(60_000, Ordering::SeqCst);
    let live = playlist(&c, "/live/show-1/DE/video.m3u8").await;
    assert!(live.ends_with("#EXT-X-ENDLIST\n") && segments(&live).len() == 8, "{live}");
    for (path, count, cards) in [("show-1", 35, 9), ("show-0", 32, 8)] {
        let replay = playlist(&c, &format!("/live/{path}/DE/replay/video.m3u8")).await;
        assert!(
            replay.contains("#EXT-X-PLAYLIST-TYPE:VOD\n") && replay.ends_with("#EXT-X-ENDLIST\n"),
            "{replay}"
        );
        assert_eq!(segments(&replay).len(), count, "{replay}");
        assert_eq!(replay.matches("CLASS=\"com.tradewind.card\"").count(), cards, "{replay}");
    }
}
