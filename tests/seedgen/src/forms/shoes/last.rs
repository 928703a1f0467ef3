//! The last: stations round the foot, and the lines and points of the upper that follow from them, in mm.

use crate::kit::maths::*;

/// One station of the last, mm: the sole's outline (x, z), the edge of the opening, and how the upper leaves both.
pub(super) struct Station {
    pub(super) sole: (f64, f64),
    pub(super) edge: (f64, f64, f64),
    pub(super) rise: (f64, f64, f64),
    pub(super) fall: (f64, f64, f64),
}

const fn st(
    sole: (f64, f64),
    edge: (f64, f64, f64),
    rise: (f64, f64, f64),
    fall: (f64, f64, f64),
) -> Station {
    Station { sole, edge, rise, fall }
}

/// A right shoe, toe towards +X: from the heel along the outer side (+Z) to the toe and back along the inner side.
pub(super) const LAST: [Station; 23] = [
    st((-150.0, 0.0), (-139.0, 113.0, 0.0), (-7.0, 34.0, 0.0), (-1.0, -26.0, 0.0)),
    st((-146.0, 18.0), (-134.0, 110.0, 12.0), (-6.0, 33.0, 2.0), (-1.0, -26.0, 3.0)),
    st((-134.0, 30.0), (-121.0, 101.0, 21.0), (-3.0, 30.0, 4.0), (0.0, -24.0, 6.0)),
    st((-110.0, 37.0), (-100.0, 89.0, 27.0), (0.0, 26.0, 5.0), (0.0, -20.0, 8.0)),
    st((-70.0, 38.0), (-72.0, 82.0, 30.0), (0.0, 22.0, 4.0), (0.0, -18.0, 8.0)),
    st((-20.0, 40.0), (-44.0, 91.0, 29.0), (0.0, 24.0, 2.0), (0.0, -20.0, 11.0)),
    st((30.0, 46.0), (-24.0, 103.0, 24.0), (0.0, 26.0, 0.0), (3.0, -14.0, 18.0)),
    st((70.0, 50.0), (6.0, 89.0, 20.0), (0.0, 24.0, 0.0), (6.0, -8.0, 22.0)),
    st((105.0, 46.0), (31.0, 76.5, 17.0), (1.0, 21.0, 0.0), (12.0, -5.0, 24.0)),
    st((132.0, 34.0), (49.0, 68.0, 13.0), (2.0, 19.0, 1.0), (22.0, -4.0, 19.0)),
    st((146.0, 16.0), (58.0, 64.0, 7.0), (3.0, 18.0, 1.0), (32.0, -3.0, 10.0)),
    st((150.0, -4.0), (61.0, 62.5, -1.0), (4.0, 18.0, 0.0), (36.0, -3.0, 0.0)),
    st((146.0, -22.0), (58.0, 64.0, -9.0), (3.0, 18.0, -1.0), (32.0, -3.0, -10.0)),
    st((134.0, -37.0), (49.0, 68.0, -15.0), (2.0, 19.0, -1.0), (22.0, -4.0, -19.0)),
    st((110.0, -46.0), (31.0, 76.5, -18.0), (1.0, 21.0, 0.0), (12.0, -5.0, -24.0)),
    st((75.0, -48.0), (6.0, 89.0, -20.0), (0.0, 24.0, 0.0), (6.0, -8.0, -22.0)),
    st((35.0, -43.0), (-24.0, 103.0, -24.0), (0.0, 26.0, 0.0), (3.0, -14.0, -18.0)),
    st((-10.0, -36.0), (-44.0, 91.0, -28.0), (0.0, 26.0, -1.0), (0.0, -20.0, -10.0)),
    st((-50.0, -33.0), (-72.0, 83.0, -29.0), (0.0, 24.0, -4.0), (0.0, -18.0, -8.0)),
    st((-90.0, -34.0), (-100.0, 90.0, -26.0), (0.0, 26.0, -5.0), (0.0, -20.0, -8.0)),
    st((-120.0, -34.0), (-119.0, 101.0, -20.0), (-2.0, 30.0, -4.0), (0.0, -24.0, -6.0)),
    st((-138.0, -27.0), (-130.0, 107.0, -15.0), (-5.0, 32.0, -3.0), (0.0, -25.0, -4.0)),
    st((-147.0, -14.0), (-136.0, 111.5, -8.0), (-6.0, 33.0, -2.0), (-1.0, -26.0, -2.0)),
];

/// Under side of the sole and top of its wall over x, mm: heel bevel, 8 mm drop, toe spring.
pub(super) const UNDER: [(f64, f64); 9] = [
    (-152.0, 11.0),
    (-138.0, 4.5),
    (-118.0, 0.6),
    (-95.0, 0.0),
    (50.0, 0.0),
    (80.0, 1.8),
    (110.0, 7.0),
    (135.0, 14.5),
    (152.0, 22.0),
];
pub(super) const WALL: [(f64, f64); 8] = [
    (-152.0, 49.0),
    (-125.0, 42.0),
    (-80.0, 37.0),
    (-10.0, 35.0),
    (55.0, 30.5),
    (100.0, 31.5),
    (130.0, 36.0),
    (152.0, 43.0),
];

/// A closed line through one value of all stations, at `u` in stations.
fn around(of: impl Fn(&Station) -> V3, u: f64) -> V3 {
    let n = LAST.len() as i64;
    let (k, t) = (u.floor() as i64, u - u.floor());
    let at = |d: i64| of(&LAST[(k + d).rem_euclid(n) as usize]);
    let (a, b, c, d) = (at(-1), at(0), at(1), at(2));
    let (t2, t3) = (t * t, t * t * t);
    (b * 2.0 + (c - a) * t + (a * 2.0 - b * 5.0 + c * 4.0 - d) * t2 + (b * 3.0 - a - c * 3.0 + d) * t3) * 0.5
}

/// A line over x through `keys`, smooth.
pub(super) fn over(keys: &[(f64, f64)], x: f64) -> f64 {
    let last = keys.len() - 2;
    let k = keys.windows(2).position(|w| x < w[1].0).unwrap_or(last);
    let slope = |i: usize| {
        let (a, b) = (keys[i.max(1) - 1], keys[(i + 1).min(keys.len() - 1)]);
        (b.1 - a.1) / (b.0 - a.0)
    };
    let (a, b) = (keys[k], keys[k + 1]);
    let (w, t) = (b.0 - a.0, ((x - a.0) / (b.0 - a.0)).clamp(0.0, 1.0));
    let (t2, t3) = (t * t, t * t * t);
    a.1 * (2.0 * t3 - 3.0 * t2 + 1.0)
        + slope(k) * w * (t3 - 2.0 * t2 + t)
        + b.1 * (3.0 * t2 - 2.0 * t3)
        + slope(k + 1) * w * (t3 - t2)
}

/// The sole's outline, mm, and the way out of it.
pub(super) fn outline(u: f64) -> (V3, V3) {
    let of = |s: &Station| v3(s.sole.0, 0.0, s.sole.1);
    let along = around(of, u + 0.02) - around(of, u - 0.02);
    (around(of, u), v3(-along.z, 0.0, along.x).normalize_or(V3::X))
}

/// Where the upper goes into the sole, mm.
pub(super) fn feather(u: f64) -> V3 {
    let (p, out) = outline(u);
    let p = p - out * 5.5;
    v3(p.x, over(&WALL, p.x) - 5.0, p.z)
}

pub(super) fn edge(u: f64) -> V3 {
    around(|s| V3::from(s.edge), u)
}

/// A point of the upper, mm: `u` in stations, `v` from the sole to the opening.
fn last(u: f64, v: f64) -> V3 {
    let (a, d) = (feather(u), edge(u));
    let b = a + around(|s| V3::from(s.rise), u);
    let c = d + around(|s| V3::from(s.fall), u);
    let w = 1.0 - v;
    a * (w * w * w) + b * (3.0 * w * w * v) + c * (3.0 * w * v * v) + d * (v * v * v)
}

/// The same with its way out.
pub(super) fn skin(u: f64, v: f64) -> (V3, V3) {
    let (e, v) = (0.02, v.clamp(0.0, 1.0));
    let du = last(u + e, v) - last(u - e, v);
    let dv = last(u, (v + e).min(1.0)) - last(u, (v - e).max(0.0));
    (last(u, v), dv.cross(du).normalize_or(V3::Y) * -1.0)
}

pub(super) const ROUND: usize = 69;
