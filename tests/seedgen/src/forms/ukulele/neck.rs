//! Neck, head, fingerboard, bridge, frets and tuners.

use super::body::{NUT, SCALE, TOP};
use crate::kit::curve::{Corner, fillet_closed};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// Neck with its heel, and the head.
pub(super) fn handle() -> Mesh {
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
pub(super) fn on_head(mesh: Mesh) -> Mesh {
    mesh.turned(V3::Z, -11.0).moved(NUT + 0.001, TOP + 0.0028, 0.0)
}

/// Rosewood: fingerboard, veneer of the head, bridge.
pub(super) fn ebony() -> Mesh {
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
pub(super) fn bones() -> Mesh {
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

pub(super) fn metal() -> Mesh {
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
