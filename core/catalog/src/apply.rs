//! Writing a catalog: beside the old one, then swapped in, in one transaction. A kill leaves the old or the new.

use crate::body::{decode, encode};
use crate::db::{Catalog, Inner};
use crate::error::CatalogError;
use crate::incoming::Unpacked;
use crate::numbers;
use crate::text::index_tokens;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::collections::HashMap;
use tradewind_domain::limits::TOP_CATEGORIES;
use tradewind_domain::{Currency, Item, Scope, Timestamp, WebUrl};
use tradewind_pack::Rows;

/// The most scopes kept; the one used longest ago goes first. Four markets or languages to switch between offline.
const MAX_SCOPES: i64 = 4;

/// From how many rows on the indexes are made before them: made afterwards, each is sorted in memory.
const SORTED_IN_MEMORY: u32 = 50_000;

/// Category paths whose tokens are remembered.
const PATHS: usize = 1_000;

/// What is written into the head of a scope.
pub(crate) struct NewHead<'a> {
    pub(crate) scope: &'a Scope,
    pub(crate) merchant: &'a str,
    pub(crate) seller: Option<&'a str>,
    pub(crate) currency: Currency,
    pub(crate) version: u64,
    pub(crate) as_of: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) now: Timestamp,
    pub(crate) signed: bool,
    pub(crate) etag: Option<&'a str>,
}

impl Catalog {
    /// Puts a whole catalog in place, row by row. Every row is checked before it is written; one bad row refuses the whole.
    pub(crate) fn apply(
        &self,
        head: &NewHead<'_>,
        merchant: &WebUrl,
        rows: &Rows<Unpacked>,
    ) -> Result<(), CatalogError> {
        let plan = Plan { in_order: rows.in_rank_order(), large: rows.len() > SORTED_IN_MEMORY };
        self.healing(|| {
            let items = rows.items(head.currency).map(|row| {
                let (rank, item) = row?;
                Ok((rank, named(item, merchant)))
            });
            self.replace(head, plan, items)
        })
    }

    /// Notes that the catalog of a scope was confirmed as current.
    pub(crate) fn confirm(&self, scope: &Scope, now: Timestamp) -> Result<(), CatalogError> {
        self.healing(|| {
            self.writer().execute(
                "UPDATE scope SET fetched_at = ?4 WHERE merchant = ?1 AND market = ?2 AND language = ?3",
                params![self.inner.merchant, scope.market.as_str(), scope.language.as_str(), now.0],
            )?;
            Ok(())
        })
    }

    fn replace(
        &self,
        head: &NewHead<'_>,
        plan: Plan,
        items: impl Iterator<Item = Result<(u32, Item), CatalogError>>,
    ) -> Result<(), CatalogError> {
        let inner: &Inner = &self.inner;
        inner.fail_point.pass("catalog.apply.before");
        let mut db = self.writer();
        let tx = db.transaction()?;
        let old: Option<i64> = tx
            .query_row(
                "SELECT id FROM scope WHERE merchant = ?1 AND market = ?2 AND language = ?3",
                params![inner.merchant, head.scope.market.as_str(), head.scope.language.as_str()],
                |row| row.get(0),
            )
            .optional()?;
        if let Some(old) = old {
            drop_scope(&tx, old)?;
        }
        // Not the old number again: its tables were dropped in this very transaction.
        let id: i64 = tx.query_row("SELECT coalesce(max(id), 0) + 1 FROM scope", [], |row| row.get(0))?;
        let id = id.max(old.map_or(0, |old| old + 1));
        tx.execute_batch(&include_str!("../sql/scope_tables.sql").replace("_N", &format!("_{id}")))?;
        let indexes = include_str!("../sql/scope_indexes.sql").replace("_N", &format!("_{id}"));
        if plan.large {
            tx.execute_batch(&indexes)?;
        }
        let count = write_rows(&tx, id, plan, items)?;
        inner.fail_point.pass("catalog.rows.after");
        if !plan.large {
            tx.execute_batch(&indexes)?;
        }
        tx.execute(
            "INSERT INTO scope (id, merchant, market, language, currency, version, as_of, expires_at, fetched_at,
                                used_at, signed, items, etag, name, seller)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                id,
                inner.merchant,
                head.scope.market.as_str(),
                head.scope.language.as_str(),
                head.currency.as_str(),
                i64::try_from(head.version).unwrap_or(i64::MAX),
                head.as_of.0,
                head.expires_at.map(|moment| moment.0),
                head.now.0,
                head.signed,
                count,
                head.etag,
                head.merchant,
                head.seller,
            ],
        )?;
        drop_oldest(&tx)?;
        inner.fail_point.pass("catalog.commit.before");
        tx.commit()?;
        drop(db);
        inner.fail_point.pass("catalog.commit.after");
        Ok(())
    }
}

/// How rows are written.
#[derive(Debug, Clone, Copy)]
struct Plan {
    /// Whether rows come by rank.
    in_order: bool,
    /// Whether there are too many to sort in memory.
    large: bool,
}

/// A catalog may be signed and its addresses still lead where a merchant has no business: those are left out.
fn named(mut item: Item, merchant: &WebUrl) -> Item {
    item.pictures.retain(|picture| picture.url.clone().named_by(merchant).is_ok());
    item.model = item.model.and_then(|model| model.named_by(merchant).ok());
    item.link = item.link.named_by(merchant).unwrap_or_else(|_| merchant.clone());
    item
}

fn write_rows(
    tx: &Transaction<'_>,
    id: i64,
    plan: Plan,
    items: impl Iterator<Item = Result<(u32, Item), CatalogError>>,
) -> Result<u32, CatalogError> {
    let mut categories = Categories::default();
    let mut row = tx.prepare(&format!(
        "INSERT INTO item_{id} (rank, id, grp, category, sale, link, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
    ))?;
    let mut words = Words::new(tx, id)?;
    let mut count = 0_u32;
    for ranked in items {
        let (rank, item) = ranked?;
        let body = encode(&item)?;
        row.execute(params![
            rank,
            item.id.as_str(),
            item.group.as_ref().map(|group| group.as_str()),
            categories.count(&item),
            item.offer.sale.is_some(),
            item.link.as_str(),
            body,
        ])?;
        numbers::note(tx, id, i64::from(rank), &item)?;
        if plan.in_order {
            words.put(rank, &item)?;
        }
        count += 1;
    }
    if !plan.in_order {
        // The index takes rows by rank alone: one that comes late would have it write what it holds each time.
        let mut read = tx.prepare(&format!("SELECT rank, body FROM item_{id} ORDER BY rank"))?;
        let mut rows = read.query([])?;
        while let Some(row) = rows.next()? {
            let item = decode(row.get_ref(1)?.as_blob().map_err(|_| CatalogError::Damaged("item body"))?)?;
            words.put(row.get(0)?, &item)?;
        }
    }
    let mut category =
        tx.prepare("INSERT INTO category (scope, key, name, items) VALUES (?1, ?2, ?3, ?4)")?;
    for (name, (key, items)) in categories.0.iter().filter(|(name, _)| !name.is_empty()) {
        category.execute(params![id, key, name, items])?;
    }
    Ok(count)
}

/// Top-level categories with their keys, which count up as they are met, and how many items they have.
#[derive(Default)]
struct Categories(HashMap<String, (i64, u32)>);

impl Categories {
    /// Counts an item and gives the key of its category. Too many categories are none at all: nobody walks through them.
    fn count(&mut self, item: &Item) -> i64 {
        let top = item.category.first().map(String::as_str).unwrap_or_default();
        let top = if self.0.len() >= TOP_CATEGORIES && !self.0.contains_key(top) { "" } else { top };
        let next = self.0.len() as i64;
        let (key, items) = self.0.entry(top.to_owned()).or_insert((next, 0));
        *items += 1;
        *key
    }
}

/// Writes the full-text index of items.
struct Words<'a> {
    write: rusqlite::Statement<'a>,
    /// Catalogs have few categories and many items: each path is made into tokens once.
    paths: HashMap<Vec<String>, String>,
}

impl<'a> Words<'a> {
    fn new(tx: &'a Transaction<'_>, id: i64) -> Result<Self, CatalogError> {
        let write = tx.prepare(&format!("INSERT INTO fts_{id} (rowid, title, rest) VALUES (?1, ?2, ?3)"))?;
        Ok(Self { write, paths: HashMap::new() })
    }

    fn put(&mut self, rank: u32, item: &Item) -> Result<(), CatalogError> {
        if self.paths.len() >= PATHS && !self.paths.contains_key(&item.category) {
            self.paths.clear();
        }
        let of_category =
            self.paths.entry(item.category.clone()).or_insert_with_key(|path| index_tokens(&path.join(" ")));
        self.write.execute(params![rank, index_tokens(&item.title), rest_of(item, of_category)])?;
        Ok(())
    }
}

/// What finds an item beside its title: brand, category, options and id. The description is left out: it makes the
/// index larger, and finds mostly what people do not mean.
pub(crate) fn rest_of(item: &Item, of_category: &str) -> String {
    let mut text = item.brand.clone();
    for option in &item.options {
        text.push(' ');
        text.push_str(&option.value);
    }
    text.push(' ');
    text.push_str(item.id.as_str());
    let mut tokens = index_tokens(&text);
    tokens.push(' ');
    tokens.push_str(of_category);
    tokens
}

pub(crate) fn drop_oldest(tx: &Connection) -> Result<(), CatalogError> {
    loop {
        let count: i64 = tx.query_row("SELECT count(*) FROM scope", [], |row| row.get(0))?;
        if count <= MAX_SCOPES {
            return Ok(());
        }
        let oldest =
            tx.query_row("SELECT id FROM scope ORDER BY used_at, id LIMIT 1", [], |row| row.get(0))?;
        drop_scope(tx, oldest)?;
    }
}

pub(crate) fn drop_scope(tx: &Connection, id: i64) -> Result<(), CatalogError> {
    tx.execute_batch(&format!(
        "DROP TABLE IF EXISTS item_{id}; DROP TABLE IF EXISTS fts_{id};
         DELETE FROM category WHERE scope = {id}; DELETE FROM gtin WHERE scope = {id};
         DELETE FROM scope WHERE id = {id};"
    ))?;
    Ok(())
}
