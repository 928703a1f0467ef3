//! What is not ours any more: everything erased, and sessions that another phone began.

use super::{Driver, PaymentError};
use tradewind_domain::Order;

impl Driver {
    /// Erases everything that the person kept, of every merchant, and gives open sessions up. `PaymentPending` while a
    /// payment is not settled. Blocks, also for a request about the checkout that is under way: not for an async task.
    pub fn erase(&self) -> Result<(), PaymentError> {
        let _turn = self.inner.turn.blocking_lock();
        let entropy = &self.inner.ports.entropy;
        if self.inner.store.erase(|| entropy.uuid())? { Ok(()) } else { Err(PaymentError::Pending) }
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
