//! What the host and the tester do in a show: by `POST /_sandbox/live/SESSION`, or in process.

use super::event::{CARD, COMMENT, HOLD};
use super::holds;
use super::proof::Terms;
use super::say::{Desk, markets, publish, tick};
use crate::shop::Shop;
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;

/// The most of a comment, in characters.
const TEXT_CHARS: usize = 280;
const AUTHOR_CHARS: usize = 60;
/// The most holds that stand at once, and the longest they may.
const MOST_HOLDS: usize = 5;
const MOST_SECONDS: i64 = 3_600;
/// The longest that a show is moved ahead.
const MOST_AHEAD: i64 = 7 * 86_400;

/// What the host does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiveDeed {
    /// Pins an item.
    Pin(String),
    /// Takes away what is pinned.
    Unpin,
    /// Sells an item out.
    SellOut(String),
    /// Changes what an item costs in a market, in minor units.
    Price {
        /// Item id.
        item: String,
        /// ISO 3166-1 alpha-2.
        market: String,
        /// Minor units.
        minor: i64,
    },
    /// Holds a price.
    Hold {
        /// Item id.
        item: String,
        /// By how much less than now, 1 to 90.
        percent: i64,
        /// For how many, 1 to 999.
        quantity: i64,
        /// For how long, 1 to 3600.
        seconds: i64,
    },
    /// Takes a hold back, by its nonce.
    Withdraw(String),
    /// Pins a comment, or takes it away.
    Comment(Option<LiveComment>),
    /// Ends the show.
    End,
    /// One that is to come begins in so many seconds from now.
    Move(i64),
    /// One that is to come is not announced any more.
    Cancel,
    /// Cuts the line of all shows for so many seconds.
    Cut(i64),
}

/// A comment that the host pins.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LiveComment {
    /// Whose; may be empty.
    #[serde(default)]
    pub author: String,
    /// What was said.
    pub text: String,
    /// BCP 47.
    #[serde(default)]
    pub language: String,
}

/// Why a deed is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LiveRefused {
    /// There is no such show, or no shows at all.
    #[error("no_session")]
    NoSession,
    /// The show is to come, or over.
    #[error("not_running")]
    NotRunning,
    /// The show has begun, or was cancelled.
    #[error("not_coming")]
    NotComing,
    /// No such item, market or comment to take away.
    #[error("no_item")]
    NoItem,
    /// No hold of that nonce stands.
    #[error("no_hold")]
    NoHold,
    /// A comment that is too long, or empty.
    #[error("too_long")]
    TooLong,
    /// A number that is out of its range, or one more than there may be.
    #[error("out_of_range")]
    OutOfRange,
}

impl LiveDeed {
    /// Reads a body such as `{"pin": {"item": "mug-indigo"}}`.
    pub fn read(body: &Value) -> Option<Self> {
        #[derive(Deserialize)]
        struct Item {
            item: String,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Wire {
            Pin(Item),
            Unpin(bool),
            SellOut(Item),
            Price { item: String, market: String, minor: i64 },
            Hold { item: String, percent: i64, quantity: i64, seconds: i64 },
            Withdraw { nonce: String },
            Comment(Option<LiveComment>),
            End(bool),
            Move { seconds: i64 },
            Cancel(bool),
            Cut { seconds: i64 },
        }
        Some(match Wire::deserialize(body).ok()? {
            Wire::Pin(Item { item }) => Self::Pin(item),
            Wire::Unpin(true) => Self::Unpin,
            Wire::SellOut(Item { item }) => Self::SellOut(item),
            Wire::Price { item, market, minor } => Self::Price { item, market, minor },
            Wire::Hold { item, percent, quantity, seconds } => {
                Self::Hold { item, percent, quantity, seconds }
            }
            Wire::Withdraw { nonce } => Self::Withdraw(nonce),
            Wire::Comment(comment) => Self::Comment(comment),
            Wire::End(true) => Self::End,
            Wire::Move { seconds } => Self::Move(seconds),
            Wire::Cancel(true) => Self::Cancel,
            Wire::Cut { seconds } => Self::Cut(seconds),
            Wire::Unpin(false) | Wire::End(false) | Wire::Cancel(false) => return None,
        })
    }
}

/// Does something in a show: the number of what it has said last.
pub(crate) fn act(shop: &Shop, session: &str, deed: &LiveDeed) -> Result<u64, LiveRefused> {
    let live = shop.live.as_ref().ok_or(LiveRefused::NoSession)?;
    let at = live.find(session).ok_or(LiveRefused::NoSession)?;
    let show = live.shows.get(at).ok_or(LiveRefused::NoSession)?;
    let (db, now, markets) = (shop.db(), shop.now(), markets(shop));
    // What was due before comes first.
    tick(shop, &db);
    let mut state = live.state();
    if let LiveDeed::Cut(seconds) = deed {
        let seconds = in_range(*seconds, MOST_SECONDS)?;
        state.cut_until = now + seconds * 1_000;
        let seq = state.said.get(at).map_or(0, |said| said.ring.seq);
        drop(state);
        live.wake();
        if let Some(publisher) = &live.publisher {
            publisher.cut(Duration::from_secs(seconds.unsigned_abs()));
        }
        return Ok(seq);
    }
    let said = state.said.get_mut(at).ok_or(LiveRefused::NoSession)?;
    if let LiveDeed::Move(_) | LiveDeed::Cancel = deed {
        if show.is_cancelled() || show.state(said.ended_at, now) != "coming" {
            return Err(LiveRefused::NotComing);
        }
        match deed {
            LiveDeed::Move(seconds) => show.begins(now + in_range(*seconds, MOST_AHEAD)? * 1_000),
            _ => show.cancel(),
        }
        return Ok(said.ring.seq);
    }
    if show.state(said.ended_at, now) != "running" {
        return Err(LiveRefused::NotRunning);
    }
    let desk = Desk { shop, live, db: &db, show, markets: &markets };
    let before = said.ring.seq;
    match deed {
        LiveDeed::Pin(item) => {
            is_sold(&desk, item)?;
            said.follows = false;
            said.pin(&desk, item, now);
        }
        LiveDeed::Unpin => {
            said.follows = false;
            said.unpin(&desk, CARD, now).then_some(()).ok_or(LiveRefused::NoItem)?;
        }
        LiveDeed::SellOut(item) => {
            is_sold(&desk, item)?;
            said.watch(&desk, item).then_some(()).ok_or(LiveRefused::OutOfRange)?;
            let sold = db.execute("UPDATE stock SET quantity = 0 WHERE item = ?1", [item]);
            sold.map_err(|_| LiveRefused::NoItem)?;
        }
        LiveDeed::Price { item, market, minor } => {
            desk.price(item, market).ok_or(LiveRefused::NoItem)?;
            let minor = in_range(*minor, 1_000_000_000)?;
            said.watch(&desk, item).then_some(()).ok_or(LiveRefused::OutOfRange)?;
            shop.set_price(&db, item, market, minor).ok_or(LiveRefused::NoItem)?;
        }
        LiveDeed::Hold { item, percent, quantity, seconds } => {
            is_sold(&desk, item)?;
            let (percent, quantity) = (in_range(*percent, 90)?, in_range(*quantity, 999)?);
            let not_after = now + in_range(*seconds, MOST_SECONDS)? * 1_000;
            if said.holds().count() >= MOST_HOLDS {
                return Err(LiveRefused::OutOfRange);
            }
            let nonce = holds::offer(shop, &db, quantity, not_after).map_err(|_| LiveRefused::NoHold)?;
            let id = format!("hold-{}", said.ring.seq + 1);
            let hold = |market: &str| {
                let (minor, currency) = desk.price(item, market)?;
                let terms = Terms {
                    session: show.id.to_owned(),
                    merchant: shop.url("/"),
                    item: item.clone(),
                    minor: (minor - minor * percent / 100).max(1),
                    currency,
                    quantity,
                    not_before: None,
                    not_after,
                    nonce: nonce.clone(),
                };
                Some(terms.signed(shop))
            };
            let event = said.ring.say(HOLD, now, &markets, |market| {
                json!({"id": id, "item": item, "nonce": nonce, "not_after": not_after, "hold": hold(market)})
            });
            said.keep(event, now);
        }
        LiveDeed::Withdraw(nonce) => {
            let ended = said.end_hold(&desk, nonce, "withdrawn", now) && holds::withdraw(&db, nonce);
            ended.then_some(()).ok_or(LiveRefused::NoHold)?;
        }
        LiveDeed::Comment(None) => {
            said.unpin(&desk, COMMENT, now).then_some(()).ok_or(LiveRefused::NoItem)?;
        }
        LiveDeed::Comment(Some(comment)) => {
            let comment = fitting(comment)?;
            said.close(COMMENT, now);
            let id = format!("comment-{}", said.ring.seq + 1);
            let event = said.ring.say(COMMENT, now, &markets, |_| {
                let mut data = json!({"id": id, "text": comment.text, "language": comment.language});
                if !comment.author.is_empty() {
                    data["author"] = json!(comment.author);
                }
                data
            });
            said.keep(event, now);
        }
        LiveDeed::End => said.end(&desk, now),
        LiveDeed::Cut(_) | LiveDeed::Move(_) | LiveDeed::Cancel => {}
    }
    publish(&desk, said, before);
    drop(state);
    live.wake();
    // Prices and stock are told from the books.
    tick(shop, &db);
    let seq = live.state().said.get(at).map_or(0, |said| said.ring.seq);
    Ok(seq)
}

fn is_sold(desk: &Desk<'_>, item: &str) -> Result<(), LiveRefused> {
    let known = desk.shop.goods.items.iter().any(|good| good.id == item);
    if known { Ok(()) } else { Err(LiveRefused::NoItem) }
}

fn in_range(number: i64, most: i64) -> Result<i64, LiveRefused> {
    if (1..=most).contains(&number) { Ok(number) } else { Err(LiveRefused::OutOfRange) }
}

/// A comment within its limits, on one line.
fn fitting(comment: &LiveComment) -> Result<LiveComment, LiveRefused> {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (author, text) = (line(&comment.author), line(&comment.text));
    let tag = comment.language.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    let short = author.chars().count() <= AUTHOR_CHARS && text.chars().count() <= TEXT_CHARS;
    if text.is_empty() || !short || !tag || comment.language.len() > 35 {
        return Err(LiveRefused::TooLong);
    }
    let language = if comment.language.is_empty() { "und".to_owned() } else { comment.language.clone() };
    Ok(LiveComment { author, text, language })
}
