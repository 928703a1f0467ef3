//! One tab of a browser: what it is told and what it says.

use super::desk::{LARGEST, ServerState};
use crate::merchant::{DEEDS, STEPS, known_faults};
use crate::phone::{DeskChange, Drawn, Phone};
use crate::wire::{SheetAnswer, ToCore};
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tradewind_app::{LivePosition, provider_codes};
use tradewind_domain::{Currency, Market};
use tradewind_l10n::LanguageInfo;

/// A page that takes nothing for so long is let go; it asks again when it wakes.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest message of a page.
const LONGEST: usize = 64 << 10;

pub(super) async fn socket(
    State(desk): State<Arc<ServerState>>,
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
    Frame {
        id: u32,
        width: u32,
        height: u32,
    },
    /// Where the player of a show is.
    LivePosition(LivePosition),
    /// What is left of held prices is asked for.
    LiveTick,
    Wallet {
        sheet: String,
        answer: SheetAnswer,
    },
    Drawer(DeskChange),
    Kill(bool),
    Start(bool),
    Fault(FaultChange),
    Advance {
        order: String,
        step: String,
    },
    /// The person is back from where they were sent.
    Returned {
        hand_off: String,
    },
    /// What happens at the provider of a session's newest payment.
    Provider {
        session: String,
        deed: String,
        /// The provider's code, in place of its usual one.
        code: Option<String>,
        /// Another sum, in minor units.
        minor: Option<i64>,
    },
    /// What the host does in a live show.
    Live {
        session: String,
        deed: serde_json::Value,
    },
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
async fn attend(desk: Arc<ServerState>, phone: Arc<Phone>, mut socket: WebSocket) -> Result<(), Gone> {
    let mut snapshots = phone.snapshot.subscribe();
    let mut sheets = phone.sheet.subscribe();
    let mut hand_offs = phone.hand_off.subscribe();
    let mut posts = phone.posts.subscribe();
    let mut ticks = phone.ticks.subscribe();
    let mut states = phone.state.subscribe();
    let mut log = phone.log.subscribe();
    let mut merchant = desk.merchant.as_ref().map(|merchant| merchant.state.clone());
    let (frame_done, mut frames) = tokio::sync::mpsc::channel::<(u32, Option<Drawn>)>(4);
    let mut shown_frame = 0;

    send(&mut socket, hello(&desk).to_string()).await?;
    states.mark_changed();
    snapshots.mark_changed();
    sheets.mark_changed();
    hand_offs.mark_changed();
    if let Some(merchant) = &mut merchant {
        merchant.mark_changed();
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
            changed = hand_offs.changed() => {
                changed.map_err(|_| Gone)?;
                let open = hand_offs.borrow_and_update().clone();
                send(&mut socket, json!({"hand_off": open}).to_string()).await?;
            }
            post = posts.recv() => match post {
                Ok(post) => send(&mut socket, json!({"surface_post": post}).to_string()).await?,
                // A slow tab's page waits for an answer in vain, and the core gives it up in time.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return Ok(()),
            },
            tick = ticks.recv() => match tick {
                Ok(tick) => send(&mut socket, json!({"live_tick": tick}).to_string()).await?,
                // It asks again in a second.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return Ok(()),
            },
            lines = log.recv() => match lines {
                Ok(lines) => send(&mut socket, json!({"log": lines}).to_string()).await?,
                // A slow tab misses lines of the log, nothing else.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return Ok(()),
            },
            now = next_state(&mut merchant) => {
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

async fn next_state(
    state: &mut Option<tokio::sync::watch::Receiver<Arc<crate::merchant::MerchantState>>>,
) -> Arc<crate::merchant::MerchantState> {
    let Some(state) = state else { return std::future::pending().await };
    if state.changed().await.is_err() {
        return std::future::pending().await;
    }
    state.borrow_and_update().clone()
}

fn hear(
    desk: &ServerState,
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
        FromPage::LivePosition(position) => phone.send(ToCore::LivePosition(position)),
        FromPage::LiveTick => phone.send(ToCore::LiveTick),
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
        FromPage::Returned { hand_off } => phone.came_back(&hand_off),
        FromPage::Provider { session, deed, code, minor } => {
            if let Some(merchant) = &desk.merchant {
                merchant.settle(&session, &deed, code.as_deref(), minor);
            }
        }
        FromPage::Live { session, deed } => {
            if let Some(merchant) = &desk.merchant {
                merchant.live(&session, &deed);
            }
        }
        FromPage::Advance { order, step } => {
            if let Some(merchant) = &desk.merchant {
                merchant.advance(&order, &step);
            }
        }
    }
}

fn hello(desk: &ServerState) -> serde_json::Value {
    let languages: Vec<_> =
        LanguageInfo::all().iter().map(|one| json!({"key": one.tag, "label": one.autonym})).collect();
    json!({"hello": {
        "languages": languages,
        "markets": Market::offered().collect::<Vec<_>>(),
        "currencies": Market::offered().filter_map(Market::currency).collect::<Vec<Currency>>(),
        "zones": std::iter::once("UTC").chain(Market::offered().filter_map(Market::time_zone)).collect::<Vec<_>>(),
        "faults": known_faults(),
        "steps": STEPS,
        "deeds": DEEDS,
        "codes": codes(),
        "methods": desk.merchant.as_ref().map(crate::merchant::Merchant::methods).unwrap_or_default(),
        "frames": desk.frames,
        "merchant": desk.merchant.is_some(),
        "phones": desk.phones.len(),
    }})
}

/// The codes of providers that the core knows, by the method's id, each with our word for it.
fn codes() -> BTreeMap<&'static str, Vec<serde_json::Value>> {
    let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (method, code, word) in provider_codes() {
        all.entry(method).or_default().push(json!({"key": code, "label": format!("{code} {word}")}));
    }
    all
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
