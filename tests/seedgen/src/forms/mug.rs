//! A hand-thrown mug: 12 × 9 × 9 cm, finger rings, a glaze that breaks at the lip and stops over a bare foot, a pulled handle.

use crate::kit::curve::{Corner, fillet, spline, spline3};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{Map, Texel, blend, rgb};
use crate::{Finish, Part, Product, Shot};

/// The glaze's picture goes once around, and covers this height from the table up.
const TALL: f64 = 0.096;
const AROUND: f64 = 0.2820;

pub(super) fn form() -> Product {
    let glazed = |name, dyes: [u32; 4], specks: f64| {
        Finish::new(name, 0xFFFFFF, 0.0, 0.40).with_map(&glaze(dyes, specks), AROUND, TALL)
    };
    // As it lies, where it ran thick, where it breaks over an edge, iron from the clay.
    let ways = [
        glazed("indigo glaze", [0x33456F, 0x141C36, 0x7B6D5F, 0x151926], 0.5),
        glazed("celadon glaze", [0xA2AD9C, 0x84958A, 0xB5AB92, 0x66644F], 0.5),
        glazed("sand glaze", [0xC4B292, 0xAE9976, 0x94694A, 0x4C3A2B], 0.9),
    ];
    let clay = Finish::new("bare stoneware", 0xA58B70, 0.0, 0.88).with(&bare(), 0.03);
    let centre = 0.0148;
    Product {
        id: "mug",
        ways: ["indigo", "celadon", "sand"],
        parts: vec![
            Part::ways(Mesh::join([body(), handle()]).moved(-centre, 0.0, 0.0), ways),
            Part::new(foot().moved(-centre, 0.0, 0.0), clay),
        ],
        shot: Shot { theta: 26.0, phi: 70.0, distance: 0.92 },
    }
}

/// How far the fingers pressed at this height and angle: a spiral that rises one ring each turn, -1..1.
fn ring(y: f64, angle: f64) -> f64 {
    let phase = TAU * (y + 0.0022 * sin(y * 130.0)) / 0.0125 + angle;
    sin(phase) * smoothstep(0.010, 0.026, y) * smoothstep(0.088, 0.074, y)
}

/// Outside from the glaze line up, over a soft lip, and down the inside.
fn body() -> Mesh {
    let mut profile = vec![v2(0.0340, 0.0092), v2(0.0352, 0.0086), v2(0.0360, 0.0090)];
    profile.extend(spline(
        &[
            v2(0.0369, 0.0104),
            v2(0.0402, 0.0190),
            v2(0.0434, 0.0340),
            v2(0.0446, 0.0510),
            v2(0.0441, 0.0690),
            v2(0.0436, 0.0862),
        ],
        5,
    ));
    profile.extend(fillet(
        &[
            Corner(0.0437, 0.0872, 0.0),
            Corner(0.0439, 0.0901, 0.0019),
            Corner(0.0399, 0.0900, 0.0019),
            Corner(0.0401, 0.086, 0.0),
        ],
        3,
    ));
    profile.extend(spline(
        &[
            v2(0.0403, 0.080),
            v2(0.0410, 0.058),
            v2(0.0402, 0.032),
            v2(0.0352, 0.0165),
            v2(0.020, 0.0122),
            v2(0.0, 0.0116),
        ],
        3,
    ));
    let mesh = Mesh::lathe(&profile, 60);
    let around = mesh.around;
    let mut mesh = mesh.mapped(|p, uv| v2(uv.x, p.y)).bent(|p| {
        let angle = libm::atan2(-p.z, p.x);
        let wave = 1.0 + 0.0046 * ring(p.y, angle);
        // The wheel and the kiln leave it a little out of true; the glaze stops where it ran to.
        let lip = smoothstep(0.05, 0.09, p.y) * 0.00045 * sin(2.0 * angle + 0.6);
        let outside = libm::hypot(p.x, p.z) > 0.0335;
        let run = if outside { smoothstep(0.018, 0.010, p.y) } else { 0.0 };
        let stop = run * (0.0008 * sin(3.0 * angle + 1.0) + 0.0006 * sin(7.0 * angle) + 0.0007);
        // It keeps to the wall as it moves.
        let slope = 1.0 + stop * 8.0;
        v3(p.x * wave * slope, p.y + lip + stop, p.z * wave * slope)
    });
    mesh.around = around;
    mesh
}

/// The turned foot, bare up to where the glaze stops.
fn foot() -> Mesh {
    Mesh::lathe(
        &fillet(
            &[
                Corner(0.0, 0.0040, 0.0),
                Corner(0.0262, 0.0036, 0.001),
                Corner(0.0278, 0.0, 0.0012),
                Corner(0.0322, 0.0, 0.0014),
                Corner(0.0332, 0.0052, 0.0010),
                Corner(0.0352, 0.0088, 0.003),
                Corner(0.0369, 0.0125, 0.0),
            ],
            2,
        ),
        48,
    )
}

/// Pulled from a lump, so flatter and wider at its roots, with a groove for the thumb along its back.
fn handle() -> Mesh {
    let path = spline3(
        &[
            v3(0.0426, 0.0758, 0.0),
            v3(0.0502, 0.0770, 0.0),
            v3(0.0612, 0.0758, 0.0),
            v3(0.0700, 0.0680, 0.0),
            v3(0.0720, 0.0560, 0.0),
            v3(0.0680, 0.0420, 0.0),
            v3(0.0590, 0.0310, 0.0),
            v3(0.0500, 0.0262, 0.0),
            v3(0.0408, 0.0248, 0.0),
        ],
        4,
    );
    let section: Vec<V2> = (0..20)
        .map(|k| {
            let a = TAU * f64::from(k) / 20.0;
            let groove = 1.0 - 0.34 * pow(sin(a).max(0.0), 4.0);
            let e = 2.0 / 2.3;
            v2(cos(a).signum() * pow(cos(a).abs(), e), sin(a).signum() * pow(sin(a).abs(), e) * groove)
        })
        .collect();
    let mesh = Mesh::sweep(&path, &section, v3(-0.2, 1.0, 0.0), |t| {
        let (top, low) = (pow(1.0 - t, 9.0), pow(t, 7.0));
        v2(0.0074 + 0.0036 * top + 0.0050 * low - 0.0006 * t, 0.0036 + 0.0052 * top + 0.0050 * low)
    });
    mesh.mapped(|_, uv| v2(uv.x, 0.022 + uv.y * 0.5))
}

/// The glaze's picture: colours where it lies, pools, breaks, and the specks of iron that come through.
fn glaze([lies, pools, breaks, iron]: [u32; 4], specks: f64) -> Map {
    let [lies, pools, breaks, iron] = [lies, pools, breaks, iron].map(rgb);
    Map::paint_wide(512, 176, AROUND, TALL, |u, v| {
        let (y, angle) = ((1.0 - v) * TALL, TAU * u);
        let ring = ring(y, angle);
        let cloud = fbm(u, v, 7, 3, 4, 4);
        let run = fbm(u, v, 40, 2, 3, 9);
        // Thick in the grooves, at the foot, and in runs; thin on the rings and at the lip.
        let lip = smoothstep(0.0790 + 0.006 * run, 0.0895, y);
        let thick = 0.42 - 0.26 * ring
            + 0.9 * (cloud - 0.5)
            + 0.34 * (run - 0.5)
            + 0.55 * smoothstep(0.022, 0.009, y);
        let thin = smoothstep(0.62, 1.25, ring + 0.9 * (0.5 - cloud)) * 0.22 + lip * lip * 0.92;
        let mut colour = blend(lies, pools, thick.clamp(0.0, 1.0));
        colour = blend(colour, breaks, thin.min(1.0));
        let (near, _) = cells(u, v, 105, 36, 5);
        let size = 0.10 + 0.26 * pow(noise(u, v, 110, 37, 8), 3.0);
        let few = smoothstep(0.52, 0.60, noise(u, v, 80, 27, 18));
        let speck = specks * few * (1.0 - smoothstep(size * 0.6, size, near));
        colour = blend(colour, iron, speck * 0.8);
        let pin = fbm(u, v, 128, 44, 1, 21);
        Texel {
            colour,
            height: 0.000_10 * thick + 0.000_012 * pin,
            rough: (0.56 + 0.16 * cloud + 0.26 * lip + 0.3 * speck).min(1.0),
            ..Texel::default()
        }
    })
}

/// Stoneware without glaze: grog, and turning lines.
fn bare() -> Map {
    Map::paint(128, 0.03, |u, v| {
        let grog = smoothstep(0.70, 0.86, noise(u, v, 46, 46, 3));
        let fine = fbm(u, v, 32, 32, 2, 9);
        let turned = 0.5 + 0.5 * sin(TAU * (v * 14.0 + 0.3 * noise(u, v, 4, 4, 6)));
        let value = 0.84 + 0.12 * fine + 0.04 * turned;
        Texel {
            colour: blend([value; 3], [0.55, 0.40, 0.30], 0.34 * grog),
            height: 0.000_05 * fine + 0.000_03 * turned + 0.000_04 * grog,
            ..Texel::default()
        }
    })
}
