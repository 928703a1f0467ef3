//! The colours and sizes of a product, as product and preview show them.

use crate::kernel::cards::{card, options_line, picture_ref};
use crate::kernel::effects::ItemRead;
use crate::kernel::model::Model;
use crate::kernel::screen_parts::VariantChip;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::Item;
use tradewind_l10n::plain;

/// `2 in your cart`; else empty.
pub(crate) fn in_cart(model: &Model, item: &Item, context: &ViewContext<'_>) -> String {
    let line = model.features.cart.lines.iter().find(|line| line.item == item.id);
    line.map(|line| context.words.in_your_cart(u64::from(line.quantity.count()))).unwrap_or_default()
}

pub(crate) fn variants_title(read: &ItemRead, context: &ViewContext<'_>) -> String {
    if read.siblings.len() > 1 { context.words.choose_variant() } else { String::new() }
}

/// The item and its siblings; none for an item alone.
pub(crate) fn variants(read: &ItemRead, context: &ViewContext<'_>) -> Vec<VariantChip> {
    if read.siblings.len() < 2 {
        return Vec::new();
    }
    read.siblings
        .iter()
        .map(|sibling| VariantChip {
            key: sibling.id.as_str().to_owned(),
            label: differing(read, sibling),
            selected: sibling.id == read.item.id,
            available: sibling.offer.can_buy(),
            picture: sibling.pictures.first().map(|picture| picture_ref(picture, &sibling.title, context)),
            accessibility: plain(&card(sibling, &[], context).accessibility),
        })
        .collect()
}

/// The options in which siblings differ; all of them when none does.
fn differing(read: &ItemRead, sibling: &Item) -> String {
    let differs = |name: &str| {
        let value = |item: &Item| {
            item.options.iter().find(|option| option.name == name).map(|option| option.value.clone())
        };
        read.siblings.iter().any(|other| value(other) != value(sibling))
    };
    let values: Vec<&str> = sibling
        .options
        .iter()
        .filter(|option| differs(&option.name))
        .map(|option| option.value.as_str())
        .collect();
    if values.is_empty() { options_line(sibling) } else { values.join(" · ") }
}
