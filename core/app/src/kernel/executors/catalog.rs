//! This phone's catalog: one thread that reads and writes it, op by op. Searches have their own (`search`).

use crate::kernel::door::MOST_VARIANTS;
use crate::kernel::effects::{
    CatalogOp, CategoryRead, Head, HomeRead, ItemRead, ItemRef, Outcome, ProposedRead,
};
use crate::kernel::error::Fault;
use crate::kernel::executors::search::{Found, SearchQueue};
use crate::kernel::executors::services::Services;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, Sender};
use tokio::sync::oneshot;
use tradewind_catalog::CatalogError;
use tradewind_domain::{Currency, GroupId, Item, ItemId, Market, Scope, Timestamp, WebUrl};
use tradewind_links::FeedId;

/// How many categories home shows with a picture.
const FACES: usize = 12;
/// How many deals home shows.
const DEALS: u32 = 12;
/// Of several items that a pattern finds, as many are enough to know that it is not clear which is meant.
const ENOUGH: usize = 2;

/// What the queue is asked.
pub(crate) enum Job {
    /// To read for a screen.
    Op(CatalogOp),
    /// To keep what a merchant without packs answered.
    Keep(Keep),
    /// Whether items of the scope have their pages on the same host as this one.
    LinksTo { scope: Scope, page: WebUrl, answer: oneshot::Sender<bool> },
    /// To end, after what was asked before.
    Close,
}

/// An answer of a merchant without packs.
pub(crate) struct Keep {
    pub(crate) scope: Scope,
    pub(crate) items: Vec<Item>,
    /// The currency of the scope, where no item says it.
    pub(crate) currency: Currency,
    /// What the items are results of, if of anything.
    pub(crate) found: Option<Found>,
    pub(crate) done: oneshot::Sender<Result<(), Fault>>,
}

/// Serves the queue until it is closed.
pub(crate) fn serve(services: &Services, search: &SearchQueue, jobs: &Receiver<Job>) {
    for job in jobs {
        match job {
            Job::Op(op) => {
                let outcome = read(services, op);
                services.say_repaired();
                if let Some(outcome) = outcome {
                    services.report(outcome);
                }
            }
            Job::Keep(keep) => {
                let Keep { scope, items, currency, found, done } = keep;
                let currency = items.first().map_or(currency, |item| item.offer.price.currency);
                let kept = match items.is_empty() {
                    true => Ok(()),
                    false => {
                        services.catalog.put_online(&scope, currency, &items, services.ports.clock.now())
                    }
                };
                if let Some(found) = found {
                    search.remember(scope, found);
                }
                services.say_repaired();
                let _ = done.send(kept.map_err(Fault::from));
            }
            Job::LinksTo { scope, page, answer } => {
                let _ = answer.send(services.catalog.links_to_host_of(&scope, &page).unwrap_or(false));
            }
            Job::Close => return,
        }
    }
}

/// Asks the queue something and waits for its answer; none when the queue has ended.
pub(crate) async fn ask<T>(jobs: &Sender<Job>, job: impl FnOnce(oneshot::Sender<T>) -> Job) -> Option<T> {
    let (answer, answered) = oneshot::channel();
    jobs.send(job(answer)).ok()?;
    answered.await.ok()
}

fn read(services: &Services, op: CatalogOp) -> Option<Outcome> {
    Some(match op {
        CatalogOp::Home { ticket, wish, recent, now } => match home(services, &wish, &recent, now) {
            Ok(home) => Outcome::HomeRead { ticket, home: Box::new(home) },
            Err(error) => Outcome::HomeFailed { ticket, fault: error.into() },
        },
        CatalogOp::Item { ticket, scope, by } => match item(services, &scope, &by) {
            Ok(found) => Outcome::ItemRead { ticket, found: found.map(Box::new) },
            Err(error) => Outcome::ItemFailed { ticket, fault: error.into() },
        },
        CatalogOp::CartItems { ticket, scope, ids } => match services.catalog.items(&scope, &ids) {
            Ok(items) if services.catalog.head(&scope).ok().flatten().is_some() => {
                let siblings = siblings(services, &scope, &items);
                Outcome::CartItemsRead { ticket, items, siblings }
            }
            // Without a catalog nothing is known of the lines, which is not the same as sold out.
            _ => return None,
        },
        CatalogOp::Proposed { ticket, scope, ids, others } => match proposed(services, &scope, &ids, &others)
        {
            Ok(read) => Outcome::ProposedRead { ticket, read: Box::new(read) },
            Err(error) => Outcome::ProposedFailed { ticket, fault: error.into() },
        },
        // Where they cannot be read, what is known of them stands.
        CatalogOp::Rules => Outcome::RulesRead(services.catalog.rules().ok()?.into()),
        CatalogOp::Trim => {
            services.catalog.trim();
            return None;
        }
    })
}

/// Variants of these beside them; without the catalog's answer there are none, which keeps nobody from buying.
fn siblings(services: &Services, scope: &Scope, items: &[Item]) -> Vec<Item> {
    let mut groups: Vec<&GroupId> = Vec::new();
    let mut found: Vec<Item> = Vec::new();
    for group in items.iter().filter_map(|item| item.group.as_ref()) {
        if groups.contains(&group) || found.len() >= MOST_VARIANTS {
            continue;
        }
        groups.push(group);
        let here = services.catalog.siblings(scope, group).unwrap_or_default();
        found.extend(here.into_iter().filter(|one| items.iter().all(|item| item.id != one.id)));
    }
    found.truncate(MOST_VARIANTS);
    found
}

fn home(
    services: &Services,
    wish: &Scope,
    recent: &[ItemId],
    now: Timestamp,
) -> Result<HomeRead, CatalogError> {
    let Some(head) = services.catalog.head(wish)? else {
        return Ok(HomeRead { head: None, categories: Vec::new(), deals: Vec::new(), recent: Vec::new() });
    };
    let scope = head.scope.clone();
    let mut categories = Vec::new();
    for category in services.catalog.categories(&scope)? {
        // A merchant may have hundreds; those below the first dozen go without a face.
        let face = match categories.len() {
            0..FACES => services.catalog.first_of(&scope, &category.key)?,
            _ => None,
        };
        categories.push(CategoryRead { key: category.key, name: category.name, items: category.items, face });
    }
    Ok(HomeRead {
        categories,
        deals: services.catalog.deals(&scope, now, DEALS)?,
        recent: services.catalog.items(&scope, recent)?,
        head: Some(Head {
            scope,
            version: head.version,
            as_of: head.as_of,
            expires_at: head.expires_at,
            items: head.items,
            signed: head.signed,
            merchant: head.merchant,
            seller: head.seller,
        }),
    })
}

fn item(services: &Services, scope: &Scope, by: &ItemRef) -> Result<Option<ItemRead>, CatalogError> {
    let found = match by {
        ItemRef::Id(id) => services.catalog.item(scope, id)?,
        ItemRef::Link { page, others } => by_page(services, scope, page, others)?,
        ItemRef::Gtin(gtin) => services.catalog.by_gtin(scope, gtin)?,
    };
    let Some(item) = found else { return Ok(None) };
    let siblings = match &item.group {
        Some(group) => services.catalog.siblings(scope, group)?,
        None => Vec::new(),
    };
    Ok(Some(ItemRead { item, siblings }))
}

fn by_page(
    services: &Services,
    scope: &Scope,
    page: &WebUrl,
    others: &[WebUrl],
) -> Result<Option<Item>, CatalogError> {
    for page in std::iter::once(page).chain(others) {
        if let Some(found) = services.catalog.by_link(scope, page)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn proposed(
    services: &Services,
    scope: &Scope,
    ids: &[ItemId],
    others: &[(ItemId, FeedId)],
) -> Result<ProposedRead, CatalogError> {
    let mut read = ProposedRead::default();
    if services.catalog.head(scope)?.is_none() {
        return Ok(read);
    }
    read.here = true;
    let patterns = by_patterns(services, scope, others)?;
    for id in ids {
        let mut found: Vec<Item> = services.catalog.item(scope, id)?.into_iter().collect();
        for (_, other) in others.iter().filter(|(known, _)| known == id) {
            let more = named(services, scope, other, &patterns)?;
            found.extend(more.into_iter().filter(|item| item.id != *id));
        }
        if !put(&mut read, id, found) {
            let market = market_of(services, scope, id)?;
            read.elsewhere.extend(market.map(|market| (id.clone(), market)));
        }
    }
    Ok(read)
}

/// Puts down what was found by one of a link's ids; says whether that was anything.
fn put(read: &mut ProposedRead, id: &ItemId, mut found: Vec<Item>) -> bool {
    let Some(item) = found.pop() else { return false };
    if found.iter().any(|other| other.id != item.id) {
        // Which of them is meant is nobody's to guess.
        read.unclear.push(id.clone());
        return true;
    }
    if item.id != *id {
        read.called.push((id.clone(), item.id.clone()));
    }
    read.items.push(item);
    true
}

/// Those that the feed calls so.
fn named(
    services: &Services,
    scope: &Scope,
    by: &FeedId,
    patterns: &ByPattern,
) -> Result<Vec<Item>, CatalogError> {
    Ok(match by {
        FeedId::Is(id) => services.catalog.item(scope, id)?.into_iter().collect(),
        FeedId::Between { before, after } => {
            patterns.get(&(before.clone(), after.clone())).cloned().unwrap_or_default()
        }
    })
}

/// Items by what their ids begin and end with.
type ByPattern = BTreeMap<(String, String), Vec<Item>>;

/// All that patterns find: strangers write links of fifty lines, and for each the whole catalog would be passed through.
fn by_patterns(
    services: &Services,
    scope: &Scope,
    others: &[(ItemId, FeedId)],
) -> Result<ByPattern, CatalogError> {
    let mut patterns: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (_, other) in others {
        if let FeedId::Between { before, after } = other {
            patterns.entry(before.as_str()).or_default().insert(after.as_str());
        }
    }
    let mut found = ByPattern::new();
    for (before, afters) in patterns {
        for (after, items) in services.catalog.between(scope, before, &afters, ENOUGH)? {
            found.insert((before.to_owned(), after), items);
        }
    }
    Ok(found)
}

/// Another market whose catalog is on this phone and has the item. Nobody is asked.
fn market_of(services: &Services, scope: &Scope, id: &ItemId) -> Result<Option<Market>, CatalogError> {
    for offered in services.catalog.offered() {
        let wish = Scope { market: offered.market, language: scope.language.clone() };
        if wish.market == scope.market {
            continue;
        }
        let Some(head) = services.catalog.head(&wish)? else { continue };
        if services.catalog.item(&head.scope, id)?.is_some() {
            return Ok(Some(offered.market));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::testing::{id, item};

    /// Items by their names, what is called otherwise, and what is unclear.
    fn found(names: &[&str]) -> (Vec<String>, Vec<(ItemId, ItemId)>, Vec<ItemId>) {
        let mut read = ProposedRead::default();
        let items = names.iter().map(|name| item(name, Currency::EUR)).collect();
        assert_eq!(put(&mut read, &id("12"), items), !names.is_empty());
        let names = read.items.iter().map(|item| item.id.as_str().to_owned());
        (names.collect(), read.called, read.unclear)
    }

    #[test]
    fn of_two_items_that_a_link_may_mean_none_is_taken() {
        let one = |name: &str| vec![name.to_owned()];
        assert_eq!(found(&[]), (vec![], vec![], vec![]));
        assert_eq!(found(&["12"]), (one("12"), vec![], vec![]));
        assert_eq!(found(&["gla_12"]), (one("gla_12"), vec![(id("12"), id("gla_12"))], vec![]));
        let same = found(&["gla_12", "gla_12"]);
        assert_eq!(same, (one("gla_12"), vec![(id("12"), id("gla_12"))], vec![]), "by two forms");
        for several in [["12", "gla_12", "gla_12"], ["a_12", "b_12", "a_12"], ["a_12", "a_12", "12"]] {
            assert_eq!(found(&several), (vec![], vec![], vec![id("12")]), "{several:?}");
        }
    }
}
