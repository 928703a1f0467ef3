//! Strings and inlays.

use super::body::{HOLE, NUT, SCALE, TOP};
use super::neck::on_head;
use crate::kit::curve::spline3;
use crate::kit::lettering;
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// Dots in the fingerboard, a lozenge and the maker's name in the head; and the label inside, with what is printed on it.
pub(super) fn inlays() -> (Mesh, Mesh) {
    let mut pearl = Mesh::default();
    for (fret, z) in [(5, 0.0), (7, 0.0), (10, 0.0), (12, 0.0085), (12, -0.0085), (15, 0.0)] {
        let at = |k: i32| NUT - SCALE * (1.0 - pow(2.0, -f64::from(k) / 12.0));
        let dot = Mesh::lathe(&[v2(0.0027, 0.0), v2(0.0, 0.000_05)], 12);
        pearl.add(&dot.moved((at(fret) + at(fret - 1)) / 2.0, TOP + 0.00507, z));
    }
    // Letters lie on the head, read from the player's side.
    let flat = |mesh: Mesh, y: f64| mesh.bent(move |p| v3(p.x, y, -p.y));
    let name = flat(lettering::text("BRAGUINHA", 0.0056, 0.0008, 1.6), 0.000_15);
    pearl.add(&on_head(name.turned(V3::Y, -90.0).moved(0.1000, 0.0, 0.0)));
    let lozenge =
        Mesh::plate(&[v2(0.0042, 0.0), v2(0.0, 0.0085), v2(-0.0042, 0.0), v2(0.0, -0.0085)], 0.0002, 0.0, 0);
    pearl.add(&on_head(lozenge.bent(|p| v3(p.y, p.z + 0.000_05, p.x)).moved(0.0615, 0.0, 0.0)));
    let paper =
        Mesh::sheet(1, 1, |u, v| v3(0.052 * (u - 0.5), 0.0118, 0.034 * (0.5 - v)), |u, v| v2(u, v) * 0.03);
    let words = Mesh::join([
        flat(lettering::text("BRAGUINHA", 0.0058, 0.0008, 1.2), 0.0121).moved(0.0, 0.0, -0.007),
        flat(lettering::ribbon(&[v2(-0.020, 0.0), v2(0.020, 0.0)], 0.0004), 0.0121).moved(0.0, 0.0, 0.0005),
        flat(lettering::text("N 1286", 0.0034, 0.0005, 1.2), 0.0121).moved(0.0, 0.0, 0.0065),
    ]);
    let glued = |mesh: Mesh| mesh.turned(V3::Y, -90.0).moved(HOLE.0 - 0.004, 0.0, 0.0);
    pearl.add(&glued(paper));
    (pearl, glued(words))
}

/// Four strings from the tie block over saddle and nut to the posts, with the turns round them.
pub(super) fn strings() -> Mesh {
    let saddle = NUT - SCALE;
    let mut all = Mesh::default();
    for k in 0..4 {
        let t = f64::from(k) - 1.5;
        let (near, far) = (t * 0.0137, t * 0.0091);
        let radius = [0.000_36, 0.000_46, 0.000_52, 0.000_40][k as usize];
        let side = if t < 0.0 { -1.0 } else { 1.0 };
        let along = if t.abs() > 1.0 { 0.041 } else { 0.082 };
        let turn = |p: V3| turn(p, V3::Z, -11.0) + v3(NUT + 0.001, TOP + 0.0028, 0.0);
        let post = v3(along, 0.0, side * 0.0195);
        let top = TOP + 0.0117;
        let mut path = vec![
            v3(saddle - 0.0150, TOP + 0.0082, near + 0.0015),
            v3(saddle - 0.0105, TOP + 0.0117, near + 0.0009),
            v3(saddle - 0.0056, TOP + 0.0085, near),
            v3(saddle, top, near),
            v3(mix(saddle, NUT, 0.5), mix(top, TOP + 0.0082, 0.5), mix(near, far, 0.5)),
            v3(NUT + 0.0020, TOP + 0.0082, far),
        ];
        for i in 0..=9 {
            let a = (-90.0 + f64::from(i) * 72.0) * PI / 180.0;
            let r = 0.0034;
            path.push(turn(
                post + v3(r * sin(a) * 1.0, 0.0060 - 0.000_22 * f64::from(i), -side * r * cos(a)),
            ));
        }
        all.add(&Mesh::tube(&path, 5, |_| radius));
        let knot = Mesh::tube(
            &spline3(
                &[
                    v3(saddle - 0.0150, TOP + 0.0066, near + 0.0019),
                    v3(saddle - 0.0150, TOP + 0.0100, near - 0.0001),
                    v3(saddle - 0.0138, TOP + 0.0117, near - 0.0005),
                    v3(saddle - 0.0072, TOP + 0.0117, near - 0.0005),
                    v3(saddle - 0.0060, TOP + 0.0090, near - 0.0002),
                ],
                1,
            ),
            5,
            |_| radius,
        );
        all.add(&knot);
    }
    all
}
