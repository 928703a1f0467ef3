//! A woven armchair: 56 × 82 × 58 cm, two bent hoops of ash for legs and arms, a seat and a back woven in one piece.

use crate::kit::curve::{ellipse, spline, spline3, superellipse};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{Map, Texel, wood};
use crate::{Finish, Part, Product, Shot};

/// Half the width of the woven frame in front and at the top, and the radius of its corners.
const FRONT: f64 = 0.224;
const TOP: f64 = 0.192;
const CORNER: f64 = 0.066;
const ROD: f64 = 0.0118;
/// Middle of the hoops.
const ARM: f64 = 0.2580;

pub(super) fn form() -> Product {
    let grain = wood(192, 0.30, 21);
    let basket = basket();
    let wound = wound();
    let ash = |name, colour, rough| Finish::new(name, colour, 0.0, rough).with_map(&grain, 0.36, 0.16);
    let cane = |name, colour, rough| Finish::new(name, colour, 0.0, rough).with(&basket, 0.072);
    let wrap = |name, colour, rough| Finish::new(name, colour, 0.0, rough).with_map(&wound, 0.048, 0.024);
    let sling = Sling::new();
    Product {
        id: "chair",
        ways: ["natural", "walnut", "black"],
        parts: vec![
            Part::ways(
                Mesh::join([hoops(), rails(&sling)]),
                [
                    ash("ash, oiled", 0xD9B98C, 0.52),
                    ash("ash, walnut stain", 0x7A4E32, 0.48),
                    ash("ash, black stain", 0x2E2B29, 0.50),
                ],
            ),
            Part::ways(
                sling.sheet(),
                [
                    cane("rattan, natural", 0xE2C592, 0.62),
                    cane("rattan, tea", 0xC79C68, 0.60),
                    cane("rattan, black", 0x35312E, 0.58),
                ],
            ),
            Part::ways(
                sling.wraps(),
                [
                    wrap("rattan, natural", 0xDDBE8A, 0.62),
                    wrap("rattan, tea", 0xC09462, 0.60),
                    wrap("rattan, black", 0x322E2B, 0.58),
                ],
            ),
            Part::new(bolts(), Finish::new("brass bolts", 0xB8935A, 1.0, 0.36)),
            Part::new(pads(), Finish::new("felt", 0x3B3835, 0.0, 0.94)),
        ],
        shot: Shot { theta: 34.0, phi: 72.0, distance: 1.0 },
    }
}

/// Blocks of three strips, over and under in turn; covers 72 mm with six blocks each way.
fn basket() -> Map {
    let (blocks, strips) = (6.0, 3.0);
    Map::paint(288, 0.072, |u, v| {
        let (x, y) = (u * blocks, v * blocks);
        let (i, j) = (x.floor() as i64, y.floor() as i64);
        let over = (i + j).rem_euclid(2) == 0;
        let (fx, fy) = (x - x.floor(), y - y.floor());
        let (across, along) = if over { (fx, fy) } else { (fy, fx) };
        let strip = (across * strips).floor();
        let within = (across * strips - strip) - 0.5;
        // Flat canes with round edges, which bend down where they go under.
        let round = pow((1.0 - pow(2.0 * within.abs(), 3.0)).max(0.0), 0.5);
        let arch = pow(sin(PI * along).max(0.0), 0.55);
        let which = if over { i * 3 + strip as i64 } else { 1000 + j * 3 + strip as i64 };
        let own = hash(which, 3, 7);
        let fibre = if over { fbm(u, v, 120, 8, 2, 31) } else { fbm(u, v, 8, 120, 2, 37) };
        let deep = round * (0.30 + 0.70 * arch);
        let value = 0.34 + 0.46 * deep + 0.12 * own + 0.08 * fibre;
        let warm = 0.05 * (1.0 - own) + 0.05 * (1.0 - deep);
        Texel {
            colour: [value, value - warm * 0.7, value - warm * 1.4],
            height: 0.0022 * deep + 0.000_05 * fibre,
            rough: 0.80 + 0.20 * (1.0 - deep),
            ..Texel::default()
        }
    })
}

/// Cane wound round a rod: strips across v; covers 48 mm around by 24 mm along.
fn wound() -> Map {
    Map::paint_wide(128, 128, 0.048, 0.024, |u, v| {
        let x = v * 6.0;
        let strip = x.floor();
        let within = x - strip - 0.5;
        let round = pow((1.0 - pow(2.0 * within.abs(), 3.0)).max(0.0), 0.5);
        let own = hash(strip as i64, 5, 9);
        let fibre = fbm(u, v, 4, 60, 2, 13);
        let value = 0.40 + 0.42 * round + 0.11 * own + 0.07 * fibre;
        Texel {
            colour: [value, value - 0.03, value - 0.06],
            height: 0.0012 * round,
            rough: 0.82 + 0.18 * (1.0 - round),
            ..Texel::default()
        }
    })
}

/// Grain runs along what was swept.
fn grained(mesh: Mesh) -> Mesh {
    mesh.mapped(|_, uv| v2(uv.y, uv.x))
}

/// Both sides' hoops: front leg, arm and rear leg of one bent rod, flat and wide under the hand.
fn hoops() -> Mesh {
    let path = spline3(
        &[
            v3(ARM - 0.004, 0.003, 0.2772),
            v3(ARM, 0.200, 0.2585),
            v3(ARM + 0.002, 0.420, 0.2400),
            v3(ARM + 0.002, 0.545, 0.2250),
            v3(ARM + 0.002, 0.606, 0.1980),
            v3(ARM + 0.002, 0.634, 0.1450),
            v3(ARM + 0.002, 0.6405, 0.0400),
            v3(ARM + 0.002, 0.632, -0.0800),
            v3(ARM + 0.001, 0.612, -0.1650),
            v3(ARM, 0.566, -0.2140),
            v3(ARM, 0.480, -0.2300),
            v3(ARM - 0.002, 0.300, -0.2440),
            v3(ARM - 0.008, 0.003, -0.2772),
        ],
        4,
    );
    let hoop = Mesh::sweep(&path, &superellipse(1.0, 1.0, 2.3, 14), V3::Z, |t| {
        let arm = smoothstep(0.24, 0.42, t) * (1.0 - smoothstep(0.56, 0.74, t));
        let foot = smoothstep(0.80, 1.0, (2.0 * t - 1.0).abs());
        v2(0.0158 + 0.0040 * arm - 0.0038 * foot, 0.0158 - 0.0038 * arm - 0.0038 * foot)
    });
    let hoop = grained(hoop).creased(75.0);
    Mesh::join([hoop.clone(), hoop.mirrored()])
}

/// Rods between the hoops, thicker in their middle, and the bare corners of the woven frame.
fn rails(sling: &Sling) -> Mesh {
    let rod = |from: V3, to: V3, bow: V3, thick: f64| {
        let middle = (from + to) / 2.0 + bow;
        let path = spline3(&[from, middle, to], 5);
        grained(Mesh::tube(&path, 12, |t| thick * (0.80 + 0.20 * pow(sin(PI * t).max(0.0), 0.6))))
            .creased(75.0)
    };
    let wide = ARM - 0.003;
    let mut all = Vec::new();
    for side in [-1.0, 1.0] {
        all.push(rod(
            v3(side * ARM, 0.372, 0.2430),
            v3(side * (ARM - 0.001), 0.352, -0.2400),
            V3::ZERO,
            0.0132,
        ));
    }
    all.push(rod(v3(-wide, 0.3690, 0.175), v3(wide, 0.3690, 0.175), v3(0.0, 0.0, 0.0), 0.0135));
    all.push(rod(v3(-wide, 0.3560, -0.125), v3(wide, 0.3560, -0.125), v3(0.0, -0.0, 0.0), 0.0135));
    all.push(rod(v3(-wide, 0.5450, -0.2260), v3(wide, 0.5450, -0.2260), v3(0.0, 0.0, -0.036), 0.0130));
    // Blocks that carry the frame on its rails.
    let loop_path = sling.edge();
    all.push(grained(Mesh::ring(&loop_path, 8, |_| ROD)).creased(75.0));
    for (x, y, z) in [(0.212, 0.388, 0.175), (0.206, 0.374, -0.125)] {
        for side in [-1.0, 1.0] {
            all.push(grained(Mesh::lathe(&[v2(0.0095, -0.020), v2(0.0095, 0.020)], 10).moved(
                side * x,
                y + 0.006,
                z,
            )));
        }
    }
    Mesh::join(all)
}

fn bolts() -> Mesh {
    let cap = Mesh::lathe(&[v2(0.0066, -0.002), v2(0.0066, 0.0008), v2(0.0054, 0.0020), v2(0.0, 0.0024)], 12)
        .turned(V3::Z, -90.0);
    let out = 0.0152;
    let mut all = Vec::new();
    for (x, y, z) in [(ARM + 0.001, 0.372, 0.2440), (ARM - 0.001, 0.352, -0.2400), (ARM, 0.545, -0.2205)] {
        let one = cap.clone().moved(x + out, y, z);
        all.extend([one.clone(), one.mirrored()]);
    }
    Mesh::join(all)
}

fn pads() -> Mesh {
    let pad = Mesh::lathe(&[v2(0.0, 0.0), v2(0.0112, 0.0), v2(0.0116, 0.0044), v2(0.0, 0.0045)], 12);
    let mut all = Vec::new();
    for (x, z) in [(ARM - 0.004, 0.2772), (ARM - 0.008, -0.2772)] {
        let one = pad.clone().moved(x, 0.0, z);
        all.extend([one.clone(), one.mirrored()]);
    }
    Mesh::join(all)
}

/// The woven piece: a line from the seat's front edge to the top of the back, and how wide it is along that.
struct Sling {
    line: Vec<V2>,
    along: Vec<f64>,
}

impl Sling {
    fn new() -> Self {
        // z, y
        let line = spline(
            &[
                v2(0.2640, 0.4180),
                v2(0.2300, 0.4270),
                v2(0.1200, 0.4190),
                v2(-0.0300, 0.4030),
                v2(-0.1120, 0.4020),
                v2(-0.1640, 0.4280),
                v2(-0.1900, 0.4850),
                v2(-0.2120, 0.5800),
                v2(-0.2420, 0.6990),
                v2(-0.2740, 0.8055),
            ],
            6,
        );
        let mut along = vec![0.0];
        for pair in line.windows(2) {
            along.push(along[along.len() - 1] + (pair[1] - pair[0]).length());
        }
        Self { line, along }
    }

    fn length(&self) -> f64 {
        self.along[self.along.len() - 1]
    }

    /// Where the line is after `d` metres, and its direction; (z, y).
    fn at(&self, d: f64) -> (V2, V2) {
        let d = d.clamp(0.0, self.length());
        let i = self.along.iter().rposition(|a| *a <= d).unwrap_or(0).min(self.line.len() - 2);
        let (a, b) = (self.line[i], self.line[i + 1]);
        let t = (d - self.along[i]) / (self.along[i + 1] - self.along[i]);
        let tangent = |k: usize| self.line[(k + 1).min(self.line.len() - 1)] - self.line[k.saturating_sub(1)];
        (a + (b - a) * t, (tangent(i) * (1.0 - t) + tangent(i + 1) * t).normalize())
    }

    fn half(&self, d: f64) -> f64 {
        let wide = mix(FRONT, TOP, smoothstep(0.30, 1.0, d / self.length()));
        let end = d.min(self.length() - d).max(0.0);
        if end < CORNER {
            let rest = CORNER - end;
            wide - CORNER + (CORNER * CORNER - rest * rest).max(0.0).sqrt()
        } else {
            wide
        }
    }

    /// A point at x after d metres, `lift` along the normal that faces whoever sits.
    fn place(&self, x: f64, d: f64, lift: f64) -> V3 {
        let (p, t) = self.at(d);
        let normal = v2(t.y, -t.x);
        let up = if normal.dot(v2(0.6, 0.8)) < 0.0 { -normal } else { normal };
        let q = p + up * lift;
        v3(x, q.y, q.x)
    }

    /// Stations along the line, close together at the corners.
    fn stations(&self) -> Vec<f64> {
        let length = self.length();
        let near: Vec<f64> = (0..6).map(|k| CORNER * (1.0 - cos(PI / 12.0 * f64::from(k)))).collect();
        let mut all = near.clone();
        let middle = 24;
        all.extend((0..=middle).map(|k| mix(CORNER, length - CORNER, f64::from(k) / f64::from(middle))));
        all.extend(near.iter().rev().map(|d| length - d));
        all
    }

    /// The frame's closed line: up the right side, across the top, down the left, along the front.
    fn edge(&self) -> Vec<V3> {
        let stations = self.stations();
        let mut path: Vec<V3> = stations.iter().map(|d| self.place(self.half(*d), *d, 0.0)).collect();
        path.extend([0.5, 0.0, -0.5].map(|k| self.place(k * (TOP - CORNER), self.length(), 0.0)));
        path.extend(stations.iter().rev().map(|d| self.place(-self.half(*d), *d, 0.0)));
        path.extend([-0.5, 0.0, 0.5].map(|k| self.place(k * (FRONT - CORNER), 0.0, 0.0)));
        path
    }

    /// How far the weave gives way at u (-1..1) across and t (0..1) along.
    fn give(u: f64, t: f64) -> f64 {
        let across = 1.0 - u * u;
        let seat = smoothstep(0.0, 0.12, t) * (1.0 - smoothstep(0.40, 0.62, t));
        let back = smoothstep(0.45, 0.70, t) * (1.0 - smoothstep(0.86, 1.0, t));
        across * (0.024 * seat + 0.026 * back)
    }

    /// Upper and lower face of the weave.
    fn sheet(&self) -> Mesh {
        let stations = self.stations();
        let (rows, columns) = (stations.len() - 1, 16);
        let face = |lift: f64| {
            let spot = |u: f64, v: f64| {
                let d = stations[libm::round(v * rows as f64) as usize];
                (2.0 * u - 1.0, d)
            };
            Mesh::sheet(
                columns,
                rows,
                |u, v| {
                    let (u, d) = spot(u, v);
                    let edge = 1.0 - pow(u.abs(), 6.0);
                    self.place(u * self.half(d), d, lift * edge - Self::give(u, d / self.length()))
                },
                |u, v| {
                    let (u, d) = spot(u, v);
                    v2(u * self.half(d), d)
                },
            )
        };
        Mesh::join([face(0.0028), face(-0.0028).inside_out()])
    }

    /// The strands where they go round the frame, all but its corners.
    fn wraps(&self) -> Mesh {
        let round = |path: &[V3]| {
            let section = ellipse(1.0, 1.0, 10);
            let last = path.len() - 1;
            Mesh::sweep(path, &section, V3::Z, move |t| {
                let end = (t * last as f64).min((1.0 - t) * last as f64);
                V2::splat(ROD + 0.0030 * smoothstep(0.0, 0.3, end + 0.1))
            })
        };
        let stations = self.stations();
        let side: Vec<V3> = stations
            .iter()
            .filter(|d| **d > CORNER * 0.9 && **d < self.length() - CORNER * 0.9)
            .map(|d| self.place(self.half(*d), *d, 0.0))
            .collect();
        let across = |half: f64, d: f64| -> Vec<V3> {
            (0..=8).map(|k| self.place(mix(-half, half, f64::from(k) / 8.0), d, 0.0)).collect()
        };
        let one = round(&side);
        Mesh::join([
            one.clone(),
            one.mirrored(),
            round(&across(FRONT - CORNER * 1.02, 0.0)),
            round(&across(TOP - CORNER * 1.02, self.length())),
        ])
    }
}
