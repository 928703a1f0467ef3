//! A garden parasol of 250 cm: eight panels of canvas with a vent, ribs and struts of ash, a runner, a rope with its pulley.

use crate::kit::curve::{Corner, fillet, spline3};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{self, Map, Texel};
use crate::{Finish, Part, Product, Shot};
use roof::{MAIN, TIP, VENT, canopy, canvas, patch, rib, seam, seams, tape, valances};

mod roof;

/// Radius of the pole: 38 mm.
const POLE: f64 = 0.019;
/// Height of the runner's middle.
const RUNNER: f64 = 1.640;

pub(super) fn form() -> Product {
    let cloth_map = canvas();
    let cloth = |name, colour, glow| {
        let mut finish = Finish::new(name, colour, 0.0, 0.92).with(&cloth_map, 0.06);
        finish.glow = glow;
        finish.doubled()
    };
    let seam_map = seam();
    let sewn = |name, colour| Finish::new(name, colour, 0.0, 0.9).with_map(&seam_map, 0.030, 0.030);
    let grain = texture::wood(192, 0.42, 21);
    let ash = Finish::new("oiled ash", 0xC8A57A, 0.0, 0.58).with_map(&grain, 0.55, 0.16);
    let brass = Finish::new("aged brass", 0xAE9464, 1.0, 0.36);
    let rope = Finish::new("cotton rope", 0xE5DAC4, 0.0, 0.9).with_map(&laid(), 0.0126, 0.016);
    let (tops, unders) = (0x000000, [0x3A150C, 0x1A1B0D, 0x3A362D]);
    Product {
        id: "parasol",
        ways: ["terracotta", "olive", "white"],
        parts: vec![
            Part::ways(
                Mesh::join([canopy(&MAIN, 10, 9, 0.0, true), canopy(&VENT, 6, 3, 0.0, true), valances()])
                    .creased(32.0),
                [
                    cloth("terracotta canvas", 0x934E38, tops),
                    cloth("olive canvas", 0x6B6B43, tops),
                    cloth("white canvas", 0xE7DFD0, tops),
                ],
            ),
            Part::ways(
                Mesh::join([canopy(&MAIN, 10, 5, -0.006, false), canopy(&VENT, 4, 2, -0.004, false)]),
                [
                    cloth("terracotta canvas against the sky", 0x98523C, unders[0]),
                    cloth("olive canvas against the sky", 0x74744A, unders[1]),
                    cloth("white canvas against the sky", 0xE7DFD0, unders[2]),
                ],
            ),
            Part::ways(
                seams(),
                [
                    sewn("terracotta seam", 0x83452F),
                    sewn("olive seam", 0x64643E),
                    sewn("white seam", 0xDFD6C6),
                ],
            ),
            Part::ways(
                tape(),
                [
                    cloth("ecru tape", 0xD8C6A4, 0),
                    cloth("sand tape", 0xCDBB95, 0),
                    cloth("flax tape", 0xB79F78, 0),
                ],
            ),
            Part::new(timber(), ash),
            Part::new(fittings(), brass),
            Part::new(ropes(), rope),
            Part::new(pockets(), Finish::new("saddle leather", 0x5E3A22, 0.0, 0.66)),
        ],
        shot: Shot { theta: 24.0, phi: 91.0, distance: 0.86 },
    }
}

/// Rope laid of three strands.
fn laid() -> Map {
    Map::paint_wide(32, 32, 0.0126, 0.016, |u, v| {
        let turn = (u + v) * 2.0;
        let strand = sin(PI * (turn - turn.floor()));
        let value = 0.55 + 0.45 * strand;
        Texel { height: 0.000_9 * strand, colour: [value, value * 0.985, value * 0.95], ..Texel::default() }
    })
}

/// A bar of ash between two points, `wide` and `high`, its edges broken.
fn bar(from: V3, to: V3, wide: f64, high: f64) -> Mesh {
    let (x, y, c) = (wide / 2.0, high / 2.0, 0.0032);
    let section = [
        v2(x, -y + c),
        v2(x, y - c),
        v2(x - c, y),
        v2(-x + c, y),
        v2(-x, y - c),
        v2(-x, -y + c),
        v2(-x + c, -y),
        v2(x - c, -y),
    ];
    let rows: Vec<V3> = (0..=2).map(|k| from + (to - from) * (f64::from(k) / 2.0)).collect();
    Mesh::sweep(&rows, &section, V3::Y, |_| V2::ONE).mapped(|_, uv| v2(uv.y, uv.x))
}

/// Where the middle of rib `k` is, `off` metres from the axis.
fn rib_at(k: usize, off: f64) -> V3 {
    let t = (off - MAIN.inner) / (MAIN.outer - MAIN.inner);
    rib(k as f64) * off + V3::Y * (mix(MAIN.top, MAIN.low, t) - 0.0175)
}

/// Where a strut meets its rib, metres from the axis.
const KNEE: f64 = 0.66;

fn timber() -> Mesh {
    let rod = |from: f64, to: f64, radius: f64, rows: usize| {
        let line: Vec<V2> = (0..=rows).map(|k| v2(radius, mix(from, to, k as f64 / rows as f64))).collect();
        Mesh::lathe(&line, 20).mapped(|_, uv| v2(uv.y, uv.x))
    };
    let mut all = vec![rod(0.05, 1.10, POLE, 4), rod(1.10, 2.20, POLE, 7)];
    for k in 0..8 {
        // Each rib has its own piece of the plank.
        let own = |mesh: Mesh, n: f64| mesh.mapped(move |_, uv| v2(uv.x + 0.137 * n, uv.y + 0.041 * n));
        all.push(own(bar(rib_at(k, 0.050), rib_at(k, TIP - 0.020), 0.020, 0.028), k as f64));
        let foot = rib(k as f64) * 0.052 + V3::Y * RUNNER;
        let knee = rib_at(k, KNEE) - V3::Y * 0.026;
        all.push(own(bar(foot, knee, 0.016, 0.022), k as f64 + 0.5));
    }
    // Crown, runner and finial are turned from the same wood.
    let turned = |corners: &[Corner]| Mesh::lathe(&fillet(corners, 2), 20).mapped(|_, uv| v2(uv.y, uv.x));
    all.push(turned(&[
        Corner(POLE, 2.122, 0.0),
        Corner(0.040, 2.124, 0.005),
        Corner(0.056, 2.140, 0.006),
        Corner(0.056, 2.186, 0.006),
        Corner(0.030, 2.200, 0.004),
        Corner(POLE, 2.202, 0.0),
    ]));
    all.push(turned(&[
        Corner(POLE + 0.001, RUNNER - 0.055, 0.0),
        Corner(0.033, RUNNER - 0.053, 0.004),
        Corner(0.037, RUNNER - 0.026, 0.006),
        Corner(0.056, RUNNER - 0.018, 0.005),
        Corner(0.056, RUNNER + 0.020, 0.005),
        Corner(0.034, RUNNER + 0.030, 0.005),
        Corner(POLE + 0.001, RUNNER + 0.034, 0.0),
    ]));
    all.push(turned(&[
        Corner(0.020, 2.240, 0.0),
        Corner(0.022, 2.250, 0.003),
        Corner(0.012, 2.256, 0.003),
        Corner(0.025, 2.276, 0.014),
        Corner(0.012, 2.299, 0.009),
        Corner(0.0, 2.300, 0.0),
    ]));
    Mesh::join(all).creased(50.0)
}

/// Ferrules, collars, pins, brackets, sheave, cleat.
fn fittings() -> Mesh {
    let collar = |from: f64, to: f64, radius: f64| {
        Mesh::lathe(
            &fillet(
                &[
                    Corner(POLE - 0.001, from, 0.0),
                    Corner(radius, from, 0.0012),
                    Corner(radius, to, 0.0012),
                    Corner(POLE - 0.001, to, 0.0),
                ],
                1,
            ),
            18,
        )
    };
    let mut all = vec![
        Mesh::lathe(
            &fillet(
                &[
                    Corner(0.0, 0.0, 0.0),
                    Corner(0.017, 0.0, 0.003),
                    Corner(0.0212, 0.008, 0.003),
                    Corner(0.0212, 0.070, 0.0012),
                    Corner(POLE - 0.001, 0.070, 0.0),
                ],
                1,
            ),
            18,
        ),
        collar(1.055, 1.145, 0.0208),
        collar(1.049, 1.055, 0.0224),
        collar(1.145, 1.151, 0.0224),
        collar(2.098, 2.122, 0.0240),
    ];
    let pin = |at: V3, along: V3, long: f64, radius: f64| {
        Mesh::tube(&[at - along * long / 2.0, at + along * long / 2.0], 6, move |_| radius)
    };
    for k in 0..8 {
        let side = rib(k as f64 + 2.0);
        let knee = rib_at(k, KNEE) - V3::Y * 0.018;
        all.push(pin(rib(k as f64) * 0.049 + V3::Y * (RUNNER + 0.001), side, 0.024, 0.004));
        all.push(pin(knee - V3::Y * 0.008, side, 0.029, 0.0038));
        // Two cheeks hold strut and rib together.
        for way in [-1.0, 1.0] {
            let middle = knee + side * (0.0112 * way) + V3::Y * 0.001;
            let along = (rib_at(k, KNEE + 0.1) - rib_at(k, KNEE)).normalize_or_zero();
            let rows = [middle - along * 0.026, middle + along * 0.026];
            let section = [v2(0.001, -0.014), v2(0.001, 0.014), v2(-0.001, 0.014), v2(-0.001, -0.014)];
            all.push(Mesh::sweep(&rows, &section, V3::Y, |_| V2::ONE));
        }
    }
    // The cleat: two feet and a horn each way.
    let horn = spline3(
        &[v3(0.0, -0.060, 0.036), v3(0.0, -0.030, 0.041), v3(0.0, 0.030, 0.041), v3(0.0, 0.060, 0.036)],
        3,
    );
    all.push(Mesh::tube(&horn, 8, |t| 0.0062 - 0.0030 * (2.0 * t - 1.0).abs()).moved(0.0, CLEAT, 0.0));
    for y in [-0.018, 0.018] {
        all.push(Mesh::tube(&[v3(0.0, CLEAT + y, 0.016), v3(0.0, CLEAT + y, 0.040)], 8, |_| 0.0050));
    }
    // The sheave of the pulley between two cheeks under the crown.
    all.push(Mesh::cylinder(0.015, 0.008, 0.002, 12).turned(V3::Z, 90.0).moved(0.0, 2.083, 0.026));
    for x in [-0.0065, 0.0065] {
        all.push(Mesh::rounded_box(v3(0.002, 0.044, 0.024), 0.0009, 1, 1).moved(x, 2.088, 0.026));
    }
    Mesh::join(all).creased(62.0)
}

/// Height of the cleat.
const CLEAT: f64 = 1.30;

/// The rope: from the runner over the sheave, down to the cleat, crossed over its horns, and a tail with a knot.
fn ropes() -> Mesh {
    let up = [v3(0.0, RUNNER + 0.030, 0.027), v3(0.0, 1.85, 0.0265), v3(0.0, 2.075, 0.0250)];
    let down = spline3(
        &[
            v3(0.0, 2.098, 0.030),
            v3(0.0, 2.092, 0.0405),
            v3(0.0, 2.04, 0.0440),
            v3(0.002, 1.85, 0.0500),
            v3(0.004, 1.70, 0.0640),
            v3(0.004, 1.60, 0.0640),
            v3(0.003, 1.45, 0.0500),
            v3(0.009, CLEAT + 0.040, 0.042),
            v3(0.013, CLEAT + 0.000, 0.036),
            v3(0.008, CLEAT - 0.044, 0.035),
            v3(-0.010, CLEAT - 0.036, 0.040),
            v3(0.000, CLEAT + 0.000, 0.0535),
            v3(0.011, CLEAT + 0.036, 0.042),
            v3(0.000, CLEAT + 0.048, 0.033),
            v3(-0.012, CLEAT + 0.034, 0.042),
            v3(0.000, CLEAT - 0.002, 0.0580),
            v3(0.012, CLEAT - 0.038, 0.044),
            v3(0.000, CLEAT - 0.050, 0.033),
            v3(-0.012, CLEAT - 0.060, 0.034),
            v3(-0.010, CLEAT - 0.13, 0.030),
            v3(-0.006, CLEAT - 0.26, 0.0275),
            v3(-0.003, CLEAT - 0.36, 0.0280),
        ],
        3,
    );
    let knot = Mesh::ball(0.0085, 8).stretched(1.0, 1.3, 1.0).moved(-0.003, CLEAT - 0.362, 0.029);
    Mesh::join([Mesh::tube(&up, 6, |_| 0.0038), Mesh::tube(&down, 6, |_| 0.0038), knot]).creased(75.0)
}

/// Leather at each tip: a pocket under the cloth that takes the rib, and a patch over the corner of the hem.
fn pockets() -> Mesh {
    Mesh::join((0..8).flat_map(|k| {
        let (from, to) = (rib_at(k, TIP - 0.085), rib_at(k, TIP - 0.008));
        let rows = [from, to];
        let section = crate::kit::curve::superellipse(0.0135, 0.0160, 4.0, 8);
        [Mesh::sweep(&rows, &section, V3::Y, |_| V2::ONE), patch(k)]
    }))
    .creased(60.0)
}
