//! One row as it stands in the columns, and the checked way from it to a domain value.

use crate::cursor::SaleColumn;
use crate::error::PackError;
use crate::facts::FactsRow;
use crate::lengths::{
    MAX_BRAND, MAX_CATEGORY, MAX_DESCRIPTION, MAX_OPTION_TEXT, MAX_OPTIONS, MAX_PICTURES, MAX_TITLE,
};
use tradewind_domain::item::Sale;
use tradewind_domain::limits::CATEGORY_PARTS;
use tradewind_domain::{
    Availability, Currency, GroupId, Item, ItemId, Money, Offer, OptionValue, Picture, Text, Timestamp,
    WebUrl,
};

/// The longest ThumbHash, in bytes; the format itself ends at 25.
const MAX_THUMBHASH: usize = 40;

/// A row, not checked yet. See [`crate::columns`] for what each field is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) group: String,
    pub(crate) title: String,
    pub(crate) brand: String,
    pub(crate) category: Vec<String>,
    pub(crate) options: Vec<(String, String)>,
    pub(crate) link: String,
    pub(crate) model: String,
    pub(crate) weight_grams: Option<u32>,
    pub(crate) hs_code: String,
    pub(crate) origin: String,
    pub(crate) description: String,
    pub(crate) price: i64,
    pub(crate) sale: Option<SaleColumn>,
    pub(crate) availability: u8,
    pub(crate) stock: Option<u32>,
    pub(crate) pictures: Vec<String>,
    pub(crate) thumbhash: Vec<u8>,
    pub(crate) facts: FactsRow,
}

impl Row {
    /// The item in `currency`: every limit checked, every word cleaned.
    pub(crate) fn item(self, currency: Currency) -> Result<Item, PackError> {
        let bad = |what: &'static str| PackError::Tampered(what);
        let id = ItemId::parse(self.id.as_str()).map_err(|_| bad("id"))?;
        let title = line(&self.title, MAX_TITLE, "title")?;
        let group = match self.group.is_empty() {
            true => None,
            false => Some(GroupId::parse(self.group.as_str()).map_err(|_| bad("group"))?),
        };
        if self.options.len() > MAX_OPTIONS {
            return Err(bad("options"));
        }
        Ok(Item {
            // A title of which nothing can be seen would leave a hole on every screen.
            title: title.or_else(|| Text::line(id.as_str(), MAX_TITLE).map(String::from)).unwrap_or_default(),
            id,
            group,
            description: bounded(&self.description, MAX_DESCRIPTION, "description")
                .map(|text| Text::lines(text, MAX_DESCRIPTION).map(String::from).unwrap_or_default())?,
            brand: line(&self.brand, MAX_BRAND, "brand")?.unwrap_or_default(),
            category: path(&self.category)?,
            options: self
                .options
                .iter()
                .map(|(name, value)| {
                    let name = line(name, MAX_OPTION_TEXT, "options")?;
                    let value = line(value, MAX_OPTION_TEXT, "options")?;
                    Ok(name.zip(value).map(|(name, value)| OptionValue { name, value }))
                })
                .filter_map(Result::transpose)
                .collect::<Result<_, PackError>>()?,
            link: web(&self.link, "link")?,
            pictures: pictures(&self.pictures, &self.thumbhash)?,
            model: if self.model.is_empty() { None } else { Some(web(&self.model, "model")?) },
            weight_grams: self.weight_grams,
            hs_code: line(&self.hs_code, 13, "hs code")?,
            origin: line(&self.origin, 2, "origin")?,
            offer: offer(self.price, self.sale, self.availability, self.stock, currency)?,
            facts: self.facts.facts(currency)?,
        })
    }
}

/// A category path.
pub(crate) fn path(parts: &[String]) -> Result<Vec<String>, PackError> {
    let characters = parts.iter().map(|part| part.chars().count()).sum::<usize>();
    if parts.len() > CATEGORY_PARTS || characters > MAX_CATEGORY {
        return Err(PackError::Tampered("category"));
    }
    Ok(parts.iter().filter_map(|part| Text::line(part, MAX_CATEGORY)).map(String::from).collect())
}

/// An offer of these columns; a negative amount or an unknown availability is refused.
pub(crate) fn offer(
    price: i64,
    sale: Option<SaleColumn>,
    availability: u8,
    stock: Option<u32>,
    currency: Currency,
) -> Result<Offer, PackError> {
    let bad = PackError::Tampered("offer");
    let money = |minor: i64| if minor >= 0 { Ok(Money::new(minor, currency)) } else { Err(bad) };
    let sale = match sale {
        None => None,
        Some((minor, from, until)) => {
            Some(Sale { price: money(minor)?, from: from.map(Timestamp), until: until.map(Timestamp) })
        }
    };
    let availability = match availability {
        0 => Availability::InStock,
        1 => Availability::OutOfStock,
        2 => Availability::Preorder,
        3 => Availability::Backorder,
        _ => return Err(bad),
    };
    Ok(Offer { price: money(price)?, sale, availability, stock })
}

fn pictures(addresses: &[String], thumbhash: &[u8]) -> Result<Vec<Picture>, PackError> {
    if addresses.len() > MAX_PICTURES || thumbhash.len() > MAX_THUMBHASH {
        return Err(PackError::Tampered("pictures"));
    }
    addresses
        .iter()
        .enumerate()
        .map(|(at, address)| {
            let first_paint = (at == 0 && !thumbhash.is_empty()).then(|| thumbhash.to_vec());
            Ok(Picture { url: web(address, "picture")?, thumbhash: first_paint })
        })
        .collect()
}

fn bounded<'a>(text: &'a str, max: usize, what: &'static str) -> Result<&'a str, PackError> {
    // A byte length within the limit cannot exceed it in characters: the common case costs nothing.
    if text.len() > max && text.chars().count() > max { Err(PackError::Tampered(what)) } else { Ok(text) }
}

fn line(text: &str, max: usize, what: &'static str) -> Result<Option<String>, PackError> {
    bounded(text, max, what).map(|text| Text::line(text, max).map(String::from))
}

fn web(text: &str, what: &'static str) -> Result<WebUrl, PackError> {
    WebUrl::parse(text).map_err(|_| PackError::Tampered(what))
}
