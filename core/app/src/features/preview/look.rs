//! What of the model is to be seen.

use crate::features::preview::state::PreviewProgress;
use crate::kernel::frame_source::Look;
use crate::kernel::model::Model;
use tradewind_domain::Item;

/// What is to be drawn, once there is something.
pub(crate) fn look(model: &Model) -> Option<Look> {
    let PreviewProgress::Ready { subject, control } = &model.features.preview.progress else { return None };
    let item = model.features.product.item.shown().map(|read| &read.item);
    Some(Look {
        ticket: model.features.preview.ticket,
        bounds: subject.bounds,
        control: *control,
        variant: item.and_then(|item| variant_of(item, &subject.variants)),
        lines: model.features.preview.sizes,
    })
}

/// Which of a model's variants shows this item: the one named as the item's id is within its group (`mug-indigo` of `mug` is
/// `indigo`) or as the last part of the id, else the one named as a value of its options. Without any, the model as it is.
pub(crate) fn variant_of(item: &Item, variants: &[String]) -> Option<usize> {
    let named = |name: &str| variants.iter().position(|known| known.eq_ignore_ascii_case(name));
    let id = item.id.as_str();
    let within = item.group.as_ref().and_then(|group| id.strip_prefix(group.as_str())?.strip_prefix('-'));
    let last = id.rsplit_once('-').map(|(_, last)| last);
    let by_id = within.into_iter().chain(last).find_map(named);
    by_id.or_else(|| item.options.iter().find_map(|option| named(&option.value)))
}
