//! What is done at a provider, by a person, their bank or time, and what the merchant makes of it.

use crate::http::Req;
use crate::ledger;
use crate::ops::charge;
use crate::ops::payment::{Ended, LIVES_ON, Payment, Stage};
use crate::ops::session::Session;
use crate::ops::settle::settle;
use crate::providers::{About, Outcome, heard, notice};
use crate::shop::Shop;
use rusqlite::Connection;
use std::sync::atomic::Ordering;

/// What a person, their bank, or time does at a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Approved.
    Approve,
    /// Refused by the bank.
    Decline,
    /// Given up by the person.
    Cancel,
    /// Past its time.
    Expire,
    /// It was approved in time, and the merchant hears of it only now, whatever was said meanwhile.
    Late,
}

impl Deed {
    /// Reads `approve`, `decline`, `cancel`, `expire`, `late`.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "approve" => Self::Approve,
            "decline" => Self::Decline,
            "cancel" => Self::Cancel,
            "expire" => Self::Expire,
            "late" => Self::Late,
            _ => return None,
        })
    }
}

/// Why a provider refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No payment of this session is known there.
    #[error("unknown")]
    Unknown,
    /// The merchant took it back.
    #[error("voided")]
    Voided,
    /// Its time is up.
    #[error("expired")]
    Expired,
    /// It ended before.
    #[error("over")]
    Over,
    /// It is paid; nothing more moved.
    #[error("repeated")]
    Repeated,
    /// The merchant does not take what was said: it is of another sum.
    #[error("not_taken")]
    NotTaken,
}

/// What is done at a provider, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Doing<'a> {
    pub(crate) deed: Deed,
    /// The provider's word, in place of its usual one.
    pub(crate) word: Option<&'a str>,
    /// Minor units, where another sum is paid.
    pub(crate) minor: Option<i64>,
}

/// Does something at the provider of a payment; without a number, of the newest. What the merchant makes of it is saved.
pub(crate) fn act(shop: &Shop, session: &str, number: Option<&str>, doing: Doing) -> Result<(), Refused> {
    let db = shop.db();
    expire_due(shop, &db);
    let id = session;
    let mut session = Session::load(&db, "checkout", id).map_err(|_| Refused::Unknown)?;
    if let Some(stage) = charged(&session, number) {
        // Who asks the provider holds no books.
        drop(db);
        return at_psp(shop, id, number, doing, stage);
    }
    let of = |payment: &Payment| number.is_none_or(|number| payment.number == number);
    let at = session.payments.iter().rposition(of).ok_or(Refused::Unknown)?;
    let done = handled(shop, &db, &mut session, at, doing);
    if let Err(refused) = done {
        let entry = if refused == Refused::Repeated { "repeat" } else { "refused" };
        enter(&db, &session, at, entry);
    }
    session.save(&db, "checkout").map_err(|_| Refused::Unknown)?;
    done
}

/// How a payment stands that is charged at the payment service provider; none for any other.
fn charged(session: &Session, number: Option<&str>) -> Option<Stage> {
    let of = |payment: &&Payment| {
        number.is_none_or(|number| [payment.number.as_str(), payment.at_provider()].contains(&number))
    };
    session.payments.iter().rfind(of).filter(|payment| payment.charge.is_some()).map(|payment| payment.stage)
}

/// What is charged at the payment service provider, and stands so, ends there.
fn at_psp(
    shop: &Shop,
    session: &str,
    number: Option<&str>,
    doing: Doing,
    stage: Stage,
) -> Result<(), Refused> {
    let over = |stage: Stage| match stage {
        Stage::Captured => Some(Refused::Repeated),
        Stage::Voided => Some(Refused::Voided),
        Stage::Ended => Some(Refused::Over),
        Stage::Created | Stage::Approved => None,
    };
    if let Some(refused) = over(stage) {
        return Err(refused);
    }
    match doing {
        // The provider has one word for each, and takes the sum of the intent alone.
        Doing { minor: Some(_), .. } | Doing { deed: Deed::Late, .. } => return Err(Refused::NotTaken),
        Doing { deed: Deed::Expire, .. } => charge::take_back(shop, session, "payment_expired"),
        Doing { deed, .. } => charge::authenticate(shop, session, deed == Deed::Approve),
    };
    let now = Session::load(&shop.db(), "checkout", session).ok();
    let ended = now.and_then(|session| charged(&session, number)).and_then(over);
    ended.map(|_| ()).ok_or(Refused::NotTaken)
}

/// What waits at its provider ends as the switch `provider` says, where it is on.
pub(crate) fn by_itself(shop: &Shop, id: &str, request: &Req) {
    if !shop.is_on("provider") {
        return;
    }
    let waits = Session::load(&shop.db(), "checkout", id).is_ok_and(|session| session.state == "waiting");
    let deed =
        waits.then(|| shop.strikes("provider", request)).flatten().and_then(|fault| Deed::parse(&fault.kind));
    if let Some(deed) = deed {
        let _ = act(shop, id, None, Doing { deed, word: None, minor: None });
    }
}

fn handled(
    shop: &Shop,
    db: &Connection,
    session: &mut Session,
    at: usize,
    doing: Doing,
) -> Result<(), Refused> {
    let payment = &session.payments[at];
    let (stage, fault) = (payment.stage, payment.fault.clone());
    let over = payment.closes() <= shop.now();
    let moves = match (doing.deed, stage) {
        (_, Stage::Captured) => return Err(Refused::Repeated),
        (Deed::Late, _) => true,
        (Deed::Approve, Stage::Voided) if fault == "approve-after-cancel" => true,
        (Deed::Approve, Stage::Ended) if over && fault == "late-approve" => true,
        (_, Stage::Voided) => return Err(Refused::Voided),
        (_, Stage::Ended) if over => return Err(Refused::Expired),
        (_, Stage::Ended | Stage::Approved) => return Err(Refused::Over),
        (Deed::Expire, Stage::Created) => {
            let grace = payment.closes() - payment.until;
            session.payments[at].until = shop.now() - grace;
            expire(shop, db, session, at);
            return Ok(());
        }
        (Deed::Approve | Deed::Decline | Deed::Cancel, Stage::Created) => false,
    };
    if moves {
        late(shop, db, session, at);
        return Ok(());
    }
    told(shop, db, session, at, doing)?;
    if fault == "approve-twice" && doing.deed == Deed::Approve {
        // The provider says it a second time, and is told that it is known.
        let again = handled(shop, db, session, at, doing);
        if again == Err(Refused::Repeated) {
            enter(db, session, at, "repeat");
        }
    }
    Ok(())
}

/// The provider's notice goes to the merchant, who does what it says.
fn told(shop: &Shop, db: &Connection, session: &mut Session, at: usize, doing: Doing) -> Result<(), Refused> {
    let outcome = match doing.deed {
        Deed::Decline => Outcome::Declined,
        Deed::Cancel => Outcome::Cancelled,
        _ => Outcome::Paid,
    };
    let payment = &session.payments[at];
    let about =
        About { number: &payment.number, amount: payment.quote.due(), currency: &payment.quote.currency };
    let paid = About { amount: doing.minor.unwrap_or(about.amount), ..about };
    let said = notice(payment.provider(), &paid, outcome, doing.word, at % 2 == 1);
    let understood = heard(payment.provider(), &about, &said).ok_or(Refused::NotTaken)?;
    if payment.fault == "stays" {
        // The notice is lost: the merchant goes on waiting.
        session.payments[at].stage = Stage::Approved;
        return Ok(());
    }
    match understood.outcome {
        Outcome::Paid if payment.fault == "again" && payment.again == 0 => {
            ask_again(shop, db, &mut session.payments[at]);
        }
        Outcome::Paid => capture(shop, db, session, at),
        Outcome::Declined => reopen(shop, session, at, "payment_declined", understood.code),
        Outcome::Cancelled => reopen(shop, session, at, "payment_cancelled", understood.code),
    }
    Ok(())
}

/// The same is asked for under a new id, on another page.
pub(crate) fn ask_again(shop: &Shop, db: &Connection, payment: &mut Payment) {
    payment.again += 1;
    payment.work = shop.new_id(db, "act");
    payment.secret = shop.new_secret(db);
}

/// Approved: the goods are taken first, and only then the money. Where they are gone by now, nothing moves.
fn capture(shop: &Shop, db: &Connection, session: &mut Session, at: usize) {
    let payment = &mut session.payments[at];
    payment.stage = Stage::Captured;
    session.seen = Some(payment.quote.clone());
    session.key.clone_from(&payment.key);
    session.ended = None;
    let settled = settle(shop, db, session).is_ok() && session.state == "completed";
    if !settled {
        "open".clone_into(&mut session.state);
        session.payments[at].stage = Stage::Voided;
        enter(db, session, at, "void");
    }
}

/// Money that moved after all: the order is written if there is none yet; where another payment has bought it, this one goes
/// back.
fn late(shop: &Shop, db: &Connection, session: &mut Session, at: usize) {
    if session.state != "completed" {
        return capture(shop, db, session, at);
    }
    session.payments[at].stage = Stage::Captured;
    enter(db, session, at, "capture");
    enter(db, session, at, "refund");
}

/// It came to nothing, under a code of ours and the provider's own word, which is empty where it said none.
fn reopen(shop: &Shop, session: &mut Session, at: usize, code: &str, word: String) {
    let words = format!("{} {word}", session.payments[at].title()).trim().to_owned();
    session.payments[at].stage = Stage::Ended;
    if session.state == "waiting" && at + 1 == session.payments.len() {
        "open".clone_into(&mut session.state);
        session.ended = Some(Ended { code: code.to_owned(), words, word });
        session.expires_at = session.expires_at.max(shop.now() + LIVES_ON);
    }
}

fn expire(shop: &Shop, db: &Connection, session: &mut Session, at: usize) {
    reopen(shop, session, at, "payment_expired", String::new());
    enter(db, session, at, "void");
}

/// Ends what is past its time by now, whether or not anybody asks.
pub(crate) fn expire_due(shop: &Shop, db: &Connection) {
    let now = shop.now();
    if now < shop.closes_at.load(Ordering::Relaxed) {
        return;
    }
    let mut next = i64::MAX;
    for mut session in Session::all(db, "\"state\":\"waiting\"") {
        let last = session.payments.last();
        let Some(payment) = last.filter(|last| last.stage == Stage::Created && last.charge.is_none()) else {
            continue;
        };
        let closes = payment.closes();
        if closes <= now {
            let at = session.payments.len() - 1;
            expire(shop, db, &mut session, at);
            let _ = session.save(db, "checkout");
        } else {
            next = next.min(closes);
        }
    }
    // Written while the books are held, as `begin` does: no session is lost between the two.
    shop.closes_at.store(next, Ordering::Relaxed);
}

/// The merchant takes back what it asked the provider for.
pub(crate) fn void(db: &Connection, session: &mut Session) {
    let Some(at) = session.payments.len().checked_sub(1) else { return };
    if matches!(session.payments[at].stage, Stage::Created | Stage::Approved) {
        session.payments[at].stage = Stage::Voided;
        enter(db, session, at, "void");
    }
}

fn enter(db: &Connection, session: &Session, at: usize, entry: &str) {
    let payment = &session.payments[at];
    let _ = ledger::enter(db, &session.id, payment.at_provider(), entry, &payment.quote);
}
