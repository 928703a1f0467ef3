//! A catalog's rows one after another, out of columns of any length: memory does not grow with what is read, but for a few
//! bytes a row.
//!
//! Columns lie one behind the other, a row's values far apart. So the streams are walked over once, which notes where each
//! column begins and proves its shape; then one cursor a column reads along, and each row is checked when it comes by.

use crate::columns::{
    MAX_BRAND, MAX_CATEGORY, MAX_DESCRIPTION, MAX_OPTION_TEXT, MAX_OPTIONS, MAX_PICTURES, MAX_TITLE,
};
use crate::cursor::{Cursor, Raw};
use crate::error::PackError;
use crate::facts;
use crate::row::Row;
use std::collections::HashMap;
use tradewind_domain::ids::MAX_ID_BYTES;
use tradewind_domain::limits::{CATALOG_ROWS, CATEGORY_PARTS};
use tradewind_domain::weburl::MAX_URL_BYTES;
use tradewind_domain::{Currency, Item};

/// What a column's cursor holds.
const AHEAD: usize = 16 << 10;
/// Category paths that are remembered; neighbours mostly share theirs.
const PATHS: usize = 256;
/// Bytes of one character at most (UTF-8).
const WIDE: usize = 4;

/// The streams of a catalog, whose shape is proved.
#[derive(Debug)]
pub struct Rows<R> {
    rows: u32,
    text: R,
    offers: R,
    rank: R,
    media: R,
    /// Where columns begin, in the order in which they are declared, `categories` left out.
    text_at: [u64; 12],
    offers_at: [u64; 4],
    rank_at: u64,
    media_at: [u64; 2],
    /// The stream of facts, where the catalog has one, and where its columns begin.
    facts: Option<(R, [u64; facts::COLUMNS])>,
    /// Where each category path begins.
    categories: Vec<u32>,
    in_rank_order: bool,
}

impl<R: Raw> Rows<R> {
    /// Walks over the streams of `rows` rows: every column has as many, there are no more category paths than rows, the
    /// ranks are a permutation, and no byte is left over.
    pub fn new(rows: u32, text: R, offers: R, rank: R, media: R) -> Result<Self, PackError> {
        if rows > CATALOG_ROWS {
            return Err(PackError::TooLarge("rows"));
        }
        let (text_at, categories) = scan_text(&text, rows)?;
        let offers_at = scan(&offers, |walk| {
            Ok([
                walk.column(rows, |c| c.varint().map(drop))?,
                walk.column(rows, |c| c.optional(Cursor::sale).map(drop))?,
                walk.column(rows, |c| c.byte().map(drop))?,
                walk.column(rows, Cursor::skip_optional_number)?,
            ])
        })?;
        let mut ranks = Ranks::new(rows);
        let rank_at = scan(&rank, |walk| walk.column(rows, |c| ranks.take(c.number()?)))?;
        let media_at = scan(&media, |walk| {
            Ok([
                walk.column(rows, |c| c.skip_list(MAX_PICTURES, "pictures", Cursor::skip_text))?,
                walk.column(rows, Cursor::skip_text)?,
            ])
        })?;
        let in_rank_order = ranks.ascending;
        Ok(Self {
            rows,
            text,
            offers,
            rank,
            media,
            text_at,
            offers_at,
            rank_at,
            media_at,
            facts: None,
            categories,
            in_rank_order,
        })
    }

    /// The same rows with what else is known of them, out of the optional stream. Walks over it as [`Self::new`] does over the
    /// others.
    pub fn with_facts(self, facts: R) -> Result<Self, PackError> {
        let at = scan(&facts, |walk| facts::scan(walk, self.rows))?;
        Ok(Self { facts: Some((facts, at)), ..self })
    }

    /// Number of rows.
    pub fn len(&self) -> u32 {
        self.rows
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Whether rows come in the order of their ranks, as our own publisher writes them.
    pub fn in_rank_order(&self) -> bool {
        self.in_rank_order
    }

    /// Each row's rank and item, from the first on.
    pub fn items(&self, currency: Currency) -> Items<'_, R> {
        let text = |at: usize| Cursor::new(&self.text, self.text_at[at], AHEAD);
        let offers = |at: usize| Cursor::new(&self.offers, self.offers_at[at], AHEAD);
        Items {
            left: self.rows,
            currency,
            text: std::array::from_fn(text),
            offers: std::array::from_fn(offers),
            rank: Cursor::new(&self.rank, self.rank_at, AHEAD),
            pictures: Cursor::new(&self.media, self.media_at[0], AHEAD),
            thumbhash: Cursor::new(&self.media, self.media_at[1], AHEAD),
            facts: self.facts.as_ref().map(|(raw, at)| at.map(|at| Cursor::new(raw, at, AHEAD))),
            rows: self,
            paths: HashMap::new(),
        }
    }
}

/// Walks over one stream to its very end.
fn scan<R: Raw, T>(
    raw: &R,
    walk: impl FnOnce(&mut Cursor<'_, R>) -> Result<T, PackError>,
) -> Result<T, PackError> {
    let mut cursor = Cursor::new(raw, 0, 64 << 10);
    let found = walk(&mut cursor)?;
    if cursor.place() == raw.size() { Ok(found) } else { Err(PackError::Tampered("columns")) }
}

fn scan_text<R: Raw>(text: &R, rows: u32) -> Result<([u64; 12], Vec<u32>), PackError> {
    let mut categories = Vec::new();
    let at = scan(text, |walk| {
        let words = |walk: &mut Cursor<'_, R>| walk.column(rows, Cursor::skip_text);
        let (id, group, title, brand) = (words(walk)?, words(walk)?, words(walk)?, words(walk)?);
        let category = walk.column(rows, |c| c.number().map(drop))?;
        let count = walk.number()?;
        if count > rows {
            return Err(PackError::Tampered("category"));
        }
        for _ in 0..count {
            // Raw streams end below 4 GiB.
            categories.push(u32::try_from(walk.place()).map_err(|_| PackError::TooLarge("object"))?);
            walk.skip_list(CATEGORY_PARTS, "category", Cursor::skip_text)?;
        }
        let options = walk.column(rows, |c| {
            c.skip_list(MAX_OPTIONS, "options", |c| {
                c.skip_text()?;
                c.skip_text()
            })
        })?;
        let (link, model) = (words(walk)?, words(walk)?);
        let weight = walk.column(rows, Cursor::skip_optional_number)?;
        let (hs_code, origin, description) = (words(walk)?, words(walk)?, words(walk)?);
        Ok([id, group, title, brand, category, options, link, model, weight, hs_code, origin, description])
    })?;
    Ok((at, categories))
}

/// Proves ranks a permutation, a bit each.
struct Ranks {
    seen: Vec<u64>,
    rows: u32,
    next: u32,
    ascending: bool,
}

impl Ranks {
    fn new(rows: u32) -> Self {
        Self { seen: vec![0; rows.div_ceil(64) as usize], rows, next: 0, ascending: true }
    }

    fn take(&mut self, rank: u32) -> Result<(), PackError> {
        let bad = PackError::Tampered("rank");
        if rank >= self.rows {
            return Err(bad);
        }
        let word = self.seen.get_mut((rank / 64) as usize).ok_or(bad)?;
        let bit = 1 << (rank % 64);
        if *word & bit != 0 {
            return Err(bad);
        }
        *word |= bit;
        self.ascending &= rank == self.next;
        self.next += 1;
        Ok(())
    }
}

/// Rows as they come.
pub struct Items<'a, R> {
    rows: &'a Rows<R>,
    left: u32,
    currency: Currency,
    text: [Cursor<'a, R>; 12],
    offers: [Cursor<'a, R>; 4],
    rank: Cursor<'a, R>,
    pictures: Cursor<'a, R>,
    thumbhash: Cursor<'a, R>,
    facts: Option<[Cursor<'a, R>; facts::COLUMNS]>,
    paths: HashMap<u32, Vec<String>>,
}

impl<R: Raw> Items<'_, R> {
    fn row(&mut self) -> Result<(u32, Row), PackError> {
        let [id, group, title, brand, category, options, link, model, weight, hs_code, origin, description] =
            &mut self.text;
        let [price, sale, availability, stock] = &mut self.offers;
        let number = category.number()?;
        let row = Row {
            id: id.text(MAX_ID_BYTES, "id")?,
            group: group.text(MAX_ID_BYTES, "group")?,
            title: title.text(MAX_TITLE * WIDE, "title")?,
            brand: brand.text(MAX_BRAND * WIDE, "brand")?,
            category: path(self.rows, &mut self.paths, number)?,
            options: options.list(MAX_OPTIONS, "options", |c| {
                let long = MAX_OPTION_TEXT * WIDE;
                Ok((c.text(long, "options")?, c.text(long, "options")?))
            })?,
            link: link.text(MAX_URL_BYTES, "link")?,
            model: model.text(MAX_URL_BYTES, "model")?,
            weight_grams: weight.optional(Cursor::number)?,
            hs_code: hs_code.text(13 * WIDE, "hs code")?,
            origin: origin.text(2 * WIDE, "origin")?,
            description: description.text(MAX_DESCRIPTION * WIDE, "description")?,
            price: price.signed()?,
            sale: sale.optional(Cursor::sale)?,
            availability: availability.byte()?,
            stock: stock.optional(Cursor::number)?,
            pictures: self.pictures.list(MAX_PICTURES, "picture", |c| c.text(MAX_URL_BYTES, "picture"))?,
            thumbhash: self.thumbhash.bytes(40, "thumbhash")?,
            facts: self.facts.as_mut().map(facts::next).transpose()?.unwrap_or_default(),
        };
        Ok((self.rank.number()?, row))
    }
}

impl<R: Raw> Iterator for Items<'_, R> {
    type Item = Result<(u32, Item), PackError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let currency = self.currency;
        Some(self.row().and_then(|(rank, row)| Ok((rank, row.item(currency)?))))
    }
}

fn path<R: Raw>(
    rows: &Rows<R>,
    known: &mut HashMap<u32, Vec<String>>,
    number: u32,
) -> Result<Vec<String>, PackError> {
    if let Some(path) = known.get(&number) {
        return Ok(path.clone());
    }
    let at = rows.categories.get(number as usize).ok_or(PackError::Tampered("category"))?;
    let mut cursor = Cursor::new(&rows.text, u64::from(*at), 1 << 10);
    let path = cursor.list(CATEGORY_PARTS, "category", |c| c.text(MAX_CATEGORY * WIDE, "category"))?;
    if known.len() >= PATHS {
        known.clear();
    }
    known.insert(number, path.clone());
    Ok(path)
}
