//! A checked plane as numbers to compute with: where a ray meets it, what is inside of its outline, its edges in the world.

use super::check;
use super::error::ArError;
use super::plane::{Plane, PlaneKind};
use glam::{DVec2, DVec3};

/// A plane in the world, 64 bits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Flat {
    pub(crate) id: u64,
    pub(crate) kind: PlaneKind,
    pub(crate) origin: DVec3,
    /// Of length one; up of a floor, down of a ceiling.
    pub(crate) normal: DVec3,
    x: DVec3,
    z: DVec3,
    outline: Vec<DVec2>,
    /// Square metres inside of the outline.
    pub(crate) area: f64,
    pub(crate) subsumed_by: Option<u64>,
}

impl Flat {
    /// Refuses what [`Plane::check`] refuses.
    pub(crate) fn of(plane: &Plane) -> Result<Self, ArError> {
        plane.check()?;
        let (origin, rotation) = check::rigid(&plane.pose, "plane pose")?;
        let [w, d] = plane.extent.map(|side| f64::from(side.abs()) * 0.5);
        let outline: Vec<DVec2> = if plane.polygon.len() < 3 {
            vec![DVec2::new(-w, -d), DVec2::new(w, -d), DVec2::new(w, d), DVec2::new(-w, d)]
        } else {
            plane.polygon.iter().map(|corner| DVec2::from(corner.map(f64::from))).collect()
        };
        let normal = rotation * DVec3::Y;
        // Hosts that know only "horizontal" give a ceiling the normal of a floor.
        let is_turned = plane.kind == PlaneKind::Down && normal.y > 0.0;
        Ok(Self {
            id: plane.id,
            kind: plane.kind,
            origin,
            normal: if is_turned { -normal } else { normal },
            x: rotation * DVec3::X,
            z: rotation * DVec3::Z,
            area: area(&outline),
            outline,
            subsumed_by: plane.subsumed_by,
        })
    }

    /// Metres along a ray to the plane, which goes on without end; nothing where it looks away or along. A wall has two sides,
    /// a floor and a ceiling one.
    pub(crate) fn meets(&self, eye: DVec3, direction: DVec3) -> Option<f64> {
        let against = -direction.dot(self.normal);
        let along = (eye - self.origin).dot(self.normal) / against;
        let from_behind = against <= 0.0 && self.kind != PlaneKind::Vertical;
        (against.abs() > 1e-6 && along > 1e-6 && !from_behind).then_some(along)
    }

    /// The nearest point of the plane.
    pub(crate) fn foot(&self, point: DVec3) -> DVec3 {
        point - self.normal * (point - self.origin).dot(self.normal)
    }

    /// Height of a plane that is about level under or over a point.
    pub(crate) fn height(&self, point: DVec3) -> f64 {
        let off = point - self.origin;
        self.origin.y - (self.normal.x * off.x + self.normal.z * off.z) / self.normal.y
    }

    /// Metres from the outline to a point of the plane: 0 inside.
    pub(crate) fn outside(&self, point: DVec3) -> f64 {
        let off = point - self.origin;
        let at = DVec2::new(off.dot(self.x), off.dot(self.z));
        if is_inside(&self.outline, at) {
            return 0.0;
        }
        sides(&self.outline).map(|(a, b)| to_segment(at, a, b)).fold(f64::INFINITY, f64::min)
    }

    /// Sides of the outline in the world.
    pub(crate) fn edges(&self) -> impl Iterator<Item = (DVec3, DVec3)> + '_ {
        let lift = |at: DVec2| self.origin + self.x * at.x + self.z * at.y;
        sides(&self.outline).map(move |(a, b)| (lift(a), lift(b)))
    }
}

fn sides(outline: &[DVec2]) -> impl Iterator<Item = (DVec2, DVec2)> + '_ {
    outline.iter().copied().zip(outline.iter().copied().cycle().skip(1))
}

/// Half of the cross products around (the shoelace formula), whichever way round.
fn area(outline: &[DVec2]) -> f64 {
    sides(outline).map(|(a, b)| a.perp_dot(b)).sum::<f64>().abs() * 0.5
}

/// Crossings of a ray to the right, odd inside.
fn is_inside(outline: &[DVec2], at: DVec2) -> bool {
    let crosses = |(a, b): &(DVec2, DVec2)| {
        (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
    };
    sides(outline).filter(crosses).count() % 2 == 1
}

fn to_segment(at: DVec2, a: DVec2, b: DVec2) -> f64 {
    let along = b - a;
    let part = ((at - a).dot(along) / along.length_squared().max(1e-18)).clamp(0.0, 1.0);
    at.distance(a + along * part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::DMat4;

    /// An L of three square metres, its inner corner at (1, 1), one metre over the floor.
    fn corner() -> Flat {
        let polygon = [[0.0, 0.0], [2.0, 0.0], [2.0, 1.0], [1.0, 1.0], [1.0, 2.0], [0.0, 2.0]];
        let plane = |polygon: Vec<[f32; 2]>| Plane {
            id: 1,
            kind: PlaneKind::Up,
            pose: DMat4::from_translation(DVec3::Y).as_mat4().to_cols_array(),
            polygon,
            extent: [2.0, 2.0],
            subsumed_by: None,
        };
        let round = Flat::of(&plane(polygon.to_vec())).unwrap();
        let back = Flat::of(&plane(polygon.into_iter().rev().collect())).unwrap();
        assert!((round.area - back.area).abs() < 1e-12);
        round
    }

    #[test]
    fn what_is_inside_of_an_outline_is_known_and_how_far_the_rest_is() {
        let flat = corner();
        assert!((flat.area - 3.0).abs() < 1e-12);
        for (x, z, outside) in [(0.5, 0.5, 0.0), (1.5, 0.5, 0.0), (1.5, 1.5, 0.5), (-3.0, -4.0, 5.0)] {
            assert!((flat.outside(DVec3::new(x, 1.0, z)) - outside).abs() < 1e-12, "{x} {z}");
        }
    }

    #[test]
    fn a_floor_is_met_from_above_only() {
        let flat = corner();
        let down = DVec3::new(0.0, -1.0, 0.0);
        assert!((flat.meets(DVec3::Y * 3.0, down).unwrap() - 2.0).abs() < 1e-12);
        assert_eq!(flat.meets(DVec3::ZERO, DVec3::Y), None);
        assert_eq!(flat.meets(DVec3::Y * 3.0, DVec3::Y), None);
        assert_eq!(flat.meets(DVec3::Y * 3.0, DVec3::X), None);
    }
}
