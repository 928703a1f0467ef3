//! The body: soundboard, ribs, back, binding, inside.

use crate::kit::curve::spline3_closed;
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// Height of the top, where the nut and the saddle are along X, the sound hole's middle and radius: metres.
pub(super) const TOP: f64 = 0.066;
pub(super) const NUT: f64 = 0.1807;
pub(super) const SCALE: f64 = 0.380;
pub(super) const HOLE: (f64, f64) = (-0.1040, 0.0255);
/// The body's outline from the tail to the neck, one side: (x, z), mm.
const SIDE: [(f64, f64); 17] = [
    (-299.0, 0.0),
    (-297.0, 30.0),
    (-289.0, 57.0),
    (-272.0, 80.0),
    (-245.0, 95.0),
    (-213.0, 99.5),
    (-181.0, 95.0),
    (-156.0, 83.0),
    (-136.0, 69.5),
    (-116.0, 63.0),
    (-98.0, 66.0),
    (-82.0, 72.0),
    (-66.0, 74.0),
    (-50.0, 69.0),
    (-38.0, 55.0),
    (-32.0, 36.0),
    (-30.0, 16.0),
];

/// The body's outline, counter-clockwise as the sheets need it: from the tail along +Z to the neck and back.
fn outline() -> Vec<V3> {
    let mut points: Vec<V3> = SIDE.iter().map(|(x, z)| v3(*x, 0.0, *z) * 0.001).collect();
    points.extend(SIDE.iter().skip(1).rev().map(|(x, z)| v3(*x, 0.0, -*z) * 0.001));
    let mut line = spline3_closed(&points, 3);
    line.push(line[0]);
    line
}

/// Point of the outline, moved `inset` metres inwards.
fn rim(line: &[V3], i: usize, inset: f64) -> V3 {
    let n = line.len() - 1;
    let along = line[(i + 1) % n] - line[(i + n - 1) % n];
    line[i] - v3(-along.z, 0.0, along.x).normalize_or_zero() * inset
}

/// Rows of (inset, height) swept round the outline.
fn swept(rows: &[(f64, f64)], height: impl Fn(V3, f64) -> f64) -> Mesh {
    let line = outline();
    let n = line.len() - 1;
    let mut length = vec![0.0];
    for pair in line.windows(2) {
        length.push(length[length.len() - 1] + (pair[1] - pair[0]).length());
    }
    let index = |u: f64| libm::round(u * n as f64) as usize;
    let row = |v: f64| rows[libm::round(v * (rows.len() - 1) as f64) as usize];
    Mesh::sheet(
        n,
        rows.len() - 1,
        |u, v| {
            let p = rim(&line, index(u), row(v).0);
            v3(p.x, height(p, row(v).1), p.z)
        },
        |u, v| v2(length[index(u)], row(v).1),
    )
}

/// How far the back rises towards the neck; less what its arch leaves under its lowest ring, so that this is on the floor.
fn taper(x: f64) -> f64 {
    0.009 * smoothstep(-0.26, -0.02, x) - 0.001_41
}

/// The top, from the sound hole out to the binding.
pub(super) fn soundboard() -> Mesh {
    let line = outline();
    let n = line.len() - 1;
    let plate = Mesh::sheet(
        n,
        5,
        |u, v| {
            let edge = rim(&line, libm::round(u * n as f64) as usize, 0.0022);
            let away = v3(edge.x - HOLE.0, 0.0, edge.z);
            let start = v3(HOLE.0, 0.0, 0.0) + away.normalize_or_zero() * HOLE.1;
            let p = start.lerp(edge, v);
            v3(p.x, TOP, p.z)
        },
        |_, _| V2::ZERO,
    );
    plate.inside_out().mapped(|p, _| v2(p.x, p.z))
}

/// Sides and back.
pub(super) fn ribs() -> Mesh {
    let sides = swept(&[(0.0008, 0.0045), (0.0, 0.006), (0.0, 0.034), (0.0, TOP - 0.0026)], |p, y| {
        if y < 0.02 { y + taper(p.x) } else { y }
    });
    let line = outline();
    let n = line.len() - 1;
    let back = Mesh::sheet(
        n,
        3,
        |u, v| {
            let edge = rim(&line, libm::round(u * n as f64) as usize, 0.0008);
            let p = v3(-0.17, 0.0, 0.0).lerp(edge, v);
            // Arched a little: it lies on its middle.
            v3(p.x, 0.0045 * v * v + taper(p.x), p.z)
        },
        |_, _| V2::ZERO,
    );
    let low = back.bounds().0.y;
    let back = back.mapped(|p, _| v2(p.x + 0.5, p.z)).moved(0.0, -low, 0.0);
    Mesh::join([sides, back])
}

/// Cream strip round the edge of the top and the back, dark line inside it; ring round the sound hole.
pub(super) fn binding() -> (Mesh, Mesh) {
    let edge = swept(
        &[(-0.0001, TOP - 0.0027), (-0.0001, TOP - 0.0010), (0.0009, TOP + 0.0001), (0.0024, TOP + 0.0001)],
        |_, y| y,
    );
    let back = swept(&[(0.0012, 0.0040), (-0.0001, 0.0048), (-0.0001, 0.0066)], |p, y| y + taper(p.x));
    let line = swept(&[(0.0022, TOP + 0.000_14), (0.0031, TOP + 0.000_14)], |_, y| y);
    let ring = |from: f64, to: f64, up: f64| {
        Mesh::lathe(&[v2(to, TOP + up), v2(from, TOP + up)], 40).moved(HOLE.0, 0.0, 0.0)
    };
    let wall = Mesh::lathe(&[v2(HOLE.1, TOP), v2(HOLE.1, TOP - 0.0025)], 34).moved(HOLE.0, 0.0, 0.0);
    (
        Mesh::join([
            edge,
            back,
            ring(0.0292, 0.0300, 0.000_20),
            ring(0.0322, 0.0344, 0.000_20),
            ring(0.0366, 0.0374, 0.000_20),
        ]),
        Mesh::join([line, ring(0.0284, 0.0382, 0.000_12), wall]),
    )
}

/// What the hole shows: the inside of the back, and walls.
pub(super) fn inside() -> Mesh {
    let well =
        Mesh::lathe(&[v2(0.058, TOP - 0.002), v2(0.060, 0.03), v2(0.056, 0.0115), v2(0.0, 0.0105)], 24);
    well.moved(HOLE.0, 0.0, 0.0).mapped(|p, uv| v2(p.x + uv.y, p.z))
}
