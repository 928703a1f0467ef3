//! A pair of running shoes: a knitted upper drawn over a last, welded films, a foam sole with a rocker, rubber below.

use crate::kit::curve::{spline3, superellipse};
use crate::kit::lettering;
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{self, Map, Texel};
use crate::{Finish, Part, Product, Shot};

/// One station of the last, mm: the sole's outline (x, z), the edge of the opening, and how the upper leaves both.
struct Station {
    sole: (f64, f64),
    edge: (f64, f64, f64),
    rise: (f64, f64, f64),
    fall: (f64, f64, f64),
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
const LAST: [Station; 23] = [
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
const UNDER: [(f64, f64); 9] = [
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
const WALL: [(f64, f64); 8] = [
    (-152.0, 49.0),
    (-125.0, 42.0),
    (-80.0, 37.0),
    (-10.0, 35.0),
    (55.0, 30.5),
    (100.0, 31.5),
    (130.0, 36.0),
    (152.0, 43.0),
];

pub(super) fn form() -> Product {
    let knit = knit();
    let foam = texture::grain(96, 0.02, 0.000_06, 5);
    let ribs = ribs();
    let cloth = |name, colour| Finish::new(name, colour, 0.0, 0.86).with(&knit, 0.014).doubled();
    let film = |name, colour| Finish::new(name, colour, 0.0, 0.44);
    let parts = [
        (
            upper(),
            [cloth("knit, red", 0xCE3A30), cloth("knit, navy", 0x2E3B5C), cloth("knit, white", 0xEDE8DD)],
        ),
        (
            lining(),
            [
                cloth("lining, red", 0x8E2622),
                cloth("lining, navy", 0x1B2439),
                cloth("lining, white", 0xD3CCBF),
            ],
        ),
        (films(), [film("film, red", 0xA9281F), film("film, navy", 0x19213A), film("film, white", 0xDAD4C8)]),
        (
            marks(),
            [film("mark, white", 0xF0EBE1), film("mark, white", 0xE6E2DA), film("mark, clay", 0xB9694C)],
        ),
        (
            laces(),
            [cloth("lace, red", 0xE0554A), cloth("lace, navy", 0x46557A), cloth("lace, white", 0xF4F0E7)],
        ),
        (
            midsole(true),
            [
                Finish::new("foam, white", 0xEFEAE0, 0.0, 0.76).with(&ribs, 0.012),
                Finish::new("foam, white", 0xEFEAE0, 0.0, 0.76).with(&ribs, 0.012),
                Finish::new("foam, white", 0xF3EFE6, 0.0, 0.76).with(&ribs, 0.012),
            ],
        ),
        (
            midsole(false),
            [
                Finish::new("foam, white", 0xEFEAE0, 0.0, 0.72).with(&foam, 0.02),
                Finish::new("foam, white", 0xEFEAE0, 0.0, 0.72).with(&foam, 0.02),
                Finish::new("foam, white", 0xF3EFE6, 0.0, 0.72).with(&foam, 0.02),
            ],
        ),
        (
            outsole(),
            [
                Finish::new("rubber, black", 0x2B2A2B, 0.0, 0.82),
                Finish::new("rubber, gum", 0xB4804E, 0.0, 0.78),
                Finish::new("rubber, gum", 0xB4804E, 0.0, 0.78),
            ],
        ),
    ];
    // Right shoe in front, left one a little ahead of it behind.
    let pair = |mesh: Mesh| {
        let left = mesh.clone().stretched(1.0, 1.0, -1.0).moved(-0.0045, 0.0, -0.0505);
        let crease = mesh.crease.unwrap_or(60.0);
        Mesh::join([mesh.moved(0.0045, 0.0, 0.0505), left]).creased(crease)
    };
    let mut parts: Vec<Part> =
        parts.into_iter().map(|(mesh, finishes)| Part::ways(pair(mesh), finishes)).collect();
    // The name is read the same way on both tongues.
    parts[3].mesh.add(&name().moved(0.0045, 0.0, 0.0505));
    parts[3].mesh.add(&name().moved(-0.0045, 0.0, -0.0505));
    Product {
        id: "shoes",
        ways: ["red", "navy", "white"],
        parts,
        shot: Shot { theta: 32.0, phi: 68.0, distance: 0.95 },
    }
}

/// Knit: columns of V, every fourth loop of a row left open for air.
fn knit() -> Map {
    let (columns, rows) = (10i64, 10i64);
    Map::paint(144, 0.014, |u, v| {
        let x = u * columns as f64;
        let column = x.floor() as i64;
        let side = x - x.floor() - 0.5;
        // Both legs of a loop lean towards its middle.
        let y = v * rows as f64 + 0.55 * (1.0 - 2.0 * side.abs());
        let row = (y.floor() as i64).rem_euclid(rows);
        let along = y - y.floor() - 0.5;
        let leg = (1.0 - 5.6 * (side.abs() - 0.25) * (side.abs() - 0.25) * 4.0).max(0.0);
        let loop_ = (1.0 - 3.2 * along * along).max(0.0);
        let open = (column + 2 * row).rem_euclid(5) == 0;
        let own = 0.06 * (hash(column, row, 3) - 0.5);
        let body = leg * loop_;
        let value = if open { 0.64 + 0.20 * body } else { 0.76 + 0.24 * body + own };
        Texel { height: if open { 0.000_12 * body } else { 0.000_32 * body }, ..Texel::grey(value) }
    })
}

/// Slanting cuts in the lower foam.
fn ribs() -> Map {
    Map::paint(64, 0.012, |u, v| {
        let t = (2.0 * u - v).rem_euclid(1.0);
        let cut = smoothstep(0.13, 0.03, (t - 0.5).abs());
        Texel { height: -0.000_5 * cut, ..Texel::grey(1.0 - 0.16 * cut) }
    })
}

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
fn over(keys: &[(f64, f64)], x: f64) -> f64 {
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
fn outline(u: f64) -> (V3, V3) {
    let of = |s: &Station| v3(s.sole.0, 0.0, s.sole.1);
    let along = around(of, u + 0.02) - around(of, u - 0.02);
    (around(of, u), v3(-along.z, 0.0, along.x).normalize_or(V3::X))
}

/// Where the upper goes into the sole, mm.
fn feather(u: f64) -> V3 {
    let (p, out) = outline(u);
    let p = p - out * 5.5;
    v3(p.x, over(&WALL, p.x) - 5.0, p.z)
}

fn edge(u: f64) -> V3 {
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
fn skin(u: f64, v: f64) -> (V3, V3) {
    let (e, v) = (0.02, v.clamp(0.0, 1.0));
    let du = last(u + e, v) - last(u - e, v);
    let dv = last(u, (v + e).min(1.0)) - last(u, (v - e).max(0.0));
    (last(u, v), dv.cross(du).normalize_or(V3::Y) * -1.0)
}

const ROUND: usize = 69;

fn upper() -> Mesh {
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
fn lining() -> Mesh {
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
fn films() -> Mesh {
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
fn marks() -> Mesh {
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

/// The maker's name on the tongue, read from the toe.
fn name() -> Mesh {
    lettering::text("TAMRUN", 0.0058, 0.0010, 1.3).bent(|p| {
        let (x, z) = (-32.5 - p.y * 1000.0, -p.x * 1000.0);
        v3(x, throat(x) - 0.7 - 5.0 * (z / 29.0) * (z / 29.0), z) * 0.001
    })
}

/// Flat laces through six pairs of holes, crossing over the tongue.
fn laces() -> Mesh {
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

/// The foam's wall below or above a groove that rises from the heel to the toe. Rows: height (1 is the groove, 2 the rim)
/// and how far out, mm.
fn midsole(lower: bool) -> Mesh {
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
fn outsole() -> Mesh {
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
