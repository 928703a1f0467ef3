//! Writing a catalog: beside the old one, then swapped in, in one transaction. A kill leaves the old or the new.

use crate::db::{Catalog, Inner};
use crate::error::CatalogError;
use crate::text::index_tokens;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use tradewind_domain::{Currency, Item, Scope, Timestamp};
use tradewind_pack::columns::Columns;

/// The most scopes kept; the one used longest ago goes first. Four markets or languages to switch between offline.
const MAX_SCOPES: i64 = 4;

/// What is written into the head of a scope.
pub(crate) struct NewHead<'a> {
    pub(crate) scope: &'a Scope,
    pub(crate) currency: Currency,
    pub(crate) version: u64,
    pub(crate) as_of: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) now: Timestamp,
    pub(crate) signed: bool,
    pub(crate) etag: Option<&'a str>,
}

impl Catalog {
    /// Puts a whole catalog in place. Every row is checked before it is written; one bad row refuses the whole.
    pub(crate) fn apply(&self, head: &NewHead<'_>, columns: &Columns, rows: u32) -> Result<(), CatalogError> {
        columns.check(rows)?;
        let mut order = vec![0_usize; rows as usize];
        for (row, rank) in columns.rank.rank.iter().enumerate() {
            // `check` proved the ranks a permutation of the rows.
            if let Some(slot) = order.get_mut(*rank as usize) {
                *slot = row;
            }
        }
        let items = order.iter().map(|row| columns.item(*row, head.currency).map_err(CatalogError::from));
        self.write(head, items)
    }

    /// Adds rows of a merchant without packs to its online scope, newest knowledge first; keeps what was known.
    pub fn put_online(
        &self,
        scope: &Scope,
        currency: Currency,
        items: &[Item],
        now: Timestamp,
    ) -> Result<(), CatalogError> {
        let mut all: Vec<Item> = items.to_vec();
        if let Some(head) = self.head(scope)? {
            if head.signed || head.scope != *scope {
                return Ok(());
            }
            let known = self.all(scope, 0, MAX_ONLINE)?;
            all.extend(known.into_iter().filter(|old| !items.iter().any(|new| new.id == old.id)));
        }
        all.truncate(MAX_ONLINE as usize);
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|item| seen.insert(item.id.clone()));
        let head = NewHead {
            scope,
            currency,
            version: 0,
            as_of: now,
            expires_at: None,
            now,
            signed: false,
            etag: None,
        };
        self.write(&head, all.into_iter().map(Ok))
    }

    /// Notes that the catalog of a scope was confirmed as current.
    pub(crate) fn confirm(&self, scope: &Scope, now: Timestamp) -> Result<(), CatalogError> {
        self.writer().execute(
            "UPDATE scope SET fetched_at = ?4 WHERE merchant = ?1 AND market = ?2 AND language = ?3",
            params![self.inner.merchant, scope.market.as_str(), scope.language.as_str(), now.0],
        )?;
        Ok(())
    }

    fn write(
        &self,
        head: &NewHead<'_>,
        items: impl Iterator<Item = Result<Item, CatalogError>>,
    ) -> Result<(), CatalogError> {
        let inner: &Inner = &self.inner;
        let mut db = self.writer();
        inner.gate.pass("catalog.apply.before");
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
        let count = write_rows(&tx, id, items)?;
        inner.gate.pass("catalog.rows.after");
        tx.execute_batch(&include_str!("../sql/scope_indexes.sql").replace("_N", &format!("_{id}")))?;
        tx.execute(
            "INSERT INTO scope (id, merchant, market, language, currency, version, as_of, expires_at, fetched_at,
                                used_at, signed, items, etag)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, ?11, ?12)",
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
            ],
        )?;
        drop_oldest(&tx)?;
        inner.gate.pass("catalog.commit.before");
        tx.commit()?;
        inner.gate.pass("catalog.commit.after");
        Ok(())
    }
}

/// The most rows kept of a merchant without packs.
const MAX_ONLINE: u32 = 2_000;

fn write_rows(
    tx: &Transaction<'_>,
    id: i64,
    items: impl Iterator<Item = Result<Item, CatalogError>>,
) -> Result<u32, CatalogError> {
    let mut categories: Vec<(String, u32)> = Vec::new();
    let mut row = tx.prepare(&format!(
        "INSERT INTO item_{id} (rank, id, grp, category, sale, link, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
    ))?;
    let mut words = tx.prepare(&format!("INSERT INTO fts_{id} (rowid, title, rest) VALUES (?1, ?2, ?3)"))?;
    let mut paths: std::collections::HashMap<Vec<String>, String> = std::collections::HashMap::new();
    let mut rank = 0_u32;
    for item in items {
        let item = item?;
        let top = item.category.first().map(String::as_str).unwrap_or_default();
        let category = match categories.iter().position(|(name, _)| name == top) {
            Some(at) => at,
            None => {
                categories.push((top.to_owned(), 0));
                categories.len() - 1
            }
        };
        if let Some((_, count)) = categories.get_mut(category) {
            *count += 1;
        }
        let body = postcard::to_stdvec(&item).map_err(|_| CatalogError::Internal("item body"))?;
        row.execute(params![
            rank,
            item.id.as_str(),
            item.group.as_ref().map(|group| group.as_str()),
            category as i64,
            item.offer.sale.is_some(),
            item.link.as_str(),
            body,
        ])?;
        // Catalogs have few categories and many items: each path is made into tokens once.
        let of_category =
            paths.entry(item.category.clone()).or_insert_with_key(|path| index_tokens(&path.join(" ")));
        words.execute(params![rank, index_tokens(&item.title), rest_of(&item, of_category)])?;
        rank += 1;
    }
    let mut category =
        tx.prepare("INSERT INTO category (scope, key, name, items) VALUES (?1, ?2, ?3, ?4)")?;
    for (key, (name, items)) in categories.iter().enumerate().filter(|(_, (name, _))| !name.is_empty()) {
        category.execute(params![id, key as i64, name, items])?;
    }
    Ok(rank)
}

/// What finds an item beside its title: brand, category, options and id. The description is left out: it makes the
/// index larger, and finds mostly what people do not mean.
fn rest_of(item: &Item, of_category: &str) -> String {
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

fn drop_oldest(tx: &Connection) -> Result<(), CatalogError> {
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
         DELETE FROM category WHERE scope = {id}; DELETE FROM scope WHERE id = {id};"
    ))?;
    Ok(())
}
