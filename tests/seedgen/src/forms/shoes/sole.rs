//! The foam of the sole and the rubber below it.

use super::last::{LAST, ROUND, UNDER, WALL, outline, over};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// The foam's wall below or above a groove that rises from the heel to the toe. Rows: height (1 is the groove, 2 the rim)
/// and how far out, mm.
pub(super) fn midsole(lower: bool) -> Mesh {
    let n = LAST.len() as f64;
    let rows: &[(f64, f64)] = if lower {
        &[(0.0, -4.0), (0.05, -0.6), (0.22, 0.8), (0.60, 1.0), (0.92, 0.3), (1.0, -1.6)]
    } else {
        &[(1.0, -1.6), (1.07, 0.3), (1.50, 0.2), (1.90, -0.8), (2.0, -3.0)]
    };
    let wall = Mesh::sheet(
        ROUND,
        rows.len() - 1,
        |u, v| {
            let (p, out) = outline(n * u);
            let (h, reach) = rows[libm::round(v * (rows.len() - 1) as f64) as usize];
            let (low, high) = (over(&UNDER, p.x) + 3.4, over(&WALL, p.x));
            let groove = mix(0.36, 0.70, smoothstep(-140.0, 110.0, p.x));
            let t = if h <= 1.0 { h * groove } else { groove + (h - 1.0) * (1.0 - groove) };
            // Wider on the ground at the heel.
            let flare = 4.0 * smoothstep(-40.0, -120.0, p.x) * (1.0 - t) * (1.0 - t);
            let q = p + out * (reach + flare - 1.0);
            v3(q.x, mix(low, high, t), q.z) * 0.001
        },
        |u, v| v2(u * 0.72, v * 0.024),
    );
    // The rim's top, in to the upper.
    let rim = Mesh::sheet(
        ROUND,
        1,
        |u, v| {
            let (p, out) = outline(n * u);
            let q = p - out * mix(4.0, 9.0, v);
            v3(q.x, over(&WALL, p.x) - 0.6 * v, q.z) * 0.001
        },
        |u, v| v2(u * 0.72, 0.05 + v * 0.005),
    );
    if lower { wall } else { Mesh::join([wall, rim]) }
}

/// Rubber on the ground, notched at its edge.
pub(super) fn outsole() -> Mesh {
    let n = LAST.len() as f64;
    let rows: [(f64, f64, f64); 4] = [(0.6, 0.0, 0.0), (0.05, 0.0, 0.0), (0.0, 0.3, -1.4), (0.0, 4.2, -1.2)];
    Mesh::sheet(
        92,
        rows.len() - 1,
        |u, v| {
            let (p, out) = outline(n * u);
            let (inner, y, reach) = rows[libm::round(v * (rows.len() - 1) as f64) as usize];
            let flare = 3.4 * smoothstep(-40.0, -120.0, p.x);
            let q = p + out * (reach + flare - 1.0 - if inner > 0.0 { 5.0 } else { 0.0 });
            let notch = if (libm::round(u * 92.0) as i64).rem_euclid(4) == 0 && inner < 0.3 && y < 3.0 {
                2.2
            } else {
                0.0
            };
            let q = v3(q.x, over(&UNDER, p.x) + y + notch, mix(q.z, 0.0, inner.min(0.98)));
            q * 0.001
        },
        |u, v| v2(u * 0.72, v * 0.03),
    )
}
