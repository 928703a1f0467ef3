//! Closed headphones lying on their side: 19 × 17 × 8 cm. Turned aluminium, a leather band, cushions of leather.

use crate::kit::curve::{Corner, fillet, rounded_rectangle, superellipse};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{self, Map, Texel};
use crate::{Finish, Part, Product, Shot};

/// Half measures of a cup from front to back and from top to bottom.
const CUP: V2 = V2::new(0.0345, 0.0425);
/// Outer face of the shell, and the plane in which it meets the cushion, from the middle of the head.
const FACE: f64 = 0.0848;
const SEAT: f64 = 0.0590;
/// The band stands over the cups on an ellipse: half width, height of its ends, height of its crown.
const BAND: (f64, f64, f64) = (0.0742, 0.047, 0.1435);

pub(super) fn form() -> Product {
    let hide = nappa();
    let spun = texture::brushed(128, 0.04, 6);
    let fine = texture::grain(128, 0.010, 0.000_05, 4);
    let knit = mesh_cloth();
    let leather = |name, colour| Finish::new(name, colour, 0.0, 0.62).with(&hide, 0.024);
    let shell = |name, colour| Finish::new(name, colour, 0.0, 0.50).with(&fine, 0.010);
    let alloy = |name, colour| Finish::new(name, colour, 1.0, 0.38).with(&spun, 0.04);
    let hides = [
        leather("black leather", 0x242323),
        leather("cream leather", 0xCFC5B4),
        leather("navy leather", 0x1D2436),
    ];
    let shells = [shell("matt black", 0x222224), shell("soft white", 0xE2DDD2), shell("navy", 0x1B2235)];
    let plates = [
        alloy("black anodised", 0x48484B),
        alloy("champagne anodised", 0xD3C8B6),
        alloy("navy anodised", 0x36456A),
    ];
    let frames =
        [alloy("dark steel", 0x6E6E70), alloy("bright steel", 0xC9C6C0), alloy("bright steel", 0xC9C6C0)];
    let trims = [alloy("warm brass", 0xC2A473), alloy("warm brass", 0xC2A473), alloy("warm brass", 0xC2A473)];
    let threads = [thread(0x6B655D), thread(0xA8987F), thread(0x8B93A8)];
    let cloths = [
        Finish::new("black mesh", 0x2A2A2B, 0.0, 0.9).with(&knit, 0.006),
        Finish::new("grey mesh", 0x9A948A, 0.0, 0.9).with(&knit, 0.006),
        Finish::new("navy mesh", 0x242A3B, 0.0, 0.9).with(&knit, 0.006),
    ];
    let dark = Finish::new("openings", 0x141414, 0.0, 0.7);
    let both = |one: Mesh| Mesh::join([one.clone().mirrored(), one]);
    let parts = vec![
        Part::ways(Mesh::join([both(cushion()), leather_band()]), hides),
        Part::ways(both(shell_body()), shells),
        Part::ways(both(plate()), plates),
        Part::ways(both(Mesh::join([fork(), slider()]).creased(75.0)), frames),
        Part::ways(both(Mesh::join([chamfer(), pivots(), mark()]).creased(75.0)), trims),
        Part::ways(stitches(), threads),
        Part::ways(both(ear_cloth()), cloths),
        Part::new(openings(), dark),
    ];
    Product {
        id: "headphones",
        ways: ["black", "white", "navy"],
        parts: parts.into_iter().map(laid).collect(),
        shot: Shot { theta: 36.0, phi: 52.0, distance: 0.93 },
    }
}

fn thread(colour: u32) -> Finish {
    Finish::new("linen thread", colour, 0.0, 0.8)
}

/// From upright (face to +z) to lying: crown away from us, and tipped until the band's edge touches the table too.
fn laid(part: Part) -> Part {
    let mesh = part.mesh.turned(V3::X, -90.0).turned(V3::X, -9.2).moved(0.0, 0.0395, 0.0478);
    Part { mesh, ..part }
}

/// A point on the outline of a cup: `t` runs around once, `grow` metres outside of it.
fn rim(t: f64, grow: f64) -> V2 {
    let (c, s) = (cos(TAU * t), sin(TAU * t));
    let e = 2.0 / 2.3;
    v2((CUP.x + grow) * c.signum() * pow(c.abs(), e), (CUP.y + grow) * s.signum() * pow(s.abs(), e))
}

/// A body turned about the cup's axis on its own outline: `profile` is (grow, x). Outside is where x grows as in a lathe.
fn oval(profile: &[V2], around: usize) -> Mesh {
    let n = profile.len() - 1;
    let mut lengths = vec![0.0];
    for pair in profile.windows(2) {
        lengths.push(lengths[lengths.len() - 1] + (pair[1] - pair[0]).length());
    }
    let row = |v: f64| libm::round(v * n as f64) as usize;
    let at = |u: f64, v: f64| {
        let p = profile[row(v)];
        let q = rim(u, p.x);
        v3(p.y, q.y, q.x)
    };
    let mut mesh = Mesh::sheet(around, n, at, |u, v| v2(u * 0.244, lengths[row(v)])).inside_out();
    mesh.around = Some(0.244);
    mesh
}

/// The shell: from its seam with the cushion out to the plate's groove.
fn shell_body() -> Mesh {
    let profile = fillet(
        &[
            Corner(-0.006, SEAT - 0.0004, 0.0),
            Corner(-0.0004, SEAT - 0.0004, 0.0006),
            Corner(0.0002, SEAT + 0.0060, 0.0),
            Corner(-0.0008, SEAT + 0.0064, 0.0),
            Corner(-0.0008, SEAT + 0.0074, 0.0),
            Corner(0.0002, SEAT + 0.0078, 0.0),
            Corner(-0.0010, SEAT + 0.0170, 0.012),
            Corner(-0.0058, FACE - 0.0030, 0.008),
            Corner(-0.0066, FACE - 0.0020, 0.0),
        ],
        2,
    );
    oval(&profile, 40)
}

/// A bright edge turned onto the plate.
fn chamfer() -> Mesh {
    oval(
        &fillet(
            &[
                Corner(-0.0066, FACE - 0.0022, 0.0),
                Corner(-0.0070, FACE - 0.0006, 0.0004),
                Corner(-0.0084, FACE - 0.0002, 0.0),
            ],
            1,
        ),
        40,
    )
}

/// A dished or domed disc inside the outline that is `grow` larger: `profile` is (part of the way out, x).
fn disc(grow: f64, profile: &[V2], around: usize) -> Mesh {
    let n = profile.len() - 1;
    let row = |v: f64| libm::round(v * n as f64) as usize;
    let at = |u: f64, v: f64| {
        let p = profile[row(v)];
        let q = rim(u, grow) * p.x;
        v3(p.y, q.y, q.x)
    };
    let mut mesh =
        Mesh::sheet(around, n, at, |u, v| v2(u * 0.244, (1.0 - profile[row(v)].x) * 0.038)).inside_out();
    mesh.around = Some(0.244);
    mesh
}

/// The outer plate: a shallow dish, so that it takes the light as a fan.
fn plate() -> Mesh {
    let deep = |k: f64, down: f64| v2(k, FACE - down);
    disc(
        -0.0084,
        &[deep(1.0, 0.0002), deep(0.955, 0.0006), deep(0.75, 0.0014), deep(0.42, 0.0022), deep(0.0, 0.0024)],
        40,
    )
}

/// The maker's mark on the plate: a ring, let in.
fn mark() -> Mesh {
    let path: Vec<V3> = (0..20)
        .map(|k| TAU * f64::from(k) / 20.0)
        .map(|a| v3(FACE - 0.0022, 0.0042 * sin(a), 0.0042 * cos(a)))
        .collect();
    Mesh::ring(&path, 5, |_| 0.00055)
}

/// Leather about soft foam: round outside, wrinkled where it turns in, a seam along its crown.
fn cushion() -> Mesh {
    let centre = SEAT - 0.0105;
    let ring: Vec<V2> = (0..=13)
        .map(|k| {
            let a = PI * (1.32 - 2.04 * f64::from(k) / 13.0) + PI * 0.5;
            let (c, s) = (cos(a), sin(a));
            let e = 2.0 / 2.5;
            v2(
                -0.0092 + 0.0094 * s.signum() * pow(s.abs(), e),
                centre + 0.0106 * c.signum() * pow(c.abs(), e),
            )
        })
        .collect();
    let mesh = oval(&ring, 48);
    mesh.bent(|p| {
        let angle = libm::atan2(p.y / CUP.y, p.z / CUP.x);
        let around = angle / TAU + 0.5;
        let soft = smoothstep(SEAT - 0.003, SEAT - 0.010, p.x);
        let fold = fbm(around, 0.5, 15, 1, 1, 15) - 0.5;
        let sag = sin(angle * 2.0 + 0.7) * 0.0007;
        v3(p.x + soft * (fold * 0.0007 + sag), p.y, p.z)
    })
}

/// Over the driver, behind the cushion's opening.
fn ear_cloth() -> Mesh {
    let x = SEAT - 0.0055;
    let mesh =
        disc(-0.0110, &[v2(1.0, x), v2(0.6, x + 0.0008), v2(0.25, x + 0.0012), v2(0.0, x + 0.0012)], 30)
            .inside_out();
    mesh.mapped(|p, _| v2(p.z, p.y))
}

/// On the band's ellipse at `t` from one end (0) over the crown to the other (1).
fn arch(t: f64) -> V3 {
    let (wide, low, high) = BAND;
    let angle = PI * t;
    let (c, s) = (cos(angle), sin(angle));
    let e = 2.0 / 2.25;
    v3(wide * c.signum() * pow(c.abs(), e), low + (high - low) * pow(s.max(0.0), e), 0.0)
}

/// Outside of the band at `t`: away from the head.
fn outwards(t: f64) -> V3 {
    let along = arch((t + 0.004).min(1.0)) - arch((t - 0.004).max(0.0));
    v3(along.y, -along.x, 0.0).normalize_or(V3::Y)
}

/// Half width of the leather at `t`, and how thick the padding is inside.
fn padding(t: f64) -> (f64, f64) {
    let middle = smoothstep(0.10, 0.30, t) * smoothstep(0.90, 0.70, t);
    (mix(0.0090, 0.0158, middle), mix(0.0038, 0.0105, middle))
}

/// The leather band: flat outside, padded inside, its two ends closed by a cap.
fn leather_band() -> Mesh {
    let (from, to, steps) = (0.075, 0.925, 36);
    let section = superellipse(1.0, 1.0, 3.0, 20);
    let at = |u: f64, v: f64| {
        let t = mix(from, to, v);
        let (wide, thick) = padding(t);
        let p = section[(libm::round(u * 20.0) as usize) % 20];
        let inside = p.y < 0.0;
        // Quilted: the padding is held down between its ribs.
        let rib = sin(PI * 6.0 * (t - from) / (to - from));
        let depth = if inside { thick * (0.92 + 0.08 * rib * rib) } else { 0.0024 };
        arch(t) + V3::Z * (p.x * wide) + outwards(t) * (p.y * depth)
    };
    let mut mesh = Mesh::sheet(20, steps, at, |u, v| v2(u * 0.08, v * 0.24));
    mesh.around = Some(0.08);
    let cap = |t: f64| {
        let (wide, thick) = padding(t);
        let along = V3::Z.cross(outwards(t));
        let outline: Vec<V2> = superellipse(wide + 0.0006, (thick + 0.0036) / 2.0, 3.0, 18);
        let base = arch(t) + outwards(t) * (0.0024 - thick) / 2.0;
        Mesh::plate(&outline, 0.0044, 0.0010, 1)
            .bent(|p| base + V3::Z * p.x + outwards(t) * p.y + along * p.z)
    };
    Mesh::join([mesh, cap(from), cap(to)])
}

/// Stitches along both edges of the band's outer side, lying in the leather.
fn stitches() -> Mesh {
    let mut all = Vec::new();
    for side in [-1.0, 1.0] {
        let count = 44;
        for k in 0..count {
            let t = mix(0.092, 0.908, (f64::from(k) + 0.5) / f64::from(count));
            let (wide, _) = padding(t);
            let out = outwards(t);
            let along = out.cross(V3::Z);
            let at = arch(t) + V3::Z * (side * wide * 0.80) + out * 0.00196;
            let corner =
                |a: f64, b: f64, h: f64| at + along * (a * 0.00115) + V3::Z * (b * 0.00032) + out * h;
            let points = vec![
                corner(-1.0, -1.0, 0.0002),
                corner(-1.0, 1.0, 0.0002),
                corner(1.0, 1.0, 0.0002),
                corner(1.0, -1.0, 0.0002),
                corner(-0.5, 0.0, 0.0005),
                corner(0.5, 0.0, 0.0005),
            ];
            let uvs = vec![V2::ZERO; points.len()];
            let faces = vec![[0, 4, 1], [1, 4, 5], [1, 5, 2], [2, 5, 3], [3, 5, 4], [3, 4, 0]];
            let stitch = Mesh { points, uvs, faces, ..Mesh::default() };
            all.push(stitch);
        }
    }
    Mesh::join(all).creased(180.0)
}

/// A steel strip that runs from inside the leather down to the fork, with notches for its length.
fn slider() -> Mesh {
    let mut path: Vec<V3> = (0..8).map(|k| arch(0.095 * (1.0 - f64::from(k) / 7.0))).collect();
    path.push(v3(BAND.0 - 0.0004, 0.0425, 0.0));
    Mesh::sweep(&path, &superellipse(1.0, 1.0, 5.0, 12), V3::Z, |_| v2(0.0011, 0.0052))
}

/// The fork: a bow in the plane of the cup, from pivot over the top to pivot.
fn fork() -> Mesh {
    let x = BAND.0 - 0.0005;
    let path: Vec<V3> = (0..=20)
        .map(|k| {
            let a = PI * (f64::from(k) / 20.0);
            let e = 2.0 / 2.3;
            let (c, s) = (cos(a), sin(a));
            v3(
                x,
                -0.001 + (CUP.y + 0.0036) * pow(s.max(0.0), e),
                (CUP.x + 0.0028) * c.signum() * pow(c.abs(), e),
            )
        })
        .collect();
    let bow = Mesh::sweep(&path, &superellipse(1.0, 1.0, 4.0, 10), V3::X, |t| {
        let root = smoothstep(0.30, 0.5, t) * smoothstep(0.70, 0.5, t);
        v2(0.0017 + 0.0008 * root, 0.0034 + 0.0012 * root)
    });
    let end = |z: f64| stud(0.0050, 0.0034, 0.0010, 16).turned(V3::X, 90.0).moved(x, -0.0010, z);
    let reach = CUP.x + 0.0028;
    // The hub in which the strip turns.
    let hub = stud(0.0058, 0.0120, 0.0014, 18).moved(x, 0.0470, 0.0);
    Mesh::join([bow, end(reach), end(-reach), hub])
}

/// Pins through the fork's ends, and a ring on the hub.
fn pivots() -> Mesh {
    let x = BAND.0 - 0.0005;
    let pin = |z: f64| stud(0.0026, 0.0046, 0.0006, 12).turned(V3::X, 90.0).moved(x, -0.0010, z);
    let reach = CUP.x + 0.0024;
    Mesh::join([pin(reach), pin(-reach), stud(0.0061, 0.0014, 0.0004, 18).moved(x, 0.0505, 0.0)])
}

/// A small cylinder about Y with a bevelled edge.
fn stud(radius: f64, height: f64, bevel: f64, around: usize) -> Mesh {
    let h = height / 2.0;
    let corners =
        [Corner(0.0, -h, 0.0), Corner(radius, -h, bevel), Corner(radius, h, bevel), Corner(0.0, h, 0.0)];
    Mesh::lathe(&fillet(&corners, 1), around).creased(50.0)
}

/// Microphones, the charging port and two buttons, on the lower edge of the right cup.
fn openings() -> Mesh {
    let slot =
        |x: f64, z: f64, wide: f64| {
            // On the lower side, which is flat enough there.
            let t = 0.75 + z * 4.2;
            let p = rim(t, 0.0);
            Mesh::plate(&rounded_rectangle(wide, 0.0022, 0.0010, 2), 0.0008, 0.0, 0)
                .turned(V3::X, 90.0)
                .moved(x, p.y - 0.0001, p.x)
        };
    let x = SEAT + 0.0118;
    Mesh::join([slot(x, 0.0, 0.0070), slot(x, 0.010, 0.0016), slot(x, -0.010, 0.0016), slot(-x, 0.0, 0.0030)])
}

/// Soft leather: small even pebbles, hardly deeper than a hair. 24 mm square.
fn nappa() -> Map {
    Map::paint(192, 0.024, |u, v| {
        let bend = 0.012 * (fbm(u, v, 5, 5, 2, 31) - 0.5);
        let (near, next) = cells((u + bend).rem_euclid(1.0), v, 36, 36, 12);
        let crease = smoothstep(0.0, 0.42, next - near);
        let slow = fbm(u, v, 4, 4, 2, 17);
        Texel { height: 0.000_055 * crease + 0.000_05 * slow, ..Texel::default() }
    })
}

/// An open knit: holes between round threads. 6 mm square.
fn mesh_cloth() -> Map {
    Map::paint(64, 0.006, |u, v| {
        let (x, y) = (u * 6.0, v * 6.0);
        let shift = if (y.floor() as i64).rem_euclid(2) == 0 { 0.0 } else { 0.5 };
        let (fx, fy) = ((x + shift) - (x + shift).floor() - 0.5, y - y.floor() - 0.5);
        let hole = 1.0 - smoothstep(0.22, 0.36, libm::hypot(fx, fy));
        Texel { height: -0.0003 * hole, ..Texel::grey(1.0 - 0.72 * hole) }
    })
}
