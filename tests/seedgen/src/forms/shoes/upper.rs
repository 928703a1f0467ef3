//! The knitted upper with its lining, tongue, name and laces.

use super::last::{LAST, ROUND, WALL, edge, feather, over, skin};
use crate::kit::curve::superellipse;
use crate::kit::lettering;
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

pub(super) fn upper() -> Mesh {
    let n = LAST.len() as f64;
    Mesh::sheet(
        ROUND,
        9,
        |u, v| {
            let (p, out) = skin(n * u, v);
            // Knit is soft: it sinks a little between the toe and the laces.
            let crease =
                smoothstep(60.0, 80.0, p.x) * smoothstep(118.0, 92.0, p.x) * smoothstep(0.35, 0.8, v);
            (p - out * (0.6 * crease * (1.0 + sin(p.x * 0.34 + 0.03 * p.z)))) * 0.001
        },
        |u, v| v2(u * 0.70, v * 0.075),
    )
}

/// The padded collar and the inside, down to the foot bed.
pub(super) fn lining() -> Mesh {
    let n = LAST.len() as f64;
    let steps = 6;
    let inside = Mesh::sheet(
        ROUND,
        steps,
        |u, v| {
            let (u, k) = (n * u, libm::round(v * steps as f64) as usize);
            let top = edge(u);
            let middle = v3(top.x.clamp(-108.0, 50.0), top.y, 0.0);
            let inwards = (middle - top).normalize_or_zero();
            // Thick at the ankle, thin along the laces.
            let pad = smoothstep(-18.0, -50.0, top.x);
            let foot = {
                let f = feather(u);
                v3(f.x * 0.93, over(&WALL, f.x) - 1.0, f.z * 0.80)
            };
            let low = mix(3.0, 1.0, pad);
            let p = match k {
                0 => top - V3::Y * 0.4,
                1 => top + inwards * mix(0.4, 1.8, pad) + V3::Y * mix(0.3, 2.4, pad),
                2 => top + inwards * mix(1.2, 5.0, pad) + V3::Y * mix(0.2, 2.2, pad),
                3 => top + inwards * mix(1.6, 8.0, pad) - V3::Y * mix(1.0, 2.5, pad),
                4 => top + inwards * mix(1.2, 8.0, pad) - V3::Y * mix(low, 14.0, pad),
                5 => (top + inwards * 2.0 - V3::Y * 3.0).lerp(top.lerp(foot, 0.55), pad),
                _ => (top + inwards * 1.0 - V3::Y * 3.5).lerp(foot, pad),
            };
            p * 0.001
        },
        |u, v| v2(u * 0.5, v * 0.09),
    );
    let bed = Mesh::sheet(
        8,
        2,
        |u, v| {
            let x = mix(-139.0, -6.0, u);
            let half = 30.5 * (1.0 - pow((u * 2.0 - 1.0).abs(), 4.0)).max(0.0).sqrt().max(0.2);
            v3(x, over(&WALL, x) - 1.5 + 3.0 * (v * 2.0 - 1.0) * (v * 2.0 - 1.0), mix(half, -half, v)) * 0.001
        },
        |u, v| v2(u * 0.12, v * 0.06),
    );
    Mesh::join([inside, bed, tongue()]).creased(180.0)
}

/// Height of the throat's middle over x, mm.
fn throat(x: f64) -> f64 {
    over(
        &[
            (-56.0, 121.0),
            (-40.0, 114.0),
            (-24.0, 104.5),
            (6.0, 91.0),
            (31.0, 79.0),
            (49.0, 70.5),
            (64.0, 62.0),
        ],
        x,
    )
}

fn tongue() -> Mesh {
    // Where along X, and half the width there: broad at the ankle, round at the top.
    let rows = [
        (60.0, 20.0),
        (46.0, 21.5),
        (30.0, 23.5),
        (14.0, 25.5),
        (-2.0, 28.0),
        (-18.0, 29.0),
        (-32.0, 29.0),
        (-42.0, 27.0),
        (-48.5, 23.5),
        (-52.5, 17.0),
        (-54.0, 9.0),
    ];
    let path: Vec<V3> = rows.iter().map(|(x, _)| v3(*x, throat(*x) - 2.6, 0.0) * 0.001).collect();
    // A crescent: round on top, hollow below.
    let mut section: Vec<V2> =
        (0..=8).map(|k| f64::from(k) / 4.0 - 1.0).map(|x| v2(-x, 1.5 - 5.0 * x * x)).collect();
    section.extend((0..=4).map(|k| f64::from(k) / 2.0 - 1.0).map(|x| v2(x * 0.96, -2.8 - 3.6 * x * x)));
    let section: Vec<V2> = section.iter().map(|p| v2(p.x, p.y * 0.001)).collect();
    Mesh::sweep(&path, &section, V3::Y, |t| {
        let width = rows[libm::round(t * (rows.len() - 1) as f64) as usize].1;
        v2(width * 0.001, 1.0 - 0.5 * smoothstep(0.75, 1.0, t))
    })
}

/// The maker's name on the tongue, read from the toe.
pub(super) fn name() -> Mesh {
    lettering::text("TAMRUN", 0.0058, 0.0010, 1.3).bent(|p| {
        let (x, z) = (-32.5 - p.y * 1000.0, -p.x * 1000.0);
        v3(x, throat(x) - 0.7 - 5.0 * (z / 29.0) * (z / 29.0), z) * 0.001
    })
}

/// Flat laces through six pairs of holes, crossing over the tongue.
pub(super) fn laces() -> Mesh {
    let band = superellipse(0.0032, 0.0008, 3.0, 6);
    let hole = |k: f64, inner: bool| {
        let u = mix(6.2, 9.75, k / 5.0);
        let (p, out) = skin(if inner { 22.1 - u + 0.1 } else { u }, 0.90);
        (p, out)
    };
    let mut all = Mesh::default();
    let mut bar = |from: (V3, V3), to: (V3, V3), lift: f64| {
        let top = |x: f64| throat(x);
        let middle = (from.0 + to.0) / 2.0;
        let peak = v3(middle.x, top(middle.x) + 0.6 + lift, middle.z);
        let end = |p: (V3, V3)| p.0 + p.1 * 0.9 - (middle - p.0).normalize_or_zero() * 1.5;
        let near = |p: (V3, V3)| {
            let q = p.0.lerp(middle, 0.45);
            v3(q.x, (p.0.y + 0.5 * (peak.y - p.0.y)).max(p.0.y + 1.2) + lift * 0.6 + 0.9, q.z)
        };
        let path = [end(from), near(from), peak, near(to), end(to)].map(|p| p * 0.001);
        all.add(&Mesh::sweep(&path, &band, from.1, |_| V2::ONE));
    };
    bar(hole(5.0, false), hole(5.0, true), 0.0);
    for k in 0..5 {
        let k = f64::from(k);
        bar(hole(k + 1.0, false), hole(k, true), 0.0);
        bar(hole(k + 1.0, true), hole(k, false), 1.7);
    }
    all
}
