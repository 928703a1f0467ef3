//! Where a product stands: its foot on what carries it, upright, turned about the upright; and what it covers from there.

use super::product::{Mount, ScaledProduct};
use glam::{DMat4, DQuat, DVec2, DVec3};
use std::f64::consts::PI;

/// Foot and turn of a product in the world. It is upright by this type: nothing can tilt it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stand {
    /// The point that touches what carries it, metres.
    pub(crate) foot: DVec3,
    /// About +Y, radians: 0 looks along +Z.
    pub(crate) yaw: f64,
    /// Away from what carries it, of length one.
    pub(crate) normal: DVec3,
}

/// The turn about +Y that looks along a direction; `otherwise` where that is upright.
pub(crate) fn yaw_of(direction: DVec3, otherwise: f64) -> f64 {
    if direction.x.hypot(direction.z) > 1e-6 { direction.x.atan2(direction.z) } else { otherwise }
}

/// The same angle between -pi and pi.
pub(crate) fn wrapped(angle: f64) -> f64 {
    angle - (angle / (2.0 * PI)).round() * 2.0 * PI
}

impl Stand {
    /// From the model's unit to metres about `origin`.
    pub(crate) fn matrix(&self, product: &ScaledProduct, scale: f64, origin: DVec3) -> DMat4 {
        DMat4::from_scale_rotation_translation(
            DVec3::splat(product.metres * scale),
            DQuat::from_rotation_y(self.yaw),
            self.foot - origin,
        ) * DMat4::from_translation(-product.foot)
    }

    /// What a product covers of a level plane, whatever carries it: corners in order, x and z of the world.
    pub(crate) fn footprint(&self, product: &ScaledProduct, scale: f64) -> [DVec2; 4] {
        let (min, max) = product.reach(scale);
        let (sin, cos) = self.yaw.sin_cos();
        [(min.x, min.z), (max.x, min.z), (max.x, max.z), (min.x, max.z)]
            .map(|(x, z)| DVec2::new(self.foot.x + x * cos + z * sin, self.foot.z - x * sin + z * cos))
    }

    /// Corners of what it covers of the very plane that carries it, metres in the world.
    pub(crate) fn covered(&self, product: &ScaledProduct, scale: f64) -> [DVec3; 4] {
        let (min, max) = product.reach(scale);
        let turn = DQuat::from_rotation_y(self.yaw);
        let corners = match product.product.mount {
            Mount::Wall => [(min.x, min.y), (max.x, min.y), (max.x, max.y), (min.x, max.y)]
                .map(|(x, y)| DVec3::new(x, y, 0.0)),
            Mount::Stands | Mount::Ceiling => {
                [(min.x, min.z), (max.x, min.z), (max.x, max.z), (min.x, max.z)]
                    .map(|(x, z)| DVec3::new(x, 0.0, z))
            }
        };
        corners.map(|corner| self.foot + turn * corner)
    }

    /// How much of the smaller footprint two products share, 0..1; nothing where one is above the other.
    pub(crate) fn overlap(
        &self,
        product: &ScaledProduct,
        scale: f64,
        other: (&Self, &ScaledProduct, f64),
    ) -> f64 {
        let (there, beside, their_scale) = other;
        let (min, max) = product.reach(scale);
        let (low, high) = beside.reach(their_scale);
        let common = (self.foot.y + max.y).min(there.foot.y + high.y)
            - (self.foot.y + min.y).max(there.foot.y + low.y);
        // A lamp on a table touches it.
        if common < 0.01 {
            return 0.0;
        }
        let (a, b) = (self.footprint(product, scale), there.footprint(beside, their_scale));
        let smaller = area(&a).min(area(&b));
        if smaller < 1e-9 { 0.0 } else { area(&cut(&a, &b)) / smaller }
    }
}

fn area(corners: &[DVec2]) -> f64 {
    let next = corners.iter().cycle().skip(1);
    corners.iter().zip(next).map(|(a, b)| a.perp_dot(*b)).sum::<f64>().abs() * 0.5
}

/// What two convex shapes share (Sutherland and Hodgman, "Reentrant polygon clipping", 1974).
fn cut(shape: &[DVec2], by: &[DVec2; 4]) -> Vec<DVec2> {
    let middle = by.iter().sum::<DVec2>() * 0.25;
    let mut left = shape.to_vec();
    for at in 0..by.len() {
        let (from, to) = (by[at], by[(at + 1) % by.len()]);
        let within = |p: DVec2| {
            let side = (to - from).perp_dot(p - from);
            if (to - from).perp_dot(middle - from) >= 0.0 { side } else { -side }
        };
        let next = left.iter().copied().cycle().skip(1);
        let mut kept = Vec::with_capacity(left.len() + 1);
        for (p, q) in left.iter().copied().zip(next) {
            let (a, b) = (within(p), within(q));
            if a >= 0.0 {
                kept.push(p);
            }
            if (a >= 0.0) != (b >= 0.0) {
                kept.push(p.lerp(q, a / (a - b)));
            }
        }
        left = kept;
    }
    left
}

#[cfg(test)]
mod tests {
    use super::super::product::Product;
    use super::*;
    use crate::bounds::Bounds;
    use glam::Vec3;

    fn cube() -> ScaledProduct {
        let bounds = Bounds { min: Vec3::new(-0.5, 0.0, -0.5), max: Vec3::new(0.5, 1.0, 0.5) };
        let product = Product { id: 1, bounds, true_size: None, mount: Mount::Stands, hotspots: Vec::new() };
        product.scaled().unwrap()
    }

    fn at(x: f64, y: f64, yaw: f64) -> Stand {
        Stand { foot: DVec3::new(x, y, 0.0), yaw, normal: DVec3::Y }
    }

    #[test]
    fn shared_floor_is_a_part_of_the_smaller_footprint() {
        let cube = cube();
        let shared = |a: Stand, scale: f64, b: Stand| a.overlap(&cube, scale, (&b, &cube, 1.0));
        let rows = [
            (at(0.0, 0.0, 0.0), 1.0, at(0.75, 0.0, 0.0), 0.25),
            (at(0.0, 0.0, 0.0), 1.0, at(1.5, 0.0, 0.0), 0.0),
            (at(0.0, 0.0, 0.0), 1.0, at(0.0, 0.0, PI / 2.0), 1.0),
            // An octagon: what two squares at 45 degrees share.
            (at(0.0, 0.0, 0.0), 1.0, at(0.0, 0.0, PI / 4.0), 2.0 * (2.0f64.sqrt() - 1.0)),
            (at(0.0, 0.0, 0.0), 0.5, at(0.0, 0.0, 0.3), 1.0),
            (at(0.0, 1.0, 0.0), 1.0, at(0.0, 0.0, 0.0), 0.0),
        ];
        for (a, scale, b, share) in rows {
            assert!((shared(a, scale, b) - share).abs() < 1e-9, "{a:?} {b:?}");
        }
    }

    #[test]
    fn the_foot_is_where_it_is_put_and_the_front_where_it_looks() {
        let cube = cube();
        let stand = at(2.0, 1.0, 0.7);
        let matrix = stand.matrix(&cube, 2.0, DVec3::ZERO);
        assert!(matrix.transform_point3(DVec3::ZERO).distance(stand.foot) < 1e-12);
        let front = matrix.transform_vector3(DVec3::Z).normalize();
        assert!((yaw_of(front, 0.0) - 0.7).abs() < 1e-12);
        for (corner, flat) in stand.covered(&cube, 2.0).iter().zip(stand.footprint(&cube, 2.0)) {
            assert!(corner.distance(DVec3::new(flat.x, 1.0, flat.y)) < 1e-12);
        }
    }
}
