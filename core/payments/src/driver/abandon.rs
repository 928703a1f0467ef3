//! What is not ours any more: everything erased, and sessions that another phone began.

use super::{Driver, PaymentError};
use tradewind_domain::Order;

impl Driver {
    /// Erases everything that the person kept, of every merchant, and gives open sessions up. `PaymentPending` while a
    /// payment is not settled. False, and nothing is done, while a request about the checkout is under way: its answer would
    /// be kept after all; [`Driver::request_ended`] tells when to try again. Blocks for the disk alone.
    pub fn erase(&self) -> Result<bool, PaymentError> {
        if self.is_pending()? {
            return Err(PaymentError::Pending);
        }
        let Ok(_turn) = self.inner.turn.try_lock() else { return Ok(false) };
        let entropy = &self.inner.ports.entropy;
        if self.inner.store.erase(|| entropy.uuid())? { Ok(true) } else { Err(PaymentError::Pending) }
    }

    /// Returns when the request about the checkout that is under way has ended.
    pub async fn request_ended(&self) {
        drop(self.inner.turn.lock().await);
    }

    /// Another phone's session, met in a copied or restored file: how it ended is asked, and kept if it was bought. It is
    /// not ours to change or to cancel, so it is forgotten. Called with the turn held.
    pub(super) async fn leave_foreign_session(
        &self,
        purchase: Option<&str>,
    ) -> Result<Option<Order>, PaymentError> {
        let known = self.checkout()?;
        let bought = match &known {
            Some(known) => self.bought_elsewhere(known, purchase).await?,
            None => None,
        };
        self.inner.store.forget_checkout()?;
        Ok(bought)
    }
}
