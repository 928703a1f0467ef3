//! Opens a checkout, once however often this is tried: what was asked for is written down before it goes out.

use super::{Driver, PaymentError};
use std::time::Duration;
use tradewind_commerce::{Checkout, CheckoutDraft, CheckoutStatus, Idempotency, MerchantError};
use tradewind_person::{CheckoutInProgress, Creating};

/// How often a create is repeated for a wish that is another by now.
const MOST_TRIES: u32 = 3;
/// How often a create goes out at all before nobody asks any more what it opened.
const LAST_TRIES: u32 = 8;
/// Keys are kept by merchants for at least a day (UCP 2026-04-08, idempotency).
const KEY_LIFE: Duration = Duration::from_secs(24 * 3_600);

impl Driver {
    /// A create whose answer was lost so long ago, by this phone's clock, that its session may be over: it is repeated as it
    /// was to learn which session it opened, and that one is left to be cancelled. The clock may be wrong, so it does not
    /// decide that nothing was opened.
    pub(super) async fn leave_old_create(
        &self,
        kept: &CheckoutInProgress,
        draft: &CheckoutDraft,
        purchase: Option<&str>,
    ) -> Result<(), PaymentError> {
        // An engine that does not know a repeated create would open another session.
        let is_old = |one: &&Creating| {
            self.repeats_create() && may_be_sent(one, draft) && self.now().since(one.at) >= KEY_LIFE
        };
        let Some(old) = kept.creating.as_ref().filter(is_old) else { return Ok(()) };
        match self.inner.engine.create_checkout(&old.draft, &old.key).await {
            Ok(opened) => self.leave(&opened, purchase),
            Err(error) if !error.is_definite() && old.tries < LAST_TRIES => {
                let tries = old.tries.saturating_add(u32::from(error.may_have_acted()));
                let creating = Some(Creating { tries, ..old.clone() });
                self.keep_all(&CheckoutInProgress { creating, ..kept.clone() })?;
                Err(error.into())
            }
            Err(_) => Ok(self.inner.store.forget_checkout()?),
        }
    }

    /// Opens a session, once however often this is tried: a create whose answer was lost is repeated as it was. Says whether
    /// what was asked for then is not what is asked for now. One that was answered with a failure again and again is given up
    /// for another wish: a merchant that replays its answer must not lock a person out. One that tells what may not be told any more is
    /// not repeated: `may_be_sent`.
    pub(super) async fn create(
        &self,
        draft: &CheckoutDraft,
        purchase: Option<&str>,
    ) -> Result<(Checkout, bool), PaymentError> {
        let now = self.now();
        let again = |one: &Creating| one.tries < MOST_TRIES || one.draft == *draft;
        let repeats = |one: &Creating| self.repeats_create() && again(one) && may_be_sent(one, draft);
        let earlier = self.kept()?.creating.filter(repeats);
        let mut creating = earlier.clone().unwrap_or_else(|| Creating {
            key: self.inner.ports.entropy.uuid(),
            draft: draft.clone(),
            at: now,
            tries: 0,
        });
        creating.tries = creating.tries.saturating_add(1);
        let purchase_name = purchase.map(str::to_owned);
        let kept = CheckoutInProgress {
            creating: Some(creating.clone()),
            purchase: purchase_name,
            ..CheckoutInProgress::default()
        };
        self.keep_all(&kept)?;
        let forget = || self.keep_all(&CheckoutInProgress { creating: None, ..kept.clone() });
        match self.inner.engine.create_checkout(&creating.draft, &creating.key).await {
            Ok(checkout) if checkout.status == CheckoutStatus::Completed => {
                // Nothing was paid: a new session cannot be bought.
                forget()?;
                Err(MerchantError::Garbage("new checkout is completed").into())
            }
            Ok(checkout) => {
                let other_draft = creating.draft != *draft;
                self.keep(&checkout, other_draft, purchase)?;
                Ok((checkout, other_draft))
            }
            Err(error) if error.may_have_acted() && error != MerchantError::Conflict => Err(error.into()),
            // This one was never sent; an earlier one, whose answer was lost, may have opened a session all the same.
            Err(error) if !error.is_definite() => {
                self.keep_all(&CheckoutInProgress { creating: earlier, ..kept.clone() })?;
                Err(error.into())
            }
            Err(error) => {
                // Refused for good: the next one is another.
                forget()?;
                match earlier {
                    // What was asked for before is refused now; what is asked for now has not been tried.
                    Some(_) => Box::pin(self.create(draft, purchase)).await,
                    None => Err(error.into()),
                }
            }
        }
    }

    /// Whether a create that is repeated under its key opens one session. Otherwise it opens another, and the first ends by
    /// itself, unpaid.
    pub(super) fn repeats_create(&self) -> bool {
        self.inner.engine.idempotency() == Idempotency::ByKey
    }
}

/// Whether a create that is kept may go out again, by what may be told now: all that it tells of the link by which the person came stands
/// in the draft of now. Consent that was withdrawn takes it out of there, and a repeated request cannot leave it out: its body is the one
/// that its key is of. Then the create is forgotten: what it opened, if anything, is not paid, and ends by itself.
fn may_be_sent(create: &Creating, now: &CheckoutDraft) -> bool {
    create.draft.attribution.is_told_by(&now.attribution)
}
