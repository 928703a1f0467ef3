//! Short codes that stand for links, as `README.md` ("Short codes") has them: made, kept, and answered for.

use crate::http::Reply;
use crate::shop::Shop;
use rusqlite::{OptionalExtension as _, params};
use serde_json::json;

/// Crockford's base 32: no I, L, O, U.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The longest link that is kept, in bytes.
const LONGEST: usize = 2_048;
/// How many unknown codes are answered within a minute: guessing at 2^35 of them is of no use then.
const MOST_MISSES: i64 = 60;

/// Codes that this sandbox has from the start, so that a journey can name one: the symbols before the check symbol, the path
/// that it stands for, and whether it is over.
const STANDING: [(&str, &str, bool); 4] = [
    ("DEM0001", "/p/lamp-black", false),
    ("DEM0002", "/cart/mug-indigo:2,lamp-black:1", false),
    ("DEM0003", "/p/mug-indigo", true),
    ("DEM0004", "/checkout-link/?products=1042:2,1043:1", false),
];

/// Keeps a link, until a moment in Unix seconds where one is named: the eight symbols of its code. None for a link that is too
/// long.
pub(crate) fn make(shop: &Shop, link: &str, expires: Option<i64>) -> Option<String> {
    if link.is_empty() || link.len() > LONGEST {
        return None;
    }
    let db = shop.db();
    // One in ten thousand has digits alone; one in 2^35 is taken.
    for _ in 0..8 {
        let secret = shop.new_secret(&db);
        let number = u64::from_str_radix(secret.get(..16)?, 16).ok()?;
        let body: String = (0..7).map(|place| symbol(number >> (5 * place))).collect();
        let code = whole(&body);
        let row = params![code, link, expires];
        let kept =
            db.execute("INSERT OR IGNORE INTO short_code (code, link, expires_at) VALUES (?1, ?2, ?3)", row);
        if code.bytes().any(|byte| byte.is_ascii_alphabetic()) && kept.is_ok_and(|rows| rows == 1) {
            return Some(code);
        }
    }
    None
}

/// What is said of a code: its link; 404 where there is none, 410 where it is over, 429 where too many were guessed.
pub(crate) fn answer(shop: &Shop, code: &str) -> Reply {
    let db = shop.db();
    let (now, minute) = (shop.now() / 1_000, shop.now() / 60_000);
    let missed = db
        .query_row("SELECT misses FROM short_code_miss WHERE minute = ?1", [minute], |row| {
            row.get::<_, i64>(0)
        })
        .unwrap_or_default();
    if missed >= MOST_MISSES {
        let mut reply = Reply::refuse(429, "too_many_requests", "too many unknown codes");
        reply.headers.push(("retry-after", "60".to_owned()));
        return reply;
    }
    let kept = db
        .query_row("SELECT link, expires_at FROM short_code WHERE code = ?1", [code], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?))
        })
        .optional()
        .ok()
        .flatten();
    let kept = kept.map(|(link, expires)| (link, expires.is_some_and(|expires| expires <= now)));
    let standing = || STANDING.iter().find(|(body, ..)| whole(body) == code);
    match kept.or_else(|| standing().map(|(_, path, over)| (shop.url(path), *over))) {
        Some((_, true)) => Reply::refuse(410, "gone", "this code is over"),
        Some((link, false)) => {
            let mut reply = Reply::json(200, &json!({ "link": link }));
            reply.headers.push(("cache-control", "no-store".to_owned()));
            reply
        }
        None => {
            let sql = "INSERT INTO short_code_miss (minute, misses) VALUES (?1, 1)
                ON CONFLICT (minute) DO UPDATE SET misses = misses + 1";
            let _ = db.execute(sql, [minute]);
            Reply::refuse(404, "not_found", "no such code")
        }
    }
}

/// Seven symbols and the check symbol by Luhn's rule modulo 32 (ISO/IEC 7812-1 annex B): the last of the seven counts twice, the
/// one before it once, and so on.
fn whole(body: &str) -> String {
    let mut sum = 0;
    for (at, byte) in body.bytes().rev().enumerate() {
        let value = SYMBOLS.iter().position(|known| *known == byte).unwrap_or_default();
        let weighed = if at % 2 == 0 { 2 * value } else { value };
        sum += weighed / 32 + weighed % 32;
    }
    let check = (32 - sum % 32) % 32;
    format!("{body}{}", char::from(SYMBOLS[check]))
}

fn symbol(number: u64) -> char {
    char::from(SYMBOLS[(number % 32) as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_symbol_is_that_of_the_published_examples() {
        for code in ["DEM0001D", "DEM0002B", "DEM00039", "DEM00047"] {
            assert_eq!(whole(&code[..7]), code);
        }
    }
}
