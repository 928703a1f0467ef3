//! A show's event stream: server-sent events (WHATWG HTML, 9.2), decoded as bytes come, and what each of them says.
//!
//! `sse-core` does the stream's own rules (byte order mark, line ends, `data` lines, `id` without NUL, an unfinished last event
//! dropped) with a cap; a comment is a heartbeat of the wire, which whoever feeds the bytes sees by itself. `event` is the kind, `data`
//! a JSON object, moments in milliseconds since 1970:
//!
//! | event | data |
//! | --- | --- |
//! | `card-pinned` | `seq`, `at`, `id`, `item`; `until`, `title`, `price` (`{"minor", "currency"}`), `stock`, `proof` where wanted |
//! | `hold-offered` | `seq`, `at`, `id`, `hold` (as in `hold.rs`); `until` where wanted |
//! | `comment-pinned` | `seq`, `at`, `id`, `text`; `author`, `until` where wanted |
//! | `unpinned` | `seq`, `at`, `id`: of any of the three; of a hold `reason` (`oversold`, `withdrawn`) where there is one |
//! | `price-changed` | `seq`, `at`, `item`, `price` |
//! | `stock-changed` | `seq`, `at`, `item`, `stock` |
//! | `session-over` | `seq`, `at` |
//! | `begins-after` | `seq`: what was said before stands in the playlist, and is not sent |
//! | `heartbeat` | `now`: the merchant's time |
//!
//! `seq` grows by one with each statement of a show, from 1. Kinds that are not known are passed over; their number counts. A price of
//! nothing or less is none: what says one is left out, and its number counts too.

use crate::cue::{Card, Comment, Content, Cue, EndReason, title};
use crate::hold::SignedHold;
use crate::ids::CueId;
use crate::limits::{EVENT_BYTES, RESUME_BYTES};
use crate::proof::Proof;
use serde::Deserialize;
use serde_json::Value;
use sse_core::{MessageEvent, SseDecoder, SseEvent};
use std::num::NonZeroUsize;
use std::time::Duration;
use tradewind_domain::{Code, ItemId, Money, Timestamp};

/// Longest pause that a host may ask for before it is called again.
const LONGEST_RETRY: Duration = Duration::from_secs(60);

/// What comes out of the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// A statement, with the id to resume from where it has one.
    Event {
        /// `id`, at most [`RESUME_BYTES`] bytes that a header field may carry.
        id: Option<String>,
        /// What it says.
        event: LiveEvent,
    },
    /// How long to wait before the next connection, a minute at most.
    Retry(Duration),
    /// An event that could not be read.
    Unreadable(EventError),
}

/// A statement of a show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiveEvent {
    /// A card, a hold or a comment is pinned.
    Pinned(Cue),
    /// One is taken away.
    Unpinned {
        /// Which.
        id: CueId,
        /// From which moment of the picture on.
        at: Timestamp,
        /// Its number.
        seq: u64,
        /// Why, where the merchant says so.
        reason: Option<EndReason>,
    },
    /// A price is another from a moment on.
    Price {
        /// Of what.
        item: ItemId,
        /// The price.
        price: Money,
        /// From which moment of the picture on.
        at: Timestamp,
        /// Its number.
        seq: u64,
    },
    /// Less or more is left.
    Stock {
        /// Of what.
        item: ItemId,
        /// How many; nothing is sold out.
        stock: u32,
        /// From which moment of the picture on.
        at: Timestamp,
        /// Its number.
        seq: u64,
    },
    /// The show ends.
    Over {
        /// At which moment of the picture.
        at: Timestamp,
        /// Its number.
        seq: u64,
    },
    /// What has this number and those before it is not sent: it stands in the playlist.
    BeginsAfter {
        /// The last number that is not sent.
        seq: u64,
    },
    /// The merchant's time.
    Heartbeat {
        /// What the merchant's clock says.
        now: Timestamp,
    },
    /// Of a kind that this app does not know, or not what its kind should be.
    Unknown {
        /// Its number, where it has one.
        seq: Option<u64>,
    },
}

impl LiveEvent {
    /// Its number among the statements of its show.
    pub const fn seq(&self) -> Option<u64> {
        match self {
            Self::Pinned(cue) => Some(cue.seq),
            Self::Unpinned { seq, .. }
            | Self::Price { seq, .. }
            | Self::Stock { seq, .. }
            | Self::Over { seq, .. } => Some(*seq),
            Self::Unknown { seq } => *seq,
            Self::BeginsAfter { .. } | Self::Heartbeat { .. } => None,
        }
    }

    /// The price that it says.
    const fn price(&self) -> Option<Money> {
        match self {
            Self::Pinned(Cue { content: Content::Card(card), .. }) => card.price,
            Self::Price { price, .. } => Some(*price),
            _ => None,
        }
    }
}

/// Why an event is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// Larger than [`EVENT_BYTES`]; the ones after it are read.
    #[error("event too large")]
    TooLarge,
    /// A price of nothing or less. Its number comes beside it, in an event that says nothing else.
    #[error("no price")]
    NoPrice,
}

impl EventError {
    /// The public code.
    pub const fn code(self) -> Code {
        match self {
            Self::TooLarge => Code::TooLarge,
            Self::NoPrice => Code::MerchantGarbage,
        }
    }
}

/// Decodes one connection's bytes. A new connection gets a new decoder: what was unfinished on the last one is not to be had.
#[derive(Debug)]
pub struct EventDecoder {
    inner: SseDecoder,
}

impl Default for EventDecoder {
    fn default() -> Self {
        Self::new()
    }
}

impl EventDecoder {
    /// At the begin of a stream.
    pub fn new() -> Self {
        let most = NonZeroUsize::new(EVENT_BYTES).expect("proof: a constant that is not zero");
        Self { inner: SseDecoder::with_limit(most) }
    }

    /// Takes the next bytes, cut anywhere, and gives what is finished by them.
    pub fn feed(&mut self, mut bytes: &[u8]) -> Vec<Received> {
        let mut all = Vec::new();
        while let Some(next) = self.inner.next(&mut bytes) {
            match next {
                Ok(SseEvent::Message(message)) => received(&message, &mut all),
                Ok(SseEvent::Retry(millis)) => {
                    let wait = Duration::from_millis(u64::from(millis));
                    all.push(Received::Retry(wait.min(LONGEST_RETRY)));
                }
                Err(_) => all.push(Received::Unreadable(EventError::TooLarge)),
            }
        }
        all
    }
}

fn received(message: &MessageEvent, all: &mut Vec<Received>) {
    // What a header field cannot carry is none to resume from (RFC 9110 5.5 without obs-text).
    let carried = |id: &str| id.len() <= RESUME_BYTES && id.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let id = message.last_event_id.as_deref().filter(|id| carried(id)).map(str::to_owned);
    let mut event = said(&message.event, &message.data).unwrap_or_else(|| LiveEvent::Unknown {
        seq: body::<Numbered>(&message.data).and_then(|body| body.seq),
    });
    if event.price().is_some_and(|price| price.minor <= 0) {
        all.push(Received::Unreadable(EventError::NoPrice));
        event = LiveEvent::Unknown { seq: event.seq() };
    }
    all.push(Received::Event { id, event });
}

fn said(kind: &str, data: &str) -> Option<LiveEvent> {
    Some(match kind {
        "card-pinned" => {
            let (pin, item) = (body::<Pin>(data)?, body::<Pinned>(data)?);
            let title = item.title.as_deref().and_then(title);
            let card =
                Card { item: item.item, title, price: item.price, stock: item.stock, proof: item.proof };
            LiveEvent::Pinned(pin.cue(Content::Card(card)))
        }
        "hold-offered" => {
            let (pin, offer) = (body::<Pin>(data)?, body::<Offered>(data)?);
            LiveEvent::Pinned(pin.cue(Content::Hold(Box::new(offer.hold))))
        }
        "comment-pinned" => {
            let (pin, words) = (body::<Pin>(data)?, body::<Words>(data)?);
            LiveEvent::Pinned(pin.cue(Content::Comment(Comment::of(words.author.as_deref(), &words.text)?)))
        }
        "unpinned" => {
            let (pin, why) = (body::<Pin>(data)?, body::<Why>(data)?);
            let reason = why.reason.as_ref().and_then(Value::as_str).and_then(EndReason::parse);
            LiveEvent::Unpinned { id: pin.id, at: pin.at, seq: pin.seq, reason }
        }
        "price-changed" => {
            let (moment, change) = (body::<Moment>(data)?, body::<Priced>(data)?);
            LiveEvent::Price { item: change.item, price: change.price, at: moment.at, seq: moment.seq }
        }
        "stock-changed" => {
            let (moment, change) = (body::<Moment>(data)?, body::<Stocked>(data)?);
            LiveEvent::Stock { item: change.item, stock: change.stock, at: moment.at, seq: moment.seq }
        }
        "session-over" => {
            let moment = body::<Moment>(data)?;
            LiveEvent::Over { at: moment.at, seq: moment.seq }
        }
        "begins-after" => LiveEvent::BeginsAfter { seq: body::<Numbered>(data)?.seq? },
        "heartbeat" => LiveEvent::Heartbeat { now: body::<Now>(data)?.now },
        _ => return None,
    })
}

fn body<'a, T: Deserialize<'a>>(data: &'a str) -> Option<T> {
    serde_json::from_str(data).ok()
}

#[derive(Deserialize)]
struct Numbered {
    seq: Option<u64>,
}

#[derive(Deserialize)]
struct Moment {
    seq: u64,
    at: Timestamp,
}

#[derive(Deserialize)]
struct Pin {
    seq: u64,
    at: Timestamp,
    id: CueId,
    until: Option<Timestamp>,
}

impl Pin {
    fn cue(self, content: Content) -> Cue {
        Cue { id: self.id, from: self.at, until: self.until, seq: self.seq, content }
    }
}

#[derive(Deserialize)]
struct Pinned {
    item: ItemId,
    title: Option<String>,
    price: Option<Money>,
    stock: Option<u32>,
    proof: Option<Box<Proof>>,
}

/// Whatever the reason is, what is taken away is taken away.
#[derive(Deserialize)]
struct Why {
    reason: Option<Value>,
}

#[derive(Deserialize)]
struct Offered {
    hold: SignedHold,
}

#[derive(Deserialize)]
struct Words {
    author: Option<String>,
    text: String,
}

#[derive(Deserialize)]
struct Priced {
    item: ItemId,
    price: Money,
}

#[derive(Deserialize)]
struct Stocked {
    item: ItemId,
    stock: u32,
}

#[derive(Deserialize)]
struct Now {
    now: Timestamp,
}

#[cfg(test)]
mod tests;
