//! What a session shows, out of what it holds: everything about the eye, computed in 64 bits and rounded once.

use super::camera::Camera;
use super::moves;
use super::seen::{
    AnchorWish, Notice, Reticle, Seen, SeenHotspot, SeenMeasure, SeenPoint, SeenProduct, ShadowPlane,
};
use super::state::{Placed, State};
use glam::{DMat4, DQuat, DVec3};

/// All of it.
pub(crate) fn seen(state: &State, notice: Option<Notice>) -> Seen {
    let mut seen = Seen {
        coach: (!state.is_coach_seen).then_some(state.coach),
        notice,
        pending: state.now.pending.iter().map(|product| product.product.id).collect(),
        light: state.light,
        anchors: state.now.placed.iter().map(wish).collect(),
        captures: state.captures,
        can_undo: state.can_take_back(),
        ..Seen::default()
    };
    let Some(frame) = &state.frame else { return seen };
    let camera = frame.camera;
    seen.time_ns = frame.time_ns;
    seen.eye = camera.eye.to_array();
    seen.view = camera.view_from_eye().to_cols_array();
    seen.projection = camera.projection().to_cols_array();
    seen.uv = frame.uv;
    seen.tracking = Some(frame.tracking);
    if frame.tracking.is_usable() {
        seen.products = state.now.placed.iter().map(|placed| product(state, placed, &camera)).collect();
        seen.reticle = reticle(state, &camera);
        seen.measure = measure(state, &camera);
    }
    seen
}

fn product(state: &State, placed: &Placed, camera: &Camera) -> SeenProduct {
    let glide = state.glides.get(&placed.key).copied().unwrap_or_default();
    let (stand, scale) = glide.shown(placed.stand, placed.scale);
    let of = &placed.product;
    let about_eye = stand.matrix(of, scale, camera.eye);
    let hotspots = of.product.hotspots.iter().enumerate().filter_map(|(index, at)| {
        let in_room = about_eye.transform_point3(DVec3::from(at.map(f64::from))) + camera.eye;
        Some(SeenHotspot { index, at: point(camera, in_room)? })
    });
    let about = |at: DVec3| (at - camera.eye).as_vec3().to_array();
    SeenProduct {
        key: placed.key,
        product: of.product.id,
        matrix: about_eye.as_mat4().to_cols_array(),
        shadow: ShadowPlane {
            normal: stand.normal.as_vec3().to_array(),
            offset: (camera.eye - stand.foot).dot(stand.normal) as f32,
            footprint: stand.covered(of, scale).map(about),
        },
        is_selected: state.now.selected == Some(placed.key),
        scale,
        is_true_size: of.is_vouched && (scale - 1.0).abs() < 1e-3,
        size: (of.size() * scale).to_array(),
        distance: stand.foot.distance(camera.eye),
        hotspots: hotspots.collect(),
    }
}

fn point(camera: &Camera, at: DVec3) -> Option<SeenPoint> {
    let (place, depth) = camera.project(at)?;
    Some(SeenPoint { x: place.x as f32, y: place.y as f32, depth: depth as f32 })
}

fn reticle(state: &State, camera: &Camera) -> Option<Reticle> {
    let next = state.now.pending.first()?;
    let hit = moves::centre(state, camera, next).ok()?;
    Some(Reticle {
        position: (hit.point - camera.eye).as_vec3().to_array(),
        normal: hit.normal.as_vec3().to_array(),
        distance: hit.point.distance(camera.eye),
    })
}

fn measure(state: &State, camera: &Camera) -> SeenMeasure {
    let at = |index: usize| state.measured.get(index).and_then(|at| point(camera, *at));
    let length = match state.measured.as_slice() {
        [from, to] => Some(from.distance(*to)),
        _ => None,
    };
    SeenMeasure { points: state.measured.len() as u8, seen: [at(0), at(1)], length }
}

/// An anchor at the foot, upright, its front where the product's is.
fn wish(placed: &Placed) -> AnchorWish {
    let turn = DQuat::from_rotation_y(placed.stand.yaw);
    let pose = DMat4::from_rotation_translation(turn, placed.stand.foot);
    AnchorWish { id: placed.anchor, pose: pose.as_mat4().to_cols_array() }
}
