//! A concert ukulele on its back: mahogany, bound in cream, 18 frets on a scale of 38 cm, geared tuners.

use crate::kit::curve::{Corner, fillet_closed, spline3, spline3_closed};
use crate::kit::lettering;
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{Map, Texel};
use crate::{Finish, Part, Product, Shot};

/// Height of the top, where the nut and the saddle are along X, the sound hole's middle and radius: metres.
const TOP: f64 = 0.066;
const NUT: f64 = 0.1807;
const SCALE: f64 = 0.380;
const HOLE: (f64, f64) = (-0.1040, 0.0255);
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

pub(super) fn form() -> Product {
    let mahogany = mahogany();
    let wood = |name, colour, rough, tile: f64| {
        Finish::new(name, colour, 0.0, rough).with_map(&mahogany, tile, tile * 0.55)
    };
    let top = [
        wood("mahogany, natural", 0xD79A62, 0.34, 0.20),
        wood("mahogany, walnut stain", 0x7E4E30, 0.34, 0.20),
        wood("mahogany, red stain", 0xC4302A, 0.28, 0.20),
    ];
    let side = [
        wood("mahogany, natural", 0xBE8050, 0.36, 0.20),
        wood("mahogany, walnut stain", 0x643C25, 0.36, 0.20),
        wood("mahogany, red stain", 0xA32722, 0.30, 0.20),
    ];
    let neck = [
        wood("neck, natural", 0xB97B4C, 0.46, 0.16),
        wood("neck, walnut stain", 0x5C3823, 0.46, 0.16),
        wood("neck, dark", 0x63402B, 0.46, 0.16),
    ];
    let rosewood = wood("rosewood", 0x583A2E, 0.52, 0.10);
    let cream = Finish::new("binding", 0xEADFC6, 0.0, 0.42);
    let dark = Finish::new("purfling", 0x2C211C, 0.0, 0.5);
    let bone = Finish::new("bone", 0xEDE5D2, 0.0, 0.40);
    let pearl = Finish::new("pearl", 0xEAE6DC, 0.0, 0.24);
    let nickel = Finish::new("nickel", 0xC9C6C0, 1.0, 0.28);
    let nylon = Finish::new("nylon", 0xF1EEE6, 0.0, 0.30);
    let raw = wood("inside", 0xA87B52, 0.8, 0.20);
    let (bound, lines) = binding();
    let (inlay, print) = inlays();
    Product {
        id: "ukulele",
        ways: ["natural", "walnut", "red"],
        parts: vec![
            Part::ways(soundboard(), top),
            Part::ways(ribs(), side),
            Part::ways(handle(), neck),
            Part::new(ebony(), rosewood),
            Part::new(inside(), raw),
            Part::new(bound, cream),
            Part::new(lines, dark.clone()),
            Part::new(bones(), bone),
            Part::new(inlay, pearl),
            Part::new(print, dark),
            Part::new(metal(), nickel),
            Part::new(strings(), nylon),
        ],
        shot: Shot { theta: -50.0, phi: 37.0, distance: 0.93 },
    }
}

/// Straight grain along u, dark pores in short strokes, broad bands that turn the light.
fn mahogany() -> Map {
    Map::paint(256, 0.2, |u, v| {
        let band = fbm(u, v, 1, 7, 2, 51);
        let ribbon = fbm(u, v, 3, 26, 2, 53);
        let fibre = fbm(u, v, 5, 110, 2, 57);
        let pore = smoothstep(0.62, 0.80, noise(u, v, 18, 128, 59));
        let value = 1.0 - 0.14 * band - 0.12 * ribbon - 0.10 * (1.0 - fibre) - 0.13 * pore;
        Texel {
            colour: [value, value * (1.0 - 0.03 * band), value * (1.0 - 0.05 * band - 0.03 * pore)],
            rough: 0.86 + 0.14 * fibre,
            ..Texel::default()
        }
    })
}

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
fn soundboard() -> Mesh {
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
fn ribs() -> Mesh {
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
fn binding() -> (Mesh, Mesh) {
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
fn inside() -> Mesh {
    let well =
        Mesh::lathe(&[v2(0.058, TOP - 0.002), v2(0.060, 0.03), v2(0.056, 0.0115), v2(0.0, 0.0105)], 24);
    well.moved(HOLE.0, 0.0, 0.0).mapped(|p, uv| v2(p.x + uv.y, p.z))
}

/// Neck with its heel, and the head.
fn handle() -> Mesh {
    let stations = [-0.0305, -0.026, -0.020, -0.011, 0.0, 0.018, 0.05, 0.11, 0.160, 0.176, NUT + 0.004];
    let around = 12;
    let neck = Mesh::sheet(
        around,
        stations.len() - 1,
        |u, v| {
            let x = stations[libm::round(v * (stations.len() - 1) as f64) as usize];
            let t = ((x + 0.0305) / 0.050).clamp(0.0, 1.0);
            let deep = 0.0155 + 0.035 * pow(1.0 - t, 2.4) - 0.002 * smoothstep(0.02, 0.15, x);
            let half = half_width(x) - 0.0002;
            let a = PI * u;
            v3(
                x,
                TOP + 0.0005 - deep * pow(sin(a).max(0.0), 0.75),
                half * cos(a).signum() * pow(cos(a).abs(), 0.9),
            )
        },
        |u, v| v2(v * 0.22, u * 0.05),
    );
    Mesh::join([neck, head(0.0112, -0.0016 - 0.0056)])
}

/// Half the width of neck and fingerboard at x.
fn half_width(x: f64) -> f64 {
    mix(0.0175, 0.0215, (NUT - x) / 0.2107)
}

/// A plate of the head's outline, `thick`, with its middle at `y` over the head's face.
fn head(thick: f64, y: f64) -> Mesh {
    let half = [
        (-2.0, 17.4, 0.0),
        (9.0, 18.0, 8.0),
        (27.0, 30.5, 14.0),
        (92.0, 34.0, 20.0),
        (104.0, 35.5, 3.0),
        (113.0, 22.0, 14.0),
        (118.0, 9.0, 8.0),
    ];
    let mut corners: Vec<Corner> =
        half.iter().map(|(x, y, r)| Corner(x * 0.001, -y * 0.001, r * 0.001)).collect();
    corners.extend(half.iter().rev().map(|(x, y, r)| Corner(x * 0.001, y * 0.001, r * 0.001)));
    let plate = Mesh::plate(&fillet_closed(&corners, 3), thick, 0.0011_f64.min(thick * 0.4), 1);
    on_head(plate.bent(|p| v3(p.x, p.z + y, -p.y)))
}

/// From the head's own place (x along from the nut, y over its face) to the instrument's.
fn on_head(mesh: Mesh) -> Mesh {
    mesh.turned(V3::Z, -11.0).moved(NUT + 0.001, TOP + 0.0028, 0.0)
}

/// Rosewood: fingerboard, veneer of the head, bridge.
fn ebony() -> Mesh {
    let end = NUT - SCALE * (1.0 - pow(2.0, -18.0 / 12.0)) - 0.0045;
    let (a, b) = (half_width(NUT), half_width(end));
    let board = Mesh::plate(
        &fillet_closed(
            &[Corner(NUT, -a, 0.0), Corner(NUT, a, 0.0), Corner(end, b, 0.003), Corner(end, -b, 0.003)],
            3,
        ),
        0.0049,
        0.0006,
        1,
    )
    .bent(|p| v3(p.x, TOP + 0.00255 + p.z, -p.y));
    let saddle = NUT - SCALE;
    let base = Mesh::rounded_box(v3(0.025, 0.0072, 0.092), 0.0022, 2, 6).bent(|p| {
        // Wings thin out to the ends, and the front is hollowed.
        let wing = smoothstep(0.030, 0.0385, p.z.abs());
        let y = -0.0036 + (p.y + 0.0036) * mix(1.0, 0.42, wing);
        v3(p.x * mix(1.0, 0.82, wing), y, p.z)
    });
    let block = Mesh::rounded_box(v3(0.0085, 0.0062, 0.060), 0.0012, 2, 1);
    Mesh::join([
        board,
        head(0.0016, -0.0008),
        base.moved(saddle - 0.0055, TOP + 0.0035, 0.0),
        block.moved(saddle - 0.0105, TOP + 0.0078, 0.0),
    ])
}

/// Nut, saddle, buttons of the tuners.
fn bones() -> Mesh {
    let nut = Mesh::rounded_box(v3(0.0046, 0.0090, 2.0 * half_width(NUT)), 0.0011, 2, 1);
    let saddle = Mesh::rounded_box(v3(0.0028, 0.0070, 0.0580), 0.0012, 2, 1);
    let caps = [-0.0138, -0.0072].map(|x| {
        Mesh::rounded_box(v3(0.0014, 0.0012, 0.0600), 0.0005, 1, 1).moved(NUT - SCALE + x, TOP + 0.0108, 0.0)
    });
    let mut all = Mesh::join([
        nut.moved(NUT + 0.0023, TOP + 0.0034, 0.0),
        saddle.moved(NUT - SCALE, TOP + 0.0082, 0.0),
        Mesh::join(caps),
    ]);
    for (x, z) in tuners() {
        let side = z.signum();
        let button = Mesh::ball(1.0, 12).stretched(0.0076, 0.0036, 0.0092);
        all.add(&on_head(button.moved(x, -0.0160, side * 0.0525)));
    }
    all
}

/// Places of the four posts on the head: along it and to the side.
fn tuners() -> [(f64, f64); 4] {
    [(0.041, 0.0195), (0.041, -0.0195), (0.082, 0.0195), (0.082, -0.0195)]
}

fn metal() -> Mesh {
    let mut all = Mesh::default();
    for k in 1..=18 {
        let x = NUT - SCALE * (1.0 - pow(2.0, -f64::from(k) / 12.0));
        let half = half_width(x) - 0.0004;
        let wire = Mesh::tube(&[v3(x, TOP + 0.0052, -half), v3(x, TOP + 0.0052, half)], 6, |_| 0.00095);
        all.add(&wire);
    }
    for (x, z) in tuners() {
        let side = z.signum();
        let post = Mesh::lathe(
            &[
                v2(0.0052, 0.0),
                v2(0.0050, 0.0012),
                v2(0.0031, 0.0016),
                v2(0.0028, 0.0060),
                v2(0.0034, 0.0105),
                v2(0.0, 0.0112),
            ],
            10,
        );
        let gear = Mesh::rounded_box(v3(0.017, 0.0080, 0.0125), 0.0016, 1, 1);
        let shaft = Mesh::tube(&[v3(0.0, 0.0, side * 0.004), v3(0.0, 0.0, side * 0.0260)], 7, |_| 0.0018);
        all.add(&on_head(post.moved(x, 0.0, z)));
        all.add(&on_head(gear.moved(x, -0.0160, z)));
        all.add(&on_head(shaft.moved(x, -0.0160, z)));
    }
    all
}

/// Dots in the fingerboard, a lozenge and the maker's name in the head; and the label inside, with what is printed on it.
fn inlays() -> (Mesh, Mesh) {
    let mut pearl = Mesh::default();
    for (fret, z) in [(5, 0.0), (7, 0.0), (10, 0.0), (12, 0.0085), (12, -0.0085), (15, 0.0)] {
        let at = |k: i32| NUT - SCALE * (1.0 - pow(2.0, -f64::from(k) / 12.0));
        let dot = Mesh::lathe(&[v2(0.0027, 0.0), v2(0.0, 0.000_05)], 12);
        pearl.add(&dot.moved((at(fret) + at(fret - 1)) / 2.0, TOP + 0.00507, z));
    }
    // Letters lie on the head, read from the player's side.
    let flat = |mesh: Mesh, y: f64| mesh.bent(move |p| v3(p.x, y, -p.y));
    let name = flat(lettering::text("BRAGUINHA", 0.0056, 0.0008, 1.6), 0.000_15);
    pearl.add(&on_head(name.turned(V3::Y, -90.0).moved(0.1000, 0.0, 0.0)));
    let lozenge =
        Mesh::plate(&[v2(0.0042, 0.0), v2(0.0, 0.0085), v2(-0.0042, 0.0), v2(0.0, -0.0085)], 0.0002, 0.0, 0);
    pearl.add(&on_head(lozenge.bent(|p| v3(p.y, p.z + 0.000_05, p.x)).moved(0.0615, 0.0, 0.0)));
    let paper =
        Mesh::sheet(1, 1, |u, v| v3(0.052 * (u - 0.5), 0.0118, 0.034 * (0.5 - v)), |u, v| v2(u, v) * 0.03);
    let words = Mesh::join([
        flat(lettering::text("BRAGUINHA", 0.0058, 0.0008, 1.2), 0.0121).moved(0.0, 0.0, -0.007),
        flat(lettering::ribbon(&[v2(-0.020, 0.0), v2(0.020, 0.0)], 0.0004), 0.0121).moved(0.0, 0.0, 0.0005),
        flat(lettering::text("N 1286", 0.0034, 0.0005, 1.2), 0.0121).moved(0.0, 0.0, 0.0065),
    ]);
    let glued = |mesh: Mesh| mesh.turned(V3::Y, -90.0).moved(HOLE.0 - 0.004, 0.0, 0.0);
    pearl.add(&glued(paper));
    (pearl, glued(words))
}

/// Four strings from the tie block over saddle and nut to the posts, with the turns round them.
fn strings() -> Mesh {
    let saddle = NUT - SCALE;
    let mut all = Mesh::default();
    for k in 0..4 {
        let t = f64::from(k) - 1.5;
        let (near, far) = (t * 0.0137, t * 0.0091);
        let radius = [0.000_36, 0.000_46, 0.000_52, 0.000_40][k as usize];
        let side = if t < 0.0 { -1.0 } else { 1.0 };
        let along = if t.abs() > 1.0 { 0.041 } else { 0.082 };
        let turn = |p: V3| turn(p, V3::Z, -11.0) + v3(NUT + 0.001, TOP + 0.0028, 0.0);
        let post = v3(along, 0.0, side * 0.0195);
        let top = TOP + 0.0117;
        let mut path = vec![
            v3(saddle - 0.0150, TOP + 0.0082, near + 0.0015),
            v3(saddle - 0.0105, TOP + 0.0117, near + 0.0009),
            v3(saddle - 0.0056, TOP + 0.0085, near),
            v3(saddle, top, near),
            v3(mix(saddle, NUT, 0.5), mix(top, TOP + 0.0082, 0.5), mix(near, far, 0.5)),
            v3(NUT + 0.0020, TOP + 0.0082, far),
        ];
        for i in 0..=9 {
            let a = (-90.0 + f64::from(i) * 72.0) * PI / 180.0;
            let r = 0.0034;
            path.push(turn(
                post + v3(r * sin(a) * 1.0, 0.0060 - 0.000_22 * f64::from(i), -side * r * cos(a)),
            ));
        }
        all.add(&Mesh::tube(&path, 5, |_| radius));
        let knot = Mesh::tube(
            &spline3(
                &[
                    v3(saddle - 0.0150, TOP + 0.0066, near + 0.0019),
                    v3(saddle - 0.0150, TOP + 0.0100, near - 0.0001),
                    v3(saddle - 0.0138, TOP + 0.0117, near - 0.0005),
                    v3(saddle - 0.0072, TOP + 0.0117, near - 0.0005),
                    v3(saddle - 0.0060, TOP + 0.0090, near - 0.0002),
                ],
                1,
            ),
            5,
            |_| radius,
        );
        all.add(&knot);
    }
    all
}
