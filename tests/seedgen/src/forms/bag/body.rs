//! The body: canvas over an outline that is rounded, its leather base and the pocket before it.

use crate::kit::curve::rounded_rectangle;
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// Half the body's width and depth, its height, and the middle of its depth: the pocket lies before it.
pub(super) const WIDE: f64 = 0.1235;
pub(super) const DEEP: f64 = 0.0535;
pub(super) const HIGH: f64 = 0.1790;
pub(super) const BACK: f64 = -0.0130;

/// The body's outline at a height over the floor, `out` metres outside.
pub(super) fn outline(out: f64) -> Vec<V2> {
    let round = rounded_rectangle((WIDE + out) * 2.0, (DEEP + out) * 2.0, (0.026 + out).max(0.000_02), 4);
    let mut line = Vec::new();
    for (i, p) in round.iter().enumerate() {
        let next = round[(i + 1) % round.len()];
        // As many for every ring, whatever its size.
        let cuts = match (i % 5, (next - *p).length() > 0.10) {
            (4, true) => 7,
            (4, false) => 3,
            _ => 1,
        };
        line.extend((0..cuts).map(|k| *p + (next - *p) * (f64::from(k) / f64::from(cuts))));
    }
    line
}

/// Rings of the outline, each at a height and so far outside.
fn stack(rings: &[V2]) -> Mesh {
    let n = outline(0.0).len();
    let mut mesh = Mesh::default();
    for ring in rings {
        let line = outline(ring.x);
        let mut length = 0.0;
        for j in 0..=n {
            let p = line[j % n];
            if j > 0 {
                length += (p - line[(j + n - 1) % n]).length();
            }
            mesh.points.push(v3(p.x, ring.y, BACK - p.y));
            mesh.uvs.push(v2(length, ring.y + (ring.x + 0.03).min(0.0)));
        }
    }
    let row = n as u32 + 1;
    for j in 0..rings.len() as u32 - 1 {
        for i in 0..n as u32 {
            let a = j * row + i;
            mesh.faces.push([a, a + 1, a + row + 1]);
            mesh.faces.push([a, a + row + 1, a + row]);
        }
    }
    mesh
}

pub(super) fn body() -> Mesh {
    let mut rings: Vec<V2> = (0..7).map(|k| v2(0.0, mix(0.020, HIGH - 0.016, f64::from(k) / 6.0))).collect();
    rings.extend((1..=3).map(|k| {
        let a = PI / 6.0 * f64::from(k);
        v2(0.016 * (cos(a) - 1.0), HIGH - 0.016 * (1.0 - sin(a)))
    }));
    rings.push(v2(-0.030, HIGH + 0.001));
    rings.push(v2(-0.0534, HIGH + 0.002));
    stack(&rings)
}

/// The leather base: floor and a band up the sides, its edge turned in.
pub(super) fn base() -> Mesh {
    stack(&[
        v2(-0.050, 0.0012),
        v2(-0.012, 0.0000),
        v2(-0.004, 0.0008),
        v2(0.0006, 0.0045),
        v2(0.0019, 0.0110),
        v2(0.0020, 0.0380),
        v2(0.0017, 0.0394),
        v2(0.0002, 0.0396),
    ])
}

/// A bellows pocket before the body.
pub(super) fn pocket() -> Mesh {
    Mesh::rounded_box(v3(0.204, 0.096, 0.030), 0.011, 2, 5).bent(|p| {
        let fat = 1.0 - (p.x / 0.115) * (p.x / 0.115);
        v3(
            p.x,
            p.y + 0.0890,
            p.z + 0.0460 + 0.0030 * fat * f64::signum(p.z).max(0.0) * smoothstep(0.05, -0.03, p.y),
        )
    })
}
