//! What a viewer of a show is sent in an hour: beside the picture at most 8 MB, and the picture as much as is told.

mod client;

use axum::body::Body;
use axum::http::Request;
use client::Client;
use client::heard::{act, client, film};
use futures_util::StreamExt as _;
use std::sync::atomic::Ordering;
use tower::ServiceExt as _;
use tradewind_storefront::{LiveComment, LiveDeed};

/// An hour, a segment of four seconds at a time.
const SEGMENTS: usize = 900;
const SEGMENT_MS: i64 = 4_000;
/// What an answer weighs besides its body and its own fields: its first line, `date`, `content-length`, an empty line.
const HEAD: usize = 80;
/// Bytes beside the picture.
const GOAL: usize = 8_000_000;
/// The shop's own stream says its clock every ten seconds; nchan's comment is shorter.
const HEARTBEATS: usize = 360;
const HEARTBEAT: &str = "event: heartbeat\ndata: {\"now\":1796058000000}\n\n";

/// What the answer to a GET weighs, and its body.
async fn weighed(client: &Client, path: &str) -> (usize, String) {
    let request = Request::builder().uri(path).header("host", "127.0.0.1:1").body(Body::empty());
    let answer = client.front.router().oneshot(request.expect("a request")).await.expect("infallible");
    assert_eq!(answer.status(), 200, "{path}");
    let fields: usize =
        answer.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (HEAD + fields + bytes.len(), String::from_utf8_lossy(&bytes).into_owned())
}

/// The file that a playlist names last.
fn newest(playlist: &str) -> String {
    let mut files = playlist.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    files.next_back().expect("a segment").to_owned()
}

/// All that was said so far, as one who comes without a number is told it.
async fn events(client: &Client) -> String {
    let row = client.front.live().into_iter().find(|row| row.id == "show-1").expect("it runs");
    let request = Request::builder().uri("/live/show-1/DE/events").header("accept", "text/event-stream");
    let request = request.body(Body::empty()).expect("a request");
    let answer = client.front.router().oneshot(request).await.expect("infallible");
    let mut stream = answer.into_body().into_data_stream();
    let (mut text, last) = (String::new(), format!("id: {}\n", row.seq));
    while !text.contains(&last) {
        let piece = stream.next().await.expect("it goes on").expect("whole");
        text.push_str(std::str::from_utf8(&piece).expect("UTF-8"));
    }
    text
}

/// The film's own cards, each sixteen seconds; a comment a minute, a held price every five: a show with a busy host.
#[tokio::test]
async fn an_hour_beside_the_picture_is_at_most_eight_megabytes() {
    let c = client();
    let (mut playlists, mut captions, mut picture) = (0, 0, 0);
    for turn in 0..SEGMENTS {
        c.now.fetch_add(SEGMENT_MS, Ordering::SeqCst);
        if turn % 15 == 0 {
            let text = "Does the lamp fold flat, and how long is its cord?".to_owned();
            let comment = LiveComment { author: "Kofi".to_owned(), text, language: "en".to_owned() };
            act(&c, &LiveDeed::Comment(Some(comment)));
        }
        if turn % 75 == 0 {
            let item = "mug-indigo".to_owned();
            act(&c, &LiveDeed::Hold { item, percent: 20, quantity: 20, seconds: 90 });
        }
        let (weight, video) = weighed(&c, "/live/show-1/DE/video.m3u8").await;
        // Read by the player, and by the core beside it.
        playlists += 2 * weight;
        let (weight, list) = weighed(&c, "/live/show-1/DE/captions-ja.m3u8").await;
        captions += weight + weighed(&c, &newest(&list)).await.0;
        let file = newest(&video);
        let name = file.rsplit('/').next().expect("a name");
        picture += std::fs::metadata(film().join(name)).expect("a file of the film").len();
    }
    let said = events(&c).await;
    let cards = said.matches("event: card-pinned\n").count();
    assert!(cards >= SEGMENTS * 4 / 16, "{cards} cards");
    assert_eq!(said.matches("event: hold-offered\n").count(), SEGMENTS / 75);
    let events = said.len() + HEARTBEATS * HEARTBEAT.len();
    let beside = playlists + captions + events;
    let megabytes = |bytes: usize| format!("{:.2} MB", bytes as f64 / 1e6);
    println!(
        "count: a viewer's hour beside the picture {}: playlists {}, captions {}, events {}",
        megabytes(beside),
        megabytes(playlists),
        megabytes(captions),
        megabytes(events)
    );
    assert!(beside <= GOAL, "{beside} bytes");

    // The picture is told in the playlist of playlists: whoever pays by the byte can know.
    let (_, master) = weighed(&c, "/live/show-1/DE/master.m3u8").await;
    let average = master.split("AVERAGE-BANDWIDTH=").nth(1).and_then(|rest| rest.split(',').next());
    let average: f64 = average.expect("it is told").parse().expect("bits a second");
    let seconds = SEGMENTS as f64 * SEGMENT_MS as f64 / 1e3;
    let measured = picture as f64 * 8.0 / seconds;
    assert!((measured / average - 1.0).abs() < 0.05, "{measured} bits a second, {average} are told");
}
