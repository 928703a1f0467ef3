//! Four double wheels with their housings.

use super::shell::{FLOOR, MIDDLE, cup};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// Middle of each wheel's fork, and how it is turned.
const WHEELS: [(f64, f64, f64); 4] =
    [(-0.148, 0.060, 22.0), (0.148, 0.060, -14.0), (-0.148, -0.060, 8.0), (0.148, -0.060, 31.0)];
const WHEEL: f64 = 0.0240;

fn at_wheels(mesh: &Mesh) -> Mesh {
    Mesh::join(WHEELS.map(|(x, z, angle)| mesh.clone().turned(V3::Y, angle).moved(MIDDLE.x + x, 0.0, z)))
}

/// A cup in each corner of the shell, a swivel, and a fork that covers the tops of both wheels.
pub(super) fn housings() -> Mesh {
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

/// A wheel's axis along z, twice.
fn both(wheel: &Mesh) -> Mesh {
    let flat = wheel.clone().turned(V3::X, 90.0);
    Mesh::join([
        flat.clone().moved(-0.006, WHEEL, 0.0108),
        flat.turned(V3::Y, 180.0).moved(-0.006, WHEEL, -0.0108),
    ])
}

pub(super) fn wheels() -> Mesh {
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

pub(super) fn hubs() -> Mesh {
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
