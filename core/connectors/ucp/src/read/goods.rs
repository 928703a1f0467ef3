//! Products of a merchant's own catalog, as items.

use super::facts::facts;
use super::parts::{Read, bounded, entries, garbage, minor, text};
use crate::dialect::Dialect;
use serde_json::Value;
use tradewind_commerce::CatalogPage;
use tradewind_domain::item::Sale;
use tradewind_domain::limits::PAGE_ITEMS;
use tradewind_domain::{
    Availability, Currency, GroupId, Item, ItemId, Money, Offer, OptionValue, Picture, WebUrl,
};

/// Products as items, one a variant. A variant that cannot be read is left out: one bad row spoils no page. Where none of
/// them can be, the merchant has not answered what was asked, and the page is no empty one.
pub(crate) fn catalog_page(body: &Value, dialect: &dyn Dialect, merchant: &WebUrl) -> Read<CatalogPage> {
    if !body["products"].is_array() {
        return garbage("products");
    }
    let items: Vec<Item> = entries(&body["products"])
        .flat_map(|product| {
            // What is not sold by the piece cannot be counted here.
            entries(&product["variants"])
                .filter(|variant| matches!(dialect.unit(variant), Ok(None)))
                .filter_map(move |variant| item(product, variant, merchant))
        })
        .take(PAGE_ITEMS)
        .collect();
    let variants = || entries(&body["products"]).flat_map(|product| entries(&product["variants"]));
    let none_by_the_piece =
        variants().next().is_some() && variants().all(|variant| matches!(dialect.unit(variant), Ok(Some(_))));
    if items.is_empty() && entries(&body["products"]).next().is_some() && !none_by_the_piece {
        return garbage("products.variants");
    }
    let more = body["pagination"]["has_next_page"].as_bool() == Some(true);
    let next = body["pagination"]["cursor"].as_str().filter(|_| more).map(|cursor| bounded(cursor, 1_000));
    Ok(CatalogPage { items, next })
}

fn item(product: &Value, variant: &Value, merchant: &WebUrl) -> Option<Item> {
    let either = |name: &str| if variant[name].is_null() { &product[name] } else { &variant[name] };
    let price = |value: &Value| {
        let currency = Currency::parse(value["currency"].as_str()?).ok()?;
        minor(&value["amount"]).filter(|minor| *minor >= 0).map(|minor| Money::new(minor, currency))
    };
    let now = price(&variant["price"])?;
    let list =
        price(&variant["list_price"]).filter(|list| list.currency == now.currency && list.minor > now.minor);
    let available = variant["availability"]["available"].as_bool().unwrap_or(true);
    let availability = match variant["availability"]["status"].as_str() {
        Some("preorder") => Availability::Preorder,
        Some("backorder") => Availability::Backorder,
        _ if available => Availability::InStock,
        _ => Availability::OutOfStock,
    };
    let media = either("media");
    let of_kind = |kind: &'static str| {
        entries(media)
            .filter(move |one| one["type"] == kind)
            .filter_map(|one| WebUrl::parse(one["url"].as_str()?).ok())
    };
    let metadata = &variant["metadata"];
    let link =
        either("url").as_str().and_then(|url| WebUrl::parse(url).ok()).unwrap_or_else(|| merchant.clone());
    Some(Item {
        id: ItemId::parse(variant["id"].as_str()?).ok()?,
        group: product["id"].as_str().and_then(|id| GroupId::parse(id).ok()),
        title: text(&variant["title"], 150).or_else(|| text(&product["title"], 150))?,
        description: text(&either("description")["plain"], 5_000).unwrap_or_default(),
        brand: text(&metadata["brand"], 70).unwrap_or_default(),
        category: entries(either("categories"))
            .filter_map(|category| text(&category["value"], 100))
            .take(8)
            .collect(),
        options: entries(&variant["options"])
            .filter_map(|option| {
                Some(OptionValue { name: text(&option["name"], 100)?, value: text(&option["label"], 200)? })
            })
            .take(8)
            .collect(),
        link,
        pictures: of_kind("image").take(11).map(|url| Picture { url, thumbhash: None }).collect(),
        model: of_kind("model_3d").next(),
        weight_grams: None,
        hs_code: text(&metadata["hs_code"], 13),
        origin: text(&metadata["country_of_origin"], 2),
        offer: Offer {
            price: list.unwrap_or(now),
            sale: list.map(|_| Sale { price: now, from: None, until: None }),
            availability,
            stock: None,
        },
        facts: facts(variant, now),
    })
}
