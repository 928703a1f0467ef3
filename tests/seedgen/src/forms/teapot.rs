//! A kyusu with its handle at the side: 18 × 13 × 11 cm, a fluted body, a bare foot, a lid with a button.

use crate::kit::curve::{Corner, fillet, spline, spline3};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{Map, Texel, blend};
use crate::{Finish, Part, Product, Shot};

const FLUTES: f64 = 36.0;
/// Middle of the body: the handle goes to +X, the spout to +Z.
const SHIFT: V3 = V3::new(-0.0375, 0.0, -0.0125);

pub(super) fn form() -> Product {
    let crackle = crackled();
    let plain = even();
    let clay = Finish::new("bare porcelain", 0xE3DACB, 0.0, 0.82);
    let body = [
        Finish::new("celadon glaze", 0xA0B09C, 0.0, 0.18).with_map(&crackle, 0.10, 0.10),
        Finish::new("white glaze", 0xE8E2D6, 0.0, 0.26).with_map(&plain, 0.14, 0.14),
        Finish::new("black glaze", 0x242322, 0.0, 0.52).with_map(&plain, 0.14, 0.14),
    ];
    let feet = [clay.clone(), clay, Finish::new("bare black clay", 0x4A4038, 0.0, 0.86)];
    Product {
        id: "teapot",
        ways: ["celadon", "white", "black"],
        parts: vec![
            Part::ways(pot().bent(|p| p + SHIFT), body.clone()),
            Part::ways(Mesh::join([lid(), spout(), handle()]).bent(|p| p + SHIFT), body),
            Part::ways(foot().bent(|p| p + SHIFT), feet),
        ],
        shot: Shot { theta: 38.0, phi: 64.0, distance: 0.88 },
    }
}

/// A glaze that lies quietly, so that the flutes are seen: soft pools, no marks of throwing.
fn even() -> Map {
    Map::paint(128, 0.14, |u, v| {
        let pool = fbm(u, v, 3, 4, 4, 14);
        Texel {
            height: 0.000_22 * pool,
            rough: 0.78 + 0.22 * (1.0 - pool),
            ..Texel::grey(0.93 + 0.065 * pool)
        }
    })
}

/// A pale glaze over fine cracks that tea has coloured.
fn crackled() -> Map {
    Map::paint(320, 0.10, |u, v| {
        let bend = 0.02 * (fbm(u, v, 6, 6, 2, 3) - 0.5);
        let (near, next) = cells((u + bend).rem_euclid(1.0), (v - bend).rem_euclid(1.0), 9, 9, 41);
        let (near2, next2) = cells((u - bend).rem_euclid(1.0), v, 21, 21, 57);
        let wide = 1.0 - smoothstep(0.0, 0.030, next - near);
        let fine = 1.0 - smoothstep(0.0, 0.050, next2 - near2);
        let faint = fbm(u, v, 5, 5, 2, 9);
        let crack =
            (0.85 * wide * smoothstep(0.30, 0.55, faint)).max(0.40 * fine * smoothstep(0.45, 0.65, faint));
        let pool = fbm(u, v, 3, 4, 4, 14);
        let value = 0.90 + 0.10 * pool;
        Texel {
            colour: blend([value; 3], [0.60, 0.56, 0.46], crack * 0.40),
            height: 0.000_12 * pool - 0.000_012 * crack,
            rough: 0.80 + 0.20 * (1.0 - pool),
            ..Texel::default()
        }
    })
}

/// Radius of the outside at a height: the pot's wall, from the foot to the gallery.
fn wall() -> Vec<V2> {
    let line = spline(
        &[
            v2(0.0285, 0.0075),
            v2(0.0390, 0.0125),
            v2(0.0478, 0.0245),
            v2(0.0515, 0.0400),
            v2(0.0502, 0.0560),
            v2(0.0445, 0.0690),
            v2(0.0372, 0.0762),
        ],
        6,
    );
    // Closer where the spout and the handle stand, so that their shade does not spread.
    let close = |p: &V2| p.y > 0.028 && p.y < 0.062;
    line.iter().enumerate().filter(|(k, p)| k % 2 == 0 || close(p)).map(|(_, p)| *p).collect()
}

fn radius_at(y: f64) -> f64 {
    let wall = wall();
    wall.windows(2)
        .find(|pair| pair[0].y <= y && y <= pair[1].y)
        .map_or(0.03, |pair| mix(pair[0].x, pair[1].x, (y - pair[0].y) / (pair[1].y - pair[0].y)))
}

/// The wall with its flutes cut, which leave a field around the spout's root and the handle's.
fn pot() -> Mesh {
    let segments = 36 * 4;
    let cut = |p: V3| {
        let angle = libm::atan2(p.x, p.z) / TAU;
        let phase = (angle * FLUTES).rem_euclid(1.0) - 0.5;
        let tall = smoothstep(0.0115, 0.0200, p.y) * (1.0 - smoothstep(0.0600, 0.0690, p.y));
        let away = |to: V3, from: f64, till: f64| smoothstep(from, till, (p - to).length());
        let field = away(v3(0.0, 0.045, 0.052), 0.0190, 0.0250) * away(v3(0.052, 0.046, 0.0), 0.0165, 0.0215);
        let hollow = 1.0 - 4.0 * phase * phase;
        let scale = 1.0 - 0.0360 * hollow * tall * field;
        v3(p.x * scale, p.y, p.z * scale)
    };
    let body = Mesh::lathe(&wall(), segments).bent(cut).creased(55.0);
    // Shoulder into the gallery where the lid lies.
    let neck = Mesh::lathe(
        &fillet(
            &[
                Corner(0.0372, 0.0762, 0.0),
                Corner(0.0357, 0.0778, 0.0010),
                Corner(0.0346, 0.0774, 0.0006),
                Corner(0.0340, 0.0750, 0.0),
            ],
            2,
        ),
        56,
    );
    Mesh::join([body, neck])
}

fn foot() -> Mesh {
    Mesh::lathe(
        &fillet(
            &[
                Corner(0.0, 0.0030, 0.0),
                Corner(0.0215, 0.0030, 0.001),
                Corner(0.0235, 0.0, 0.0010),
                Corner(0.0268, 0.0, 0.0010),
                Corner(0.0282, 0.0078, 0.0),
            ],
            2,
        ),
        48,
    )
}

/// A low dome with a rim that overhangs the gallery, and a button pressed flat.
fn lid() -> Mesh {
    let mut profile = fillet(
        &[
            Corner(0.0330, 0.0745, 0.0),
            Corner(0.0352, 0.0790, 0.0),
            Corner(0.0362, 0.0795, 0.0007),
            Corner(0.0362, 0.0812, 0.0009),
            Corner(0.0340, 0.0824, 0.0),
        ],
        2,
    );
    profile.extend(spline(
        &[
            v2(0.0335, 0.0826),
            v2(0.0270, 0.0866),
            v2(0.0180, 0.0902),
            v2(0.0100, 0.0922),
            v2(0.0066, 0.0940),
            v2(0.0064, 0.0970),
            v2(0.0090, 0.1010),
            v2(0.0110, 0.1045),
            v2(0.0106, 0.1080),
            v2(0.0075, 0.1097),
            v2(0.0035, 0.1092),
            v2(0.0, 0.1090),
        ],
        2,
    ));
    // The breath hole's thumb mark is on the button's top; a faint ring was thrown into the dome.
    Mesh::lathe(&profile, 56).creased(60.0)
}

/// A tube along `path` with a hollow inside; `size` gives its outer radii (across, up) at t, `wall` how thick it is.
fn pipe(path: &[V3], up: V3, wall: f64, sides: usize, size: impl Fn(f64) -> V2) -> Mesh {
    let n = path.len();
    let mut mesh = Mesh::default();
    let mut rows: Vec<(usize, f64)> = (0..n).map(|i| (i, 0.0)).collect();
    // Over the lip in three steps and some way down the inside.
    rows.extend([(n, 0.25), (n, 0.75)]);
    rows.extend((n - 7..n).rev().map(|i| (i, 1.0)));
    let mut up = up;
    let mut frames = Vec::new();
    for i in 0..n {
        let along = (path[(i + 1).min(n - 1)] - path[i.saturating_sub(1)]).normalize();
        let side = up.cross(along).normalize_or(V3::X);
        up = along.cross(side);
        frames.push((side, up, along));
    }
    let mut length = 0.0;
    for (k, (i, inside)) in rows.iter().enumerate() {
        let at = (*i).min(n - 1);
        let (side, up, along) = frames[at];
        let lip = if *i == n { wall * 0.42 } else { 0.0 };
        let radii = size(at as f64 / (n - 1) as f64) - V2::splat(wall * inside);
        let centre = path[at] + along * lip;
        if k > 0 {
            length += (path[at] - path[rows[k - 1].0.min(n - 1)]).length().max(wall * 0.5);
        }
        for j in 0..=sides {
            let a = TAU * j as f64 / sides as f64;
            mesh.points.push(centre + side * (radii.x * cos(a)) + up * (radii.y * sin(a)));
            mesh.uvs.push(v2(0.06 * j as f64 / sides as f64, length));
        }
    }
    let row = sides as u32 + 1;
    for j in 0..rows.len() as u32 - 1 {
        for i in 0..sides as u32 {
            let a = j * row + i;
            mesh.faces.push([a, a + 1, a + row + 1]);
            mesh.faces.push([a, a + row + 1, a + row]);
        }
    }
    mesh.creased(75.0)
}

/// A short spout: its root spreads over the wall, its mouth is cut aslant so that no drop runs back.
fn spout() -> Mesh {
    let path = spline3(
        &[
            v3(0.0, 0.0440, 0.0440),
            v3(0.0, 0.0462, 0.0520),
            v3(0.0, 0.0520, 0.0610),
            v3(0.0, 0.0610, 0.0680),
            v3(0.0, 0.0700, 0.0718),
        ],
        4,
    );
    let made = pipe(&path, V3::Y, 0.0021, 24, |t| {
        let root = pow(1.0 - t, 3.2);
        v2(0.0088 + 0.0085 * root - 0.0012 * t, 0.0086 + 0.0090 * root - 0.0008 * t)
    });
    // The mouth's plane: lower lip forward, upper lip back.
    made.bent(|p| {
        let near = smoothstep(0.062, 0.073, p.y);
        let lean = (p.z - 0.0735) * 0.42 * near;
        hug(v3(p.x, p.y - lean.max(-0.006) * 0.9, p.z + near * 0.0006))
    })
}

/// Near the wall a root follows it, as clay that was smoothed on.
fn hug(p: V3) -> V3 {
    let out = v2(p.x, p.z);
    let (reach, wall) = (out.length(), radius_at(p.y));
    let gap = reach - wall;
    if gap < 0.0065 && gap > -0.004 {
        let t = ((gap + 0.004) / 0.0105).clamp(0.0, 1.0);
        let eased = wall + 0.0065 * pow(t, 1.6) - 0.0026 * (1.0 - t) * (1.0 - t);
        let k = eased / reach;
        return v3(p.x * k, p.y, p.z * k);
    }
    p
}

/// The hollow handle: a horn that widens to its open end, a little raised.
fn handle() -> Mesh {
    let path = spline3(
        &[
            v3(0.0450, 0.0450, 0.0),
            v3(0.0530, 0.0464, 0.0),
            v3(0.0660, 0.0492, 0.0),
            v3(0.0880, 0.0545, 0.0),
            v3(0.1110, 0.0605, 0.0),
            v3(0.1240, 0.0642, 0.0),
        ],
        4,
    );
    pipe(&path, V3::Y, 0.0026, 28, |t| {
        let root = pow(1.0 - t, 7.0);
        let swell = 0.0080 + 0.0046 * smoothstep(0.15, 1.0, t) + 0.0070 * root;
        let lip = 0.0007 * smoothstep(0.93, 1.0, t);
        v2(swell + lip, swell * 0.96 + lip)
    })
    .bent(hug)
}
