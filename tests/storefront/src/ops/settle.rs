//! An order is written: goods, order and money together, or nothing.

use crate::http::Reply;
use crate::ledger;
use crate::live::holds;
use crate::ops::order;
use crate::ops::payment::Stage;
use crate::ops::session::{Session, failed};
use crate::shop::Shop;
use rusqlite::{Connection, params};
use std::sync::atomic::Ordering;

/// Takes stock and writes the order at what was last told, both or neither.
pub(crate) fn settle(shop: &Shop, db: &Connection, session: &mut Session) -> Result<(), Reply> {
    let Some(quote) = session.seen.clone() else { return Err(failed()) };
    let order = shop.new_id(db, "ord");
    session.state = "completed".to_owned();
    session.order = Some(order.clone());
    session.due = None;
    let tx = db.unchecked_transaction().map_err(|_| failed())?;
    if !session.taken && !take_stock(&tx, session) {
        session.state = "open".to_owned();
        session.order = None;
        return Ok(());
    }
    order::insert(shop, &tx, session, &quote, &order)?;
    if let Some(payment) = paid_by(session) {
        ledger::enter(&tx, &session.id, &payment, "capture", &quote).map_err(|_| failed())?;
    }
    session.save(&tx, "checkout")?;
    tx.commit().map_err(|_| failed())
}

/// Takes what a session buys from stock, and from the holds that its prices count on. Where it is not all there, the caller gives up
/// the transaction.
pub(crate) fn take_stock(db: &Connection, session: &Session) -> bool {
    let there = session.lines.iter().all(|line| {
        let sql = "UPDATE stock SET quantity = quantity - ?2 WHERE item = ?1 AND quantity >= ?2";
        let taken =
            db.prepare_cached(sql).and_then(|mut take| take.execute(params![line.item, line.quantity]));
        taken.unwrap_or(0) == 1
    });
    there && session.seen.as_ref().is_none_or(|quote| holds::take(db, quote))
}

/// Puts back what a session had taken from stock.
pub(crate) fn give_stock_back(db: &Connection, session: &Session) -> rusqlite::Result<()> {
    for line in &session.lines {
        let back = params![line.item, line.quantity];
        db.execute("UPDATE stock SET quantity = quantity + ?2 WHERE item = ?1", back)?;
    }
    session.seen.as_ref().map_or(Ok(()), |quote| holds::give_back(db, quote))
}

/// What the books call the payment that a session is bought by; none where it is paid at the door.
fn paid_by(session: &Session) -> Option<String> {
    match session.payments.iter().rfind(|payment| payment.stage == Stage::Captured) {
        Some(payment) => payment.captures().then(|| payment.at_provider().to_owned()),
        None if session.key == "browser" => Some("browser".to_owned()),
        None => Some("wallet".to_owned()),
    }
}

/// Settles what is due by now, whether or not anybody asks.
pub(crate) fn settle_due(shop: &Shop, db: &Connection) {
    let now = shop.now();
    if now < shop.due_at.load(Ordering::Relaxed) {
        return;
    }
    let mut next = i64::MAX;
    for mut session in Session::all(db, "\"due\":{") {
        let Some(due) = session.due.take() else { continue };
        let at = due.at;
        if at <= now {
            session.seen = Some(due.quote);
            if settle(shop, db, &mut session).and_then(|()| session.save(db, "checkout")).is_ok() {
                continue;
            }
        }
        // Later; or the books did not take it, and it is tried again.
        next = next.min(at);
    }
    // Written while the books are held, as `defer` does.
    shop.due_at.store(next, Ordering::Relaxed);
}
