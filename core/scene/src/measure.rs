//! Dimension lines: how wide, high and deep the product is, drawn beside it where they hide nothing.

use crate::bounds::Bounds;
use crate::camera::Pose;
use glam::{Mat4, Vec3};

/// A straight line in the model's space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// One end, metres in the model's space.
    pub from: Vec3,
    /// The other end, metres in the model's space.
    pub to: Vec3,
}

/// One measure with its line and the place of its label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dimension {
    /// Which of the three dimensions.
    pub side: Side,
    /// Length in metres.
    pub length: f32,
    /// From edge to edge of the bounds, a little outside of them.
    pub line: Line,
}

/// A dimension of the bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Along the model's X axis.
    Width,
    /// Along the model's Y axis.
    Height,
    /// Along the model's Z axis.
    Depth,
}

/// The three dimensions as seen from `pose`: on the floor edges nearest to the eye, and on the edge that is farthest to the
/// left.
pub fn dimensions(bounds: Bounds, pose: Pose) -> [Dimension; 3] {
    let (size, centre) = (bounds.size(), bounds.centre());
    let gap = size.max_element() * 0.06;
    let back = pose.eye - centre;
    let near = |axis: f32, low: f32, high: f32| if axis >= 0.0 { high + gap } else { low - gap };
    let front = near(back.z, bounds.min.z, bounds.max.z);
    let side = near(back.x, bounds.min.x, bounds.max.x);
    let floor = bounds.min.y;
    // The upright line stands where the outline ends: of the corners, the one farthest to the left.
    let right = pose.view.row(0).truncate();
    let corners = [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)].map(|(x, z): (f32, f32)| {
        let at = |sign: f32, low: f32, high: f32| if sign > 0.0 { high + gap * 0.7 } else { low - gap * 0.7 };
        Vec3::new(at(x, bounds.min.x, bounds.max.x), floor, at(z, bounds.min.z, bounds.max.z))
    });
    let edge = corners.into_iter().fold(corners[0], |best, corner| {
        if (corner - centre).dot(right) < (best - centre).dot(right) { corner } else { best }
    });
    [
        Dimension {
            side: Side::Width,
            length: size.x,
            line: Line {
                from: Vec3::new(bounds.min.x, floor, front),
                to: Vec3::new(bounds.max.x, floor, front),
            },
        },
        Dimension {
            side: Side::Height,
            length: size.y,
            line: Line { from: edge, to: Vec3::new(edge.x, bounds.max.y, edge.z) },
        },
        Dimension {
            side: Side::Depth,
            length: size.z,
            line: Line {
                from: Vec3::new(side, floor, bounds.min.z),
                to: Vec3::new(side, floor, bounds.max.z),
            },
        },
    ]
}

/// Where a point is in a picture: 0..1 from the left and from the top. `None` behind the eye.
pub fn on_picture(point: Vec3, view_projection: Mat4) -> Option<(f32, f32)> {
    let clip = view_projection * point.extend(1.0);
    (clip.w > 1e-6).then(|| (clip.x / clip.w * 0.5 + 0.5, 0.5 - clip.y / clip.w * 0.5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::Orbit;

    #[test]
    fn lines_are_as_long_as_the_product_and_outside_of_it() {
        let bounds = Bounds { min: Vec3::new(-0.2, 0.0, -0.1), max: Vec3::new(0.2, 0.5, 0.1) };
        for turn in 0..12 {
            let orbit = Orbit::fitting(bounds, turn as f32 * 0.5, 1.2, 1.0);
            for dimension in dimensions(bounds, orbit.pose()) {
                let Line { from, to } = dimension.line;
                assert!(((to - from).length() - dimension.length).abs() < 1e-6);
                let middle = (from + to) * 0.5;
                let inside = middle.cmpge(bounds.min).all() && middle.cmple(bounds.max).all();
                assert!(!inside, "{dimension:?}");
            }
        }
    }

    #[test]
    fn the_target_is_in_the_middle_of_the_picture() {
        let bounds = Bounds { min: Vec3::ZERO, max: Vec3::ONE };
        let orbit = Orbit::fitting(bounds, 0.3, 1.0, 1.0);
        let matrix = orbit.projection(bounds).matrix(1.0) * orbit.pose().view;
        let (x, y) = on_picture(orbit.target, matrix).expect("proof: it is looked at");
        assert!((x - 0.5).abs() < 1e-4 && (y - 0.5).abs() < 1e-4);
        assert_eq!(on_picture(orbit.pose().eye * 2.0 - orbit.target, matrix), None);
    }

    #[test]
    fn the_upright_line_is_left_of_the_product_and_the_floor_lines_before_it() {
        let bounds = Bounds { min: Vec3::new(-0.2, 0.0, -0.1), max: Vec3::new(0.2, 0.5, 0.1) };
        for turn in 0..16 {
            let orbit = Orbit::fitting(bounds, turn as f32 * 0.4, 1.2, 1.0);
            let (pose, [width, height, depth]) = (orbit.pose(), dimensions(bounds, orbit.pose()));
            let left = |point: Vec3| pose.view.transform_point3(point).x;
            for corner in 0..4 {
                let x = if corner & 1 == 0 { bounds.min.x } else { bounds.max.x };
                let z = if corner & 2 == 0 { bounds.min.z } else { bounds.max.z };
                assert!(left(height.line.from) < left(Vec3::new(x, 0.0, z)), "{turn}");
            }
            assert_eq!((width.side, height.side, depth.side), (Side::Width, Side::Height, Side::Depth));
            // On the eye's side of the middle.
            let eye = pose.eye - bounds.centre();
            assert!(width.line.from.z * eye.z >= 0.0 && depth.line.from.x * eye.x >= 0.0, "{turn}");
        }
    }

    #[test]
    fn right_is_right_and_up_is_up_in_the_picture() {
        let bounds = Bounds { min: Vec3::splat(-1.0), max: Vec3::ONE };
        let orbit = Orbit::fitting(bounds, 0.0, std::f32::consts::FRAC_PI_2, 1.0);
        let matrix = orbit.projection(bounds).matrix(1.0) * orbit.pose().view;
        let (x, y) = on_picture(Vec3::new(0.5, 0.5, 0.0), matrix).expect("proof: it is before the eye");
        assert!(x > 0.6 && y < 0.4, "{x} {y}");
    }
}
