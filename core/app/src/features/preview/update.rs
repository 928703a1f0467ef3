//! The product in three dimensions: turned by the person's hand, measured in their units, put into the cart from there.
//!
//! Pure like every screen: `settle` says after each change whether a model is to be fetched or let go; `kernel/frame_source.rs` draws.

use crate::features::Route;
use crate::features::preview::intent::PreviewIntent;
use crate::features::preview::state::PreviewProgress;
use crate::kernel::effects::{Effect, Effects, PreviewOp, Refusal, Subject, Ticket};
use crate::kernel::event::Event;
use crate::kernel::frame_source::initial_orbit;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use std::time::Duration;
use tradewind_scene::OrbitControl;

/// A little later than the rest itself, so that what is drawn then stands still.
const AFTER_REST: f64 = 0.005;

pub(crate) fn update(model: &mut Model, intent: PreviewIntent, at: Now) -> Effects {
    match intent {
        PreviewIntent::Open => open(model),
        PreviewIntent::Drag { dx, dy } => turn(model, |control| control.drag(dx, dy, at.seconds)),
        PreviewIntent::Release { vx, vy } => return release(model, vx, vy, at),
        PreviewIntent::Zoom { factor } => turn(model, |control| control.zoom(factor, at.seconds)),
        PreviewIntent::Reset => turn(model, OrbitControl::reset),
        // Another colour is another item: what is added to the cart follows what is seen.
        PreviewIntent::ChooseVariant { key } if *model.route() == Route::Preview => {
            model.say(Event::VariantChosen(key));
        }
        PreviewIntent::ChooseVariant { .. } => {}
        PreviewIntent::ShowSizes { shown } => model.features.preview.sizes = shown,
    }
    Vec::new()
}

fn open(model: &mut Model) {
    let shown = model.features.product.item.shown().is_some_and(|read| read.item.model.is_some());
    if shown && matches!(model.route(), Route::Product(_)) {
        // What it needs is read already.
        model.nav.push(Route::Preview);
    }
}

/// The finger is lifted: it spins on. When it has come to rest, the screen says so.
fn release(model: &mut Model, vx: f32, vy: f32, at: Now) -> Effects {
    turn(model, |control| control.release(vx, vy, at.seconds));
    let PreviewProgress::Ready { control, .. } = &model.features.preview.progress else { return Vec::new() };
    let rest = control
        .rests_at()
        .and_then(|rest| Duration::try_from_secs_f64((rest - at.seconds + AFTER_REST).max(0.0)).ok());
    rest.map(|after| Effect::Preview(PreviewOp::Wake { after })).into_iter().collect()
}

fn turn(model: &mut Model, change: impl FnOnce(&mut OrbitControl)) {
    if let PreviewProgress::Ready { control, .. } = &mut model.features.preview.progress {
        change(control);
    }
}

/// After each change: begins with the model of the product that is shown, lets it go when the screen was left.
pub(crate) fn settle(model: &mut Model) -> Effects {
    if *model.route() != Route::Preview {
        model.features.preview.close();
        return Vec::new();
    }
    let Some(read) = model.features.product.item.shown() else { return Vec::new() };
    let wanted = read.item.model.clone();
    if !matches!(model.features.preview.progress, PreviewProgress::Closed)
        && model.features.preview.of == wanted
    {
        return Vec::new();
    }
    let ticket = model.ticket();
    let can_draw = model.host.can_draw;
    let preview = &mut model.features.preview;
    preview.ticket = ticket;
    preview.of.clone_from(&wanted);
    preview.progress = match &wanted {
        None => PreviewProgress::Still(Refusal::NoModel),
        Some(_) if !can_draw => PreviewProgress::Still(Refusal::NoAdapter),
        Some(_) => PreviewProgress::Loading,
    };
    match (wanted, &preview.progress) {
        (Some(url), PreviewProgress::Loading) => {
            vec![Effect::Preview(PreviewOp::Open { ticket, url, online: model.online })]
        }
        _ => Vec::new(),
    }
}

/// What failed is tried again; what stands is kept.
pub(crate) fn retry(model: &mut Model) {
    if matches!(model.features.preview.progress, PreviewProgress::Still(Refusal::Fault(_))) {
        model.features.preview.close();
    }
}

pub(crate) fn ready(model: &mut Model, ticket: Ticket, subject: Subject) -> Effects {
    if ticket == model.features.preview.ticket
        && matches!(model.features.preview.progress, PreviewProgress::Loading)
    {
        let control = OrbitControl::new(initial_orbit(subject.bounds, 1.0));
        model.features.preview.progress = PreviewProgress::Ready { subject, control };
    }
    Vec::new()
}

pub(crate) fn refused(model: &mut Model, ticket: Ticket, why: Refusal) -> Effects {
    if ticket != model.features.preview.ticket
        || matches!(model.features.preview.progress, PreviewProgress::Closed)
    {
        return Vec::new();
    }
    model.features.preview.progress = PreviewProgress::Still(why);
    match why {
        Refusal::Fault(fault) => vec![Effect::Log(fault.record("preview.refused"))],
        Refusal::NoAdapter | Refusal::NoModel => Vec::new(),
    }
}

/// The shape of the picture, as the thread that draws met it; or just that time went on.
pub(crate) fn seen(model: &mut Model, aspect: Option<f32>) -> Effects {
    if let Some(aspect) = aspect {
        model.features.preview.aspect = aspect;
    }
    Vec::new()
}
