//! The neutral studio as a formula: a grey room with white silks, so that a product has bright edges, a soft side and a
//! dark side, and nothing in the room has a colour.

use glam::Vec3;

/// A rectangle of light: where its middle is seen, how wide and high it is (tangents of half its angles), how bright,
/// and how soft its edge is.
struct Silk {
    towards: Vec3,
    half: (f32, f32),
    light: f32,
    soft: f32,
}

impl Silk {
    fn at(&self, d: Vec3) -> f32 {
        let middle = self.towards.normalize();
        let along = d.dot(middle);
        if along <= 0.0 {
            return 0.0;
        }
        let side = Vec3::Y.cross(middle).normalize_or(Vec3::X);
        let up = middle.cross(side);
        let (x, y) = (d.dot(side) / along, d.dot(up) / along);
        let edge = |x: f32, half: f32| 1.0 - smooth(half - self.soft, half + self.soft, x.abs());
        self.light * edge(x, self.half.0) * edge(y, self.half.1)
    }
}

const SILKS: [Silk; 5] = [
    // Overhead, a little to the front.
    Silk { towards: Vec3::new(0.05, 1.0, 0.30), half: (0.95, 0.60), light: 3.4, soft: 0.16 },
    // Key from the left front, fill from the right, a strip behind each shoulder for the edges.
    Silk { towards: Vec3::new(-1.0, 0.50, 0.75), half: (0.42, 0.62), light: 4.2, soft: 0.07 },
    Silk { towards: Vec3::new(1.0, 0.28, 0.55), half: (0.30, 0.75), light: 2.0, soft: 0.10 },
    Silk { towards: Vec3::new(-0.80, 0.35, -1.0), half: (0.16, 0.80), light: 4.0, soft: 0.05 },
    Silk { towards: Vec3::new(0.95, 0.40, -0.9), half: (0.22, 0.70), light: 3.6, soft: 0.05 },
];

/// Light from direction `d`, linear.
pub(crate) fn light(d: Vec3) -> Vec3 {
    // Walls: paler above, a soft horizon, a pale floor that gives light back.
    let wall = 0.62 + 0.42 * smooth(-0.05, 0.9, d.y);
    let floor = 0.66 + 0.10 * smooth(-1.0, -0.2, d.y);
    let room = wall + (floor - wall) * smooth(0.04, -0.06, d.y);
    // Dark behind the camera's shoulders, so that shiny things have something to show.
    let gap = smooth(0.90, 0.99, d.dot(Vec3::new(0.30, -0.08, 1.0).normalize()));
    let silk = SILKS.iter().map(|silk| silk.at(d)).fold(0.0, f32::max);
    Vec3::splat((room * (1.0 - 0.55 * gap)).max(silk))
}

/// 0 at `a`, 1 at `b` (which may be the smaller), smooth between.
fn smooth(a: f32, b: f32, x: f32) -> f32 {
    let t = ((x - a) / (b - a)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
