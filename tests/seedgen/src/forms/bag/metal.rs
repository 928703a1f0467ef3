//! Metal and thread: buckles, rings, rivets, punched holes, seams.

use super::super::stitched::stitches;
use super::body::{BACK, outline};
use super::flap::{cuts, fall_length, half, on_flap};
use super::straps::{STRAP, sling_line, strap_line};
use crate::kit::curve::{rounded_rectangle, spline3};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// A ring of wire along a rounded rectangle in the plane of x and y.
fn wire(width: f64, height: f64, thick: f64) -> Mesh {
    let path: Vec<V3> =
        rounded_rectangle(width, height, 0.004, 3).iter().map(|p| v3(p.x, p.y, 0.0)).collect();
    Mesh::ring(&path, 6, |_| thick).creased(80.0)
}

/// Buckles, rings, the slide on the sling, rivets and the mark of three bars.
pub(super) fn hardware() -> Mesh {
    let mut all = Vec::new();
    for side in [-1.0, 1.0] {
        let frame = wire(0.0320, 0.0230, 0.0017).turned(V3::X, -3.0);
        let bar = Mesh::tube(&[v3(-0.0150, 0.0, 0.0), v3(0.0150, 0.0, 0.0)], 6, |_| 0.0013).creased(80.0);
        let prong = Mesh::tube(
            &spline3(
                &[
                    v3(0.0, 0.0, 0.0012),
                    v3(0.0, 0.004, 0.0022),
                    v3(0.0, -0.0060, 0.0026),
                    v3(0.0, -0.0125, 0.0020),
                ],
                3,
            )[3..],
            5,
            |_| 0.0011,
        )
        .creased(80.0);
        let one = Mesh::join([frame, bar, prong]);
        all.push(one.moved(side * STRAP, 0.0945, 0.0708));
        let d = wire(0.0330, 0.0180, 0.0018).turned(V3::Y, 90.0);
        all.push(d.moved(side * 0.1310, 0.1600, BACK));
        let rivet =
            Mesh::lathe(&[v2(0.0036, 0.0), v2(0.0032, 0.0010), v2(0.0016, 0.0018), v2(0.0, 0.0020)], 10);
        all.push(rivet.clone().turned(V3::Z, -90.0 * side).moved(side * 0.1272, 0.1180, BACK));
        all.push(rivet.turned(V3::X, 90.0).moved(side * STRAP, 0.0480, 0.0650));
    }
    let (place, up) = sling_line()[42];
    let lean = libm::atan2(up.x, up.y) * -180.0 / PI;
    all.push(
        wire(0.0190, 0.0410, 0.0017)
            .turned(V3::X, 90.0)
            .turned(V3::Z, lean)
            .bent(|p| p + place + up * 0.0026),
    );
    let middle = on_flap(0.0, fall_length() - 0.045, 0.0040);
    for x in [-0.0062, 0.0, 0.0062] {
        all.push(
            Mesh::rounded_box(v3(0.0024, 0.0105, 0.0014), 0.0006, 1, 1)
                .bent(|p| p + middle + v3(x, 0.0, 0.0)),
        );
    }
    Mesh::join(all)
}

/// Holes in the straps' ends.
pub(super) fn holes() -> Mesh {
    let hole =
        Mesh::lathe(&[v2(0.0015, -0.0005), v2(0.0014, 0.0003), v2(0.0, 0.0003)], 8).turned(V3::X, 90.0);
    let mut all = Vec::new();
    for side in [-1.0, 1.0] {
        all.extend(
            [(0.0660, 0.0691), (0.0590, 0.0683)]
                .map(|(y, z)| hole.clone().moved(side * STRAP, y, z + 0.0008)),
        );
    }
    Mesh::join(all)
}

/// Rows of thread: inside the flap's edge, along the straps, round the base and the patch.
pub(super) fn seams() -> Mesh {
    let length = fall_length();
    let mut edge: Vec<(V3, V3)> = Vec::new();
    for (side, backwards) in [(-1.0, false), (1.0, true)] {
        let mut part: Vec<(V3, V3)> = cuts()
            .iter()
            .filter(|d| **d > 0.045 && **d < length - 0.006)
            .map(|d| {
                let wide = half(length - d);
                let inner = (half(length - d - 0.0) - 0.0062) / wide;
                let p = on_flap(side * inner, *d, 0.0018);
                (p, (on_flap(side * inner, *d, 0.01) - p).normalize())
            })
            .collect();
        if backwards {
            part.reverse();
        }
        edge.extend(part);
    }
    let sewn: Vec<(V3, V3)> =
        (-8..=8).map(|k| (on_flap(f64::from(k) / 8.5, 0.0055, 0.0018), V3::NEG_Z)).collect();
    let mut all = vec![stitches(&edge, 0.0066, 0.0042, 0.00056), stitches(&sewn, 0.0066, 0.0042, 0.00056)];
    let strap = strap_line();
    for x in [-STRAP - 0.0094, -STRAP + 0.0094, STRAP - 0.0094, STRAP + 0.0094] {
        let line: Vec<(V3, V3)> =
            strap[..12].iter().map(|(p, n)| (*p + v3(x, 0.0, 0.0) + *n * 0.0012, *n)).collect();
        all.push(stitches(&line, 0.0064, 0.0041, 0.00050));
    }
    let round = outline(0.0022);
    let band: Vec<(V3, V3)> = (0..=round.len())
        .map(|i| {
            let (p, before, after) = (
                round[i % round.len()],
                round[(i + round.len() - 1) % round.len()],
                round[(i + 1) % round.len()],
            );
            let out = v2((after - before).y, -(after - before).x).normalize();
            (v3(p.x, 0.0362, BACK - p.y), v3(out.x, 0.0, -out.y))
        })
        .collect();
    all.push(stitches(&band, 0.0072, 0.0046, 0.00056));
    let middle = on_flap(0.0, length - 0.045, 0.0036);
    let frame = rounded_rectangle(0.0456, 0.0166, 0.0025, 2);
    let frame: Vec<(V3, V3)> = (0..=frame.len())
        .map(|i| frame[i % frame.len()])
        .map(|p| (middle + v3(p.x, p.y, 0.0), V3::Z))
        .collect();
    all.push(stitches(&frame, 0.0046, 0.0030, 0.00040));
    let pad: Vec<(V3, V3)> = sling_line();
    for side in [-1.0, 1.0] {
        let line: Vec<(V3, V3)> = (15..33)
            .map(|i| {
                let (p, n) = pad[i];
                let t = (f64::from(i as u32) - 14.0) / 19.0;
                let half = 0.0185 + 0.0085 * pow(sin(PI * t).max(0.0), 0.45) - 0.0036;
                let along = pad[i + 1].0 - pad[i - 1].0;
                (p + n * 0.0040 + n.cross(along).normalize() * (side * half), n)
            })
            .collect();
        all.push(stitches(&line, 0.0066, 0.0042, 0.00052));
    }
    Mesh::join(all)
}
