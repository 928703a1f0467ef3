//! Where a look meets the room: which of the planes it is meant for, and what is too far.

use super::camera::Camera;
use super::flat::Flat;
use super::plane::PlaneKind;
use super::product::Mount;
use super::seen::Notice;
use glam::DVec3;

/// Farthest place of a product from the eye, metres.
pub(crate) const FARTHEST: f64 = 10.0;
/// Nearest place from the eye where the person did not point, metres.
pub(crate) const NEAREST: f64 = 1.5;
/// A look that is more level than this is taken as one at the floor this far down, radians: 20 degrees.
const TILT: f64 = 20.0 / 180.0 * std::f64::consts::PI;
/// Metres beyond its outline at which a plane is still meant: a floor, which hosts find bit by bit, and any other.
const BEYOND: (f64, f64) = (1.0, 0.1);

/// Metres over the lowest plane from which on a plane is a table: it ends where its outline does. A floor's outline is only what
/// was seen of it.
pub(crate) const RAISED: f64 = 0.2;

/// Where a look meets a plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Hit {
    pub(crate) plane: u64,
    pub(crate) point: DVec3,
    /// Away from the plane, on the side of the eye.
    pub(crate) normal: DVec3,
    /// Metres beyond the outline of the plane; 0 inside.
    pub(crate) outside: f64,
}

/// The kind of plane that carries a product of that mount.
pub(crate) fn carrier(mount: Mount) -> PlaneKind {
    match mount {
        Mount::Stands => PlaneKind::Up,
        Mount::Wall => PlaneKind::Vertical,
        Mount::Ceiling => PlaneKind::Down,
    }
}

/// The plane that a look is meant for: of the kind that carries the product (what stands, on what faces up), first those whose
/// outline it meets, then those with room for `area` square metres, then the nearest. What a wall hides is not meant.
pub(crate) fn best(
    planes: &[Flat],
    eye: DVec3,
    direction: DVec3,
    mount: Mount,
    area: f64,
) -> Result<Hit, Notice> {
    let up = planes.iter().filter(|plane| plane.kind == PlaneKind::Up && plane.subsumed_by.is_none());
    let lowest = up.map(|plane| plane.origin.y).fold(f64::INFINITY, f64::min);
    let is_meant = |plane: &Flat, outside: f64| {
        let is_floor = plane.kind == PlaneKind::Up && plane.origin.y < lowest + RAISED;
        outside <= if is_floor { BEYOND.0 } else { BEYOND.1 }
    };
    let hits = || planes.iter().filter_map(|plane| met(plane, eye, direction));
    let wall = hits()
        .filter(|(hit, _, plane)| hit.outside <= 0.0 && plane.kind == PlaneKind::Vertical)
        .map(|(_, along, _)| along)
        .fold(f64::INFINITY, f64::min);
    let meant = hits()
        .filter(|(_, along, plane)| plane.kind == carrier(mount) && *along <= wall + 0.05)
        .filter(|(hit, _, plane)| is_meant(plane, hit.outside))
        .map(|(hit, along, plane)| ((hit.outside > 0.0, plane.area < area, along), hit));
    let nearest = meant.min_by(|(a, _), (b, _)| {
        // Ten metres come before all: what is too far is not meant where anything nearer is.
        let far = |rank: &(bool, bool, f64)| rank.2 > FARTHEST;
        (far(a), a.0, a.1).cmp(&(far(b), b.0, b.1)).then(a.2.total_cmp(&b.2))
    });
    match nearest {
        None => Err(Notice::NoPlane),
        Some(((.., along), _)) if along > FARTHEST => Err(Notice::TooFar),
        Some((_, hit)) => Ok(hit),
    }
}

/// The nearest point of any plane within its outline: what is measured.
pub(crate) fn point(planes: &[Flat], eye: DVec3, direction: DVec3) -> Result<DVec3, Notice> {
    let hits =
        planes.iter().filter_map(|plane| met(plane, eye, direction)).filter(|(hit, ..)| hit.outside <= 0.0);
    match hits.min_by(|a, b| a.1.total_cmp(&b.1)) {
        None => Err(Notice::NoPlane),
        Some((_, along, _)) if along > FARTHEST => Err(Notice::TooFar),
        Some((hit, ..)) => Ok(hit.point),
    }
}

fn met(plane: &Flat, eye: DVec3, direction: DVec3) -> Option<(Hit, f64, &Flat)> {
    if plane.subsumed_by.is_some() {
        return None;
    }
    let along = plane.meets(eye, direction)?;
    let point = eye + direction * along;
    let normal = if direction.dot(plane.normal) < 0.0 { plane.normal } else { -plane.normal };
    let hit = Hit { plane: plane.id, point, normal, outside: plane.outside(point) };
    Some((hit, along, plane))
}

/// The look by which a product is placed without pointing: the camera's, or 20 degrees down where it looks more level. For a
/// wall or a ceiling, just the camera's.
pub(crate) fn ahead(camera: &Camera, mount: Mount) -> DVec3 {
    let forward = camera.forward();
    if mount != Mount::Stands || -forward.y >= TILT.sin() {
        return forward;
    }
    camera.heading() * TILT.cos() - DVec3::Y * TILT.sin()
}

/// The same place, but not nearer than a product is comfortably looked at: moved away on the same plane as long as it stays
/// within the outline. On a table near by it stays where it is.
pub(crate) fn at_arms_length(planes: &[Flat], camera: &Camera, hit: Hit) -> Hit {
    let off = hit.point - camera.eye;
    let plane = planes.iter().find(|plane| plane.id == hit.plane);
    let Some(plane) = plane.filter(|plane| plane.kind == PlaneKind::Up && off.length() < NEAREST) else {
        return hit;
    };
    let level = (NEAREST * NEAREST - off.y * off.y).max(0.0).sqrt();
    let away = DVec3::new(off.x, 0.0, off.z);
    let away = if away.length() > 0.05 { away.normalize() } else { camera.heading() };
    let mut moved = DVec3::new(camera.eye.x, hit.point.y, camera.eye.z) + away * level;
    moved.y = plane.height(moved);
    if plane.outside(moved) > 0.0 { hit } else { Hit { point: moved, ..hit } }
}
