//! One who listens to a show: the shop's own event stream, in process, and what is signed, checked by another library than the shop's.

use super::Client;
use axum::body::{Body, BodyDataStream};
use axum::http::{HeaderMap, Request};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures_util::StreamExt as _;
use ring::signature::{ED25519, UnparsedPublicKey};
use serde_json::Value;
use std::path::PathBuf;
use tower::ServiceExt as _;
use tradewind_storefront::{LiveDeed, Version};

/// The film that is committed.
pub(crate) fn film() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/show"))
}

/// A shop with shows, on a clock that a test turns.
pub(crate) fn client() -> Client {
    Client::with(|config| config.show = Some(film()))
}

/// The same for a platform that speaks a version.
pub(crate) fn client_at(version: Version) -> Client {
    Client { agent: Client::at(version).agent, ..client() }
}

/// A frame of the stream.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Heard {
    pub(crate) kind: String,
    pub(crate) id: Option<String>,
    pub(crate) data: Value,
}

impl Heard {
    pub(crate) fn seq(&self) -> u64 {
        self.data["seq"].as_u64().expect("a number")
    }
}

/// How a stream came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Closed,
    Broken,
}

/// A stream that is open.
pub(crate) struct Listener {
    body: BodyDataStream,
    rest: String,
    pub(crate) retry: Option<u64>,
}

impl Listener {
    /// Opens one in a market; the status and the fields where there is none.
    pub(crate) async fn open(
        client: &Client,
        show: &str,
        market: &str,
        last: Option<&str>,
    ) -> Result<Self, (u16, HeaderMap)> {
        let path = format!("/live/{show}/{market}/events");
        let mut request = Request::builder().uri(path).header("accept", "text/event-stream");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let request = request.body(Body::empty()).expect("a request");
        let answer = client.front.router().oneshot(request).await.expect("infallible");
        if answer.status() != 200 {
            return Err((answer.status().as_u16(), answer.headers().clone()));
        }
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Ok(Self { body: answer.into_body().into_data_stream(), rest: String::new(), retry: None })
    }

    /// The next frame.
    pub(crate) async fn next(&mut self) -> Result<Heard, End> {
        loop {
            if let Some((frame, rest)) = self.rest.split_once("\n\n") {
                let (frame, rest) = (frame.to_owned(), rest.to_owned());
                self.rest = rest;
                let field = |name: &str| {
                    frame
                        .lines()
                        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": ").map(str::to_owned))
                };
                if let Some(kind) = field("event") {
                    let data = serde_json::from_str(&field("data").expect("data")).expect("JSON");
                    return Ok(Heard { kind, id: field("id"), data });
                }
                self.retry = field("retry").and_then(|ms| ms.parse().ok()).or(self.retry);
                continue;
            }
            match self.body.next().await {
                Some(Ok(bytes)) => self.rest.push_str(std::str::from_utf8(&bytes).expect("UTF-8")),
                Some(Err(_)) => return Err(End::Broken),
                None => return Err(End::Closed),
            }
        }
    }

    /// The next frame of a kind; those before it are passed over.
    pub(crate) async fn until(&mut self, kind: &str) -> Heard {
        loop {
            let heard = self.next().await.expect("the stream goes on");
            if heard.kind == kind {
                return heard;
            }
        }
    }
}

/// The host does something in the running show.
pub(crate) fn act(client: &Client, deed: &LiveDeed) -> u64 {
    client.front.live_act("show-1", deed).expect("the show takes it")
}

/// Offers the indigo mug for a fifth less, and what comes of it in a market.
pub(crate) async fn offered(client: &Client, market: &str, quantity: i64, seconds: i64) -> Value {
    let before = client.front.live()[1].seq.to_string();
    act(client, &LiveDeed::Hold { item: "mug-indigo".to_owned(), percent: 20, quantity, seconds });
    let mut stream = Listener::open(client, "show-1", market, Some(&before)).await.expect("a stream");
    stream.until("hold-offered").await.data["hold"].clone()
}

/// The lines of a hold, written anew from `LIVE.md`.
pub(crate) fn hold_lines(hold: &Value) -> String {
    let text = |name: &str| hold[name].as_str().expect("text").to_owned();
    let number = |name: &str| hold[name].as_i64().map_or_else(|| "-".to_owned(), |number| number.to_string());
    let lines = [
        "tradewind-live-hold-1".to_owned(),
        format!("session:{}", text("session")),
        format!("merchant:{}", text("merchant")),
        format!("item:{}", text("item")),
        format!("price:{}", money(&hold["price"])),
        format!("quantity:{}", number("quantity")),
        format!("not-before:{}", number("not_before")),
        format!("not-after:{}", number("not_after")),
        format!("nonce:{}", text("nonce")),
        format!("kid:{}", hold["proof"]["kid"].as_str().expect("a key's name")),
    ];
    lines.map(|line| line + "\n").concat()
}

/// The lines of a moment, written anew from `LIVE.md`.
pub(crate) fn moment_lines(moment: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let lines = [
        "tradewind-live-moment-1".to_owned(),
        format!("session:{}", text(&moment["session"])),
        format!("at:{}", moment["at"]),
        format!("item:{}", text(&moment["item"])),
        format!("title:{}", text(&moment["title"])),
        format!("price:{}", money(&moment["price"])),
        format!("kid:{}", text(&moment["proof"]["kid"])),
    ];
    lines.map(|line| line + "\n").concat()
}

fn money(money: &Value) -> String {
    match money["minor"].as_i64() {
        Some(minor) => format!("{minor} {}", money["currency"].as_str().expect("a currency")),
        None => "-".to_owned(),
    }
}

/// Whether a key that the profile publishes has signed these lines.
pub(crate) async fn is_signed(client: &Client, proof: &Value, lines: &str) -> bool {
    let profile = client.ok("GET", "/.well-known/ucp", Value::Null).await;
    let config = &profile["ucp"]["capabilities"]["dev.tradewind.live"][0]["config"];
    let keys = config["keys"].as_array().expect("keys");
    let Some(key) = keys.iter().find(|key| key["kid"] == proof["kid"]) else { return false };
    let bytes = |value: &Value| URL_SAFE_NO_PAD.decode(value.as_str().expect("text")).expect("base64url");
    let public = UnparsedPublicKey::new(&ED25519, bytes(&key["x"]));
    public.verify(lines.as_bytes(), &bytes(&proof["sig"])).is_ok()
}
