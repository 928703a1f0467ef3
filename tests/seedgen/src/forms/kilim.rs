//! A flat-woven rug: 180 × 120 × 1 cm with its fringe, three hooked medallions, yarn that was dyed by hand.

use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{Map, Texel, rgb};
use crate::{Finish, Part, Product, Shot};

/// Woven part, metres; the fringe takes the rest of 180 cm.
const LENGTH: f64 = 1.676;
const WIDTH: f64 = 1.188;
/// Cells of the drawing along the length and the width: one is a step of the weaver's diagonal.
const ACROSS: i64 = 368;
const DOWN: i64 = 260;
/// Picture points a cell.
const POINTS: i64 = 2;

pub(super) fn form() -> Product {
    let rib = weft();
    let wool = |name, dyes: [u32; 7], seed| {
        let map = pattern(dyes, seed);
        Finish::new(name, 0xFFFFFF, 0.0, 0.94).with_map(&map, LENGTH, WIDTH).fine(&rib, 0.024, 0.024)
    };
    // Ground, ivory, dark outline, first and second accent, pale accent, field.
    let ways = [
        wool("rust wool", [0x84412D, 0xD6C7AA, 0x352823, 0x37425A, 0xAC8048, 0x7F7D63, 0x7B3A29], 3),
        wool("indigo wool", [0x33425F, 0xD6CCB5, 0x20242F, 0x94523E, 0x7189A0, 0xAC8A55, 0x2A3752], 5),
        wool("sand wool", [0xBAA98C, 0xE3DAC6, 0x50433A, 0x9C7259, 0x837559, 0x8D9083, 0xB7A485], 7),
    ];
    let cord = Map::paint(64, 0.008, |u, v| {
        let twist = 0.5 + 0.5 * sin(TAU * (u + v * 2.0));
        Texel { height: 0.0009 * twist, ..Texel::grey(0.74 + 0.26 * twist) }
    });
    let warp = Finish::new("wool warp", 0xDCCDB0, 0.0, 0.95).with_map(&cord, 0.008, 0.016);
    let fringe = Mesh::join((0..2).map(tassels));
    Product {
        id: "kilim",
        ways: ["rust", "indigo", "sand"],
        parts: vec![Part::ways(cloth(), ways), Part::new(fringe, warp)],
        shot: Shot { theta: 24.0, phi: 43.0, distance: 0.93 },
    }
}

/// How high the lower side lies over the floor: wool that was rolled never lies quite flat.
fn lift(x: f64, z: f64) -> f64 {
    let (s, t) = (x / LENGTH + 0.5, z / WIDTH + 0.5);
    let roll = 0.5 + 0.5 * sin(TAU * (s * 2.3 + 0.25 * t) + 0.6);
    let end = smoothstep(0.36, 0.5, (s - 0.5).abs());
    let wave = 0.5 + 0.5 * sin(TAU * (t * 3.2 + s) + 1.3);
    0.0030 * roll * (1.0 - end) + 0.0034 * wave * smoothstep(0.40, 0.5, (t - 0.5).abs()) * (1.0 - 0.6 * end)
}

/// Where a point of the straight drawing lies: edges that a loom never keeps quite straight.
fn place(x: f64, z: f64) -> (f64, f64) {
    let (s, t) = (x / LENGTH + 0.5, z / WIDTH + 0.5);
    let draw = 0.010 * (fbm(s * 0.5, 0.3, 8, 1, 2, 41) - 0.62) + 0.004 * sin(TAU * s * 1.5);
    let skew = 0.007 * (fbm(t * 0.5, 0.7, 6, 1, 2, 43) - 0.5);
    (x + skew + 0.006 * (t - 0.5), z * (1.0 + draw * 1.2) + 0.004 * sin(TAU * s * 0.8 + 0.4))
}

/// Upper and lower side, which meet in a round edge.
fn cloth() -> Mesh {
    let thick = 0.0048;
    // Inset from the edge, and how far the side is from the middle of the thickness.
    let edge = [(0.0, 0.0), (0.0007, 0.66), (0.0028, 1.0)];
    let lines = |length: f64, cells: i32| -> Vec<(f64, f64)> {
        let inner = length / 2.0 - 0.0028;
        let mut all: Vec<(f64, f64)> = edge.iter().map(|(inset, up)| (inset - length / 2.0, *up)).collect();
        all.extend((1..cells).map(|k| (mix(-inner, inner, f64::from(k) / f64::from(cells)), 1.0)));
        all.extend(edge.iter().rev().map(|(inset, up)| (length / 2.0 - inset, *up)));
        all
    };
    let side = |up: f64, across: i32| {
        let (xs, zs) = (lines(LENGTH, 34), lines(WIDTH, across));
        let (nu, nv) = (xs.len() - 1, zs.len() - 1);
        let of = |lines: &[(f64, f64)], t: f64| lines[libm::round(t * (lines.len() - 1) as f64) as usize];
        let at = |u: f64, v: f64| {
            let ((x, a), (z, b)) = (of(&xs, u), of(&zs, 1.0 - v));
            let (px, pz) = place(x, z);
            v3(px, lift(x, z) + thick * (0.5 + 0.5 * up * a.min(b)), pz)
        };
        let sheet =
            Mesh::sheet(nu, nv, at, |u, v| v2(of(&xs, u).0 + LENGTH / 2.0, WIDTH / 2.0 - of(&zs, 1.0 - v).0));
        if up < 0.0 { sheet.inside_out() } else { sheet }
    };
    Mesh::join([side(1.0, 20), side(-1.0, 6)]).creased(75.0)
}

/// Warp ends in knotted bundles along one end.
fn tassels(end: usize) -> Mesh {
    let side = if end == 0 { 1.0 } else { -1.0 };
    let count = 54;
    Mesh::join((0..count).map(|k| {
        let own = |what: i64| hash(k, what, 61 + end as i64);
        let x = side * LENGTH / 2.0;
        let z = WIDTH * ((k as f64 + 0.5 + 0.22 * (own(0) - 0.5)) / count as f64 - 0.5) * 0.994;
        let (px, pz) = place(x, z);
        let y = lift(x, z) + 0.0024;
        let long = 0.052 + 0.007 * own(1);
        let lean = 0.020 * (own(2) - 0.5) + 0.006 * (own(3) - 0.5);
        let curl = 0.012 * (own(4) - 0.5);
        // Out of the cloth, the knot, and the loose ends on the floor: along, radius across, radius up.
        let rows = [
            (-0.003, 0.0034, 0.0016),
            (0.0055, 0.0034, 0.0024),
            (0.0090, 0.0064, 0.0046),
            (0.0130, 0.0036, 0.0028),
            (0.034, 0.0062, 0.0030),
            (1.0, 0.0034, 0.0014),
        ];
        let sides = 4;
        let at = |u: f64, v: f64| {
            let (out, wide, high) = rows[libm::round(v * 5.0) as usize];
            let out = if out > 0.9 { long } else { out };
            let t = (out / long).max(0.0);
            let drift = lean * t * t + curl * sin(PI * t * 1.3);
            let angle = TAU * u;
            let height = mix(y, 0.0, smoothstep(0.0, 0.16, t)).max(high) + high * sin(angle);
            v3(px + side * out, height, pz + drift - side * wide * cos(angle))
        };
        let uv = |u: f64, v: f64| v2(u * 0.016, rows[libm::round(v * 5.0) as usize].0.min(0.06));
        Mesh::sheet(sides, 5, at, uv).creased(180.0)
    }))
}

/// The face of a weft-faced cloth: ribs over the warps, which run along the length, crossed by fine wefts. 24 mm square.
fn weft() -> Map {
    Map::paint(128, 0.024, |u, v| {
        let (warps, wefts) = (7.0, 18.0);
        let x = u * wefts;
        let rib = v * warps + 0.12 * (noise(u, v, 3, 7, 5) - 0.5);
        let odd = if (rib.floor() as i64).rem_euclid(2) == 0 { 0.5 } else { 0.0 };
        let across = (sin(PI * (rib - rib.floor()))).max(0.0).sqrt();
        let thread = (x + odd) - (x + odd).floor();
        let round = (1.0 - (2.0 * thread - 1.0) * (2.0 * thread - 1.0)).max(0.0).sqrt();
        let fuzz = noise(u, v, 40, 40, 8);
        Texel { height: 0.00050 * across + 0.00026 * round + 0.00008 * fuzz, ..Texel::grey(1.0) }
    })
}

/// The drawing in seven dyes.
fn pattern(dyes: [u32; 7], seed: i64) -> Map {
    let (w, h) = ((ACROSS * POINTS) as u32, (DOWN * POINTS) as u32);
    Map::paint_wide(w, h, LENGTH, WIDTH, |u, v| {
        let (px, py) = (u * f64::from(w), v * f64::from(h));
        // The weaver counts, but not each time the same.
        let slip = |a: f64, b: f64, s: i64| libm::round((noise(a, b, 9, 6, s) - 0.5) * 2.6);
        let (i, j) = ((px + slip(u, v, seed)) as i64 / POINTS, (py + slip(u, v, seed + 1)) as i64 / POINTS);
        let dye = drawing(i.clamp(0, ACROSS - 1), j.clamp(0, DOWN - 1));
        // Each hank of yarn took the dye a little differently: bands along the weft.
        let hank =
            hash((px / 11.0 + 3.0 * noise(v, 0.5, 5, 1, seed + 7 + dye as i64)) as i64, dye as i64, seed + 2);
        let slow = noise(u, 0.2, 7, 1, seed + 3 + dye as i64);
        // And no two picks of hand-spun yarn are alike.
        let pick = if [0, 3, 4, 6].contains(&dye) {
            libm::round(hash(px as i64, dye as i64, seed + 4) * 2.0) / 2.0
        } else {
            0.5
        };
        let light =
            0.80 + 0.07 * libm::round(hank * 2.0) / 2.0 + 0.09 * libm::round(slow * 6.0) / 6.0 + 0.06 * pick;
        Texel { colour: rgb(dyes[dye]).map(|c| c * light), ..Texel::default() }
    })
}

/// Dye at a cell of the drawing, which mirrors about both middles.
fn drawing(i: i64, j: i64) -> usize {
    let from_end = i.min(ACROSS - 1 - i);
    let from_side = j.min(DOWN - 1 - j);
    // Plain stripes at the ends.
    let stripes = [(5, 2), (12, 6), (14, 1), (17, 3), (19, 1), (26, 4), (28, 1), (31, 3), (33, 1), (36, 2)];
    if let Some((_, dye)) = stripes.iter().find(|(until, _)| from_end < *until) {
        return *dye;
    }
    let inset = (from_end - 36).min(from_side - 3);
    match inset {
        ..0 => 2,
        0..BORDER => border(i, j, inset, from_end - 36 < from_side - 3),
        _ => field(i, j),
    }
}

/// Cells that the border is wide.
const BORDER: i64 = 35;

/// Guards of small checks, and between them lozenges in a row, each in the next dye, with triangles that fill the gaps.
fn border(i: i64, j: i64, inset: i64, at_end: bool) -> usize {
    let along = if at_end { 2 * j - (DOWN - 1) } else { 2 * i - (ACROSS - 1) };
    match inset {
        0 | 4 | 30 | 34 => return 2,
        1..4 | 31..34 => return if (along / 2 + 600).rem_euclid(6) < 3 { 1 } else { 3 },
        _ => {}
    }
    // Middles of the lozenges count from the middle of each side; 26 cells of depth from 5 to 29.
    let wide = 28;
    let tooth = (along / 2 + 600 * wide / 28 + wide / 2).div_euclid(wide);
    let across = ((along / 2 + 600 * wide / 28 + wide / 2).rem_euclid(wide) - wide / 2).abs();
    let deep = (2 * inset - 34).abs() / 2; // 0 in the middle, 12 at the guards
    let far = across / 2 * 2 + deep / 2 * 2;
    match far {
        0..4 => 1,
        4..8 => [3, 0, 4][tooth.rem_euclid(3) as usize],
        8..12 => 2,
        12..16 => 1,
        16..20 => 5,
        20..22 => 1,
        _ => [4, 3, 0][tooth.rem_euclid(3) as usize],
    }
}

/// Three medallions on the ground, and signs in the gaps.
fn field(i: i64, j: i64) -> usize {
    let half = |a: i64, n: i64| (2 * a - (n - 1)).abs() / 2;
    let (x, y) = (half(i, ACROSS), half(j, DOWN));
    let pitch = 76;
    let (own, middle) = if x < pitch / 2 { (x, true) } else { ((x - pitch).abs(), false) };
    if let Some(dye) = medallion(own, y, middle) {
        return dye;
    }
    // Stars and horns where two medallions leave room, and in the corners.
    star(x - pitch / 2, y - 71, 10, [1, 3, 4])
        .or_else(|| sign(&HORN, x - pitch / 2, y - 48, 4))
        .or_else(|| star(x - 105, y - 68, 9, [4, 2, 1]))
        .or_else(|| sign(&HORN, x - 104, y - 44, 5))
        .or_else(|| star(x, y - 85, 3, [1, 1, 2]))
        .unwrap_or(6)
}

/// A stepped lozenge with hooks, rings of colour, and an eye.
fn medallion(x: i64, y: i64, middle: bool) -> Option<usize> {
    // Taller than wide: a step is two cells across and three along.
    let near = x / 2 * 3 + y / 3 * 3;
    let reach = 57;
    let (main, second) = if middle { (3, 4) } else { (0, 3) };
    if near <= reach {
        let dye = match reach - near {
            0..3 => 2,
            3..9 => 1,
            9..12 => 2,
            12..24 => main,
            24..27 => 1,
            27..39 => second,
            39..42 => 2,
            _ => 1,
        };
        return star(x, y, 5, [2, 5, 1]).or(Some(dye));
    }
    // Hooks on each third step: a stem, and an arm that turns outwards along the edge.
    let out = near - reach;
    let step = (y / 3 - x / 2 + 90).rem_euclid(6);
    match out {
        1..=6 if step < 2 => Some(2),
        7..=9 if step < 4 => Some(2),
        10..=12 if step == 3 => Some(2),
        _ => None,
    }
}

/// A star of eight points: a square and a lozenge, twice in each other.
fn star(x: i64, y: i64, size: i64, [outer, inner, eye]: [usize; 3]) -> Option<usize> {
    let (x, y) = (x.abs(), y.abs());
    let within = |a: i64| x.max(y) <= a || x + y <= a * 3 / 2;
    if within(size / 4) {
        Some(eye)
    } else if within(size * 5 / 8) {
        Some(inner)
    } else if within(size) {
        Some(outer)
    } else {
        None
    }
}

/// A sign by its upper right quarter.
fn sign(rows: &[&str], x: i64, y: i64, dye: usize) -> Option<usize> {
    let at = rows.get(y.unsigned_abs() as usize)?.as_bytes().get(x.unsigned_abs() as usize)?;
    (*at == b'#').then_some(dye)
}

/// Rams' horns.
const HORN: [&str; 10] = [
    "####......",
    "###.......",
    "##....##..",
    "##...####.",
    "##..##.##.",
    "###.##..##",
    ".######.##",
    "..####..##",
    ".......##.",
    ".....###..",
];
