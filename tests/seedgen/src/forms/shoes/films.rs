//! Films welded on the knit: heel counter, toe guard, stays and marks.

use super::last::skin;
use crate::kit::curve::{spline3, superellipse};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// How far a film stands out, mm: the shade is baked from a little further out, so that knit under a film stays clean.
const THIN: f64 = 0.29;

/// A welded film over the upper: `at` says where (u, v) each point of it lies; `thick` mm, edges rounded down.
fn film(across: usize, along: usize, thick: f64, at: impl Fn(f64, f64) -> (f64, f64)) -> Mesh {
    let spread = |t: f64, n: usize| {
        let k = libm::round(t * n as f64);
        (((k - 1.0) / (n as f64 - 2.0)).clamp(0.0, 1.0), k < 0.5 || k > n as f64 - 0.5)
    };
    let (n, m) = (across + 2, along + 2);
    Mesh::sheet(
        n,
        m,
        |a, b| {
            let ((a, rim_a), (b, rim_b)) = (spread(a, n), spread(b, m));
            let (u, v) = at(a, b);
            let (p, out) = skin(u, v);
            (p + out * if rim_a || rim_b { -0.4 } else { thick }) * 0.001
        },
        |a, b| v2(a * 0.05, b * 0.05),
    )
}

/// Heel counter, toe guard and the stays that carry the laces.
pub(super) fn films() -> Mesh {
    let heel = film(14, 6, THIN, |a, b| {
        let u = mix(-3.7, 3.5, a);
        let side = (a * 2.0 - 1.0).abs();
        (u, mix(0.02, mix(0.60, 0.05, pow(side, 2.2)), b))
    });
    let toe = film(16, 4, THIN, |a, b| {
        let side = (a * 2.0 - 1.0).abs();
        (mix(8.2, 14.6, a), mix(0.02, mix(0.34, 0.12, pow(side, 3.0)), b))
    });
    // From one ankle along the laces round the throat to the other.
    let stay = film(26, 3, THIN, |a, b| {
        let tip = (a * 2.0 - 1.0).abs();
        let low = 0.80 - 0.05 * smoothstep(0.25, 0.75, tip) + 0.10 * smoothstep(0.90, 1.0, tip);
        (mix(5.75, 16.25, a), mix(low, 0.995, b))
    });
    // A loop to pull the shoe on by.
    let pull: Vec<V3> = [
        (-147.5, 84.0),
        (-147.0, 98.0),
        (-146.0, 112.0),
        (-142.0, 118.5),
        (-136.0, 117.0),
        (-132.5, 108.0),
        (-132.0, 100.0),
    ]
    .iter()
    .map(|(x, y)| v3(*x, *y, 0.0) * 0.001)
    .collect();
    let band = superellipse(0.0075, 0.0009, 4.0, 8);
    let pull = Mesh::sweep(&spline3(&pull, 2), &band, v3(-1.0, 0.0, 0.0), |_| V2::ONE);
    Mesh::join([heel, toe, stay, pull])
}

/// Two strokes on either side, from the sole towards the laces.
pub(super) fn marks() -> Mesh {
    let stroke = |from: f64, to: f64, wide: f64, turn: f64| {
        film(2, 11, THIN, move |a, b| {
            let v = mix(0.10, 0.70, b);
            let middle = mix(from, to, b + 0.25 * sin(PI * b) * (0.5 - b));
            (middle + turn * wide * (a - 0.5) * mix(1.0, 0.45, b), v)
        })
    };
    Mesh::join([
        stroke(4.4, 6.6, 0.55, 1.0),
        stroke(5.4, 7.3, 0.42, 1.0),
        stroke(18.0, 16.3, 0.50, 1.0),
        stroke(17.0, 15.6, 0.38, 1.0),
    ])
}
