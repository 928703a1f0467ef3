//! The server that pages speak to: loopback only, guarded by a token in the address, by Host and by Origin.

use crate::merchant::{Merchant, STEPS, known_faults};
use crate::pages;
use crate::phone::{DeskChange, Drawn, Phone};
use crate::wire::{SheetAnswer, ToCore};
use axum::Router;
use axum::body::Body;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use bytes::Bytes;
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;
use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tradewind_domain::{Currency, Market};
use tradewind_l10n::LanguageInfo;

/// How many phones there are at most.
pub const PHONES: usize = 4;
/// A page that takes nothing for so long is let go; it asks again when it wakes.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest message of a page.
const LONGEST: usize = 64 << 10;
/// The largest picture or frame that is asked for, in points a side.
const LARGEST: u32 = 2_048;

/// Everything the server holds.
pub struct Desk {
    /// What stands in the address.
    pub token: String,
    /// The phones; the first is number 1.
    pub phones: Vec<Arc<Phone>>,
    /// The merchant, where it is ours.
    pub merchant: Option<Merchant>,
    /// Where the server listens, as a page says it.
    pub authority: String,
}

/// A new token: 128 bits, in hex.
pub fn token() -> std::io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The routes.
pub fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/{token}/", get(|Path(_token): Path<String>| async { Redirect::temporary("1/") }))
        .route("/{token}/{phone}/", get(index))
        .route("/{token}/{phone}/page/{name}", get(page))
        .route("/{token}/{phone}/page/screens/{name}", get(screen_page))
        .route("/{token}/{phone}/image", get(image))
        .route("/{token}/{phone}/thumb", get(thumb))
        .route("/{token}/{phone}/ws", get(socket))
        .layer(axum::middleware::from_fn_with_state(desk.clone(), guard))
        .with_state(desk)
}

/// Who may enter: a rebound name has another Host, another site's page another Origin, and neither knows the token.
async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_ours = |authority: &str| {
        authority == desk.authority
            || authority
                .strip_prefix("localhost")
                .is_some_and(|port| desk.authority.ends_with(port) && port.starts_with(':'))
    };
    let origin = headers.get(header::ORIGIN);
    let origin_is_ours = origin.is_none_or(|origin| {
        origin.to_str().ok().and_then(|text| text.strip_prefix("http://")).is_some_and(|from| from == host)
    });
    let is_socket = request.uri().path().ends_with("/ws");
    let given = request.uri().path().split('/').nth(1).unwrap_or_default();
    let allowed = is_ours(host) && origin_is_ours && (origin.is_some() || !is_socket);
    let mut response = if !allowed {
        StatusCode::FORBIDDEN.into_response()
    } else if !same(given.as_bytes(), desk.token.as_bytes()) {
        StatusCode::NOT_FOUND.into_response()
    } else {
        next.run(request).await
    };
    for (name, value) in [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}

/// Whether two texts are the same, in a time that does not say where they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

impl Desk {
    fn phone(&self, number: usize) -> Option<&Arc<Phone>> {
        self.phones.get(number.checked_sub(1)?)
    }
}

async fn index(State(desk): State<Arc<Desk>>, Path((_, phone)): Path<(String, usize)>) -> Response {
    if desk.phone(phone).is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    served("index.html")
}

async fn page(Path((_, _, name)): Path<(String, usize, String)>) -> Response {
    if name == "tokens.css" {
        return match crate::tokens::css(pages::TOKENS) {
            Ok(css) => answer("text/css; charset=utf-8", css, "no-cache"),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        };
    }
    served(&name)
}

async fn screen_page(Path((_, _, name)): Path<(String, usize, String)>) -> Response {
    served(&format!("screens/{name}"))
}

fn served(name: &str) -> Response {
    match pages::file(name) {
        Some((kind, bytes)) => answer(kind, bytes, "no-cache"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn answer(kind: &'static str, body: impl Into<Body>, keep: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], body.into()).into_response()
}

#[derive(Deserialize)]
struct PictureAsked {
    key: String,
    w: u32,
    h: u32,
}

async fn image(
    State(desk): State<Arc<Desk>>,
    Path((_, phone)): Path<(String, usize)>,
    Query(asked): Query<PictureAsked>,
) -> Response {
    let Some(phone) = desk.phone(phone) else { return StatusCode::NOT_FOUND.into_response() };
    let side = |points: u32| points.clamp(1, LARGEST);
    match phone.picture(asked.key, side(asked.w), side(asked.h)).await {
        Some(file) => {
            let kind = if file.starts_with(&[0xFF, 0xD8]) { "image/jpeg" } else { "image/png" };
            answer(kind, file, "private, max-age=3600")
        }
        // No fault of the page's: the phone has it not, offline for example.
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

#[derive(Deserialize)]
struct ThumbAsked {
    hash: String,
}

/// A picture's first paint: its few bytes as a small picture.
async fn thumb(Query(asked): Query<ThumbAsked>) -> Response {
    match thumb_file(&asked.hash) {
        Some(file) => answer("image/png", file, "private, max-age=86400, immutable"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn thumb_file(hex: &str) -> Option<Vec<u8>> {
    if !hex.is_ascii() || hex.len() > 80 || !hex.len().is_multiple_of(2) {
        return None;
    }
    let hash: Option<Vec<u8>> =
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok()).collect();
    let (width, height, rgba) = thumbhash::thumb_hash_to_rgba(&hash?).ok()?;
    let picture = image::RgbaImage::from_raw(u32::try_from(width).ok()?, u32::try_from(height).ok()?, rgba)?;
    let mut file = Vec::new();
    picture.write_to(&mut Cursor::new(&mut file), image::ImageFormat::Png).ok()?;
    Some(file)
}

async fn socket(
    State(desk): State<Arc<Desk>>,
    Path((_, phone)): Path<(String, usize)>,
    _headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let Some(phone) = desk.phone(phone).cloned() else { return StatusCode::NOT_FOUND.into_response() };
    upgrade
        .max_message_size(LONGEST)
        .on_upgrade(move |socket| async move {
            // A tab that went away is no fault.
            let _ = attend(desk, phone, socket).await;
        })
        .into_response()
}

/// What a page may say.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum FromPage {
    Intent(Box<RawValue>),
    Frame { id: u32, width: u32, height: u32 },
    Wallet { sheet: String, answer: SheetAnswer },
    Drawer(DeskChange),
    Kill(bool),
    Start(bool),
    Fault(FaultChange),
    Advance { order: String, step: String },
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum FaultChange {
    Set(String),
    Clear(String),
}

struct Gone;

impl From<axum::Error> for Gone {
    fn from(_: axum::Error) -> Self {
        Self
    }
}

/// One tab, for as long as it is there. Each tab waits for itself alone.
async fn attend(desk: Arc<Desk>, phone: Arc<Phone>, mut socket: WebSocket) -> Result<(), Gone> {
    let mut snapshots = phone.snapshot.subscribe();
    let mut sheets = phone.sheet.subscribe();
    let mut states = phone.state.subscribe();
    let mut log = phone.log.subscribe();
    let mut counter = desk.merchant.as_ref().map(|merchant| merchant.counter.clone());
    let (frame_done, mut frames) = tokio::sync::mpsc::channel::<(u32, Option<Drawn>)>(4);
    let mut shown_frame = 0;

    send(&mut socket, hello(&desk).to_string()).await?;
    states.mark_changed();
    snapshots.mark_changed();
    sheets.mark_changed();
    if let Some(counter) = &mut counter {
        counter.mark_changed();
    }
    let kept = phone.kept_log();
    send(&mut socket, json!({"log": kept}).to_string()).await?;
    loop {
        tokio::select! {
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => {
                    if let Ok(said) = serde_json::from_str::<FromPage>(text.as_str()) {
                        hear(&desk, &phone, said, &frame_done);
                    }
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return Ok(()),
                Some(Ok(_)) => {}
            },
            changed = states.changed() => {
                changed.map_err(|_| Gone)?;
                let state = states.borrow_and_update().clone();
                send(&mut socket, json!({"phone": state}).to_string()).await?;
            }
            changed = snapshots.changed() => {
                changed.map_err(|_| Gone)?;
                let snapshot = snapshots.borrow_and_update().clone();
                if let Some(raw) = snapshot {
                    send(&mut socket, format!("{{\"snapshot\":{}}}", raw.get())).await?;
                }
            }
            changed = sheets.changed() => {
                changed.map_err(|_| Gone)?;
                let sheet = sheets.borrow_and_update().clone();
                send(&mut socket, json!({"wallet": sheet}).to_string()).await?;
            }
            lines = log.recv() => match lines {
                Ok(lines) => send(&mut socket, json!({"log": lines}).to_string()).await?,
                // A slow tab misses lines of the log, nothing else.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return Ok(()),
            },
            now = next_counter(&mut counter) => {
                send(&mut socket, json!({"merchant": *now}).to_string()).await?;
            }
            drawn = frames.recv() => {
                if let Some((id, drawn)) = drawn {
                    send_frame(&mut socket, id, drawn, &mut shown_frame).await?;
                }
            }
        }
    }
}

async fn next_counter(
    counter: &mut Option<tokio::sync::watch::Receiver<Arc<crate::merchant::Counter>>>,
) -> Arc<crate::merchant::Counter> {
    let Some(counter) = counter else { return std::future::pending().await };
    if counter.changed().await.is_err() {
        return std::future::pending().await;
    }
    counter.borrow_and_update().clone()
}

fn hear(
    desk: &Desk,
    phone: &Arc<Phone>,
    said: FromPage,
    frame_done: &tokio::sync::mpsc::Sender<(u32, Option<Drawn>)>,
) {
    match said {
        FromPage::Intent(raw) => phone.send(ToCore::Intent(raw)),
        FromPage::Frame { id, width, height } => {
            let (phone, done) = (phone.clone(), frame_done.clone());
            tokio::spawn(async move {
                let side = |points: u32| points.clamp(1, LARGEST);
                let drawn = phone.frame(side(width), side(height)).await;
                let _ = done.send((id, drawn)).await;
            });
        }
        FromPage::Wallet { sheet, answer } => phone.answer(sheet, answer),
        FromPage::Drawer(change) => phone.change(change),
        FromPage::Kill(now) => {
            if now {
                phone.kill();
            }
        }
        FromPage::Start(now) => {
            // What fails is said by the phone itself: it stays off.
            if now && phone.start().is_err() {
                phone.kill();
            }
        }
        FromPage::Fault(change) => {
            if let Some(merchant) = &desk.merchant {
                match change {
                    FaultChange::Set(text) => {
                        merchant.set_fault(&text);
                    }
                    FaultChange::Clear(name) => merchant.clear_fault(&name),
                }
            }
        }
        FromPage::Advance { order, step } => {
            if let Some(merchant) = &desk.merchant {
                merchant.advance(&order, &step);
            }
        }
    }
}

fn hello(desk: &Desk) -> serde_json::Value {
    let languages: Vec<_> = LanguageInfo::all()
        .iter()
        .map(|one| json!({"key": one.tag, "label": one.autonym, "market": one.home_market}))
        .collect();
    json!({"hello": {
        "languages": languages,
        "markets": Market::offered().collect::<Vec<_>>(),
        "currencies": Market::offered().filter_map(Market::currency).collect::<Vec<Currency>>(),
        "zones": std::iter::once("UTC").chain(Market::offered().filter_map(Market::time_zone)).collect::<Vec<_>>(),
        "faults": known_faults(),
        "steps": STEPS,
        "merchant": desk.merchant.is_some(),
        "phones": desk.phones.len(),
    }})
}

async fn send(socket: &mut WebSocket, text: String) -> Result<(), Gone> {
    deliver(socket, Message::Text(text.into())).await
}

async fn deliver(socket: &mut WebSocket, message: Message) -> Result<(), Gone> {
    match tokio::time::timeout(PATIENCE, socket.send(message)).await {
        Ok(sent) => Ok(sent?),
        Err(_) => Err(Gone),
    }
}

/// A frame; one that this tab has already is named, not sent.
async fn send_frame(
    socket: &mut WebSocket,
    id: u32,
    drawn: Option<Drawn>,
    shown: &mut u64,
) -> Result<(), Gone> {
    let Some(drawn) = drawn else {
        return send(socket, json!({"frame": {"id": id, "none": true}}).to_string()).await;
    };
    let again = *shown == drawn.number;
    *shown = drawn.number;
    let pixels: &[u8] = if again { &[] } else { &drawn.pixels };
    let mut message = Vec::with_capacity(16 + pixels.len());
    for word in [id, drawn.width, drawn.height, u32::from(again)] {
        message.extend_from_slice(&word.to_le_bytes());
    }
    message.extend_from_slice(pixels);
    deliver(socket, Message::Binary(Bytes::from(message))).await
}
