//! What a person does: placing, selecting, dragging, turning, resizing, by fingers or by buttons. Each either happens or says why
//! not.

use super::camera::Camera;
use super::carried;
use super::input::Step;
use super::placing::{self, Hit};
use super::product::{Mount, ScaledProduct};
use super::seen::Notice;
use super::snap;
use super::stand::{Stand, wrapped, yaw_of};
use super::state::{Gesture, MOST_PRODUCTS, OVERLAP, Placed, State};
use glam::{DVec2, DVec3};
use std::sync::Arc;

/// Smallest and greatest size as a factor of the true one.
const SCALES: (f64, f64) = (0.25, 4.0);
/// How near to the true size it becomes the true one.
const TRUE_WITHIN: f64 = 0.2;
/// Sizes that the buttons go through.
const LADDER: [f64; 8] = [0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0];
/// Metres and radians of one step.
const NUDGE: f64 = 0.05;
const TURN: f64 = 15.0 / 180.0 * std::f64::consts::PI;
/// How many places beside the first are tried for a product that is placed without pointing.
const ASIDE: [f64; 5] = [0.0, 1.0, -1.0, 2.0, -2.0];

/// A product is to be placed next.
pub(crate) fn add(state: &mut State, product: ScaledProduct) -> Result<(), Notice> {
    if state.now.placed.len() + state.now.pending.len() >= MOST_PRODUCTS {
        return Err(Notice::TooManyProducts);
    }
    state.remember();
    state.now.pending.push(Arc::new(product));
    Ok(())
}

/// Selects what is there, or places what is next, or selects nothing.
pub(crate) fn tap(state: &mut State, at: DVec2) -> Result<(), Notice> {
    let (eye, direction) = state.look(at)?;
    if let Some(key) = touched(state, eye, direction) {
        state.now.selected = Some(key);
        return Ok(());
    }
    let Some(next) = state.now.pending.first().cloned() else {
        state.now.selected = None;
        return Ok(());
    };
    let mount = next.product.mount;
    let hit = placing::best(&state.planes, eye, direction, mount, next.area())?;
    let stand = put(state, &next, hit, eye);
    place(state, next, stand, hit.plane)
}

/// Places what is next ahead of the person, beside what stands there already.
pub(crate) fn place_centre(state: &mut State) -> Result<(), Notice> {
    let camera = state.camera()?;
    let next = state.now.pending.first().cloned().ok_or(Notice::NothingToPlace)?;
    let hit = centre(state, &camera, &next)?;
    let step = camera.heading().cross(DVec3::Y) * (next.size().x + 0.1);
    let mut refused = Notice::Occupied;
    for aside in ASIDE {
        let point = hit.point + if next.product.mount == Mount::Wall { DVec3::ZERO } else { step * aside };
        let stand = put(state, &next, Hit { point, ..hit }, camera.eye);
        if stand.foot.distance(camera.eye) > placing::FARTHEST {
            continue;
        }
        match place(state, Arc::clone(&next), stand, hit.plane) {
            Err(notice) => refused = notice,
            Ok(()) => return Ok(()),
        }
    }
    Err(refused)
}

/// Where the next product goes without pointing.
pub(crate) fn centre(state: &State, camera: &Camera, next: &ScaledProduct) -> Result<Hit, Notice> {
    let mount = next.product.mount;
    let direction = placing::ahead(camera, mount);
    let hit = placing::best(&state.planes, camera.eye, direction, mount, next.area())?;
    Ok(placing::at_arms_length(&state.planes, camera, hit))
}

/// On what was hit, the front towards the eye, its sides against what is near.
fn put(state: &State, product: &ScaledProduct, hit: Hit, eye: DVec3) -> Stand {
    let front = if product.product.mount == Mount::Wall { hit.normal } else { eye - hit.point };
    let stand = Stand { foot: hit.point, yaw: yaw_of(front, 0.0), normal: hit.normal };
    let stand = carried::current(&state.planes, hit.plane).map_or(stand, |plane| carried::on(plane, stand));
    let stand = snap::in_line(stand, product, 1.0, &state.planes, Some(hit.plane));
    snap::to_edges(stand, product, 1.0, &state.planes, Some(hit.plane))
}

fn place(state: &mut State, product: Arc<ScaledProduct>, stand: Stand, plane: u64) -> Result<(), Notice> {
    if state.overlap(&product, stand, 1.0, None) > OVERLAP {
        return Err(Notice::Occupied);
    }
    state.remember();
    let (key, anchor) = (state.next_key(), state.next_anchor());
    state.now.pending.remove(0);
    state.now.selected = Some(key);
    state.now.placed.push(Placed {
        key,
        product,
        stand,
        scale: 1.0,
        plane: Some(plane),
        anchor,
        local: None,
    });
    Ok(())
}

/// The product whose box a look meets first.
fn touched(state: &State, eye: DVec3, direction: DVec3) -> Option<u32> {
    /// Metres by which a thin product is thicker for a finger.
    const FINGER: f64 = 0.02;
    let met = state.now.placed.iter().filter_map(|placed| {
        let glide = state.glides.get(&placed.key).copied().unwrap_or_default();
        let (stand, scale) = glide.shown(placed.stand, placed.scale);
        let turn = glam::DQuat::from_rotation_y(-stand.yaw);
        let (from, along) = (turn * (eye - stand.foot), turn * direction);
        let (min, max) = placed.product.reach(scale);
        let (low, high) = (min - DVec3::splat(FINGER), max + DVec3::splat(FINGER));
        // Where the line is between both sides of each pair; a division by 0 is an infinity that is right here.
        let (a, b) = ((low - from) / along, (high - from) / along);
        let (enter, leave) = (a.min(b).max_element(), a.max(b).min_element());
        (leave >= enter.max(0.0)).then_some((enter.max(0.0), placed.key))
    });
    met.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, key)| key)
}

/// Drags the selected product along what carries it; where the finger leaves that for another plane, onto it.
pub(crate) fn drag(state: &mut State, at: DVec2) -> Result<(), Notice> {
    let (eye, direction) = state.look(at)?;
    let placed = state.selected()?.clone();
    let against = direction.dot(placed.stand.normal);
    let along = (placed.stand.foot - eye).dot(placed.stand.normal) / against;
    if against.abs() < 1e-6 || along <= 0.0 {
        return Err(Notice::NoPlane);
    }
    if along > placing::FARTHEST {
        return Err(Notice::TooFar);
    }
    let point = eye + direction * along;
    let grab = state.gesture.and_then(|gesture| gesture.grab).unwrap_or(placed.stand.foot - point);
    let mut stand = Stand { foot: point + grab, ..placed.stand };
    let mut plane = placed.plane;
    let mount = placed.product.product.mount;
    let own = plane.and_then(|id| carried::current(&state.planes, id));
    if own.is_none_or(|own| own.outside(stand.foot) > 0.0)
        && let Ok(hit) = placing::best(&state.planes, eye, direction, mount, placed.product.area())
        && hit.outside <= 0.0
        && Some(hit.plane) != plane
    {
        stand = Stand { foot: hit.point, normal: hit.normal, ..stand };
        plane = Some(hit.plane);
    }
    if let Some(own) = plane.and_then(|id| carried::current(&state.planes, id)) {
        stand = carried::on(own, stand);
    }
    let stand = snap::to_edges(stand, &placed.product, placed.scale, &state.planes, plane);
    move_to(state, &placed, stand, plane, eye)?;
    state.gesture.get_or_insert_default().grab = Some(grab);
    Ok(())
}

/// One step to the right and away; on a wall, away is up.
pub(crate) fn nudge(state: &mut State, right: Step, away: Step) -> Result<(), Notice> {
    let camera = state.camera()?;
    let placed = state.selected()?.clone();
    let (to_right, to_away) = if placed.product.product.mount == Mount::Wall {
        (DVec3::Y.cross(placed.stand.normal), DVec3::Y)
    } else {
        (camera.heading().cross(DVec3::Y), camera.heading())
    };
    let foot = placed.stand.foot + (to_right * right.sign() + to_away * away.sign()) * NUDGE;
    let plane = placed.plane.and_then(|id| carried::current(&state.planes, id));
    let stand = Stand { foot, ..placed.stand };
    let stand = plane.map_or(stand, |plane| carried::on(plane, stand));
    state.gesture = None;
    move_to(state, &placed, stand, placed.plane, camera.eye)?;
    state.gesture = None;
    state.anchor_anew();
    Ok(())
}

/// Puts the selected product elsewhere, unless that is too far or taken. One that already stands in another may leave it.
fn move_to(
    state: &mut State,
    placed: &Placed,
    stand: Stand,
    plane: Option<u64>,
    eye: DVec3,
) -> Result<(), Notice> {
    if stand.foot.distance(eye) > placing::FARTHEST {
        return Err(Notice::TooFar);
    }
    let overlap = |stand: Stand| state.overlap(&placed.product, stand, placed.scale, Some(placed.key));
    let there = overlap(stand);
    if there > OVERLAP && there >= overlap(placed.stand) {
        return Err(Notice::Occupied);
    }
    begin(state);
    state.is_moved = true;
    state.glides.remove(&placed.key);
    state.change(|placed| (placed.stand, placed.plane) = (stand, plane));
    Ok(())
}

/// A gesture is one thing to take back, however many moves it has.
fn begin(state: &mut State) {
    if state.gesture.is_none() {
        state.remember();
        state.gesture = Some(Gesture::default());
    }
}

/// Turns the selected product; what hangs on a wall cannot be turned about the upright.
pub(crate) fn twist(state: &mut State, by: f64) -> Result<(), Notice> {
    state.camera()?;
    let placed = state.selected()?.clone();
    if placed.product.product.mount == Mount::Wall {
        return Ok(());
    }
    begin(state);
    let yaw = wrapped(state.gesture.and_then(|gesture| gesture.yaw).unwrap_or(placed.stand.yaw) + by);
    state.gesture.get_or_insert_default().yaw = Some(yaw);
    let stand = Stand { yaw, ..placed.stand };
    let stand = snap::in_line(stand, &placed.product, placed.scale, &state.planes, placed.plane);
    state.change(|placed| placed.stand = stand);
    Ok(())
}

/// Turns the selected product by a step.
pub(crate) fn turn(state: &mut State, step: Step) -> Result<(), Notice> {
    state.camera()?;
    let placed = state.selected()?;
    if placed.product.product.mount == Mount::Wall || step == Step::Stay {
        return Ok(());
    }
    state.remember();
    state.gesture = None;
    state.change(|placed| placed.stand.yaw = wrapped(placed.stand.yaw + step.sign() * TURN));
    Ok(())
}

/// Makes the selected product larger by a factor, within the limits.
pub(crate) fn pinch(state: &mut State, by: f64) -> Result<(), Notice> {
    state.camera()?;
    let placed = state.selected()?;
    let (key, scale, stand) = (placed.key, placed.scale, placed.stand);
    // Where it still glides to the true size, the fingers take hold of what they see.
    let before = state.glides.get(&key).map_or(scale, |glide| glide.shown(stand, scale).1);
    begin(state);
    state.glides.remove(&key);
    state.gesture.get_or_insert_default().is_pinch = true;
    let wanted = before * by;
    state.change(|placed| placed.scale = wanted.clamp(SCALES.0, SCALES.1));
    if (SCALES.0..=SCALES.1).contains(&wanted) { Ok(()) } else { Err(Notice::SizeLimit) }
}

/// The next size of the ladder.
pub(crate) fn resize(state: &mut State, step: Step) -> Result<(), Notice> {
    state.camera()?;
    let placed = state.selected()?;
    let (key, now) = (placed.key, placed.scale);
    let next = match step {
        Step::Stay => return Ok(()),
        Step::More => LADDER.into_iter().find(|size| *size > now * 1.001),
        Step::Less => LADDER.into_iter().rev().find(|size| *size < now * 0.999),
    };
    let next = next.ok_or(Notice::SizeLimit)?;
    state.remember();
    state.gesture = None;
    state.glides.remove(&key);
    state.change(|placed| placed.scale = next);
    Ok(())
}

/// The fingers are lifted: nearly the true size becomes the true size, in a glide.
pub(crate) fn release(state: &mut State) {
    let Some(gesture) = state.gesture.take() else { return };
    if gesture.is_pinch
        && let Ok(placed) = state.selected()
        && (placed.scale - 1.0).abs() <= TRUE_WITHIN
    {
        let (key, before) = (placed.key, placed.scale);
        state.change(|placed| placed.scale = 1.0);
        state.glides.entry(key).or_default().resized(before, 1.0);
    }
    state.anchor_anew();
}

/// Selects a product by its key, or nothing.
pub(crate) fn select(state: &mut State, key: Option<u32>) -> Result<(), Notice> {
    let is_there = key.is_none_or(|key| state.now.placed.iter().any(|placed| placed.key == key));
    if !is_there {
        return Err(Notice::NothingSelected);
    }
    release(state);
    state.now.selected = key;
    Ok(())
}

/// Takes the selected product away.
pub(crate) fn remove(state: &mut State) -> Result<(), Notice> {
    let key = state.selected()?.key;
    state.remember();
    state.gesture = None;
    state.now.placed.retain(|placed| placed.key != key);
    state.now.selected = None;
    Ok(())
}

/// Takes back the last change.
pub(crate) fn undo(state: &mut State) -> Result<(), Notice> {
    state.take_back()?;
    carried::by_planes(&mut state.now.placed, &state.planes);
    Ok(())
}

/// Marks a point to measure; a third begins anew.
pub(crate) fn measure(state: &mut State, at: Option<DVec2>) -> Result<(), Notice> {
    let (eye, direction) = state.look(at.unwrap_or(DVec2::splat(0.5)))?;
    let point = placing::point(&state.planes, eye, direction)?;
    if state.measured.len() >= 2 {
        state.measured.clear();
    }
    state.measured.push(point);
    Ok(())
}
