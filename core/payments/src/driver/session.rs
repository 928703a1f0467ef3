//! The checkout in progress: opened once, changed, asked about before it is replaced, cancelled when it is left.

use super::{Driver, PaymentError, PaymentEvent};
use crate::law::backoff;
use crate::wallet::Wallet;
use std::time::Duration;
use tradewind_commerce::{Checkout, CheckoutDraft, CheckoutStatus, MerchantError};
use tradewind_domain::{Order, Timestamp};
use tradewind_person::{AttemptRow, CheckoutInProgress};

/// What a checkout became while it was prepared.
#[derive(Debug, Clone, PartialEq)]
pub enum Prepared {
    /// It can be looked at, and perhaps paid.
    Open(Box<Checkout>),
    /// It was bought elsewhere: in a browser, on another device, before a restore. The order is kept, and told.
    Bought(Box<Order>),
}

/// How a question about the kept session ended.
enum Asked {
    Open(Box<Checkout>),
    Bought(Box<Order>),
    /// Over without a purchase, or not known to the merchant.
    Gone,
}

/// How often a session that somebody is paying is asked about before it is said: about ten seconds.
const IN_PROGRESS_ASKS: u32 = 4;
/// How long after a first "not found", or a refusal to say, it is asked again.
pub(super) const ASK_TWICE: Duration = Duration::from_millis(300);

impl Driver {
    /// The checkout in progress.
    pub fn checkout(&self) -> Result<Option<Checkout>, PaymentError> {
        Ok(self.kept()?.checkout)
    }

    /// Opens the checkout, or changes the one in progress, to what `draft` says. Before a session that has ended is
    /// replaced, the merchant is asked how it ended: bought is bought.
    pub async fn prepare(
        &self,
        draft: &CheckoutDraft,
        purchase: Option<&str>,
    ) -> Result<Prepared, PaymentError> {
        let _turn = self.inner.turn.lock().await;
        self.vault_opens().await?;
        if self.is_pending()? {
            return Err(PaymentError::Pending);
        }
        if let Some(order) = self.bought_before(purchase)? {
            return Ok(Prepared::Bought(Box::new(order)));
        }
        if self.is_waited_for(purchase).await? {
            return Err(PaymentError::Pending);
        }
        if let Some(order) = self.bought_before(purchase)? {
            return Ok(Prepared::Bought(Box::new(order)));
        }
        if let Some(order) = self.look_again(purchase).await? {
            return Ok(Prepared::Bought(Box::new(order)));
        }
        if self.inner.store.session_was_begun_elsewhere()?
            && let Some(order) = self.leave_foreign_session(purchase).await?
        {
            return Ok(Prepared::Bought(Box::new(order)));
        }
        let kept = self.kept()?;
        let changed = match &kept.checkout {
            Some(known) => self.change(known, draft, purchase).await?,
            None => Asked::Gone,
        };
        let (mut checkout, other_draft) = match changed {
            Asked::Open(checkout) => (*checkout, false),
            Asked::Bought(order) => return Ok(Prepared::Bought(order)),
            Asked::Gone => {
                self.leave_old_create(&kept, draft, purchase).await?;
                let left = kept.checkout.as_ref().map(|known| &known.id);
                if let Some(order) = self.cancel_left(left, purchase).await? {
                    return Ok(Prepared::Bought(Box::new(order)));
                }
                self.create(draft, purchase).await?
            }
        };
        // A new session knows nothing of delivery until it has the address, and a destination is the platform's to select:
        // the first update tells.
        let unchosen = draft.selected_option.is_some() && !checkout.delivery.iter().any(|one| one.selected);
        // The terms of payment are known with the session alone, too.
        let wished = draft.term.as_deref();
        let terms = checkout.terms.as_ref();
        let other_term =
            terms.zip(wished).is_some_and(|(terms, id)| terms.selected != id && terms.named(id).is_some());
        let has_address = !draft.buyer.address.street_address.is_empty();
        let open = checkout.status != CheckoutStatus::RequiresEscalation;
        if open && (other_draft || unchosen || other_term || (has_address && checkout.wants_destination)) {
            checkout = match self.change(&checkout, draft, purchase).await? {
                Asked::Open(checkout) => *checkout,
                Asked::Bought(order) => return Ok(Prepared::Bought(order)),
                Asked::Gone => return Err(PaymentError::NoCheckout),
            };
        }
        self.keep(&checkout, false, purchase)?;
        Ok(Prepared::Open(Box::new(checkout)))
    }

    /// Asks how the kept session stands: on return from a browser, when the app comes to the front, after a restart. What it
    /// has become is told. Without one, or while a payment is open, nothing is asked. Says whether there is none to go on
    /// with, and none was bought.
    pub async fn ask(&self) -> Result<bool, PaymentError> {
        let _turn = self.inner.turn.lock().await;
        self.vault_opens().await?;
        if self.is_pending()? {
            return Ok(false);
        }
        let kept = self.kept()?;
        let purchase = kept.purchase.as_deref();
        let found = self.look_again(purchase).await?.is_some();
        if self.cancel_left(None, purchase).await?.is_some() || found {
            return Ok(false);
        }
        if self.inner.store.session_was_begun_elsewhere()? {
            return Ok(self.leave_foreign_session(kept.purchase.as_deref()).await?.is_none());
        }
        let Some(known) = kept.checkout else { return Ok(true) };
        match self.how_it_ended(&known, kept.purchase.as_deref()).await? {
            Asked::Open(checkout) => {
                self.keep(&checkout, false, kept.purchase.as_deref())?;
                self.tell(PaymentEvent::Checkout(checkout));
                Ok(false)
            }
            Asked::Bought(_) => Ok(false),
            Asked::Gone => Ok(true),
        }
    }

    /// Gives up the checkout in progress, where no payment is open, and cancels it at the merchant, with what else was left
    /// there. One that was bought meanwhile is kept as that.
    pub async fn abandon(&self) -> Result<(), PaymentError> {
        let _turn = self.inner.turn.lock().await;
        self.vault_opens().await?;
        if self.is_pending()? {
            return Err(PaymentError::Pending);
        }
        self.give_up().await?;
        self.cancel_left(None, None).await?;
        Ok(())
    }

    async fn give_up(&self) -> Result<(), PaymentError> {
        let kept = self.kept()?;
        let purchase = kept.purchase.as_deref();
        if self.inner.store.session_was_begun_elsewhere()? {
            // Another phone's session is not ours to cancel.
            return Ok(self.inner.store.forget_checkout()?);
        }
        let known = match (kept.checkout, &kept.creating) {
            (Some(known), _) => Some(known),
            // A create whose answer was lost: the same one tells which session it opened. One that tells by which link the person came
            // is not sent again: it may be given up because they do not agree to that any more.
            (None, Some(creating)) if self.repeats_create() && creating.draft.attribution.is_empty() => {
                self.inner.engine.create_checkout(&creating.draft, &creating.key).await.ok()
            }
            (None, _) => None,
        };
        let Some(known) = known else { return Ok(self.inner.store.forget_checkout()?) };
        if known.status == CheckoutStatus::RequiresEscalation
            && let Ok(Asked::Bought(_)) = self.how_it_ended(&known, purchase).await
        {
            return Ok(());
        }
        self.leave(&known, purchase)
    }

    /// Writes down that a session is to be cancelled, and forgets it here.
    pub(super) fn leave(&self, known: &Checkout, purchase: Option<&str>) -> Result<(), PaymentError> {
        let key = self.inner.ports.entropy.uuid();
        Ok(self.inner.store.abandon_checkout(Some((&known.id, &key)), purchase)?)
    }

    /// The kept session, as it is to be paid: asked about first where it is not known how it stands. None when it turned
    /// out to be bought. Called with the turn held.
    pub(super) async fn payable_session(&self) -> Result<Option<Checkout>, PaymentError> {
        if self.inner.store.session_was_begun_elsewhere()? {
            return Err(PaymentError::NoCheckout);
        }
        let kept = self.kept()?;
        let known = kept.checkout.ok_or(PaymentError::NoCheckout)?;
        let known_to_stand = !kept.unsure && known.status == CheckoutStatus::ReadyForComplete;
        if known_to_stand && !is_over(&known, self.now()) {
            return Ok(Some(known));
        }
        match self.how_it_ended(&known, kept.purchase.as_deref()).await? {
            Asked::Open(checkout) => {
                self.keep(&checkout, false, kept.purchase.as_deref())?;
                self.tell(PaymentEvent::Checkout(checkout.clone()));
                match checkout.status {
                    CheckoutStatus::ReadyForComplete => Ok(Some(*checkout)),
                    _ => Err(PaymentError::BasketChanged),
                }
            }
            Asked::Bought(_) => Ok(None),
            Asked::Gone => Err(PaymentError::NoCheckout),
        }
    }

    async fn change(
        &self,
        known: &Checkout,
        draft: &CheckoutDraft,
        purchase: Option<&str>,
    ) -> Result<Asked, PaymentError> {
        // A session that was continued elsewhere may have been paid there.
        if is_over(known, self.now()) || known.status == CheckoutStatus::RequiresEscalation {
            match self.how_it_ended(known, purchase).await? {
                // The bank still wants to see the person about what was sent: nothing is changed, and nothing opened.
                Asked::Open(checkout)
                    if checkout.status == CheckoutStatus::RequiresEscalation
                        && self.may_still_be_charged(&known.id)? =>
                {
                    return Ok(Asked::Open(checkout));
                }
                Asked::Open(_) => {}
                ended => return Ok(ended),
            }
        }
        // From here until an answer is kept, the total on screen may not be the merchant's.
        self.keep(known, true, purchase)?;
        let key = self.inner.ports.entropy.uuid();
        let refused = match self.inner.engine.update_checkout(known, draft, &key).await {
            Ok(checkout) if is_open(&checkout) => return Ok(Asked::Open(Box::new(checkout))),
            // It says it is over: how, the session itself is asked.
            Ok(_) => None,
            Err(
                error @ (MerchantError::NotFound | MerchantError::Conflict | MerchantError::Refused { .. }),
            ) => Some(error),
            Err(error) => return Err(error.into()),
        };
        match (self.how_it_ended(known, purchase).await?, refused) {
            // What the person asks for is refused, the session stands: in the shop's own words.
            (Asked::Open(checkout), Some(error @ MerchantError::Refused { .. })) => {
                self.keep(&checkout, false, purchase)?;
                Err(error.into())
            }
            // It stands and cannot be changed: it is left, and cancelled.
            (Asked::Open(_), _) => {
                self.leave(known, purchase)?;
                Ok(Asked::Gone)
            }
            (ended, _) => Ok(ended),
        }
    }

    /// Asks the merchant about the kept session. A completed one is settled as bought; one that is over is forgotten.
    async fn how_it_ended(&self, known: &Checkout, purchase: Option<&str>) -> Result<Asked, PaymentError> {
        let mut answer = self.inner.engine.checkout(&known.id, &self.language()).await;
        if matches!(answer, Err(MerchantError::NotFound | MerchantError::Refused { .. })) {
            // A gateway that has lost its way says so, too: believed when it is said twice.
            self.inner.ports.clock.sleep(ASK_TWICE).await;
            answer = self.inner.engine.checkout(&known.id, &self.language()).await;
        }
        // Somebody is paying it: it is waited for a little.
        for n in 0..IN_PROGRESS_ASKS {
            if !matches!(&answer, Ok(checkout) if checkout.status == CheckoutStatus::CompleteInProgress) {
                break;
            }
            self.inner.ports.clock.sleep(backoff(n)).await;
            answer = self.inner.engine.checkout(&known.id, &self.language()).await;
        }
        match answer {
            Ok(checkout) => match checkout.status {
                CheckoutStatus::Completed => match self.order_of_session(&checkout, Some(known))? {
                    Some(order) => {
                        self.adopt(&order, purchase, None, false)?;
                        Ok(Asked::Bought(Box::new(order)))
                    }
                    None => Err(MerchantError::Garbage("order").into()),
                },
                // Somebody is paying it: another device, or a browser.
                CheckoutStatus::CompleteInProgress => Err(PaymentError::Pending),
                CheckoutStatus::Canceled => {
                    self.inner.store.forget_checkout()?;
                    Ok(Asked::Gone)
                }
                // Past its end as far as a clock can tell: it holds stock no longer if it is cancelled.
                CheckoutStatus::Expired => {
                    self.leave(known, purchase)?;
                    Ok(Asked::Gone)
                }
                _ => Ok(Asked::Open(Box::new(checkout))),
            },
            // Sent, and hidden by a shop that is at it: not gone.
            Err(MerchantError::NotFound | MerchantError::Refused { .. })
                if known.status == CheckoutStatus::RequiresEscalation
                    && self.may_still_be_charged(&known.id)? =>
            {
                Err(PaymentError::Pending)
            }
            Err(MerchantError::NotFound | MerchantError::Refused { .. }) => {
                // Left, and cancelled all the same before another is opened: a cancel of what was bought says so.
                self.leave(known, purchase)?;
                Ok(Asked::Gone)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The checkout in progress, as the person's file has it.
    pub(super) fn kept(&self) -> Result<CheckoutInProgress, PaymentError> {
        Ok(self.inner.store.checkout_in_progress()?)
    }

    /// The kept session, where it is the one that an attempt pays.
    pub(super) fn session_of(&self, row: &AttemptRow) -> Option<Checkout> {
        self.kept().ok()?.checkout.filter(|known| known.id == row.checkout)
    }

    /// The wallet that pays an attempt. The journal knows its handler's name, also when the session is gone, and no later answer changes
    /// which handler was tried; of an attempt of before it did, the kept session tells whose the merchant's id is.
    pub(super) fn wallet_of(&self, row: &AttemptRow) -> Option<Wallet> {
        match row.method.as_deref() {
            Some(name) => self.inner.wallets.wallet(None, name),
            None => self.inner.wallets.wallet(self.session_of(row).as_ref(), &row.handler),
        }
    }

    pub(super) fn keep(
        &self,
        checkout: &Checkout,
        unsure: bool,
        purchase: Option<&str>,
    ) -> Result<(), PaymentError> {
        let purchase = purchase.map(str::to_owned);
        self.keep_all(&CheckoutInProgress {
            checkout: Some(checkout.clone()),
            unsure,
            purchase,
            creating: None,
        })
    }

    pub(super) fn keep_all(&self, kept: &CheckoutInProgress) -> Result<(), PaymentError> {
        Ok(self.inner.store.save_checkout_in_progress(kept)?)
    }
}

fn is_open(checkout: &Checkout) -> bool {
    matches!(
        checkout.status,
        CheckoutStatus::Incomplete | CheckoutStatus::RequiresEscalation | CheckoutStatus::ReadyForComplete
    )
}

/// Whether a session is, or will be in half a minute, past its end as far as this phone can tell: by the merchant's clock as
/// it was when it last answered. It is only ever a reason to ask.
fn is_over(checkout: &Checkout, now: Timestamp) -> bool {
    let soon = Timestamp(now.0.saturating_add(checkout.clock_skew)).after(Duration::from_secs(30));
    !is_open(checkout) || checkout.expires_at.is_some_and(|end| end <= soon)
}
