//! A camera bag: 28 × 22 × 14 cm, waxed canvas on a leather base, a flap with two buckled straps, a padded strap.

use super::stitched::{ribbon, stitches};
use crate::kit::curve::{Corner, fillet, rounded_rectangle, spline, spline3};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{Map, Texel, leather, weave};
use crate::{Finish, Part, Product, Shot};

/// Half the body's width and depth, its height, and the middle of its depth: the pocket lies before it.
const WIDE: f64 = 0.1235;
const DEEP: f64 = 0.0535;
const HIGH: f64 = 0.1790;
const BACK: f64 = -0.0130;
/// All depths are drawn a little deeper than they are made.
const SLIM: f64 = 0.905;
/// The closing straps, to either side.
const STRAP: f64 = 0.066;

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

/// The body's outline at a height over the floor, `out` metres outside.
fn outline(out: f64) -> Vec<V2> {
    let round = rounded_rectangle((WIDE + out) * 2.0, (DEEP + out) * 2.0, (0.026 + out).max(0.000_02), 4);
    let mut line = Vec::new();
    for (i, p) in round.iter().enumerate() {
        let next = round[(i + 1) % round.len()];
        // As many for every ring, whatever its size.
        let cuts = match (i % 5, (next - *p).length() > 0.10) {
            (4, true) => 7,
            (4, false) => 3,
            _ => 1,
        };
        line.extend((0..cuts).map(|k| *p + (next - *p) * (f64::from(k) / f64::from(cuts))));
    }
    line
}

/// Rings of the outline, each at a height and so far outside.
fn stack(rings: &[V2]) -> Mesh {
    let n = outline(0.0).len();
    let mut mesh = Mesh::default();
    for ring in rings {
        let line = outline(ring.x);
        let mut length = 0.0;
        for j in 0..=n {
            let p = line[j % n];
            if j > 0 {
                length += (p - line[(j + n - 1) % n]).length();
            }
            mesh.points.push(v3(p.x, ring.y, BACK - p.y));
            mesh.uvs.push(v2(length, ring.y + (ring.x + 0.03).min(0.0)));
        }
    }
    let row = n as u32 + 1;
    for j in 0..rings.len() as u32 - 1 {
        for i in 0..n as u32 {
            let a = j * row + i;
            mesh.faces.push([a, a + 1, a + row + 1]);
            mesh.faces.push([a, a + row + 1, a + row]);
        }
    }
    mesh
}

fn body() -> Mesh {
    let mut rings: Vec<V2> = (0..7).map(|k| v2(0.0, mix(0.020, HIGH - 0.016, f64::from(k) / 6.0))).collect();
    rings.extend((1..=3).map(|k| {
        let a = PI / 6.0 * f64::from(k);
        v2(0.016 * (cos(a) - 1.0), HIGH - 0.016 * (1.0 - sin(a)))
    }));
    rings.push(v2(-0.030, HIGH + 0.001));
    rings.push(v2(-0.0534, HIGH + 0.002));
    stack(&rings)
}

/// The leather base: floor and a band up the sides, its edge turned in.
fn base() -> Mesh {
    stack(&[
        v2(-0.050, 0.0012),
        v2(-0.012, 0.0000),
        v2(-0.004, 0.0008),
        v2(0.0006, 0.0045),
        v2(0.0019, 0.0110),
        v2(0.0020, 0.0380),
        v2(0.0017, 0.0394),
        v2(0.0002, 0.0396),
    ])
}

/// A bellows pocket before the body.
fn pocket() -> Mesh {
    Mesh::rounded_box(v3(0.204, 0.096, 0.030), 0.011, 2, 5).bent(|p| {
        let fat = 1.0 - (p.x / 0.115) * (p.x / 0.115);
        v3(
            p.x,
            p.y + 0.0890,
            p.z + 0.0460 + 0.0030 * fat * f64::signum(p.z).max(0.0) * smoothstep(0.05, -0.03, p.y),
        )
    })
}

/// The flap's line from the back over the top and down before the pocket; (z, y).
fn fall() -> Vec<V2> {
    let mut line = fillet(
        &[
            Corner(BACK - DEEP - 0.0030, 0.1320, 0.0),
            Corner(BACK - DEEP - 0.0030, HIGH + 0.0034, 0.019),
            Corner(BACK + DEEP + 0.0040, HIGH + 0.0034, 0.022),
            Corner(0.0545, 0.1440, 0.0),
        ],
        5,
    );
    line.pop();
    let last = line[line.len() - 1];
    line.extend(
        spline(&[last, v2(0.0520, 0.1480), v2(0.0640, 0.1290), v2(0.0662, 0.1060), v2(0.0655, 0.0800)], 3)
            .into_iter()
            .skip(1),
    );
    line
}

/// Half the flap's width `end` metres before its lower edge: round corners in front, narrower where it is sewn to the
/// back, which turns away at its sides.
fn half(end: f64) -> f64 {
    let sewn = 1.0 - smoothstep(0.038, 0.072, fall_length() - end);
    let (wide, corner) = (WIDE + 0.0045 - 0.0270 * sewn, 0.030);
    if end < corner {
        let rest = corner - end;
        wide - corner + (corner * corner - rest * rest).max(0.0).sqrt()
    } else {
        wide
    }
}

/// Places on the flap: x in -1..1, d metres from its start, `lift` outside. And its length.
fn on_flap(u: f64, d: f64, lift: f64) -> V3 {
    let (line, length) = (fall(), fall_length());
    let mut left = d.clamp(0.0, length);
    for pair in line.windows(2) {
        let step = pair[1] - pair[0];
        if left <= step.length() + 1e-9 {
            let p = pair[0] + step * (left / step.length()) + v2(-step.y, step.x).normalize() * lift;
            // The sides of the flap hang down a little over the top's edge.
            let x = u * half(length - d);
            let top = smoothstep(HIGH - 0.02, HIGH, p.y);
            let droop = 0.0075 * top * smoothstep(0.80, 1.0, u.abs());
            return v3(x, p.y - droop, p.x);
        }
        left -= step.length();
    }
    let end = line[line.len() - 1];
    v3(u * half(0.0), end.y, end.x + lift)
}

fn fall_length() -> f64 {
    fall().windows(2).map(|pair| (pair[1] - pair[0]).length()).sum()
}

/// Where the flap is cut along its length: closer at its round corners.
fn cuts() -> Vec<f64> {
    let length = fall_length();
    let mut all: Vec<f64> = (0..=20).map(|k| (length - 0.030) * f64::from(k) / 20.0).collect();
    all.extend((1..=6).map(|k| length - 0.030 * (1.0 - sin(PI / 12.0 * f64::from(k)))));
    all
}

fn flap() -> Mesh {
    let cuts = cuts();
    let rows = cuts.len() - 1;
    let face = |lift: f64| {
        let at = |v: f64| cuts[libm::round(v * rows as f64) as usize];
        Mesh::sheet(
            14,
            rows,
            |u, v| on_flap(2.0 * u - 1.0, at(v), lift),
            |u, v| v2((2.0 * u - 1.0) * half(fall_length() - at(v)), -at(v)),
        )
    };
    Mesh::join([face(0.0016).inside_out(), face(-0.0006)])
}

/// Leather bound round the flap's edges.
fn binding() -> Mesh {
    let length = fall_length();
    let mut path: Vec<V3> = cuts().iter().map(|d| on_flap(-1.0, *d, 0.0005)).collect();
    path.extend([-0.5, 0.0, 0.5].map(|u| on_flap(u, length, 0.0005)));
    path.extend(cuts().iter().rev().map(|d| on_flap(1.0, *d, 0.0005)));
    path.extend([0.5, 0.0, -0.5].map(|u| on_flap(u, 0.0, 0.0005)));
    Mesh::ring(&path, 6, |_| 0.0025).creased(80.0)
}

/// A strap's line over the flap: from the top, down the front, off the flap's edge onto the pocket.
fn strap_line() -> Vec<(V3, V3)> {
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
fn closures() -> Mesh {
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
fn tabs() -> Mesh {
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

/// The house's patch on the flap.
fn patch() -> Mesh {
    let middle = on_flap(0.0, fall_length() - 0.045, 0.0026);
    Mesh::plate(&rounded_rectangle(0.050, 0.021, 0.004, 3), 0.0018, 0.0006, 1).bent(|p| p + middle)
}

/// The sling's line from one ring over the top to the other, slack, and its normals (up).
fn sling_line() -> Vec<(V3, V3)> {
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

fn sling() -> Mesh {
    let line = sling_line();
    let main = ribbon(&line, 0.0022, |_| 0.0175);
    // The end that was let through the slide lies doubled on the strap.
    let doubled: Vec<(V3, V3)> = line[38..49].iter().map(|(p, n)| (*p + *n * 0.0026, *n)).collect();
    Mesh::join([main, ribbon(&doubled, 0.0020, |_| 0.0172)])
}

/// The part that lies on the shoulder: wider, quilted, leather above.
fn pad() -> Mesh {
    let line: Vec<(V3, V3)> = sling_line()[14..34].iter().map(|(p, n)| (*p + *n * 0.0006, *n)).collect();
    ribbon(&line, 0.0066, |t| 0.0185 + 0.0085 * pow(sin(PI * t).max(0.0), 0.45))
}

/// A ring of wire along a rounded rectangle in the plane of x and y.
fn wire(width: f64, height: f64, thick: f64) -> Mesh {
    let path: Vec<V3> =
        rounded_rectangle(width, height, 0.004, 3).iter().map(|p| v3(p.x, p.y, 0.0)).collect();
    Mesh::ring(&path, 6, |_| thick).creased(80.0)
}

/// Buckles, rings, the slide on the sling, rivets and the mark of three bars.
fn hardware() -> Mesh {
    let mut all = Vec::new();
    for side in [-1.0, 1.0] {
        let frame = wire(0.0320, 0.0230, 0.0017).turned(V3::X, -3.0);
        let bar = Mesh::tube(&[v3(-0.0150, 0.0, 0.0), v3(0.0150, 0.0, 0.0)], 6, |_| 0.0013).creased(80.0);
        let prong = Mesh::tube(
            &spline3(
                &[
                    v3(0.0, 0.0, 0.0012),
                    v3(0.0, 0.004, 0.0022),
                    v3(0.0, -0.0060, 0.0026),
                    v3(0.0, -0.0125, 0.0020),
                ],
                3,
            )[3..],
            5,
            |_| 0.0011,
        )
        .creased(80.0);
        let one = Mesh::join([frame, bar, prong]);
        all.push(one.moved(side * STRAP, 0.0945, 0.0708));
        let d = wire(0.0330, 0.0180, 0.0018).turned(V3::Y, 90.0);
        all.push(d.moved(side * 0.1310, 0.1600, BACK));
        let rivet =
            Mesh::lathe(&[v2(0.0036, 0.0), v2(0.0032, 0.0010), v2(0.0016, 0.0018), v2(0.0, 0.0020)], 10);
        all.push(rivet.clone().turned(V3::Z, -90.0 * side).moved(side * 0.1272, 0.1180, BACK));
        all.push(rivet.turned(V3::X, 90.0).moved(side * STRAP, 0.0480, 0.0650));
    }
    let (place, up) = sling_line()[42];
    let lean = libm::atan2(up.x, up.y) * -180.0 / PI;
    all.push(
        wire(0.0190, 0.0410, 0.0017)
            .turned(V3::X, 90.0)
            .turned(V3::Z, lean)
            .bent(|p| p + place + up * 0.0026),
    );
    let middle = on_flap(0.0, fall_length() - 0.045, 0.0040);
    for x in [-0.0062, 0.0, 0.0062] {
        all.push(
            Mesh::rounded_box(v3(0.0024, 0.0105, 0.0014), 0.0006, 1, 1)
                .bent(|p| p + middle + v3(x, 0.0, 0.0)),
        );
    }
    Mesh::join(all)
}

/// Holes in the straps' ends.
fn holes() -> Mesh {
    let hole =
        Mesh::lathe(&[v2(0.0015, -0.0005), v2(0.0014, 0.0003), v2(0.0, 0.0003)], 8).turned(V3::X, 90.0);
    let mut all = Vec::new();
    for side in [-1.0, 1.0] {
        all.extend(
            [(0.0660, 0.0691), (0.0590, 0.0683)]
                .map(|(y, z)| hole.clone().moved(side * STRAP, y, z + 0.0008)),
        );
    }
    Mesh::join(all)
}

/// Rows of thread: inside the flap's edge, along the straps, round the base and the patch.
fn seams() -> Mesh {
    let length = fall_length();
    let mut edge: Vec<(V3, V3)> = Vec::new();
    for (side, backwards) in [(-1.0, false), (1.0, true)] {
        let mut part: Vec<(V3, V3)> = cuts()
            .iter()
            .filter(|d| **d > 0.045 && **d < length - 0.006)
            .map(|d| {
                let wide = half(length - d);
                let inner = (half(length - d - 0.0) - 0.0062) / wide;
                let p = on_flap(side * inner, *d, 0.0018);
                (p, (on_flap(side * inner, *d, 0.01) - p).normalize())
            })
            .collect();
        if backwards {
            part.reverse();
        }
        edge.extend(part);
    }
    let sewn: Vec<(V3, V3)> =
        (-8..=8).map(|k| (on_flap(f64::from(k) / 8.5, 0.0055, 0.0018), V3::NEG_Z)).collect();
    let mut all = vec![stitches(&edge, 0.0066, 0.0042, 0.00056), stitches(&sewn, 0.0066, 0.0042, 0.00056)];
    let strap = strap_line();
    for x in [-STRAP - 0.0094, -STRAP + 0.0094, STRAP - 0.0094, STRAP + 0.0094] {
        let line: Vec<(V3, V3)> =
            strap[..12].iter().map(|(p, n)| (*p + v3(x, 0.0, 0.0) + *n * 0.0012, *n)).collect();
        all.push(stitches(&line, 0.0064, 0.0041, 0.00050));
    }
    let round = outline(0.0022);
    let band: Vec<(V3, V3)> = (0..=round.len())
        .map(|i| {
            let (p, before, after) = (
                round[i % round.len()],
                round[(i + round.len() - 1) % round.len()],
                round[(i + 1) % round.len()],
            );
            let out = v2((after - before).y, -(after - before).x).normalize();
            (v3(p.x, 0.0362, BACK - p.y), v3(out.x, 0.0, -out.y))
        })
        .collect();
    all.push(stitches(&band, 0.0072, 0.0046, 0.00056));
    let middle = on_flap(0.0, length - 0.045, 0.0036);
    let frame = rounded_rectangle(0.0456, 0.0166, 0.0025, 2);
    let frame: Vec<(V3, V3)> = (0..=frame.len())
        .map(|i| frame[i % frame.len()])
        .map(|p| (middle + v3(p.x, p.y, 0.0), V3::Z))
        .collect();
    all.push(stitches(&frame, 0.0046, 0.0030, 0.00040));
    let pad: Vec<(V3, V3)> = sling_line();
    for side in [-1.0, 1.0] {
        let line: Vec<(V3, V3)> = (15..33)
            .map(|i| {
                let (p, n) = pad[i];
                let t = (f64::from(i as u32) - 14.0) / 19.0;
                let half = 0.0185 + 0.0085 * pow(sin(PI * t).max(0.0), 0.45) - 0.0036;
                let along = pad[i + 1].0 - pad[i - 1].0;
                (p + n * 0.0040 + n.cross(along).normalize() * (side * half), n)
            })
            .collect();
        all.push(stitches(&line, 0.0066, 0.0042, 0.00052));
    }
    Mesh::join(all)
}
