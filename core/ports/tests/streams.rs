//! Streams of events by a script, on simulated time: silence, heartbeats, limits, faults, and coming back.

use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use tradewind_domain::{Timestamp, WebUrl};
use tradewind_ports::fakes::{Script, ScriptedStreams, SeededEntropy, Step, TokioClock};
use tradewind_ports::stream::open;
use tradewind_ports::{
    Backoff, BoxFuture, Clock, EventBytes, HttpRequest, HttpResponse, Method, Transport, TransportError,
};
use tradewind_ports::{StreamError, StreamLimits, StreamRequest};

const S: fn(u64) -> Duration = Duration::from_secs;

fn clock() -> Arc<dyn Clock> {
    Arc::new(TokioClock::starting_at(Timestamp(1_796_000_000_000)))
}

fn request() -> StreamRequest {
    let limits = StreamLimits { idle: S(45), piece: 16, hour: 1_000, ..StreamLimits::default() };
    StreamRequest::new(WebUrl::parse("https://shop.example/live").expect("https"), limits)
}

async fn opened(host: &ScriptedStreams) -> EventBytes {
    open(host, &clock(), request()).await.expect("opens").expect("events")
}

async fn text(stream: &mut EventBytes) -> Result<Option<String>, StreamError> {
    Ok(stream.next().await?.map(|piece| String::from_utf8_lossy(&piece).into_owned()))
}

#[tokio::test(start_paused = true)]
async fn a_stream_without_a_heartbeat_is_dead_and_one_with_it_stands_for_hours() {
    let host = ScriptedStreams::new([Script::events([Step::text("data: 1\n\n"), Step::Silence])]);
    let mut stream = opened(&host).await;
    assert_eq!(text(&mut stream).await, Ok(Some("data: 1\n\n".to_owned())));
    let silent = Instant::now();
    assert_eq!((stream.next().await, silent.elapsed()), (Err(StreamError::Idle), S(45)));
    assert_eq!(host.open_now(), 0, "what is dead is closed");
    assert_eq!(stream.next().await, Ok(None));

    let beats = (0..400).flat_map(|_| [Step::Stall(S(44)), Step::text(":\n")]);
    let host = ScriptedStreams::new([Script::events(beats)]);
    let (mut stream, begun) = (opened(&host).await, Instant::now());
    for _ in 0..400 {
        assert_eq!(text(&mut stream).await, Ok(Some(":\n".to_owned())));
    }
    assert_eq!(begun.elapsed(), S(400 * 44));
    assert_eq!(stream.next().await, Ok(None));
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_given_up_loses_no_byte_and_wins_no_time() {
    let steps = [Step::Stall(S(30)), Step::text("a"), Step::Silence];
    let host = ScriptedStreams::new([Script::events(steps)]);
    let (mut stream, begun) = (opened(&host).await, Instant::now());
    let mut given_up = 0;
    let piece = loop {
        match tokio::time::timeout(S(7), stream.next()).await {
            Ok(piece) => break piece,
            Err(_) => given_up += 1,
        }
    };
    assert_eq!((piece.map(|piece| piece.map(|bytes| bytes.len())), given_up), (Ok(Some(1)), 4));
    assert_eq!(begun.elapsed(), S(30));
    // Who looks away between two pieces has not waited: the silence counts from when a byte is waited for.
    tokio::time::sleep(S(600)).await;
    let waiting = Instant::now();
    let ended = loop {
        if let Ok(piece) = tokio::time::timeout(S(7), stream.next()).await {
            break piece;
        }
    };
    assert_eq!((ended, waiting.elapsed()), (Err(StreamError::Idle), S(45)));
}

#[tokio::test(start_paused = true)]
async fn empty_pieces_are_no_sign_of_life() {
    let empty = (0..90).flat_map(|_| [Step::Stall(S(1)), Step::text("")]);
    let host = ScriptedStreams::new([Script::events(empty)]);
    let (mut stream, begun) = (opened(&host).await, Instant::now());
    assert_eq!((stream.next().await, begun.elapsed()), (Err(StreamError::Idle), S(45)));
}

#[tokio::test(start_paused = true)]
async fn pieces_are_cut_to_size_and_an_hour_has_its_limit() {
    let host = ScriptedStreams::new([Script::events([Step::text(&"x".repeat(1_000))])]);
    let mut stream = opened(&host).await;
    let (mut sum, mut longest) = (0, 0);
    while let Some(piece) = stream.next().await.expect("1,000 are allowed") {
        (sum, longest) = (sum + piece.len(), longest.max(piece.len()));
    }
    assert_eq!((sum, longest), (1_000, 16));

    let host = ScriptedStreams::new([Script::events([Step::text(&"x".repeat(1_001)), Step::Silence])]);
    let mut stream = opened(&host).await;
    assert_eq!(stream.next().await, Err(StreamError::TooMuch), "and not one byte of it");
    assert_eq!((host.open_now(), stream.next().await), (0, Ok(None)));

    // 20 bytes each 40 seconds are 1,800 an hour; 10 bytes are 900, hour after hour.
    for (bytes, ends) in [(20, Err(StreamError::TooMuch)), (10, Ok(None))] {
        let drip = (0..300).flat_map(|_| [Step::Stall(S(40)), Step::text(&"x".repeat(bytes))]);
        let host = ScriptedStreams::new([Script::events(drip)]);
        let mut stream = opened(&host).await;
        let ended = loop {
            match stream.next().await {
                Ok(Some(_)) => {}
                ended => break ended,
            }
        };
        assert_eq!(ended, ends, "{bytes} bytes each time");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_no_stream_says_why_and_is_closed() {
    let kind = |kind: &str| Script::answer(200, &[("content-type", kind)]);
    let refused = |status, wait| StreamError::Refused { status, wait };
    for (script, error) in [
        (kind("text/html"), StreamError::NotEvents),
        (Script::answer(200, &[]), StreamError::NotEvents),
        (Script::answer(429, &[("retry-after", "9")]), refused(429, Some(S(9)))),
        (Script::answer(500, &[]), refused(500, None)),
        (Script::answer(206, &[("content-type", "text/event-stream")]), refused(206, None)),
        (Script::answer(302, &[("location", "https://other.example/live")]), StreamError::Moved),
        (Script::fails(TransportError::Tls), TransportError::Tls.into()),
    ] {
        let host = ScriptedStreams::new([script]);
        let found = open(&host, &clock(), request()).await;
        assert_eq!((found.err(), host.open_now(), host.asked().len()), (Some(error), 0, 1));
    }
    let host = ScriptedStreams::new([Script::answer(204, &[])]);
    assert!(open(&host, &clock(), request()).await.expect("said").is_none(), "there is none any more");
}

#[tokio::test(start_paused = true)]
async fn redirects_within_the_origin_are_followed_a_few_times() {
    let moved = || Script::answer(307, &[("location", "/live/2")]);
    let host = ScriptedStreams::new([moved(), Script::events([Step::text("a")])]);
    let found = open(&host, &clock(), request().after("7")).await.expect("opens");
    assert!(found.is_some());
    let asked = host.asked();
    assert_eq!(asked[1].url.as_str(), "https://shop.example/live/2");
    assert_eq!(asked[0].headers, asked[1].headers, "the id goes along");
    let host = ScriptedStreams::new((0..20).map(|_| moved()));
    let found = open(&host, &clock(), request()).await;
    assert_eq!((found.err(), host.asked().len()), (Some(StreamError::Moved), 6));
}

#[tokio::test(start_paused = true)]
async fn a_viewer_comes_back_after_each_fault_with_the_last_id_and_waits_longer_each_time() {
    let host = ScriptedStreams::new([
        Script::events([Step::text("id: 1\n\n"), Step::Stall(S(5)), Step::Fail(TransportError::Broken)]),
        Script::fails(TransportError::Offline),
        Script::answer(503, &[("retry-after", "20")]),
        Script::events([Step::text("id: 2\n\n"), Step::Silence]),
        Script::answer(204, &[]),
    ]);
    let (clock, entropy) = (clock(), SeededEntropy::new(3));
    let (mut backoff, mut last, mut waits) = (Backoff::default(), String::new(), Vec::new());
    loop {
        let error = match open(&host, &clock, request().after(&last)).await {
            Ok(None) => break,
            Ok(Some(mut stream)) => {
                backoff.opened(clock.monotonic());
                loop {
                    match text(&mut stream).await {
                        Ok(Some(event)) => last = event.trim().trim_start_matches("id: ").to_owned(),
                        Ok(None) => break None,
                        Err(error) => break Some(error),
                    }
                }
            }
            Err(error) => Some(error),
        };
        assert!(error.is_none_or(StreamError::may_pass), "{error:?}");
        let wait = backoff.failed(clock.monotonic(), error.and_then(StreamError::wait), &entropy);
        waits.push(wait);
        clock.sleep(wait).await;
    }
    let most: Vec<u64> = waits.iter().map(|wait| wait.as_secs()).collect();
    assert_eq!(waits.len(), 4);
    assert!(most[0] < 1 && most[1] < 2 && (20..24).contains(&most[2]) && most[3] < 8, "{most:?}");
    let ids: Vec<Option<String>> = host
        .asked()
        .iter()
        .map(|asked| asked.headers.iter().find(|(name, _)| name == "last-event-id").map(|(_, id)| id.clone()))
        .collect();
    let id = |text: &str| Some(text.to_owned());
    assert_eq!(ids, [None, id("1"), id("1"), id("1"), id("2")]);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_stream_is_closed() {
    let host = ScriptedStreams::new([Script::events([Step::text("a"), Step::Silence])]);
    let mut stream = opened(&host).await;
    assert_eq!(text(&mut stream).await, Ok(Some("a".to_owned())));
    assert_eq!(host.open_now(), 1);
    drop(stream);
    assert_eq!(host.open_now(), 0);
}

/// A transport that knows no streams.
struct AtOnce(&'static str);

impl Transport for AtOnce {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        assert_eq!((request.method, request.max_body), (Method::Get, 1_000));
        let headers = vec![("content-type".to_owned(), "text/event-stream".to_owned())];
        let body = self.0.into();
        Box::pin(async move { Ok(HttpResponse { status: 200, headers, body }) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_transport_that_knows_no_streams_gives_the_whole_answer() {
    let found = open(&AtOnce("data: 1\n\n"), &clock(), request()).await.expect("opens");
    let mut stream = found.expect("events");
    assert_eq!(text(&mut stream).await, Ok(Some("data: 1\n\n".to_owned())));
    assert_eq!(stream.next().await, Ok(None));
}
