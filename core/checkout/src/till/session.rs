//! The checkout in progress: opened once, changed, asked about before it is replaced, cancelled when it is left.

use super::{PaymentView, Till, TillError, TillEvent, lock};
use crate::attempt::State;
use crate::merchant::{Checkout, CheckoutDraft, CheckoutStatus, MerchantError};
use crate::store::{AttemptRow, StoreError};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tradewind_domain::{CheckoutId, Order, Timestamp};

/// What a checkout became while it was prepared.
#[derive(Debug, Clone, PartialEq)]
pub enum Prepared {
    /// It can be looked at, and perhaps paid.
    Open(Box<Checkout>),
    /// It was bought elsewhere: in a browser, on another device, before a restore. The order is kept, and told.
    Bought(Box<Order>),
}

/// The checkout in progress, as kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    #[serde(default)]
    pub(super) checkout: Option<Checkout>,
    /// A change was sent and its answer is not known: the merchant may ask for another total than this.
    #[serde(default)]
    unsure: bool,
    /// The named purchase it is for.
    #[serde(default)]
    purchase: Option<String>,
    /// A session that was asked for, whose answer is not known.
    #[serde(default)]
    creating: Option<Creating>,
}

/// A create under way: repeated with the same key and body, so that it opens one session however often it goes out.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Creating {
    key: String,
    draft: CheckoutDraft,
    at: Timestamp,
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

/// How a question about the kept session ended.
enum Asked {
    Open(Box<Checkout>),
    Bought(Box<Order>),
    /// Over without a purchase, or not known to the merchant.
    Gone,
}

/// How long after a first "not found" it is asked again.
const ASK_TWICE: Duration = Duration::from_millis(300);
/// Keys are kept by merchants for at least a day (UCP 2026-04-08, idempotency).
const KEY_LIFE: Duration = Duration::from_secs(24 * 3_600);
/// How long after its end an attempt that was sent is looked at again: processors settle within days.
const LOOK_BACK: Duration = Duration::from_secs(60 * 24 * 3_600);
/// How many of them, and how often each at most.
const LOOK_AT: u32 = 3;
const LOOK_EVERY: Duration = Duration::from_secs(60);

impl Till {
    /// The checkout in progress.
    pub fn checkout(&self) -> Result<Option<Checkout>, TillError> {
        Ok(self.kept()?.checkout)
    }

    /// Opens the checkout, or changes the one in progress, to what `draft` says. Before a session that has ended is
    /// replaced, the merchant is asked how it ended: bought is bought.
    pub async fn prepare(
        &self,
        draft: &CheckoutDraft,
        purchase: Option<&str>,
    ) -> Result<Prepared, TillError> {
        let _turn = self.inner.turn.lock().await;
        if self.is_pending()? {
            return Err(TillError::Pending);
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
        let mut checkout = match changed {
            Asked::Open(checkout) => *checkout,
            Asked::Bought(order) => return Ok(Prepared::Bought(order)),
            Asked::Gone => {
                let left = kept.checkout.as_ref().map(|known| &known.id);
                if let Some(order) = self.cancel_left(left, purchase).await {
                    return Ok(Prepared::Bought(Box::new(order)));
                }
                self.create(draft, purchase).await?
            }
        };
        // A new session knows nothing of delivery until it has the address, and a destination is the platform's to select:
        // the first update tells.
        let unchosen = draft.selected_option.is_some() && !checkout.delivery.iter().any(|one| one.selected);
        let has_address = !draft.buyer.address.street_address.is_empty();
        if unchosen || (has_address && checkout.wants_destination()) {
            self.keep(&checkout, true, purchase)?;
            let key = self.inner.ports.entropy.uuid();
            checkout = self.inner.merchant.update_checkout(&checkout, draft, &key).await?;
        }
        self.keep(&checkout, false, purchase)?;
        Ok(Prepared::Open(Box::new(checkout)))
    }

    /// Asks how the kept session stands: on return from a browser, when the app comes to the front, after a restart. What it
    /// has become is told. Without one, or while a payment is open, nothing is asked. Says whether there is none to go on
    /// with, and none was bought.
    pub async fn ask(&self) -> Result<bool, TillError> {
        let _turn = self.inner.turn.lock().await;
        if self.is_pending()? {
            return Ok(false);
        }
        self.look_again(None).await?;
        self.cancel_left(None, None).await;
        let kept = self.kept()?;
        if self.inner.store.session_was_begun_elsewhere()? {
            return Ok(self.leave_foreign_session(kept.purchase.as_deref()).await?.is_none());
        }
        let Some(known) = kept.checkout else { return Ok(true) };
        match self.how_it_ended(&known, kept.purchase.as_deref()).await? {
            Asked::Open(checkout) => {
                self.keep(&checkout, false, kept.purchase.as_deref())?;
                self.tell(TillEvent::Checkout(checkout));
                Ok(false)
            }
            Asked::Bought(_) => Ok(false),
            Asked::Gone => Ok(true),
        }
    }

    /// Gives up the checkout in progress, where no payment is open, and cancels it at the merchant. One that was bought
    /// meanwhile is kept as that.
    pub async fn abandon(&self) -> Result<(), TillError> {
        let _turn = self.inner.turn.lock().await;
        if self.is_pending()? {
            return Err(TillError::Pending);
        }
        let kept = self.kept()?;
        let Some(known) = kept.checkout else { return Ok(self.inner.store.forget_checkout()?) };
        if self.inner.store.session_was_begun_elsewhere()? {
            // Another phone's session is not ours to cancel.
            return Ok(self.inner.store.forget_checkout()?);
        }
        if known.status == CheckoutStatus::RequiresEscalation
            && let Ok(Asked::Bought(_)) = self.how_it_ended(&known, kept.purchase.as_deref()).await
        {
            return Ok(());
        }
        let key = self.inner.ports.entropy.uuid();
        self.inner.store.abandon_checkout(Some((&known.id, &key)))?;
        self.cancel_left(Some(&known.id), kept.purchase.as_deref()).await;
        Ok(())
    }

    /// The kept session, as it is to be paid: asked about first where it is not known how it stands. None when it turned
    /// out to be bought. Called with the turn held.
    pub(super) async fn payable_session(&self) -> Result<Option<Checkout>, TillError> {
        if self.inner.store.session_was_begun_elsewhere()? {
            return Err(TillError::NoCheckout);
        }
        let kept = self.kept()?;
        let known = kept.checkout.ok_or(TillError::NoCheckout)?;
        let known_to_stand = !kept.unsure && known.status == CheckoutStatus::ReadyForComplete;
        if known_to_stand && !is_over(&known, self.now()) {
            return Ok(Some(known));
        }
        match self.how_it_ended(&known, kept.purchase.as_deref()).await? {
            Asked::Open(checkout) => {
                self.keep(&checkout, false, kept.purchase.as_deref())?;
                self.tell(TillEvent::Checkout(checkout.clone()));
                match checkout.status {
                    CheckoutStatus::ReadyForComplete => Ok(Some(*checkout)),
                    _ => Err(TillError::BasketChanged),
                }
            }
            Asked::Bought(_) => Ok(None),
            Asked::Gone => Err(TillError::NoCheckout),
        }
    }

    async fn change(
        &self,
        known: &Checkout,
        draft: &CheckoutDraft,
        purchase: Option<&str>,
    ) -> Result<Asked, TillError> {
        // A session that was continued elsewhere may have been paid there.
        if is_over(known, self.now()) || known.status == CheckoutStatus::RequiresEscalation {
            match self.how_it_ended(known, purchase).await? {
                Asked::Open(_) => {}
                ended => return Ok(ended),
            }
        }
        // From here until an answer is kept, the total on screen may not be the merchant's.
        self.keep(known, true, purchase)?;
        let key = self.inner.ports.entropy.uuid();
        let refused = match self.inner.merchant.update_checkout(known, draft, &key).await {
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
                let key = self.inner.ports.entropy.uuid();
                self.inner.store.abandon_checkout(Some((&known.id, &key)))?;
                Ok(Asked::Gone)
            }
            (ended, _) => Ok(ended),
        }
    }

    /// Opens a session, once however often this is tried: a create whose answer was lost is repeated as it was.
    async fn create(&self, draft: &CheckoutDraft, purchase: Option<&str>) -> Result<Checkout, TillError> {
        let now = self.now();
        let earlier = self.kept()?.creating.filter(|one| now.since(one.at) < KEY_LIFE);
        let creating = earlier.clone().unwrap_or_else(|| Creating {
            key: self.inner.ports.entropy.uuid(),
            draft: draft.clone(),
            at: now,
        });
        let purchase_name = purchase.map(str::to_owned);
        let kept = Kept { creating: Some(creating.clone()), purchase: purchase_name, ..Kept::default() };
        self.keep_all(&kept)?;
        match self.inner.merchant.create_checkout(&creating.draft, &creating.key).await {
            Ok(checkout) if checkout.status == CheckoutStatus::Completed => {
                // Nothing was paid: a new session cannot be bought.
                self.keep_all(&Kept { creating: None, ..kept })?;
                Err(MerchantError::Garbage("new checkout is completed").into())
            }
            Ok(checkout) => {
                self.keep(&checkout, creating.draft != *draft, purchase)?;
                if creating.draft == *draft {
                    return Ok(checkout);
                }
                let key = self.inner.ports.entropy.uuid();
                Ok(self.inner.merchant.update_checkout(&checkout, draft, &key).await?)
            }
            Err(error) if error.may_have_acted() && error != MerchantError::Conflict => Err(error.into()),
            Err(error) => {
                // Refused for good, or never sent: the next one is another.
                self.keep_all(&Kept { creating: None, ..kept })?;
                match earlier {
                    // What was asked for before is refused now; what is asked for now has not been tried.
                    Some(_) if !matches!(error, MerchantError::Transport(_)) => {
                        Box::pin(self.create(draft, purchase)).await
                    }
                    _ => Err(error.into()),
                }
            }
        }
    }

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

    /// Asks the merchant about the kept session. A completed one is settled as bought; one that is over is forgotten.
    async fn how_it_ended(&self, known: &Checkout, purchase: Option<&str>) -> Result<Asked, TillError> {
        let mut answer = self.inner.merchant.checkout(&known.id).await;
        if answer == Err(MerchantError::NotFound) {
            // A gateway that has lost its way says so, too: believed when it is said twice.
            self.inner.ports.clock.sleep(ASK_TWICE).await;
            answer = self.inner.merchant.checkout(&known.id).await;
        }
        match answer {
            Ok(checkout) => match checkout.status {
                CheckoutStatus::Completed => match self.order_of(&checkout, None) {
                    Some(order) => {
                        self.adopt(&order, purchase, None, false)?;
                        Ok(Asked::Bought(Box::new(order)))
                    }
                    None => Err(MerchantError::Garbage("order").into()),
                },
                // Somebody is paying it: another device, or a browser.
                CheckoutStatus::CompleteInProgress => Err(TillError::Pending),
                CheckoutStatus::Canceled | CheckoutStatus::Expired => {
                    self.inner.store.forget_checkout()?;
                    Ok(Asked::Gone)
                }
                _ => Ok(Asked::Open(Box::new(checkout))),
            },
            Err(MerchantError::NotFound) => {
                // Left, and cancelled all the same before another is opened: a cancel of what was bought says so.
                let key = self.inner.ports.entropy.uuid();
                self.inner.store.abandon_checkout(Some((&known.id, &key)))?;
                Ok(Asked::Gone)
            }
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

    fn adopt(
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

    pub(super) fn kept(&self) -> Result<Kept, TillError> {
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
    ) -> Result<(), TillError> {
        let purchase = purchase.map(str::to_owned);
        self.keep_all(&Kept { checkout: Some(checkout.clone()), unsure, purchase, creating: None })
    }

    fn keep_all(&self, kept: &Kept) -> Result<(), TillError> {
        let body = serde_json::to_string(kept).map_err(|_| StoreError::Row("checkout"))?;
        Ok(self.inner.store.save_checkout_body(&body)?)
    }
}

impl Kept {
    /// A session of which only the id is known: to be asked about before anything else.
    fn about(id: CheckoutId) -> Self {
        let checkout = Checkout {
            id,
            status: CheckoutStatus::Expired,
            currency: tradewind_domain::Currency::EUR,
            lines: Vec::new(),
            totals: Vec::new(),
            messages: Vec::new(),
            links: Vec::new(),
            delivery: Vec::new(),
            applied_codes: Vec::new(),
            continue_url: None,
            expires_at: None,
            clock_skew: 0,
            payment_handlers: Vec::new(),
            order: None,
            raw: String::new(),
        };
        Self { checkout: Some(checkout), unsure: true, ..Self::default() }
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
