//! Prices that are held: offered in a show, looked at in a checkout, taken with its goods.

use super::hub::LIVE;
use super::proof::Terms;
use crate::ops::quote::{Counted, Quote};
use crate::ops::session::Session;
use crate::shop::Shop;
use crate::words::say;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

/// Writes down that a price is held for so many, and gives the nonce.
pub(super) fn offer(shop: &Shop, db: &Connection, quantity: i64, not_after: i64) -> rusqlite::Result<String> {
    let secret = blake3::hash(shop.new_secret(db).as_bytes());
    let nonce = URL_SAFE_NO_PAD.encode(secret.as_bytes().get(..16).unwrap_or_default());
    db.execute(
        "INSERT INTO hold (nonce, quantity, taken, not_after) VALUES (?1, ?2, 0, ?3)",
        params![nonce, quantity, not_after],
    )?;
    Ok(nonce)
}

/// How many are left at a held price; none of a hold that is not ours, or was withdrawn.
pub(super) fn left(db: &Connection, nonce: &str) -> Option<i64> {
    let sql = "SELECT quantity - taken FROM hold WHERE nonce = ?1";
    db.query_row(sql, [nonce], |row| row.get(0)).optional().ok().flatten()
}

/// Takes a hold back: from now on nobody gets its price.
pub(super) fn withdraw(db: &Connection, nonce: &str) -> bool {
    db.execute("DELETE FROM hold WHERE nonce = ?1", [nonce]).unwrap_or(0) == 1
}

/// The holds of a checkout that are good at this moment, and what is to be said of the others.
pub(crate) fn look(
    shop: &Shop,
    db: &Connection,
    session: &Session,
    currency: &str,
) -> (Vec<Counted>, Vec<Value>) {
    let (mut good, mut messages) = (Vec::new(), Vec::new());
    let holds = session.live.as_ref().map(|shown| shown.holds.as_slice()).unwrap_or_default();
    for (at, hold) in holds.iter().enumerate() {
        match counted(shop, db, session, currency, hold) {
            // The first of an item counts.
            Ok(one) if good.iter().all(|known: &Counted| known.item != one.item) => good.push(one),
            Ok(_) => {}
            Err(code) => messages.push(json!({
                "type": "error", "code": code, "severity": "recoverable",
                "content": say(&session.language, code), "path": format!("$['{LIVE}'].holds[{at}]"),
            })),
        }
    }
    (good, messages)
}

fn counted(
    shop: &Shop,
    db: &Connection,
    session: &Session,
    currency: &str,
    hold: &Value,
) -> Result<Counted, &'static str> {
    let terms =
        Terms::read(hold).filter(|terms| terms.is_signed(shop, &hold["proof"])).ok_or("hold_unknown")?;
    let left = left(db, &terms.nonce).ok_or("hold_unknown")?;
    if terms.not_after <= shop.now() {
        return Err("hold_expired");
    }
    let lines = session.lines.iter().filter(|line| line.item == terms.item);
    let quantity: i64 = lines.map(|line| line.quantity).sum();
    if quantity == 0 || terms.currency != currency {
        return Err("hold_mismatch");
    }
    if quantity > left {
        return Err("hold_oversold");
    }
    Ok(Counted { nonce: terms.nonce, item: terms.item, minor: terms.minor, quantity })
}

/// Takes what a quote counts on. Where it is not all there, the caller gives up the transaction.
pub(crate) fn take(db: &Connection, quote: &Quote) -> bool {
    quote.counted.iter().all(|one| {
        let taken = db.execute(
            "UPDATE hold SET taken = taken + ?2 WHERE nonce = ?1 AND taken + ?2 <= quantity",
            params![one.nonce, one.quantity],
        );
        taken.unwrap_or(0) == 1
    })
}

/// Puts back what a quote had taken.
pub(crate) fn give_back(db: &Connection, quote: &Quote) -> rusqlite::Result<()> {
    for one in &quote.counted {
        let back = params![one.nonce, one.quantity];
        db.execute("UPDATE hold SET taken = taken - ?2 WHERE nonce = ?1", back)?;
    }
    Ok(())
}
