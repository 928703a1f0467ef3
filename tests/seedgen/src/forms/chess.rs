//! A chess set: a board of two trays that closes to a case, and 32 turned pieces a few moves into an Italian game.

use crate::kit::curve::{Corner, fillet_closed, spline3};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{Map, Texel, blend};
use crate::{Finish, Part, Product, Shot};

/// Side of a square, width of the border, height of a tray: metres.
const SQUARE: f64 = 0.044;
const BORDER: f64 = 0.022;
const TOP: f64 = 0.030;

/// The game after 1. e4 e5 2. Nf3 Nc6 3. Bc4, rank 8 first; capitals are White.
const GAME: [&str; 8] =
    ["r.bqkbnr", "pppp.ppp", "..n.....", "....p...", "..B.P...", ".....N..", "PPPP.PPP", "RNBQK..R"];

pub(super) fn form() -> Product {
    let timber = timber();
    let wood = |name, colour, rough, tile| Finish::new(name, colour, 0.0, rough).with(&timber, tile);
    let box_wood = wood("boxwood, waxed", 0xE6C68C, 0.42, 0.11);
    let dark_pieces = [
        wood("sheesham, waxed", 0x8A5430, 0.40, 0.11),
        wood("walnut stain, waxed", 0x54341F, 0.40, 0.11),
        wood("red stain, waxed", 0x9E2A21, 0.38, 0.11),
    ];
    let dark_squares = [
        wood("sheesham veneer", 0x92603A, 0.50, 0.15),
        wood("walnut veneer", 0x5E3F29, 0.50, 0.15),
        wood("red veneer", 0x8A3028, 0.50, 0.15),
    ];
    let frame = [
        wood("sheesham", 0xB07E4C, 0.46, 0.24),
        wood("walnut stain", 0x4A3020, 0.46, 0.24),
        wood("sheesham, dark", 0x5B3A27, 0.46, 0.24),
    ];
    let light_squares = wood("maple veneer", 0xE6CDA0, 0.50, 0.15);
    let line = wood("ebony line", 0x2B211B, 0.5, 0.24);
    let brass = Finish::new("brass", 0xC9A25C, 1.0, 0.34);
    let (mut round, mut sharp) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    let mut slits = Vec::new();
    let mut squares = [Vec::new(), Vec::new()];
    for (row, rank) in GAME.iter().enumerate() {
        for (column, name) in rank.chars().enumerate() {
            let (x, z) = ((column as f64 - 3.5) * SQUARE, (row as f64 - 3.5) * SQUARE);
            let seed = (row * 8 + column) as i64;
            squares[(row + column) % 2].push(square(x, z, name != '.', seed));
            let Some((body, edged, slit)) = piece(name.to_ascii_lowercase()) else { continue };
            // No hand puts a piece in the very middle, nor turns it quite straight.
            let place = |mesh: Mesh| {
                let own = if name.is_uppercase() { 90.0 } else { -90.0 };
                let turn = own + 16.0 * (hash(seed, 2, 5) - 0.5);
                let (dx, dz) = (0.0018 * (hash(seed, 0, 5) - 0.5), 0.0018 * (hash(seed, 1, 5) - 0.5));
                mesh.turned(V3::Y, turn).moved(x + dx, TOP + 0.000_12, z + dz)
            };
            let shift = v2(0.4 * hash(seed, 3, 5), 0.4 * hash(seed, 4, 5));
            let cut = |mesh: Mesh| place(mesh.mapped(|p, _| v2(p.y, 0.8 * p.x + 0.6 * p.z) + shift));
            let side = usize::from(name.is_lowercase());
            round[side].push(cut(body));
            sharp[side].extend(edged.map(cut));
            slits.extend(slit.map(place));
        }
    }
    let [pale, deep] = squares;
    let ([white, black], [white_edged, black_edged]) = (round, sharp);
    let smooth = |meshes: Vec<Mesh>| Mesh::join(meshes).creased(180.0);
    let edged = |meshes: Vec<Mesh>| Mesh::join(meshes).creased(58.0);
    Product {
        id: "chess",
        ways: ["natural", "walnut", "red"],
        parts: vec![
            Part::ways(trays(), frame),
            Part::new(stringing(), line.clone()),
            Part::new(Mesh::join(pale), light_squares),
            Part::ways(Mesh::join(deep), dark_squares),
            Part::new(smooth(white), box_wood.clone()),
            Part::new(edged(white_edged), box_wood),
            Part::ways(smooth(black), dark_pieces.clone()),
            Part::ways(edged(black_edged), dark_pieces),
            Part::new(Mesh::join(slits), line),
            Part::new(clasp(), brass),
        ],
        shot: Shot { theta: 28.0, phi: 58.0, distance: 0.92 },
    }
}

/// Fine straight grain along u with a few broad figures.
fn timber() -> Map {
    Map::paint(256, 0.15, |u, v| {
        let drift = fbm(u, v, 1, 4, 3, 31) - 0.5;
        let ring = pow(0.5 + 0.5 * sin(TAU * (v * 9.0 + drift * 3.4)), 2.0);
        let fibre = fbm(u, v, 4, 96, 2, 37);
        let pore = smoothstep(0.70, 0.82, noise(u, v, 10, 120, 41));
        let value = 1.0 - 0.09 * ring - 0.12 * (1.0 - fibre) - 0.10 * pore;
        let tone = blend([1.0, 0.99, 0.97], [1.0, 0.92, 0.80], ring);
        Texel { colour: tone.map(|c| c * value), rough: 0.84 + 0.16 * fibre, ..Texel::default() }
    })
}

/// One square of veneer; finer where a piece stands, for the shade at its foot.
fn square(x: f64, z: f64, taken: bool, seed: i64) -> Mesh {
    let n = if taken { 3 } else { 1 };
    let half = SQUARE / 2.0;
    let shift = v2(hash(seed, 8, 1), hash(seed, 9, 1)) * 0.3;
    let at = |u: f64, v: f64| v2((u - 0.5) * 2.0 * half, (0.5 - v) * 2.0 * half);
    Mesh::sheet(n, n, |u, v| v3(x + at(u, v).x, TOP + 0.000_12, z + at(u, v).y), |u, v| at(u, v) + shift)
}

/// Both trays: walls with round edges, and a border of mitred boards.
fn trays() -> Mesh {
    let (width, depth) = (8.0 * SQUARE + 2.0 * BORDER, 4.0 * SQUARE + BORDER);
    let mut all = Mesh::default();
    for side in [-1.0, 1.0] {
        let tray = Mesh::rounded_box(v3(width, TOP, depth - 0.0002), 0.0016, 2, 1);
        all.add(&tray.moved(0.0, TOP / 2.0, side * depth / 2.0));
    }
    // Boards from the outer edge to the field, mitred at the corners: (corners of the top, along the grain).
    let (o, i) = (width / 2.0 - 0.0017, 4.0 * SQUARE + 0.0008);
    let boards = [
        ([v2(-o, o), v2(o, o), v2(i, i), v2(-i, i)], false),
        ([v2(o, -o), v2(-o, -o), v2(-i, -i), v2(i, -i)], false),
        ([v2(o, o), v2(o, 0.0008), v2(i, 0.0008), v2(i, i)], true),
        ([v2(o, -0.0008), v2(o, -o), v2(i, -i), v2(i, -0.0008)], true),
        ([v2(-o, 0.0008), v2(-o, o), v2(-i, i), v2(-i, 0.0008)], true),
        ([v2(-o, -o), v2(-o, -0.0008), v2(-i, -0.0008), v2(-i, -i)], true),
    ];
    for (k, (corners, turned)) in boards.iter().enumerate() {
        let [a, b, c, d] = *corners;
        let at = |u: f64, v: f64| a.lerp(b, u).lerp(d.lerp(c, u), v);
        all.add(&Mesh::sheet(
            6,
            1,
            |u, v| v3(at(u, v).x, TOP + 0.000_06, at(u, v).y),
            |u, v| {
                let p = at(u, v);
                v2(k as f64 * 0.13, k as f64 * 0.07) + if *turned { v2(p.y, p.x) } else { p }
            },
        ));
    }
    all
}

/// A dark line let in round the field.
fn stringing() -> Mesh {
    let (o, i) = (4.0 * SQUARE + 0.0010, 4.0 * SQUARE - 0.0001);
    let bar = |a: V2, b: V2| {
        let at = move |u: f64, v: f64| v3(mix(a.x, b.x, u), TOP + 0.000_10, mix(b.y, a.y, v));
        Mesh::sheet(1, 1, at, |u, v| v2(0.3 * u, 0.01 * v))
    };
    Mesh::join([
        bar(v2(-o, i), v2(o, o)),
        bar(v2(-o, -o), v2(o, -i)),
        bar(v2(i, -i), v2(o, -0.0006)),
        bar(v2(i, 0.0006), v2(o, i)),
        bar(v2(-o, -i), v2(-i, -0.0006)),
        bar(v2(-o, 0.0006), v2(-i, i)),
    ])
}

/// Two hooks on the front wall, two eyes at the back.
fn clasp() -> Mesh {
    let face = 4.0 * SQUARE + BORDER;
    let mut all = Mesh::default();
    for x in [-0.1, 0.1] {
        for front in [1.0, -1.0] {
            let outline: Vec<V2> = crate::kit::curve::rounded_rectangle(0.015, 0.011, 0.003, 1);
            let mut fitting = Mesh::plate(&outline, 0.0012, 0.0, 0).moved(0.0, 0.0, 0.0004);
            for side in [-1.0, 1.0] {
                let screw = Mesh::lathe(&[v2(0.0014, 0.0), v2(0.0, 0.0006)], 6).turned(V3::X, 90.0);
                fitting.add(&screw.moved(side * 0.0052, 0.0, 0.0010));
            }
            let post =
                Mesh::lathe(&[v2(0.0016, 0.0), v2(0.0015, 0.0034), v2(0.0, 0.0039)], 6).turned(V3::X, 90.0);
            fitting.add(&post.moved(0.0, 0.0, 0.0006));
            if front > 0.0 {
                let bend =
                    [(0.0, 0.0016), (0.006, 0.0), (0.016, -0.0006), (0.0196, 0.0022), (0.0170, 0.0040)];
                let path: Vec<V3> = bend.iter().map(|(a, b)| v3(*a, *b, 0.0030)).collect();
                fitting.add(&Mesh::tube(&spline3(&path, 2), 5, |_| 0.0008));
            }
            let placed = fitting.turned(V3::Y, if front > 0.0 { 0.0 } else { 180.0 });
            all.add(&placed.moved(x, 0.0135, front * face));
        }
    }
    all.creased(80.0)
}

/// A piece about the Y axis, facing +X: what is turned, what is carved with edges, what is cut in.
fn piece(name: char) -> Option<Carved> {
    Some(match name {
        'p' => (turned(&[&base(12.5, 0.0), &PAWN], 11), None, None),
        'r' => rook(),
        'n' => (knight(), None, None),
        'b' => bishop(),
        'q' => queen(),
        'k' => king(),
        _ => return None,
    })
}

type Turning = [(f64, f64)];
type Carved = (Mesh, Option<Mesh>, Option<Mesh>);

const PAWN: [(f64, f64); 8] =
    [(5.6, 12.0), (4.1, 23.4), (7.5, 25.2), (4.5, 27.0), (6.4, 30.6), (6.4, 35.2), (4.0, 39.0), (0.0, 40.3)];

/// Foot of a piece of this radius, mm; `lift` makes it taller.
fn base(radius: f64, lift: f64) -> [(f64, f64); 4] {
    [
        (radius - 0.1, 0.0),
        (radius, 3.2 + lift * 0.5),
        (radius - 2.0, 4.8 + lift * 0.6),
        (radius - 3.0, 7.4 + lift),
    ]
}

/// A lathe from lists of (radius, height), mm.
fn turned(lists: &[&Turning], segments: usize) -> Mesh {
    let profile: Vec<V2> = lists.iter().flat_map(|l| l.iter()).map(|(r, y)| v2(*r, *y) * 0.001).collect();
    Mesh::lathe(&profile, segments)
}

fn king() -> Carved {
    let body = [
        (11.0, 11.5),
        (7.4, 16.5),
        (5.7, 26.0),
        (5.3, 41.0),
        (6.0, 44.6),
        (9.7, 46.4),
        (6.8, 48.2),
        (8.3, 49.4),
        (6.5, 51.0),
        (9.2, 63.6),
        (8.6, 65.2),
        (2.4, 67.4),
        (1.7, 69.0),
    ];
    let arm = 0.95;
    let cross: Vec<Corner> = [
        (-1.0, 0.0),
        (1.0, 0.0),
        (arm, 2.9),
        (3.3, 2.4),
        (3.3, 5.2),
        (arm, 4.7),
        (1.5, 7.8),
        (-1.5, 7.8),
        (-arm, 4.7),
        (-3.3, 5.2),
        (-3.3, 2.4),
        (-arm, 2.9),
    ]
    .iter()
    .map(|(x, y)| Corner(x * 0.001, y * 0.001, 0.0))
    .collect();
    let cross = Mesh::plate(&fillet_closed(&cross, 1), 0.0022, 0.0, 0);
    // Seen from the players' side, as the piece faces +X.
    let cross = cross.turned(V3::Y, 90.0).moved(0.0, 0.0682, 0.0);
    (turned(&[&base(16.5, 1.0), &body], 12), Some(cross), None)
}

fn queen() -> Carved {
    let body = [
        (10.6, 11.0),
        (7.0, 16.0),
        (5.2, 25.0),
        (4.9, 37.0),
        (5.6, 40.0),
        (9.1, 41.7),
        (6.3, 43.5),
        (7.7, 44.6),
        (5.9, 46.2),
        (6.9, 51.0),
        (9.4, 58.4),
    ];
    // A coronet of six points: its rim goes up and down.
    let rim = [(9.4, 58.4), (9.5, 59.8), (8.0, 59.7), (6.0, 57.6), (2.0, 61.4)];
    let crown = turned(&[&rim], 24).bent(|p| {
        let angle = libm::atan2(p.z, p.x);
        let tooth = if p.y > 0.0590 && libm::hypot(p.x, p.z) > 0.007 { 0.0016 } else { 0.0 };
        v3(p.x, p.y + tooth * cos(6.0 * angle), p.z)
    });
    let ball = Mesh::ball(0.0027, 8).moved(0.0, 0.0633, 0.0);
    (Mesh::join([turned(&[&base(15.8, 0.7), &body], 12), ball]), Some(crown), None)
}

fn bishop() -> Carved {
    let body = [
        (9.0, 10.0),
        (6.0, 15.0),
        (4.5, 23.0),
        (4.3, 33.0),
        (5.0, 35.6),
        (8.3, 37.2),
        (5.2, 39.4),
        (7.0, 43.4),
        (7.3, 46.6),
        (6.3, 50.4),
        (1.7, 56.4),
        (2.4, 58.2),
        (0.0, 60.3),
    ];
    // The cut in the mitre: a dark band laid in along a slanting plane.
    let radius = |y: f64| {
        let k = body.windows(2).find(|w| w[0].1 <= y && y <= w[1].1).unwrap_or(&body[9..11]);
        mix(k[0].0, k[1].0, (y - k[0].1) / (k[1].1 - k[0].1))
    };
    let slit = Mesh::sheet(
        8,
        1,
        |u, v| {
            let angle = mix(70.0, -70.0, u) * PI / 180.0;
            let y = 51.6 - 3.6 * (1.0 - cos(angle)) + 1.25 * (v - 0.5) - 1.2;
            let r = radius(y) + 0.12;
            v3(r * cos(angle), y, r * sin(angle)) * 0.001
        },
        |u, v| v2(u, v) * 0.01,
    );
    (turned(&[&base(14.5, 0.3), &body], 12), None, Some(slit.turned(V3::Y, 90.0)))
}

fn rook() -> Carved {
    let body = [(9.6, 11.0), (7.8, 18.0), (7.3, 30.5), (8.0, 32.8), (10.5, 34.2), (9.6, 35.8)];
    // Five merlons: columns of the wall stand in pairs, high and low.
    let wall = [(9.6, 35.8), (10.3, 46.0), (7.6, 46.0), (7.3, 41.0), (0.0, 40.4)];
    let columns = 20;
    let crown = Mesh::sheet(
        columns,
        wall.len() - 1,
        |u, v| {
            let (i, j) =
                (libm::round(u * columns as f64) as usize, libm::round(v * (wall.len() - 1) as f64) as usize);
            let (pair, k) = (i / 4, i % 4);
            let angle = (pair as f64 + [0.0, 0.60, 0.64, 0.96][k]) / 5.0 * TAU;
            let (r, y) = wall[j];
            let low = k >= 2 && y > 43.0;
            let y = if low { 41.4 + 0.05 * (y - 43.0) } else { y };
            v3(r * cos(angle), y, -r * sin(angle)) * 0.001
        },
        |u, v| v2(u, v) * 0.06,
    );
    (turned(&[&base(14.5, 0.3), &body], 12), Some(crown), None)
}

fn knight() -> Mesh {
    let foot = turned(&[&base(14.5, 0.3), &[(10.6, 8.6), (10.4, 9.6), (0.0, 10.2)]], 13);
    // Rows from the foot to the muzzle, mm: where the back and the front of the outline are, and half the thickness.
    let rows: [(f64, f64, f64, f64, f64); 12] = [
        (-9.6, 9.0, 9.8, 9.0, 7.6),
        (-9.2, 13.0, 10.0, 13.5, 7.4),
        (-9.8, 20.0, 8.6, 20.0, 6.6),
        (-10.2, 28.0, 4.6, 26.0, 6.0),
        (-9.0, 36.0, 2.8, 29.5, 5.8),
        (-6.4, 43.0, 3.2, 30.0, 5.9),
        (-2.6, 48.2, 5.2, 29.4, 5.8),
        (1.8, 50.2, 7.4, 29.2, 5.2),
        (5.8, 46.6, 10.0, 28.8, 4.4),
        (10.2, 40.6, 12.6, 27.0, 3.7),
        (14.0, 35.2, 14.2, 25.6, 3.6),
        (16.2, 31.8, 15.4, 26.4, 2.8),
    ];
    let around = 12;
    let mut head = Mesh::sheet(
        around,
        rows.len() - 1,
        |u, v| {
            let (bx, by, fx, fy, half) = rows[libm::round(v * (rows.len() - 1) as f64) as usize];
            let angle = TAU * u;
            // The crest at the back is lean, the chest round.
            let (c, s) = (cos(angle), sin(angle));
            let lean = if c < 0.0 { 1.0 - 0.45 * c * c } else { 1.0 - 0.12 * c * c };
            let t = 0.5 + 0.5 * c;
            v3(mix(bx, fx, t), mix(by, fy, t), -half * s.signum() * pow(s.abs(), 0.8) * lean) * 0.001
        },
        |u, v| v2(u, v) * 0.05,
    );
    // The muzzle closes on a point a little ahead.
    let row = (rows.len() - 1) as u32 * (around as u32 + 1);
    head.points.push(v3(16.9, 28.6, 0.0) * 0.001);
    head.uvs.push(V2::ZERO);
    let tip = head.points.len() as u32 - 1;
    head.faces.extend((0..around as u32).map(|i| [row + i, row + i + 1, tip]));
    let mut parts = vec![foot, head];
    for side in [-1.0, 1.0] {
        let ear = Mesh::lathe(&[v2(0.0022, 0.0), v2(0.0018, 0.003), v2(0.0, 0.0068)], 6);
        parts.push(ear.stretched(1.0, 1.0, 0.7).turned(V3::X, side * 14.0).moved(
            -0.0006,
            0.0470,
            side * 0.0024,
        ));
        let eye = Mesh::lathe(&[v2(0.0011, 0.0), v2(0.0, 0.0007)], 6).turned(V3::X, side * 90.0);
        parts.push(eye.moved(0.0062, 0.0402, side * 0.0045));
    }
    Mesh::join(parts)
}
