//! Catalog search, lookup and product.

use crate::feed::{Good, Words};
use crate::http::{Reply, Req};
use crate::ops::profile::meta;
use crate::shop::Shop;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// For whom prices and words are.
struct Reader<'a> {
    shop: &'a Shop,
    market: String,
    currency: String,
    language: String,
}

impl<'a> Reader<'a> {
    fn new(shop: &'a Shop, request: &Req, body: &Value) -> Self {
        let market = shop.market(body["context"]["address_country"].as_str());
        let language =
            body["context"]["language"].as_str().map(str::to_owned).unwrap_or_else(|| request.language());
        Self { shop, currency: shop.currency(&market), market, language }
    }

    fn words<'g>(&self, good: &'g Good) -> Option<&'g Words> {
        let tag = self.language.get(..2).unwrap_or("en");
        good.words.get(tag).or_else(|| good.words.get("en"))
    }

    fn money(&self, minor: i64) -> Value {
        json!({"amount": minor, "currency": self.currency})
    }

    fn product(&self, db: &Connection, group: &str) -> Option<Value> {
        let members: Vec<&Good> = self.shop.goods.items.iter().filter(|good| good.group == group).collect();
        let variants: Vec<Value> = members.iter().filter_map(|good| self.variant(db, good)).collect();
        let amounts = || variants.iter().filter_map(|variant| variant["price"]["amount"].as_i64());
        let (low, high) = (amounts().min()?, amounts().max()?);
        let words = self.words(members.first()?)?;
        Some(json!({
            "id": group,
            "title": words.title,
            "description": {"plain": words.description},
            "url": members.first()?.link,
            "categories": categories(words),
            "price_range": {"min": self.money(low), "max": self.money(high)},
            "media": media(members.first()?, self.shop),
            "variants": variants,
        }))
    }

    fn variant(&self, db: &Connection, good: &Good) -> Option<Value> {
        let words = self.words(good)?;
        let price = self.shop.price(db, &good.id, &self.market)?;
        let stock = self.shop.stock(db, &good.id);
        let options: Vec<Value> =
            words.options.iter().map(|(name, value)| json!({"name": name, "label": value})).collect();
        let mut variant = json!({
            "id": good.id,
            "title": words.title,
            "description": {"plain": words.description},
            "url": good.link,
            "categories": categories(words),
            "price": self.money(price),
            "availability": {"available": stock > 0, "status": if stock > 0 { "in_stock" } else { "out_of_stock" }},
            "options": options,
            "media": media(good, self.shop),
            "metadata": {"shipping_weight": good.weight, "hs_code": good.hs_code, "country_of_origin": good.origin},
        });
        if let Some((regular, Some(_))) = good.prices.get(&self.market) {
            variant["list_price"] = self.money(*regular);
        }
        Some(variant)
    }
}

fn categories(words: &Words) -> Value {
    words.category.split(" > ").filter(|name| !name.is_empty()).map(|name| json!({"value": name})).collect()
}

fn media(good: &Good, shop: &Shop) -> Value {
    let mut media = vec![json!({"type": "image", "url": local(shop, &good.image)})];
    if !good.model.is_empty() {
        media.push(json!({"type": "model_3d", "url": local(shop, &good.model)}));
    }
    Value::Array(media)
}

/// The seed's pictures and models lie here, whatever host its feed names.
fn local(shop: &Shop, url: &str) -> String {
    ["/images/", "/models/"]
        .iter()
        .find_map(|part| url.find(part).map(|at| shop.url(&url[at..])))
        .unwrap_or_else(|| url.to_owned())
}

/// Products a page: at most ten, so that whoever reads on has to.
const PAGE: usize = 10;
/// Ids a lookup.
const BATCH: usize = 50;

pub(crate) fn search(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    let reader = Reader::new(shop, request, &body);
    let words = body["query"].as_str().unwrap_or_default().trim().to_lowercase();
    let filters = Filters::read(&body["filters"]);
    if words.is_empty() && filters.is_none() {
        return Err(Reply::refuse(400, "invalid_request", "search requires a query or filter"));
    }
    let most = if shop.strikes("small-pages", request).is_some() { 2 } else { PAGE };
    let limit =
        body["pagination"]["limit"].as_u64().map_or(PAGE, |limit| usize::try_from(limit).unwrap_or(PAGE));
    let limit = limit.clamp(1, most);
    let first: usize = match body["pagination"]["cursor"].as_str() {
        None => 0,
        Some(cursor) => cursor.parse().map_err(|_| Reply::refuse(400, "invalid_cursor", "unknown cursor"))?,
    };
    let db = shop.db();
    let matches = |good: &&Good| {
        let Some(text) = reader.words(good) else { return false };
        let Some(price) = shop.price(&db, &good.id, &reader.market) else { return false };
        let all = format!("{} {} {}", text.title, text.category, good.brand).to_lowercase();
        words.split_whitespace().all(|word| all.contains(word))
            && filters.as_ref().is_none_or(|filters| filters.take(&text.category, price))
    };
    let mut groups: Vec<&str> = Vec::new();
    for good in shop.goods.items.iter().filter(matches) {
        if !groups.contains(&good.group.as_str()) {
            groups.push(&good.group);
        }
    }
    let page = groups.iter().skip(first).take(limit);
    let products: Vec<Value> = page.filter_map(|group| reader.product(&db, group)).collect();
    let more = first.saturating_add(limit) < groups.len();
    let mut pagination = json!({"has_next_page": more, "total_count": groups.len()});
    if more {
        pagination["cursor"] = json!((first + limit).to_string());
    }
    Ok(Reply::json(
        200,
        &json!({
            "ucp": meta(shop, request, &["catalog.search"], false),
            "products": products,
            "pagination": pagination,
        }),
    ))
}

/// What a search is narrowed by; all of it must hold.
struct Filters {
    categories: Vec<String>,
    min: i64,
    max: i64,
}

impl Filters {
    /// Nothing where none is given that we know.
    fn read(filters: &Value) -> Option<Self> {
        let named = filters["categories"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let categories: Vec<String> = named.map(str::to_lowercase).collect();
        let (min, max) = (filters["price"]["min"].as_i64(), filters["price"]["max"].as_i64());
        (!categories.is_empty() || min.is_some() || max.is_some()).then(|| Self {
            categories,
            min: min.unwrap_or(i64::MIN),
            max: max.unwrap_or(i64::MAX),
        })
    }

    fn take(&self, category: &str, price: i64) -> bool {
        let category = category.to_lowercase();
        let named = |wanted: &String| category == *wanted || category.split(" > ").any(|part| part == wanted);
        (self.categories.is_empty() || self.categories.iter().any(named))
            && (self.min..=self.max).contains(&price)
    }
}

/// Each product once, each with the variants that an id asked for, each variant with all ids that did (lookup.md).
pub(crate) fn lookup(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    let reader = Reader::new(shop, request, &body);
    let given = body["ids"].as_array().filter(|ids| !ids.is_empty());
    let given = given.ok_or_else(|| Reply::refuse(400, "invalid_request", "ids are required"))?;
    let mut ids: Vec<&str> = Vec::new();
    for id in given.iter().filter_map(Value::as_str) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let most = if shop.strikes("small-batches", request).is_some() { 10 } else { BATCH };
    if ids.len() > most {
        return Err(Reply::refuse(400, "request_too_large", "too many ids"));
    }
    let db = shop.db();
    let (mut found, mut messages) = (Vec::<(&str, BTreeMap<&str, Vec<Value>>)>::new(), Vec::new());
    for id in ids {
        // The id of a variant means that one; of a product, the first of its variants that can be had.
        let exact = shop.goods.items.iter().find(|good| good.id == id);
        let members = || shop.goods.items.iter().filter(|good| good.group == id);
        let featured = || members().find(|good| shop.stock(&db, &good.id) > 0).or_else(|| members().next());
        let (good, how) = match (exact, featured()) {
            (Some(good), _) => (good, "exact"),
            (None, Some(good)) => (good, "featured"),
            (None, None) => {
                messages.push(json!({"type": "info", "code": "not_found", "content": id}));
                continue;
            }
        };
        let at = found.iter().position(|(group, _)| *group == good.group).unwrap_or(found.len());
        if at == found.len() {
            found.push((&good.group, BTreeMap::new()));
        }
        found[at].1.entry(&good.id).or_default().push(json!({"id": id, "match": how}));
    }
    let mut products = Vec::new();
    for (group, inputs) in found {
        let Some(mut product) = reader.product(&db, group) else { continue };
        if let Some(variants) = product["variants"].as_array_mut() {
            variants.retain(|variant| inputs.contains_key(variant["id"].as_str().unwrap_or_default()));
            for variant in variants {
                variant["inputs"] = json!(inputs[variant["id"].as_str().unwrap_or_default()]);
            }
        }
        products.push(product);
    }
    let mut answer = json!({"ucp": meta(shop, request, &["catalog.lookup"], false), "products": products});
    if !messages.is_empty() {
        answer["messages"] = json!(messages);
    }
    Ok(Reply::json(200, &answer))
}

/// One product, by its id or by a variant's. The first variant is the featured one (`types/product.json`): by a variant's id that one.
pub(crate) fn product(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    let reader = Reader::new(shop, request, &body);
    let id = body["id"].as_str().ok_or_else(|| Reply::refuse(400, "invalid", "id is required"))?;
    let good = shop.goods.items.iter().find(|good| good.id == id || good.group == id);
    let product = good.and_then(|good| reader.product(&shop.db(), &good.group));
    match product {
        Some(mut product) => {
            if let Some(variants) = product["variants"].as_array_mut() {
                variants.sort_by_key(|variant| variant["id"] != id);
            }
            let ucp = meta(shop, request, &["catalog.lookup"], false);
            Ok(Reply::json(200, &json!({"ucp": ucp, "product": product})))
        }
        None => Err(Reply::business("not_found", "no such product")),
    }
}
