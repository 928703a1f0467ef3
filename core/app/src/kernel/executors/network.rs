//! The network: a newer catalog, the catalog of a merchant without packs. Nothing here touches SQLite on the threads that
//! wait for the network: rows are kept by the catalog's executor.

use crate::kernel::effects::{CatalogOp, ItemRef, NetworkOp, Outcome, RefreshFailed, Refreshed, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::executors::batches::Batches;
use crate::kernel::executors::catalog::{Job, Keep, ask};
use crate::kernel::executors::search::Found;
use crate::kernel::executors::services::Services;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::AbortHandle;
use tradewind_catalog::{CatalogError, Refresh};
use tradewind_commerce::{CatalogContext, Known, MerchantError, Question};
use tradewind_domain::{Code, Currency, Item, ItemId, Scope, WebUrl, lock};
use tradewind_links::FeedId;
use tradewind_ports::Patient;

/// How long the person must have stopped typing before a merchant is asked.
const TYPING: Duration = Duration::from_millis(250);
/// The most pages of one answer that are fetched: a merchant may give two rows a page.
const MAX_PAGES: usize = 20;
/// The most pages of a first look: the person waits for it.
const FIRST_PAGES: usize = 5;
/// The most rows of one answer.
const MAX_ROWS: usize = 200;
/// The most items of a proposed cart that a merchant is asked for one by one, where it only searches.
const MOST_SEARCHED: usize = 12;

/// The executor. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Network {
    services: Arc<Services>,
    jobs: Sender<Job>,
    /// The search under way; another one ends it.
    searching: Arc<Mutex<Option<AbortHandle>>>,
    /// The look at a proposed cart under way; another one, or leaving it, ends it.
    proposing: Arc<Mutex<Option<AbortHandle>>>,
}

impl Network {
    pub(crate) fn new(services: Arc<Services>, jobs: Sender<Job>) -> Self {
        Self { services, jobs, searching: Arc::default(), proposing: Arc::default() }
    }

    /// Begins an op. Of searches, and of proposed carts, the newest wins: one that waits or is under way ends here, and its answer is
    /// dropped.
    pub(crate) fn begin(&self, op: NetworkOp, runtime: &tokio::runtime::Handle) {
        let slot = match &op {
            NetworkOp::Search { .. } => Some(&self.searching),
            NetworkOp::Proposed { .. } | NetworkOp::LeaveProposal => Some(&self.proposing),
            _ => None,
        };
        if let Some(former) = slot.and_then(|slot| lock(slot).take()) {
            former.abort();
        }
        let this = self.clone();
        let task = runtime.spawn(async move { this.run(op).await });
        if let Some(slot) = slot {
            *lock(slot) = Some(task.abort_handle());
        }
    }

    async fn run(&self, op: NetworkOp) {
        match op {
            NetworkOp::Refresh { wish, currency, asked } => {
                let result = self.refresh(&wish, currency, asked).await;
                self.services.say_repaired();
                self.services.report(Outcome::Refreshed(result));
            }
            NetworkOp::Search { ticket, wish, currency, words, category } => {
                self.services.ports.clock.sleep(TYPING).await;
                self.search(ticket, &wish, currency, words, category).await;
            }
            NetworkOp::Item { ticket, wish, currency, id } => {
                let found = self.by_id(&wish, currency, id.as_str()).await;
                self.show(ticket, wish, found.map(|item| item.map(ItemRef::Id)));
            }
            NetworkOp::Link { ticket, wish, currency, page, others } => {
                let found = self.by_link(&wish, currency, &page, others).await;
                self.show(ticket, wish, found);
            }
            NetworkOp::Proposed { ticket, wish, currency, ids, others } => {
                self.propose(ticket, wish, currency, ids, others).await;
            }
            // What was under way has ended by now.
            NetworkOp::LeaveProposal => {}
            NetworkOp::Links => self.links().await,
            NetworkOp::ShortCode { ticket, code } => {
                // What the link is held against is known before the link.
                self.links().await;
                let answer = self.services.merchant.short_code(code.as_str()).await.map_err(Fault::from);
                self.services.report(Outcome::ShortCodeAnswered { ticket, answer });
            }
        }
    }

    /// What links are held against; with the profile, which is fetched once and kept.
    async fn links(&self) {
        match self.services.merchant.links().await {
            Ok(offer) => self.services.report(Outcome::LinksOffered(Box::new(offer))),
            Err(error) => self.services.ports.log.log(&Fault::from(error).record("links.unread")),
        }
    }

    // The catalog

    async fn refresh(
        &self,
        wish: &Scope,
        currency: Currency,
        asked: bool,
    ) -> Result<Refreshed, RefreshFailed> {
        let services = &self.services;
        let vault = Arc::new(Patient::new(services.ports.vault.clone()));
        let request = Refresh {
            merchant: &services.address,
            wish,
            pinned: services.pinned,
            transport: &*services.ports.transport,
            vault,
            fail_point: &*services.ports.fail_point,
            now: services.ports.clock.now(),
            built_at: services.built_at,
            asked: asked || services.asked,
        };
        let refreshed = services.catalog.refresh(request).await;
        match services.catalog.offered() {
            offered if offered.is_empty() => {}
            offered => services.report(Outcome::Offered(offered)),
        }
        match refreshed {
            Ok(tradewind_catalog::Refreshed::Unchanged) => Ok(Refreshed::Unchanged),
            Ok(tradewind_catalog::Refreshed::Applied { .. }) => Ok(Refreshed::Applied),
            Ok(tradewind_catalog::Refreshed::NoPacks) => {
                self.front_page(wish, currency).await?;
                Ok(Refreshed::Online)
            }
            Err(CatalogError::NoSuchMarket { served }) => {
                Err(RefreshFailed { fault: Fault::new(Code::MarketNotServed), served })
            }
            Err(error) => Err(Fault::from(error).into()),
        }
    }

    /// What a merchant without packs shows of its goods. One that shows nothing unasked is no fault: it is searched.
    async fn front_page(&self, wish: &Scope, currency: Currency) -> Result<(), Fault> {
        let can = self.services.merchant.capabilities().await.map_err(Fault::from)?;
        if !can.catalog_search {
            return if can.catalog_lookup { Ok(()) } else { Err(Fault::new(Code::CapabilityMissing)) };
        }
        let context = context(wish, currency);
        let (mut cursor, mut rows) = (None::<String>, 0);
        for page in 1..=FIRST_PAGES {
            let answer = self.services.merchant.page(Question::Everything, &context, cursor.as_deref()).await;
            let (items, next) = match answer {
                Ok(page) => (page.items, page.next),
                // What earlier pages brought stands.
                Err(_) if page > 1 => return Ok(()),
                Err(MerchantError::Refused { .. } | MerchantError::NotFound) => return Ok(()),
                Err(error) => return Err(Fault::from(error)),
            };
            rows += items.len();
            let more = next.is_some() && next != cursor && !items.is_empty() && rows < MAX_ROWS;
            self.keep(wish, currency, items, None).await?;
            if !more {
                return Ok(());
            }
            cursor = next;
        }
        Ok(())
    }

    /// Page after page, each shown as soon as it is there.
    async fn search(
        &self,
        ticket: Ticket,
        wish: &Scope,
        currency: Currency,
        words: String,
        category: Option<String>,
    ) {
        let question = match &category {
            Some(name) => Question::Category { name, words: &words },
            None => Question::Words(&words),
        };
        let context = context(wish, currency);
        let (mut ids, mut cursor) = (Vec::<ItemId>::new(), None::<String>);
        for page in 1..=MAX_PAGES {
            let answer = self.services.merchant.page(question, &context, cursor.as_deref()).await;
            let (items, next) = match answer {
                Ok(page) => (page.items, page.next),
                // What earlier pages brought stands.
                Err(_) if page > 1 => (Vec::new(), None),
                Err(error) => {
                    return self.services.report(Outcome::Searched {
                        ticket,
                        more: false,
                        fault: Some(Fault::from(error)),
                    });
                }
            };
            let before = ids.len();
            for item in &items {
                if !ids.contains(&item.id) {
                    ids.push(item.id.clone());
                }
            }
            // A merchant that repeats itself would be asked for ever.
            let more = next.is_some()
                && next != cursor
                && ids.len() > before
                && ids.len() < MAX_ROWS
                && page < MAX_PAGES;
            let found = Found { words: words.clone(), category: category.clone(), ids: ids.clone() };
            let fault = self.keep(wish, currency, items, Some(found)).await.err();
            self.services.report(Outcome::Searched { ticket, more: more && fault.is_none(), fault });
            if !more || fault.is_some() {
                return;
            }
            cursor = next;
        }
    }

    /// The item that an id means at the merchant.
    async fn by_id(&self, wish: &Scope, currency: Currency, id: &str) -> Result<Option<ItemId>, Fault> {
        let context = context(wish, currency);
        match self.services.merchant.known(id, &context).await {
            Ok(Some(Known { item, items })) => {
                self.keep(wish, currency, items, None).await?;
                Ok(Some(item))
            }
            Ok(None) => Ok(None),
            // A merchant that only searches may find an id as a word.
            Err(MerchantError::CapabilityMissing) => {
                let page = self
                    .services
                    .merchant
                    .page(Question::Words(id), &context, None)
                    .await
                    .map_err(Fault::from)?;
                let item = page.items.iter().find(|item| item.id.as_str() == id).map(|item| item.id.clone());
                self.keep(wish, currency, page.items, None).await?;
                Ok(item)
            }
            Err(error) => Err(Fault::from(error)),
        }
    }

    /// The product with this page. Merchants know their products by the last part of the address (UCP: an id, SKU or
    /// handle), or find its words; the page that an answer names decides, and where it names none, the id.
    async fn by_link(
        &self,
        wish: &Scope,
        currency: Currency,
        url: &WebUrl,
        others: Vec<WebUrl>,
    ) -> Result<Option<ItemRef>, Fault> {
        if !url.same_origin(&self.services.address) {
            let (scope, page) = (wish.clone(), url.clone());
            let ours = ask(&self.jobs, |answer| Job::LinksTo { scope, page, answer }).await;
            if ours != Some(true) {
                return Ok(None);
            }
        }
        let Some(handle) = handle(url) else { return Ok(None) };
        let context = context(wish, currency);
        let mut by = ItemRef::Link { page: url.clone(), others };
        let mut items: Vec<Item> = match self.services.merchant.known(&handle, &context).await {
            Ok(Some(Known { item, items })) => {
                let meant = items.iter().find(|one| one.id == item);
                if meant.is_some_and(|one| one.link == self.services.address) {
                    by = ItemRef::Id(item);
                }
                items
            }
            Ok(None) | Err(MerchantError::CapabilityMissing | MerchantError::Refused { .. }) => Vec::new(),
            Err(error) => return Err(Fault::from(error)),
        };
        if items.is_empty() {
            let words: String = handle.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
            items = match self.services.merchant.page(Question::Words(&words), &context, None).await {
                Ok(page) => page.items,
                Err(
                    MerchantError::CapabilityMissing
                    | MerchantError::Refused { .. }
                    | MerchantError::NotFound,
                ) => Vec::new(),
                Err(error) => return Err(Fault::from(error)),
            };
        }
        let any = !items.is_empty();
        self.keep(wish, currency, items, None).await?;
        Ok(any.then_some(by))
    }

    /// Looks the items of a proposed cart up. What the merchant does not know is left out; what went wrong ends it.
    async fn propose(
        &self,
        ticket: Ticket,
        wish: Scope,
        currency: Currency,
        ids: Vec<ItemId>,
        others: Vec<(ItemId, FeedId)>,
    ) {
        match self.looked_up(&wish, currency, &ids).await {
            Ok(()) => {
                let _ = self.jobs.send(Job::Op(CatalogOp::Proposed { ticket, scope: wish, ids, others }));
            }
            Err(fault) => self.services.report(Outcome::ProposedFailed { ticket, fault }),
        }
    }

    /// Has these kept as the merchant knows them: in one request, where it takes that.
    async fn looked_up(&self, wish: &Scope, currency: Currency, ids: &[ItemId]) -> Result<(), Fault> {
        let context = context(wish, currency);
        let mut batches = Batches::of(ids.to_vec());
        while let Some(batch) = batches.take_next() {
            match self.services.merchant.lookup(&batch, &context).await {
                Ok(items) => self.keep(wish, currency, items, None).await?,
                Err(MerchantError::NotFound) if batch.len() == 1 => {}
                Err(MerchantError::NotFound | MerchantError::Refused { .. }) if batch.len() > 1 => {
                    batches.split(&batch);
                }
                Err(MerchantError::CapabilityMissing) => return self.searched(wish, currency, ids).await,
                Err(error) => return Err(Fault::from(error)),
            }
        }
        // A merchant that takes next to none at once: what it was not asked for is not unknown to it.
        if batches.any_left() { Err(Fault::new(Code::MerchantGarbage)) } else { Ok(()) }
    }

    /// As [`Self::looked_up`], at a merchant that only searches: it may find an id as a word. Not for ever: of more than a few nothing is
    /// known then.
    async fn searched(&self, wish: &Scope, currency: Currency, ids: &[ItemId]) -> Result<(), Fault> {
        for id in ids.iter().take(MOST_SEARCHED) {
            self.by_id(wish, currency, id.as_str()).await?;
        }
        if ids.len() > MOST_SEARCHED { Err(Fault::new(Code::CapabilityMissing)) } else { Ok(()) }
    }

    /// Has rows kept, and waits until they are.
    async fn keep(
        &self,
        wish: &Scope,
        currency: Currency,
        items: Vec<Item>,
        found: Option<Found>,
    ) -> Result<(), Fault> {
        let scope = wish.clone();
        let kept = ask(&self.jobs, |done| Job::Keep(Keep { scope, items, currency, found, done })).await;
        kept.unwrap_or(Err(Fault::new(Code::Internal)))
    }

    /// Has what the merchant named read from the catalog, where it lies by now.
    fn show(&self, ticket: Ticket, scope: Scope, found: Result<Option<ItemRef>, Fault>) {
        match found {
            Ok(Some(by)) => {
                let _ = self.jobs.send(Job::Op(CatalogOp::Item { ticket, scope, by }));
            }
            Ok(None) => self.services.report(Outcome::ItemRead { ticket, found: None }),
            Err(fault) => self.services.report(Outcome::ItemFailed { ticket, fault }),
        }
    }
}

/// The last part of an address, decoded: what shops call a product in it.
fn handle(url: &WebUrl) -> Option<String> {
    let last = url.url().path_segments()?.rfind(|part| !part.is_empty())?.to_owned();
    let text = percent_encoding::percent_decode_str(&last).decode_utf8().ok()?.into_owned();
    let text = text.trim_end_matches(".html").trim_end_matches(".htm").to_owned();
    (!text.is_empty() && text.chars().count() <= 200 && !text.chars().any(char::is_control)).then_some(text)
}

fn context(wish: &Scope, currency: Currency) -> CatalogContext {
    CatalogContext { market: wish.market, language: wish.language.clone(), currency }
}
