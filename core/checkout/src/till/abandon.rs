//! Sessions that are given up: cancelled at the merchant, and asked for again until it has answered.

use super::{Till, TillError, order_of};
use crate::merchant::{CheckoutStatus, MerchantError};

impl Till {
    /// Gives up the checkout in progress, where no payment is open: it is forgotten here at once, and written down to be
    /// cancelled at the merchant, which [`Till::cancel_abandoned`] does.
    pub fn abandon(&self) -> Result<(), TillError> {
        if self.is_pending()? {
            return Err(TillError::Pending);
        }
        let store = &self.inner.store;
        // Another phone's session is not ours to cancel.
        let ours = !store.session_was_begun_elsewhere()?;
        let session = self.checkout()?.filter(|_| ours);
        let key = self.inner.ports.entropy.uuid();
        Ok(store.abandon_checkout(session.as_ref().map(|known| (&known.id, key.as_str())))?)
    }

    /// Erases everything that the person kept, of every merchant, and gives open sessions up. `PaymentPending` while a
    /// payment is not settled. Blocks, also for a request about the checkout that is under way: not for an async task.
    pub fn erase(&self) -> Result<(), TillError> {
        let _turn = self.inner.turn.blocking_lock();
        let entropy = &self.inner.ports.entropy;
        if self.inner.store.erase(|| entropy.uuid())? { Ok(()) } else { Err(TillError::Pending) }
    }

    /// Cancels the sessions that were given up. One whose answer is lost is kept for the next time: at a start, when the
    /// network comes back, when the app comes to the front. One that turns out to be bought is kept as an order.
    pub async fn cancel_abandoned(&self) -> Result<(), TillError> {
        for row in self.inner.store.cancels()? {
            let answer = {
                let _turn = self.inner.turn.lock().await;
                self.inner.merchant.cancel_checkout(&row.checkout, &row.key).await
            };
            match answer {
                Ok(checkout) if checkout.id != row.checkout => {}
                Ok(checkout) => match checkout.status {
                    CheckoutStatus::Completed => {
                        if let Some(order) = order_of(&checkout, self.now()) {
                            self.inner.store.keep_order(&order)?;
                        }
                        self.inner.store.cancel_done(&row.checkout)?;
                    }
                    CheckoutStatus::Canceled | CheckoutStatus::Expired => {
                        self.inner.store.cancel_done(&row.checkout)?;
                    }
                    _ => {}
                },
                // It is over, or cannot be cancelled: no answer will ever be another.
                Err(
                    MerchantError::NotFound
                    | MerchantError::Conflict
                    | MerchantError::Refused(_)
                    | MerchantError::CapabilityMissing,
                ) => self.inner.store.cancel_done(&row.checkout)?,
                // Lost: this merchant is not to be reached now, for the others neither.
                Err(_) => return Ok(()),
            }
        }
        Ok(())
    }

    /// Another phone's session, met in a copied or restored file: how it ended is asked, and kept if it was bought. It is
    /// not ours to change or to cancel, so it is forgotten.
    pub(super) async fn leave_foreign_session(&self) -> Result<(), TillError> {
        if let Some(known) = self.checkout()? {
            match self.inner.merchant.checkout(&known.id).await {
                Ok(seen) if seen.id == known.id && seen.status == CheckoutStatus::Completed => {
                    if let Some(order) = order_of(&seen, self.now()) {
                        self.inner.store.keep_order(&order)?;
                    }
                }
                Ok(_) | Err(MerchantError::NotFound) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(self.inner.store.forget_checkout()?)
    }
}
