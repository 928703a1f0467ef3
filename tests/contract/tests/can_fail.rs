//! The contract can fail: each of these engines is wrong in one way, and a rule finds it.

mod sandbox;

use sandbox::Sandbox;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use tradewind_commerce::{
    Answer, Capabilities, CatalogContext, CatalogEngine, CatalogPage, Checkout, CheckoutDraft,
    CheckoutEngine, CheckoutStatus, Credential, Engine, Idempotency, Known, MerchantError, OrderEngine,
    PreparedRequest, Question,
};
use tradewind_contract::{Merchant, Setup, rules};
use tradewind_domain::{CheckoutId, Item, ItemId, Language, Order, OrderId, Timestamp, lock};
use tradewind_ports::{Ports, VaultError};
use tradewind_storefront::Version;

const SANDBOX: Sandbox = sandbox::at(Version::V2026_08_25, None);

/// How an engine is wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    /// It changes only checkouts that it opened itself.
    Remembers,
    /// It goes on in the language of its first call.
    FirstLanguage,
    /// Each request has a key of its own, whatever it was given.
    OwnKeys,
    /// It takes an answer about another checkout for one about its own.
    TakesAnyAnswer,
    /// A lost answer is a refusal to it.
    LostIsRefused,
    /// What it never sent may have been acted on.
    NotSentIsLost,
    /// What is not found is cancelled, it says.
    NotFoundIsCancelled,
    /// Its cancel does nothing.
    NoCancel,
    /// The key of a request to pay is counted on.
    CountsRequests,
    /// It changes nothing, and says so of the old.
    NoChange,
}

const WRONG: [(Fault, Rule); 10] = [
    (Fault::Remembers, |setup| Box::pin(rules::nothing_of_a_checkout_is_kept_in_the_engine(setup))),
    (Fault::FirstLanguage, |setup| Box::pin(rules::the_language_goes_with_each_call(setup))),
    (Fault::OwnKeys, |setup| Box::pin(rules::what_is_promised_of_a_repeated_request_holds(setup))),
    (Fault::TakesAnyAnswer, |setup| Box::pin(rules::an_answer_about_another_checkout_is_garbage(setup))),
    (Fault::LostIsRefused, |setup| Box::pin(rules::a_lost_answer_is_found_by_asking(setup))),
    (Fault::NotSentIsLost, |setup| Box::pin(rules::what_never_left_was_not_acted_on(setup))),
    (Fault::NotFoundIsCancelled, |setup| Box::pin(rules::what_the_merchant_does_not_know_is_said(setup))),
    (Fault::NoCancel, |setup| Box::pin(rules::a_cancelled_checkout_is_not_bought(setup))),
    (Fault::CountsRequests, |setup| Box::pin(rules::the_request_to_pay_is_the_same_bytes_each_time(setup))),
    (Fault::NoChange, |setup| Box::pin(rules::a_change_stays_in_its_checkout(setup))),
];

type Rule = fn(Arc<dyn Setup>) -> Pin<Box<dyn Future<Output = ()> + Send>>;

#[tokio::test]
async fn each_wrong_engine_is_found() {
    for (fault, rule) in WRONG {
        let found = tokio::spawn(rule(Arc::new(WrongSetup(fault)))).await;
        assert!(found.is_err_and(|error| error.is_panic()), "{fault:?} is not found");
    }
}

struct WrongSetup(Fault);

impl Setup for WrongSetup {
    fn merchant(&self) -> Arc<dyn Merchant> {
        SANDBOX.merchant()
    }

    fn engine(&self, ports: Ports) -> Arc<dyn Engine> {
        Arc::new(Wrong {
            right: SANDBOX.engine(ports),
            fault: self.0,
            calls: AtomicU32::new(0),
            opened: Mutex::default(),
            language: Mutex::default(),
        })
    }

    fn draft(&self, quantity: u32, language: Language) -> CheckoutDraft {
        SANDBOX.draft(quantity, language)
    }

    fn credential(&self, checkout: &Checkout) -> Credential {
        SANDBOX.credential(checkout)
    }
}

struct Wrong {
    right: Arc<dyn Engine>,
    fault: Fault,
    calls: AtomicU32,
    opened: Mutex<Vec<CheckoutId>>,
    language: Mutex<Option<Language>>,
}

impl Wrong {
    fn is(&self, fault: Fault) -> bool {
        self.fault == fault
    }

    fn key(&self, key: &str) -> String {
        let n = self.calls.fetch_add(1, Ordering::SeqCst);
        if self.is(Fault::OwnKeys) { format!("{key}-{n}") } else { key.to_owned() }
    }

    fn language(&self, asked: &Language) -> Language {
        let mut first = lock(&self.language);
        let first = first.get_or_insert_with(|| asked.clone()).clone();
        if self.is(Fault::FirstLanguage) { first } else { asked.clone() }
    }

    fn heard(
        &self,
        id: &CheckoutId,
        answer: Result<Checkout, MerchantError>,
    ) -> Result<Checkout, MerchantError> {
        match answer {
            Err(MerchantError::Garbage(_)) if self.is(Fault::TakesAnyAnswer) => {
                Ok(Checkout::of_id(id.clone(), CheckoutStatus::Completed))
            }
            Err(MerchantError::Transport(error))
                if self.is(Fault::LostIsRefused) && error.may_have_arrived() =>
            {
                Err(MerchantError::Refused { status: 400, messages: Vec::new() })
            }
            Err(MerchantError::Transport(_)) if self.is(Fault::NotSentIsLost) => {
                Err(tradewind_ports::TransportError::Broken.into())
            }
            Err(MerchantError::NotFound) if self.is(Fault::NotFoundIsCancelled) => {
                Ok(Checkout::of_id(id.clone(), CheckoutStatus::Canceled))
            }
            answer => answer,
        }
    }
}

impl CheckoutEngine for Wrong {
    fn idempotency(&self) -> Idempotency {
        self.right.idempotency()
    }

    fn create_checkout<'a>(&'a self, draft: &'a CheckoutDraft, key: &'a str) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let draft = CheckoutDraft { language: self.language(&draft.language), ..draft.clone() };
            let opened = self.right.create_checkout(&draft, &self.key(key)).await?;
            lock(&self.opened).push(opened.id.clone());
            Ok(opened)
        })
    }

    fn update_checkout<'a>(
        &'a self,
        current: &'a Checkout,
        draft: &'a CheckoutDraft,
        key: &'a str,
    ) -> Answer<'a, Checkout> {
        Box::pin(async move {
            if self.is(Fault::Remembers) && !lock(&self.opened).contains(&current.id) {
                return Err(MerchantError::NotFound);
            }
            if self.is(Fault::NoChange) && current.status == CheckoutStatus::ReadyForComplete {
                return Ok(current.clone());
            }
            let draft = CheckoutDraft { language: self.language(&draft.language), ..draft.clone() };
            let answer = self.right.update_checkout(current, &draft, &self.key(key)).await;
            self.heard(&current.id, answer)
        })
    }

    fn checkout<'a>(&'a self, id: &'a CheckoutId, language: &'a Language) -> Answer<'a, Checkout> {
        Box::pin(async move { self.heard(id, self.right.checkout(id, &self.language(language)).await) })
    }

    fn prepare_complete(
        &self,
        checkout: &Checkout,
        credential: &Credential,
        key: &str,
    ) -> Result<PreparedRequest, MerchantError> {
        let n = self.calls.fetch_add(1, Ordering::SeqCst);
        let key = if self.is(Fault::CountsRequests) { format!("{key}-{n}") } else { key.to_owned() };
        self.right.prepare_complete(checkout, credential, &key)
    }

    fn complete<'a>(
        &'a self,
        id: &'a CheckoutId,
        prepared: &'a PreparedRequest,
        language: &'a Language,
    ) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let idempotency_key = self.key(&prepared.idempotency_key);
            let prepared = PreparedRequest { idempotency_key, ..prepared.clone() };
            self.heard(id, self.right.complete(id, &prepared, &self.language(language)).await)
        })
    }

    fn cancel_checkout<'a>(
        &'a self,
        id: &'a CheckoutId,
        key: &'a str,
        language: &'a Language,
    ) -> Answer<'a, Checkout> {
        Box::pin(async move {
            if self.is(Fault::NoCancel) {
                return Ok(Checkout::of_id(id.clone(), CheckoutStatus::Canceled));
            }
            self.heard(id, self.right.cancel_checkout(id, key, &self.language(language)).await)
        })
    }
}

impl OrderEngine for Wrong {
    fn order<'a>(
        &'a self,
        id: &'a OrderId,
        placed_at: Timestamp,
        language: &'a Language,
    ) -> Answer<'a, Order> {
        self.right.order(id, placed_at, language)
    }
}

impl CatalogEngine for Wrong {
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

impl Engine for Wrong {
    fn capabilities(&self) -> Answer<'_, Capabilities> {
        self.right.capabilities()
    }

    fn forget_endpoint(&self) -> Result<(), VaultError> {
        self.right.forget_endpoint()
    }
}
