//! A pierced lantern: a pear of sheet brass cut by hand, a little dome, a ring to hang it by, and a lit glass inside.

use crate::kit::curve::{Corner, fillet, spline};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{Map, Texel};
use crate::{Alpha, Finish, Part, Product, Shot};

/// Flowers around the body, one in each picture of the pattern.
const FLOWERS: f64 = 16.0;
/// Sheet metal, metres.
const SHEET: f64 = 0.0009;

pub(super) fn form() -> Product {
    let body = body();
    let length = long(&body);
    let widest = body.iter().map(|p| p.x).fold(0.0, f64::max);
    let net = net(&body, length, widest);
    let dome = dome();
    let (dome_length, dome_widest) = (long(&dome), 0.0385);
    let lattice = lattice(dome_length);
    let pierced = |map: &Map, width: f64, height: f64| {
        [
            ("pierced brass", 0xB1935E, 1.0, 0.40),
            ("pierced black", 0x232221, 0.0, 0.62),
            ("pierced white", 0xE6DFD2, 0.0, 0.62),
        ]
        .map(|(name, colour, metal, rough)| {
            Finish::new(name, colour, metal, rough).with_map(map, width, height).alpha(Alpha::Mask)
        })
    };
    let lit = |colour, glow| {
        let mut finish = Finish::new("lit from within", colour, 0.0, 0.8);
        finish.glow = glow;
        finish
    };
    let (tile, dome_tile) = (TAU * widest / FLOWERS, TAU * dome_widest / 12.0);
    let brass = Finish::new("polished brass", 0xCDB27C, 1.0, 0.26);
    let plain = [
        Finish::new("brass", 0xBB9D68, 1.0, 0.34),
        Finish::new("matt black", 0x232221, 0.0, 0.55),
        Finish::new("soft white", 0xE6DFD2, 0.0, 0.55),
    ];
    let inner = |line: &[V2]| line.iter().map(|p| v2(p.x - SHEET, p.y)).collect::<Vec<V2>>();
    let within = |map, width, height| lit(0xA46C36, 0xBE7430).with_map(map, width, height).alpha(Alpha::Mask);
    Product {
        id: "lantern",
        ways: ["brass", "black", "white"],
        parts: vec![
            Part::ways(Mesh::lathe(&body, 64), pierced(&net, tile, length)),
            Part::new(Mesh::lathe(&inner(&body), 28).inside_out(), within(&net, tile, length)),
            Part::new(Mesh::lathe(&inner(&dome), 20).inside_out(), within(&lattice, dome_tile, dome_length)),
            Part::ways(Mesh::lathe(&dome, 36), pierced(&lattice, dome_tile, dome_length)),
            Part::ways(foot(), plain),
            Part::new(Mesh::join([bands(), finial(), door(&body)]).creased(75.0), brass).shadeless(),
            Part::new(glass(), lit(0xFFE8C4, 0xF2AE62)),
        ],
        shot: Shot { theta: 22.0, phi: 78.0, distance: 0.93 },
    }
}

fn long(line: &[V2]) -> f64 {
    line.windows(2).map(|pair| (pair[1] - pair[0]).length()).sum()
}

/// The pierced pear, from the foot up to the collar.
fn body() -> Vec<V2> {
    spline(
        &[
            v2(0.0500, 0.0180),
            v2(0.0530, 0.0222),
            v2(0.0640, 0.0400),
            v2(0.0758, 0.0680),
            v2(0.0798, 0.0960),
            v2(0.0760, 0.1220),
            v2(0.0640, 0.1500),
            v2(0.0490, 0.1740),
            v2(0.0395, 0.1950),
            v2(0.0372, 0.2080),
        ],
        2,
    )
}

/// The dome over the collar, with its own finer net.
fn dome() -> Vec<V2> {
    spline(
        &[
            v2(0.0362, 0.2110),
            v2(0.0385, 0.2180),
            v2(0.0372, 0.2300),
            v2(0.0300, 0.2430),
            v2(0.0180, 0.2530),
            v2(0.0105, 0.2600),
            v2(0.0078, 0.2680),
        ],
        3,
    )
}

/// A point of a line at a length along it.
fn point(line: &[V2], length: f64) -> V2 {
    let mut left = length.max(0.0);
    for pair in line.windows(2) {
        let piece = (pair[1] - pair[0]).length();
        if left <= piece {
            return pair[0] + (pair[1] - pair[0]) * (left / piece.max(1e-9));
        }
        left -= piece;
    }
    line[line.len() - 1]
}

/// How far a point is inside a drop that points along its angle, from `near` to `far` from the middle and `wide` at its widest.
fn drop(at: V2, petals: f64, turn: f64, near: f64, far: f64, wide: f64) -> f64 {
    let radius = at.length();
    let step = TAU / petals;
    let angle = libm::atan2(at.y, at.x) + turn;
    let off = angle - libm::round(angle / step) * step;
    let t = ((radius - near) / (far - near)).clamp(0.0, 1.0);
    // Widest at two thirds, pointed inwards, round outwards.
    let half = wide / 2.0 * pow(t, 0.8) * (1.0 - pow(t, 7.0)).max(0.0).sqrt() * 1.12;
    let side = half - radius * sin(off.abs()).abs();
    side.min(radius - near).min(far - radius)
}

/// How far a point is inside a round hole.
fn hole(at: V2, radius: f64) -> f64 {
    radius - at.length()
}

/// What the cutter leaves at a point that is `inside` of a hole by so many metres (negative: outside).
fn cut(inside: f64, pixel: f64) -> Texel {
    // A burr at each edge, pressed down and darker in the corner where no cloth comes.
    let near = 1.0 - smoothstep(0.0, 0.000_9, -inside);
    let steps = 1.0 - 0.30 * libm::round(near * 3.0) / 3.0;
    Texel {
        alpha: (0.5 - inside / pixel * 0.5).clamp(0.0, 1.0),
        height: -0.000_28 * near * near,
        ..Texel::grey(steps)
    }
}

/// The net of the body: flowers of eight petals in staggered rows, stars between them, engraved borders with holes.
fn net(body: &[V2], length: f64, widest: f64) -> Map {
    let local = |at: f64| TAU * point(body, at).x / FLOWERS;
    // Rows grow and shrink with the body.
    let (start, end) = (0.0200, length - 0.0150);
    let mut rows = vec![start + 0.45 * local(start)];
    while let Some(last) = rows.last().copied() {
        let next = last + 0.5 * local(last);
        if next > end - 0.30 * local(next) {
            break;
        }
        rows.push(next);
    }
    // What is left over is shared out.
    let reach = rows[rows.len() - 1] + 0.40 * local(rows[rows.len() - 1]);
    let grow = (end - start) / (reach - start);
    let rows: Vec<f64> = rows.iter().map(|row| start + (row - start) * grow).collect();
    let (width, height) = (96u32, 640u32);
    let pixel = length / f64::from(height);
    Map::paint_wide(width, height, TAU * widest / FLOWERS, length, |u, v| {
        let at = (1.0 - v) * length;
        let wide = local(at);
        let mut inside = -1.0f64;
        for (k, row) in rows.iter().enumerate() {
            if (at - row).abs() > 0.030 {
                continue;
            }
            let size = local(*row);
            let shift = if k % 2 == 0 { 0.0 } else { 0.5 };
            let across = u + shift;
            let index = libm::round(across);
            let hand = |n: i64| hash(k as i64, n, 31) - 0.5;
            let p = v2((across - index) * wide + hand(0) * 0.000_5, at - row + hand(1) * 0.000_5);
            let turn = PI / 8.0 + hand(2) * 0.06;
            inside = inside
                .max(drop(p, 8.0, turn, 0.085 * size, 0.315 * size, 0.150 * size))
                .max(hole(p, 0.050 * size))
                .max(drop(p, 16.0, turn + PI / 16.0, 0.345 * size, 0.385 * size, 0.045 * size));
            // Between two flowers of a row: a star of four.
            let q = v2((across - 0.5 - libm::round(across - 0.5)) * wide, at - row);
            let star = 0.105 * size
                - (q.x.abs().sqrt() + q.y.abs().sqrt()) * (q.x.abs().sqrt() + q.y.abs().sqrt()) * 0.62;
            if (start + 0.01..end - 0.01).contains(row) {
                inside = inside.max(star * 0.55);
            }
        }
        for (border, count) in [(0.0125, 2.0), (length - 0.0090, 2.0)] {
            let across = u * count;
            let p = v2((across - across.floor() - 0.5) * wide / count, at - border);
            inside = inside.max(hole(p, 0.0019));
        }
        let stroke = fbm(u, v, 1, 260, 2, 3);
        let line = [0.0070, 0.0180, length - 0.0135, length - 0.0045]
            .iter()
            .map(|y| 1.0 - smoothstep(0.000_25, 0.000_7, (at - y).abs()))
            .fold(0.0, f64::max);
        let beaten = fbm(u, v, 3, 26, 2, 12);
        let mut texel = cut(inside, pixel);
        texel.height += 0.000_30 * beaten - 0.000_30 * line;
        texel.rough = 0.72 + 0.28 * stroke;
        texel
    })
}

/// The net of the dome: rows of drops that grow smaller towards the top.
fn lattice(length: f64) -> Map {
    Map::paint_wide(96, 256, TAU * 0.0385 / 12.0, length, |u, v| {
        let at = (1.0 - v) * length;
        let mut inside = -1.0f64;
        for (k, row) in [0.0085, 0.0165, 0.0240, 0.0310, 0.0375].iter().enumerate() {
            let shift = if k % 2 == 0 { 0.5 } else { 0.0 };
            let across = u + shift;
            let wide = TAU * (0.0385 - 0.0055 * k as f64) / 12.0;
            let p = v2((across - libm::round(across)) * wide, at - row);
            let t = ((p.y + 0.0035) / 0.0075).clamp(0.0, 1.0);
            let half = wide * 0.17 * (t.sqrt() * (1.0 - t) * 2.6).max(0.0);
            inside = inside.max((half - p.x.abs()).min(p.y + 0.0035).min(0.0040 - p.y));
        }
        let stroke = fbm(u, v, 2, 60, 2, 4);
        let mut texel = cut(inside, length / 256.0);
        texel.height += 0.000_012 * stroke;
        texel.rough = 0.75 + 0.25 * stroke;
        texel
    })
}

/// A turned foot that the body stands in.
fn foot() -> Mesh {
    Mesh::lathe(
        &fillet(
            &[
                Corner(0.0, 0.0040, 0.0),
                Corner(0.046, 0.0040, 0.001),
                Corner(0.048, 0.0, 0.001),
                Corner(0.0600, 0.0, 0.0018),
                Corner(0.0600, 0.0058, 0.0018),
                Corner(0.0535, 0.0075, 0.003),
                Corner(0.0500, 0.0150, 0.0),
            ],
            3,
        ),
        40,
    )
}

fn torus(radius: f64, height: f64, thick: f64) -> Mesh {
    let ring: Vec<V2> = (0..=6)
        .map(|k| {
            let angle = TAU * f64::from(k) / 6.0;
            v2(radius + thick * cos(angle), height + thick * sin(angle))
        })
        .collect();
    Mesh::lathe(&ring, 40)
}

/// Half-round wires that hide the seams.
fn bands() -> Mesh {
    Mesh::join([torus(0.0503, 0.0172, 0.0026), torus(0.0374, 0.2095, 0.0024), torus(0.0085, 0.2685, 0.0020)])
}

/// The turned top: beads, an eye, and the ring.
fn finial() -> Mesh {
    let line = fillet(
        &[
            Corner(0.0080, 0.2685, 0.0),
            Corner(0.0045, 0.2725, 0.001),
            Corner(0.0088, 0.2765, 0.004),
            Corner(0.0040, 0.2815, 0.001),
            Corner(0.0058, 0.2850, 0.003),
            Corner(0.0030, 0.2885, 0.001),
            Corner(0.0, 0.2890, 0.0),
        ],
        3,
    );
    let circle = |radius: f64, x: f64, y: f64| -> Vec<V3> {
        (0..28)
            .map(|k| {
                let angle = TAU * f64::from(k) / 28.0;
                v3(x + radius * cos(angle), y + radius * sin(angle), 0.0)
            })
            .collect()
    };
    let eye =
        circle(0.0042, 0.0, 0.2915).into_iter().map(|p| v3(0.0, p.y, p.x)).step_by(2).collect::<Vec<_>>();
    Mesh::join([
        Mesh::lathe(&line, 18),
        Mesh::ring(&eye, 8, |_| 0.0013),
        Mesh::ring(&circle(0.0145, 0.0, 0.3045), 8, |_| 0.0014),
    ])
}

/// The surface of the body: `angle` to the right of the front (radians) and length along the profile, and its outward normal.
fn surface(body: &[V2], angle: f64, at: f64) -> (V3, V3) {
    let (p, q) = (point(body, at), point(body, at + 0.001));
    let along = (q - p).normalize_or_zero();
    let place = v3(p.x * sin(angle), p.y, p.x * cos(angle));
    (place, v3(along.y * sin(angle), -along.x, along.y * cos(angle)))
}

/// The door for the candle: a frame of half-round wire, two hinges and a hook.
fn door(body: &[V2]) -> Mesh {
    // Half the width in metres at the widest, from low to high along the profile.
    let (half, low, high) = (0.030, 0.047, 0.128);
    let frame = crate::kit::curve::rounded_rectangle(half * 2.0, high - low, 0.014, 4);
    let mut dense = Vec::new();
    for (k, p) in frame.iter().enumerate() {
        let next = frame[(k + 1) % frame.len()];
        let pieces = ((next - *p).length() / 0.010).ceil().max(1.0);
        for i in 0..pieces as usize {
            dense.push(*p + (next - *p) * (i as f64 / pieces));
        }
    }
    let on = |p: V2, lift: f64| {
        let (place, normal) = surface(body, p.x / 0.0798, p.y + (low + high) / 2.0);
        place + normal * lift
    };
    let path: Vec<V3> = dense.iter().map(|p| on(*p, 0.0004)).collect();
    let tube =
        |a: V2, b: V2, lift: f64, radius: f64| Mesh::tube(&[on(a, lift), on(b, lift)], 8, move |_| radius);
    let hinge = |y: f64| {
        Mesh::join([
            tube(v2(-half - 0.0012, y - 0.0065), v2(-half - 0.0012, y - 0.0003), 0.0016, 0.0021),
            tube(v2(-half - 0.0012, y + 0.0003), v2(-half - 0.0012, y + 0.0065), 0.0016, 0.0021),
            tube(v2(-half - 0.0012, y - 0.0080), v2(-half - 0.0012, y + 0.0080), 0.0016, 0.0011),
        ])
    };
    let hook: Vec<V3> = [
        (v2(half - 0.0060, 0.004), 0.0022),
        (v2(half - 0.0010, 0.0035), 0.0030),
        (v2(half + 0.0050, 0.0010), 0.0028),
        (v2(half + 0.0068, -0.0025), 0.0026),
        (v2(half + 0.0045, -0.0050), 0.0026),
    ]
    .iter()
    .map(|(p, lift)| on(*p, *lift))
    .collect();
    let knob = |p: V2, radius: f64| {
        let at = on(p, radius * 0.7);
        Mesh::ball(radius, 10).moved(at.x, at.y, at.z)
    };
    Mesh::join([
        Mesh::ring(&path, 6, |_| 0.0014),
        hinge(0.024),
        hinge(-0.024),
        Mesh::tube(&hook, 8, |_| 0.0011),
        knob(v2(half - 0.0060, 0.004), 0.0026),
        knob(v2(half + 0.0048, -0.0022), 0.0021),
    ])
}

/// The floor and the opal glass that stands on it, over the flame.
fn glass() -> Mesh {
    let line = fillet(
        &[
            Corner(0.0496, 0.0182, 0.0),
            Corner(0.0300, 0.0186, 0.0015),
            Corner(0.0300, 0.1650, 0.006),
            Corner(0.0, 0.1680, 0.0),
        ],
        3,
    );
    Mesh::lathe(&line, 32)
}
