//! The checkout in progress, as it is kept between answers and across restarts; one a merchant.

use crate::body;
use crate::error::StoreError;
use crate::statement;
use crate::store::PersonStore;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use tradewind_commerce::{Checkout, CheckoutDraft, CheckoutStatus};
use tradewind_domain::{CheckoutId, Timestamp};

/// The checkout in progress, as kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckoutInProgress {
    /// As the engine described it last, with the engine's own part.
    #[serde(default)]
    pub checkout: Option<Checkout>,
    /// A change was sent and its answer is not known: the merchant may ask for another total than this.
    #[serde(default)]
    pub unsure: bool,
    /// The named purchase it is for.
    #[serde(default)]
    pub purchase: Option<String>,
    /// A session that was asked for, whose answer is not known.
    #[serde(default)]
    pub creating: Option<Creating>,
}

/// A create under way: repeated with the same key and body, so that it opens one session however often it goes out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Creating {
    /// Its idempotency key.
    pub key: String,
    /// What was asked for.
    pub draft: CheckoutDraft,
    /// When it first went out.
    pub at: Timestamp,
    /// How often it went out.
    #[serde(default)]
    pub tries: u32,
}

/// What stands of a body that does not read as a whole: enough to ask how it ended.
#[derive(Deserialize)]
struct Remains {
    checkout: RemainsOfCheckout,
}

#[derive(Deserialize)]
struct RemainsOfCheckout {
    id: CheckoutId,
}

impl PersonStore {
    /// The checkout in progress; an empty one where there is none. Of one that another version wrote, or that is torn, as
    /// much as can be asked about.
    pub fn checkout_in_progress(&self) -> Result<CheckoutInProgress, StoreError> {
        let text: Option<String> = {
            let db = self.db();
            let mut read = db.prepare_cached("SELECT body FROM checkout WHERE merchant = ?1")?;
            read.query_row([&self.merchant], |row| row.get("body")).optional()?
        };
        Ok(text.map(|text| CheckoutInProgress::read(&text)).unwrap_or_default())
    }

    /// Keeps the checkout in progress.
    pub fn save_checkout_in_progress(&self, kept: &CheckoutInProgress) -> Result<(), StoreError> {
        let text = body::write(kept, "checkout")?;
        let install = self.install_id();
        self.write(|tx| {
            statement::execute(
                tx,
                "INSERT OR REPLACE INTO checkout (merchant, body, version, install) VALUES (?1, ?2, ?3, ?4)",
                params![self.merchant, text, body::VERSION, install],
            )?;
            Ok(())
        })
    }

    /// Forgets the checkout in progress.
    pub fn forget_checkout(&self) -> Result<(), StoreError> {
        self.write(|tx| {
            statement::execute(tx, "DELETE FROM checkout WHERE merchant = ?1", [&self.merchant])?;
            Ok(())
        })
    }
}

impl CheckoutInProgress {
    fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|_| {
            let remains = serde_json::from_str::<Remains>(text).ok();
            remains.map(|remains| Self::about(remains.checkout.id)).unwrap_or_default()
        })
    }

    /// A session of which only the id is known: to be asked about before anything else.
    fn about(id: CheckoutId) -> Self {
        let checkout = Checkout::of_id(id, CheckoutStatus::Expired);
        Self { checkout: Some(checkout), unsure: true, ..Self::default() }
    }
}
