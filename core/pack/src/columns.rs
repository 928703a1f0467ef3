//! The streams as structs of columns, as a publisher makes them. A phone reads them by [`crate::Rows`].
//!
//! All streams of one catalog have one row an item, in the same order: row `n` of `offers` is about the item of
//! row `n` of `text`. Optional numbers are `Option`; a list in a row is a list of its own in the column.

pub use crate::cursor::SaleColumn;
use crate::error::PackError;
pub use crate::facts::{EnergyColumn, FactsColumns, UnitPricingColumn};
pub use crate::lengths::{
    MAX_BRAND, MAX_CATEGORY, MAX_DESCRIPTION, MAX_MPN, MAX_OPTION_TEXT, MAX_OPTIONS, MAX_PICTURES, MAX_TITLE,
};
use crate::row::Row;
use serde::{Deserialize, Serialize};
use tradewind_domain::{Availability, Currency, Item};

/// Words and codes: what seldom changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextColumns {
    /// Item ids (Merchant Center `id`), each once.
    pub id: Vec<String>,
    /// Group ids; empty for none.
    pub group: Vec<String>,
    /// Titles, of at most [`MAX_TITLE`] characters.
    pub title: Vec<String>,
    /// Brands; may be empty.
    pub brand: Vec<String>,
    /// Category paths, outermost first, as numbers into `categories`.
    pub category: Vec<u32>,
    /// The different category paths.
    pub categories: Vec<Vec<String>>,
    /// Options as name and value.
    pub options: Vec<Vec<(String, String)>>,
    /// Addresses of the product's pages at the merchant.
    pub link: Vec<String>,
    /// Models; empty for none.
    pub model: Vec<String>,
    /// Weights in grams.
    pub weight_grams: Vec<Option<u32>>,
    /// HS codes; empty for none.
    pub hs_code: Vec<String>,
    /// Countries of origin; empty for none.
    pub origin: Vec<String>,
    /// Descriptions in plain text, of at most [`MAX_DESCRIPTION`] characters.
    pub description: Vec<String>,
}

/// Prices and stock: what changes daily. Amounts are minor units of the manifest's currency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffersColumns {
    /// Regular prices, in minor units of the manifest's currency.
    pub price: Vec<i64>,
    /// Sale prices with the time they hold, in Unix milliseconds.
    pub sale: Vec<Option<SaleColumn>>,
    /// 0 in stock, 1 out of stock, 2 preorder, 3 backorder.
    pub availability: Vec<u8>,
    /// Stock, where stated.
    pub stock: Vec<Option<u32>>,
}

/// Popularity: 0 is the most popular; each number stands once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankColumns {
    /// Rank of each row by popularity: lower comes first.
    pub rank: Vec<u32>,
}

/// Pictures, one entry an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaColumns {
    /// Addresses, the main picture first.
    pub pictures: Vec<Vec<String>>,
    /// ThumbHash of the main picture; empty for none.
    pub thumbhash: Vec<Vec<u8>>,
}

/// The streams of one catalog together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// The `text` stream.
    pub text: TextColumns,
    /// The `offers` stream.
    pub offers: OffersColumns,
    /// The `rank` stream.
    pub rank: RankColumns,
    /// The `media` stream.
    pub media: MediaColumns,
    /// The `facts` stream; without any row where a catalog has none.
    pub facts: FactsColumns,
    /// The currency of the items [`Columns::push`]ed; none for columns that were read.
    pub currency: Option<Currency>,
}

impl Columns {
    /// How many rows, when all columns of all streams have `rows` of them and the ranks are a permutation.
    pub fn check(&self, rows: u32) -> Result<(), PackError> {
        let n = rows as usize;
        let t = &self.text;
        let o = &self.offers;
        let lengths = [
            t.id.len(),
            t.group.len(),
            t.title.len(),
            t.brand.len(),
            t.category.len(),
            t.options.len(),
            t.link.len(),
            t.model.len(),
            t.weight_grams.len(),
            t.hs_code.len(),
            t.origin.len(),
            t.description.len(),
            o.price.len(),
            o.sale.len(),
            o.availability.len(),
            o.stock.len(),
            self.rank.rank.len(),
            self.media.pictures.len(),
            self.media.thumbhash.len(),
        ];
        let facts = self.facts.lengths();
        let no_facts = facts.iter().all(|length| *length == 0);
        if lengths.iter().any(|length| *length != n) || (!no_facts && facts.iter().any(|length| *length != n))
        {
            return Err(PackError::Tampered("row count"));
        }
        let mut seen = vec![false; n];
        for rank in &self.rank.rank {
            match seen.get_mut(*rank as usize) {
                Some(slot) if !*slot => *slot = true,
                _ => return Err(PackError::Tampered("rank")),
            }
        }
        Ok(())
    }

    /// Appends an item. Its rank is its row until [`RankColumns::rank`] is set otherwise.
    pub fn push(&mut self, item: &Item) {
        let t = &mut self.text;
        let path = t.categories.iter().rposition(|path| *path == item.category).unwrap_or_else(|| {
            t.categories.push(item.category.clone());
            t.categories.len() - 1
        });
        t.id.push(item.id.as_str().to_owned());
        t.group.push(item.group.as_ref().map(|group| group.as_str().to_owned()).unwrap_or_default());
        t.title.push(item.title.clone());
        t.brand.push(item.brand.clone());
        t.category.push(u32::try_from(path).unwrap_or(u32::MAX));
        t.options.push(item.options.iter().map(|o| (o.name.clone(), o.value.clone())).collect());
        t.link.push(item.link.as_str().to_owned());
        t.model.push(item.model.as_ref().map(|url| url.as_str().to_owned()).unwrap_or_default());
        t.weight_grams.push(item.weight_grams);
        t.hs_code.push(item.hs_code.clone().unwrap_or_default());
        t.origin.push(item.origin.clone().unwrap_or_default());
        t.description.push(item.description.clone());
        self.currency = Some(item.offer.price.currency);
        let o = &mut self.offers;
        o.price.push(item.offer.price.minor);
        o.sale.push(item.offer.sale.as_ref().map(|sale| {
            (sale.price.minor, sale.from.map(|moment| moment.0), sale.until.map(|moment| moment.0))
        }));
        o.availability.push(match item.offer.availability {
            Availability::InStock => 0,
            Availability::OutOfStock => 1,
            Availability::Preorder => 2,
            Availability::Backorder => 3,
        });
        o.stock.push(item.offer.stock);
        self.rank.rank.push(u32::try_from(self.rank.rank.len()).unwrap_or(u32::MAX));
        self.media.pictures.push(item.pictures.iter().map(|p| p.url.as_str().to_owned()).collect());
        self.media
            .thumbhash
            .push(item.pictures.first().and_then(|p| p.thumbhash.clone()).unwrap_or_default());
        self.facts.push(&item.facts, item.offer.price.currency);
    }

    /// Row `row` as an item in `currency`, every limit checked. Call [`Columns::check`] first.
    pub fn item(&self, row: usize, currency: Currency) -> Result<Item, PackError> {
        fn at<T: Clone>(column: &[T], row: usize, what: &'static str) -> Result<T, PackError> {
            column.get(row).cloned().ok_or(PackError::Tampered(what))
        }
        let (t, o, m) = (&self.text, &self.offers, &self.media);
        let number = at(&t.category, row, "category")?;
        Row {
            id: at(&t.id, row, "id")?,
            group: at(&t.group, row, "group")?,
            title: at(&t.title, row, "title")?,
            brand: at(&t.brand, row, "brand")?,
            category: at(&t.categories, number as usize, "category")?,
            options: at(&t.options, row, "options")?,
            link: at(&t.link, row, "link")?,
            model: at(&t.model, row, "model")?,
            weight_grams: at(&t.weight_grams, row, "weight")?,
            hs_code: at(&t.hs_code, row, "hs code")?,
            origin: at(&t.origin, row, "origin")?,
            description: at(&t.description, row, "description")?,
            price: at(&o.price, row, "offer")?,
            sale: at(&o.sale, row, "offer")?,
            availability: at(&o.availability, row, "offer")?,
            stock: at(&o.stock, row, "offer")?,
            pictures: at(&m.pictures, row, "pictures")?,
            thumbhash: at(&m.thumbhash, row, "thumbhash")?,
            facts: self.facts.row(row).unwrap_or_default(),
        }
        .item(currency)
    }
}
