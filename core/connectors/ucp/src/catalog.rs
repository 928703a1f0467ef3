//! The merchant's own catalog: what may be asked of it, and one page of the answer.
//!
//! A search must carry words or a filter (UCP 2026-04-08, catalog search); a merchant refuses one with neither, so none is
//! sent. All goods are asked for by the widest filter there is: a price from nothing upwards, in the currency that the
//! context names. A merchant that does not list its goods unasked refuses that too, and is searched then.

use crate::{UcpMerchant, read, write};
use serde_json::{Value, json};
use tradewind_commerce::{CatalogContext, CatalogPage, MerchantError};
use tradewind_domain::{Item, ItemId};
use tradewind_ports::Method;

/// What is asked of a merchant's catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question<'a> {
    /// Goods that these words find.
    Words(&'a str),
    /// Goods of a category, by the name that the merchant gave it, which these words find; the words may be empty.
    Category {
        /// The name.
        name: &'a str,
        /// The words.
        words: &'a str,
    },
    /// All goods.
    Everything,
}

impl Question<'_> {
    /// Its words and filters; none when nothing would be asked.
    fn wire(self) -> Option<Value> {
        let (words, filters) = match self {
            Self::Words(words) => (words.trim(), None),
            Self::Category { name, words } => {
                (words.trim(), (!name.is_empty()).then(|| json!({"categories": [name]})))
            }
            Self::Everything => ("", Some(json!({"price": {"min": 0}}))),
        };
        let mut body = json!({});
        if !words.is_empty() {
            body["query"] = json!(words);
        }
        if let Some(filters) = filters {
            body["filters"] = filters;
        }
        body.as_object().is_some_and(|fields| !fields.is_empty()).then_some(body)
    }
}

/// What a merchant knows by an id.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The item the id means: itself, or the one that stands for the product of that id.
    pub item: ItemId,
    /// Everything that was told, that item among it.
    pub items: Vec<Item>,
}

impl UcpMerchant {
    /// One page of what the merchant finds. `cursor` is a former page's `next`. A question that asks for nothing in
    /// particular finds nothing, and nothing is sent.
    pub async fn page(
        &self,
        question: Question<'_>,
        context: &CatalogContext,
        cursor: Option<&str>,
    ) -> Result<CatalogPage, MerchantError> {
        let Some(asked) = question.wire() else {
            return Ok(CatalogPage { items: Vec::new(), next: None });
        };
        let body = write::search(asked, context, cursor);
        let answer =
            self.call(Method::Post, "/catalog/search", None, Some(body), |has| has.catalog_search).await?;
        read::catalog_page(&answer.0, &self.merchant)
    }

    /// Asks what an id means: a variant's or a product's, or whatever else the merchant takes for one. None when it knows
    /// nothing by that id.
    pub async fn known(&self, id: &str, context: &CatalogContext) -> Result<Option<Known>, MerchantError> {
        let body = write::lookup(&[id], context);
        let looked_up =
            self.call(Method::Post, "/catalog/lookup", None, Some(body), |has| has.catalog_lookup).await;
        let answer = match looked_up {
            Err(MerchantError::NotFound) => return Ok(None),
            answer => answer?,
        };
        let items = read::catalog_page(&answer.0, &self.merchant)?.items;
        Ok(meant(&answer.0, id, &items).map(|item| Known { item, items }))
    }
}

/// Which of the items an id means: the variant of that id; else the one that the merchant says it stands for; else one that
/// can be bought of the product of that id.
fn meant(answer: &Value, id: &str, items: &[Item]) -> Option<ItemId> {
    let of_product = |item: &&Item| item.group.as_ref().is_some_and(|group| group.as_str() == id);
    let correlated = || {
        let variants =
            read::entries(&answer["products"]).flat_map(|product| read::entries(&product["variants"]));
        let named = variants
            .filter(|variant| read::entries(&variant["inputs"]).any(|input| input["id"] == id))
            .filter_map(|variant| variant["id"].as_str());
        named.into_iter().find_map(|name| items.iter().find(|item| item.id.as_str() == name))
    };
    let found = items.iter().find(|item| item.id.as_str() == id).or_else(correlated).or_else(|| {
        let product = || items.iter().filter(of_product);
        product().find(|item| item.offer.can_buy()).or_else(|| product().next())
    });
    found.map(|item| item.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_without_words_or_filter_is_no_question() {
        for nothing in
            [Question::Words(""), Question::Words("  "), Question::Category { name: "", words: " " }]
        {
            assert_eq!(nothing.wire(), None, "{nothing:?}");
        }
        assert_eq!(Question::Words(" mug ").wire(), Some(json!({"query": "mug"})));
        let cups = Question::Category { name: "Cups", words: "" };
        assert_eq!(cups.wire(), Some(json!({"filters": {"categories": ["Cups"]}})));
        assert_eq!(Question::Everything.wire(), Some(json!({"filters": {"price": {"min": 0}}})));
    }
}
