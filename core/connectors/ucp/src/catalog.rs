//! The merchant's own catalog: what may be asked of it, and one page of the answer.
//!
//! A search must carry words or a filter (UCP 2026-04-08, catalog search); a merchant refuses one with neither, so none is
//! sent. All goods are asked for by the widest filter there is: a price from nothing upwards, in the currency that the
//! context names. A merchant that does not list its goods unasked refuses that too, and is searched then.

use crate::client::Call;
use crate::negotiate::Discovered;
use crate::{UcpEngine, read, write};
use serde_json::{Value, json};
use tradewind_commerce::{
    Answer, CatalogContext, CatalogEngine, CatalogPage, Known, MerchantError, Question,
};
use tradewind_domain::{Item, ItemId};

/// A question's words and filters; none when nothing would be asked.
fn wire(question: Question<'_>) -> Option<Value> {
    let (words, filters) = match question {
        Question::Words(words) => (words.trim(), None),
        Question::Category { name, words } => {
            (words.trim(), (!name.is_empty()).then(|| json!({"categories": [name]})))
        }
        Question::Everything => ("", Some(json!({"price": {"min": 0}}))),
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

impl CatalogEngine for UcpEngine {
    fn page<'a>(
        &'a self,
        question: Question<'a>,
        context: &'a CatalogContext,
        cursor: Option<&'a str>,
    ) -> Answer<'a, CatalogPage> {
        Box::pin(async move {
            let Some(asked) = wire(question) else {
                return Ok(CatalogPage { items: Vec::new(), next: None });
            };
            let body = write::search(asked, context, cursor);
            let call = Call::post("/catalog/search", &context.language).body(body);
            let met = self.discovered().await?;
            let answer = self.call(&met, call, |has| has.catalog_search).await?;
            read::catalog_page(&answer.0, met.dialect, &self.line.merchant)
        })
    }

    fn lookup<'a>(&'a self, ids: &'a [ItemId], context: &'a CatalogContext) -> Answer<'a, Vec<Item>> {
        Box::pin(async move {
            let ids: Vec<&str> = ids.iter().map(ItemId::as_str).collect();
            let met = self.discovered().await?;
            let answer = self.looked_up(&met, &ids, context).await?;
            Ok(read::catalog_page(&answer, met.dialect, &self.line.merchant)?.items)
        })
    }

    fn known<'a>(&'a self, id: &'a str, context: &'a CatalogContext) -> Answer<'a, Option<Known>> {
        Box::pin(async move {
            let met = self.discovered().await?;
            let answer = match self.looked_up(&met, &[id], context).await {
                Err(MerchantError::NotFound) => return Ok(None),
                answer => answer?,
            };
            let items = read::catalog_page(&answer, met.dialect, &self.line.merchant)?.items;
            Ok(meant(&answer, id, &items).map(|item| Known { item, items }))
        })
    }
}

impl UcpEngine {
    async fn looked_up(
        &self,
        met: &Discovered,
        ids: &[&str],
        context: &CatalogContext,
    ) -> Result<Value, MerchantError> {
        let body = write::lookup(ids, context);
        let call = Call::post("/catalog/lookup", &context.language).body(body);
        Ok(self.call(met, call, |has| has.catalog_lookup).await?.0)
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
            assert_eq!(wire(nothing), None, "{nothing:?}");
        }
        assert_eq!(wire(Question::Words(" mug ")), Some(json!({"query": "mug"})));
        let cups = Question::Category { name: "Cups", words: "" };
        assert_eq!(wire(cups), Some(json!({"filters": {"categories": ["Cups"]}})));
        assert_eq!(wire(Question::Everything), Some(json!({"filters": {"price": {"min": 0}}})));
    }
}
