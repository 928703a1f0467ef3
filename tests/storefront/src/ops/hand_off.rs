//! Hand-offs: a Complete that is accepted before it is paid, for the person approves elsewhere first.

use crate::http::{Reply, Req};
use crate::methods::{self, Method, Way};
use crate::ops::payment::{Payment, Stage};
use crate::ops::quote::Quote;
use crate::ops::session::{Session, bad};
use crate::ops::view::{answer, look};
use crate::ops::work::offered;
use crate::psp::Card;
use crate::shop::Shop;
use rusqlite::Connection;
use serde_json::Value;
use std::sync::atomic::Ordering;

/// How long a card's bank waits for the person, in milliseconds.
const BANK_WAITS: i64 = 15 * 60_000;

/// What pays, of the body of a Complete.
pub(crate) enum Pays {
    /// A credential, whether it is good, and the test card that it stands for at a payment service provider.
    Credential { good: bool, card: Card, instrument: Value },
    /// The merchant is asked first, and tells where to approve.
    Merchant { method: &'static Method, instrument: Value },
}

impl Pays {
    /// Reads an instrument of one of the methods; an error for a handler that is not offered to this session.
    pub(crate) fn read(shop: &Shop, session: &Session, request: &Req, one: &Value) -> Result<Self, Reply> {
        let method = methods::of_handler(&one["handler_id"]);
        let quote = session.seen.clone().unwrap_or_default();
        let method = method
            .filter(|method| offered(shop, session, &quote, request).any(|known| known.id == method.id));
        let method = method.ok_or_else(|| bad("unknown payment handler"))?;
        if one["type"] != method.instrument() {
            return Err(bad("instrument type"));
        }
        if method.way == Way::Sheet {
            let credential = &one["credential"];
            if !credential["type"].is_string() || credential.as_object().is_none_or(|all| all.len() < 2) {
                return Err(bad("credential is required"));
            }
            let card = Card::of(&credential.to_string());
            return Ok(Self::Credential { good: card != Card::Declined, card, instrument: echo(one) });
        }
        if !one["credential"].is_null() {
            return Err(bad("this handler takes no credential"));
        }
        match method.way {
            Way::Link(_) if !returns(&one["return_url"]) => Err(bad("return_url")),
            Way::Prompt if !phone(&one["phone_number"]) => Err(bad("phone_number")),
            _ => Ok(Self::Merchant { method, instrument: one.clone() }),
        }
    }
}

/// An instrument as it is told again: nothing secret, nothing of the person.
pub(crate) fn echo(one: &Value) -> Value {
    let kept = ["id", "handler_id", "type", "selected"];
    let fields = one.as_object().into_iter().flatten().filter(|(name, _)| kept.contains(&name.as_str()));
    Value::Object(fields.map(|(name, value)| (name.clone(), value.clone())).collect())
}

/// A link that may be gone back to: a scheme of an app, or https; nothing that runs.
fn returns(url: &Value) -> bool {
    let Some((scheme, rest)) = url.as_str().and_then(|url| url.split_once("://")) else { return false };
    let named = scheme.starts_with(|first: char| first.is_ascii_lowercase())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+-.".contains(&byte));
    named
        && !["http", "file", "data", "javascript"].contains(&scheme)
        && !rest.is_empty()
        && rest.len() <= 2_000
        && rest.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A telephone number as E.164 writes it.
fn phone(number: &Value) -> bool {
    let Some(digits) = number.as_str().and_then(|number| number.strip_prefix('+')) else { return false };
    (8..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
}

/// What a payment is begun with.
pub(crate) struct Beginning<'a> {
    pub(crate) instrument: &'a Value,
    /// None for a card whose bank wants something.
    pub(crate) method: Option<&'static Method>,
    /// Whether the bank looks at the device first.
    pub(crate) collects: bool,
}

/// The payment is begun at its provider, and the person has something to do.
pub(crate) fn begin(
    shop: &Shop,
    db: &Connection,
    session: &mut Session,
    quote: Quote,
    beginning: &Beginning,
    request: &Req,
) -> Result<Reply, Reply> {
    let payment = opened(shop, db, quote, beginning, request);
    session.expires_at = session.expires_at.max(payment.closes());
    session.key.clone_from(&payment.key);
    session.seen = Some(payment.quote.clone());
    session.ended = None;
    shop.closes_at.fetch_min(payment.closes(), Ordering::Relaxed);
    session.payments.push(payment);
    "waiting".clone_into(&mut session.state);
    let view = look(shop, db, session, request);
    answer(shop, db, session, view, 200, request)
}

/// Paid at the door: nobody has anything to do, and no money moves yet.
pub(crate) fn at_the_door(
    shop: &Shop,
    db: &Connection,
    session: &mut Session,
    quote: &Quote,
    beginning: &Beginning,
    request: &Req,
) {
    let payment = opened(shop, db, quote.clone(), beginning, request);
    session.payments.push(Payment { stage: Stage::Captured, ..payment });
}

pub(crate) fn opened(
    shop: &Shop,
    db: &Connection,
    quote: Quote,
    beginning: &Beginning,
    request: &Req,
) -> Payment {
    let Beginning { instrument, method, collects } = beginning;
    let lives = method.map_or(BANK_WAITS, |method| method.lives_s * 1_000);
    let fault = shop.strikes("hand-off", request).map(|fault| fault.kind);
    let fault = fault
        .or_else(|| shop.strikes("action-error", request).map(|fault| format!("error {}", fault.kind)))
        .or_else(|| shop.strikes("action-silent", request).map(|_| "silent".to_owned()));
    Payment {
        number: shop.new_id(db, "pay"),
        method: method.map_or("card", |method| method.id).to_owned(),
        work: shop.new_id(db, "act"),
        again: 0,
        stage: Stage::Created,
        collects: *collects,
        secret: shop.new_secret(db),
        return_url: instrument["return_url"].as_str().unwrap_or_default().to_owned(),
        instrument: echo(instrument),
        until: shop.now() + lives,
        quote,
        key: request.header("idempotency-key").unwrap_or_default().to_owned(),
        fault: fault.unwrap_or_default(),
        charge: None,
    }
}
