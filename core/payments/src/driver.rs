//! The driver: opens and changes checkouts, and drives payment attempts by the law of [`crate::law`].
//!
//! One request at a time goes to the merchant about a checkout (`turn`), beside which vouchers that are out are asked about;
//! the journal is written before each step that could be lost; no lock is held while the wallet is called. `session` and
//! `create` are about checkouts, `abandoned` what was left behind; `pay` begins an attempt, `drive` brings it to its end,
//! `window` says how long it may be sent again, `interpreted` what an answer means, `settle` takes it.

mod abandon;
mod abandoned;
mod act;
mod billing;
mod create;
mod drive;
mod interpreted;
mod pay;
mod session;
mod settle;
mod sheet;
mod waiting;
mod window;
mod words;

pub use session::Prepared;

use crate::law::{State, backoff};
use crate::wallets::Wallets;
use crate::with_person::{Handed, Left, Stopping, Waiting, Word};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;
use tradewind_commerce::quote::Agreed;
use tradewind_commerce::{Checkout, Credential, Engine, MerchantError, MerchantMessage};
use tradewind_domain::{
    CheckoutId, Code, HandlerId, Language, Money, Order, OrderId, Timestamp, WebUrl, lock,
};
use tradewind_person::{PersonStore, StoreError};
use tradewind_ports::{Ports, Record, WalletAnswer, WalletError, WalletLine, WalletWords};

/// Why the driver did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum PaymentError {
    /// The merchant, or the way to it.
    #[error(transparent)]
    Merchant(#[from] MerchantError),
    /// The person's file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another payment is not settled.
    #[error("a payment is not settled")]
    Pending,
    /// What is to be paid costs other than the person saw.
    #[error("the price changed")]
    PriceChanged,
    /// What is to be paid is not what the person saw.
    #[error("the basket changed")]
    BasketChanged,
    /// There is no checkout to pay.
    #[error("no checkout")]
    NoCheckout,
    /// No handler we have a wallet or a credential for.
    #[error("no payment handler in common")]
    Unsupported,
    /// Totals that do not add up.
    #[error("totals do not add up")]
    TotalsMismatch,
    /// The merchant reports something that the person has not agreed to pay under.
    #[error("blocked: {0}")]
    Blocked(Code),
    /// The sheet could not be shown. Nothing was paid, and another try is possible.
    #[error(transparent)]
    Wallet(#[from] WalletError),
}

impl PaymentError {
    /// The public code.
    pub fn code(&self) -> Code {
        match self {
            Self::Merchant(MerchantError::Refused { messages, .. }) => {
                tradewind_commerce::quote::reason(messages)
            }
            Self::Merchant(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::Pending => Code::PaymentPending,
            Self::PriceChanged => Code::PriceChanged,
            Self::BasketChanged => Code::BasketChanged,
            Self::NoCheckout => Code::CheckoutEnded,
            Self::Unsupported => Code::PaymentUnsupported,
            Self::TotalsMismatch => Code::TotalsMismatch,
            Self::Blocked(code) => *code,
            Self::Wallet(_) => Code::WalletFailed,
        }
    }

    /// What the merchant said about it.
    pub fn messages(&self) -> Vec<MerchantMessage> {
        match self {
            Self::Merchant(MerchantError::Refused { messages, .. }) => messages.clone(),
            _ => Vec::new(),
        }
    }
}

/// What the driver tells.
#[derive(Debug, Clone, PartialEq)]
pub enum PaymentEvent {
    /// How the payment stands now.
    Payment(Box<PaymentView>),
    /// The checkout changed without the person's doing.
    Checkout(Box<Checkout>),
    /// The vouchers that are out, after one came, was paid or ended.
    Waiting(Vec<Waiting>),
    /// An answer about a payment cannot be written down; it is tried again by itself until it can.
    Stuck(Code),
}

/// A payment, as a screen may show it.
#[derive(Debug, Clone, PartialEq)]
pub struct PaymentView {
    /// Names attempt and sheet; empty for an order that was found without one.
    pub id: String,
    /// Where it stands.
    pub state: State,
    /// The order, when bought.
    pub order: Option<Box<Order>>,
    /// Why it was not taken, declined or sent elsewhere.
    pub reason: Option<Code>,
    /// The shop's own words about that.
    pub messages: Vec<MerchantMessage>,
    /// The handler that it is paid by, by its name, where there is a wallet for it.
    pub method: Option<String>,
    /// What a person tells the shop about it.
    pub facts: Option<OpenPayment>,
    /// The named purchase it is of.
    pub purchase: Option<String>,
    /// An attempt that had been given up was charged after all.
    pub late: bool,
    /// A voucher was paid: what is on the screen is about something else.
    pub voucher: bool,
    /// What the person was handed, where the merchant waits for them.
    pub handed: Option<Handed>,
    /// Where the person can go on, where the merchant waits for something that this app cannot do.
    pub go_on: Option<WebUrl>,
    /// Why the person has nothing to do here while the merchant waits, where that is so.
    pub left: Option<Left>,
    /// Why the merchant is told to let go of it, where it is.
    pub stopping: Option<Stopping>,
}

/// What is known of a payment that nobody answers for: enough to ask the shop about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPayment {
    /// The merchant's session.
    pub checkout: CheckoutId,
    /// What was to be paid.
    pub amount: Money,
    /// When it was begun.
    pub since: Timestamp,
    /// Whether the person may put it aside now.
    pub may_put_aside: bool,
}

/// What is to be paid, as the person saw it. By default nothing was seen, so nothing is paid.
#[derive(Debug, Clone, Default)]
pub struct PayRequest {
    /// Lines, sums and errors on the screen when Pay was pressed.
    pub seen: Agreed,
    /// Who is paid, as the person knows them.
    pub payee: String,
    /// The sheet's lines as finished text.
    pub lines: Vec<WalletLine>,
    /// The total as finished text.
    pub amount_text: String,
    /// The sheet's own words.
    pub words: WalletWords,
    /// A credential that is there already; then no sheet is shown.
    pub credential: Option<Credential>,
    /// The named purchase it belongs to.
    pub purchase: Option<String>,
    /// The person's telephone number (E.164), for methods that send a prompt there.
    pub phone: Option<String>,
    /// The payment handler that the person chose, by its name; `None` takes the merchant's first that there is a wallet for.
    pub method: Option<HandlerId>,
}

/// The language that the person reads now; asked before each request.
pub type PersonLanguage = Box<dyn Fn() -> Language + Send + Sync>;

/// Opens checkouts and drives at most one attempt. Cheap to clone; clones are one driver.
#[derive(Clone)]
pub struct Driver {
    inner: Arc<Inner>,
}

struct Inner {
    store: PersonStore,
    engine: Arc<dyn Engine>,
    ports: Ports,
    language: PersonLanguage,
    tell: Box<dyn Fn(PaymentEvent) + Send + Sync>,
    wallets: Wallets,
    /// Held for each request about a checkout, so that one goes out at a time.
    turn: tokio::sync::Mutex<()>,
    /// Held by who asks about the vouchers that are out, so that they are not asked about twice at a time.
    look: tokio::sync::Mutex<()>,
    /// Answers of wallet sheets that nobody has taken yet, by sheet.
    answers: Mutex<Vec<(String, WalletAnswer)>>,
    wake: Notify,
    /// Whether a task drives the open attempt.
    driving: Mutex<bool>,
    /// What was said while the merchant waits for the person, and nobody has taken yet.
    words: Mutex<VecDeque<Word>>,
    /// The sheet that the person has put aside, for its driver.
    aside: Mutex<Option<String>>,
    /// When a given-up attempt was last looked at, by a clock that only goes forward.
    looked: Mutex<BTreeMap<String, Duration>>,
}

/// The right to drive the open attempt; given back when dropped, also when the task is.
struct Driving<'a>(&'a Inner);

impl<'a> Driving<'a> {
    fn begin(inner: &'a Inner) -> Option<Self> {
        let mut driving = lock(&inner.driving);
        if *driving {
            return None;
        }
        *driving = true;
        Some(Self(inner))
    }
}

impl Drop for Driving<'_> {
    fn drop(&mut self) {
        *lock(&self.0.driving) = false;
    }
}

/// Answers kept for sheets that are not awaited yet; more are a host's fault.
const MOST_ANSWERS: usize = 4;

impl Driver {
    /// A driver. `wallets` are the wallets that may pay; `language` is the one that the person reads now; `tell` is called with no mutex held and must not call back
    /// into the driver: a request about the checkout may be under way.
    pub fn new(
        store: PersonStore,
        engine: Arc<dyn Engine>,
        ports: Ports,
        wallets: Wallets,
        language: PersonLanguage,
        tell: Box<dyn Fn(PaymentEvent) + Send + Sync>,
    ) -> Self {
        let inner = Inner {
            store,
            engine,
            ports,
            language,
            tell,
            wallets,
            turn: tokio::sync::Mutex::new(()),
            look: tokio::sync::Mutex::new(()),
            answers: Mutex::default(),
            wake: Notify::new(),
            driving: Mutex::new(false),
            words: Mutex::default(),
            aside: Mutex::default(),
            looked: Mutex::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Whether an attempt is not settled.
    pub fn is_pending(&self) -> Result<bool, PaymentError> {
        Ok(self.inner.store.has_open_attempt()?)
    }

    /// Whether any order of this merchant is known.
    pub fn has_orders(&self) -> Result<bool, PaymentError> {
        Ok(!self.inner.store.orders()?.is_empty())
    }

    /// The wallet's answer, from the host. One for another sheet, or for one that is settled, is never used.
    pub fn wallet_answered(&self, sheet: String, answer: WalletAnswer) {
        {
            let mut answers = lock(&self.inner.answers);
            // The first answer to a sheet counts; the oldest of unknown sheets makes room.
            if answers.iter().any(|(known, _)| *known == sheet) {
                return;
            }
            if answers.len() >= MOST_ANSWERS {
                answers.remove(0);
            }
            answers.push((sheet, answer));
        }
        self.inner.wake.notify_one();
    }

    /// The person puts the Unknown attempt aside. Done by its driver, where the policy allows it.
    pub fn put_aside(&self) -> Result<(), PaymentError> {
        if let Some(row) = self.inner.store.open_attempt()? {
            *lock(&self.inner.aside) = Some(row.id);
            self.inner.wake.notify_one();
        }
        Ok(())
    }

    /// Asks how an order stands, and keeps the answer. The answer has to be about this order, and about a checkout of
    /// which this phone knows an order of that number.
    pub async fn refresh_order(&self, id: &OrderId) -> Result<Order, PaymentError> {
        let known: Vec<Order> =
            self.inner.store.orders()?.into_iter().filter(|order| order.id == *id).collect();
        let placed_at = known.first().map_or_else(|| self.now(), |order| order.placed_at);
        let mut order = self.inner.engine.order(id, placed_at, &self.language()).await?;
        let same = known.iter().find(|known| known.checkout == order.checkout);
        if let Some(same) = same {
            order.placed_at = same.placed_at;
            order.agreed = same.agreed;
            // Of what was paid; news of a refund are no other receipt.
            order.receipt.clone_from(&same.receipt);
            order.on_delivery = same.on_delivery;
            if order.later.is_empty() {
                // The merchant does not say it again: what was agreed to holds.
                order.later.clone_from(&same.later);
            }
        } else if !known.is_empty() {
            return Err(MerchantError::Garbage("order of another checkout").into());
        }
        // Erased while the merchant was asked: it stays so.
        if self.inner.store.save_order(&order)? { Ok(order) } else { Err(MerchantError::NotFound.into()) }
    }

    /// Host of the merchant's endpoint; known since a session was opened, so nothing is asked for it.
    pub(crate) async fn endpoint_host(&self) -> Option<String> {
        self.inner.engine.capabilities().await.ok()?.endpoint_host
    }

    // Small things

    /// Waits until it is known whose file this is: a locked vault is met again, and given up after three quarters of a minute.
    async fn vault_opens(&self) -> Result<(), PaymentError> {
        let mut met = 0;
        while self.inner.store.vault_is_locked()? {
            self.inner.ports.clock.sleep(backoff(met)).await;
            met += 1;
        }
        Ok(())
    }

    fn tell(&self, event: PaymentEvent) {
        (self.inner.tell)(event);
    }

    fn log(&self, record: Record) {
        self.inner.ports.log.log(&record);
    }

    fn language(&self) -> Language {
        (self.inner.language)()
    }

    fn now(&self) -> Timestamp {
        self.inner.ports.clock.now()
    }

    fn monotonic(&self) -> Duration {
        self.inner.ports.clock.monotonic()
    }
}
