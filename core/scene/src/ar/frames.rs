//! What a frame changes: the room, and with it where products are, in glides instead of jumps.

use super::anchor::Anchor;
use super::carried;
use super::check;
use super::error::ArError;
use super::flat::Flat;
use super::host::FrameFacts;
use super::light::Light;
use super::stand::Stand;
use super::state::{LastFrame, State};

/// Takes a frame, or refuses the whole of it.
pub(crate) fn take(state: &mut State, facts: &FrameFacts) -> Result<(), ArError> {
    facts.check()?;
    let before = state.frame.as_ref().map_or(facts.time_ns, |frame| frame.time_ns);
    let passed = facts.time_ns.checked_sub(before).ok_or(ArError::Time)?;
    let camera = facts.camera.camera()?;
    let planes = facts.planes.as_ref().map(|planes| planes.iter().map(Flat::of).collect()).transpose()?;
    let anchors = facts.anchors.iter().map(|anchor| {
        let (at, rotation) = check::rigid(&anchor.pose, "anchor pose")?;
        Ok((anchor.id, Anchor::of(at, rotation)))
    });
    let anchors = anchors.collect::<Result<Vec<_>, ArError>>()?;
    // Nothing is refused from here on.
    let seconds = passed as f64 / 1e9;
    let was_usable = state.frame.as_ref().is_none_or(|frame| frame.tracking.is_usable());
    state.frame = Some(LastFrame { time_ns: facts.time_ns, tracking: facts.tracking, camera, uv: facts.uv });
    state.light = Light::followed(state.light, facts.light.as_ref(), seconds);
    state.glides.values_mut().for_each(|glide| glide.pass(seconds));
    let stood: Vec<(u32, Stand)> = state.now.placed.iter().map(|placed| (placed.key, placed.stand)).collect();
    if let Some(planes) = planes {
        state.planes = planes;
    }
    for (id, anchor) in anchors {
        move_by(state, id, anchor);
    }
    carried::by_planes(&mut state.now.placed, &state.planes);
    for placed in &mut state.now.placed {
        placed.local = state.anchors.get(&placed.anchor).map(|anchor| anchor.local(placed.stand));
    }
    let is_usable = facts.tracking.is_usable();
    if was_usable && is_usable {
        glide(state, &stood);
    } else {
        // Nothing was shown, so nothing jumps.
        state.glides.clear();
    }
    if !is_usable {
        state.gesture = None;
        state.measured.clear();
    }
    Ok(())
}

/// Products that stand by an anchor go where it goes; its first pose is where they stand.
fn move_by(state: &mut State, id: u64, anchor: Anchor) {
    if !state.now.placed.iter().any(|placed| placed.anchor == id) {
        return;
    }
    if state.anchors.insert(id, anchor).is_none() {
        state.anchored(id, anchor);
    }
    for placed in state.now.placed.iter_mut().filter(|placed| placed.anchor == id) {
        if let Some(local) = placed.local {
            placed.stand = anchor.stand(local);
        }
    }
}

fn glide(state: &mut State, stood: &[(u32, Stand)]) {
    for (placed, (key, before)) in state.now.placed.iter().zip(stood) {
        if placed.key == *key && placed.stand != *before {
            state.glides.entry(*key).or_default().jumped(*before, placed.stand);
        }
    }
}
