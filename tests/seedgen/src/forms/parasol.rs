//! A garden parasol of 250 cm: eight panels of canvas with a vent, ribs and struts of ash, a runner, a rope with its pulley.

use crate::kit::curve::{Corner, fillet, spline3};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{self, Map, Texel};
use crate::{Finish, Part, Product, Shot};

/// Corner of the octagon from the axis, metres: 250 cm from tip to tip.
const TIP: f64 = 1.236;
/// Height of the cloth at a tip and where the ribs would meet.
const LOW: f64 = 1.830;
const HIGH: f64 = 2.225;
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

/// Plain canvas of thick threads, even from afar.
fn canvas() -> Map {
    Map::paint(192, 0.06, |u, v| {
        const THREADS: f64 = 32.0;
        let (x, y) = (u * THREADS, v * THREADS);
        let over = (x.floor() as i64 + y.floor() as i64).rem_euclid(2) == 0;
        let (fx, fy) = (x - x.floor() - 0.5, y - y.floor() - 0.5);
        let (across, along) = if over { (fx, fy) } else { (fy, fx) };
        let round = (1.0 - 3.6 * across * across).max(0.0).sqrt();
        let rise = round * (0.45 + 0.55 * cos(PI * along));
        let slub = fbm(u, v, 3, 32, 2, 4) * 0.5 + fbm(u, v, 32, 3, 2, 5) * 0.5;
        Texel { height: 0.000_34 * rise, rough: 0.94, ..Texel::grey(0.80 + 0.13 * rise + 0.07 * slub) }
    })
}

/// A felled seam: a flat band with two rows of stitches along v.
fn seam() -> Map {
    Map::paint_wide(64, 64, 0.030, 0.030, |u, v| {
        let across = (u - 0.5).abs();
        let row = 1.0 - smoothstep(0.030, 0.055, (across - 0.30).abs());
        let stitch = v * 5.0 - (v * 5.0).floor();
        let thread = row * smoothstep(0.10, 0.22, stitch) * (1.0 - smoothstep(0.78, 0.90, stitch));
        let weave = fbm(u, v, 20, 20, 2, 3);
        let value = 0.86 + 0.08 * weave - 0.22 * row * (1.0 - thread);
        Texel {
            height: 0.000_5 * thread - 0.000_4 * row + 0.000_05 * weave,
            colour: [
                mix(value, 0.99, thread * 0.6),
                mix(value, 0.97, thread * 0.6),
                mix(value, 0.92, thread * 0.6),
            ],
            ..Texel::default()
        }
    })
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

/// A roof of eight panels: from `inner` to `outer` metres off the axis along the ribs, and the cloth's heights there.
struct Roof {
    inner: f64,
    outer: f64,
    top: f64,
    low: f64,
    /// How far the hem is cut in between two ribs, and how far the cloth hangs there, as part of its length.
    hollow: f64,
    sag: f64,
}

const MAIN: Roof = Roof { inner: 0.12, outer: TIP, top: HIGH - 0.0383, low: LOW, hollow: 0.045, sag: 0.046 };
const VENT: Roof = Roof { inner: 0.018, outer: 0.330, top: 2.243, low: 2.158, hollow: 0.07, sag: 0.05 };

/// Direction of rib `k` on the floor.
fn rib(k: f64) -> V3 {
    let angle = TAU * k / 8.0;
    v3(cos(angle), 0.0, sin(angle))
}

/// A point of panel `k`: `across` 0..1 from its first rib to its second, `down` 0..1 from the top to the hem.
fn cloth_at(roof: &Roof, k: usize, across: f64, down: f64) -> V3 {
    let bow = 4.0 * across * (1.0 - across);
    let down = down * (1.0 - roof.hollow * bow * down);
    let far = mix(roof.inner, roof.outer, down);
    let flat = (rib(k as f64) * (1.0 - across) + rib(k as f64 + 1.0) * across) * far;
    let span = roof.outer - roof.inner;
    // Hangs most a little below the middle; near the tips it is pulled into flat folds.
    let hang = roof.sag * span * bow * (0.25 + 0.75 * down) * sin(PI * (0.12 + 0.72 * down));
    let fold = 0.0035 * span * sin(TAU * (across * 2.0 + 0.15 * k as f64)) * bow * down * down;
    let hand = 0.006 * span * (noise(across * 3.0 + k as f64 * 3.0, down * 4.0, 24, 5, 8) - 0.5) * bow;
    flat + V3::Y * (mix(roof.top, roof.low, down) - hang + fold + hand)
}

fn canopy(roof: &Roof, across: usize, down: usize, lift: f64, above: bool) -> Mesh {
    Mesh::join((0..8).map(|k| {
        let at = |u: f64, v: f64| cloth_at(roof, k, u, v) + V3::Y * lift;
        let uv = |u: f64, v: f64| {
            let wide = 0.765 * mix(roof.inner, roof.outer, v);
            v2((u - 0.5) * wide, -v * (roof.outer - roof.inner))
        };
        let sheet = Mesh::sheet(across, down, at, uv);
        if above { sheet } else { sheet.inside_out() }
    }))
}

/// How far the strip hangs from the hem of the main roof.
const DEEP: f64 = 0.105;

/// A point of the strip that hangs from a hem, so far down, and which way is out.
fn valance_at(roof: &Roof, k: usize, across: f64, fall: f64) -> (V3, V3) {
    let hem = cloth_at(roof, k, across, 1.0);
    let out = v3(hem.x, 0.0, hem.z).normalize_or_zero();
    let ripple = sin(TAU * (across * 2.0 + 0.3 * k as f64)) * 4.0 * across * (1.0 - across);
    (hem + out * (0.0035 + 0.05 * fall + ripple * 0.07 * fall) - V3::Y * fall, out)
}

/// The strips that hang from the hems of both roofs.
fn valances() -> Mesh {
    let strip = |roof: &'static Roof, deep: f64, cells: usize| {
        Mesh::join((0..8).map(move |k| {
            let at = |u: f64, v: f64| match v {
                // Over a soft edge, then straight down.
                _ if v <= 0.0 => cloth_at(roof, k, u, 1.0),
                _ if v < 0.34 => valance_at(roof, k, u, 0.004).0,
                _ => valance_at(roof, k, u, (v - 0.33) / 0.67 * deep).0,
            };
            Mesh::sheet(cells, 3, at, |u, v| v2((u - 0.5) * 0.765 * roof.outer, -v * deep))
        }))
    };
    Mesh::join([strip(&MAIN, DEEP, 10), strip(&VENT, 0.034, 6)])
}

/// Bands over the ribs, sewn twice.
fn seams() -> Mesh {
    let band = |roof: &'static Roof, rows: usize, from: f64| {
        Mesh::join((0..8).map(move |k| {
            let side = rib(k as f64 + 2.0);
            let at = |u: f64, v: f64| {
                let centre = cloth_at(roof, k, 0.0, mix(from, 1.0, v));
                let edge = (u - 0.5).abs() * 2.0;
                // The neighbours fall away on both sides; the band lies on them.
                centre + side * ((u - 0.5) * 0.030) + V3::Y * (0.0022 - 0.0030 * edge)
            };
            Mesh::sheet(2, rows, at, |u, v| v2(u * 0.030, -v * roof.outer))
        }))
    };
    Mesh::join([band(&MAIN, 9, 0.05), band(&VENT, 3, 0.05)])
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

/// A tongue of leather over the cloth at rib `k`, and a little way down the valance.
fn patch(k: usize) -> Mesh {
    let at = |u: f64, v: f64| {
        let off = (u - 0.5) * 2.0;
        // Along the leather: 90 mm on the roof, then 45 mm down.
        let along = v * 0.135;
        let down = (along - 0.090).max(0.0);
        let far = TIP - (0.090 - along).max(0.0);
        let half = mix(0.013, 0.040, (along / 0.090).min(1.0)) * if v <= 0.0 { 0.6 } else { 1.0 };
        let across = off.abs() * half / (0.765 * far);
        let panel = if off < 0.0 { (k + 7) % 8 } else { k };
        let side = if off < 0.0 { 1.0 - across } else { across };
        let on = cloth_at(&MAIN, panel, side, (far - MAIN.inner) / (MAIN.outer - MAIN.inner));
        let out = v3(on.x, 0.0, on.z).normalize_or_zero();
        let short = down * (1.0 - 0.35 * off * off);
        on + out * (0.0085 * smoothstep(0.070, 0.090, along) + 0.05 * short) + V3::Y * (0.0050 - short)
    };
    Mesh::sheet(6, 9, at, |u, v| v2(u * 0.08, -v * 0.135))
}

/// A woven tape bound over the lower edge of the valance.
fn tape() -> Mesh {
    Mesh::join((0..8).map(|k| {
        let at = |u: f64, v: f64| {
            let (low, out) = valance_at(&MAIN, k, u, DEEP);
            low + out * mix(0.0012, 0.0016, v) + V3::Y * mix(0.0125, -0.0010, v)
        };
        Mesh::sheet(10, 1, at, |u, v| v2((u - 0.5) * 0.765 * TIP, -v * 0.0135))
    }))
}
