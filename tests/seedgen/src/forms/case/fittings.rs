//! What is screwed on the shells: latches, dials, badge, handles, screws.

use super::shell::{DEEP, MIDDLE, SIDE, TOP};
use crate::kit::curve::{Corner, ellipse, fillet, rounded_rectangle, spline3};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

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
pub(super) fn latches() -> Mesh {
    let lever = |y: f64, down: f64| {
        let arm = Mesh::rounded_box(v3(0.0235, 0.046, 0.0048), 0.0016, 1, 2).moved(0.0, 0.0, 0.0062);
        let lip =
            Mesh::rounded_box(v3(0.0185, 0.0052, 0.0030), 0.0010, 1, 1).moved(0.0, -0.0180 * down, 0.0092);
        on_side(Mesh::join([arm, lip]), y, 0.0)
    };
    Mesh::join([lever(LATCH, -1.0), lever(LOCK + 0.021, 1.0)])
}

/// What the levers, the dials and the handles stand on.
pub(super) fn beds() -> Mesh {
    let bed = |y: f64, height: f64| on_side(slab(0.033, height, 0.0050, 0.0065, 0.0012), y, 0.0);
    let bezel =
        slab(0.170, 0.042, 0.0042, 0.010, 0.0014).turned(V3::X, -90.0).moved(MIDDLE.x, TOP - 0.0010, -0.056);
    Mesh::join([bed(LATCH, 0.062), bed(LOCK, 0.104), bezel])
}

pub(super) fn dials() -> Mesh {
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
pub(super) fn mark() -> Mesh {
    let diamond = Mesh::plate(&ellipse(0.0032, 0.0042, 4), 0.0012, 0.0003, 1).moved(0.0, 0.0, 0.0052);
    on_side(diamond, LOCK - 0.0430, 0.0)
}

/// A coin with the house's W.
pub(super) fn badge() -> Mesh {
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
pub(super) fn handles() -> Mesh {
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

/// Heads with a cross-cut, so that every part can be changed at home.
pub(super) fn screws() -> Mesh {
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
