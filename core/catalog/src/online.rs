//! The cache of a merchant without packs: what it answered, row by row, beside what was known before.
//!
//! An answer changes the rows that it names and no others: nobody waits for two thousand rows because of a keystroke. Ranks
//! stay without a gap, as all reading expects: a row keeps its own, and once the cache is full a new row takes the place of
//! the one written longest ago.

use crate::apply::{drop_oldest, rest_of};
use crate::body::{decode, encode};
use crate::db::Catalog;
use crate::error::CatalogError;
use crate::numbers;
use crate::search::{Hit, Hits, Window};
use crate::text::{highlights, index_tokens};
use rusqlite::{Connection, OptionalExtension, params};
use tradewind_domain::limits::TOP_CATEGORIES;
use tradewind_domain::{Currency, Item, ItemId, Scope, Timestamp, WebUrl};

/// The most rows kept of a merchant without packs.
const MAX_ONLINE: u32 = 2_000;

/// The category of items that have none: no key of the table, and not what a broken key reads as.
const NO_CATEGORY: i64 = -2;

impl Catalog {
    /// Puts rows of a merchant without packs into its online scope and keeps what was known. Does nothing where signed rows
    /// stand.
    pub fn put_online(
        &self,
        scope: &Scope,
        currency: Currency,
        items: &[Item],
        now: Timestamp,
    ) -> Result<(), CatalogError> {
        self.healing(|| self.put_online_once(scope, currency, items, now))
    }

    fn put_online_once(
        &self,
        scope: &Scope,
        currency: Currency,
        items: &[Item],
        now: Timestamp,
    ) -> Result<(), CatalogError> {
        let mut db = self.writer();
        let tx = db.transaction()?;
        let (market, language) = (scope.market.as_str(), scope.language.as_str());
        let known = tx
            .query_row(
                "SELECT id, signed, items, version FROM scope WHERE merchant = ?1 AND market = ?2 AND language = ?3",
                params![self.inner.merchant, market, language],
                |row| Ok((row.get(0)?, row.get::<_, bool>(1)?, row.get(2)?, row.get(3)?)),
            )
            .optional()?;
        let (id, count, added) = match known {
            Some((_, true, ..)) => return Ok(()),
            Some((id, false, count, added)) => (id, count, added),
            None => {
                let id: i64 =
                    tx.query_row("SELECT coalesce(max(id), 0) + 1 FROM scope", [], |row| row.get(0))?;
                for batch in
                    [include_str!("../sql/scope_tables.sql"), include_str!("../sql/scope_indexes.sql")]
                {
                    tx.execute_batch(&batch.replace("_N", &format!("_{id}")))?;
                }
                tx.execute(
                    "INSERT INTO scope (id, merchant, market, language, currency, version, as_of, fetched_at, used_at,
                                        signed, items)
                     VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?6, ?6, 0, 0)",
                    params![id, self.inner.merchant, market, language, currency.as_str(), now.0],
                )?;
                (id, 0, 0)
            }
        };
        let mut rows = Rows { tx: &tx, id, count, added };
        for item in items {
            rows.put(item)?;
        }
        let (count, added) = (rows.count, rows.added);
        // Of online rows `version` counts those ever added, so that the oldest place is known.
        tx.execute(
            "UPDATE scope SET currency = ?2, as_of = ?3, fetched_at = ?3, used_at = ?3, items = ?4, version = ?5
             WHERE id = ?1",
            params![id, currency.as_str(), now.0, count, added],
        )?;
        drop_oldest(&tx)?;
        tx.commit()?;
        Ok(())
    }

    /// A window of these items, in this order, as results of `query`; those that are not here are left out.
    pub fn hits_of(
        &self,
        scope: &Scope,
        ids: &[ItemId],
        query: &str,
        window: Window,
    ) -> Result<Hits, CatalogError> {
        let wanted = ids.iter().skip(window.first as usize).take(window.count as usize);
        let items = self.items(scope, &wanted.cloned().collect::<Vec<_>>())?;
        let rows =
            items.into_iter().map(|item| Hit { highlights: highlights(&item.title, query), item }).collect();
        Ok(Hits { total: u32::try_from(ids.len()).unwrap_or(u32::MAX), first: window.first, rows })
    }

    /// Whether any item of the scope has its page on the same host as `page`.
    pub fn links_to_host_of(&self, scope: &Scope, page: &WebUrl) -> Result<bool, CatalogError> {
        let origin = format!("{}/", page.url().origin().ascii_serialization());
        // A range instead of LIKE: the index on links serves it, and no sign of the address is a wildcard.
        let end = format!("{origin}\u{10ffff}");
        Ok(!self.query(scope, "WHERE link >= ?1 AND link < ?2 LIMIT 1", params![origin, end])?.is_empty())
    }
}

/// The rows of one online scope within a transaction.
struct Rows<'a> {
    tx: &'a Connection,
    id: i64,
    count: u32,
    added: i64,
}

impl Rows<'_> {
    fn put(&mut self, item: &Item) -> Result<(), CatalogError> {
        let body = encode(item)?;
        let rank = match self.stored("id = ?1", [item.id.as_str()])? {
            Some(old) if old.body == body => return Ok(()),
            Some(old) => {
                self.forget(&old)?;
                old.rank
            }
            None if self.count < MAX_ONLINE => {
                self.count += 1;
                self.added += 1;
                i64::from(self.count) - 1
            }
            None => {
                let place = self.added.rem_euclid(i64::from(MAX_ONLINE));
                self.added = self.added.wrapping_add(1);
                if let Some(old) = self.stored("rank = ?1", [place])? {
                    self.forget(&old)?;
                }
                place
            }
        };
        let (title, rest) = tokens(item);
        self.run(
            "INSERT INTO item_N (rank, id, grp, category, sale, link, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                rank,
                item.id.as_str(),
                item.group.as_ref().map(|group| group.as_str()),
                self.category(item.category.first().map(String::as_str).unwrap_or_default())?,
                item.offer.sale.is_some(),
                item.link.as_str(),
                body,
            ],
        )?;
        numbers::note(self.tx, self.id, rank, item)?;
        self.run("INSERT INTO fts_N (rowid, title, rest) VALUES (?1, ?2, ?3)", params![rank, title, rest])
    }

    fn stored(&self, which: &str, param: impl rusqlite::Params) -> Result<Option<Stored>, CatalogError> {
        let sql = format!("SELECT rank, category, body FROM item_{} WHERE {which}", self.id);
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Stored { rank: row.get(0)?, category: row.get(1)?, body: row.get(2)? })
        };
        Ok(self.tx.prepare_cached(&sql)?.query_row(param, read).optional()?)
    }

    /// Takes a row out, of the index too, which must be told what it holds.
    fn forget(&self, old: &Stored) -> Result<(), CatalogError> {
        let item = decode(&old.body)?;
        numbers::forget(self.tx, self.id, old.rank, &item)?;
        let (title, rest) = tokens(&item);
        self.run(
            "INSERT INTO fts_N (fts_N, rowid, title, rest) VALUES ('delete', ?1, ?2, ?3)",
            params![old.rank, title, rest],
        )?;
        self.run("DELETE FROM item_N WHERE rank = ?1", [old.rank])?;
        let counted = params![self.id, old.category];
        self.run("UPDATE category SET items = items - 1 WHERE scope = ?1 AND key = ?2", counted)?;
        self.run("DELETE FROM category WHERE scope = ?1 AND key = ?2 AND items <= 0", counted)
    }

    /// The key of a category that has one item more. Too many categories are none at all: nobody walks through them.
    fn category(&self, name: &str) -> Result<i64, CatalogError> {
        if name.is_empty() {
            return Ok(NO_CATEGORY);
        }
        let read = |sql: &str, params: &[&dyn rusqlite::ToSql]| {
            self.tx.prepare_cached(sql)?.query_row(params, |row| row.get::<_, i64>(0)).optional()
        };
        let known = read("SELECT key FROM category WHERE scope = ?1 AND name = ?2", params![self.id, name])?;
        let key = match known {
            Some(key) => key,
            None if self.categories()? >= TOP_CATEGORIES as i64 => return Ok(NO_CATEGORY),
            None => {
                let next = "SELECT coalesce(max(key), -1) + 1 FROM category WHERE scope = ?1";
                let key = read(next, params![self.id])?.unwrap_or_default();
                self.run(
                    "INSERT INTO category (scope, key, name, items) VALUES (?1, ?2, ?3, 0)",
                    params![self.id, key, name],
                )?;
                key
            }
        };
        self.run(
            "UPDATE category SET items = items + 1 WHERE scope = ?1 AND key = ?2",
            params![self.id, key],
        )?;
        Ok(key)
    }

    fn categories(&self) -> Result<i64, CatalogError> {
        let count = "SELECT count(*) FROM category WHERE scope = ?1";
        Ok(self.tx.prepare_cached(count)?.query_row([self.id], |row| row.get(0))?)
    }

    fn run(&self, sql: &str, params: impl rusqlite::Params) -> Result<(), CatalogError> {
        self.tx.prepare_cached(&sql.replace("_N", &format!("_{}", self.id)))?.execute(params)?;
        Ok(())
    }
}

/// A row as it lies there.
struct Stored {
    rank: i64,
    category: i64,
    body: Vec<u8>,
}

/// What an item is found by: its title, and the rest.
fn tokens(item: &Item) -> (String, String) {
    (index_tokens(&item.title), rest_of(item, &index_tokens(&item.category.join(" "))))
}
