//! What is kept of the checkout in progress, between answers and across restarts.

use super::{Driver, PaymentError};
use serde::{Deserialize, Serialize};
use tradewind_commerce::{Checkout, CheckoutDraft, CheckoutStatus};
use tradewind_domain::{CheckoutId, Timestamp};
use tradewind_person::StoreError;

/// The checkout in progress, as kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    #[serde(default)]
    pub(super) checkout: Option<Checkout>,
    /// A change was sent and its answer is not known: the merchant may ask for another total than this.
    #[serde(default)]
    pub(super) unsure: bool,
    /// The named purchase it is for.
    #[serde(default)]
    pub(super) purchase: Option<String>,
    /// A session that was asked for, whose answer is not known.
    #[serde(default)]
    pub(super) creating: Option<Creating>,
}

/// A create under way: repeated with the same key and body, so that it opens one session however often it goes out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Creating {
    pub(super) key: String,
    pub(super) draft: CheckoutDraft,
    pub(super) at: Timestamp,
    /// How often it went out.
    #[serde(default)]
    pub(super) tries: u32,
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

impl Driver {
    pub(super) fn kept(&self) -> Result<Kept, PaymentError> {
        let Some(body) = self.inner.store.checkout_body()? else { return Ok(Kept::default()) };
        if let Ok(kept) = serde_json::from_str(&body) {
            return Ok(kept);
        }
        // Written by another version, or torn: it cannot be gone on with, but it can be asked about.
        let remains = serde_json::from_str::<Remains>(&body).ok();
        Ok(remains.map(|remains| Kept::about(remains.checkout.id)).unwrap_or_default())
    }

    pub(super) fn keep(
        &self,
        checkout: &Checkout,
        unsure: bool,
        purchase: Option<&str>,
    ) -> Result<(), PaymentError> {
        let purchase = purchase.map(str::to_owned);
        self.keep_all(&Kept { checkout: Some(checkout.clone()), unsure, purchase, creating: None })
    }

    pub(super) fn keep_all(&self, kept: &Kept) -> Result<(), PaymentError> {
        let body = serde_json::to_string(kept).map_err(|_| StoreError::Row("checkout"))?;
        Ok(self.inner.store.save_checkout_body(&body)?)
    }
}

impl Kept {
    /// A session of which only the id is known: to be asked about before anything else.
    fn about(id: CheckoutId) -> Self {
        let checkout = Checkout::of_id(id, CheckoutStatus::Expired);
        Self { checkout: Some(checkout), unsure: true, ..Self::default() }
    }
}
