//! What can be read of a damaged file, row by row: payments and orders first.
//!
//! A table is read from both ends; then payments, orders and purchases are looked for page by page, so that a damaged page
//! costs its own rows alone. Each row must mean something before it is taken over. A payment that was open becomes Unknown without its request: it is asked about, never sent from bytes
//! that may have changed.

use crate::cart_line::CartLine;
use crate::connection::{StoreOptions, connect, with_suffix};
use crate::error::StoreError;
use crate::pages::PAGE;
use crate::purpose::{Answer, Purpose};
use crate::state::AttemptState;
use crate::{attempt, body, pages, schema};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params_from_iter};
use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use tradewind_domain::{Buyer, CheckoutId, Currency, ItemId, Market, Order, OrderId, Quantity};

/// The most of a damaged file that is read page by page: a person's file of thousands of orders is smaller.
const LARGEST: u64 = 64 << 20;

type Row = BTreeMap<String, Value>;

/// Whether everything that the app will read of the file does read.
pub(crate) fn verify(db: &Connection) -> Result<(), StoreError> {
    attempt::verify(db)?;
    // Of settled attempts nothing is asked any more, and there may be thousands of them.
    for (table, key) in schema::TABLES.iter().filter(|(table, _)| *table != "attempt") {
        let mut bad = false;
        let clean = each_row(db, table, key, "ASC", &mut |row| bad |= !reads(table, row));
        if bad || !clean {
            return Err(StoreError::Row(table));
        }
    }
    Ok(())
}

/// Takes over what can be read of `damaged` (a copy, which is changed) into `fresh`, the file at `new`. Says whether the
/// whole journal was read.
pub(crate) fn take_over(damaged: &Path, new: &Path, fresh: &mut Connection) -> Result<bool, StoreError> {
    let mut journal_read = false;
    let mut whole = true;
    let template = std::fs::read(new).map_err(StoreError::Folder)?;
    let mut bytes = Vec::new();
    let file = std::fs::File::open(damaged).map_err(StoreError::Folder)?;
    file.take(LARGEST).read_to_end(&mut bytes).map_err(StoreError::Folder)?;
    let tx = fresh.transaction()?;
    if let Ok(db) = connect(damaged, &StoreOptions::default()) {
        for (table, key) in schema::TABLES {
            let clean = copy(&db, &tx, table, key)?;
            whole &= clean;
            journal_read |= clean && *table == "attempt";
        }
    } else {
        whole = false;
    }
    if !whole && lend_first_page(damaged, &template).is_ok() {
        // The first page says where the tables are; where it was the damage, another file's serves as well as any. What
        // it finds is believed row by row, and proves nothing about the journal's completeness.
        if let Ok(db) = connect(damaged, &StoreOptions::default()) {
            for (table, key) in schema::TABLES {
                copy(&db, &tx, table, key)?;
            }
        }
    }
    if !whole {
        from_pages(&bytes, &tx)?;
    }
    tx.commit()?;
    Ok(journal_read)
}

/// What the pages hold of the tables that matter most. Rows are told apart by what they say.
fn from_pages(bytes: &[u8], to: &Connection) -> Result<(), StoreError> {
    let mut columns = Vec::new();
    for table in ["attempt", "orders", "purchase"] {
        columns.push((table, columns_of(to, table)?));
    }
    let mut done = Ok(());
    pages::each_row(bytes, |values| {
        for (table, names) in columns.iter().filter(|(_, names)| values.len() <= names.len()) {
            if done.is_err() {
                return;
            }
            let row: Row = names.iter().cloned().zip(values.iter().cloned()).collect();
            if let Some(row) = Some(row).filter(|row| is_of(table, row)).and_then(|row| mended(table, row)) {
                done = insert(to, table, names, &row).map(|_| ());
                return;
            }
        }
    });
    done
}

/// Whether a row is one of this table, beyond being readable as one.
fn is_of(table: &str, row: &Row) -> bool {
    match table {
        "attempt" => text(row, "state").and_then(AttemptState::parse).is_some() && row.len() > 16,
        "orders" => {
            let order: Option<Order> = text(row, "body").and_then(|body| serde_json::from_str(body).ok());
            order.is_some_and(|order| {
                text(row, "id") == Some(order.id.as_str())
                    && text(row, "checkout") == Some(order.checkout.as_str())
            })
        }
        // The only one of ours with a number in its fourth and fifth place and none in its third.
        "purchase" => row.len() >= 6 && number(row, "begun_at").is_some(),
        _ => false,
    }
}

fn columns_of(db: &Connection, table: &str) -> Result<Vec<String>, StoreError> {
    let read = db.prepare(&format!("SELECT * FROM {table} LIMIT 0"))?;
    Ok(read.column_names().map(str::to_owned).collect())
}

/// Writes a row down if there is none of its key yet. Says whether the table could take it.
fn insert(to: &Connection, table: &str, known: &[String], row: &Row) -> Result<bool, StoreError> {
    let (names, values): (Vec<&str>, Vec<&Value>) = row
        .iter()
        .filter(|(name, _)| known.contains(name))
        .map(|(name, value)| (name.as_str(), value))
        .unzip();
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT OR IGNORE INTO {table} ({}) VALUES ({marks})", names.join(", "));
    match to.execute(&sql, params_from_iter(values)) {
        Ok(_) => Ok(true),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) => Err(error.into()),
        // Of a type that the column does not take.
        Err(_) => Ok(false),
    }
}

/// Copies a table's readable rows. Says whether all of it was read.
fn copy(from: &Connection, to: &Connection, table: &str, key: &str) -> Result<bool, StoreError> {
    let known = columns_of(to, table)?;
    let (mut full, mut lost) = (None, false);
    let mut clean = true;
    for direction in ["ASC", "DESC"] {
        clean = each_row(from, table, key, direction, &mut |row| {
            let taken = mended(table, row.clone()).map(|row| insert(to, table, &known, &row));
            match taken {
                Some(Ok(true)) => {}
                Some(Err(error)) => full = Some(error),
                Some(Ok(false)) | None => lost = true,
            }
        });
        if clean {
            break;
        }
        // The first damage ends this way through the table; the other end may still be read.
        lost = true;
    }
    match full {
        Some(error) => Err(error),
        None => Ok(clean && !lost),
    }
}

/// Reads a table's rows until its end, or until a damage; says which.
fn each_row(db: &Connection, table: &str, key: &str, direction: &str, each: &mut dyn FnMut(&Row)) -> bool {
    let order: Vec<String> = key.split(", ").map(|column| format!("{column} {direction}")).collect();
    let sql = format!("SELECT * FROM {table} ORDER BY {}", order.join(", "));
    let Ok(mut read) = db.prepare(&sql) else { return false };
    let names: Vec<String> = read.column_names().map(str::to_owned).collect();
    let Ok(mut rows) = read.query([]) else { return false };
    let mut clean = true;
    loop {
        match rows.next() {
            Ok(Some(found)) => {
                let row: Option<Row> = names
                    .iter()
                    .enumerate()
                    .map(|(at, name)| {
                        let value = match found.get_ref(at).ok()? {
                            ValueRef::Null => Value::Null,
                            ValueRef::Integer(number) => Value::Integer(number),
                            ValueRef::Real(number) => Value::Real(number),
                            ValueRef::Text(text) => Value::Text(std::str::from_utf8(text).ok()?.to_owned()),
                            ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
                        };
                        Some((name.clone(), value))
                    })
                    .collect();
                match row {
                    Some(row) => each(&row),
                    // A text that is none.
                    None => clean = false,
                }
            }
            Ok(None) => return clean,
            Err(_) => return false,
        }
    }
}

/// Whether the app can read a row. Those of a newer app are left alone.
fn reads(table: &str, row: &Row) -> bool {
    let newer = number(row, "version").is_some_and(|version| version > body::VERSION);
    let parsed = |good: bool| good || newer;
    let body = text(row, "body").unwrap_or_default();
    match table {
        "orders" => parsed(serde_json::from_str::<Order>(body).is_ok()),
        "cart_line" => parsed(serde_json::from_str::<CartLine>(body).is_ok()),
        "buyer" => parsed(serde_json::from_str::<Buyer>(body).is_ok()),
        "checkout" => parsed(serde_json::from_str::<serde_json::Value>(body).is_ok()),
        "recent" => id(row, "item", |id| ItemId::parse(id).is_ok()),
        "price_seen" => {
            let day = |name| number(row, name).is_some_and(|day| i32::try_from(day).is_ok());
            id(row, "item", |id| ItemId::parse(id).is_ok())
                && id(row, "market", |market| Market::parse(market).is_ok())
                && id(row, "currency", |code| Currency::parse(code).is_ok())
                && day("first_day")
                && day("last_day")
        }
        "trade_spent" => {
            id(row, "order_id", |id| OrderId::parse(id).is_ok())
                && id(row, "checkout", |id| CheckoutId::parse(id).is_ok())
                && id(row, "currency", |code| Currency::parse(code).is_ok())
                && number(row, "year").is_some_and(|year| i32::try_from(year).is_ok())
                && number(row, "minor").is_some_and(|minor| minor >= 0)
        }
        "consent" => {
            id(row, "purpose", |purpose| Purpose::parse(purpose).is_some())
                && id(row, "answer", |answer| Answer::parse(answer).is_some())
                && number(row, "wording").is_some_and(|wording| u32::try_from(wording).is_ok())
        }
        "touch" => {
            let campaign = |text: &str| serde_json::from_str::<BTreeMap<String, String>>(text).is_ok();
            id(row, "campaign", campaign) && number(row, "until").is_some()
        }
        "attributed" => {
            id(row, "checkout", |id| CheckoutId::parse(id).is_ok())
                && text(row, "order_id").is_none_or(|id| OrderId::parse(id).is_ok())
        }
        "cancel" => id(row, "checkout", |id| CheckoutId::parse(id).is_ok()),
        "purchase" => {
            let quantity = number(row, "quantity").and_then(|count| u32::try_from(count).ok());
            id(row, "item", |id| ItemId::parse(id).is_ok())
                && quantity.is_some_and(|count| Quantity::new(count).is_ok())
                && text(row, "order_id").is_none_or(|id| OrderId::parse(id).is_ok())
        }
        // The journal reads its open rows itself; of settled ones nothing is asked any more.
        _ => true,
    }
}

/// A row of a damaged file as it may be taken over.
fn mended(table: &str, row: Row) -> Option<Row> {
    match table {
        "attempt" => mended_attempt(row),
        _ => reads(table, &row).then_some(row),
    }
}

fn mended_attempt(mut row: Row) -> Option<Row> {
    let whole = ["id", "merchant", "key", "cancel_key", "payee", "handler"];
    let names = whole.iter().all(|name| text(&row, name).is_some_and(|text| !text.is_empty()));
    let paid = text(&row, "currency").is_some_and(|code| Currency::parse(code).is_ok())
        && number(&row, "minor").is_some()
        && number(&row, "created_at").is_some();
    if !names || !paid || !id(&row, "checkout", |id| CheckoutId::parse(id).is_ok()) {
        return None;
    }
    let state = text(&row, "state").and_then(AttemptState::parse);
    let settled = number(&row, "settled_at").is_some();
    row.insert("url".to_owned(), Value::Null);
    row.insert("body".to_owned(), Value::Null);
    if settled {
        let state = state.filter(|state| state.is_settled()).unwrap_or(AttemptState::Ended);
        row.insert("state".to_owned(), Value::Text(state.as_str().to_owned()));
    } else {
        row.insert("state".to_owned(), Value::Text(AttemptState::Unknown.as_str().to_owned()));
        let sends = number(&row, "sends").and_then(|sends| u32::try_from(sends).ok()).unwrap_or(1);
        // Where it stood is not believed, so it counts as sent.
        let sends = if state == Some(AttemptState::Prepared) { sends } else { sends.max(1) };
        row.insert("sends".to_owned(), Value::Integer(sends.into()));
        if number(&row, "dead_at").is_none() {
            row.insert("dead_at".to_owned(), Value::Integer(number(&row, "created_at")?));
        }
    }
    Some(row)
}

fn text<'a>(row: &'a Row, name: &str) -> Option<&'a str> {
    match row.get(name) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

fn number(row: &Row, name: &str) -> Option<i64> {
    match row.get(name) {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    }
}

fn id(row: &Row, name: &str, good: impl Fn(&str) -> bool) -> bool {
    text(row, name).is_some_and(good)
}

/// Puts the first page of another file of the same making in place of this one's (SQLite file format, section 1.3): its
/// free pages are forgotten, and its size is not believed.
fn lend_first_page(damaged: &Path, template: &[u8]) -> std::io::Result<()> {
    let mut page = template.get(..PAGE).ok_or(std::io::ErrorKind::UnexpectedEof)?.to_vec();
    page[32..40].fill(0);
    page[92..96].fill(0xFF);
    let journal = with_suffix(damaged, "-journal");
    if journal.exists() {
        std::fs::remove_file(journal)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).open(damaged)?;
    let whole = PAGE as u64;
    file.set_len(file.metadata()?.len().max(whole).next_multiple_of(whole))?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&page)
}
