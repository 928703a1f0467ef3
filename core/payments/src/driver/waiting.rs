//! Vouchers that are out: looked at again until the merchant says how they ended; given up when the person says so.

use super::session::ASK_TWICE;
use super::{Driver, PaymentError, PaymentEvent};
use crate::facts::Facts;
use crate::with_person::Waiting;
use std::time::Duration;
use tradewind_commerce::{Checkout, CheckoutStatus, MerchantError};
use tradewind_person::AttemptRow;

/// How long after its last moment a voucher may still be told as paid where its method's row does not say: banks and tills report
/// within days.
const LATE: Duration = Duration::from_secs(7 * 24 * 3_600);
/// The least of it, whatever the row says: the phone's clock may be off, and a slip that is kept a day longer costs nothing.
const LEAST_LATE: Duration = Duration::from_secs(24 * 3_600);

impl Driver {
    /// The vouchers that are out, latest first.
    pub fn waiting(&self) -> Result<Vec<Waiting>, PaymentError> {
        let rows = self.inner.store.waiting_attempts()?;
        Ok(rows.into_iter().filter_map(|row| self.waiting_of(row)).collect())
    }

    pub(super) fn tell_waiting(&self) -> Result<(), PaymentError> {
        self.tell(PaymentEvent::Waiting(self.waiting()?));
        Ok(())
    }

    /// Asks about each voucher that is out: one that was paid is an order now, one that is over is forgotten. A question that
    /// fails says nothing. It is asked without the turn, which is taken for its answer alone: a merchant that is slow about a
    /// voucher holds up no payment. While somebody asks already, nothing is asked.
    pub async fn look_at_waiting(&self) -> Result<(), PaymentError> {
        let Ok(_look) = self.inner.look.try_lock() else { return Ok(()) };
        for row in self.inner.store.waiting_attempts()? {
            let answer = self.ask_about(&row).await;
            let _turn = self.inner.turn.lock().await;
            // It may have been given up or erased while the merchant was asked: then the answer is to nothing any more.
            let is_out = self.inner.store.waiting_attempts()?.iter().any(|one| one.id == row.id);
            if is_out {
                self.take_voucher(&row, &answer)?;
            }
        }
        self.tell_waiting()
    }

    /// Whether a voucher of this purchase is out: it was asked about just now. Called with the turn held.
    pub(super) async fn is_waited_for(&self, purchase: Option<&str>) -> Result<bool, PaymentError> {
        if purchase.is_none() {
            return Ok(false);
        }
        let out = || -> Result<Vec<AttemptRow>, PaymentError> {
            let mut rows = self.inner.store.waiting_attempts()?;
            rows.retain(|row| row.purchase.is_some() && row.purchase.as_deref() == purchase);
            Ok(rows)
        };
        let mine = out()?;
        if mine.is_empty() {
            return Ok(false);
        }
        // Vouchers of other purchases say nothing of this one, and would only hold it up.
        for row in mine {
            let answer = self.ask_about(&row).await;
            self.take_voucher(&row, &answer)?;
        }
        self.tell_waiting()?;
        Ok(!out()?.is_empty())
    }

    /// Asks about a voucher. That the merchant does not know it is believed when it is said twice, where it would end it: a gateway
    /// that has lost its way says so, too.
    async fn ask_about(&self, row: &AttemptRow) -> Result<Checkout, MerchantError> {
        let answer = self.inner.engine.checkout(&row.checkout, &self.language()).await;
        if !matches!(answer, Err(MerchantError::NotFound)) || !self.is_past(row) {
            return answer;
        }
        self.inner.ports.clock.sleep(ASK_TWICE).await;
        self.inner.engine.checkout(&row.checkout, &self.language()).await
    }

    /// What an answer means for a voucher that is out. Called with the turn held.
    fn take_voucher(
        &self,
        row: &AttemptRow,
        answer: &Result<Checkout, MerchantError>,
    ) -> Result<(), PaymentError> {
        if self.has_ended(row, answer)? {
            return Ok(());
        }
        // Still to be paid under the same session, and no voucher any more: the merchant took it back.
        let taken_back = |checkout: &Checkout| {
            checkout.actions.is_empty() && checkout.status != CheckoutStatus::CompleteInProgress
        };
        if answer.as_ref().is_ok_and(taken_back) {
            self.inner.store.end_waiting(&row.id)?;
            self.inner.store.cancel_later(&row.checkout, &row.cancel_key)?;
        }
        Ok(())
    }

    /// Whether an answer says how a voucher ended: one that was paid is an order now, one that is over is forgotten.
    fn has_ended(
        &self,
        row: &AttemptRow,
        answer: &Result<Checkout, MerchantError>,
    ) -> Result<bool, PaymentError> {
        match answer {
            Ok(checkout) if checkout.status == CheckoutStatus::Completed => {
                if let Some(order) = self.order_of(checkout, Some(row)) {
                    self.adopt(&order, row.purchase.as_deref(), Some(row), false)?;
                }
            }
            Ok(checkout) if checkout.status == CheckoutStatus::Canceled => {
                self.inner.store.end_waiting(&row.id)?;
            }
            // Not known any more, and past every time at which it could be paid.
            Err(MerchantError::NotFound) if self.is_past(row) => self.inner.store.end_waiting(&row.id)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether it cannot turn out to be paid any more.
    fn is_past(&self, row: &AttemptRow) -> bool {
        let facts = self.voucher_facts(row);
        let named = row.waiting.as_ref().and_then(|action| action.work.until());
        let until = facts.payable_until(named, row.created_at).unwrap_or(row.created_at);
        until.after(facts.told_late().unwrap_or(LATE).max(LEAST_LATE)) < self.now()
    }

    /// What its method's row says; of one that is not known, nothing.
    fn voucher_facts(&self, row: &AttemptRow) -> &'static Facts {
        self.wallet_of(row).map_or(&Facts::ANYWHERE, |wallet| wallet.facts)
    }

    fn waiting_of(&self, row: AttemptRow) -> Option<Waiting> {
        let facts = self.voucher_facts(&row);
        let lines = row.approved.iter().flat_map(|seen| &seen.lines).cloned().collect();
        let amount = row.due_now();
        let action = row.waiting?;
        Some(Waiting {
            id: row.id,
            handler: row.handler,
            payee: row.payee,
            amount,
            since: row.created_at,
            until: facts.shown_until(action.work.until(), row.created_at),
            lines,
            action,
        })
    }

    /// The person gives up a voucher: the merchant is told to cancel, and it is forgotten once it says that it is. One that was
    /// paid meanwhile is an order.
    pub async fn give_up_waiting(&self, id: &str) -> Result<(), PaymentError> {
        let _turn = self.inner.turn.lock().await;
        let row = self.inner.store.waiting_attempts()?.into_iter().find(|row| row.id == id);
        let Some(row) = row else { return Ok(()) };
        let answer =
            self.inner.engine.cancel_checkout(&row.checkout, &row.cancel_key, &self.language()).await;
        if !self.has_ended(&row, &answer)? {
            answer?;
        }
        self.tell_waiting()
    }
}
