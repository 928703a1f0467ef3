//! In which order home shows categories and deals: as the catalog has them; with the person's consent, and then alone, what is like
//! what they looked at on this phone comes first. Nothing is kept for it beside the list of those products, and nothing leaves the phone.

use crate::kernel::effects::CategoryRead;
use crate::kernel::model::Model;
use tradewind_domain::Item;
use tradewind_person::Purpose;

/// What home shows, in order.
pub(crate) struct Ranked<'a> {
    pub(crate) categories: Vec<&'a CategoryRead>,
    pub(crate) deals: Vec<&'a Item>,
    /// The product that the person looked at last of those that make the order another; none where it is the catalog's.
    pub(crate) because: Option<&'a Item>,
}

/// The same every time for the same catalog and the same products seen: what was seen later goes before, all else keeps its place.
pub(crate) fn ranked(model: &Model) -> Ranked<'_> {
    let home = &model.features.home;
    let mut categories: Vec<&CategoryRead> = home.categories.iter().collect();
    let mut deals: Vec<&Item> = home.deals.iter().collect();
    if !model.consent.allows(Purpose::PersonalRanking) {
        return Ranked { categories, deals, because: None };
    }
    let seen = home.recent.as_slice();
    let of_category =
        |name: Option<&String>| first(seen, |item| name.is_some() && item.category.first() == name);
    let of_deal = |deal: &Item| {
        let is_same = |item: &Item| item.id == deal.id || (item.group.is_some() && item.group == deal.group);
        (first(seen, is_same), of_category(deal.category.first()))
    };
    categories.sort_by_key(|category| of_category(Some(&category.name)));
    deals.sort_by_key(|deal| of_deal(deal));
    let moved = !is_as_before(&categories, &home.categories) || !is_as_before(&deals, &home.deals);
    let by_category = categories.iter().map(|category| of_category(Some(&category.name)));
    let by_deal = deals.iter().map(|deal| of_deal(deal)).map(|(same, alike)| same.min(alike));
    let because = by_category.chain(by_deal).min().and_then(|place| seen.get(place)).filter(|_| moved);
    Ranked { categories, deals, because }
}

/// The place of the first that is so, or one behind all.
fn first(seen: &[Item], is: impl Fn(&Item) -> bool) -> usize {
    seen.iter().position(is).unwrap_or(seen.len())
}

fn is_as_before<T>(now: &[&T], before: &[T]) -> bool {
    now.iter().zip(before).all(|(now, before)| std::ptr::eq(*now, before))
}
