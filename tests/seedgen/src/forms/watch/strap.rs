//! The strap: two leathers, stitches, holes, loops, buckle.

use super::solid::signed;
use crate::kit::curve::{rounded_rectangle, spline, superellipse};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// Where the strap runs, (y, z) with the half thickness: from twelve to the buckle, and from six round over it.
fn courses() -> [Vec<V2>; 2] {
    let short = [
        v2(19.2, -2.3),
        v2(22.9, -5.0),
        v2(27.6, -12.0),
        v2(29.8, -22.0),
        v2(28.8, -34.0),
        v2(24.0, -44.6),
        v2(16.5, -50.8),
        v2(8.0, -54.2),
        v2(2.0, -55.4),
    ];
    let long = [
        v2(-19.2, -2.3),
        v2(-22.9, -5.0),
        v2(-27.6, -12.0),
        v2(-29.8, -22.0),
        v2(-28.8, -34.0),
        v2(-23.6, -45.0),
        v2(-15.0, -52.2),
        v2(-7.4, -55.2),
        v2(0.5, -57.7),
        v2(8.6, -57.4),
        v2(17.6, -54.0),
        v2(25.0, -48.0),
        v2(29.6, -40.5),
    ];
    [spline(&short, 3), spline(&long, 3)]
}

/// Point, direction and way out (towards where it is seen) at `t` in 0..1 of a course.
fn along(course: &[V2], t: f64, side: f64) -> (V3, V3, V3) {
    let x = t.clamp(0.0, 1.0) * (course.len() - 1) as f64;
    let k = (x.floor() as usize).min(course.len() - 2);
    let (a, b) = (course[k], course[k + 1]);
    let p = a.lerp(b, x - k as f64);
    let before = if k > 0 { a - course[k - 1] } else { b - a };
    let after = if k + 2 < course.len() { course[k + 2] - b } else { b - a };
    let d = ((b - a) * 2.0 + before + after).normalize_or_zero();
    (v3(0.0, p.x, p.y), v3(0.0, d.x, d.y), v3(0.0, -d.y, d.x) * side)
}

/// Width and thickness of the strap at `t`: padded at the case, thin at the end.
fn gauge(t: f64, long: bool) -> (f64, f64) {
    let width = mix(19.6, 17.6, smoothstep(0.1, 0.6, t));
    let thick = mix(3.6, 2.3, smoothstep(0.08, 0.55, t));
    let start = smoothstep(-0.03, 0.03, t);
    if long {
        // The tip is cut round.
        let end = ((1.0 - t) / 0.055).clamp(0.0, 1.0);
        (
            width * (0.30 + 0.70 * (1.0 - (1.0 - end) * (1.0 - end)).sqrt()),
            thick * mix(0.8, 1.0, start) * mix(0.7, 1.0, end),
        )
    } else {
        (width, thick * mix(0.8, 1.0, start))
    }
}

/// Both leathers with their loops, the stitches, the holes.
pub(super) fn straps() -> (Mesh, Mesh, Mesh) {
    let (mut leather, mut thread, mut holes) = (Mesh::default(), Mesh::default(), Mesh::default());
    let section: Vec<V2> = superellipse(0.5, 0.5, 4.0, 12);
    for (course, side) in courses().iter().zip([1.0, -1.0]) {
        let long = side < 0.0;
        let path: Vec<V3> = course.iter().map(|p| v3(0.0, p.x, p.y)).collect();
        let (_, _, up) = along(course, 0.0, side);
        let size = |t: f64| {
            let (w, h) = gauge(t, long);
            v2(w, h)
        };
        leather.add(&Mesh::sweep(&path, &section, up, size));
        let (first, last) = if long { (0.075, 0.93) } else { (0.10, 0.93) };
        let count = if long { 38 } else { 22 };
        for k in 0..=count {
            let t = mix(first, last, f64::from(k) / f64::from(count));
            let (p, d, out) = along(course, t, side);
            let (w, h) = gauge(t, long);
            for x in [-1.0, 1.0] {
                let at = p + V3::X * (x * (w / 2.0 - 1.7)) + out * (h * 0.455);
                thread.add(&stitch(at, d, out));
            }
        }
        if long {
            for t in [0.66, 0.72, 0.78, 0.84, 0.90] {
                let (p, d, out) = along(course, t, side);
                let (_, h) = gauge(t, long);
                let ring: Vec<V3> = (0..9)
                    .map(|k| {
                        let a = TAU * f64::from(k) / 9.0;
                        p + out * (h * 0.5 + 0.03) + V3::X * (0.85 * cos(a)) + d * (1.15 * sin(a))
                    })
                    .collect();
                holes.add(&fan(&ring, out));
            }
        }
    }
    // Two loops hold the long end down.
    let [short, long] = courses();
    for (a, b, wide) in [(0.845, 0.79, 4.2), (0.72, 0.90, 4.2)] {
        let (p, _, out) = along(&short, a, 1.0);
        let (q, _, _) = along(&long, b, -1.0);
        let tall = (q - p).dot(out).abs() + 4.4;
        let middle = p + out * ((q - p).dot(out) / 2.0);
        let ring = rounded_rectangle(19.4, tall, 2.2, 3);
        let path: Vec<V3> = ring.iter().map(|c| middle + V3::X * c.x + out * c.y).collect();
        let band = superellipse(wide / 2.0, 0.6, 5.0, 8);
        let up = (path[0] - middle).normalize_or_zero();
        let loop_ = Mesh::sweep_closed(&path, &band, up, |_| V2::ONE);
        leather.add(&if signed(&loop_.clone().moved(-middle.x, -middle.y, -middle.z)) < 0.0 {
            loop_.inside_out()
        } else {
            loop_
        });
    }
    (leather, thread.creased(180.0), holes)
}

/// A flat face within `ring`, seen from `out`.
fn fan(ring: &[V3], out: V3) -> Mesh {
    let mut mesh = Mesh { points: ring.to_vec(), uvs: vec![V2::ZERO; ring.len()], ..Mesh::default() };
    let up = (ring[1] - ring[0]).cross(ring[2] - ring[0]).dot(out) > 0.0;
    for k in 1..ring.len() as u32 - 1 {
        mesh.faces.push(if up { [0, k, k + 1] } else { [0, k + 1, k] });
    }
    mesh
}

/// One stitch lying in the leather: a ridge with sunk ends.
fn stitch(at: V3, along: V3, out: V3) -> Mesh {
    let across = along.cross(out);
    let place = |a: f64, x: f64, h: f64| at + along * a + across * x + out * h;
    let points = vec![
        place(-0.95, 0.0, -0.16),
        place(-0.5, 0.26, -0.1),
        place(-0.5, -0.26, -0.1),
        place(-0.45, 0.0, 0.17),
        place(0.45, 0.0, 0.17),
        place(0.5, 0.26, -0.1),
        place(0.5, -0.26, -0.1),
        place(0.95, 0.0, -0.16),
    ];
    let faces = vec![[0, 3, 1], [0, 2, 3], [1, 3, 4], [1, 4, 5], [3, 2, 6], [3, 6, 4], [5, 4, 7], [4, 6, 7]];
    let mesh = Mesh { uvs: vec![V2::ZERO; points.len()], points, faces, ..Mesh::default() };
    let [a, b, c] = mesh.faces[2].map(|i| mesh.points[i as usize]);
    let right = (b - a).cross(c - a).dot(out) > 0.0;
    (if right { mesh } else { mesh.inside_out() }).creased(180.0)
}

/// The frame at the end of the short strap, and its tongue.
pub(super) fn buckle() -> Mesh {
    let [short, _] = courses();
    let (p, d, out) = along(&short, 1.0, 1.0);
    let ring = rounded_rectangle(22.4, 11.0, 2.6, 3);
    // The far bar lies over the long strap.
    let path: Vec<V3> =
        ring.iter().map(|c| p + V3::X * c.x + d * (c.y + 4.6) + out * (0.4 + 0.26 * (c.y + 5.5))).collect();
    let frame = Mesh::ring(&path, 8, |_| 1.05);
    let frame = if signed(&frame.clone().moved(-p.x, -p.y, -p.z)) < 0.0 { frame.inside_out() } else { frame };
    let start = p + out * 2.9 - d * 1.5;
    let end = p + d * 10.6 + out * 4.6;
    let tongue = Mesh::tube(&[start, start.lerp(end, 0.5) + out * 0.3, end], 7, |t| mix(0.85, 0.62, t));
    Mesh::join([frame, tongue])
}
