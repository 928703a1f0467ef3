//! Straps: those that close the flap, the sling and its pad, the tabs that hold its rings.

use super::super::stitched::ribbon;
use super::body::BACK;
use super::flap::{fall_length, on_flap};
use crate::kit::curve::{rounded_rectangle, spline3};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// The closing straps, to either side.
pub(super) const STRAP: f64 = 0.066;

/// A strap's line over the flap: from the top, down the front, off the flap's edge onto the pocket.
pub(super) fn strap_line() -> Vec<(V3, V3)> {
    let length = fall_length();
    let mut line: Vec<V3> = (0..=13)
        .map(|k| on_flap(0.0, mix(length - 0.172, length - 0.004, f64::from(k) / 13.0), 0.0034))
        .collect();
    line.extend([v3(0.0, 0.0720, 0.0686), v3(0.0, 0.0600, 0.0672), v3(0.0, 0.0505, 0.0666)]);
    with_normals(&line)
}

/// With normals out of the bag, for a line that runs down in a plane of constant x.
fn with_normals(line: &[V3]) -> Vec<(V3, V3)> {
    (0..line.len())
        .map(|i| {
            let along = line[(i + 1).min(line.len() - 1)] - line[i.saturating_sub(1)];
            (line[i], V3::X.cross(along).normalize() * -1.0)
        })
        .collect()
}

/// Both straps with the tabs they are buckled to and the loops that keep their ends.
pub(super) fn closures() -> Mesh {
    let line = strap_line();
    let strap = ribbon(&line, 0.0022, |t| {
        let tip = ((1.0 - t) / 0.085).min(1.0);
        0.0118 * pow(tip.max(0.02), 0.55)
    });
    let tab = ribbon(
        &with_normals(&[
            v3(0.0, 0.0990, 0.0656),
            v3(0.0, 0.0800, 0.0668),
            v3(0.0, 0.0640, 0.0645),
            v3(0.0, 0.0450, 0.0640),
            v3(0.0, 0.0400, 0.0630),
        ]),
        0.0022,
        |_| 0.0150,
    );
    let keeper = Mesh::sweep_closed(
        &rounded_rectangle(0.0276, 0.0078, 0.003, 2)
            .iter()
            .map(|p| v3(p.x, 0.0740, 0.0672 + p.y))
            .collect::<Vec<_>>(),
        &rounded_rectangle(0.0018, 0.0080, 0.0006, 1),
        V3::Y,
        |_| V2::ONE,
    );
    let one = Mesh::join([strap, tab, keeper]);
    Mesh::join([one.clone().moved(-STRAP, 0.0, 0.0), one.moved(STRAP, 0.0, 0.0)])
}

/// Tabs at both sides that hold the rings of the sling.
pub(super) fn tabs() -> Mesh {
    let line = [
        v3(0.1200, 0.104, BACK),
        v3(0.1262, 0.108, BACK),
        v3(0.1262, 0.140, BACK),
        v3(0.1290, 0.1535, BACK),
        v3(0.1255, 0.160, BACK),
    ];
    let path: Vec<(V3, V3)> = spline3(&line, 3)
        .windows(2)
        .map(|pair| (pair[0], (pair[1] - pair[0]).cross(V3::Z).normalize()))
        .collect();
    let tab = ribbon(&path, 0.0024, |t| 0.0145 * (1.0 - 0.18 * t));
    Mesh::join([tab.clone(), tab.mirrored()])
}

/// The sling's line from one ring over the top to the other, slack, and its normals (up).
pub(super) fn sling_line() -> Vec<(V3, V3)> {
    let line = spline3(
        &[
            v3(-0.1305, 0.1600, BACK),
            v3(-0.1345, 0.1760, BACK - 0.001),
            v3(-0.1240, 0.2010, BACK - 0.004),
            v3(-0.0960, 0.2130, BACK - 0.006),
            v3(-0.0500, 0.2165, BACK - 0.004),
            v3(0.0000, 0.2160, BACK + 0.001),
            v3(0.0500, 0.2135, BACK + 0.006),
            v3(0.0940, 0.2080, BACK + 0.007),
            v3(0.1220, 0.1965, BACK + 0.004),
            v3(0.1345, 0.1760, BACK + 0.001),
            v3(0.1305, 0.1600, BACK),
        ],
        5,
    );
    (0..line.len())
        .map(|i| {
            let along = line[(i + 1).min(line.len() - 1)] - line[i.saturating_sub(1)];
            let twist = 0.18 * sin(PI * i as f64 / (line.len() - 1) as f64 * 2.0);
            (line[i], (along.cross(V3::Z) * -1.0).normalize() + v3(0.0, 0.0, twist))
        })
        .map(|(p, n)| (p, n.normalize()))
        .collect()
}

pub(super) fn sling() -> Mesh {
    let line = sling_line();
    let main = ribbon(&line, 0.0022, |_| 0.0175);
    // The end that was let through the slide lies doubled on the strap.
    let doubled: Vec<(V3, V3)> = line[38..49].iter().map(|(p, n)| (*p + *n * 0.0026, *n)).collect();
    Mesh::join([main, ribbon(&doubled, 0.0020, |_| 0.0172)])
}

/// The part that lies on the shoulder: wider, quilted, leather above.
pub(super) fn pad() -> Mesh {
    let line: Vec<(V3, V3)> = sling_line()[14..34].iter().map(|(p, n)| (*p + *n * 0.0006, *n)).collect();
    ribbon(&line, 0.0066, |t| 0.0185 + 0.0085 * pow(sin(PI * t).max(0.0), 0.45))
}
