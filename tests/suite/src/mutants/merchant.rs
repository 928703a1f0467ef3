//! A merchant's client that is wrong in one way.

use super::Mutant;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tradewind_commerce::{
    Answer, Capabilities, CatalogContext, CatalogEngine, CatalogPage, Checkout, CheckoutDraft,
    CheckoutEngine, CheckoutStatus, Credential, Engine, Idempotency, Known, MerchantError, MerchantMessage,
    MessageKind, OrderEngine, PreparedRequest, Question, Severity,
};
use tradewind_domain::{CheckoutId, Item, ItemId, Language, Order, OrderId, Timestamp, TotalLine, lock};
use tradewind_ports::{Clock, Entropy, TransportError, VaultError};

/// An engine that is wrong in the one way that `mutant` names, and right in all others.
pub struct WrongMerchant {
    /// The right one.
    pub right: Arc<dyn Engine>,
    /// How it is wrong.
    pub mutant: Mutant,
    /// The phone's clock.
    pub clock: Arc<dyn Clock>,
    /// For keys of its own.
    pub entropy: Arc<dyn Entropy>,
    /// Keys that went out already.
    pub sent: Mutex<Vec<String>>,
    /// The totals that were last seen of each open session.
    pub seen: Mutex<BTreeMap<String, Vec<TotalLine>>>,
    /// Sessions whose change was refused.
    pub refused: Mutex<Vec<String>>,
    /// The session that was asked about first.
    pub first: Mutex<Option<String>>,
}

impl WrongMerchant {
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
            let answer = if self.is(Mutant::ResendWhileInFlight) {
                tokio::join!(
                    self.right.complete(id, &prepared, language),
                    self.right.complete(id, &prepared, language)
                )
                .0
            } else {
                self.right.complete(id, &prepared, language).await
            };
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
