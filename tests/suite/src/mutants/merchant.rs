//! A merchant's client that is wrong in one way.

use super::Mutant;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use tradewind_commerce::{
    Action, Answer, Capabilities, CatalogContext, CatalogEngine, CatalogPage, Checkout, CheckoutDraft,
    CheckoutEngine, CheckoutStatus, Credential, Engine, Idempotency, Known, MerchantError, MerchantMessage,
    MessageKind, OrderEngine, OrderRef, PreparedRequest, Question, Severity, SurfaceTalk,
};
use tradewind_domain::{CheckoutId, Item, ItemId, Language, Order, OrderId, Timestamp, TotalLine, lock};
use tradewind_ports::{Clock, Entropy, Ports, TransportError, VaultError};

/// What the host says to the wrong client: that the person came back with a link that says that all went well.
#[derive(Debug, Default)]
pub struct CameBack(AtomicBool);

impl CameBack {
    /// From now on.
    pub fn say(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    fn is_said(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// An engine that is wrong in the one way that `mutant` names, and right in all others.
pub struct WrongMerchant {
    right: Arc<dyn Engine>,
    mutant: Mutant,
    /// The phone's clock.
    clock: Arc<dyn Clock>,
    /// For keys of its own.
    entropy: Arc<dyn Entropy>,
    /// Keys that went out already.
    sent: Mutex<Vec<String>>,
    /// The totals that were last seen of each open session.
    seen: Mutex<BTreeMap<String, Vec<TotalLine>>>,
    /// Sessions whose change was refused.
    refused: Mutex<Vec<String>>,
    /// The session that was asked about first.
    first: Mutex<Option<String>>,
    /// What was last wished for, and what it was to be paid with.
    wish: Mutex<(Option<CheckoutDraft>, Option<Credential>)>,
    /// Whether the person came back from where they were sent; the host says it.
    pub came_back: Arc<CameBack>,
}

impl WrongMerchant {
    /// Wrong in this way, and else as the right one.
    pub fn new(right: Arc<dyn Engine>, mutant: Mutant, ports: &Ports) -> Self {
        Self {
            right,
            mutant,
            clock: ports.clock.clone(),
            entropy: ports.entropy.clone(),
            sent: Mutex::default(),
            seen: Mutex::default(),
            refused: Mutex::default(),
            first: Mutex::default(),
            wish: Mutex::default(),
            came_back: Arc::default(),
        }
    }

    fn is(&self, mutant: Mutant) -> bool {
        self.mutant == mutant
    }

    /// An answer as this client understands it.
    fn heard(&self, mut checkout: Checkout) -> Checkout {
        let id = checkout.id.as_str().to_owned();
        if self.is(Mutant::AmountNotCompared) {
            let mut seen = lock(&self.seen);
            match (checkout.status, seen.get(&id)) {
                (CheckoutStatus::Completed, Some(totals)) => checkout.totals.clone_from(totals),
                (CheckoutStatus::Completed, None) => {}
                _ => {
                    seen.insert(id, checkout.totals.clone());
                }
            }
        }
        let over = checkout.expires_at.is_some_and(|end| end <= self.clock.now());
        let open = matches!(checkout.status, CheckoutStatus::ReadyForComplete | CheckoutStatus::Incomplete);
        if self.is(Mutant::WallClockEndsSessions) && over && open {
            checkout.status = CheckoutStatus::Canceled;
        }
        checkout
    }

    /// As [`Self::heard`], where a completed answer without a sum is no answer.
    fn read(&self, checkout: Checkout) -> Result<Checkout, MerchantError> {
        let unstated = checkout.status == CheckoutStatus::Completed && checkout.totals.is_empty();
        if self.is(Mutant::UnstatedIsGarbage) && unstated {
            return Err(MerchantError::Garbage("totals"));
        }
        Ok(self.heard(checkout))
    }

    /// Whether it serves this session: where it drives one attempt a start, the first one alone.
    fn serves(&self, id: &CheckoutId) -> Result<(), MerchantError> {
        let mut first = lock(&self.first);
        let first = first.get_or_insert_with(|| id.as_str().to_owned());
        if self.is(Mutant::OneAttemptAStart) && first != id.as_str() {
            return Err(TransportError::Offline.into());
        }
        Ok(())
    }

    /// Begins another attempt in a session of its own.
    async fn begins_another(&self, language: &Language) {
        let (Some(draft), Some(credential)) = lock(&self.wish).clone() else { return };
        let keys = [self.entropy.uuid(), self.entropy.uuid(), self.entropy.uuid()];
        let Ok(opened) = self.right.create_checkout(&draft, &keys[0]).await else { return };
        let Ok(ready) = self.right.update_checkout(&opened, &draft, &keys[1]).await else { return };
        let Ok(prepared) = self.right.prepare_complete(&ready, &credential, &keys[2]) else { return };
        let _ = self.right.complete(&ready.id, &prepared, language).await;
    }

    fn lost(&self, error: MerchantError, id: &CheckoutId) -> Result<Checkout, MerchantError> {
        // What it does not find is over, it says.
        if self.is(Mutant::NotFoundIsTheEnd) && error == MerchantError::NotFound {
            return Ok(Checkout::of_id(id.clone(), CheckoutStatus::Canceled));
        }
        Err(error)
    }
}

fn declined() -> MerchantMessage {
    MerchantMessage {
        kind: MessageKind::Error,
        code: "payment_declined".to_owned(),
        content: "declined".to_owned(),
        severity: Severity::Recoverable,
        path: None,
        disclosure: false,
        image: None,
        url: None,
        provider_code: None,
    }
}

/// Bought, as far as a link says it.
fn claimed(mut checkout: Checkout) -> Checkout {
    let id = OrderId::parse("claimed").expect("an id");
    checkout.status = CheckoutStatus::Completed;
    checkout.order = Some(OrderRef { id, label: None, permalink: None });
    checkout
}

impl Engine for WrongMerchant {
    fn capabilities(&self) -> Answer<'_, Capabilities> {
        self.right.capabilities()
    }

    fn forget_endpoint(&self) -> Result<(), VaultError> {
        self.right.forget_endpoint()
    }
}

impl CheckoutEngine for WrongMerchant {
    fn idempotency(&self) -> Idempotency {
        self.right.idempotency()
    }

    fn create_checkout<'a>(&'a self, draft: &'a CheckoutDraft, key: &'a str) -> Answer<'a, Checkout> {
        Box::pin(async move {
            lock(&self.wish).0 = Some(draft.clone());
            let own = self.is(Mutant::NewKeyOnCreate).then(|| self.entropy.uuid());
            let key = own.as_deref().unwrap_or(key);
            self.read(self.right.create_checkout(draft, key).await?)
        })
    }

    fn update_checkout<'a>(
        &'a self,
        current: &'a Checkout,
        draft: &'a CheckoutDraft,
        key: &'a str,
    ) -> Answer<'a, Checkout> {
        Box::pin(async move {
            lock(&self.wish).0 = Some(draft.clone());
            let answer = self.right.update_checkout(current, draft, key).await;
            if matches!(
                answer,
                Err(MerchantError::Conflict | MerchantError::NotFound | MerchantError::Refused { .. })
            ) {
                lock(&self.refused).push(current.id.as_str().to_owned());
            }
            self.read(answer?)
        })
    }

    fn checkout<'a>(&'a self, id: &'a CheckoutId, language: &'a Language) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let refused = lock(&self.refused).iter().any(|known| known == id.as_str());
            if self.is(Mutant::ReplacedWithoutAsking) && refused {
                return Ok(Checkout::of_id(id.clone(), CheckoutStatus::Canceled));
            }
            self.serves(id)?;
            match self.right.checkout(id, language).await {
                Ok(checkout)
                    if self.is(Mutant::ClaimTrusted)
                        && checkout.status == CheckoutStatus::CompleteInProgress
                        && self.came_back.is_said() =>
                {
                    Ok(claimed(checkout))
                }
                Ok(checkout) => self.read(checkout),
                Err(error) => self.lost(error, id),
            }
        })
    }

    fn prepare_complete(
        &self,
        checkout: &Checkout,
        credential: &Credential,
        key: &str,
    ) -> Result<PreparedRequest, MerchantError> {
        lock(&self.wish).1 = Some(credential.clone());
        self.right.prepare_complete(checkout, credential, key)
    }

    fn complete<'a>(
        &'a self,
        id: &'a CheckoutId,
        prepared: &'a PreparedRequest,
        language: &'a Language,
    ) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let mut prepared = prepared.clone();
            let again = {
                let mut sent = lock(&self.sent);
                let again = sent.contains(&prepared.idempotency_key);
                sent.push(prepared.idempotency_key.clone());
                again
            };
            if again && self.is(Mutant::NewKeyOnRetry) {
                prepared.idempotency_key = self.entropy.uuid();
            }
            if again && self.is(Mutant::ResentWithoutKey) {
                prepared.idempotency_key.clear();
            }
            let answer = if self.is(Mutant::ResendWhileInFlight) {
                tokio::join!(
                    self.right.complete(id, &prepared, language),
                    self.right.complete(id, &prepared, language)
                )
                .0
            } else {
                self.right.complete(id, &prepared, language).await
            };
            if self.is(Mutant::TwoLiveAttempts) && answer.as_ref().is_err_and(|error| error.may_have_acted())
            {
                self.begins_another(language).await;
            }
            let mut checkout = match answer {
                Ok(checkout) => self.read(checkout)?,
                Err(error) => return self.lost(error, id),
            };
            let open = checkout.status == CheckoutStatus::ReadyForComplete && checkout.messages.is_empty();
            if self.is(Mutant::BareOpenIsDeclined) && open {
                checkout.messages.push(declined());
            }
            Ok(checkout)
        })
    }

    fn surface(&self, action: &Action, origins: &[String]) -> Option<Box<dyn SurfaceTalk>> {
        self.right.surface(action, origins)
    }

    fn own_origin(&self) -> Option<String> {
        self.right.own_origin()
    }

    fn cancel_checkout<'a>(
        &'a self,
        id: &'a CheckoutId,
        key: &'a str,
        language: &'a Language,
    ) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let refused = lock(&self.refused).iter().any(|known| known == id.as_str());
            if self.is(Mutant::ReplacedWithoutAsking) && refused {
                return Ok(Checkout::of_id(id.clone(), CheckoutStatus::Canceled));
            }
            self.serves(id)?;
            match self.right.cancel_checkout(id, key, language).await {
                Ok(checkout) => self.read(checkout),
                Err(error) => self.lost(error, id),
            }
        })
    }
}

impl OrderEngine for WrongMerchant {
    fn order<'a>(
        &'a self,
        id: &'a OrderId,
        placed_at: Timestamp,
        language: &'a Language,
    ) -> Answer<'a, Order> {
        self.right.order(id, placed_at, language)
    }
}

impl CatalogEngine for WrongMerchant {
    fn page<'a>(
        &'a self,
        question: Question<'a>,
        context: &'a CatalogContext,
        cursor: Option<&'a str>,
    ) -> Answer<'a, CatalogPage> {
        self.right.page(question, context, cursor)
    }

    fn lookup<'a>(&'a self, ids: &'a [ItemId], context: &'a CatalogContext) -> Answer<'a, Vec<Item>> {
        self.right.lookup(ids, context)
    }

    fn known<'a>(&'a self, id: &'a str, context: &'a CatalogContext) -> Answer<'a, Option<Known>> {
        self.right.known(id, context)
    }
}
