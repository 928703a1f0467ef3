//! A carry-on case: 55 × 40 × 20 cm, two grooved shells in a frame of metal, four double wheels, a lock with dials.

use crate::kit::curve::{Corner, ellipse, fillet, rounded_rectangle, spline3};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture;
use crate::{Finish, Part, Product, Shot};

/// Half the shell's width, half its height, and where its middle is: the side with the locks needs room to its right.
const WIDE: f64 = 0.1945;
const HIGH: f64 = 0.2420;
const MIDDLE: V3 = v(-0.0055, 0.2915, 0.0);
/// From the seam to the front, and how the corners and the edges are rounded.
const DEEP: f64 = 0.0965;
const CORNER: f64 = 0.052;
const EDGE: f64 = 0.0225;
const SEAM: f64 = 0.0092;
/// Where the shell's side, top and bottom lie.
const SIDE: f64 = MIDDLE.x + WIDE;
const TOP: f64 = MIDDLE.y + HIGH;
const FLOOR: f64 = MIDDLE.y - HIGH;

const fn v(x: f64, y: f64, z: f64) -> V3 {
    V3::new(x, y, z)
}

pub(super) fn form() -> Product {
    let sand = moulded();
    let shell = |name, colour, rough| Finish::new(name, colour, 0.0, rough).with(&sand, 0.024);
    let brushed = texture::brushed(64, 0.05, 3);
    let metal = |name, colour| Finish::new(name, colour, 1.0, 0.38).with(&brushed, 0.05);
    let trims = [
        metal("champagne aluminium", 0xC9BFA8),
        metal("black aluminium", 0x4A4A4C),
        metal("silver aluminium", 0xC8C8C6),
    ];
    let dark = Finish::new("glass-filled nylon", 0x232425, 0.0, 0.55);
    let grips = [
        Finish::new("olive nylon", 0x34362A, 0.0, 0.58),
        Finish::new("black nylon", 0x1F2021, 0.0, 0.58),
        Finish::new("umber nylon", 0x5B4A3A, 0.0, 0.58),
    ];
    let back = shells().stretched(1.0, 1.0, -1.0);
    Product {
        id: "case",
        ways: ["olive", "black", "sand"],
        parts: vec![
            Part::ways(
                Mesh::join([shells(), back]),
                [
                    shell("olive polycarbonate", 0x5E6044, 0.44),
                    shell("black polycarbonate", 0x232426, 0.40),
                    shell("sand polycarbonate", 0xC3B398, 0.44),
                ],
            ),
            Part::ways(Mesh::join([frame(), latches(), badge()]), trims.clone()),
            Part::ways(Mesh::join([handles(), housings()]), grips),
            Part::new(Mesh::join([gasket(), beds()]), dark),
            Part::new(wheels(), Finish::new("tyre", 0x2C2D2E, 0.0, 0.78)),
            Part::new(hubs(), Finish::new("hub", 0x8E8F8E, 0.0, 0.42)),
            Part::new(screws(), Finish::new("steel screws", 0xB9BABB, 1.0, 0.34)),
            Part::new(dials(), Finish::new("dials", 0xD8D5CC, 0.0, 0.42)),
            Part::new(mark(), Finish::new("red enamel", 0xA8322B, 0.0, 0.35)),
        ],
        shot: Shot { theta: 32.0, phi: 72.0, distance: 1.0 },
    }
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
fn shells() -> Mesh {
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
fn frame() -> Mesh {
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

fn gasket() -> Mesh {
    let section = rounded_rectangle(0.004, 0.0190, 0.0005, 1);
    Mesh::sweep_closed(&rim(-0.0034), &section, V3::Z, |_| V2::ONE)
}

/// The fine grain of the mould, and what is left of the swirl of the recycled granules.
fn moulded() -> texture::Map {
    texture::Map::paint(192, 0.024, |u, v| {
        let (near, next) = cells(u, v, 32, 32, 5);
        let fine = smoothstep(0.0, 0.35, next - near);
        let cloud = fbm(u, v, 3, 3, 2, 8);
        texture::Texel {
            height: 0.000_022 * fine,
            rough: 0.84 + 0.16 * fine,
            ..texture::Texel::grey(0.955 + 0.025 * fine + 0.02 * cloud)
        }
    })
}

/// What lies on the side looks along +X: made flat, x to the right, y up, thickness towards +Z, then set there.
fn on_side(mesh: Mesh, y: f64, z: f64) -> Mesh {
    mesh.turned(V3::Y, 90.0).moved(SIDE, y, z)
}

fn slab(width: f64, height: f64, depth: f64, radius: f64, bevel: f64) -> Mesh {
    Mesh::plate(&rounded_rectangle(width, height, radius, 2), depth, bevel, 1).moved(0.0, 0.0, depth / 2.0)
}

const LOCK: f64 = 0.430;
const LATCH: f64 = 0.169;

/// Two levers over the frame. The upper one carries the dials.
fn latches() -> Mesh {
    let lever = |y: f64, down: f64| {
        let arm = Mesh::rounded_box(v3(0.0235, 0.046, 0.0048), 0.0016, 1, 2).moved(0.0, 0.0, 0.0062);
        let lip =
            Mesh::rounded_box(v3(0.0185, 0.0052, 0.0030), 0.0010, 1, 1).moved(0.0, -0.0180 * down, 0.0092);
        on_side(Mesh::join([arm, lip]), y, 0.0)
    };
    Mesh::join([lever(LATCH, -1.0), lever(LOCK + 0.021, 1.0)])
}

/// What the levers, the dials and the handles stand on.
fn beds() -> Mesh {
    let bed = |y: f64, height: f64| on_side(slab(0.033, height, 0.0050, 0.0065, 0.0012), y, 0.0);
    let bezel =
        slab(0.170, 0.042, 0.0042, 0.010, 0.0014).turned(V3::X, -90.0).moved(MIDDLE.x, TOP - 0.0010, -0.056);
    Mesh::join([bed(LATCH, 0.062), bed(LOCK, 0.104), bezel])
}

fn dials() -> Mesh {
    Mesh::join([-0.0082, 0.0, 0.0082].map(|y| {
        let wheel = Mesh::lathe(
            &[v2(0.0058, -0.0028), v2(0.0064, -0.0022), v2(0.0064, 0.0022), v2(0.0058, 0.0028)],
            16,
        )
        .moved(0.0, y, 0.0012);
        on_side(wheel, LOCK - 0.0225, 0.0)
    }))
}

/// The sign that border control looks for.
fn mark() -> Mesh {
    let diamond = Mesh::plate(&ellipse(0.0032, 0.0042, 4), 0.0012, 0.0003, 1).moved(0.0, 0.0, 0.0052);
    on_side(diamond, LOCK - 0.0430, 0.0)
}

/// A coin with the house's W.
fn badge() -> Mesh {
    let place = v3(MIDDLE.x + 0.1062, 0.4560, DEEP + 0.0016);
    let coin = Mesh::lathe(
        &fillet(
            &[
                Corner(0.0115, -0.002, 0.0),
                Corner(0.0115, 0.0016, 0.0007),
                Corner(0.0100, 0.0016, 0.0004),
                Corner(0.0096, 0.0009, 0.0002),
                Corner(0.0, 0.0009, 0.0),
            ],
            2,
        ),
        28,
    )
    .turned(V3::X, 90.0);
    let stroke = |x: f64, lean: f64| {
        Mesh::plate(&rounded_rectangle(0.0015, 0.0092, 0.0, 1), 0.0009, 0.0002, 1)
            .turned(V3::Z, lean)
            .moved(x, 0.0, 0.0012)
    };
    let letter =
        [(-0.0046, 16.0), (-0.0016, -16.0), (0.0016, 16.0), (0.0046, -16.0)].map(|(x, a)| stroke(x, a));
    Mesh::join([coin].into_iter().chain(letter)).bent(|p| p + place)
}

/// A low bow from `-reach` to `reach` along x, standing `rise` over y = 0.
fn bow(reach: f64, rise: f64, wide: f64, thick: f64) -> Mesh {
    let path = spline3(
        &[
            v3(-reach, -0.004, 0.0),
            v3(-reach + 0.004, rise * 0.45, 0.0),
            v3(-reach + 0.016, rise * 0.9, 0.0),
            v3(-reach * 0.4, rise, 0.0),
            v3(reach * 0.4, rise, 0.0),
            v3(reach - 0.016, rise * 0.9, 0.0),
            v3(reach - 0.004, rise * 0.45, 0.0),
            v3(reach, -0.004, 0.0),
        ],
        2,
    );
    Mesh::sweep(&path, &rounded_rectangle(wide, thick, thick * 0.45, 2), V3::Y, |t| {
        let waist = 1.0 - 0.14 * sin(PI * t);
        v2(waist, 1.0)
    })
}

/// Handles at the top and at the side, and the grip of the pulled handle at rest.
fn handles() -> Mesh {
    let top = bow(0.073, 0.0098, 0.026, 0.0062).moved(MIDDLE.x, TOP, 0.0);
    let feet = [-0.073, 0.073].map(|x| {
        slab(0.030, 0.034, 0.0042, 0.009, 0.0014).turned(V3::X, -90.0).moved(MIDDLE.x + x, TOP - 0.0012, 0.0)
    });
    let side = bow(0.068, 0.0078, 0.026, 0.0058).turned(V3::Z, -90.0).moved(SIDE, MIDDLE.y, 0.0);
    let ankles =
        [-0.068, 0.068].map(|y| on_side(slab(0.034, 0.030, 0.0042, 0.009, 0.0014), MIDDLE.y + y, 0.0));
    let grip = Mesh::rounded_box(v3(0.148, 0.0150, 0.025), 0.0062, 2, 1).moved(MIDDLE.x, 0.5425, -0.056);
    let button = Mesh::rounded_box(v3(0.034, 0.003, 0.012), 0.0012, 1, 1).moved(MIDDLE.x, 0.5492, -0.056);
    Mesh::join([top, side, grip, button].into_iter().chain(feet).chain(ankles))
}

/// Middle of each wheel's fork, and how it is turned.
const WHEELS: [(f64, f64, f64); 4] =
    [(-0.148, 0.060, 22.0), (0.148, 0.060, -14.0), (-0.148, -0.060, 8.0), (0.148, -0.060, 31.0)];
const WHEEL: f64 = 0.0240;

fn at_wheels(mesh: &Mesh) -> Mesh {
    Mesh::join(WHEELS.map(|(x, z, angle)| mesh.clone().turned(V3::Y, angle).moved(MIDDLE.x + x, 0.0, z)))
}

/// A cup in each corner of the shell, a swivel, and a fork that covers the tops of both wheels.
fn housings() -> Mesh {
    let mut outline: Vec<V2> = (0..8)
        .map(|k| {
            let a = (10.0 + 21.0 * f64::from(k)) * PI / 180.0;
            v2(-0.006 + 0.0262 * cos(a), WHEEL + 0.0262 * sin(a))
        })
        .collect();
    outline.extend([v2(-0.0190, 0.0250), v2(-0.0060, 0.0170), v2(0.0060, 0.0195)]);
    let fork = Mesh::plate(&outline, 0.0090, 0.0012, 1);
    let swivel = Mesh::lathe(
        &[
            v2(0.0195, FLOOR - 0.0022),
            v2(0.0195, FLOOR - 0.0050),
            v2(0.0150, FLOOR - 0.0062),
            v2(0.0138, FLOOR - 0.010),
        ],
        12,
    )
    .inside_out()
    .moved(0.004, 0.0, 0.0);
    let cup = cup();
    let back = cup.clone().stretched(1.0, 1.0, -1.0);
    let pair = |cup: Mesh| {
        let other = cup.clone().moved(-MIDDLE.x, 0.0, 0.0).mirrored().moved(MIDDLE.x, 0.0, 0.0);
        Mesh::join([cup, other])
    };
    Mesh::join([pair(cup), pair(back), at_wheels(&Mesh::join([fork, swivel]))])
}

/// A guard that follows the shell's lower right front corner, a little proud of it, its border tucked in.
fn cup() -> Mesh {
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

/// A wheel's axis along z, twice.
fn both(wheel: &Mesh) -> Mesh {
    let flat = wheel.clone().turned(V3::X, 90.0);
    Mesh::join([
        flat.clone().moved(-0.006, WHEEL, 0.0108),
        flat.turned(V3::Y, 180.0).moved(-0.006, WHEEL, -0.0108),
    ])
}

fn wheels() -> Mesh {
    let tyre = Mesh::lathe(
        &[
            v2(0.0165, -0.0058),
            v2(0.0222, -0.0058),
            v2(WHEEL, -0.0034),
            v2(WHEEL, 0.0034),
            v2(0.0222, 0.0058),
            v2(0.0165, 0.0058),
        ],
        18,
    )
    .creased(60.0);
    at_wheels(&both(&tyre))
}

fn hubs() -> Mesh {
    let hub = Mesh::lathe(
        &[
            v2(0.0166, 0.0048),
            v2(0.0146, 0.0046),
            v2(0.0128, 0.0030),
            v2(0.0056, 0.0036),
            v2(0.0044, 0.0056),
            v2(0.0, 0.0058),
        ],
        12,
    )
    .creased(60.0);
    at_wheels(&both(&hub))
}

/// Heads with a cross-cut, so that every part can be changed at home.
fn screws() -> Mesh {
    let head = |size: f64| {
        Mesh::lathe(&[v2(size, 0.0), v2(size * 0.8, size * 0.36), v2(0.0, size * 0.2)], 8).creased(60.0)
    };
    let side = |y: f64, z: f64| head(0.0026).turned(V3::Z, -90.0).moved(SIDE + 0.0042, y, z);
    let top = |x: f64, z: f64| head(0.0026).moved(MIDDLE.x + x, TOP + 0.0027, z);
    let mut all = vec![
        side(LATCH - 0.0268, 0.0),
        side(LATCH + 0.0268, 0.0),
        side(LOCK + 0.0475, 0.0),
        side(LOCK - 0.0482, 0.0),
    ];
    for y in [-0.068, 0.068] {
        all.extend([-0.0118, 0.0118].map(|z| side(MIDDLE.y + y + 0.009 * f64::signum(y), z)));
    }
    for x in [-0.073, 0.073] {
        all.extend([-0.0118, 0.0118].map(|z| top(x + 0.009 * f64::signum(x), z)));
    }
    Mesh::join(all)
}
