//! The case of the watch: lugs, bezel, crown, bars, crystal.

use super::solid::{DIAL, signed, turned};
use super::strap::buckle;
use crate::kit::curve::spline;
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// Case with its four lugs and the lid at the back: all that is brushed.
pub(super) fn middle() -> Mesh {
    let body = turned(
        &[
            (0.0, -4.7),
            (14.0, -4.7),
            (14.6, -4.4),
            (14.8, -3.7),
            (17.6, -3.4),
            (18.7, -2.6),
            (19.0, -1.8),
            (19.0, 1.5),
            (18.6, 2.1),
        ],
        64,
    );
    let side = spline(
        &[v2(12.0, 1.2), v2(15.0, 1.9), v2(18.2, 1.3), v2(21.2, -0.8), v2(23.2, -3.6), v2(23.5, -5.2)],
        2,
    );
    let mut outline: Vec<V2> = vec![v2(22.7, -5.8), v2(20.6, -5.0), v2(17.0, -3.6), v2(12.0, -3.0)];
    outline.extend(side);
    outline.reverse();
    let mut all = body;
    for x in [-11.5, 11.5] {
        let lug = Mesh::plate(&outline, 2.7, 0.5, 2).bent(|p| v3(p.z, p.x, p.y));
        let lug = if signed(&lug) < 0.0 { lug.inside_out() } else { lug };
        all.add(&lug.clone().moved(x, 0.0, 0.0));
        all.add(&lug.stretched(1.0, -1.0, 1.0).moved(x, 0.0, 0.0));
    }
    all
}

/// Bezel, crown, bars, buckle: all that is polished.
pub(super) fn bright() -> Mesh {
    let bezel = turned(
        &[
            (18.6, 2.1),
            (18.3, 2.35),
            (17.75, 2.45),
            (17.7, 3.3),
            (17.3, 3.9),
            (16.7, 4.15),
            (16.3, 4.1),
            (16.2, 3.6),
            (15.7, DIAL),
        ],
        64,
    );
    // A crown with flutes, and a ring round its stem.
    let flutes = 20;
    let profile = [
        (2.0, 18.6),
        (2.0, 19.3),
        (2.9, 19.5),
        (3.2, 19.9),
        (3.2, 22.0),
        (2.8, 22.6),
        (1.2, 22.9),
        (0.0, 22.9),
    ];
    let crown = Mesh::lathe(&profile.map(|(r, y)| v2(r, y)), flutes * 2).bent(|p| {
        let k = libm::round(libm::atan2(p.z, p.x) / TAU * (flutes * 2) as f64) as i64;
        let cut = if k.rem_euclid(2) == 0 && p.y > 19.6 && p.y < 22.3 { 0.90 } else { 1.0 };
        v3(p.x * cut, p.y, p.z * cut)
    });
    let crown = crown.turned(V3::Z, -90.0).moved(0.0, 0.0, -0.4);
    let bar = |y: f64| Mesh::tube(&[v3(-10.4, y, -3.0), v3(10.4, y, -3.0)], 8, |_| 0.8);
    Mesh::join([bezel, crown, bar(20.6), bar(-20.6), buckle()])
}

pub(super) fn crystal() -> Mesh {
    turned(&[(16.4, 3.9), (16.25, 4.45), (15.7, 4.75), (9.0, 4.98), (0.0, 5.05)], 48)
}
