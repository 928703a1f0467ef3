//! A card is charged at the payment service provider: once, whatever is lost on the way.
//!
//! Two steps make that hold. An intent is made that moves no money; its id is written down; then it is confirmed, and it alone.
//! So an intent that was made twice, because an answer was lost, costs nobody anything, and a confirmation that is sent twice is
//! refused by the provider. Before anything is sent, it is written down that it will be. After an answer that says nothing
//! (lost, late, 409, 429, 5xx) the provider is asked what there is. While nobody knows, the session is `complete_in_progress`.

use crate::http::{Reply, Req};
use crate::ledger;
use crate::methods::AUTHENTICATION;
use crate::ops::hand_off::{Beginning, opened};
use crate::ops::payment::{Charge, Ended, LIVES_ON, Payment, Stage};
use crate::ops::quote::Quote;
use crate::ops::session::{Session, failed};
use crate::ops::settle::{give_stock_back, settle, take_stock};
use crate::psp::{Card, Intent, Psp, Status, Trouble};
use crate::shop::{Shop, lock};
use crate::words::say;
use rusqlite::Connection;
use serde_json::Value;
use std::time::Duration;

/// The most that is asked of the provider in one turn, and the most answers of it that say nothing.
const MOST_STEPS: usize = 12;
const MOST_TROUBLES: u32 = 3;
/// Between two questions after an answer that said nothing.
const PAUSE: Duration = Duration::from_millis(100);
/// How long a turn is waited for that another request has: that many pauses.
const PAUSES: u32 = 80;

/// Writes down that a card is about to be charged, and takes the goods from stock; nothing is sent yet.
pub(crate) fn begin(
    shop: &Shop,
    db: &Connection,
    session: &mut Session,
    quote: Quote,
    (card, instrument): (Card, &Value),
    request: &Req,
) -> Result<(), Reply> {
    let bank = shop.strikes("three-ds", request).map(|fault| fault.kind);
    let acts = request.version().replaces() && request.has_named(AUTHENTICATION);
    let acts = acts && !matches!(bank.as_deref(), Some("browser" | "again"));
    let card = if bank.is_some() && card == Card::Good { Card::ThreeDs } else { card };
    let beginning = Beginning { instrument, method: None, collects: false };
    let mut payment = opened(shop, db, quote, &beginning, request);
    payment.charge = Some(Charge::new(card, acts));
    session.payments.retain(Payment::captures);
    session.expires_at = session.expires_at.max(payment.closes());
    session.seen = Some(payment.quote.clone());
    session.declined = false;
    session.ended = None;
    session.payments.push(payment);
    "charging".clone_into(&mut session.state);
    let tx = db.unchecked_transaction().map_err(|_| failed())?;
    if !take_stock(&tx, session) {
        return Err(Reply::business("out_of_stock", say(&session.language, "out_of_stock")));
    }
    session.taken = true;
    session.save(&tx, "checkout")?;
    tx.commit().map_err(|_| failed())
}

/// Whether a Complete is the one that a session's newest charge began with.
pub(crate) fn is_of(session: &Session, request: &Req) -> bool {
    let newest = session.payments.last().filter(|payment| payment.charge.is_some());
    newest.is_some_and(|payment| request.header("idempotency-key") == Some(payment.key.as_str()))
}

/// Asks the provider about a session's charge and does what comes next. Nothing, where there is none or another request is
/// at it.
pub(crate) fn advance(shop: &Shop, id: &str) {
    if let Some(psp) = &shop.psp
        && let Some(_turn) = Turn::take(shop, id)
    {
        run(shop, psp, id);
    }
}

/// The person has shown their bank that it is them, or has not. Where the session stands then; none where nothing is charged.
pub(crate) fn authenticate(shop: &Shop, id: &str, success: bool) -> Option<String> {
    let psp = shop.psp.as_ref()?;
    let _turn = Turn::wait(shop, id)?;
    let charge = live(shop, id)?.charge?;
    // Whatever is answered, how it stands is asked afterwards.
    let _ = psp.authenticate(charge.intent.as_deref()?, &charge.secret, success);
    run(shop, psp, id);
    state(shop, id)
}

/// Takes a charge back at the provider, under the code with which it ends. Where the session stands then: `open`, or
/// `completed` where the money had moved, or as before where nobody knows. None where nothing is charged.
pub(crate) fn take_back(shop: &Shop, id: &str, code: &str) -> Option<String> {
    let psp = shop.psp.as_ref()?;
    live(shop, id)?;
    let _turn = Turn::wait(shop, id)?;
    let number = live(shop, id)?.number;
    note(shop, id, &number, |charge| {
        charge.again_at = 0;
        charge.ending.get_or_insert_with(|| (code.to_owned(), String::new()));
    })?;
    run(shop, psp, id);
    state(shop, id)
}

/// One request at a time speaks to the provider about a session.
struct Turn<'a> {
    shop: &'a Shop,
    id: &'a str,
}

impl<'a> Turn<'a> {
    fn take(shop: &'a Shop, id: &'a str) -> Option<Self> {
        // Made only where it is ours: it gives the turn back when it is dropped.
        let is_free = lock(&shop.charging).insert(id.to_owned());
        is_free.then(|| Self { shop, id })
    }

    fn wait(shop: &'a Shop, id: &'a str) -> Option<Self> {
        (0..PAUSES).find_map(|_| {
            let turn = Self::take(shop, id);
            if turn.is_none() {
                std::thread::sleep(PAUSE);
            }
            turn
        })
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        lock(&self.shop.charging).remove(self.id);
    }
}

/// What to do with the provider's answer.
enum Next {
    /// It is over, or others have to do something first.
    Rest,
    /// This is how the intent stands now.
    Seen(Intent),
    /// The provider is asked how the intent stands.
    Ask,
}

/// Asks and acts until the charge is over, waits for somebody, or nobody knows more.
fn run(shop: &Shop, psp: &Psp, id: &str) {
    let (mut troubles, mut seen) = (0, None);
    if live(shop, id).is_some()
        && let Some((name, url, secret)) = shop.webhook()
    {
        psp.register(&name, &url, &secret);
    }
    for _ in 0..MOST_STEPS {
        let Some(payment) = live(shop, id) else { return };
        if payment.charge.as_ref().is_none_or(|charge| charge.again_at > shop.now()) {
            return;
        }
        match step(shop, psp, id, &payment, seen.take()) {
            Some(Ok(Next::Seen(intent))) => seen = Some(intent),
            Some(Ok(Next::Ask)) => {}
            Some(Ok(Next::Rest)) => {
                note(shop, id, &payment.number, |charge| charge.unsure = false);
                return;
            }
            Some(Err(trouble)) => {
                troubles += 1;
                let after = match trouble {
                    Trouble::Unknown { after_ms, .. } => after_ms,
                    Trouble::Refused { .. } => 0,
                };
                if after > 0 || troubles == MOST_TROUBLES {
                    psp.was_away();
                    note(shop, id, &payment.number, |charge| {
                        charge.unsure = true;
                        charge.again_at = shop.now().saturating_add(after);
                    });
                    return;
                }
                std::thread::sleep(PAUSE * troubles);
            }
            None => return,
        }
    }
}

/// One thing that is asked of the provider; none where the books cannot be written.
fn step(
    shop: &Shop,
    psp: &Psp,
    id: &str,
    payment: &Payment,
    seen: Option<Intent>,
) -> Option<Result<Next, Trouble>> {
    let charge = payment.charge.as_ref()?;
    let intent = match (seen, &charge.intent) {
        (Some(seen), _) => seen,
        (None, Some(known)) => match psp.intent(known) {
            Ok(intent) => intent,
            Err(trouble) => return Some(Err(trouble)),
        },
        (None, None) => return make(shop, psp, id, payment, charge),
    };
    let wanted = payment.wanted(id);
    if !wanted.is(&intent) || charge.intent.as_ref().is_some_and(|known| *known != intent.id) {
        // Of another sum, or another's: whoever says so is not believed.
        return Some(Err(Trouble::Unknown { after_ms: 0, is_kept: false }));
    }
    if charge.intent.is_none() {
        note(shop, id, &payment.number, |charge| {
            charge.intent = Some(intent.id.clone());
            charge.secret.clone_from(&intent.secret);
        })?;
    }
    let decide = |code: &str, word: &str| {
        note(shop, id, &payment.number, |charge| charge.ending = Some((code.to_owned(), word.to_owned())))
            .map(|_| Ok(Next::Seen(intent.clone())))
    };
    let late = payment.closes() <= shop.now();
    match (intent.status, &charge.ending) {
        (Status::Succeeded, _) => bought(shop, id, payment)?,
        (Status::Canceled, ending) => {
            let canceled = ("payment_declined".to_owned(), "canceled".to_owned());
            ended(shop, id, payment, ending.as_ref().unwrap_or(&canceled))?;
        }
        (Status::Pending, _) => {}
        (_, Some(_)) => return Some(seen_or_asked(psp.cancel(&intent.id))),
        // Whoever agreed to it has long gone: what can still be taken back is not paid now.
        (Status::NeedsConfirmation | Status::NeedsAction, None) if late => {
            return decide("payment_expired", "");
        }
        (Status::NeedsConfirmation, None) => {
            let confirmed = psp.confirm(&wanted, &intent.id, charge.attempt);
            kept(shop, id, payment, &confirmed)?;
            return Some(seen_or_asked(confirmed));
        }
        (Status::NeedsMethod, None) => {
            return decide("payment_declined", intent.error.as_deref().unwrap_or("declined"));
        }
        (Status::NeedsAction, None) => waits(shop, id, charge.acts)?,
    }
    Some(Ok(Next::Rest))
}

/// Looks for the intent where one was asked for; where there is none, asks for it.
fn make(
    shop: &Shop,
    psp: &Psp,
    id: &str,
    payment: &Payment,
    charge: &Charge,
) -> Option<Result<Next, Trouble>> {
    let wanted = payment.wanted(id);
    if charge.sent {
        match psp.find(&wanted) {
            Ok(Some(found)) => return Some(Ok(Next::Seen(found))),
            Ok(None) => {}
            Err(trouble) => return Some(Err(trouble)),
        }
    }
    let expired = ("payment_expired".to_owned(), String::new());
    let late = payment.closes() <= shop.now();
    if let Some(ending) = charge.ending.as_ref().or(late.then_some(&expired)) {
        // One that is made late all the same is not confirmed by anybody.
        ended(shop, id, payment, ending)?;
        return Some(Ok(Next::Rest));
    }
    let refused = |code: &str| {
        ended(shop, id, payment, &("payment_declined".to_owned(), code.to_owned())).map(|()| Ok(Next::Rest))
    };
    let Some(method) = &charge.method else {
        return match psp.method(charge.card) {
            Ok(method) => {
                note(shop, id, &payment.number, |charge| charge.method = Some(method)).map(|_| Ok(Next::Ask))
            }
            Err(Trouble::Refused { code, .. }) => refused(&code),
            Err(trouble) => Some(Err(trouble)),
        };
    };
    note(shop, id, &payment.number, |charge| charge.sent = true)?;
    let made = psp.create(&wanted, method, charge.attempt);
    kept(shop, id, payment, &made)?;
    match made {
        Ok(intent) => Some(Ok(Next::Seen(intent))),
        // It has forgotten the payment method: another one is made.
        Err(Trouble::Refused { status: 404, code }) => {
            note(shop, id, &payment.number, |charge| charge.method = None)?;
            Some(Err(Trouble::Refused { status: 404, code }))
        }
        Err(Trouble::Refused { code, .. }) => refused(&code),
        Err(trouble) => Some(Err(trouble)),
    }
}

/// A failure that the provider repeats under the same key: what is sent next, if it turns out that nothing was done, has another.
fn kept(shop: &Shop, id: &str, payment: &Payment, answer: &Result<Intent, Trouble>) -> Option<()> {
    if matches!(answer, Err(Trouble::Unknown { is_kept: true, .. })) {
        note(shop, id, &payment.number, |charge| charge.attempt = charge.attempt.saturating_add(1))?;
    }
    Some(())
}

/// A refusal says that the intent stands elsewhere than we thought.
fn seen_or_asked(answer: Result<Intent, Trouble>) -> Result<Next, Trouble> {
    match answer {
        Ok(intent) => Ok(Next::Seen(intent)),
        Err(Trouble::Refused { .. }) => Ok(Next::Ask),
        Err(trouble) => Err(trouble),
    }
}

/// The payment that is being charged, as written down.
fn live(shop: &Shop, id: &str) -> Option<Payment> {
    Session::load(&shop.db(), "checkout", id).ok()?.charged().cloned()
}

fn state(shop: &Shop, id: &str) -> Option<String> {
    Session::load(&shop.db(), "checkout", id).ok().map(|session| session.state)
}

/// Writes something down of a charge that is not over; none where that failed.
fn note(shop: &Shop, id: &str, number: &str, change: impl FnOnce(&mut Charge)) -> Option<()> {
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id).ok()?;
    session.charged().filter(|payment| payment.number == number)?;
    change(session.payments.last_mut()?.charge.as_mut()?);
    session.save(&db, "checkout").ok()
}

/// The provider has the money: the order is written.
fn bought(shop: &Shop, id: &str, payment: &Payment) -> Option<()> {
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id).ok()?;
    session.charged()?;
    session.payments.last_mut()?.stage = Stage::Captured;
    session.seen = Some(payment.quote.clone());
    session.key.clone_from(&payment.key);
    session.ended = None;
    settle(shop, &db, &mut session).ok()
}

/// The provider has no money and will have none: the session is open again, and the goods are back.
fn ended(shop: &Shop, id: &str, payment: &Payment, (code, word): &(String, String)) -> Option<()> {
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id).ok()?;
    session.charged()?;
    let declined = code == "payment_declined";
    session.payments.last_mut()?.stage = if declined { Stage::Ended } else { Stage::Voided };
    "open".clone_into(&mut session.state);
    let words = format!("{} {word}", payment.title()).trim().to_owned();
    session.ended = Some(Ended { code: code.clone(), words, word: word.clone() });
    session.expires_at = session.expires_at.max(shop.now() + LIVES_ON);
    let tx = db.unchecked_transaction().ok()?;
    if session.taken {
        give_stock_back(&tx, &session).ok()?;
        session.taken = false;
    }
    if !declined {
        ledger::enter(&tx, id, session.payments.last()?.at_provider(), "void", &payment.quote).ok()?;
    }
    session.save(&tx, "checkout").ok()?;
    tx.commit().ok()
}

/// The bank wants to see the person: in the platform's frame, or on the merchant's page.
fn waits(shop: &Shop, id: &str, acts: bool) -> Option<()> {
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id).ok()?;
    session.charged()?;
    if acts { "waiting" } else { "bank" }.clone_into(&mut session.state);
    session.save(&db, "checkout").ok()
}
