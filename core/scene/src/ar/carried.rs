//! Products follow what carries them: a floor that the host finds to be a little lower takes them along.

use super::flat::Flat;
use super::plane::PlaneKind;
use super::stand::{Stand, yaw_of};
use super::state::Placed;

/// The plane that this one is now, through those that it has become a part of.
pub(crate) fn current(planes: &[Flat], id: u64) -> Option<&Flat> {
    let mut found = planes.iter().find(|plane| plane.id == id)?;
    // No longer than there are planes, should they name each other in a circle.
    for _ in 0..planes.len() {
        let Some(next) = found.subsumed_by else { return Some(found) };
        found = planes.iter().find(|plane| plane.id == next)?;
    }
    None
}

/// Puts each product onto its plane as that is now.
pub(crate) fn by_planes(placed: &mut [Placed], planes: &[Flat]) {
    for placed in placed {
        let Some(plane) = placed.plane.and_then(|id| current(planes, id)) else { continue };
        placed.plane = Some(plane.id);
        placed.stand = on(plane, placed.stand);
    }
}

/// The stand with its foot on the plane: straight down or up to a floor or ceiling, across to a wall.
pub(crate) fn on(plane: &Flat, stand: Stand) -> Stand {
    if plane.kind != PlaneKind::Vertical {
        let normal = plane.normal;
        return Stand { foot: stand.foot.with_y(plane.height(stand.foot)), normal, ..stand };
    }
    // A wall has two sides: the one on which it hangs.
    let normal = if stand.normal.dot(plane.normal) >= 0.0 { plane.normal } else { -plane.normal };
    Stand { foot: plane.foot(stand.foot), yaw: yaw_of(normal, stand.yaw), normal }
}
