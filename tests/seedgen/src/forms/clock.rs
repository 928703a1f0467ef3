//! A silent desk clock: a drum of beech that leans back a little, a matt dial behind glass, hands at ten past ten.

use crate::kit::curve::{Corner, arc, ellipse, fillet, spline};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{self, Map, Texel};
use crate::{Alpha, Finish, Part, Product, Shot};

/// Where the dial lies, from the middle of the case to its front, metres.
const DIAL: f64 = 0.0145;
/// The case leans back so far, degrees.
const LEAN: f64 = 5.0;

pub(super) fn form() -> Product {
    let profile = profile();
    let length = profile.windows(2).map(|pair| (pair[1] - pair[0]).length()).sum::<f64>();
    let grain = beech(&profile, length);
    let case =
        |name, colour, rough| Finish::new(name, colour, 0.0, rough).with_map(&grain, TAU * 0.080, length);
    let paper = texture::grain(128, 0.02, 0.000_05, 5);
    let dial = |name, colour| Finish::new(name, colour, 0.0, 0.85).with(&paper, 0.02);
    let ink = |name, colour| Finish::new(name, colour, 0.0, 0.6);
    let steel = Finish::new("brushed steel", 0xC9C7C2, 1.0, 0.42).with(&texture::brushed(128, 0.05, 3), 0.05);
    let rim = Finish::new("steel ring", 0xD2D0CB, 1.0, 0.22);
    let glass = Finish::new("glass", 0x101214, 0.0, 0.05).alpha(Alpha::Blend(0.05));
    // Rows close enough for the hands' shadows to stay under them.
    let face: Vec<V2> = [0.0702, 0.0665, 0.058, 0.049, 0.040, 0.031, 0.023, 0.015, 0.008, 0.0]
        .iter()
        .map(|r| v2(*r, DIAL))
        .collect();
    Product {
        id: "clock",
        ways: ["natural", "black", "terracotta"],
        parts: vec![
            Part::ways(
                stood(Mesh::lathe(&profile, 84)),
                [
                    case("oiled beech", 0xC9AB86, 0.62),
                    case("black beech", 0x2A2827, 0.60),
                    case("terracotta beech", 0x9A5540, 0.58),
                ],
            ),
            Part::ways(
                stood(Mesh::lathe(&face, 84)),
                [dial("white dial", 0xF1EDE4), dial("black dial", 0x1F1E1E), dial("cream dial", 0xEFE2CD)],
            ),
            Part::ways(
                stood(print()),
                [ink("ink", 0x2B2927), ink("white ink", 0xE9E5DC), ink("brown ink", 0x4A2A20)],
            ),
            Part::ways(
                stood(hands()),
                [
                    Finish::new("black hands", 0x232120, 0.0, 0.38),
                    Finish::new("white hands", 0xEFEBE2, 0.0, 0.42),
                    Finish::new("brown hands", 0x3F241B, 0.0, 0.38),
                ],
            ),
            Part::ways(
                stood(second()),
                [
                    Finish::new("orange hand", 0xD0562B, 0.0, 0.4),
                    Finish::new("yellow hand", 0xE3A92F, 0.0, 0.4),
                    Finish::new("terracotta hand", 0xC2552F, 0.0, 0.4),
                ],
            ),
            Part::new(stood(ring()), rim),
            Part::new(stood(back()), steel),
            Part::new(stood(knobs()), Finish::new("black plastic", 0x262626, 0.0, 0.55)),
            Part::new(
                stood(Mesh::lathe(&[v2(0.0704, 0.0196), v2(0.035, 0.0199), v2(0.0, 0.0200)], 48)),
                glass,
            ),
        ],
        shot: Shot { theta: 22.0, phi: 79.0, distance: 0.95 },
    }
}

/// From the axis Y to the axis Z, leaned back, and set on the flat that was planed under it.
fn stood(mesh: Mesh) -> Mesh {
    mesh.turned(V3::X, 90.0).turned(V3::X, -LEAN).moved(0.0, 0.0780, 0.0).bent(|p| v3(p.x, p.y.max(0.0), p.z))
}

/// The case from the back plate over the drum to the seat of the steel ring.
fn profile() -> Vec<V2> {
    fillet(
        &[
            Corner(0.0560, -0.0200, 0.0),
            Corner(0.0560, -0.0230, 0.0012),
            Corner(0.0690, -0.0230, 0.003),
            Corner(0.0800, -0.0150, 0.012),
            Corner(0.0800, 0.0230, 0.0065),
            Corner(0.0728, 0.0230, 0.0024),
            Corner(0.0722, 0.0190, 0.0),
        ],
        4,
    )
}

/// Beech as it is inside a block, cut by the turned surface: the grain runs across, rays show as flecks, the sides are end grain.
fn beech(profile: &[V2], length: f64) -> Map {
    let at = |v: f64| {
        let mut left = (1.0 - v) * length;
        for pair in profile.windows(2) {
            let piece = (pair[1] - pair[0]).length();
            if left <= piece {
                return pair[0] + (pair[1] - pair[0]) * (left / piece.max(1e-9));
            }
            left -= piece;
        }
        profile[profile.len() - 1]
    };
    Map::paint_wide(768, 112, TAU * 0.080, length, |u, v| {
        let (p, q) = (at(v), at((v - 0.01).max(0.0)));
        let (x, y, z) = (p.x * cos(TAU * u), p.x * sin(TAU * u), p.y);
        // End grain where the surface looks along x.
        let out = (q - p).normalize_or_zero().y.abs();
        let end = smoothstep(0.55, 0.95, out * cos(TAU * u).abs());
        // Years about a heart that lies behind and below the block.
        let drift = 0.0022 * (noise(x * 5.0 + 3.0, (y + z) * 9.0 + 3.0, 64, 64, 5) - 0.5);
        let (deep, high) = (z + 0.095, y + 0.040);
        let heart = libm::hypot(deep, high) + drift;
        let turned = libm::atan2(high, deep);
        let year = heart / 0.0058;
        let late = pow(0.5 - 0.5 * cos(TAU * pow(year - year.floor(), 1.6)), 1.3);
        let fibre = noise(x * 14.0 + 50.0, heart * 900.0, 4096, 4096, 7);
        // Flecks: long along the grain, thin across it.
        let fleck = smoothstep(0.66, 0.92, noise(x * 150.0 + 50.0, turned * 170.0 + 999.0, 4096, 4096, 9));
        let fleck = fleck * (1.0 - 0.85 * end);
        let value = 0.99
            - 0.12 * late * (1.0 - 0.5 * end)
            - 0.07 * fibre * (1.0 - 0.7 * end)
            - 0.035 * fleck
            - 0.07 * end;
        Texel {
            colour: [value, value - 0.022 * late - 0.006 * fleck, value - 0.045 * late - 0.010 * fleck],
            height: 0.000_020 * fibre - 0.000_015 * fleck,
            rough: 0.84 + 0.10 * fibre + 0.06 * late,
            ..Texel::default()
        }
    })
}

/// The steel ring that holds the glass, down to the dial.
fn ring() -> Mesh {
    let line = [
        Corner(0.0724, 0.0188, 0.0),
        Corner(0.0724, 0.0212, 0.0006),
        Corner(0.0704, 0.0212, 0.0006),
        Corner(0.0698, DIAL - 0.0002, 0.0),
    ];
    Mesh::lathe(&fillet(&line, 2), 72)
}

/// Where the clock shows an hour (0..12): right is 3, seen from the front.
fn around(hour: f64, radius: f64) -> V2 {
    let angle = PI / 2.0 - TAU * hour / 12.0;
    v2(cos(angle), sin(angle)) * radius
}

/// A flat shape of the dial's plane (x to the right, y up), in the case's axes.
fn laid(points: Vec<V2>, faces: Vec<[u32; 3]>, height: f64) -> Mesh {
    Mesh {
        points: points.iter().map(|p| v3(p.x, height, -p.y)).collect(),
        uvs: points,
        faces,
        ..Mesh::default()
    }
}

/// A line of the pen.
fn stroke(line: &[V2], width: f64, closed: bool, height: f64) -> Mesh {
    let n = line.len();
    let mut points = Vec::new();
    for i in 0..n {
        let before = if i > 0 { Some(line[i - 1]) } else { closed.then(|| line[n - 1]) };
        let after = if i + 1 < n { Some(line[i + 1]) } else { closed.then(|| line[0]) };
        let a = before.map_or(V2::ZERO, |b| (line[i] - b).normalize_or_zero());
        let b = after.map_or(V2::ZERO, |c| (c - line[i]).normalize_or_zero());
        let along = (a + b).normalize_or(a);
        let normal = v2(-along.y, along.x);
        let own = if before.is_some() { a } else { b };
        let reach = width / 2.0 / normal.dot(v2(-own.y, own.x)).abs().max(0.45);
        points.extend([line[i] + normal * reach, line[i] - normal * reach]);
    }
    let m = points.len() as u32;
    let faces = (0..if closed { n } else { n - 1 })
        .flat_map(|i| {
            let k = 2 * i as u32;
            let [a, b, c, d] = [k, k + 1, (k + 2) % m, (k + 3) % m];
            [[a, b, c], [c, b, d]]
        })
        .collect();
    laid(points, faces, height)
}

/// Figures and letters as the pen draws them, one high about the origin, and how wide they are; closed lines end in `true`.
fn glyph(of: char) -> (Vec<(Vec<V2>, bool)>, f64) {
    let sweep = |x, y, r, from, to| arc(v2(x, y), r, from, to, 14);
    let open = |line: Vec<V2>| (line, false);
    let line = |points: &[(f64, f64)]| (points.iter().map(|(x, y)| v2(*x, *y)).collect::<Vec<_>>(), false);
    let loop_at = |x: f64, y: f64, rx, ry| {
        (ellipse(rx, ry, 24).into_iter().map(|p| p + v2(x, y)).collect::<Vec<_>>(), true)
    };
    let six = || spline(&[v2(0.17, 0.5), v2(-0.06, 0.22), v2(-0.235, -0.05), v2(-0.28, -0.21)], 5);
    let lines = match of {
        '0' => vec![loop_at(0.0, 0.0, 0.285, 0.5)],
        '1' => vec![line(&[(-0.16, 0.30), (0.06, 0.5), (0.06, -0.5)])],
        '2' => {
            let mut two = sweep(0.0, 0.225, 0.275, 170.0, -38.0);
            two.extend([v2(-0.29, -0.5), v2(0.30, -0.5)]);
            vec![open(two)]
        }
        '3' => {
            vec![open(sweep(0.0, 0.255, 0.245, 155.0, -90.0)), open(sweep(0.0, -0.225, 0.275, 90.0, -158.0))]
        }
        '4' => vec![line(&[(0.13, -0.5), (0.13, 0.5), (-0.31, -0.22), (0.32, -0.22)])],
        '5' => {
            let mut five = vec![v2(0.25, 0.5), v2(-0.17, 0.5), v2(-0.215, 0.045)];
            five.extend(sweep(-0.01, -0.195, 0.305, 125.0, -150.0));
            vec![open(five)]
        }
        '6' => vec![loop_at(0.0, -0.215, 0.285, 0.285), open(six())],
        '7' => vec![line(&[(-0.28, 0.5), (0.29, 0.5), (-0.09, -0.5)])],
        '8' => vec![loop_at(0.0, 0.265, 0.235, 0.235), loop_at(0.0, -0.225, 0.28, 0.275)],
        '9' => {
            let upside = six().into_iter().map(|p| -p).collect();
            vec![loop_at(0.0, 0.215, 0.285, 0.285), open(upside)]
        }
        'A' => vec![line(&[(-0.34, -0.5), (0.0, 0.5), (0.34, -0.5)]), line(&[(-0.22, -0.16), (0.22, -0.16)])],
        'H' => vec![
            line(&[(-0.3, -0.5), (-0.3, 0.5)]),
            line(&[(0.3, -0.5), (0.3, 0.5)]),
            line(&[(-0.3, 0.02), (0.3, 0.02)]),
        ],
        'K' => vec![line(&[(-0.26, -0.5), (-0.26, 0.5)]), line(&[(0.3, 0.5), (-0.24, -0.02), (0.32, -0.5)])],
        'L' => vec![line(&[(-0.22, 0.5), (-0.22, -0.5), (0.28, -0.5)])],
        'O' => vec![loop_at(0.0, 0.0, 0.42, 0.5)],
        'T' => vec![line(&[(-0.34, 0.5), (0.34, 0.5)]), line(&[(0.0, 0.5), (0.0, -0.5)])],
        'Z' => vec![line(&[(-0.29, 0.5), (0.29, 0.5), (-0.3, -0.5), (0.31, -0.5)])],
        '&' => vec![open(spline(
            &[
                v2(0.36, -0.5),
                v2(-0.05, 0.03),
                v2(-0.15, 0.33),
                v2(0.01, 0.5),
                v2(0.14, 0.34),
                v2(-0.05, 0.08),
                v2(-0.26, -0.20),
                v2(-0.10, -0.49),
                v2(0.16, -0.42),
                v2(0.34, -0.08),
            ],
            4,
        ))],
        _ => Vec::new(),
    };
    let width = match of {
        '1' => 0.44,
        'O' => 1.06,
        ' ' => 0.34,
        _ => 0.82,
    };
    (lines, width)
}

/// A word about `middle`, letters `size` high.
fn word(text: &str, middle: V2, size: f64, pen: f64) -> Mesh {
    let whole: f64 = text.chars().map(|c| glyph(c).1).sum();
    let mut x = -whole / 2.0;
    let mut all = Mesh::default();
    for c in text.chars() {
        let (lines, width) = glyph(c);
        for (line, closed) in lines {
            let line: Vec<V2> =
                line.iter().map(|p| middle + (*p + v2(x + width / 2.0, 0.0)) * size).collect();
            all.add(&stroke(&line, pen, closed, DIAL + 0.000_12));
        }
        x += width;
    }
    all
}

/// What is printed on the dial.
fn print() -> Mesh {
    let mut all = Mesh::default();
    for minute in 0..60 {
        let hour = f64::from(minute) / 5.0;
        let (inner, pen) = if minute % 5 == 0 { (0.0615, 0.0014) } else { (0.0645, 0.000_55) };
        all.add(&stroke(&[around(hour, inner), around(hour, 0.0672)], pen, false, DIAL + 0.000_12));
    }
    for hour in 1..=12 {
        all.add(&word(&hour.to_string(), around(f64::from(hour), 0.0505), 0.0108, 0.001_35));
    }
    all.add(&word("TAKT & HOLZ", v2(0.0, 0.0245), 0.0030, 0.000_38));
    all
}

/// A hand that points to `hour`: a bar from `tail` behind the axis to `tip`, thinner at the tip.
fn hand(hour: f64, tail: f64, tip: f64, wide: f64, height: f64) -> Mesh {
    let outline =
        [v2(wide / 2.0, -tail), v2(wide * 0.36, tip), v2(-wide * 0.36, tip), v2(-wide / 2.0, -tail)];
    let corners: Vec<Corner> = outline.iter().map(|p| Corner(p.x, p.y, wide * 0.2)).collect();
    let bar = Mesh::plate(&crate::kit::curve::fillet_closed(&corners, 3), 0.0009, 0.000_35, 2);
    // The plate lies in x, y: its front to the dial's front (+Y of the case), its up to -Z.
    bar.turned(V3::Z, -hour * 30.0).turned(V3::X, -90.0).moved(0.0, DIAL + height, 0.0)
}

/// A small round thing with a broken edge.
fn puck(radius: f64, height: f64, bevel: f64, segments: usize) -> Mesh {
    let h = height / 2.0;
    let corners =
        [Corner(0.0, -h, 0.0), Corner(radius, -h, bevel), Corner(radius, h, bevel), Corner(0.0, h, 0.0)];
    Mesh::lathe(&fillet(&corners, 2), segments)
}

fn hands() -> Mesh {
    Mesh::join([
        hand(10.0 + 10.0 / 60.0, 0.011, 0.0370, 0.0046, 0.0016),
        hand(2.0, 0.013, 0.0585, 0.0034, 0.0029),
        puck(0.0046, 0.0036, 0.0006, 28).moved(0.0, DIAL + 0.0016, 0.0),
    ])
}

fn second() -> Mesh {
    Mesh::join([
        hand(7.15, 0.018, 0.0640, 0.0012, 0.0040),
        puck(0.0033, 0.0012, 0.0004, 24).moved(0.0, DIAL + 0.0041, 0.0),
        puck(0.0026, 0.0008, 0.0003, 20).moved(0.0, DIAL + 0.0040, 0.0).bent(|p| {
            let at = around(7.15, -0.018);
            p + v3(at.x, 0.0, -at.y)
        }),
    ])
}

/// The steel plate behind, its screws and the door of the cell.
fn back() -> Mesh {
    let plate = Mesh::lathe(
        &fillet(
            &[Corner(0.0, -0.0215, 0.0), Corner(0.0559, -0.0215, 0.0006), Corner(0.0559, -0.0195, 0.0)],
            2,
        ),
        64,
    );
    let screws = (0..3).map(|k| {
        let at = around(f64::from(k) * 4.0 + 2.0, 0.049);
        puck(0.0032, 0.0014, 0.0005, 16).moved(at.x, -0.0218, at.y)
    });
    Mesh::join(std::iter::once(plate).chain(screws))
}

/// The door of the AA cell and the wheel that sets the time.
fn knobs() -> Mesh {
    let door = Mesh::rounded_box(v3(0.062, 0.0024, 0.020), 0.001, 2, 1).moved(0.0, -0.0222, 0.022);
    let wheel = puck(0.0085, 0.005, 0.0008, 36).bent(|p| {
        let notch = 1.0 + 0.04 * cos(12.0 * libm::atan2(p.z, p.x));
        v3(p.x * notch, p.y, p.z * notch)
    });
    Mesh::join([door, wheel.moved(0.0, -0.0235, -0.014)])
}
