//! The journal of payment attempts.

use crate::AttemptState;
use crate::{PersonStore, StoreError, body, people};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use tradewind_commerce::PreparedRequest;
use tradewind_commerce::agreement::Agreement;
use tradewind_domain::{CheckoutId, Currency, Money, Order, Timestamp, WebUrl};
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
    /// The merchant's payment handler.
    pub handler: String,
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
    /// When it was begun.
    pub created_at: Timestamp,
    /// From when on it is Unknown, by the wall clock: for the record. Deadlines themselves are monotonic.
    pub dead_at: Timestamp,
    /// What the person saw and agreed to; `None` in attempts of the first version.
    pub approved: Option<Agreement>,
}

/// The columns that [`read`] reads.
const COLUMNS: &str =
    "id, checkout, purchase, state, handler, minor, currency, payee, expires_at, key, cancel_key,
     url, body, sends, created_at, dead_at, approved";

const GATES: (&str, &str) = ("attempt.journal.before", "attempt.journal.after");

/// Open attempts, with the columns that [`read`] reads.
const SELECT_OPEN: &str =
    "SELECT id, checkout, purchase, state, handler, minor, currency, payee, expires_at, key,
    cancel_key, url, body, sends, created_at, dead_at, approved FROM attempt WHERE settled_at IS NULL";

impl PersonStore {
    /// Writes a new attempt down; refused while another of this merchant is not settled.
    pub fn begin_attempt(&self, row: &AttemptRow) -> Result<bool, StoreError> {
        let install = self.install_id();
        let begun = self.change(GATES, |tx| {
            let open: i64 = tx.query_row(
                "SELECT count(*) AS open FROM attempt WHERE merchant = ?1 AND settled_at IS NULL",
                [&self.merchant],
                |row| row.get("open"),
            )?;
            if open > 0 {
                return Ok(false);
            }
            insert(tx, &self.merchant, row, install.as_deref())?;
            Ok(true)
        })?;
        if begun {
            self.note_attempt(row);
        }
        Ok(begun)
    }

    /// Writes down what an attempt has become, with its request and when it is dead. The request of an Unknown one is
    /// wiped: it holds a credential that will never be used again.
    pub fn save_attempt(&self, row: &AttemptRow) -> Result<(), StoreError> {
        let prepared = row.prepared.as_ref().filter(|_| row.state != AttemptState::Unknown);
        self.change(GATES, |tx| {
            let written = tx.execute(
                "UPDATE attempt SET state = ?2, url = ?3, body = ?4, sends = ?5, dead_at = ?6, key = ?7
                 WHERE id = ?1 AND settled_at IS NULL",
                params![
                    row.id,
                    row.state.as_str(),
                    prepared.map(|prepared| prepared.url.as_str().to_owned()),
                    prepared.map(|prepared| &prepared.body[..]),
                    row.sends,
                    row.dead_at.0,
                    row.key,
                ],
            )?;
            // One that is settled stays so: nothing of it is sent again.
            if written == 0 { Err(StoreError::Row("attempt")) } else { Ok(()) }
        })
    }

    /// Settles an attempt: its state, the wiping of its credential and, when bought, the order, the purchase and the
    /// emptied cart, all in one.
    pub fn settle_attempt(
        &self,
        row: &AttemptRow,
        order: Option<&Order>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.change(GATES, |tx| {
            tx.execute(
                "UPDATE attempt SET state = ?2, body = NULL, url = NULL, settled_at = ?3 WHERE id = ?1",
                params![row.id, row.state.as_str(), now.0],
            )?;
            if let Some(order) = order {
                bought(tx, &self.merchant, order, row.purchase.as_deref(), true)?;
            }
            if matches!(row.state, AttemptState::Succeeded | AttemptState::Ended | AttemptState::PutAside) {
                tx.execute("DELETE FROM checkout WHERE merchant = ?1", [&self.merchant])?;
            }
            Ok(())
        })?;
        self.note_settled(row)
    }

    /// Keeps an order that was found without an open attempt: finished in a browser, on another device, or after the attempt
    /// had been given up (`attempt` then turns from what it was to bought).
    pub fn adopt_order(
        &self,
        order: &Order,
        purchase: Option<&str>,
        attempt: Option<&str>,
        is_of_the_cart: bool,
    ) -> Result<(), StoreError> {
        self.change(GATES, |tx| {
            bought(tx, &self.merchant, order, purchase, is_of_the_cart)?;
            if let Some(attempt) = attempt {
                let state = AttemptState::Succeeded.as_str();
                tx.execute("UPDATE attempt SET state = ?2 WHERE id = ?1", params![attempt, state])?;
            }
            tx.execute(
                "DELETE FROM cancel WHERE merchant = ?1 AND checkout = ?2",
                params![self.merchant, order.checkout.as_str()],
            )?;
            Ok(())
        })?;
        purchase.map_or(Ok(()), |name| self.note_purchase(name))
    }

    /// Attempts that were sent and given up without a purchase since `since`, latest first: what a processor may have
    /// charged after all.
    pub fn given_up_after_sending(
        &self,
        since: Timestamp,
        limit: u32,
    ) -> Result<Vec<AttemptRow>, StoreError> {
        let db = self.db();
        let mut rows = db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM attempt
             WHERE merchant = ?1 AND settled_at >= ?2 AND sends > 0
                 AND state IN ('ended', 'put_aside', 'not_taken', 'declined', 'escalated')
                 AND NOT EXISTS (
                     SELECT 1 FROM orders
                     WHERE orders.merchant = attempt.merchant AND orders.checkout = attempt.checkout)
             ORDER BY settled_at DESC LIMIT ?3"
        ))?;
        let rows = rows.query_map(params![self.merchant, since.0, limit], |row| Ok(read(row)))?;
        rows.map(|row| row?).collect()
    }

    /// What was approved for this checkout last, with its amount: to compare with what was bought by another door.
    pub fn approved_for(&self, checkout: &CheckoutId) -> Result<Option<AttemptRow>, StoreError> {
        let db = self.db();
        let sql = format!(
            "SELECT {COLUMNS} FROM attempt WHERE merchant = ?1 AND checkout = ?2 ORDER BY created_at DESC LIMIT 1"
        );
        db.query_row(&sql, [self.merchant.as_str(), checkout.as_str()], |row| Ok(read(row)))
            .optional()?
            .transpose()
    }

    /// The attempt that is not settled, if there is one.
    pub fn open_attempt(&self) -> Result<Option<AttemptRow>, StoreError> {
        let db = self.db();
        let sql = format!("{SELECT_OPEN} AND merchant = ?1 ORDER BY created_at LIMIT 1");
        db.query_row(&sql, [&self.merchant], |row| Ok(read(row))).optional()?.transpose()
    }
}

/// An order takes its place: kept, its purchase done, its lines out of the cart.
fn bought(
    tx: &rusqlite::Transaction<'_>,
    merchant: &str,
    order: &Order,
    purchase: Option<&str>,
    is_of_the_cart: bool,
) -> Result<(), StoreError> {
    people::put_order(tx, merchant, order)?;
    if let Some(purchase) = purchase {
        tx.execute(
            "UPDATE purchase SET order_id = ?3 WHERE merchant = ?1 AND name = ?2 AND order_id IS NULL",
            params![merchant, purchase, order.id.as_str()],
        )?;
    }
    if !is_of_the_cart {
        return Ok(());
    }
    let mut remove = tx.prepare("DELETE FROM cart_line WHERE merchant = ?1 AND item = ?2")?;
    for line in &order.lines {
        remove.execute(params![merchant, line.item.as_str()])?;
    }
    Ok(())
}

/// Whether every open attempt reads, whichever merchant it is at.
pub(crate) fn verify(db: &Connection) -> Result<(), StoreError> {
    let mut open = db.prepare(SELECT_OPEN)?;
    let mut rows = open.query([])?;
    while let Some(row) = rows.next()? {
        read(row)?;
    }
    Ok(())
}

/// A row of the journal as it is begun.
pub(crate) fn insert(
    tx: &Transaction<'_>,
    merchant: &str,
    row: &AttemptRow,
    install: Option<&str>,
) -> Result<(), StoreError> {
    let approved = row.approved.as_ref().map(|seen| body::write(seen, "attempt")).transpose()?;
    tx.execute(
        "INSERT INTO attempt (id, merchant, checkout, purchase, state, handler, minor, currency, payee,
             expires_at, key, cancel_key, sends, created_at, dead_at, install, approved)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
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
        ],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<AttemptRow, StoreError> {
    let bad = || StoreError::Row("attempt");
    let text = |column: &str| -> Result<String, StoreError> { Ok(row.get(column)?) };
    let (url, body): (Option<String>, Option<Vec<u8>>) = (row.get("url")?, row.get("body")?);
    let key = text("key")?;
    let prepared = match (url, body) {
        (Some(url), Some(body)) => Some(PreparedRequest {
            method: Method::Post,
            url: WebUrl::parse(&url).map_err(|_| bad())?,
            idempotency_key: key.clone(),
            body: Secret::new(body).into_bytes(),
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
        amount: Money::new(row.get("minor")?, currency),
        payee: text("payee")?,
        expires_at: row.get::<_, Option<i64>>("expires_at")?.map(Timestamp),
        key,
        cancel_key: text("cancel_key")?,
        prepared,
        sends: row.get("sends")?,
        created_at: Timestamp(row.get("created_at")?),
        dead_at: Timestamp(row.get("dead_at")?),
        approved: row.get::<_, Option<String>>("approved")?.and_then(|text| serde_json::from_str(&text).ok()),
    })
}
