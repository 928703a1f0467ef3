//! Streams of events on a real wire: what a server may do to one, and that the connection is closed with it.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tradewind_domain::{WebUrl, lock};
use tradewind_ports::stream::open;
use tradewind_ports::{
    Clock, EventBytes, NetTransport, StreamError, StreamLimits, StreamRequest, SystemClock, TransportError,
};

/// What is sent, and how many milliseconds after the one before.
type Answer = Vec<(u64, Vec<u8>)>;

/// A server on loopback: answers each path by `answer`, closes the connection after it, or keeps it open where the path begins
/// with `/kept`. Gives its address, what it was sent, and a message for each connection that the other side closed.
async fn server(
    answer: impl Fn(&str) -> Answer + Send + Sync + 'static,
) -> (WebUrl, Arc<Mutex<Vec<String>>>, UnboundedReceiver<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("loopback is there");
    let port = listener.local_addr().expect("bound").port();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (answer, noted, (closed, closings)) = (Arc::new(answer), seen.clone(), unbounded_channel());
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let (answer, noted, closed) = (answer.clone(), noted.clone(), closed.clone());
            tokio::spawn(async move {
                let mut head = vec![0_u8; 4_096];
                let count = socket.read(&mut head).await.unwrap_or(0);
                let head = String::from_utf8_lossy(&head[..count]).into_owned();
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                lock(&noted).push(head);
                for (after, bytes) in answer(&path) {
                    tokio::time::sleep(Duration::from_millis(after)).await;
                    if socket.write_all(&bytes).await.is_err() {
                        break;
                    }
                }
                if path.starts_with("/kept") {
                    let mut rest = [0_u8; 16];
                    while socket.read(&mut rest).await.is_ok_and(|count| count > 0) {}
                    let _ = closed.send(());
                }
            });
        }
    });
    (WebUrl::parse(&format!("http://127.0.0.1:{port}/")).expect("loopback"), seen, closings)
}

const EVENTS: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n";

/// The head of a stream that ends when the connection is closed.
fn plain() -> (u64, Vec<u8>) {
    (0, format!("{EVENTS}Connection: close\r\n\r\n").into_bytes())
}

/// The head of a stream in chunks, of which the last has to come.
fn chunked() -> (u64, Vec<u8>) {
    (0, format!("{EVENTS}Transfer-Encoding: chunked\r\n\r\n").into_bytes())
}

fn chunk(after: u64, text: &str) -> (u64, Vec<u8>) {
    (after, format!("{:x}\r\n{text}\r\n", text.len()).into_bytes())
}

fn bytes(after: u64, text: &str) -> (u64, Vec<u8>) {
    (after, text.as_bytes().to_vec())
}

fn request(host: &WebUrl, path: &str) -> StreamRequest {
    let limits = StreamLimits {
        open: Duration::from_secs(3),
        idle: Duration::from_millis(1_000),
        piece: 1_024,
        hour: 100_000,
    };
    StreamRequest::new(host.join(path).expect("an address"), limits)
}

async fn opening(request: StreamRequest) -> Result<Option<EventBytes>, StreamError> {
    opening_by(&NetTransport::new().expect("TLS is there"), request).await
}

async fn opening_by(net: &NetTransport, request: StreamRequest) -> Result<Option<EventBytes>, StreamError> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
    open(net, &clock, request).await
}

/// Waits until a kept connection is closed from the other side.
async fn closed(closings: &mut UnboundedReceiver<()>) {
    let closed = tokio::time::timeout(Duration::from_secs(10), closings.recv()).await;
    assert_eq!(closed, Ok(Some(())), "the connection is closed");
}

/// All that comes, and how it ends.
async fn all(request: StreamRequest) -> (Vec<u8>, Option<StreamError>) {
    let mut stream = match opening(request).await {
        Ok(stream) => stream.expect("not 204"),
        Err(error) => return (Vec::new(), Some(error)),
    };
    let mut sum = Vec::new();
    loop {
        match stream.next().await {
            Ok(Some(piece)) => {
                assert!((1..=1_024).contains(&piece.len()));
                sum.extend_from_slice(&piece);
            }
            Ok(None) => return (sum, None),
            Err(error) => return (sum, Some(error)),
        }
    }
}

#[tokio::test]
async fn events_come_as_they_are_sent_and_the_request_says_what_is_wanted() {
    let (host, seen, _) = server(|_| {
        vec![chunked(), chunk(0, "data: 1\n\n"), chunk(100, "data: 2\n\n"), bytes(100, "0\r\n\r\n")]
    })
    .await;
    let mut stream = opening(request(&host, "/live").after("ü 41")).await.expect("opens").expect("events");
    let first = stream.next().await.expect("comes");
    assert_eq!(first.as_deref(), Some(&b"data: 1\n\n"[..]), "before the second is sent");
    assert_eq!(stream.next().await.expect("comes").as_deref(), Some(&b"data: 2\n\n"[..]));
    assert_eq!(stream.next().await, Ok(None));
    let head = lock(&seen)[0].clone();
    for field in ["accept: text/event-stream", "cache-control: no-store", "accept-encoding: identity"] {
        assert!(head.to_ascii_lowercase().contains(&format!("\r\n{field}\r\n")), "{head}");
    }
    assert!(head.to_ascii_lowercase().contains("user-agent: tradewind/"), "{head}");
    assert!(head.contains("last-event-id: ü 41\r\n"), "{head}");
    assert!(!head.to_ascii_lowercase().contains("gzip"), "{head}");
}

#[tokio::test]
async fn silence_ends_a_stream_and_a_heartbeat_keeps_it() {
    let (host, _, mut closings) = server(|path| match path {
        "/kept/silent" => vec![plain(), bytes(0, "data: 1\n\n")],
        "/kept/headless" => vec![],
        // Each byte comes in time, all of them in more than the idle time-out.
        "/slow" => std::iter::once(plain()).chain((0..10).map(|_| bytes(150, ":"))).collect(),
        _ => std::iter::once(plain()).chain((0..4).map(|_| bytes(400, ":\n"))).collect(),
    })
    .await;
    let begun = Instant::now();
    assert_eq!(all(request(&host, "/kept/silent")).await, (b"data: 1\n\n".to_vec(), Some(StreamError::Idle)));
    assert!((1_000..8_000).contains(&begun.elapsed().as_millis()), "{:?}", begun.elapsed());
    closed(&mut closings).await;
    assert_eq!(all(request(&host, "/beats")).await, (b":\n:\n:\n:\n".to_vec(), None));
    assert_eq!(all(request(&host, "/slow")).await, (b"::::::::::".to_vec(), None));
    let begun = Instant::now();
    let headless = all(request(&host, "/kept/headless")).await;
    assert_eq!(headless, (Vec::new(), Some(TransportError::Timeout.into())));
    assert!((3_000..12_000).contains(&begun.elapsed().as_millis()), "{:?}", begun.elapsed());
    closed(&mut closings).await;
}

#[tokio::test]
async fn a_flood_ends_and_what_is_cut_off_says_so() {
    let (host, _, mut closings) = server(|path| match path {
        "/kept/flood" => vec![plain(), bytes(0, &"x".repeat(100_001))],
        "/full" => vec![plain(), bytes(0, &"x".repeat(100_000))],
        "/cut/close" => vec![plain(), bytes(0, "data: 1\n\ndata: ha")],
        "/cut/chunk" => vec![chunked(), chunk(0, "data: 1\n\n"), bytes(0, "20\r\ndata: ha")],
        _ => vec![bytes(0, &format!("{EVENTS}Content-Length: 99\r\n\r\ndata: ha"))],
    })
    .await;
    let (sum, ended) = all(request(&host, "/kept/flood")).await;
    assert!(sum.len() <= 100_000, "{}", sum.len());
    assert_eq!(ended, Some(StreamError::TooMuch));
    closed(&mut closings).await;
    assert_eq!(all(request(&host, "/full")).await, (vec![b'x'; 100_000], None));
    // Without a length nobody can know; the half event is for the reader to drop.
    assert_eq!(all(request(&host, "/cut/close")).await, (b"data: 1\n\ndata: ha".to_vec(), None));
    let broken = Some(StreamError::Transport(TransportError::Broken));
    assert_eq!(all(request(&host, "/cut/chunk")).await, (b"data: 1\n\ndata: ha".to_vec(), broken));
    assert_eq!(all(request(&host, "/cut/length")).await, (b"data: ha".to_vec(), broken));
}

#[tokio::test]
async fn other_answers_are_no_streams() {
    let (other, others, _) = server(|_| vec![plain(), bytes(0, "data: stolen\n\n")]).await;
    let away = other.as_str().to_owned();
    let (host, seen, _) = server(move |path| {
        let short = |head: &str| vec![bytes(0, &format!("HTTP/1.1 {head}\r\nContent-Length: 0\r\n\r\n"))];
        match path {
            "/moved" => short("307 Temporary Redirect\r\nLocation: /live"),
            "/away" => short(&format!("302 Found\r\nLocation: {away}")),
            "/round" => short("301 Moved\r\nLocation: /round"),
            "/html" => short("200 OK\r\nContent-Type: text/html"),
            "/busy" => short("503 Busy\r\nRetry-After: 12"),
            "/over" => vec![bytes(0, "HTTP/1.1 204 No Content\r\n\r\n")],
            _ => vec![plain(), bytes(0, "data: 1\n\n")],
        }
    })
    .await;
    assert_eq!(all(request(&host, "/moved")).await, (b"data: 1\n\n".to_vec(), None));
    for (path, error) in [
        ("/away", StreamError::Moved),
        ("/round", StreamError::Moved),
        ("/html", StreamError::NotEvents),
        ("/busy", StreamError::Refused { status: 503, wait: Some(Duration::from_secs(12)) }),
    ] {
        assert_eq!(all(request(&host, path)).await, (Vec::new(), Some(error)), "{path}");
    }
    assert!(opening(request(&host, "/over")).await.expect("said").is_none());
    assert_eq!((lock(&others).len(), lock(&seen).len()), (0, 2 + 1 + 6 + 1 + 1 + 1));
    let nobody = WebUrl::parse("http://127.0.0.1:1/").expect("loopback");
    assert_eq!(all(request(&nobody, "/")).await, (Vec::new(), Some(TransportError::Offline.into())));
}

#[tokio::test]
async fn a_compressed_stream_is_refused_before_a_byte_of_it_is_inflated() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(&vec![b'x'; 20 << 20]).expect("into memory");
    let bomb = packer.finish().expect("into memory");
    assert!(bomb.len() < 100_000, "within the limit of what is sent: {}", bomb.len());
    let head = format!("{EVENTS}Content-Encoding: gzip\r\nConnection: close\r\n\r\n");
    let undeclared = bomb.clone();
    let (host, _, _) = server(move |path| match path {
        "/declared" => vec![(0, head.clone().into_bytes()), (0, bomb.clone())],
        _ => vec![plain(), (0, bomb.clone())],
    })
    .await;
    assert_eq!(all(request(&host, "/declared")).await, (Vec::new(), Some(StreamError::NotEvents)));
    assert_eq!(all(request(&host, "/undeclared")).await, (undeclared, None), "is what it is: no events");
}

#[tokio::test]
async fn a_dropped_stream_closes_its_connection() {
    let (host, seen, mut closings) = server(|_| vec![chunked(), chunk(0, "data: 1\n\n")]).await;
    for round in 1..=2 {
        let mut stream = opening(request(&host, "/kept/open")).await.expect("opens").expect("events");
        assert!(stream.next().await.expect("comes").is_some());
        let early = tokio::time::timeout(Duration::from_millis(50), closings.recv()).await;
        assert!(early.is_err(), "open while it is held");
        drop(stream);
        closed(&mut closings).await;
        assert_eq!(lock(&seen).len(), round);
    }
}

#[tokio::test]
async fn no_connection_is_used_twice() {
    let events = || vec![chunked(), chunk(0, "data: 1\n\n"), bytes(0, "0\r\n\r\n")];
    let (host, seen, mut closings) = server(move |_| events()).await;
    let net = NetTransport::new().expect("TLS is there");
    for round in 1..=2 {
        // The server would answer no second request on a connection that it keeps.
        let stream = opening_by(&net, request(&host, "/kept/ended")).await.expect("opens");
        let mut stream = stream.expect("events");
        assert!(stream.next().await.expect("comes").is_some());
        assert_eq!(stream.next().await, Ok(None));
        closed(&mut closings).await;
        assert_eq!(lock(&seen).len(), round);
    }
}
