//! Ways to have the goods delivered, and the parcels they are for.

use super::parts::{Read, bounded, entries, garbage, minor, text};
use crate::dialect::{Dialect, PART};
use serde_json::Value;
use tradewind_commerce::DeliveryOption;
use tradewind_domain::{Currency, Money};

/// The most parcels of one checkout.
const MAX_PARCELS: usize = 50;

pub(super) fn delivery(body: &Value, dialect: &dyn Dialect, currency: Currency) -> Read<Vec<DeliveryOption>> {
    let mut all = Vec::new();
    let methods = entries(&body["fulfillment"]["methods"]);
    let groups: Vec<&Value> =
        methods.flat_map(|method| entries(&method["groups"])).take(MAX_PARCELS).collect();
    let names = parcels(body, &groups);
    for (group, parcel) in groups.into_iter().zip(names) {
        let Some(group_id) = group["id"].as_str() else { continue };
        for option in entries(&group["options"]) {
            let Some(id) = option["id"].as_str() else { continue };
            let stated = entries(&option["totals"]).find(|total| total["type"] == "total");
            let Some(minor) = stated.and_then(|total| minor(&total["amount"])) else {
                return garbage("option.totals");
            };
            all.push(DeliveryOption {
                id: format!("{group_id}{PART}{id}"),
                parcel: parcel.clone(),
                title: text(&option["title"], 200).unwrap_or_else(|| bounded(id, 200)),
                description: dialect.option_words(&option["description"]),
                price: Money::new(minor, currency),
                selected: group["selected_option_id"].as_str() == Some(id),
            });
        }
    }
    Ok(all)
}

/// What each parcel is called: the titles of its lines, numbered where that does not tell them apart. Nothing where there is
/// one alone.
fn parcels(body: &Value, groups: &[&Value]) -> Vec<String> {
    if groups.len() < 2 {
        return groups.iter().map(|_| String::new()).collect();
    }
    let titles = |group: &&Value| {
        let ids: Vec<&Value> = entries(&group["line_item_ids"]).collect();
        let lines = entries(&body["line_items"]).filter(|line| ids.contains(&&line["id"]));
        let titles: Vec<String> = lines.filter_map(|line| text(&line["item"]["title"], 100)).collect();
        titles.join(", ").chars().take(200).collect::<String>()
    };
    let names: Vec<String> = groups.iter().map(titles).collect();
    let told_apart = |name: &str| !name.is_empty() && names.iter().filter(|one| *one == name).count() == 1;
    let numbered = names.iter().enumerate().map(|(at, name)| match told_apart(name) {
        true => name.clone(),
        false => format!("{} {name}", at + 1).trim().to_owned(),
    });
    numbered.collect()
}
