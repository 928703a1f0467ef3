//! Redirects on a real wire: followed for pictures and models, within limits; never by a plain request.

use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tradewind_domain::{WebUrl, lock};
use tradewind_ports::{
    BoxFuture, HttpRequest, HttpResponse, Method, NetTransport, Transport, TransportError, follow,
};

/// A server on loopback that answers each path by `answer` until the test ends, and what it was sent.
async fn server(
    answer: impl Fn(&str) -> String + Send + Sync + 'static,
) -> (WebUrl, Arc<Mutex<Vec<String>>>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("loopback is there");
    let port = listener.local_addr().expect("bound").port();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (answer, noted) = (Arc::new(answer), seen.clone());
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let (answer, noted) = (answer.clone(), noted.clone());
            tokio::spawn(async move {
                let mut head = vec![0_u8; 4_096];
                let count = socket.read(&mut head).await.unwrap_or(0);
                let head = String::from_utf8_lossy(&head[..count]).into_owned();
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                lock(&noted).push(head);
                let _ = socket.write_all(answer(&path).as_bytes()).await;
            });
        }
    });
    (WebUrl::parse(&format!("http://127.0.0.1:{port}/")).expect("loopback"), seen)
}

fn moved(status: u16, to: &str) -> String {
    format!("HTTP/1.1 {status} Moved\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

fn found() -> String {
    "HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\npicture".to_owned()
}

fn get(from: &WebUrl, path: &str) -> HttpRequest {
    let mut request = HttpRequest::new(Method::Get, from.join(path).expect("an address"));
    request.timeout = Duration::from_secs(3);
    request
}

#[tokio::test]
async fn pictures_follow_redirects_a_few_times_and_say_who_asks() {
    let (host, seen) = server(|path| match path {
        "/1" => moved(301, "/2?size=large"),
        "/2?size=large" => moved(302, "3"),
        "/3" => moved(307, "/4"),
        "/4" => moved(308, "/picture"),
        "/round" => moved(302, "/round"),
        _ => found(),
    })
    .await;
    let net = NetTransport::new().expect("TLS is there");
    let answer = follow(&net, get(&host, "/1")).await.expect("answers");
    assert_eq!((answer.status, &answer.body[..]), (200, &b"picture"[..]));
    {
        let seen = lock(&seen);
        assert_eq!(seen.len(), 5);
        let named = |head: &String| head.to_ascii_lowercase().contains("user-agent: tradewind/");
        assert!(seen.iter().all(named), "{seen:?}");
    }
    let answer = follow(&net, get(&host, "/round")).await.expect("answers");
    assert_eq!(answer.status, 302, "a circle ends as what it is");
    assert_eq!(lock(&seen).len(), 5 + 6);
}

#[tokio::test]
async fn a_plain_request_never_follows() {
    let (host, seen) = server(|_| moved(302, "/elsewhere")).await;
    let net = NetTransport::new().expect("TLS is there");
    assert_eq!(net.send(get(&host, "/catalog")).await.expect("answers").status, 302);
    assert_eq!(lock(&seen).len(), 1);
}

/// A host out there that redirects, and notes what it was asked.
struct Out(&'static str, Mutex<Vec<String>>);

impl Transport for Out {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        lock(&self.1).push(request.url.as_str().to_owned());
        let headers = vec![("location".to_owned(), self.0.to_owned())];
        let first = request.url.as_str() == "https://shop.example/a.png";
        let status = if first { 302 } else { 200 };
        Box::pin(async move { Ok(HttpResponse { status, headers, body: Vec::new().into() }) })
    }
}

#[tokio::test]
async fn a_public_host_sends_nobody_to_this_machine_or_a_private_network_or_off_tls() {
    for (to, followed) in [
        ("https://cdn.example/a.png", true),
        ("/b.png", true),
        ("http://cdn.example/a.png", false),
        ("http://127.0.0.1:8080/a.png", false),
        ("https://localhost/a.png", false),
        ("https://192.168.0.1/a.png", false),
        ("https://[::ffff:10.0.0.1]/a.png", false),
        ("https://169.254.169.254/a.png", false),
        ("file:///etc/passwd", false),
        ("", false),
    ] {
        let out = Out(to, Mutex::default());
        let request =
            HttpRequest::new(Method::Get, WebUrl::parse("https://shop.example/a.png").expect("https"));
        let answer = follow(&out, request).await.expect("answers");
        let asked = lock(&out.1).len();
        // Nowhere is the same address again, which here is a circle that ends as a redirect.
        let went = asked == 2 && answer.status == 200;
        assert_eq!(went, followed, "{to}: {asked} asked, {}", answer.status);
        let all = lock(&out.1).clone();
        assert!(
            all.iter().all(
                |one| one.starts_with("https://shop.example/") || one.starts_with("https://cdn.example/")
            ),
            "{all:?}"
        );
    }
}

#[tokio::test]
async fn a_long_body_is_handed_on_in_pieces_and_ends_at_its_limit() {
    let (host, _) = server(|path| match path {
        "/long" => format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", "x".repeat(300_000)),
        _ => "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\nConnection: close\r\n\r\ngone".to_owned(),
    })
    .await;
    let net = NetTransport::new().expect("TLS is there");
    let (mut sum, mut pieces) = (0, 0);
    let mut take = |piece: &[u8]| {
        (sum, pieces) = (sum + piece.len(), pieces + 1);
        true
    };
    let answer = net.receive(get(&host, "/long"), &mut take).await.expect("answers");
    assert_eq!((answer.body.len(), sum), (0, 300_000));
    assert!(pieces > 1);
    let mut request = get(&host, "/long");
    request.max_body = 299_999;
    let cut = net.receive(request, &mut |_| true).await;
    assert_eq!(cut.err(), Some(TransportError::TooLarge));
    let stopped = net.receive(get(&host, "/long"), &mut |_| false).await;
    assert_eq!(stopped.err(), Some(TransportError::Broken));
    // Only a 200 is handed on; this one would be cut off at its first piece.
    let gone = net.receive(get(&host, "/none"), &mut |_| false).await.expect("answers");
    assert_eq!((gone.status, &gone.body[..]), (404, &b"gone"[..]));
}
