//! Search as you type: FTS5 over tokens made in Rust, popularity order, matches in the title first.

use crate::body::decode;
use crate::db::Catalog;
use crate::error::CatalogError;
use crate::numbers;
use crate::read::head_of;
use crate::text::{highlights, query_tokens};
use rusqlite::{Connection, params};
use std::collections::HashSet;
use std::ops::Range;
use tradewind_domain::{Gtin, Item, Scope};

/// Conditions that a result must meet besides the words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Key of a [`crate::Category`].
    pub category: Option<String>,
}

/// Which rows of a result are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First row, from 0.
    pub first: u32,
    /// Most rows to return.
    pub count: u32,
}

/// A window of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// How many rows match, inside the window and outside.
    pub total: u32,
    /// Which of them the first of `rows` is.
    pub first: u32,
    /// The rows of the window.
    pub rows: Vec<Hit>,
}

/// One hit: an item, and where its title matched.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The item, as the scope that was searched has it.
    pub item: Item,
    /// Byte ranges of the title that matched.
    pub highlights: Vec<Range<usize>>,
}

impl Catalog {
    /// Searches a scope; an empty query lists it, or the category. Items whose title matches every word come first,
    /// each part in order of popularity; if nothing matches every word, items that match any. A bar code's number finds
    /// the items that have it, and is searched as a word where none has.
    pub fn search(
        &self,
        scope: &Scope,
        query: &str,
        filter: &Filter,
        window: Window,
    ) -> Result<Hits, CatalogError> {
        self.healing(|| self.search_once(scope, query, filter, window))
    }

    fn search_once(
        &self,
        scope: &Scope,
        query: &str,
        filter: &Filter,
        window: Window,
    ) -> Result<Hits, CatalogError> {
        let db = self.reader();
        let Some(head) = head_of(&db, &self.inner.merchant, scope)? else {
            return Ok(Hits { total: 0, first: 0, rows: Vec::new() });
        };
        // A key that is no number belongs to no category and finds nothing.
        let category: Option<i64> = filter.category.as_ref().map(|key| key.parse().unwrap_or(-1));
        let tokens = query_tokens(query);
        // The number of a bar code is no word: whoever types one means that very product, where it is here.
        let numbered = match Gtin::typed(query) {
            Ok(gtin) => numbers::ranks(&db, head.id, &gtin, category)?,
            Err(_) => Vec::new(),
        };
        let (total, ranks) = if !numbered.is_empty() {
            let total = u32::try_from(numbered.len()).unwrap_or(u32::MAX);
            let wanted = numbered.into_iter().skip(window.first as usize).take(window.count as usize);
            (total, wanted.collect())
        } else if tokens.is_empty() {
            listed(&db, head.id, head.items, category, window)?
        } else {
            matched(&db, head.id, &tokens, category, window)?
        };
        let mut read = db.prepare_cached(&format!("SELECT body FROM item_{} WHERE rank = ?1", head.id))?;
        let mut rows = Vec::with_capacity(ranks.len());
        for rank in ranks {
            let item = decode(&read.query_row([rank], |row| row.get::<_, Vec<u8>>(0)).map_err(lost)?)?;
            let highlights = highlights(&item.title, query);
            rows.push(Hit { item, highlights });
        }
        Ok(Hits { total, first: window.first, rows })
    }
}

/// The index and the rows are written together: where one names a row that the other lacks, the file has rotted.
fn lost(error: rusqlite::Error) -> CatalogError {
    match error {
        rusqlite::Error::QueryReturnedNoRows => CatalogError::Damaged("a row of the index"),
        error => error.into(),
    }
}

/// A window of everything, or of a category.
fn listed(
    db: &Connection,
    id: i64,
    items: u32,
    category: Option<i64>,
    window: Window,
) -> Result<(u32, Vec<i64>), CatalogError> {
    let Some(category) = category else {
        let end = items.min(window.first.saturating_add(window.count));
        return Ok((items, (window.first.min(end)..end).map(i64::from).collect()));
    };
    let total: u32 = db
        .prepare_cached("SELECT coalesce(sum(items), 0) FROM category WHERE scope = ?1 AND key = ?2")?
        .query_row([id, category], |row| row.get(0))?;
    let mut read = db.prepare_cached(&format!(
        "SELECT rank FROM item_{id} WHERE category = ?1 ORDER BY rank LIMIT ?2 OFFSET ?3"
    ))?;
    let ranks = read.query_map(params![category, window.count, window.first], |row| row.get(0))?;
    Ok((total, ranks.collect::<Result<_, _>>()?))
}

fn matched(
    db: &Connection,
    id: i64,
    tokens: &[String],
    category: Option<i64>,
    window: Window,
) -> Result<(u32, Vec<i64>), CatalogError> {
    // One or two letters match half the catalog: popularity alone orders them, and one walk is enough.
    let few_letters = matches!(tokens, [one] if one.chars().count() <= 2);
    let mut in_title = match few_letters {
        true => Vec::new(),
        false => ranks(db, id, &format!("title : ({})", phrase(tokens, " AND ")))?,
    };
    let mut anywhere = ranks(db, id, &phrase(tokens, " AND "))?;
    if anywhere.is_empty() && tokens.len() > 1 {
        anywhere = ranks(db, id, &phrase(tokens, " OR "))?;
        in_title = Vec::new();
    }
    if let Some(category) = category {
        let mut read = db.prepare_cached(&format!("SELECT rank FROM item_{id} WHERE category = ?1"))?;
        let within: HashSet<i64> = read.query_map([category], |row| row.get(0))?.collect::<Result<_, _>>()?;
        in_title.retain(|rank| within.contains(rank));
        anywhere.retain(|rank| within.contains(rank));
    }
    let total = u32::try_from(anywhere.len()).unwrap_or(u32::MAX);
    let rest = Apart { all: anywhere.iter().copied(), without: in_title.iter().copied().peekable() };
    let ranks = in_title
        .iter()
        .copied()
        .chain(rest)
        .skip(window.first as usize)
        .take(window.count as usize)
        .collect();
    Ok((total, ranks))
}

/// Both sides ascend, so what is in `all` and not in `without` is one walk.
struct Apart<A: Iterator<Item = i64>, B: Iterator<Item = i64>> {
    all: A,
    without: std::iter::Peekable<B>,
}

impl<A: Iterator<Item = i64>, B: Iterator<Item = i64>> Iterator for Apart<A, B> {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        loop {
            let next = self.all.next()?;
            while self.without.peek().is_some_and(|rank| *rank < next) {
                self.without.next();
            }
            if self.without.peek() != Some(&next) {
                return Some(next);
            }
        }
    }
}

/// Matching ranks, ascending. FTS5 walks its own lists; no row of the catalog is touched.
fn ranks(db: &Connection, id: i64, query: &str) -> Result<Vec<i64>, CatalogError> {
    let mut read =
        db.prepare_cached(&format!("SELECT rowid FROM fts_{id} WHERE fts_{id} MATCH ?1 ORDER BY rowid"))?;
    let rows = read.query_map([query], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Tokens hold letters and digits alone (`text.rs`), so quoting them leaves no syntax of FTS5 to a person's input.
fn phrase(tokens: &[String], joint: &str) -> String {
    let last = tokens.len().saturating_sub(1);
    let quoted: Vec<String> = tokens
        .iter()
        .enumerate()
        .map(|(at, token)| if at == last { format!("\"{token}\"*") } else { format!("\"{token}\"") })
        .collect();
    quoted.join(joint)
}
