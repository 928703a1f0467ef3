//! What was left behind: attempts that were given up and charged after all, sessions that wait to be cancelled, orders that
//! were bought by another door.

use super::session::ASK_TWICE;
use super::{Driver, PaymentError, PaymentEvent, PaymentView};
use crate::law::State;
use std::time::Duration;
use tradewind_commerce::{Checkout, CheckoutStatus, MerchantError, quote};
use tradewind_domain::{AgreedOtherwise, CheckoutId, Order, Timestamp, lock};
use tradewind_person::AttemptRow;

/// How long after its end an attempt that was sent is looked at again: processors settle within days.
const LOOK_BACK: Duration = Duration::from_secs(60 * 24 * 3_600);
/// How many of them, and how often each at most.
const LOOK_AT: u32 = 8;
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How long a session with a sent attempt holds up the next one where the merchant says nothing definite about it: the
/// longest life of a session that is believed.
const STILL_OPEN: Duration = Duration::from_secs(24 * 3_600);

impl Driver {
    /// The order of another phone's session, where it was bought. It is asked once, and nothing of it is changed.
    pub(super) async fn bought_elsewhere(
        &self,
        known: &Checkout,
        purchase: Option<&str>,
    ) -> Result<Option<Order>, PaymentError> {
        match self.inner.engine.checkout(&known.id, &self.language()).await {
            Ok(checkout) if checkout.status == CheckoutStatus::Completed => {
                let order = self.order_of_session(&checkout, Some(known))?;
                if let Some(order) = &order {
                    self.adopt(order, purchase, None, false)?;
                }
                Ok(order)
            }
            Ok(checkout) if checkout.status == CheckoutStatus::CompleteInProgress => {
                Err(PaymentError::Pending)
            }
            // The other phone's bank page may be open, or its answer on the way.
            Ok(checkout)
                if checkout.status != CheckoutStatus::Canceled && self.may_still_be_charged(&known.id)? =>
            {
                Err(PaymentError::Pending)
            }
            Err(MerchantError::NotFound) if self.may_still_be_charged(&known.id)? => {
                Err(PaymentError::Pending)
            }
            Ok(_) | Err(MerchantError::NotFound) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Looks at attempts again that were sent and given up: a processor may have charged them after all. What is found is
    /// kept and told. Gives the order where it is of this purchase. Called with the turn held.
    pub(super) async fn look_again(&self, purchase: Option<&str>) -> Result<Option<Order>, PaymentError> {
        let since = Timestamp(self.now().0.saturating_sub(LOOK_BACK.as_millis() as i64));
        let given_up = self.inner.store.given_up_after_sending(since, LOOK_AT)?;
        if given_up.is_empty() {
            return Ok(None);
        }
        let kept = self.kept()?.checkout.map(|known| known.id);
        let mut mine = None;
        for row in given_up {
            // The kept session is asked about on its own.
            if kept.as_ref() == Some(&row.checkout) || !self.is_due(&row) {
                continue;
            }
            // A question that fails must not lock a person out: it is asked again before the next payment.
            let Ok(checkout) = self.inner.engine.checkout(&row.checkout, &self.language()).await else {
                continue;
            };
            lock(&self.inner.looked).insert(row.id.clone(), self.monotonic());
            if checkout.status != CheckoutStatus::Completed {
                continue;
            }
            let Some(order) = self.order_of(&checkout, Some(&row)) else { continue };
            // A voucher that was over is none of what is bought now.
            let was_voucher = row.waiting.is_some();
            let late = was_voucher || row.state == State::PutAside || row.purchase.as_deref() != purchase;
            self.adopt(&order, row.purchase.as_deref(), Some(&row), late)?;
            if !late {
                mine = Some(order);
            }
        }
        Ok(mine)
    }

    /// Whether an attempt on this session was sent that a bank or a processor may still charge: not bought, and no older than
    /// a session lives.
    pub(super) fn may_still_be_charged(&self, id: &CheckoutId) -> Result<bool, PaymentError> {
        let sent = self.inner.store.approved_for(id)?.filter(|row| row.sends > 0);
        Ok(sent.is_some_and(|row| {
            row.state != State::Succeeded && self.now().since(row.created_at) < STILL_OPEN
        }))
    }

    fn is_due(&self, row: &AttemptRow) -> bool {
        let now = self.monotonic();
        let last = lock(&self.inner.looked).get(&row.id).copied();
        last.is_none_or(|last| now.saturating_sub(last) >= LOOK_EVERY)
    }

    /// The order of a purchase that is done, whichever door it was bought by.
    pub(super) fn bought_before(&self, purchase: Option<&str>) -> Result<Option<Order>, PaymentError> {
        let Some(name) = purchase else { return Ok(None) };
        let done = self.inner.store.purchase(name)?.and_then(|purchase| purchase.order);
        let Some(id) = done else { return Ok(None) };
        Ok(self.inner.store.orders()?.into_iter().find(|order| order.id == id))
    }

    /// The order of a completed session, compared with what was approved for it, else with how it was last seen here.
    pub(super) fn order_of_session(
        &self,
        checkout: &Checkout,
        known: Option<&Checkout>,
    ) -> Result<Option<Order>, PaymentError> {
        let row = self.inner.store.approved_for(&checkout.id)?;
        let mut order = self.order_of(checkout, row.as_ref());
        if row.is_none()
            && let (Some(order), Some(seen)) = (&mut order, known.and_then(quote::total))
        {
            let same = quote::total(checkout) == Some(seen);
            order.agreed = (!same).then_some(AgreedOtherwise { total: seen, lines_differ: false });
            if order.totals.is_empty() && order.lines.is_empty() {
                order.currency = seen.currency;
            }
        }
        Ok(order)
    }

    pub(super) fn adopt(
        &self,
        order: &Order,
        purchase: Option<&str>,
        row: Option<&AttemptRow>,
        late: bool,
    ) -> Result<(), PaymentError> {
        // Its goods left the cart when the voucher came; what is in the cart now is wanted anew.
        let voucher = row.is_some_and(|row| row.state == State::Deferred);
        let of_the_cart = !late && !voucher;
        self.inner.store.adopt_order(order, purchase, row.map(|row| row.id.as_str()), of_the_cart)?;
        if self.kept()?.checkout.is_some_and(|known| known.id == order.checkout) {
            self.inner.store.forget_checkout()?;
        }
        self.tell(PaymentEvent::Payment(Box::new(PaymentView {
            id: row.map(|row| row.id.clone()).unwrap_or_default(),
            state: State::Succeeded,
            order: Some(Box::new(order.clone())),
            reason: None,
            messages: Vec::new(),
            method: None,
            facts: None,
            purchase: purchase.map(str::to_owned),
            late,
            voucher,
            handed: None,
            go_on: None,
            left: None,
            stopping: None,
        })));
        Ok(())
    }

    /// Cancels what was left open at the merchant. A lost cancel stays written down, and is tried again; one that turns out
    /// to be bought is kept as that. Gives the order that is of `purchase`, or of `just_left`, which was left a moment ago for
    /// it; and fails where it cannot be known how that one stands, or somebody is paying it.
    pub(super) async fn cancel_left(
        &self,
        just_left: Option<&CheckoutId>,
        purchase: Option<&str>,
    ) -> Result<Option<Order>, PaymentError> {
        let mut mine = None;
        for left in self.inner.store.cancels()? {
            let of_this = just_left == Some(&left.checkout);
            let holds_up = self.may_still_be_charged(&left.checkout)?;
            let over = match self.cancelled(&left.checkout, &left.key).await {
                Ok(over) => over,
                Err(error) if of_this || holds_up => return Err(error.into()),
                Err(_) => continue,
            };
            match over {
                Some(checkout) if checkout.status == CheckoutStatus::Completed => {
                    let Some(order) = self.order_of_session(&checkout, None)? else { continue };
                    let named = left.purchase.is_some() && left.purchase.as_deref() == purchase;
                    self.adopt(&order, left.purchase.as_deref(), None, !(of_this || named))?;
                    if of_this || named {
                        mine = Some(order);
                    }
                }
                // Somebody is paying it: another device, or a browser.
                Some(checkout) if checkout.status == CheckoutStatus::CompleteInProgress => {
                    if of_this || holds_up {
                        return Err(PaymentError::Pending);
                    }
                }
                // Not cancelled, or not known any more, and sent: a bank's page may still charge it.
                Some(checkout) if holds_up && checkout.status != CheckoutStatus::Canceled => {
                    return Err(PaymentError::Pending);
                }
                None if holds_up => return Err(PaymentError::Pending),
                // Gone, or open still and not to be cancelled: then it ends by itself.
                _ => self.inner.store.cancel_done(&left.checkout)?,
            }
        }
        Ok(mine)
    }

    /// How a session stands after it was told to cancel; none where the merchant does not know it.
    async fn cancelled(&self, id: &CheckoutId, key: &str) -> Result<Option<Checkout>, MerchantError> {
        let language = self.language();
        let mut answer = self.inner.engine.cancel_checkout(id, key, &language).await;
        if answer.as_ref().err() == Some(&MerchantError::NotFound) {
            // A gateway that has lost its way says so, too: believed when it is said twice.
            self.inner.ports.clock.sleep(ASK_TWICE).await;
            answer = self.inner.engine.cancel_checkout(id, key, &language).await;
        }
        let answer = match answer {
            Err(MerchantError::Conflict | MerchantError::Refused { .. }) => {
                self.inner.engine.checkout(id, &self.language()).await
            }
            answer => answer,
        };
        match answer {
            Ok(checkout) => Ok(Some(checkout)),
            Err(MerchantError::NotFound | MerchantError::CapabilityMissing) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
