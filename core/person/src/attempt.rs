//! A payment attempt as a row of the journal, column by column.

use crate::body;
use crate::error::StoreError;
use crate::state::AttemptState;
use crate::statement;
use rusqlite::{Connection, MAIN_DB, OptionalExtension, Row, Transaction, params};
use tradewind_commerce::agreement::{AgreedSums, Agreement};
use tradewind_commerce::{Action, PreparedRequest};
use tradewind_domain::{CheckoutId, Currency, Money, Timestamp, WebUrl};
use tradewind_ports::{Method, Secret};

/// An attempt, as the journal has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRow {
    /// Names the attempt and its wallet sheet: opaque, one use.
    pub id: String,
    /// The checkout it pays.
    pub checkout: CheckoutId,
    /// The named purchase it belongs to.
    pub purchase: Option<String>,
    /// Where it stands.
    pub state: AttemptState,
    /// The merchant's payment handler, by the merchant's id of it.
    pub handler: String,
    /// Name of that handler, which is known when its session is gone; `None` in attempts of before version 5.
    pub method: Option<String>,
    /// What is paid.
    pub amount: Money,
    /// Who is paid.
    pub payee: String,
    /// When the checkout ends.
    pub expires_at: Option<Timestamp>,
    /// Idempotency key of Complete.
    pub key: String,
    /// Idempotency key of Cancel.
    pub cancel_key: String,
    /// The exact request, once there is a credential; wiped when settled, and when Unknown, which never sends.
    pub prepared: Option<PreparedRequest>,
    /// How often it was sent.
    pub sends: u32,
    /// When it was sent first, by the merchant's clock as far as the phone knew it; `None` where it never was, and in attempts of
    /// before version 5.
    pub first_sent_at: Option<Timestamp>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// From when on it is Unknown, by the wall clock: for the record. Deadlines themselves are monotonic.
    pub dead_at: Timestamp,
    /// What the person saw and agreed to; `None` in attempts of the first version.
    pub approved: Option<Agreement>,
    /// What names this attempt in the link by which the person comes back: opaque, one use. None where nothing comes back.
    pub return_id: Option<Secret>,
    /// Work of the merchant's that was begun, by its ids: none is begun twice, whatever dies.
    pub acted: Vec<String>,
    /// The merchant is told to let go of it: by the person's wish, or because its time was over.
    pub lets_go: bool,
    /// The voucher that is out, or was.
    pub waiting: Option<Action>,
}

impl AttemptRow {
    /// What of the amount is paid with the order: all of it, or what the term of payment agreed to asks for now.
    pub fn due_now(&self) -> Money {
        let sums = self.approved.as_ref().and_then(|seen| seen.sums.as_ref());
        sums.map(AgreedSums::due_now)
            .filter(|now| now.currency == self.amount.currency)
            .unwrap_or(self.amount)
    }
}

/// The columns that [`read`] reads.
pub(crate) const COLUMNS: &str =
    "id, checkout, purchase, state, handler, minor, currency, payee, expires_at, key, cancel_key,
     url, rowid AS number, length(body) AS body_length, sends, created_at, dead_at, approved, protocol, return_id, acted, lets_go, waiting,
     first_sent_at, method";

/// Whether every open attempt reads, whichever merchant it is at, and is found by each index that it is looked up with.
pub(crate) fn verify(db: &Connection) -> Result<(), StoreError> {
    let mut found = Vec::new();
    // Found in the table's own pages: an index that lost a row does not hide it.
    let mut scan =
        db.prepare(&format!("SELECT {COLUMNS} FROM attempt NOT INDEXED WHERE settled_at IS NULL"))?;
    let mut rows = scan.query([])?;
    while let Some(row) = rows.next()? {
        let read = read(db, row)?;
        let number: i64 = row.get("number")?;
        for (column, value) in [("id", &read.id), ("key", &read.key), ("cancel_key", &read.cancel_key)] {
            let sql = format!("SELECT rowid AS number FROM attempt WHERE {column} = ?1");
            let looked_up: Option<i64> =
                statement::query_row(db, &sql, [value], |row| row.get("number")).optional()?;
            if looked_up != Some(number) {
                return Err(StoreError::Row("attempt"));
            }
        }
        found.push(number);
    }
    let mut open =
        db.prepare("SELECT rowid AS number FROM attempt INDEXED BY attempt_open WHERE settled_at IS NULL")?;
    let mut indexed: Vec<i64> = open.query_map([], |row| row.get("number"))?.collect::<Result<_, _>>()?;
    indexed.sort_unstable();
    found.sort_unstable();
    if indexed == found { Ok(()) } else { Err(StoreError::Row("attempt")) }
}

/// A row of the journal as it is begun.
pub(crate) fn insert(
    tx: &Transaction<'_>,
    merchant: &str,
    row: &AttemptRow,
    install: Option<&str>,
) -> Result<(), StoreError> {
    let approved = row.approved.as_ref().map(|seen| body::write(seen, "attempt")).transpose()?;
    statement::execute(
        tx,
        "INSERT INTO attempt (id, merchant, checkout, purchase, state, handler, minor, currency, payee,
             expires_at, key, cancel_key, sends, created_at, dead_at, install, approved, return_id, method)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
        params![
            row.id,
            merchant,
            row.checkout.as_str(),
            row.purchase,
            row.state.as_str(),
            row.handler,
            row.amount.minor,
            row.amount.currency.as_str(),
            row.payee,
            row.expires_at.map(|moment| moment.0),
            row.key,
            row.cancel_key,
            row.sends,
            row.created_at.0,
            row.dead_at.0,
            install,
            approved,
            row.return_id.as_ref().and_then(Secret::expose_str),
            row.method,
        ],
    )?;
    Ok(())
}

/// The largest request that is read, in bytes.
const MOST_BODY: u32 = 1 << 20;

/// Writes the bytes of a request into the column that has room for them. A value that is bound to a statement stays in SQLite's
/// memory after its use, and a credential must not: the column's own bytes are written, which a later statement wipes.
pub(crate) fn write_body(db: &Connection, id: &str, body: &[u8]) -> Result<(), StoreError> {
    let number: i64 =
        statement::query_row(db, "SELECT rowid FROM attempt WHERE id = ?1", [id], |row| row.get(0))?;
    let mut column = db.blob_open(MAIN_DB, "attempt", "body", number, false)?;
    column.write_all_at(body, 0)?;
    Ok(column.close()?)
}

/// As [`write_body`], the other way.
fn read_body(db: &Connection, number: i64, length: u32) -> Result<Secret, StoreError> {
    if length > MOST_BODY {
        return Err(StoreError::Row("attempt"));
    }
    let column = db.blob_open(MAIN_DB, "attempt", "body", number, true)?;
    let mut body = vec![0; length as usize];
    column.read_at_exact(&mut body, 0)?;
    Ok(Secret::new(body))
}

/// Reads a row with [`COLUMNS`]. An error where a value is not what this build writes.
pub(crate) fn read(db: &Connection, row: &Row<'_>) -> Result<AttemptRow, StoreError> {
    let bad = || StoreError::Row("attempt");
    let text = |column: &str| -> Result<String, StoreError> { Ok(row.get(column)?) };
    let length = row.get::<_, Option<u32>>("body_length")?;
    let body = length.map(|length| read_body(db, row.get("number")?, length)).transpose()?;
    let url: Option<String> = row.get("url")?;
    let key = text("key")?;
    let prepared = match (url, body) {
        (Some(url), Some(body)) => Some(PreparedRequest {
            method: Method::Post,
            url: WebUrl::parse(&url).map_err(|_| bad())?,
            idempotency_key: key.clone(),
            body: body.into_bytes(),
            protocol: row.get::<_, Option<String>>("protocol")?.unwrap_or_default(),
        }),
        _ => None,
    };
    let currency = Currency::parse(&text("currency")?).map_err(|_| bad())?;
    Ok(AttemptRow {
        id: text("id")?,
        checkout: CheckoutId::parse(text("checkout")?).map_err(|_| bad())?,
        purchase: row.get("purchase")?,
        state: AttemptState::parse(&text("state")?).ok_or_else(bad)?,
        handler: text("handler")?,
        method: row.get("method")?,
        amount: Money::new(row.get("minor")?, currency),
        payee: text("payee")?,
        expires_at: row.get::<_, Option<i64>>("expires_at")?.map(Timestamp),
        key,
        cancel_key: text("cancel_key")?,
        prepared,
        sends: row.get("sends")?,
        first_sent_at: row.get::<_, Option<i64>>("first_sent_at")?.map(Timestamp),
        created_at: Timestamp(row.get("created_at")?),
        dead_at: Timestamp(row.get("dead_at")?),
        approved: row.get::<_, Option<String>>("approved")?.and_then(|text| serde_json::from_str(&text).ok()),
        return_id: row.get::<_, Option<String>>("return_id")?.map(Secret::new),
        acted: row
            .get::<_, Option<String>>("acted")?
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default(),
        lets_go: row.get("lets_go")?,
        waiting: row.get::<_, Option<String>>("waiting")?.and_then(|text| serde_json::from_str(&text).ok()),
    })
}
