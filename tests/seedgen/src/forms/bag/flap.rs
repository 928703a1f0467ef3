//! The flap: its line over the top, the sheet, the leather bound round its edges, the patch.

use super::body::{BACK, DEEP, HIGH, WIDE};
use crate::kit::curve::{Corner, fillet, rounded_rectangle, spline};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// The flap's line from the back over the top and down before the pocket; (z, y).
fn fall() -> Vec<V2> {
    let mut line = fillet(
        &[
            Corner(BACK - DEEP - 0.0030, 0.1320, 0.0),
            Corner(BACK - DEEP - 0.0030, HIGH + 0.0034, 0.019),
            Corner(BACK + DEEP + 0.0040, HIGH + 0.0034, 0.022),
            Corner(0.0545, 0.1440, 0.0),
        ],
        5,
    );
    line.pop();
    let last = line[line.len() - 1];
    line.extend(
        spline(&[last, v2(0.0520, 0.1480), v2(0.0640, 0.1290), v2(0.0662, 0.1060), v2(0.0655, 0.0800)], 3)
            .into_iter()
            .skip(1),
    );
    line
}

/// Half the flap's width `end` metres before its lower edge: round corners in front, narrower where it is sewn to the
/// back, which turns away at its sides.
pub(super) fn half(end: f64) -> f64 {
    let sewn = 1.0 - smoothstep(0.038, 0.072, fall_length() - end);
    let (wide, corner) = (WIDE + 0.0045 - 0.0270 * sewn, 0.030);
    if end < corner {
        let rest = corner - end;
        wide - corner + (corner * corner - rest * rest).max(0.0).sqrt()
    } else {
        wide
    }
}

/// Places on the flap: x in -1..1, d metres from its start, `lift` outside. And its length.
pub(super) fn on_flap(u: f64, d: f64, lift: f64) -> V3 {
    let (line, length) = (fall(), fall_length());
    let mut left = d.clamp(0.0, length);
    for pair in line.windows(2) {
        let step = pair[1] - pair[0];
        if left <= step.length() + 1e-9 {
            let p = pair[0] + step * (left / step.length()) + v2(-step.y, step.x).normalize() * lift;
            // The sides of the flap hang down a little over the top's edge.
            let x = u * half(length - d);
            let top = smoothstep(HIGH - 0.02, HIGH, p.y);
            let droop = 0.0075 * top * smoothstep(0.80, 1.0, u.abs());
            return v3(x, p.y - droop, p.x);
        }
        left -= step.length();
    }
    let end = line[line.len() - 1];
    v3(u * half(0.0), end.y, end.x + lift)
}

pub(super) fn fall_length() -> f64 {
    fall().windows(2).map(|pair| (pair[1] - pair[0]).length()).sum()
}

/// Where the flap is cut along its length: closer at its round corners.
pub(super) fn cuts() -> Vec<f64> {
    let length = fall_length();
    let mut all: Vec<f64> = (0..=20).map(|k| (length - 0.030) * f64::from(k) / 20.0).collect();
    all.extend((1..=6).map(|k| length - 0.030 * (1.0 - sin(PI / 12.0 * f64::from(k)))));
    all
}

pub(super) fn flap() -> Mesh {
    let cuts = cuts();
    let rows = cuts.len() - 1;
    let face = |lift: f64| {
        let at = |v: f64| cuts[libm::round(v * rows as f64) as usize];
        Mesh::sheet(
            14,
            rows,
            |u, v| on_flap(2.0 * u - 1.0, at(v), lift),
            |u, v| v2((2.0 * u - 1.0) * half(fall_length() - at(v)), -at(v)),
        )
    };
    Mesh::join([face(0.0016).inside_out(), face(-0.0006)])
}

/// Leather bound round the flap's edges.
pub(super) fn binding() -> Mesh {
    let length = fall_length();
    let mut path: Vec<V3> = cuts().iter().map(|d| on_flap(-1.0, *d, 0.0005)).collect();
    path.extend([-0.5, 0.0, 0.5].map(|u| on_flap(u, length, 0.0005)));
    path.extend(cuts().iter().rev().map(|d| on_flap(1.0, *d, 0.0005)));
    path.extend([0.5, 0.0, -0.5].map(|u| on_flap(u, 0.0, 0.0005)));
    Mesh::ring(&path, 6, |_| 0.0025).creased(80.0)
}

/// The house's patch on the flap.
pub(super) fn patch() -> Mesh {
    let middle = on_flap(0.0, fall_length() - 0.045, 0.0026);
    Mesh::plate(&rounded_rectangle(0.050, 0.021, 0.004, 3), 0.0018, 0.0006, 1).bent(|p| p + middle)
}
