//! Cameras: the one of the file, and the one that orbits the product, with inertia in closed form so that every frame can be
//! computed again from the gesture and the time.

use crate::bounds::Bounds;
use glam::{Mat4, Vec3};
use std::f32::consts::{FRAC_PI_2, PI};

/// Vertical field of view of the orbit camera: 30 degrees, as in the commerce viewers, so that products look as they do from
/// a few steps away.
pub const VERTICAL_FIELD_OF_VIEW: f32 = PI / 6.0;

/// Position and rotation of a camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pose {
    /// Position in metres, in world space.
    pub eye: Vec3,
    /// From world to camera space (+X right, +Y up, looking along -Z).
    pub view: Mat4,
}

impl Pose {
    /// From a camera's place in the world, whose scale does not count.
    pub fn of(world: Mat4) -> Self {
        let (_, rotation, eye) = world.to_scale_rotation_translation();
        Self { eye, view: Mat4::from_rotation_translation(rotation, eye).inverse() }
    }

    /// From `eye`, looking at `target`.
    pub fn looking(eye: Vec3, target: Vec3) -> Self {
        let along = (target - eye).normalize_or(Vec3::NEG_Z);
        let up = if along.y.abs() > 0.9999 { Vec3::NEG_Z } else { Vec3::Y };
        Self { eye, view: look_at(eye, along, up) }
    }
}

/// Right-handed: the camera looks along its -Z.
fn look_at(eye: Vec3, along: Vec3, up: Vec3) -> Mat4 {
    let right = along.cross(up).normalize_or(Vec3::X);
    let up = right.cross(along);
    let place = Mat4::from_cols(right.extend(0.0), up.extend(0.0), (-along).extend(0.0), eye.extend(1.0));
    place.inverse()
}

/// Projection of a camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Projection {
    /// Distant things are smaller.
    Perspective {
        /// Vertical field of view, radians.
        vertical: f32,
        /// Nearest distance that is drawn, metres.
        near: f32,
        /// Farthest distance that is drawn, metres.
        far: f32,
    },
    /// Parallel lines stay parallel.
    Orthographic {
        /// Half of what is seen from bottom to top, metres.
        half_height: f32,
        /// Nearest distance that is drawn, metres.
        near: f32,
        /// Farthest distance that is drawn, metres.
        far: f32,
    },
}

impl Projection {
    /// Clip space with z from 0 to 1.
    pub fn matrix(self, aspect: f32) -> Mat4 {
        match self {
            Self::Perspective { vertical, near, far } => perspective(vertical, aspect, near, far),
            Self::Orthographic { half_height: h, near, far } => orthographic(h * aspect, h, near, far),
        }
    }

    pub(crate) fn is_sound(self) -> bool {
        let (size, near, far) = match self {
            Self::Perspective { vertical, near, far } => {
                (if vertical < PI { vertical } else { -1.0 }, near, far)
            }
            Self::Orthographic { half_height, near, far } => (half_height, near + 1e-9, far),
        };
        [size, near, far].iter().all(|x| x.is_finite()) && size > 0.0 && near > 0.0 && far > near
    }
}

fn perspective(vertical: f32, aspect: f32, near: f32, far: f32) -> Mat4 {
    let f = 1.0 / (vertical * 0.5).tan();
    let r = far / (near - far);
    Mat4::from_cols_array(&[
        f / aspect,
        0.0,
        0.0,
        0.0, //
        0.0,
        f,
        0.0,
        0.0, //
        0.0,
        0.0,
        r,
        -1.0, //
        0.0,
        0.0,
        r * near,
        0.0,
    ])
}

fn orthographic(half_width: f32, half_height: f32, near: f32, far: f32) -> Mat4 {
    let r = 1.0 / (near - far);
    Mat4::from_cols_array(&[
        1.0 / half_width,
        0.0,
        0.0,
        0.0, //
        0.0,
        1.0 / half_height,
        0.0,
        0.0, //
        0.0,
        0.0,
        r,
        0.0, //
        0.0,
        0.0,
        r * near,
        1.0,
    ])
}

/// A camera on a ball about the product.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Orbit {
    /// Around +Y, radians: 0 looks at the front from +Z, positive goes to +X.
    pub theta: f32,
    /// From +Y, radians: half of pi is level.
    pub phi: f32,
    /// Metres from the target.
    pub radius: f32,
    /// What is looked at: the centre of the bounds.
    pub target: Vec3,
}

impl Orbit {
    /// Angles from which a product is first shown: a little from the right and from above.
    pub const FIRST: (f32, f32) = (0.45, 1.2);

    /// The whole of `bounds` in the picture, whose width over height is `aspect`.
    pub fn fitting(bounds: Bounds, theta: f32, phi: f32, aspect: f32) -> Self {
        let orbit = Self { theta, phi, radius: 1.0, target: bounds.centre() };
        Self { radius: orbit.fitting_radius(bounds, aspect), ..orbit }
    }

    /// The smallest distance at which all corners of the bounds are seen from here, and a margin of 8 %.
    fn fitting_radius(self, bounds: Bounds, aspect: f32) -> f32 {
        const MARGIN: f32 = 1.08;
        let half = VERTICAL_FIELD_OF_VIEW * 0.5;
        let (up, side) = (half.tan() / MARGIN, half.tan() * aspect.max(0.01) / MARGIN);
        let back = self.direction();
        let right = Vec3::Y.cross(back).normalize_or(Vec3::X);
        let top = back.cross(right);
        let (lo, hi) = (bounds.min - self.target, bounds.max - self.target);
        let mut radius = 1e-4f32;
        for corner in 0..8 {
            let pick = |bit: i32, a: f32, b: f32| if corner & bit == 0 { a } else { b };
            let corner = Vec3::new(pick(1, lo.x, hi.x), pick(2, lo.y, hi.y), pick(4, lo.z, hi.z));
            let depth = corner.dot(back);
            radius =
                radius.max(depth + corner.dot(top).abs() / up).max(depth + corner.dot(right).abs() / side);
        }
        radius
    }

    /// What a control can hold: finite, above the floor, some way off.
    fn in_range(self) -> Self {
        let reach = |x: f32, most: f32| finite(x).clamp(-most, most);
        Self {
            theta: wrapped(reach(self.theta, 1e3)),
            phi: (if self.phi.is_finite() { self.phi } else { FRAC_PI_2 }).clamp(PHI.0, PHI.1),
            radius: (if self.radius.is_finite() { self.radius } else { 1.0 }).clamp(RADIUS.0, RADIUS.1),
            target: self.target.map(|x| reach(x, RADIUS.1)),
        }
    }

    /// From the target to the eye.
    fn direction(self) -> Vec3 {
        let (sp, cp) = self.phi.sin_cos();
        let (st, ct) = self.theta.sin_cos();
        Vec3::new(sp * st, cp, sp * ct)
    }

    /// Position and rotation of the camera on this orbit.
    pub fn pose(self) -> Pose {
        Pose::looking(self.target + self.direction() * self.radius, self.target)
    }

    /// How it sees a product of these bounds.
    pub fn projection(self, bounds: Bounds) -> Projection {
        let reach = bounds.radius().max(1e-4);
        // Room behind for the shadow on the floor.
        let near = (self.radius - reach * 1.6).max(self.radius * 0.02).max(1e-4);
        Projection::Perspective { vertical: VERTICAL_FIELD_OF_VIEW, near, far: self.radius + reach * 4.0 }
    }
}

/// The orbit camera as a person moves it. Times are seconds of any clock that only goes forward.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OrbitControl {
    first: Orbit,
    at: Orbit,
    /// Radians a second about Y and from Y when it was let go, and when.
    spin: Option<(f32, f32, f64)>,
}

/// A drag across the whole height of the picture turns half around.
const RADIANS_A_HEIGHT: f32 = PI;
/// Never over the top nor under the floor by more than 20 degrees.
const PHI: (f32, f32) = (0.05, FRAC_PI_2 + 0.35);
/// Nearest and farthest, of the first distance.
const ZOOM: (f32, f32) = (0.35, 2.0);
/// Metres from what is looked at, for a first distance.
const RADIUS: (f32, f32) = (1e-4, 1e8);
/// Seconds in which a spin falls to 1/e.
const DECAY: f64 = 0.28;
/// After so many of those it rests.
const RESTS_AFTER: f64 = 6.0;
/// Fastest spin, radians a second.
const FASTEST: f32 = 12.0;

impl OrbitControl {
    /// Begins at `first`, to which [`OrbitControl::reset`] comes back; what is out of range there is brought into it.
    pub fn new(first: Orbit) -> Self {
        let first = first.in_range();
        Self { first, at: first, spin: None }
    }

    /// Where the camera is at `now`.
    pub fn at(&self, now: f64) -> Orbit {
        let Some((theta, phi, since)) = self.spin else { return self.at };
        let passed = ((now - since).max(0.0) / DECAY).min(RESTS_AFTER);
        // The integral of v·e^(-t/D).
        let turned = (DECAY * (1.0 - (-passed).exp())) as f32;
        Orbit {
            theta: wrapped(self.at.theta + theta * turned),
            phi: (self.at.phi + phi * turned).clamp(PHI.0, PHI.1),
            ..self.at
        }
    }

    /// Whether it still moves by itself at `now`.
    pub fn moves(&self, now: f64) -> bool {
        self.spin.is_some_and(|(.., since)| (now - since) / DECAY < RESTS_AFTER)
    }

    /// When it comes to rest by itself; nothing while it rests or is held.
    pub fn rests_at(&self) -> Option<f64> {
        self.spin.map(|(.., since)| since + DECAY * RESTS_AFTER)
    }

    /// The same look in a picture of another shape, to which `first` fits the product: what was twice as near stays so.
    pub fn refit(&mut self, first: Orbit) {
        let first = first.in_range();
        let (near, far) = (first.radius * ZOOM.0, first.radius * ZOOM.1);
        self.at.radius = (self.at.radius * (first.radius / self.first.radius)).clamp(near, far);
        self.at.target = first.target;
        self.first = first;
    }

    /// A finger moved by `dx` to the right and `dy` down, in heights of the picture.
    pub fn drag(&mut self, dx: f32, dy: f32, now: f64) {
        let (dx, dy) = (finite(dx).clamp(-4.0, 4.0), finite(dy).clamp(-4.0, 4.0));
        self.at = self.at(now);
        self.spin = None;
        self.at.theta = wrapped(self.at.theta - dx * RADIANS_A_HEIGHT);
        self.at.phi = (self.at.phi - dy * RADIANS_A_HEIGHT).clamp(PHI.0, PHI.1);
    }

    /// The finger was lifted while it moved by `vx`, `vy` heights a second: it spins on and comes to rest.
    pub fn release(&mut self, vx: f32, vy: f32, now: f64) {
        self.at = self.at(now);
        let speed = |v: f32| (-finite(v) * RADIANS_A_HEIGHT).clamp(-FASTEST, FASTEST);
        let (theta, phi) = (speed(vx), speed(vy));
        self.spin = (theta.abs() + phi.abs() > 0.05).then_some((theta, phi, now));
    }

    /// Comes nearer by `factor` above 1, goes away below.
    pub fn zoom(&mut self, factor: f32, now: f64) {
        self.at = self.at(now);
        self.spin = None;
        let factor = if factor.is_finite() && factor > 0.0 { factor.clamp(0.1, 10.0) } else { 1.0 };
        let (near, far) = (self.first.radius * ZOOM.0, self.first.radius * ZOOM.1);
        self.at.radius = (self.at.radius / factor).clamp(near, far);
    }

    /// Back to the first look.
    pub fn reset(&mut self) {
        self.at = self.first;
        self.spin = None;
    }
}

fn finite(x: f32) -> f32 {
    if x.is_finite() { x } else { 0.0 }
}

fn wrapped(theta: f32) -> f32 {
    theta - (theta / (2.0 * PI)).round() * 2.0 * PI
}

#[cfg(test)]
mod tests;
