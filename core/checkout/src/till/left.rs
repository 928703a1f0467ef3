//! What was left behind: attempts that were given up and charged after all, sessions that wait to be cancelled, orders that
//! were bought by another door.

use super::{PaymentView, Till, TillError, TillEvent, lock};
use crate::attempt::State;
use crate::merchant::{Checkout, CheckoutStatus, MerchantError};
use crate::store::AttemptRow;
use std::time::Duration;
use tradewind_domain::{CheckoutId, Order, Timestamp};

/// How long after its end an attempt that was sent is looked at again: processors settle within days.
const LOOK_BACK: Duration = Duration::from_secs(60 * 24 * 3_600);
/// How many of them, and how often each at most.
const LOOK_AT: u32 = 3;
const LOOK_EVERY: Duration = Duration::from_secs(60);

impl Till {
    /// The order of another phone's session, where it was bought. It is asked once, and nothing of it is changed.
    pub(super) async fn bought_elsewhere(
        &self,
        known: &Checkout,
        purchase: Option<&str>,
    ) -> Result<Option<Order>, TillError> {
        match self.inner.merchant.checkout(&known.id).await {
            Ok(checkout) if checkout.status == CheckoutStatus::Completed => {
                let order = self.order_of(&checkout, None);
                if let Some(order) = &order {
                    self.adopt(order, purchase, None, false)?;
                }
                Ok(order)
            }
            Ok(checkout) if checkout.status == CheckoutStatus::CompleteInProgress => Err(TillError::Pending),
            Ok(_) | Err(MerchantError::NotFound) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Looks at attempts again that were sent and given up: a processor may have charged them after all. What is found is
    /// kept and told. Gives the order where it is of this purchase. Called with the turn held.
    pub(super) async fn look_again(&self, purchase: Option<&str>) -> Result<Option<Order>, TillError> {
        let since = Timestamp(self.now().0.saturating_sub(LOOK_BACK.as_millis() as i64));
        let kept = self.kept()?.checkout.map(|known| known.id);
        let mut mine = None;
        for row in self.inner.store.given_up_after_sending(since, LOOK_AT)? {
            // The kept session is asked about on its own.
            if kept.as_ref() == Some(&row.checkout) || !self.is_due(&row) {
                continue;
            }
            // A question that fails must not lock a person out: it is asked again before the next payment.
            let Ok(checkout) = self.inner.merchant.checkout(&row.checkout).await else { continue };
            if checkout.status != CheckoutStatus::Completed {
                continue;
            }
            let Some(order) = self.order_of(&checkout, Some(&row)) else { continue };
            let late = row.state == State::PutAside || row.purchase.as_deref() != purchase;
            self.adopt(&order, row.purchase.as_deref(), Some(&row), late)?;
            if !late {
                mine = Some(order);
            }
        }
        Ok(mine)
    }

    fn is_due(&self, row: &AttemptRow) -> bool {
        let now = self.monotonic();
        let mut looked = lock(&self.inner.looked);
        let due = looked.get(&row.id).is_none_or(|last| now.saturating_sub(*last) >= LOOK_EVERY);
        if due {
            looked.insert(row.id.clone(), now);
        }
        due
    }

    pub(super) fn adopt(
        &self,
        order: &Order,
        purchase: Option<&str>,
        row: Option<&AttemptRow>,
        late: bool,
    ) -> Result<(), TillError> {
        self.inner.store.adopt_order(order, purchase, row.map(|row| row.id.as_str()), !late)?;
        if self.kept()?.checkout.is_some_and(|known| known.id == order.checkout) {
            self.inner.store.forget_checkout()?;
        }
        self.tell(TillEvent::Payment(Box::new(PaymentView {
            id: row.map(|row| row.id.clone()).unwrap_or_default(),
            state: State::Succeeded,
            order: Some(Box::new(order.clone())),
            reason: None,
            messages: Vec::new(),
            facts: None,
            late,
        })));
        Ok(())
    }

    /// Cancels what was left open at the merchant. A lost cancel stays written down, and is tried again; one that turns out
    /// to be bought is kept as that. Gives the order of `just_left`, which was left a moment ago for `purchase`.
    pub(super) async fn cancel_left(
        &self,
        just_left: Option<&CheckoutId>,
        purchase: Option<&str>,
    ) -> Option<Order> {
        let mut mine = None;
        for left in self.inner.store.cancels().unwrap_or_default() {
            let over = match self.inner.merchant.cancel_checkout(&left.checkout, &left.key).await {
                Ok(checkout) => Some(checkout),
                Err(MerchantError::NotFound) => None,
                Err(MerchantError::Conflict | MerchantError::Refused { .. }) => {
                    match self.inner.merchant.checkout(&left.checkout).await {
                        Ok(checkout) => Some(checkout),
                        Err(MerchantError::NotFound) => None,
                        Err(_) => continue,
                    }
                }
                Err(_) => continue,
            };
            let bought = over.filter(|one| one.status == CheckoutStatus::Completed);
            let kept = match bought.and_then(|one| self.order_of(&one, None)) {
                Some(order) if just_left == Some(&left.checkout) => {
                    let kept = self.adopt(&order, purchase, None, false);
                    mine = Some(order);
                    kept
                }
                Some(order) => self.adopt(&order, None, None, true),
                // Open still, and not to be cancelled: it ends by itself.
                None => self.inner.store.cancel_done(&left.checkout).map_err(TillError::from),
            };
            if kept.is_err() {
                break;
            }
        }
        mine
    }
}
