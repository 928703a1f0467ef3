//! A camera bag: 28 × 22 × 14 cm, waxed canvas on a leather base, a flap with two buckled straps, a padded strap.

mod body;
mod flap;
mod metal;
mod straps;

use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{Map, Texel, leather, weave};
use crate::{Finish, Part, Product, Shot};
use body::{BACK, HIGH, WIDE, base, body, pocket};
use flap::{binding, flap, patch};
use metal::{hardware, holes, seams};
use straps::{closures, pad, sling, tabs};

/// All depths are drawn a little deeper than they are made.
const SLIM: f64 = 0.905;

pub(super) fn form() -> Product {
    let waxed = waxed();
    let hide = leather(128, 14, 0.026, 6);
    let web = weave(96, 12, 0.018, 12);
    let canvas = |name, colour| Finish::new(name, colour, 0.0, 0.66).with(&waxed, 0.042);
    let leathers = |name, colour| Finish::new(name, colour, 0.0, 0.52).with(&hide, 0.026);
    let webbing = |name, colour| Finish::new(name, colour, 0.0, 0.82).with(&web, 0.018);
    let thread = |name, colour| Finish::new(name, colour, 0.0, 0.70);
    let brass = Finish::new("old brass", 0xB08D54, 1.0, 0.34);
    Product {
        id: "bag",
        ways: ["olive", "sand", "black"],
        parts: vec![
            Part::ways(
                soft(Mesh::join([body(), pocket(), flap()])),
                [
                    canvas("olive waxed canvas", 0x62634A),
                    canvas("sand waxed canvas", 0xC4AA80),
                    canvas("black waxed canvas", 0x34332F),
                ],
            ),
            Part::ways(
                soft(Mesh::join([base(), binding(), closures(), tabs(), patch(), pad()])),
                [
                    leathers("saddle leather", 0x94602F),
                    leathers("chestnut leather", 0x6E4227),
                    leathers("black leather", 0x2C2725),
                ],
            ),
            Part::ways(
                soft(sling()),
                [
                    webbing("olive webbing", 0x4C4C38),
                    webbing("brown webbing", 0x6B5439),
                    webbing("black webbing", 0x2B2A28),
                ],
            ),
            Part::ways(
                soft(seams()),
                [
                    thread("ecru thread", 0xDCCBA4),
                    thread("ecru thread", 0xE2D3B0),
                    thread("grey thread", 0x77726A),
                ],
            ),
            Part::new(soft(hardware()), brass),
            Part::new(soft(holes()), Finish::new("punched holes", 0x1C1512, 0.0, 0.90)),
        ],
        shot: Shot { theta: 28.0, phi: 70.0, distance: 1.0 },
    }
}

/// Cloth is never even: it bellies, gives way along the top, and keeps the creases of its last journey.
fn soft(mesh: Mesh) -> Mesh {
    mesh.bent(|p| {
        let t = (p.y / HIGH).clamp(0.0, 1.0);
        let belly = pow(sin(PI * t).max(0.0), 0.8);
        let field = |cu: i64, cv: i64, seed: i64| {
            noise(p.x / 0.34 + 0.5, p.y / 0.30 + 0.2, cu, cv, seed)
                + noise(p.z / 0.34 + 0.5, p.y / 0.30, cu, cv, seed + 5)
                - 1.0
        };
        let live = smoothstep(0.02, 0.35, t);
        let across = p.x / WIDE;
        let crease = 0.0026 * field(7, 5, 3) + 0.0014 * field(15, 9, 4);
        let sag = 0.0060 * smoothstep(0.55, 1.0, t) * (1.0 - across * across).max(-0.3);
        v3(
            p.x * (1.0 + 0.022 * belly) + live * 0.0017 * field(6, 6, 13),
            p.y - sag + live * 0.0014 * field(8, 4, 23),
            (BACK + (p.z - BACK) * (1.0 + 0.045 * belly) + live * crease) * SLIM - 0.0012,
        )
    })
}

/// Canvas with wax worked in: threads, and paler lines where it was folded.
fn waxed() -> Map {
    let threads = 34.0;
    Map::paint(240, 0.042, |u, v| {
        let (x, y) = (u * threads, v * threads);
        let (i, j) = (x.floor() as i64, y.floor() as i64);
        let over = (i + j).rem_euclid(2) == 0;
        let (fx, fy) = (x - x.floor() - 0.5, y - y.floor() - 0.5);
        let (across, along) = if over { (fx, fy) } else { (fy, fx) };
        let round = (1.0 - 4.0 * across * across).max(0.0).sqrt();
        let rise = 0.5 + 0.5 * cos(PI * along);
        let own = if over { hash(i, 2, 5) } else { hash(3, j, 6) };
        let cloud = fbm(u, v, 4, 4, 4, 17);
        let fold = 1.0 - smoothstep(0.0, 0.05, (fbm(u, v, 3, 3, 3, 29) - 0.5).abs());
        let value = 0.70 + 0.10 * round * rise + 0.06 * own + 0.10 * cloud + 0.05 * fold;
        Texel {
            height: 0.000_26 * round * rise,
            rough: 0.80 + 0.20 * cloud - 0.06 * fold,
            ..Texel::grey(value.min(0.995))
        }
    })
}
