//! Catalog search, lookup and product.

use crate::feed::{Good, Words};
use crate::http::{Reply, Req};
use crate::ops::profile::meta;
use crate::shop::Shop;
use rusqlite::Connection;
use serde_json::{Value, json};

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

    fn product(&self, db: &Connection, group: &str, inputs: Option<&str>) -> Option<Value> {
        let members: Vec<&Good> = self.shop.goods.items.iter().filter(|good| good.group == group).collect();
        let variants: Vec<Value> = members.iter().filter_map(|good| self.variant(db, good, inputs)).collect();
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

    fn variant(&self, db: &Connection, good: &Good, inputs: Option<&str>) -> Option<Value> {
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
        if let Some(id) = inputs {
            variant["inputs"] = json!([{"id": id, "match": "exact"}]);
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

pub(crate) fn search(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    let reader = Reader::new(shop, request, &body);
    let words = body["query"].as_str().unwrap_or_default().to_lowercase();
    let limit = body["pagination"]["limit"].as_u64().unwrap_or(10).clamp(1, 50) as usize;
    let first: usize = match body["pagination"]["cursor"].as_str() {
        None => 0,
        Some(cursor) => cursor.parse().map_err(|_| Reply::refuse(400, "invalid_cursor", "unknown cursor"))?,
    };
    let matches = |good: &&Good| {
        let Some(text) = reader.words(good) else { return false };
        let text = format!("{} {} {}", text.title, text.category, good.brand).to_lowercase();
        words.split_whitespace().all(|word| text.contains(word))
    };
    let mut groups: Vec<&str> = Vec::new();
    for good in shop.goods.items.iter().filter(matches) {
        if !groups.contains(&good.group.as_str()) {
            groups.push(&good.group);
        }
    }
    let db = shop.db();
    let page = groups.iter().skip(first).take(limit);
    let products: Vec<Value> = page.filter_map(|group| reader.product(&db, group, None)).collect();
    let more = first + limit < groups.len();
    let mut pagination = json!({"has_next_page": more, "total_count": groups.len()});
    if more {
        pagination["cursor"] = json!((first + limit).to_string());
    }
    Ok(Reply::json(
        200,
        &json!({
            "ucp": meta(shop, &["catalog.search"], false),
            "products": products,
            "pagination": pagination,
        }),
    ))
}

pub(crate) fn lookup(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    let reader = Reader::new(shop, request, &body);
    let ids = body["ids"].as_array().ok_or_else(|| Reply::refuse(400, "invalid", "ids are required"))?;
    let db = shop.db();
    let mut products = Vec::new();
    for id in ids.iter().filter_map(Value::as_str).take(50) {
        let Some(good) = shop.goods.items.iter().find(|good| good.id == id || good.group == id) else {
            continue;
        };
        let Some(mut product) = reader.product(&db, &good.group, Some(id)) else { continue };
        if good.id == id
            && let Some(variants) = product["variants"].as_array_mut()
        {
            variants.retain(|variant| variant["id"] == id);
        }
        products.push(product);
    }
    Ok(Reply::json(200, &json!({"ucp": meta(shop, &["catalog.lookup"], false), "products": products})))
}

pub(crate) fn product(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    let reader = Reader::new(shop, request, &body);
    let id = body["id"].as_str().ok_or_else(|| Reply::refuse(400, "invalid", "id is required"))?;
    let good = shop.goods.items.iter().find(|good| good.id == id || good.group == id);
    let product = good.and_then(|good| reader.product(&shop.db(), &good.group, None));
    match product {
        Some(product) => {
            Ok(Reply::json(200, &json!({"ucp": meta(shop, &["catalog.lookup"], false), "product": product})))
        }
        None => Err(Reply::business("not_found", "no such product")),
    }
}
