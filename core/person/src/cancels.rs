//! Sessions given up here that the merchant has still to be told of: written down first, so that a lost cancel is
//! tried again.

use crate::error::StoreError;
use crate::statement;
use crate::store::PersonStore;
use rusqlite::params;
use tradewind_domain::CheckoutId;

/// A session to be cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CancelRow {
    /// The merchant's id of the session.
    pub checkout: CheckoutId,
    /// Idempotency key of the cancel.
    pub key: String,
    /// The named purchase that it was for.
    pub purchase: Option<String>,
}

impl PersonStore {
    /// Writes down that a session is to be cancelled at this merchant: for tests. A driver gives the checkout up with it.
    #[cfg(feature = "fakes")]
    pub fn queue_cancel(&self, checkout: &CheckoutId, key: &str) -> Result<(), StoreError> {
        self.write(|tx| queue(tx, &self.merchant, checkout.as_str(), key, None))
    }

    /// Gives the checkout in progress up: it is forgotten, and its session is to be cancelled, in one.
    pub fn abandon_checkout(
        &self,
        session: Option<(&CheckoutId, &str)>,
        purchase: Option<&str>,
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            if let Some((checkout, key)) = session {
                queue(tx, &self.merchant, checkout.as_str(), key, purchase)?;
            }
            statement::execute(tx, "DELETE FROM checkout WHERE merchant = ?1", [&self.merchant])?;
            Ok(())
        })
    }

    /// Writes down that a session is to be cancelled, beside the one in progress.
    pub fn cancel_later(&self, checkout: &CheckoutId, key: &str) -> Result<(), StoreError> {
        self.write(|tx| queue(tx, &self.merchant, checkout.as_str(), key, None))
    }

    /// Sessions of this merchant that are to be cancelled.
    pub fn cancels(&self) -> Result<Vec<CancelRow>, StoreError> {
        let db = self.db();
        let mut read = db.prepare_cached(
            "SELECT checkout, key, purchase FROM cancel WHERE merchant = ?1 ORDER BY checkout",
        )?;
        let rows = read.query_map([&self.merchant], |row| {
            Ok((row.get::<_, String>("checkout")?, row.get("key")?, row.get("purchase")?))
        })?;
        rows.map(|row| {
            let (checkout, key, purchase) = row?;
            let checkout = CheckoutId::parse(checkout).map_err(|_| StoreError::Row("cancel"))?;
            Ok(CancelRow { checkout, key, purchase })
        })
        .collect()
    }

    /// The merchant has answered for good.
    pub fn cancel_done(&self, checkout: &CheckoutId) -> Result<(), StoreError> {
        self.write(|tx| {
            statement::execute(
                tx,
                "DELETE FROM cancel WHERE merchant = ?1 AND checkout = ?2",
                [&self.merchant, checkout.as_str()],
            )?;
            Ok(())
        })
    }
}

pub(crate) fn queue(
    tx: &rusqlite::Transaction<'_>,
    merchant: &str,
    checkout: &str,
    key: &str,
    purchase: Option<&str>,
) -> Result<(), StoreError> {
    statement::execute(
        tx,
        "INSERT OR IGNORE INTO cancel (merchant, checkout, key, purchase) VALUES (?1, ?2, ?3, ?4)",
        params![merchant, checkout, key, purchase],
    )?;
    Ok(())
}
