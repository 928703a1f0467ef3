//! Both shells with their grooves, the frame between them, the guard of a corner.

use crate::kit::curve::rounded_rectangle;
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// Half the shell's width, half its height, and where its middle is: the side with the locks needs room to its right.
const WIDE: f64 = 0.1945;
const HIGH: f64 = 0.2420;
pub(super) const MIDDLE: V3 = v(-0.0055, 0.2915, 0.0);
/// From the seam to the front, and how the corners and the edges are rounded.
pub(super) const DEEP: f64 = 0.0965;
const CORNER: f64 = 0.052;
const EDGE: f64 = 0.0225;
const SEAM: f64 = 0.0092;
/// Where the shell's side, top and bottom lie.
pub(super) const SIDE: f64 = MIDDLE.x + WIDE;
pub(super) const TOP: f64 = MIDDLE.y + HIGH;
pub(super) const FLOOR: f64 = MIDDLE.y - HIGH;

const fn v(x: f64, y: f64, z: f64) -> V3 {
    V3::new(x, y, z)
}

/// How deep the grooves are at x: eight of them, with soft shoulders.
fn groove(x: f64) -> f64 {
    let pitch = 0.0354;
    let near = (0..8).map(|k| (x - (f64::from(k) - 3.5) * pitch).abs()).fold(f64::MAX, f64::min);
    0.0036 * (1.0 - smoothstep(0.0008, 0.0048, near))
}

/// Where the surface is cut across: four lines in each groove.
fn columns() -> Vec<f64> {
    let straight = WIDE - CORNER;
    let mut xs = vec![-straight];
    for k in 0..8 {
        let middle = (f64::from(k) - 3.5) * 0.0354;
        xs.extend([-0.0046, -0.0015, 0.0015, 0.0046].map(|d| middle + d));
    }
    xs.push(straight);
    xs
}

/// The front shell: rings from the seam over the edge, and a face that fits the last ring. The grooves run over the top
/// and die out before the seam.
pub(super) fn shells() -> Mesh {
    let (xs, straight) = (columns(), HIGH - CORNER);
    // One row just over the guards, so that their shade stays with them.
    let ys = [-straight, 0.0725 - HIGH, straight * 0.25, straight];
    let bulge = |x: f64, y: f64| 0.0035 * (1.0 - (x / WIDE) * (x / WIDE)) * (1.0 - (y / HIGH) * (y / HIGH));
    let outline = |inset: f64, dip: f64| -> Vec<V2> {
        let mut line: Vec<V2> = xs.iter().map(|x| v2(*x, -HIGH + inset + groove(*x) * dip)).collect();
        let corner = |cx: f64, cy: f64, from: f64| {
            (1..6).map(move |k| {
                let a = (from + 15.0 * f64::from(k)) * PI / 180.0;
                v2(cx + (CORNER - inset) * cos(a), cy + (CORNER - inset) * sin(a))
            })
        };
        line.extend(corner(WIDE - CORNER, -straight, -90.0));
        line.extend(ys.iter().map(|y| v2(WIDE - inset, *y)));
        line.extend(corner(WIDE - CORNER, straight, 0.0));
        line.extend(xs.iter().rev().map(|x| v2(*x, HIGH - inset - groove(*x) * dip)));
        line.extend(corner(CORNER - WIDE, straight, 90.0));
        line.extend(ys.iter().rev().map(|y| v2(inset - WIDE, *y)));
        line.extend(corner(CORNER - WIDE, -straight, 180.0));
        line
    };
    // Inset, height over the seam, how much of the groove is there, and how far it presses back instead of inwards.
    let mut rings = vec![
        (0.0016, SEAM, 0.0, 0.0),
        (0.0, SEAM + 0.0014, 0.0, 0.0),
        (0.0, 0.018, 0.0, 0.0),
        (0.0, 0.032, 1.0, 0.0),
        (0.0, DEEP - EDGE, 1.0, 0.0),
    ];
    for k in 1..=4 {
        let a = PI / 2.0 * f64::from(k) / 4.0;
        rings.push((EDGE * (1.0 - cos(a)), DEEP - EDGE * (1.0 - sin(a)), cos(a), sin(a)));
    }
    let mut mesh = Mesh::default();
    let n = outline(0.0, 0.0).len();
    for (inset, z, inwards, pressed) in &rings {
        let line = outline(*inset, *inwards);
        let mut length = 0.0;
        for j in 0..=n {
            let p = line[j % n];
            if j > 0 {
                length += (p - line[(j - 1) % n]).length();
            }
            let level = p.y.abs() > HIGH - CORNER;
            let press = if level { pressed * groove(p.x) } else { 0.0 };
            mesh.points.push(v3(p.x, p.y, z - press));
            mesh.uvs.push(v2(length, *z + inset));
        }
    }
    weave(&mut mesh, 0, n, rings.len() - 1);
    // The face: rows at the heights of the last ring's points.
    let inner = CORNER - EDGE;
    let mut rows: Vec<(f64, f64)> = (0..6)
        .map(|k| {
            let a = PI / 12.0 * f64::from(k);
            (-straight - inner * cos(a), WIDE - CORNER + inner * sin(a))
        })
        .collect();
    rows.extend(ys.map(|y| (y, WIDE - EDGE)));
    rows.extend((1..=6).map(|k| {
        let a = PI / 12.0 * f64::from(k);
        (straight + inner * sin(a), WIDE - CORNER + inner * cos(a))
    }));
    let start = mesh.points.len() as u32;
    for (y, half) in &rows {
        let mut line = vec![-half];
        line.extend(&xs);
        line.push(*half);
        for x in line {
            let edge = (half - x.abs()).min((HIGH - EDGE) - y.abs()).clamp(0.0, 1.0);
            let rise = bulge(x, *y) * smoothstep(0.0, 0.05, edge);
            mesh.points.push(v3(x, *y, DEEP + rise - groove(x)));
            mesh.uvs.push(v2(x, *y));
        }
    }
    weave(&mut mesh, start, xs.len() + 1, rows.len() - 1);
    mesh.creased(70.0).bent(|p| p + MIDDLE)
}

/// Faces of a grid of rows of `nu + 1` points from `start` on.
fn weave(mesh: &mut Mesh, start: u32, nu: usize, nv: usize) {
    let row = nu as u32 + 1;
    for j in 0..nv as u32 {
        for i in 0..nu as u32 {
            let a = start + j * row + i;
            for face in [[a, a + 1, a + row + 1], [a, a + row + 1, a + row]] {
                let [p, q, r] = face.map(|k| mesh.points[k as usize]);
                if (q - p).cross(r - p).length() > 1e-12 {
                    mesh.faces.push(face);
                }
            }
        }
    }
}

fn rim(outset: f64) -> Vec<V3> {
    rounded_rectangle((WIDE + outset) * 2.0, (HIGH + outset) * 2.0, CORNER + outset, 6)
        .into_iter()
        .map(|p| v3(p.x, p.y, 0.0) + MIDDLE)
        .collect()
}

/// The metal frame that closes one shell on the other: two flat lands, a groove between them where it opens.
pub(super) fn frame() -> Mesh {
    let section = [
        (-0.0016, 0.0074),
        (-0.0011, 0.0082),
        (0.0016, 0.0082),
        (0.0016, -0.0082),
        (-0.0011, -0.0082),
        (-0.0016, -0.0074),
        (-0.0016, -0.0012),
        (0.0002, -0.0006),
        (0.0002, 0.0006),
        (-0.0016, 0.0012),
    ]
    .map(|(x, y)| v2(x, y));
    // Counter-clockwise.
    let section: Vec<V2> = section.into_iter().rev().collect();
    Mesh::sweep_closed(&rim(0.0), &section, V3::Z, |_| V2::ONE).creased(60.0)
}

pub(super) fn gasket() -> Mesh {
    let section = rounded_rectangle(0.004, 0.0190, 0.0005, 1);
    Mesh::sweep_closed(&rim(-0.0034), &section, V3::Z, |_| V2::ONE)
}

/// A guard that follows the shell's lower right front corner, a little proud of it, its border tucked in.
pub(super) fn cup() -> Mesh {
    let (proud, tucked) = (-0.0016, 0.0024);
    let mut line = vec![(v2(0.104, -HIGH), V2::Y, true), (v2(0.106, -HIGH), V2::Y, false)];
    line.extend((0..=6).map(|k| {
        let a = (f64::from(k) * 15.0 - 90.0) * PI / 180.0;
        let out = v2(cos(a), sin(a));
        (v2(WIDE - CORNER, CORNER - HIGH) + out * CORNER, -out, false)
    }));
    line.push((v2(WIDE, 0.066 - HIGH), V2::NEG_X, false));
    line.push((v2(WIDE, 0.068 - HIGH), V2::NEG_X, true));
    // Inset and height over the seam of each ring: up the side, over the edge, onto the face.
    let mut rings = vec![(tucked, 0.0186, true), (proud, 0.0206, false), (proud, DEEP - EDGE, false)];
    rings.extend((1..=4).map(|k| {
        let a = PI / 8.0 * f64::from(k);
        let radius = EDGE - proud;
        (proud + radius * (1.0 - cos(a)), DEEP - EDGE + radius * sin(a), false)
    }));
    rings.push((0.033, DEEP - proud, false));
    rings.push((0.035, DEEP - tucked, true));
    let mut mesh = Mesh::default();
    for (inset, z, hidden) in &rings {
        for (p, inwards, end) in &line {
            let sink = if *end && !hidden { tucked - proud } else { 0.0 };
            let level = smoothstep(EDGE * 0.3, EDGE, *inset);
            let place = *p + *inwards * (inset + sink * (1.0 - level));
            mesh.points.push(v3(place.x, place.y, z - sink * level));
            mesh.uvs.push(v2(p.x, *z));
        }
    }
    weave(&mut mesh, 0, line.len() - 1, rings.len() - 1);
    mesh.creased(60.0).bent(|p| p + MIDDLE)
}
