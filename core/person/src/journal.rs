//! The journal of payment attempts: each step is written down before it is done.

use crate::attempt::{AttemptRow, COLUMNS, insert, read, write_body};
use crate::body;
use crate::error::StoreError;
use crate::people;
use crate::seal::Beside;
use crate::state::AttemptState;
use crate::statement;
use crate::store::PersonStore;
use rusqlite::{OptionalExtension, params};
use tradewind_commerce::PreparedRequest;
use tradewind_domain::{CheckoutId, ItemId, Order, Timestamp};
use tradewind_ports::Secret;

const FAIL_POINTS: (&str, &str) = ("attempt.journal.before", "attempt.journal.after");

impl PersonStore {
    /// Writes a new attempt down; refused while another of this merchant is not settled.
    pub fn begin_attempt(&self, row: &AttemptRow) -> Result<bool, StoreError> {
        let install = self.install_id();
        let begun = self.change(FAIL_POINTS, |tx| {
            let open: i64 = statement::query_row(
                tx,
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
        let kept = prepared.map(|prepared| self.sealed(&row.id, prepared)).transpose()?;
        self.change(FAIL_POINTS, |tx| {
            let written = statement::execute(
                tx,
                "UPDATE attempt SET state = ?2, url = ?3, sends = ?5,
                     body = CASE WHEN ?4 IS NULL THEN NULL ELSE zeroblob(?4) END, dead_at = ?6, key = ?7,
                     protocol = ?8, return_id = ?9, acted = ?10, lets_go = ?11, first_sent_at = ?12
                 WHERE id = ?1 AND settled_at IS NULL",
                params![
                    row.id,
                    row.state.as_str(),
                    prepared.map(|prepared| prepared.url.as_str().to_owned()),
                    kept.as_ref().map(|kept| i64::try_from(kept.len()).unwrap_or(i64::MAX)),
                    row.sends,
                    row.dead_at.0,
                    row.key,
                    prepared.map(|prepared| prepared.protocol.as_str()),
                    row.return_id.as_ref().and_then(Secret::expose_str),
                    list(&row.acted)?,
                    row.lets_go,
                    row.first_sent_at.map(|moment| moment.0),
                ],
            )?;
            // One that is settled stays so: nothing of it is sent again.
            if written == 0 {
                return Err(StoreError::Row("attempt"));
            }
            kept.as_ref().map_or(Ok(()), |kept| write_body(tx, &row.id, kept))
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
        self.change(FAIL_POINTS, |tx| {
            let waiting = row.waiting.as_ref().map(|one| body::write(one, "attempt")).transpose()?;
            statement::execute(
                tx,
                "UPDATE attempt SET state = ?2, body = NULL, url = NULL, settled_at = ?3, return_id = NULL,
                     waiting = ?4
                 WHERE id = ?1",
                params![row.id, row.state.as_str(), now.0, waiting],
            )?;
            if let Some(order) = order {
                bought(tx, &self.merchant, order, row.purchase.as_deref(), true)?;
            }
            if row.state == AttemptState::Deferred {
                out_of_the_cart(
                    tx,
                    &self.merchant,
                    row.approved.iter().flat_map(|seen| &seen.lines).map(|line| &line.item),
                )?;
            }
            if matches!(
                row.state,
                AttemptState::Succeeded
                    | AttemptState::Ended
                    | AttemptState::PutAside
                    | AttemptState::Deferred
            ) {
                statement::execute(tx, "DELETE FROM checkout WHERE merchant = ?1", [&self.merchant])?;
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
        self.change(FAIL_POINTS, |tx| {
            bought(tx, &self.merchant, order, purchase, is_of_the_cart)?;
            if let Some(attempt) = attempt {
                let state = AttemptState::Succeeded.as_str();
                statement::execute(
                    tx,
                    "UPDATE attempt SET state = ?2 WHERE id = ?1",
                    params![attempt, state],
                )?;
            }
            statement::execute(
                tx,
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
        // Mostly there is none, which is known sooner than one is read.
        let any = "SELECT EXISTS (SELECT 1 FROM attempt
                 WHERE merchant = ?1 AND settled_at >= ?2 AND sends > 0 AND state <> 'succeeded')";
        if !statement::query_row(&db, any, params![self.merchant, since.0], |row| row.get::<_, bool>(0))? {
            return Ok(Vec::new());
        }
        let mut rows = db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM attempt
             WHERE merchant = ?1 AND settled_at >= ?2 AND sends > 0
                 AND state IN ('ended', 'put_aside', 'not_taken', 'declined', 'escalated')
                 AND NOT EXISTS (
                     SELECT 1 FROM orders
                     WHERE orders.merchant = attempt.merchant AND orders.checkout = attempt.checkout)
             ORDER BY settled_at DESC LIMIT ?3"
        ))?;
        let rows = rows.query_map(params![self.merchant, since.0, limit], |row| Ok(read(&db, row)))?;
        rows.map(|row| row?).collect()
    }

    /// Attempts whose voucher is out, latest first.
    pub fn waiting_attempts(&self) -> Result<Vec<AttemptRow>, StoreError> {
        let db = self.db();
        let mut rows = db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM attempt WHERE merchant = ?1 AND state = 'deferred'
             ORDER BY created_at DESC LIMIT 50"
        ))?;
        let rows = rows.query_map([&self.merchant], |row| Ok(read(&db, row)))?;
        rows.map(|row| row?).collect()
    }

    /// The merchant said that a voucher is over without a purchase.
    pub fn end_waiting(&self, id: &str) -> Result<(), StoreError> {
        self.change(FAIL_POINTS, |tx| {
            let ended = AttemptState::Ended.as_str();
            statement::execute(
                tx,
                "UPDATE attempt SET state = ?2 WHERE id = ?1 AND state = 'deferred'",
                params![id, ended],
            )?;
            Ok(())
        })
    }

    /// What was approved for this checkout last, with its amount: to compare with what was bought by another door.
    pub fn approved_for(&self, checkout: &CheckoutId) -> Result<Option<AttemptRow>, StoreError> {
        let db = self.db();
        let sql = format!(
            "SELECT {COLUMNS} FROM attempt WHERE merchant = ?1 AND checkout = ?2 ORDER BY created_at DESC LIMIT 1"
        );
        statement::query_row(&db, &sql, [self.merchant.as_str(), checkout.as_str()], |row| Ok(read(&db, row)))
            .optional()?
            .transpose()
    }

    /// The attempt that is not settled, if there is one.
    pub fn open_attempt(&self) -> Result<Option<AttemptRow>, StoreError> {
        let open = {
            let db = self.db();
            let sql = format!(
                "SELECT {COLUMNS} FROM attempt
                 WHERE settled_at IS NULL AND merchant = ?1 ORDER BY created_at LIMIT 1"
            );
            let mut open = db.prepare_cached(&sql)?;
            open.query_row([&self.merchant], |row| Ok(read(&db, row))).optional()?.transpose()?
        };
        // The vault is asked with no file held.
        Ok(open.map(|mut row| {
            row.prepared = row.prepared.take().and_then(|prepared| self.opened(&row.id, prepared));
            row
        }))
    }

    /// Whether there is one.
    pub fn has_open_attempt(&self) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM attempt WHERE merchant = ?1 AND settled_at IS NULL)";
        Ok(self.db().prepare_cached(sql)?.query_row([&self.merchant], |row| row.get(0))?)
    }

    /// A request as the file keeps it. Where no vault was lent, as in tests of one process, it is kept as it is.
    fn sealed(&self, attempt: &str, prepared: &PreparedRequest) -> Result<Vec<u8>, StoreError> {
        let Some(install) = self.install.get() else { return Ok(prepared.body.to_vec()) };
        install.seal(&beside(attempt, prepared), &prepared.body).ok_or(StoreError::Row("attempt"))
    }

    fn opened(&self, attempt: &str, prepared: PreparedRequest) -> Option<PreparedRequest> {
        let Some(install) = self.install.get() else { return Some(prepared) };
        let body = install.open(&beside(attempt, &prepared), &prepared.body)?.into_bytes();
        Some(PreparedRequest { body, ..prepared })
    }
}

fn beside<'a>(attempt: &'a str, prepared: &'a PreparedRequest) -> Beside<'a> {
    Beside {
        attempt,
        url: prepared.url.as_str(),
        protocol: &prepared.protocol,
        key: &prepared.idempotency_key,
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
        statement::execute(
            tx,
            "UPDATE purchase SET order_id = ?3 WHERE merchant = ?1 AND name = ?2 AND order_id IS NULL",
            params![merchant, purchase, order.id.as_str()],
        )?;
    }
    if !is_of_the_cart {
        return Ok(());
    }
    out_of_the_cart(tx, merchant, order.lines.iter().map(|line| &line.item))
}

fn out_of_the_cart<'a>(
    tx: &rusqlite::Transaction<'_>,
    merchant: &str,
    items: impl Iterator<Item = &'a ItemId>,
) -> Result<(), StoreError> {
    let mut remove = tx.prepare_cached("DELETE FROM cart_line WHERE merchant = ?1 AND item = ?2")?;
    for item in items {
        remove.execute(params![merchant, item.as_str()])?;
    }
    Ok(())
}

/// A list of ids as the journal has it; none where it is empty.
fn list(ids: &[String]) -> Result<Option<String>, StoreError> {
    if ids.is_empty() { Ok(None) } else { body::write(&ids, "attempt").map(Some) }
}
