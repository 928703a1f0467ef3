//! The till: opens and changes checkouts, and drives payment attempts by the law of [`crate::attempt`].
//!
//! One request at a time goes to the merchant about a checkout (`turn`); the journal is written before each step that
//! could be lost; no lock is held while the wallet is called.

mod abandon;

use crate::attempt::{Event, Next, SANDBOX_DEAD_AFTER, Seen, State, backoff, step};
use crate::merchant::{
    Checkout, CheckoutDraft, CheckoutStatus, Credential, Merchant, MerchantError, MerchantMessage,
};
use crate::quote;
use crate::store::{AttemptRow, PersonStore, StoreError};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Mutex as Turn, Notify};
use tradewind_domain::{Code, Money, Order, OrderId, OrderLine, OrderStatus, Timestamp};
use tradewind_ports::{
    Level, Ports, Record, WalletAnswer, WalletError, WalletLine, WalletRequest, WalletWords,
};

/// Why the till did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum TillError {
    /// The merchant, or the way to it.
    #[error(transparent)]
    Merchant(#[from] MerchantError),
    /// The person's file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another payment is not settled.
    #[error("a payment is not settled")]
    Pending,
    /// What is to be paid is not what the person saw.
    #[error("the price changed")]
    PriceChanged,
    /// There is no checkout to pay.
    #[error("no checkout")]
    NoCheckout,
    /// No handler we have a wallet or a credential for.
    #[error("no payment handler in common")]
    Unsupported,
    /// Totals that do not add up.
    #[error("totals do not add up")]
    TotalsMismatch,
    /// The sheet could not be shown. Nothing was paid, and another try is possible.
    #[error(transparent)]
    Wallet(#[from] WalletError),
}

impl TillError {
    /// The public code.
    pub fn code(&self) -> Code {
        match self {
            Self::Merchant(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::Pending => Code::PaymentPending,
            Self::PriceChanged => Code::PriceChanged,
            Self::NoCheckout => Code::CheckoutEnded,
            Self::Unsupported => Code::PaymentUnsupported,
            Self::TotalsMismatch => Code::TotalsMismatch,
            Self::Wallet(_) => Code::WalletFailed,
        }
    }

    /// What the merchant said about it.
    pub fn messages(&self) -> Vec<MerchantMessage> {
        match self {
            Self::Merchant(MerchantError::Refused(messages)) => messages.clone(),
            _ => Vec::new(),
        }
    }
}

/// What the till tells.
#[derive(Debug, Clone, PartialEq)]
pub enum TillEvent {
    /// How the payment stands now.
    Payment(PaymentView),
    /// The checkout changed under the payment.
    Checkout(Box<Checkout>),
}

/// A payment, as a screen may show it.
#[derive(Debug, Clone, PartialEq)]
pub struct PaymentView {
    /// Names attempt and sheet.
    pub id: String,
    /// Where it stands.
    pub state: State,
    /// The order, when bought.
    pub order: Option<Box<Order>>,
}

/// What is to be paid, as the person saw it.
#[derive(Debug, Clone)]
pub struct PayRequest {
    /// The total on the button.
    pub seen: Money,
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
}

/// The checkout in progress, as kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    checkout: Checkout,
    /// A change was sent and its answer is not known: the merchant may ask for another total than this.
    #[serde(default)]
    unsure: bool,
}

/// How long a session lives that names no end (UCP 2026-04-08 `checkout.json`, `expires_at`).
const DEFAULT_LIFE: Duration = Duration::from_secs(6 * 3_600);

/// Deliberate faults for the simulation to find (feature `mutants`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutant {
    /// A retry goes out under a new key.
    NewKeyOnRetry,
    /// The journal is written after the request has gone.
    JournalAfterSend,
    /// The request goes again while the first is in flight.
    ResendWhileInFlight,
}

/// See the module. Cheap to clone; clones are one till.
#[derive(Clone)]
pub struct Till {
    inner: Arc<Inner>,
}

struct Inner {
    store: PersonStore,
    merchant: Arc<dyn Merchant>,
    ports: Ports,
    tell: Box<dyn Fn(TillEvent) + Send + Sync>,
    wallets: Vec<String>,
    /// Held for each request about a checkout.
    turn: Turn<()>,
    /// The wallet's answer to the sheet that is up.
    answered: Mutex<Option<(String, WalletAnswer)>>,
    wake: Notify,
    /// Whether a task drives the open attempt.
    driving: Mutex<bool>,
    mutant: Mutex<Option<Mutant>>,
}

impl Till {
    /// A till. `wallets` are the handler names there is a wallet for; `tell` is called with no lock held.
    pub fn new(
        store: PersonStore,
        merchant: Arc<dyn Merchant>,
        ports: Ports,
        wallets: Vec<String>,
        tell: Box<dyn Fn(TillEvent) + Send + Sync>,
    ) -> Self {
        let inner = Inner {
            store,
            merchant,
            ports,
            tell,
            wallets,
            turn: Turn::new(()),
            answered: Mutex::default(),
            wake: Notify::new(),
            driving: Mutex::new(false),
            mutant: Mutex::new(None),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Makes the till faulty, for the simulation to find.
    #[cfg(feature = "mutants")]
    pub fn set_mutant(&self, mutant: Option<Mutant>) {
        *lock(&self.inner.mutant) = mutant;
    }

    /// Takes up an attempt that an earlier run left, and drives it to its end. Returns at once when there is none, or
    /// when it is being driven already.
    pub async fn resume(&self) -> Result<(), TillError> {
        let Some(row) = self.inner.store.open_attempt()? else { return Ok(()) };
        let Some(_driving) = Driving::begin(&self.inner) else { return Ok(()) };
        self.drive(row, Event::Reopened).await
    }

    /// Whether an attempt is not settled.
    pub fn is_pending(&self) -> Result<bool, TillError> {
        Ok(self.inner.store.open_attempt()?.is_some())
    }

    /// Whether any order of this merchant is known.
    pub fn has_orders(&self) -> Result<bool, TillError> {
        Ok(!self.inner.store.orders()?.is_empty())
    }

    /// The checkout in progress.
    pub fn checkout(&self) -> Result<Option<Checkout>, TillError> {
        Ok(self.kept()?.map(|kept| kept.checkout))
    }

    /// Opens the checkout, or changes the one in progress, to what `draft` says. A session that has ended is replaced
    /// by a new one.
    pub async fn prepare(&self, draft: &CheckoutDraft) -> Result<Checkout, TillError> {
        let _turn = self.inner.turn.lock().await;
        if self.is_pending()? {
            return Err(TillError::Pending);
        }
        let merchant = &self.inner.merchant;
        let key = self.inner.ports.entropy.uuid();
        if self.inner.store.session_was_begun_elsewhere()? {
            self.leave_foreign_session().await?;
        }
        let known = self.kept()?.map(|kept| kept.checkout).filter(|known| !is_over(known, self.now()));
        if let Some(known) = &known {
            // From here until an answer is kept, the total on screen may not be the merchant's.
            self.keep(known, true)?;
        }
        let checkout = match known {
            None => merchant.create_checkout(draft, &key).await?,
            Some(known) => match merchant.update_checkout(&known, draft, &key).await {
                Ok(checkout) => checkout,
                Err(MerchantError::NotFound | MerchantError::Conflict) => {
                    // Over at the merchant, or not ours any more: what it says about it decides.
                    self.inner.store.forget_checkout()?;
                    let key = self.inner.ports.entropy.uuid();
                    merchant.create_checkout(draft, &key).await?
                }
                Err(error) => return Err(error.into()),
            },
        };
        // A new session knows nothing of delivery until it has the address: the first update tells.
        let checkout =
            if draft.selected_option.is_some() && !checkout.delivery.iter().any(|option| option.selected) {
                let key = self.inner.ports.entropy.uuid();
                merchant.update_checkout(&checkout, draft, &key).await?
            } else {
                checkout
            };
        self.keep(&checkout, false)?;
        Ok(checkout)
    }

    /// Pays the checkout in progress. Returns when the attempt is settled; what happens meanwhile is told.
    pub async fn pay(&self, request: PayRequest) -> Result<(), TillError> {
        // A change that is under way ends first; none begins before the attempt is written down.
        let turn = self.inner.turn.lock().await;
        let Kept { mut checkout, unsure } = self.kept()?.ok_or(TillError::NoCheckout)?;
        if self.inner.store.session_was_begun_elsewhere()? {
            return Err(TillError::NoCheckout);
        }
        if unsure {
            checkout = self.inner.merchant.checkout(&checkout.id).await?;
            self.keep(&checkout, false)?;
            (self.inner.tell)(TillEvent::Checkout(Box::new(checkout.clone())));
        }
        if is_over(&checkout, self.now()) {
            return Err(TillError::NoCheckout);
        }
        if !quote::adds_up(&checkout) {
            return Err(TillError::TotalsMismatch);
        }
        if quote::total(&checkout) != Some(request.seen) {
            return Err(TillError::PriceChanged);
        }
        let handler = self.handler(&checkout, &request)?;
        let Some(_driving) = Driving::begin(&self.inner) else { return Err(TillError::Pending) };
        let entropy = &self.inner.ports.entropy;
        let row = AttemptRow {
            id: entropy.uuid(),
            checkout: checkout.id.clone(),
            purchase: request.purchase.clone(),
            state: State::Prepared,
            handler: handler.clone(),
            amount: request.seen,
            payee: request.payee.clone(),
            expires_at: checkout.expires_at,
            key: entropy.uuid(),
            cancel_key: entropy.uuid(),
            prepared: None,
            sends: 0,
            created_at: self.now(),
            dead_at: self.now().after(SANDBOX_DEAD_AFTER),
        };
        if !self.inner.store.begin_attempt(&row)? {
            return Err(TillError::Pending);
        }
        drop(turn);
        match request.credential {
            Some(credential) => {
                // It may have been named by the handler's name; the merchant knows it by the session's id.
                let credential = Credential { handler: row.handler.clone(), ..credential };
                let row = self.approved_or_over(row, &checkout, &credential)?;
                self.run(row, Next::Send).await
            }
            None => self.hand_off(row, &request).await,
        }
    }

    /// The wallet's answer, from the host. One for another sheet, or for one that is settled, is ignored.
    pub fn wallet_answered(&self, sheet: String, answer: WalletAnswer) {
        // Kept only for the sheet that is up: a late one must not push the good one out. A file that does not read
        // says nothing about the sheet.
        if self.inner.store.open_attempt().is_ok_and(|open| open.is_none_or(|row| row.id != sheet)) {
            return;
        }
        *lock(&self.inner.answered) = Some((sheet, answer));
        self.inner.wake.notify_one();
    }

    /// Asks how an order stands, and keeps the answer.
    pub async fn refresh_order(&self, id: &OrderId) -> Result<Order, TillError> {
        let known = self.inner.store.orders()?.into_iter().find(|order| order.id == *id);
        let placed_at = known.map_or_else(|| self.now(), |order| order.placed_at);
        let order = self.inner.merchant.order(id, placed_at).await?;
        // Erased while the merchant was asked: it stays so.
        if self.inner.store.save_order(&order)? { Ok(order) } else { Err(MerchantError::NotFound.into()) }
    }

    // The attempt

    async fn hand_off(&self, mut row: AttemptRow, request: &PayRequest) -> Result<(), TillError> {
        // The sheet may be answered at any moment from here on: the journal says so before it is shown.
        row.state = step(row.state, Event::SheetShown).0;
        self.inner.store.save_attempt(&row)?;
        let sheet = WalletRequest {
            sheet: row.id.clone(),
            handler: row.handler.clone(),
            payee: row.payee.clone(),
            lines: request.lines.clone(),
            amount: row.amount,
            amount_text: request.amount_text.clone(),
            words: request.words.clone(),
        };
        self.inner.ports.gate.pass("attempt.sheet.before");
        let shown = self.inner.ports.wallet.present(&sheet);
        self.inner.ports.gate.pass("attempt.sheet.after");
        if let Err(error) = shown {
            // Nothing was shown, so nothing can be approved.
            self.run_event(row, Event::SheetFailed).await?;
            return Err(error.into());
        }
        self.show(&row, None);
        self.run(row, Next::AwaitWallet).await
    }

    async fn drive(&self, row: AttemptRow, event: Event) -> Result<(), TillError> {
        self.run_event(row, event).await
    }

    async fn run_event(&self, row: AttemptRow, event: Event) -> Result<(), TillError> {
        let (row, next) = self.take(row, event, None)?;
        self.run(row, next).await
    }

    /// Does the next step until the attempt is settled.
    async fn run(&self, mut row: AttemptRow, mut next: Next) -> Result<(), TillError> {
        let mut asked = 0_u32;
        loop {
            let (event, checkout) = match next {
                Next::Rest => return Ok(()),
                Next::ShowSheet | Next::AwaitWallet => match self.await_wallet(&row).await {
                    Some(WalletAnswer::Approved { credential_type, token }) => {
                        let credential =
                            Credential { handler: row.handler.clone(), kind: credential_type, token };
                        let known = self.kept()?.map(|kept| kept.checkout);
                        let Some(known) = known.filter(|known| known.id == row.checkout) else {
                            (row, next) = self.take(row, Event::Dead, None)?;
                            continue;
                        };
                        row = self.approved_or_over(row, &known, &credential)?;
                        next = Next::Send;
                        continue;
                    }
                    Some(WalletAnswer::Declined) => (Event::WalletDeclined, None),
                    Some(WalletAnswer::Cancelled) => (Event::WalletCancelled, None),
                    None => {
                        self.inner.ports.wallet.dismiss(&row.id);
                        (Event::Dead, None)
                    }
                },
                Next::Send if self.now() >= row.dead_at => (Event::Dead, None),
                Next::Send => {
                    if asked > 0 || row.sends > 0 {
                        self.pause(asked).await;
                        asked += 1;
                    }
                    self.send(&mut row).await?
                }
                Next::Ask => {
                    // The first question of a new run goes at once: the person is waiting.
                    if asked > 0 {
                        self.pause(asked - 1).await;
                    }
                    asked += 1;
                    let answer = {
                        let _turn = self.inner.turn.lock().await;
                        self.inner.merchant.checkout(&row.checkout).await
                    };
                    let (event, checkout) = self.heard(&row, answer).await;
                    if row.state != State::Unknown && self.now() >= row.dead_at && !is_final(event) {
                        (row, _) = self.take(row, Event::Dead, None)?;
                    }
                    (event, checkout)
                }
                Next::Cancel => {
                    let answer = {
                        let _turn = self.inner.turn.lock().await;
                        self.inner.merchant.cancel_checkout(&row.checkout, &row.cancel_key).await
                    };
                    let (event, checkout) = self.heard(&row, answer).await;
                    // A cancel that left it open did nothing; ask again before the next try.
                    let event = if event == Event::Seen(Seen::Open) { Event::Lost } else { event };
                    asked += 1;
                    (event, checkout)
                }
            };
            (row, next) = self.take(row, event, checkout)?;
        }
    }

    /// Sends the journalled bytes once.
    async fn send(&self, row: &mut AttemptRow) -> Result<(Event, Option<Checkout>), TillError> {
        let mutant = *lock(&self.inner.mutant);
        let Some(mut prepared) = row.prepared.clone() else {
            // A journal without the bytes cannot have sent them; nothing may be sent that is not in it.
            return Ok((Event::Dead, None));
        };
        row.sends = row.sends.saturating_add(1);
        if mutant == Some(Mutant::NewKeyOnRetry) && row.sends > 1 {
            prepared.idempotency_key = self.inner.ports.entropy.uuid();
        }
        if mutant != Some(Mutant::JournalAfterSend) {
            self.inner.store.save_attempt(row)?;
        }
        let answer = if mutant == Some(Mutant::ResendWhileInFlight) {
            let merchant = &self.inner.merchant;
            tokio::join!(merchant.complete(&prepared), merchant.complete(&prepared)).0
        } else {
            let _turn = self.inner.turn.lock().await;
            self.inner.merchant.complete(&prepared).await
        };
        if mutant == Some(Mutant::JournalAfterSend) {
            self.inner.store.save_attempt(row)?;
        }
        Ok(self.heard(row, answer).await)
    }

    /// As [`Till::approved`]; an attempt whose request cannot be made is over, because nothing of it was ever sent.
    fn approved_or_over(
        &self,
        row: AttemptRow,
        checkout: &Checkout,
        credential: &Credential,
    ) -> Result<AttemptRow, TillError> {
        let made = self.approved(row.clone(), checkout, credential);
        if matches!(made, Err(TillError::Merchant(_))) {
            self.take(row, Event::WalletCancelled, None)?;
        }
        made
    }

    /// The approval with the exact bytes, on disk before anything leaves.
    fn approved(
        &self,
        mut row: AttemptRow,
        checkout: &Checkout,
        credential: &Credential,
    ) -> Result<AttemptRow, TillError> {
        let prepared = self.inner.merchant.prepare_complete(checkout, credential, &row.key)?;
        row.state = step(row.state, Event::Approved).0;
        row.prepared = Some(prepared);
        row.dead_at = self.now().after(SANDBOX_DEAD_AFTER);
        if *lock(&self.inner.mutant) != Some(Mutant::JournalAfterSend) {
            self.inner.store.save_attempt(&row)?;
        }
        self.show(&row, None);
        Ok(row)
    }

    /// One step of the machine, written down and told.
    fn take(
        &self,
        mut row: AttemptRow,
        event: Event,
        checkout: Option<Checkout>,
    ) -> Result<(AttemptRow, Next), TillError> {
        let before = row.state;
        let (state, next) = step(before, event);
        row.state = state;
        if state == State::Unknown {
            // It never sends again: its credential goes, here and on disk.
            row.prepared = None;
        }
        if state.is_settled() {
            let order = checkout
                .as_ref()
                .filter(|_| state == State::Succeeded)
                .and_then(|done| order_of(done, self.now()));
            if state == State::Succeeded && order.is_none() {
                // Completed without an order is garbage, which `ucp` does not let through; keep asking.
                row.state = before;
                return Ok((row, Next::Ask));
            }
            self.inner.store.settle_attempt(&row, order.as_ref(), self.now())?;
            if let Some(checkout) = checkout.filter(|_| state == State::Declined) {
                self.keep(&checkout, false)?;
                (self.inner.tell)(TillEvent::Checkout(Box::new(checkout)));
            }
            self.log(Record::new(Level::Info, "attempt.settled").with("state", state.as_str()));
            self.show(&row, order);
        } else if state != before || event == Event::Reopened {
            self.inner.store.save_attempt(&row)?;
            self.show(&row, None);
        }
        Ok((row, next))
    }

    /// What an answer means to the machine.
    async fn heard(
        &self,
        row: &AttemptRow,
        answer: Result<Checkout, MerchantError>,
    ) -> (Event, Option<Checkout>) {
        match answer {
            Ok(checkout) => {
                let seen = match checkout.status {
                    CheckoutStatus::Completed => Seen::Completed,
                    CheckoutStatus::CompleteInProgress => Seen::InProgress,
                    CheckoutStatus::Canceled | CheckoutStatus::Expired => Seen::Over,
                    _ => Seen::Open,
                };
                (Event::Seen(seen), Some(checkout))
            }
            Err(MerchantError::Busy { retry_after }) => {
                self.inner.ports.clock.sleep(retry_after).await;
                (Event::Lost, None)
            }
            // Nothing was sent, or the session has run out anyway: there is nothing to be paid. Otherwise a gateway that
            // has lost its way must not free the person to pay again; it is asked on.
            Err(MerchantError::NotFound) => {
                let end = row.expires_at.unwrap_or_else(|| row.created_at.after(DEFAULT_LIFE));
                let over = row.sends == 0 || self.now() >= end;
                (if over { Event::Seen(Seen::Over) } else { Event::Lost }, None)
            }
            Err(error) if error.may_have_acted() => (Event::Lost, None),
            // A refusal of the request itself says nothing about an earlier one: ask.
            Err(MerchantError::Refused(_)) => (Event::Lost, None),
            Err(_) => (Event::NotSent, None),
        }
    }

    /// The wallet's answer to this sheet, or nothing when the attempt is dead.
    async fn await_wallet(&self, row: &AttemptRow) -> Option<WalletAnswer> {
        loop {
            let answer = lock(&self.inner.answered).take();
            if let Some((sheet, answer)) = answer
                && sheet == row.id
            {
                return Some(answer);
            }
            let left = row.dead_at.since(self.now());
            if left.is_zero() {
                return None;
            }
            tokio::select! {
                () = self.inner.wake.notified() => {}
                () = self.inner.ports.clock.sleep(left) => {}
            }
        }
    }

    async fn pause(&self, n: u32) {
        let pause = backoff(n);
        let jitter = self.inner.ports.entropy.jitter(pause / 4);
        self.inner.ports.clock.sleep(pause.saturating_add(jitter)).await;
    }

    // Small things

    fn handler(&self, checkout: &Checkout, request: &PayRequest) -> Result<String, TillError> {
        if let Some(credential) = &request.credential {
            let known = checkout
                .payment_handlers
                .iter()
                .find(|(name, id)| *name == credential.handler || *id == credential.handler);
            return known.map(|(_, id)| id.clone()).ok_or(TillError::Unsupported);
        }
        let wallets: Vec<&str> = self.inner.wallets.iter().map(String::as_str).collect();
        quote::handler(checkout, &wallets).map(str::to_owned).ok_or(TillError::Unsupported)
    }

    fn kept(&self) -> Result<Option<Kept>, TillError> {
        // A body that does not read is a checkout that cannot be gone on with, not a loss: nothing was paid with it.
        Ok(self.inner.store.checkout_body()?.and_then(|body| serde_json::from_str(&body).ok()))
    }

    fn keep(&self, checkout: &Checkout, unsure: bool) -> Result<(), TillError> {
        let body = serde_json::to_string(&Kept { checkout: checkout.clone(), unsure })
            .map_err(|_| StoreError::Row("checkout"))?;
        Ok(self.inner.store.save_checkout_body(&body)?)
    }

    fn show(&self, row: &AttemptRow, order: Option<Order>) {
        (self.inner.tell)(TillEvent::Payment(PaymentView {
            id: row.id.clone(),
            state: row.state,
            order: order.map(Box::new),
        }));
    }

    fn log(&self, record: Record) {
        self.inner.ports.log.log(&record);
    }

    fn now(&self) -> Timestamp {
        self.inner.ports.clock.now()
    }
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

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_final(event: Event) -> bool {
    matches!(event, Event::Seen(Seen::Completed | Seen::Over))
}

fn is_over(checkout: &Checkout, now: Timestamp) -> bool {
    matches!(checkout.status, CheckoutStatus::Canceled | CheckoutStatus::Expired | CheckoutStatus::Completed)
        || checkout
            .expires_at
            .is_some_and(|end| end.0.saturating_sub(Duration::from_secs(30).as_millis() as i64) <= now.0)
}

/// The order as a completed checkout tells of it; `GET /orders/{id}` adds the rest later.
fn order_of(checkout: &Checkout, now: Timestamp) -> Option<Order> {
    let reference = checkout.order.as_ref()?;
    let lines: Vec<OrderLine> = checkout
        .lines
        .iter()
        .map(|line| OrderLine {
            item: line.item.clone(),
            title: line.title.clone(),
            price: line.price,
            quantity: line.quantity,
            fulfilled: 0,
        })
        .collect();
    Some(Order {
        id: reference.id.clone(),
        label: reference.label.clone(),
        checkout: checkout.id.clone(),
        permalink: reference.permalink.clone(),
        placed_at: now,
        lines,
        totals: checkout.totals.clone(),
        currency: checkout.currency,
        status: OrderStatus::Processing,
        events: Vec::new(),
    })
}
