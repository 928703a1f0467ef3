//! The dial, its printing and the hands.

use super::solid::{DIAL, turned};
use crate::kit::lettering::{ribbon, text};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

pub(super) fn disc() -> Mesh {
    turned(&[(15.9, DIAL), (14.9, DIAL), (9.0, DIAL), (0.0, DIAL)], 48).mapped(|p, _| v2(p.x, p.y))
}

/// Minute track, figures of twelve and of twenty-four hours, the name.
pub(super) fn printing() -> Mesh {
    let z = DIAL + 0.06;
    let mut all = Mesh::default();
    let dir = |minute: f64| v2(sin(minute * TAU / 60.0), cos(minute * TAU / 60.0));
    for minute in 0..60 {
        let d = dir(f64::from(minute));
        let (inner, weight) = if minute % 5 == 0 { (14.15, 0.42) } else { (14.45, 0.17) };
        all.add(&ribbon(&[d * inner, d * 15.25], weight).moved(0.0, 0.0, z));
    }
    for hour in 1..=12 {
        let d = dir(f64::from(hour) * 5.0);
        let at = d * 11.05;
        all.add(&text(&hour.to_string(), 3.0, 0.50, 1.1).moved(at.x, at.y, z));
        let at = d * 7.75;
        all.add(&text(&(hour + 12).to_string(), 1.15, 0.17, 1.2).moved(at.x, at.y, z));
    }
    all.add(&text("HALDEN", 1.35, 0.24, 1.9).moved(0.0, 4.5, z));
    all.add(&text("100 M", 0.85, 0.14, 1.6).moved(0.0, -5.0, z));
    all
}

/// Hour and minute hand: the frames, or the lume that fills them.
pub(super) fn hands(lume: bool) -> Mesh {
    let hand = |length: f64, half: f64, hour: f64, z: f64| {
        let (from, to) = (3.0, length - 1.6);
        let mesh = if lume {
            ribbon(&[v2(0.0, from + 0.5), v2(0.0, to - 0.1)], half * 1.15).moved(0.0, 0.0, 0.145)
        } else {
            let h = half;
            let outline = [
                v2(-0.38, -2.6),
                v2(0.38, -2.6),
                v2(0.38, from - 0.6),
                v2(h, from),
                v2(h, to),
                v2(0.12, length),
                v2(-0.12, length),
                v2(-h, to),
                v2(-h, from),
                v2(-0.38, from - 0.6),
            ];
            Mesh::plate(&outline, 0.22, 0.07, 1)
        };
        mesh.turned(V3::Z, -hour * 30.0).moved(0.0, 0.0, z)
    };
    let mut all = Mesh::join([hand(8.8, 0.78, 10.14, 2.35), hand(13.6, 0.66, 1.68, 2.72)]);
    if !lume {
        all.add(&turned(&[(1.25, 2.2), (1.25, 2.9), (0.0, 2.92)], 14));
    } else {
        // A pip of lume at each hour, beside the track.
        for hour in 0..12 {
            let d = v2(sin(f64::from(hour) * TAU / 12.0), cos(f64::from(hour) * TAU / 12.0)) * 13.55;
            let pip = turned(&[(0.42, 0.0), (0.0, 0.10)], 8);
            all.add(&pip.moved(d.x, d.y, DIAL + 0.07));
        }
    }
    all
}

pub(super) fn second_hand() -> Mesh {
    let outline = [
        v2(-0.42, -4.6),
        v2(0.42, -4.6),
        v2(0.30, -1.4),
        v2(0.16, 0.0),
        v2(0.08, 14.3),
        v2(-0.08, 14.3),
        v2(-0.16, 0.0),
        v2(-0.30, -1.4),
    ];
    let hand = Mesh::plate(&outline, 0.16, 0.04, 1).turned(V3::Z, -36.4 * 6.0).moved(0.0, 0.0, 3.08);
    Mesh::join([hand, turned(&[(0.72, 2.9), (0.72, 3.2), (0.5, 3.3), (0.0, 3.3)], 14)])
}
