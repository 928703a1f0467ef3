//! Reading the catalog, always by scope: no market ever shows another market's price.

use crate::body::decode;
use crate::db::Catalog;
use crate::error::CatalogError;
use crate::numbers;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tradewind_domain::{Currency, GroupId, Gtin, Item, ItemId, Language, Scope, Text, Timestamp, WebUrl};

/// What is known of the catalog of a scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The scope that serves; its language may be a fallback of the one asked for.
    pub scope: Scope,
    /// Currency of all its prices.
    pub currency: Currency,
    /// Version of the manifest; of online rows, how many were ever added.
    pub version: u64,
    /// When the prices were current, by the publisher.
    pub as_of: Timestamp,
    /// From when on it is no longer to be trusted; none for online rows.
    pub expires_at: Option<Timestamp>,
    /// When it was last confirmed with the merchant.
    pub fetched_at: Timestamp,
    /// How many items.
    pub items: u32,
    /// The merchant, as people know it; none for online rows.
    pub merchant: Option<Text>,
    /// Who sells by law, where that is another name and was said.
    pub seller: Option<Text>,
    /// Whether a signature vouches for it.
    pub signed: bool,
    /// The manifest's ETag, for the next request.
    pub(crate) etag: Option<String>,
    pub(crate) id: i64,
}

/// The longest name of who sells that is shown, in characters.
const MOST_NAME: usize = 200;
/// How many items of one page (its variants, by their parameters) a link is compared with.
const MOST_OF_A_PAGE: u32 = 500;

/// How fresh a catalog is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Confirmed within the last day.
    Fresh,
    /// Older, and still to be trusted.
    Stale,
    /// Past its expiry: shown, with a word about it.
    Expired,
}

/// A top-level category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Opaque key, good for this version of the catalog.
    pub key: String,
    /// Its name in the catalog's language.
    pub name: String,
    /// How many items.
    pub items: u32,
}

impl Head {
    /// How fresh it is at `now`.
    pub fn freshness(&self, now: Timestamp) -> Freshness {
        if self.expires_at.is_some_and(|until| until <= now) {
            Freshness::Expired
        } else if now.since(self.fetched_at) < Duration::from_secs(86_400) {
            Freshness::Fresh
        } else {
            Freshness::Stale
        }
    }
}

impl Catalog {
    /// The catalog that serves `wish`: its own market, its own language or else one that is there. Never another
    /// market's.
    pub fn head(&self, wish: &Scope) -> Result<Option<Head>, CatalogError> {
        self.healing(|| head_of(&self.reader(), &self.inner.merchant, wish))
    }

    /// Top-level categories, the fullest first.
    pub fn categories(&self, scope: &Scope) -> Result<Vec<Category>, CatalogError> {
        self.healing(|| self.categories_once(scope))
    }

    fn categories_once(&self, scope: &Scope) -> Result<Vec<Category>, CatalogError> {
        let db = self.reader();
        let Some(head) = head_of(&db, &self.inner.merchant, scope)? else { return Ok(Vec::new()) };
        let mut read = db.prepare_cached(
            "SELECT key, name, items FROM category WHERE scope = ?1 ORDER BY items DESC, key",
        )?;
        let rows = read.query_map([head.id], |row| {
            Ok(Category { key: row.get::<_, i64>(0)?.to_string(), name: row.get(1)?, items: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The first item of a category, in rank order: its face.
    pub fn first_of(&self, scope: &Scope, category: &str) -> Result<Option<Item>, CatalogError> {
        // A key that is no number belongs to no category and finds nothing.
        let category: i64 = category.parse().unwrap_or(-1);
        Ok(self.query(scope, "WHERE category = ?1 ORDER BY rank LIMIT 1", params![category])?.pop())
    }

    /// The item of this id; `None` if this catalog does not have it.
    pub fn item(&self, scope: &Scope, id: &ItemId) -> Result<Option<Item>, CatalogError> {
        Ok(self.query(scope, "WHERE id = ?1 LIMIT 1", params![id.as_str()])?.pop())
    }

    /// The item whose own link `link` leads to: the very address, else one that differs in tracking parameters, a fragment
    /// or a slash at its end alone. Of several the one that names its page closest.
    pub fn by_link(&self, scope: &Scope, link: &WebUrl) -> Result<Option<Item>, CatalogError> {
        let exact = self.query(scope, "WHERE link = ?1 LIMIT 1", params![link.as_str()])?.pop();
        if exact.is_some() {
            return Ok(exact);
        }
        let mut found: Option<Item> = None;
        for ending in ["", "/"] {
            let page = [link.page(), ending].concat();
            // Each is a range of the index: the page itself, with a query, with a fragment.
            let rest = "WHERE link = ?1 OR (link > ?2 AND link < ?3) OR (link > ?4 AND link < ?5) LIMIT ?6";
            let after = |mark: char| format!("{page}{mark}");
            let range = params![page, after('?'), after('@'), after('#'), after('$'), MOST_OF_A_PAGE];
            for item in self.query(scope, rest, range)? {
                let closer = found
                    .as_ref()
                    .is_none_or(|known| known.link.page_parameters() < item.link.page_parameters());
                if link.leads_to(&item.link) && closer {
                    found = Some(item);
                }
            }
        }
        Ok(found)
    }

    /// The first item with this number on its bar code, in rank order.
    pub fn by_gtin(&self, scope: &Scope, gtin: &Gtin) -> Result<Option<Item>, CatalogError> {
        self.healing(|| {
            let db = self.reader();
            let Some(head) = head_of(&db, &self.inner.merchant, scope)? else { return Ok(None) };
            let Some(rank) = numbers::ranks(&db, head.id, gtin, None)?.first().copied() else {
                return Ok(None);
            };
            let mut read =
                db.prepare_cached(&format!("SELECT body FROM item_{} WHERE rank = ?1", head.id))?;
            let body: Vec<u8> = read.query_row([rank], |row| row.get(0))?;
            decode(&body).map(Some)
        })
    }

    /// The items of a group, in rank order; at most 50.
    pub fn siblings(&self, scope: &Scope, group: &GroupId) -> Result<Vec<Item>, CatalogError> {
        self.query(scope, "WHERE grp = ?1 ORDER BY rank LIMIT 50", params![group.as_str()])
    }

    /// Items whose id begins with `before` and ends with one of `afters`, with at least one character between: of each ending at most
    /// `most`, in the order of ids. The ids that begin so are passed through once, however many endings there are.
    pub fn between(
        &self,
        scope: &Scope,
        before: &str,
        afters: &BTreeSet<&str>,
        most: usize,
    ) -> Result<BTreeMap<String, Vec<Item>>, CatalogError> {
        let mut found = BTreeMap::new();
        for (after, ids) in self.healing(|| self.between_once(scope, before, afters, most))? {
            found.insert(after, self.items(scope, &ids)?);
        }
        Ok(found)
    }

    fn between_once(
        &self,
        scope: &Scope,
        before: &str,
        afters: &BTreeSet<&str>,
        most: usize,
    ) -> Result<BTreeMap<String, Vec<ItemId>>, CatalogError> {
        let mut found: BTreeMap<String, Vec<ItemId>> = BTreeMap::new();
        let db = self.reader();
        let Some(head) = head_of(&db, &self.inner.merchant, scope)? else { return Ok(found) };
        // No text sorts behind the last character of Unicode: what begins so is a range of the index.
        let end = format!("{before}\u{10ffff}");
        let sql = format!("SELECT id FROM item_{} WHERE id >= ?1 AND id < ?2 ORDER BY id", head.id);
        let mut read = db.prepare_cached(&sql)?;
        let mut rows = read.query(params![before, end])?;
        let lengths: BTreeSet<usize> = afters.iter().map(|after| after.len()).collect();
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            for length in &lengths {
                let from = id.len().checked_sub(*length).filter(|from| *from > before.len());
                let after = from.and_then(|from| id.get(from..)).filter(|after| afters.contains(after));
                let Some(after) = after else { continue };
                let known = found.entry(after.to_owned()).or_default();
                if known.len() < most
                    && let Ok(item) = ItemId::parse(id.as_str())
                {
                    known.push(item);
                }
            }
        }
        Ok(found)
    }

    /// Those of `ids` that are there, in the order asked.
    pub fn items(&self, scope: &Scope, ids: &[ItemId]) -> Result<Vec<Item>, CatalogError> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            found.extend(self.item(scope, id)?);
        }
        Ok(found)
    }

    /// Items with a sale that holds at `now`, most popular first.
    pub fn deals(&self, scope: &Scope, now: Timestamp, limit: u32) -> Result<Vec<Item>, CatalogError> {
        let mut items =
            self.query(scope, "WHERE sale = 1 ORDER BY rank LIMIT ?1", params![limit.saturating_mul(4)])?;
        items.retain(|item| item.offer.on_sale(now) && item.offer.can_buy());
        items.truncate(limit as usize);
        Ok(items)
    }

    /// All items in rank order, from `first`.
    pub fn all(&self, scope: &Scope, first: u32, count: u32) -> Result<Vec<Item>, CatalogError> {
        self.query(scope, "WHERE rank >= ?1 ORDER BY rank LIMIT ?2", params![first, count])
    }

    pub(crate) fn query(
        &self,
        scope: &Scope,
        rest: &str,
        params: impl rusqlite::Params + Copy,
    ) -> Result<Vec<Item>, CatalogError> {
        self.healing(|| self.query_once(scope, rest, params))
    }

    fn query_once(
        &self,
        scope: &Scope,
        rest: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<Item>, CatalogError> {
        let db = self.reader();
        let Some(head) = head_of(&db, &self.inner.merchant, scope)? else { return Ok(Vec::new()) };
        let mut read = db.prepare_cached(&format!("SELECT body FROM item_{} {rest}", head.id))?;
        let rows = read.query_map(params, |row| row.get::<_, Vec<u8>>(0))?;
        rows.map(|body| decode(&body?)).collect()
    }
}

pub(crate) fn head_of(db: &Connection, merchant: &str, wish: &Scope) -> Result<Option<Head>, CatalogError> {
    let mut read = db.prepare_cached(
        "SELECT id, market, language, currency, version, as_of, expires_at, fetched_at, items, signed, etag, name, seller
         FROM scope WHERE merchant = ?1 AND market = ?2 ORDER BY language <> ?3, substr(language, 1, 2) <> ?4,
         language <> 'en', signed DESC, id LIMIT 1",
    )?;
    let found = read
        .query_row(
            params![merchant, wish.market.as_str(), wish.language.as_str(), wish.language.primary()],
            |row| Ok(read_head(row, wish)),
        )
        .optional()?;
    found.transpose()
}

fn read_head(row: &Row<'_>, wish: &Scope) -> Result<Head, CatalogError> {
    let bad = CatalogError::Damaged("head");
    let language: String = row.get(2)?;
    let currency: String = row.get(3)?;
    let Ok(language) = Language::parse(&language) else { return Err(bad) };
    let Ok(currency) = Currency::parse(&currency) else { return Err(bad) };
    let name = |column: usize| -> Result<Option<Text>, CatalogError> {
        let name: Option<String> = row.get(column)?;
        Ok(name.and_then(|name| Text::line(&name, MOST_NAME)))
    };
    Ok(Head {
        id: row.get(0)?,
        scope: Scope { market: wish.market, language },
        currency,
        version: u64::try_from(row.get::<_, i64>(4)?).unwrap_or(0),
        as_of: Timestamp(row.get(5)?),
        expires_at: row.get::<_, Option<i64>>(6)?.map(Timestamp),
        fetched_at: Timestamp(row.get(7)?),
        items: row.get(8)?,
        signed: row.get(9)?,
        etag: row.get(10)?,
        merchant: name(11)?,
        seller: name(12)?,
    })
}
