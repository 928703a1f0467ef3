//! A mouth-blown vase: 28 cm of glass from a ribbed wooden mould, thin at the lip, heavy at the foot, with its bubble.

use crate::kit::curve::{Corner, fillet, spline};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{Map, Texel};
use crate::{Alpha, Finish, Part, Product, Shot};

/// Ribs of the mould.
const RIBS: f64 = 18.0;

pub(super) fn form() -> Product {
    let (outside, inside) = (outside(), inside());
    let profile: Vec<V2> = outside.iter().chain(&inside).copied().collect();
    let (length, to_lip) = (long(&profile), long(&outside));
    let cover = cover(length, to_lip);
    let glass = Mesh::join([
        ribbed(Mesh::lathe(&outside, 90), 1.0),
        ribbed(Mesh::lathe(&inside, 54).mapped(|_, uv| uv + v2(0.0, to_lip)), -0.5),
    ]);
    let finish = |name, colour, cover_of: f64| {
        Finish::new(name, colour, 1.0, 0.07)
            .with_map(&cover, 0.05, length * 1.01)
            .alpha(Alpha::Blend(cover_of))
            .doubled()
    };
    let depth = |name, colour, cover_of: f64| {
        Finish::new(name, colour, 0.0, 0.95).alpha(Alpha::Blend(cover_of)).doubled()
    };
    let bubble = Mesh::join([
        Mesh::ball(0.0024, 14).stretched(1.0, 1.25, 1.0).moved(0.012, 0.0145, 0.019),
        Mesh::ball(0.0009, 8).moved(0.0165, 0.0105, 0.0185),
    ]);
    let air = Finish::new("bubble", 0xF4F2EC, 0.0, 0.05).alpha(Alpha::Blend(0.38)).doubled();
    Product {
        id: "vase",
        ways: ["smoke", "amber", "celadon"],
        parts: vec![
            Part::ways(
                thickness(&outside, &inside),
                [
                    depth("smoke, through the glass", 0x17161A, 0.10),
                    depth("amber, through the glass", 0x8A3A06, 0.12),
                    depth("celadon, through the glass", 0x5C8F7B, 0.075),
                ],
            ),
            Part::ways(
                glass,
                [
                    finish("smoke glass", 0x5A5759, 0.62),
                    finish("amber glass", 0xC8741A, 0.66),
                    finish("celadon glass", 0xA8C8B4, 0.60),
                ],
            ),
            Part::new(bubble, air),
        ],
        shot: Shot { theta: 20.0, phi: 76.0, distance: 1.0 },
    }
}

/// The mould turns while the glass is blown: its ribs lean, and fade where the lip was opened and the foot was cut.
fn ribbed(mesh: Mesh, depth: f64) -> Mesh {
    mesh.bent(|p| {
        let radius = libm::hypot(p.x, p.z);
        let strength = smoothstep(0.030, 0.075, p.y) * (1.0 - smoothstep(0.15, 0.262, p.y));
        let wave = cos(RIBS * libm::atan2(p.z, p.x) + 5.0 * p.y) * 0.000_9 * strength * depth;
        let round = 1.0 + wave / radius.max(0.01);
        v3(p.x * round, p.y, p.z * round)
    })
}

/// Thin sheets across the wall, each a little of the glass's colour: where one looks along the wall one looks through many of
/// them, so that edges and foot are deep and the middle is clear.
fn thickness(outside: &[V2], inside: &[V2]) -> Mesh {
    const SHEETS: usize = 60;
    let heights: Vec<f64> = (0..=13).map(|k| mix(0.004, 0.2790, k as f64 / 13.0)).collect();
    Mesh::join((0..SHEETS).map(|k| {
        let angle = TAU * k as f64 / SHEETS as f64;
        Mesh::sheet(
            1,
            heights.len() - 1,
            |u, v| {
                let y = heights[libm::round(v * (heights.len() - 1) as f64) as usize];
                let (out, within) = (at_height(outside, y), at_height(inside, y));
                let radius = mix(out - 0.0008, within.max(0.018), u);
                v3(radius * cos(angle), y, radius * sin(angle))
            },
            |_, _| V2::ZERO,
        )
    }))
}

/// Radius of a wall at a height: 0 where it is not there.
fn at_height(line: &[V2], y: f64) -> f64 {
    line.windows(2)
        .filter(|pair| (pair[0].y - y) * (pair[1].y - y) <= 0.0)
        .map(|pair| mix(pair[0].x, pair[1].x, ((y - pair[0].y) / (pair[1].y - pair[0].y)).clamp(0.0, 1.0)))
        .fold(0.0, f64::max)
}

fn long(line: &[V2]) -> f64 {
    line.windows(2).map(|pair| (pair[1] - pair[0]).length()).sum()
}

/// From under the foot up to the lip.
fn outside() -> Vec<V2> {
    let mut line = fillet(
        &[
            Corner(0.0, 0.0030, 0.0),
            Corner(0.024, 0.0024, 0.004),
            Corner(0.029, 0.0, 0.002),
            Corner(0.0395, 0.0, 0.005),
            Corner(0.0440, 0.012, 0.0),
        ],
        3,
    );
    line.extend(spline(
        &[
            v2(0.0448, 0.0135),
            v2(0.0590, 0.034),
            v2(0.0678, 0.058),
            v2(0.0700, 0.078),
            v2(0.0668, 0.101),
            v2(0.0555, 0.127),
            v2(0.0400, 0.153),
            v2(0.0305, 0.181),
            v2(0.0272, 0.213),
            v2(0.0278, 0.246),
            v2(0.0325, 0.2715),
            v2(0.0352, 0.2782),
        ],
        3,
    ));
    // A fire-polished lip is a little thicker than the wall under it.
    line.extend([v2(0.0357, 0.2793), v2(0.0353, 0.2800)]);
    line
}

/// Over the lip and down to the middle of the floor.
fn inside() -> Vec<V2> {
    let mut line = vec![v2(0.0353, 0.2800), v2(0.0343, 0.2799), v2(0.0333, 0.2785)];
    line.extend(spline(
        &[
            v2(0.0301, 0.2715),
            v2(0.0250, 0.246),
            v2(0.0243, 0.213),
            v2(0.0275, 0.181),
            v2(0.0368, 0.153),
            v2(0.0522, 0.127),
            v2(0.0634, 0.101),
            v2(0.0664, 0.078),
            v2(0.0625, 0.058),
            v2(0.0480, 0.038),
            v2(0.0260, 0.0280),
            v2(0.0, 0.0255),
        ],
        2,
    ));
    line
}

/// How much the glass covers along its profile: more where there is more of it.
fn cover(length: f64, to_lip: f64) -> Map {
    Map::paint_wide(8, 256, 0.05, length, |_, v| {
        let at = (1.0 - v) * length * 1.01;
        let foot = 1.0 - smoothstep(0.030, 0.105, at);
        let lip = 1.0 - smoothstep(0.0, 0.007, (at - to_lip).abs());
        let floor = smoothstep(length - 0.060, length - 0.030, at);
        Texel { alpha: 0.36 + 0.30 * foot + 0.30 * lip + 0.10 * floor, ..Texel::default() }
    })
}
