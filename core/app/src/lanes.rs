//! The lanes: where effects are done. Two worker threads for the phone's own files, tokio for the network and for models
//! (`lanes/stage.rs`); every outcome goes back to the owner's mailbox, and no lane knows the model.

mod stage;

use crate::easel::Easel;
use crate::effect::{
    CatalogOp, CategoryRead, Effect, Head, HomeRead, ItemRead, ItemRef, Loaded, NetOp, Outcome, PaymentState,
    PersonOp, PreviewOp, Refreshed, SearchRead, SettingKey, TillOp,
};
use crate::error::Fault;
use crate::screens::order::is_over;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;
use tradewind_catalog::{Catalog, Filter, Models, Pictures, Refresh, Window};
use tradewind_checkout::attempt::State;
use tradewind_checkout::merchant::{CatalogContext, Credential, Merchant, MerchantError};
use tradewind_checkout::ucp::UcpMerchant;
use tradewind_checkout::{FolderLock, PayRequest, PersonStore, StoreError, Till, TillError, TillEvent};
use tradewind_domain::{Code, Currency, OrderId, Scope, WebUrl};
use tradewind_ports::{Ports, WalletLine, WalletWords};
use tradewind_preview::Painter;

/// How many categories home shows with a picture.
const FACES: usize = 12;
/// How many deals home shows.
const DEALS: u32 = 12;

/// Sends outcomes to the owner.
pub(crate) type Report = Arc<dyn Fn(Outcome) + Send + Sync>;

/// What a wallet sheet says of a checkout.
pub(crate) type SheetWords = Arc<dyn Fn(&tradewind_checkout::merchant::Checkout) -> SheetText + Send + Sync>;

/// The texts of a sheet.
pub(crate) struct SheetText {
    pub(crate) lines: Vec<WalletLine>,
    pub(crate) amount: String,
    pub(crate) words: WalletWords,
}

/// Everything the lanes work with.
pub(crate) struct Lanes {
    catalog_lane: Option<Sender<CatalogOp>>,
    person_lane: Option<Sender<PersonOp>>,
    threads: Vec<JoinHandle<()>>,
    net: Arc<Net>,
}

pub(crate) struct Net {
    pub(crate) catalog: Catalog,
    pub(crate) store: PersonStore,
    pub(crate) till: Till,
    pub(crate) merchant: Arc<UcpMerchant>,
    pub(crate) address: WebUrl,
    pub(crate) ports: Ports,
    pub(crate) pinned: Option<[u8; 32]>,
    pub(crate) credential: Option<Credential>,
    pub(crate) payee: String,
    pub(crate) report: Report,
    pub(crate) sheet_words: SheetWords,
    pub(crate) models: Models,
    pub(crate) pictures: Pictures,
    /// Held until the last task that may write has ended.
    pub(crate) _folder: FolderLock,
    pub(crate) painter: Option<Arc<dyn Painter>>,
    pub(crate) easel: Arc<Easel>,
}

impl Lanes {
    pub(crate) fn new(net: Net) -> Self {
        let net = Arc::new(net);
        let (catalog_lane, catalog_ops) = channel::<CatalogOp>();
        let (person_lane, person_ops) = channel::<PersonOp>();
        let (for_catalog, for_person) = (net.clone(), net.clone());
        let threads = vec![
            std::thread::spawn(move || {
                for op in catalog_ops {
                    for_catalog.catalog(op);
                }
            }),
            std::thread::spawn(move || {
                for op in person_ops {
                    for_person.person(op);
                }
            }),
        ];
        Self { catalog_lane: Some(catalog_lane), person_lane: Some(person_lane), threads, net }
    }

    /// Routes one effect by its type.
    pub(crate) fn route(&self, effect: Effect, runtime: &tokio::runtime::Handle) {
        match effect {
            Effect::Catalog(op) => {
                if let Some(lane) = &self.catalog_lane {
                    let _ = lane.send(op);
                }
            }
            Effect::Person(op) => {
                if let Some(lane) = &self.person_lane {
                    let _ = lane.send(op);
                }
            }
            Effect::Net(op) => {
                let net = self.net.clone();
                runtime.spawn(async move { net.net(op).await });
            }
            // A wallet's answer must not wait behind the payment that waits for it.
            Effect::Till(TillOp::WalletAnswered { sheet, answer }) => {
                self.net.till.wallet_answered(sheet, answer)
            }
            Effect::Till(op) => {
                let net = self.net.clone();
                runtime.spawn(async move { net.till(op).await });
            }
            Effect::Preview(PreviewOp::Open { ticket, url, online }) => {
                let task = runtime.spawn(stage::open(self.net.clone(), ticket, url, online));
                self.net.easel.working(ticket, task.abort_handle());
            }
            Effect::Preview(PreviewOp::Wake { after }) => {
                self.later(after, Outcome::PreviewSeen { aspect: None }, runtime)
            }
            Effect::Tick(after) => self.later(after, Outcome::Tick, runtime),
            Effect::ToastOver { ticket, after } => self.later(after, Outcome::ToastOver(ticket), runtime),
            Effect::Log(record) => self.net.ports.log.log(&record),
        }
    }

    fn later(&self, after: Duration, outcome: Outcome, runtime: &tokio::runtime::Handle) {
        let net = self.net.clone();
        runtime.spawn(async move {
            net.ports.clock.sleep(after).await;
            net.report(outcome);
        });
    }

    /// Ends the worker threads after what they have begun.
    pub(crate) fn close(&mut self) {
        self.catalog_lane = None;
        self.person_lane = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// How an attempt's state looks on a screen.
pub(crate) fn payment_state(event: TillEvent) -> Outcome {
    match event {
        TillEvent::Checkout(checkout) => Outcome::CheckoutChanged(checkout),
        TillEvent::Payment(view) => Outcome::Payment(match (view.state, view.order) {
            (State::Succeeded, Some(order)) => PaymentState::Confirmed { order },
            (State::Prepared | State::HandedOff, _) => PaymentState::Wallet,
            (State::Sending | State::Asking | State::Succeeded, _) => PaymentState::Sending,
            (State::Unknown, _) => PaymentState::Unknown,
            (State::Declined, _) => PaymentState::Declined,
            (State::Cancelled, _) => PaymentState::Cancelled,
            (State::Ended, _) => PaymentState::Ended,
        }),
    }
}

impl Net {
    fn report(&self, outcome: Outcome) {
        (self.report)(outcome);
    }

    // The catalog of this phone

    fn catalog(&self, op: CatalogOp) {
        let outcome = match op {
            CatalogOp::Home { ticket, wish, recent, now } => match self.home(&wish, &recent, now) {
                Ok(home) => Outcome::HomeRead { ticket, home: Box::new(home) },
                Err(error) => Outcome::HomeFailed { ticket, fault: error.into() },
            },
            CatalogOp::Search { ticket, scope, words, category, first, count } => {
                let window = Window { first, count };
                match self.catalog.search(&scope, &words, &Filter { category }, window) {
                    Ok(hits) => {
                        let rows = hits.rows.into_iter().map(|hit| (hit.item, hit.highlights)).collect();
                        Outcome::SearchRead { ticket, hits: SearchRead { total: hits.total, first, rows } }
                    }
                    Err(error) => Outcome::SearchFailed { ticket, fault: error.into() },
                }
            }
            CatalogOp::Item { ticket, scope, by } => match self.item(&scope, &by) {
                Ok(found) => Outcome::ItemRead { ticket, found: found.map(Box::new) },
                Err(error) => Outcome::ItemFailed { ticket, fault: error.into() },
            },
            CatalogOp::CartItems { scope, ids } => match self.catalog.items(&scope, &ids) {
                Ok(items) if self.catalog.head(&scope).ok().flatten().is_some() => {
                    Outcome::CartItemsRead { items }
                }
                // Without a catalog nothing is known of the lines, which is not the same as sold out.
                _ => return,
            },
            CatalogOp::Trim => return self.catalog.trim(),
        };
        self.report(outcome);
    }

    fn home(
        &self,
        wish: &Scope,
        recent: &[tradewind_domain::ItemId],
        now: tradewind_domain::Timestamp,
    ) -> Result<HomeRead, tradewind_catalog::CatalogError> {
        let Some(head) = self.catalog.head(wish)? else {
            return Ok(HomeRead {
                head: None,
                categories: Vec::new(),
                deals: Vec::new(),
                recent: Vec::new(),
            });
        };
        let scope = head.scope.clone();
        let mut categories = Vec::new();
        for category in self.catalog.categories(&scope)? {
            // A merchant may have hundreds; those below the first dozen go without a face.
            let face = match categories.len() {
                0..FACES => self.catalog.first_of(&scope, &category.key)?,
                _ => None,
            };
            categories.push(CategoryRead {
                key: category.key,
                name: category.name,
                items: category.items,
                face,
            });
        }
        Ok(HomeRead {
            categories,
            deals: self.catalog.deals(&scope, now, DEALS)?,
            recent: self.catalog.items(&scope, recent)?,
            head: Some(Head {
                scope,
                version: head.version,
                as_of: head.as_of,
                expires_at: head.expires_at,
                items: head.items,
                signed: head.signed,
            }),
        })
    }

    fn item(&self, scope: &Scope, by: &ItemRef) -> Result<Option<ItemRead>, tradewind_catalog::CatalogError> {
        let found = match by {
            ItemRef::Id(id) => self.catalog.item(scope, id)?,
            ItemRef::Link(url) => self.catalog.by_link(scope, url)?,
        };
        let Some(item) = found else { return Ok(None) };
        let siblings = match &item.group {
            Some(group) => self.catalog.siblings(scope, group)?,
            None => Vec::new(),
        };
        Ok(Some(ItemRead { item, siblings }))
    }

    // The person's file

    fn person(&self, op: PersonOp) {
        if let Err(error) = self.person_op(op) {
            self.report(Outcome::PersonFailed(Fault::new(error.code())));
        }
    }

    fn person_op(&self, op: PersonOp) -> Result<(), StoreError> {
        let store = &self.store;
        match op {
            PersonOp::Load => {
                // Before anything is taken up or begun; here, because a host's vault may be slow.
                store.attach_vault(self.ports.vault.clone(), self.ports.entropy.clone())?;
                let mut settings = Vec::new();
                for key in SettingKey::ALL {
                    settings.extend(store.setting(key.as_str())?.map(|value| (key, value)));
                }
                let loaded = Loaded {
                    settings,
                    cart: store.cart()?,
                    buyer: store.buyer()?,
                    recent: store.recent()?,
                    orders: store.orders()?,
                    notices: store.notices()?,
                };
                self.report(Outcome::Loaded(Box::new(loaded)));
                Ok(())
            }
            PersonOp::PutLine(line) => store.put_line(&line),
            PersonOp::RemoveLine { item } => store.remove_line(&item),
            PersonOp::SaveBuyer(buyer) => store.save_buyer(&buyer),
            PersonOp::DeleteBuyer => store.delete_buyer(),
            PersonOp::Erase => {
                self.report(Outcome::Erased(self.erase()));
                Ok(())
            }
            PersonOp::ForgetNotices(codes) => {
                codes.into_iter().try_for_each(|code| store.forget_notice(code))
            }
            PersonOp::SaveSetting { key, value } => store.save_setting(key.as_str(), &value),
            PersonOp::NoteSeen { item, at } => store.note_seen(&item, at),
            PersonOp::BeginPurchase { name, line, at } => {
                let state = store.begin_purchase(&name, &line, at)?;
                self.report(Outcome::PurchaseBegun { state, line });
                Ok(())
            }
        }
    }

    /// Everything that is kept on this phone. The person's own first; if a cache then fails, it can be tried again.
    fn erase(&self) -> Result<(), Fault> {
        self.till.erase().map_err(|error| Fault::new(error.code()))?;
        self.catalog.erase(&*self.ports.vault)?;
        self.pictures.forget()?;
        Ok(self.models.forget()?)
    }

    // The network

    async fn net(&self, op: NetOp) {
        match op {
            NetOp::Refresh { wish, currency } => {
                let result = self.refresh(&wish, currency).await;
                self.report(Outcome::Refreshed(result));
            }
            NetOp::Search { ticket, wish, currency, words } => {
                match self.online_page(&wish, currency, &words).await {
                    // The rows are in the cache now: the search is asked again there, and shows them.
                    Ok(()) => self.catalog(CatalogOp::Search {
                        ticket,
                        scope: wish,
                        words,
                        category: None,
                        first: 0,
                        count: 50,
                    }),
                    Err(fault) => self.report(Outcome::SearchFailed { ticket, fault }),
                }
            }
            NetOp::Item { ticket, wish, currency, id } => {
                let found = self.merchant.lookup(std::slice::from_ref(&id), &context(&wish, currency)).await;
                let kept = found.map_err(|error| Fault::new(error.code())).and_then(|items| {
                    let currency = items.first().map_or(currency, |item| item.offer.price.currency);
                    let now = self.ports.clock.now();
                    self.catalog.put_online(&wish, currency, &items, now).map_err(Fault::from)
                });
                match kept {
                    Ok(()) => self.catalog(CatalogOp::Item { ticket, scope: wish, by: ItemRef::Id(id) }),
                    Err(fault) => self.report(Outcome::ItemFailed { ticket, fault }),
                }
            }
            NetOp::Orders => {
                let open =
                    self.store.orders().unwrap_or_default().into_iter().filter(|order| !is_over(order));
                for order in open {
                    self.order(&order.id).await;
                }
            }
            NetOp::Order(id) => self.order(&id).await,
        }
    }

    async fn refresh(&self, wish: &Scope, currency: Currency) -> Result<Refreshed, Fault> {
        let request = Refresh {
            merchant: &self.address,
            wish,
            pinned: self.pinned,
            transport: &*self.ports.transport,
            vault: &*self.ports.vault,
            gate: &*self.ports.gate,
            now: self.ports.clock.now(),
        };
        match self.catalog.refresh(request).await? {
            tradewind_catalog::Refreshed::Unchanged => Ok(Refreshed::Unchanged),
            tradewind_catalog::Refreshed::Applied { .. } => Ok(Refreshed::Applied),
            tradewind_catalog::Refreshed::NoPacks => {
                self.online_page(wish, currency, "").await?;
                Ok(Refreshed::Online)
            }
        }
    }

    /// One page of the merchant's own catalog into the cache.
    async fn online_page(&self, wish: &Scope, currency: Currency, words: &str) -> Result<(), Fault> {
        let page = self.merchant.search(words, &context(wish, currency), None).await;
        let page = page.map_err(|error: MerchantError| Fault::new(error.code()))?;
        let currency = page.items.first().map_or(currency, |item| item.offer.price.currency);
        Ok(self.catalog.put_online(wish, currency, &page.items, self.ports.clock.now())?)
    }

    async fn order(&self, id: &OrderId) {
        match self.till.refresh_order(id).await {
            Ok(order) => self.report(Outcome::OrdersChanged(vec![order])),
            Err(error) => self.report(Outcome::OrdersFailed(Fault::new(error.code()))),
        }
    }

    // The till

    async fn till(&self, op: TillOp) {
        match op {
            TillOp::Resume => {
                // What was given up does not wait for a payment that is asked about for hours.
                let (resumed, _) = tokio::join!(self.till.resume(), self.till.cancel_abandoned());
                if let Err(error) = resumed {
                    self.report(Outcome::PayFailed(Fault::new(error.code())));
                }
            }
            TillOp::Prepare { ticket, draft } => {
                self.merchant.speak(draft.language.as_str());
                match self.till.prepare(&draft).await {
                    Ok(checkout) => {
                        self.report(Outcome::CheckoutReady { ticket, checkout: Box::new(checkout) })
                    }
                    Err(error) => self.report(Outcome::CheckoutFailed {
                        ticket,
                        fault: Fault::new(error.code()),
                        messages: error.messages(),
                    }),
                }
            }
            TillOp::Pay { seen, purchase, checkout } => {
                let SheetText { lines, amount: amount_text, words } = (self.sheet_words)(&checkout);
                let payee = self.payee.clone();
                let credential = self.credential.clone();
                let request = PayRequest { seen, payee, lines, amount_text, words, credential, purchase };
                if let Err(error) = self.till.pay(request).await {
                    self.report(Outcome::PayFailed(Fault::new(pay_code(&error))));
                }
            }
            TillOp::Abandon => {
                // Where a payment is open there is nothing to give up; it goes on.
                let _ = self.till.abandon();
                // A cancel that is lost is sent again with the next `Resume`.
                let _ = self.till.cancel_abandoned().await;
            }
            TillOp::WalletAnswered { sheet, answer } => self.till.wallet_answered(sheet, answer),
        }
    }
}

fn pay_code(error: &TillError) -> Code {
    error.code()
}

fn context(wish: &Scope, currency: Currency) -> CatalogContext {
    CatalogContext { market: wish.market, language: wish.language.clone(), currency }
}
