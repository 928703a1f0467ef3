//! A field watch, 38 mm: brushed steel, twelve and twenty-four hours on the dial, a stitched leather strap closed as worn.

use crate::kit::curve::{rounded_rectangle, spline, superellipse};
use crate::kit::lettering::{ribbon, text};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture;
use crate::{Alpha, Finish, Part, Product, Shot};

/// Lengths below are millimetres, in the watch's own frame: the dial looks along +Z, twelve is towards +Y.
const MM: f64 = 0.001;
/// Height of the dial over the middle of the case.
const DIAL: f64 = 1.7;

pub(super) fn form() -> Product {
    let brush = texture::brushed(128, 0.016, 3);
    let hide = texture::leather(128, 22, 0.016, 6);
    let sand = texture::grain(64, 0.004, 0.000_008, 2);
    let steel = |name, colour, rough| Finish::new(name, colour, 1.0, rough).with(&brush, 0.016);
    let case = [
        steel("steel, brushed", 0xAFAFAE, 0.42),
        steel("steel, brushed", 0xAFAFAE, 0.42),
        steel("steel, matt black", 0x3A3A3C, 0.62),
    ];
    let polished = [
        Finish::new("steel, polished", 0xC2C2C1, 1.0, 0.16),
        Finish::new("steel, polished", 0xC2C2C1, 1.0, 0.16),
        Finish::new("steel, black", 0x37373A, 1.0, 0.34),
    ];
    let leather =
        |name, colour| Finish { relief: 0.7, ..Finish::new(name, colour, 0.0, 0.62).with(&hide, 0.0125) };
    let strap = [
        leather("leather, navy", 0x28334D),
        leather("leather, stone", 0xDCD1BC),
        leather("leather, black", 0x2A2828),
    ];
    let dial = |name, colour| Finish::new(name, colour, 0.0, 0.62).with(&sand, 0.004);
    let dials = [dial("dial, navy", 0x1B2640), dial("dial, white", 0xEFEADD), dial("dial, black", 0x1E1E20)];
    let print = [
        Finish::new("print, white", 0xEFECE2, 0.0, 0.6),
        Finish::new("print, ink", 0x2A2E36, 0.0, 0.6),
        Finish::new("print, cream", 0xE9E0C8, 0.0, 0.6),
    ];
    let hand = [
        Finish::new("hands, steel", 0xD8D7D3, 1.0, 0.22),
        Finish::new("hands, black", 0x26282C, 0.0, 0.34),
        Finish::new("hands, steel", 0xD8D7D3, 1.0, 0.22),
    ];
    let lume = [
        Finish::new("lume", 0xEDEBD8, 0.0, 0.7),
        Finish::new("lume", 0xE9E6CF, 0.0, 0.7),
        Finish::new("lume", 0xE8DDB8, 0.0, 0.7),
    ];
    let seconds = Finish::new("lacquer, orange", 0xD9673A, 0.0, 0.4);
    let thread = [
        Finish::new("thread, sand", 0xCDBF9F, 0.0, 0.8),
        Finish::new("thread, tan", 0xA98358, 0.0, 0.8),
        Finish::new("thread, grey", 0x6A6866, 0.0, 0.8),
    ];
    let dark = Finish::new("hole", 0x171513, 0.0, 0.9);
    let glass = Finish::new("sapphire", 0xF4F8FF, 0.0, 0.05).alpha(Alpha::Blend(0.06));
    let (leathers, threads, holes) = straps();
    let parts = vec![
        Part::ways(middle(), case),
        Part::ways(bright(), polished),
        Part::ways(disc(), dials),
        Part::ways(printing(), print),
        Part::ways(hands(false), hand),
        Part::ways(hands(true), lume),
        Part::new(second_hand(), seconds),
        Part::ways(leathers, strap),
        Part::ways(threads, thread),
        Part::new(holes, dark),
        Part::new(crystal(), glass),
    ];
    // Leaning back a little, as on a stand, its strap on the floor.
    let lean = |mesh: &Mesh| mesh.clone().bent(|p| turn(p * MM, V3::X, -24.0));
    let (low, high) = parts
        .iter()
        .map(|part| lean(&part.mesh).bounds())
        .fold((V3::splat(f64::MAX), V3::splat(f64::MIN)), |(low, high), (a, b)| (low.min(a), high.max(b)));
    let place = v3(-(low.x + high.x) / 2.0, -low.y, -(low.z + high.z) / 2.0);
    let parts = parts
        .into_iter()
        .map(|part| Part { mesh: lean(&part.mesh).moved(place.x, place.y, place.z).scaled_uvs(), ..part })
        .collect();
    Product {
        id: "watch",
        ways: ["navy", "white", "black"],
        parts,
        shot: Shot { theta: 24.0, phi: 70.0, distance: 0.82 },
    }
}

trait Scaled {
    fn scaled_uvs(self) -> Self;
}

impl Scaled for Mesh {
    /// UVs were made from millimetres.
    fn scaled_uvs(mut self) -> Self {
        self.uvs.iter_mut().for_each(|uv| *uv *= MM);
        self.around = self.around.map(|length| length * MM);
        self
    }
}

/// A body turned about the dial's axis, from (radius, height).
fn turned(profile: &[(f64, f64)], segments: usize) -> Mesh {
    let profile: Vec<V2> = profile.iter().map(|(r, z)| v2(*r, *z)).collect();
    Mesh::lathe(&profile, segments).turned(V3::X, 90.0)
}

/// Case with its four lugs and the lid at the back: all that is brushed.
fn middle() -> Mesh {
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

/// Six times the volume: negative where a mesh is inside out.
fn signed(mesh: &Mesh) -> f64 {
    mesh.faces.iter().map(|f| f.map(|i| mesh.points[i as usize])).map(|[a, b, c]| a.dot(b.cross(c))).sum()
}

/// Bezel, crown, bars, buckle: all that is polished.
fn bright() -> Mesh {
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

/// Where the strap runs, (y, z) with the half thickness: from twelve to the buckle, and from six round over it.
fn courses() -> [Vec<V2>; 2] {
    let short = [
        v2(19.2, -2.3),
        v2(22.9, -5.0),
        v2(27.6, -12.0),
        v2(29.8, -22.0),
        v2(28.8, -34.0),
        v2(24.0, -44.6),
        v2(16.5, -50.8),
        v2(8.0, -54.2),
        v2(2.0, -55.4),
    ];
    let long = [
        v2(-19.2, -2.3),
        v2(-22.9, -5.0),
        v2(-27.6, -12.0),
        v2(-29.8, -22.0),
        v2(-28.8, -34.0),
        v2(-23.6, -45.0),
        v2(-15.0, -52.2),
        v2(-7.4, -55.2),
        v2(0.5, -57.7),
        v2(8.6, -57.4),
        v2(17.6, -54.0),
        v2(25.0, -48.0),
        v2(29.6, -40.5),
    ];
    [spline(&short, 3), spline(&long, 3)]
}

/// Point, direction and way out (towards where it is seen) at `t` in 0..1 of a course.
fn along(course: &[V2], t: f64, side: f64) -> (V3, V3, V3) {
    let x = t.clamp(0.0, 1.0) * (course.len() - 1) as f64;
    let k = (x.floor() as usize).min(course.len() - 2);
    let (a, b) = (course[k], course[k + 1]);
    let p = a.lerp(b, x - k as f64);
    let before = if k > 0 { a - course[k - 1] } else { b - a };
    let after = if k + 2 < course.len() { course[k + 2] - b } else { b - a };
    let d = ((b - a) * 2.0 + before + after).normalize_or_zero();
    (v3(0.0, p.x, p.y), v3(0.0, d.x, d.y), v3(0.0, -d.y, d.x) * side)
}

/// Width and thickness of the strap at `t`: padded at the case, thin at the end.
fn gauge(t: f64, long: bool) -> (f64, f64) {
    let width = mix(19.6, 17.6, smoothstep(0.1, 0.6, t));
    let thick = mix(3.6, 2.3, smoothstep(0.08, 0.55, t));
    let start = smoothstep(-0.03, 0.03, t);
    if long {
        // The tip is cut round.
        let end = ((1.0 - t) / 0.055).clamp(0.0, 1.0);
        (
            width * (0.30 + 0.70 * (1.0 - (1.0 - end) * (1.0 - end)).sqrt()),
            thick * mix(0.8, 1.0, start) * mix(0.7, 1.0, end),
        )
    } else {
        (width, thick * mix(0.8, 1.0, start))
    }
}

/// Both leathers with their loops, the stitches, the holes.
fn straps() -> (Mesh, Mesh, Mesh) {
    let (mut leather, mut thread, mut holes) = (Mesh::default(), Mesh::default(), Mesh::default());
    let section: Vec<V2> = superellipse(0.5, 0.5, 4.0, 12);
    for (course, side) in courses().iter().zip([1.0, -1.0]) {
        let long = side < 0.0;
        let path: Vec<V3> = course.iter().map(|p| v3(0.0, p.x, p.y)).collect();
        let (_, _, up) = along(course, 0.0, side);
        let size = |t: f64| {
            let (w, h) = gauge(t, long);
            v2(w, h)
        };
        leather.add(&Mesh::sweep(&path, &section, up, size));
        let (first, last) = if long { (0.075, 0.93) } else { (0.10, 0.93) };
        let count = if long { 38 } else { 22 };
        for k in 0..=count {
            let t = mix(first, last, f64::from(k) / f64::from(count));
            let (p, d, out) = along(course, t, side);
            let (w, h) = gauge(t, long);
            for x in [-1.0, 1.0] {
                let at = p + V3::X * (x * (w / 2.0 - 1.7)) + out * (h * 0.455);
                thread.add(&stitch(at, d, out));
            }
        }
        if long {
            for t in [0.66, 0.72, 0.78, 0.84, 0.90] {
                let (p, d, out) = along(course, t, side);
                let (_, h) = gauge(t, long);
                let ring: Vec<V3> = (0..9)
                    .map(|k| {
                        let a = TAU * f64::from(k) / 9.0;
                        p + out * (h * 0.5 + 0.03) + V3::X * (0.85 * cos(a)) + d * (1.15 * sin(a))
                    })
                    .collect();
                holes.add(&fan(&ring, out));
            }
        }
    }
    // Two loops hold the long end down.
    let [short, long] = courses();
    for (a, b, wide) in [(0.845, 0.79, 4.2), (0.72, 0.90, 4.2)] {
        let (p, _, out) = along(&short, a, 1.0);
        let (q, _, _) = along(&long, b, -1.0);
        let tall = (q - p).dot(out).abs() + 4.4;
        let middle = p + out * ((q - p).dot(out) / 2.0);
        let ring = rounded_rectangle(19.4, tall, 2.2, 3);
        let path: Vec<V3> = ring.iter().map(|c| middle + V3::X * c.x + out * c.y).collect();
        let band = superellipse(wide / 2.0, 0.6, 5.0, 8);
        let up = (path[0] - middle).normalize_or_zero();
        let loop_ = Mesh::sweep_closed(&path, &band, up, |_| V2::ONE);
        leather.add(&if signed(&loop_.clone().moved(-middle.x, -middle.y, -middle.z)) < 0.0 {
            loop_.inside_out()
        } else {
            loop_
        });
    }
    (leather, thread.creased(180.0), holes)
}

/// A flat face within `ring`, seen from `out`.
fn fan(ring: &[V3], out: V3) -> Mesh {
    let mut mesh = Mesh { points: ring.to_vec(), uvs: vec![V2::ZERO; ring.len()], ..Mesh::default() };
    let up = (ring[1] - ring[0]).cross(ring[2] - ring[0]).dot(out) > 0.0;
    for k in 1..ring.len() as u32 - 1 {
        mesh.faces.push(if up { [0, k, k + 1] } else { [0, k + 1, k] });
    }
    mesh
}

/// One stitch lying in the leather: a ridge with sunk ends.
fn stitch(at: V3, along: V3, out: V3) -> Mesh {
    let across = along.cross(out);
    let place = |a: f64, x: f64, h: f64| at + along * a + across * x + out * h;
    let points = vec![
        place(-0.95, 0.0, -0.16),
        place(-0.5, 0.26, -0.1),
        place(-0.5, -0.26, -0.1),
        place(-0.45, 0.0, 0.17),
        place(0.45, 0.0, 0.17),
        place(0.5, 0.26, -0.1),
        place(0.5, -0.26, -0.1),
        place(0.95, 0.0, -0.16),
    ];
    let faces = vec![[0, 3, 1], [0, 2, 3], [1, 3, 4], [1, 4, 5], [3, 2, 6], [3, 6, 4], [5, 4, 7], [4, 6, 7]];
    let mesh = Mesh { uvs: vec![V2::ZERO; points.len()], points, faces, ..Mesh::default() };
    let [a, b, c] = mesh.faces[2].map(|i| mesh.points[i as usize]);
    let right = (b - a).cross(c - a).dot(out) > 0.0;
    (if right { mesh } else { mesh.inside_out() }).creased(180.0)
}

/// The frame at the end of the short strap, and its tongue.
fn buckle() -> Mesh {
    let [short, _] = courses();
    let (p, d, out) = along(&short, 1.0, 1.0);
    let ring = rounded_rectangle(22.4, 11.0, 2.6, 3);
    // The far bar lies over the long strap.
    let path: Vec<V3> =
        ring.iter().map(|c| p + V3::X * c.x + d * (c.y + 4.6) + out * (0.4 + 0.26 * (c.y + 5.5))).collect();
    let frame = Mesh::ring(&path, 8, |_| 1.05);
    let frame = if signed(&frame.clone().moved(-p.x, -p.y, -p.z)) < 0.0 { frame.inside_out() } else { frame };
    let start = p + out * 2.9 - d * 1.5;
    let end = p + d * 10.6 + out * 4.6;
    let tongue = Mesh::tube(&[start, start.lerp(end, 0.5) + out * 0.3, end], 7, |t| mix(0.85, 0.62, t));
    Mesh::join([frame, tongue])
}

fn disc() -> Mesh {
    turned(&[(15.9, DIAL), (14.9, DIAL), (9.0, DIAL), (0.0, DIAL)], 48).mapped(|p, _| v2(p.x, p.y))
}

fn crystal() -> Mesh {
    turned(&[(16.4, 3.9), (16.25, 4.45), (15.7, 4.75), (9.0, 4.98), (0.0, 5.05)], 48)
}

/// Minute track, figures of twelve and of twenty-four hours, the name.
fn printing() -> Mesh {
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
fn hands(lume: bool) -> Mesh {
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

fn second_hand() -> Mesh {
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
