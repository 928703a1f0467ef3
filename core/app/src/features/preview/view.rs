//! Draws the preview around its picture.

use crate::features::preview::screen::{DimensionLabel, PreviewPhase, PreviewScreen};
use crate::features::preview::state::PreviewProgress;
use crate::kernel::cards::{card, picture_ref};
use crate::kernel::effects::Refusal;
use crate::kernel::frame_source::orbit_at;
use crate::kernel::model::Model;
use crate::kernel::screen_parts::{Banner, Fact, Tone};
use crate::kernel::variants::{in_cart, variants, variants_title};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::Units;
use tradewind_l10n::plain;
use tradewind_scene::measure::{Side, dimensions, on_picture};
use tradewind_scene::{Bounds, OrbitControl};

pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> PreviewScreen {
    let words = context.words;
    let preview = &model.features.preview;
    let read = model.features.product.item.shown();
    let shown = match &preview.progress {
        PreviewProgress::Ready { subject, control } => Some((subject.bounds, control)),
        _ => None,
    };
    let units = Units::of(model.settings.market, &model.settings.languages());
    let sizes = shown.map(|(bounds, _)| sizes_of(bounds, units, context)).unwrap_or_default();
    let title = read.map(|read| read.item.title.clone()).unwrap_or_default();
    let card = read.map(|read| card(&read.item, &[], context));
    let can_buy = read.is_some_and(|read| read.item.offer.can_buy());
    let when_ready = |text: String| if shown.is_some() { text } else { String::new() };
    PreviewScreen {
        key: card.as_ref().map(|card| card.key.clone()).unwrap_or_default(),
        price: card.map(|card| card.price).unwrap_or_default(),
        phase: match (&preview.progress, model.features.product.item.fault()) {
            (PreviewProgress::Ready { .. }, _) => PreviewPhase::Ready,
            (PreviewProgress::Still(_), _) | (PreviewProgress::Closed, Some(_)) => PreviewPhase::Still,
            (PreviewProgress::Loading | PreviewProgress::Closed, _) => PreviewPhase::Loading,
        },
        notice: notice(model, context),
        picture: read.and_then(|read| {
            read.item.pictures.first().map(|picture| picture_ref(picture, &read.item.title, context))
        }),
        accessibility: plain(&match sizes.as_slice() {
            [width, height, depth] => words.preview_spoken(&depth.value, &height.value, &title, &width.value),
            _ => words.picture_of(&title),
        }),
        hint: when_ready(words.preview_hint()),
        variants_title: read.map(|read| variants_title(read, context)).unwrap_or_default(),
        variants: read.map(|read| variants(read, context)).unwrap_or_default(),
        labels: match shown {
            Some((bounds, control)) if preview.sizes => {
                labels(bounds, *control, preview.aspect, &sizes, context)
            }
            _ => Vec::new(),
        },
        sizes,
        sizes_shown: preview.sizes && shown.is_some(),
        sizes_label: when_ready(if preview.sizes {
            words.preview_hide_sizes()
        } else {
            words.preview_show_sizes()
        }),
        reset_label: when_ready(words.preview_reset()),
        left_label: when_ready(words.preview_left()),
        right_label: when_ready(words.preview_right()),
        closer_label: when_ready(words.preview_closer()),
        farther_label: when_ready(words.preview_farther()),
        animating: shown.is_some_and(|(_, control)| control.moves(context.seconds)),
        add_label: words.add_to_cart(),
        can_add: can_buy && model.loaded && !model.paying(),
        in_cart: read.map(|read| in_cart(model, &read.item, context)).unwrap_or_default(),
        title,
    }
}

fn notice(model: &Model, context: &ViewContext<'_>) -> Option<Banner> {
    let words = context.words;
    let plainly = |text| {
        Some(Banner { tone: Tone::Info, code: None, text, action: String::new(), answers: Vec::new() })
    };
    let fault = match (&model.features.preview.progress, model.features.product.item.fault()) {
        (PreviewProgress::Ready { .. }, _) => return None,
        (PreviewProgress::Still(Refusal::NoAdapter), _) => return plainly(words.preview_no_adapter()),
        (PreviewProgress::Still(Refusal::NoModel), _) => return plainly(words.preview_no_model()),
        (PreviewProgress::Still(Refusal::Fault(fault)), _) => *fault,
        (PreviewProgress::Closed, Some(fault)) => fault,
        (PreviewProgress::Loading | PreviewProgress::Closed, _) => return plainly(words.loading()),
    };
    Some(Banner {
        tone: Tone::Warning,
        code: Some(fault.code.as_str().to_owned()),
        text: words.error(fault.code),
        action: words.retry(),
        answers: Vec::new(),
    })
}

/// Width, height and depth.
fn sizes_of(bounds: Bounds, units: Units, context: &ViewContext<'_>) -> Vec<Fact> {
    let words = context.words;
    let size = bounds.size();
    [(words.size_width(), size.x), (words.size_height(), size.y), (words.size_depth(), size.z)]
        .into_iter()
        .map(|(label, metres)| Fact { label, value: plain(&words.length(micrometres(metres), units)) })
        .collect()
}

/// From here on a length is a whole number.
fn micrometres(metres: f32) -> u64 {
    (f64::from(metres).max(0.0) * 1e6).round() as u64
}

/// The sizes beside their lines, where the camera sees them now. One that is outside of the picture has no place.
fn labels(
    bounds: Bounds,
    control: OrbitControl,
    aspect: f32,
    sizes: &[Fact],
    context: &ViewContext<'_>,
) -> Vec<DimensionLabel> {
    let orbit = orbit_at(control, bounds, aspect, context.seconds);
    let pose = orbit.pose();
    let seen = orbit.projection(bounds).matrix(aspect) * pose.view;
    let inside = |place: &(f32, f32)| [place.0, place.1].iter().all(|part| (0.0..=1.0).contains(part));
    dimensions(bounds, pose)
        .iter()
        .filter_map(|dimension| {
            let (x, y) = on_picture((dimension.line.from + dimension.line.to) * 0.5, seen).filter(inside)?;
            let size = sizes.get(match dimension.side {
                Side::Width => 0,
                Side::Height => 1,
                Side::Depth => 2,
            })?;
            Some(DimensionLabel {
                text: size.value.clone(),
                accessibility: plain(&context.words.size_spoken(&size.label, &size.value)),
                x,
                y,
            })
        })
        .collect()
}
