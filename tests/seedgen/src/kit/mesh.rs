//! Meshes and the ways to make them: lathe, sweep, extrusion, boxes with real bevels. UVs are metres along the surface.

use super::maths::*;
use std::collections::BTreeMap;

/// Triangles, counter-clockwise from outside. `uvs` are metres along the surface; `around`, where it is set, is the length
/// at which u comes back to itself, so that a texture can be made to fit whole times.
#[derive(Debug, Clone, Default)]
pub struct Mesh {
    /// Metres.
    pub points: Vec<V3>,
    /// Metres along the surface.
    pub uvs: Vec<V2>,
    /// Corners, counter-clockwise from outside.
    pub faces: Vec<[u32; 3]>,
    /// Length at which u closes on itself.
    pub around: Option<f64>,
    /// Edges sharper than this many degrees stay sharp. `None` is 40.
    pub crease: Option<f64>,
}

impl Mesh {
    /// A sheet of `nu` by `nv` cells over u, v in 0..1. The front is where u turns to v counter-clockwise.
    pub fn sheet(nu: usize, nv: usize, at: impl Fn(f64, f64) -> V3, uv: impl Fn(f64, f64) -> V2) -> Self {
        let mut mesh = Self::default();
        for j in 0..=nv {
            for i in 0..=nu {
                let (u, v) = (i as f64 / nu as f64, j as f64 / nv as f64);
                mesh.points.push(at(u, v));
                mesh.uvs.push(uv(u, v));
            }
        }
        mesh.weave(nu, nv);
        mesh
    }

    /// Faces of a grid whose points are there, rows of `nu + 1`. Faces without area are left out.
    fn weave(&mut self, nu: usize, nv: usize) {
        let row = nu as u32 + 1;
        for j in 0..nv as u32 {
            for i in 0..nu as u32 {
                let [a, b, c, d] = [j * row + i, j * row + i + 1, (j + 1) * row + i + 1, (j + 1) * row + i];
                self.triangle(a, b, c);
                self.triangle(a, c, d);
            }
        }
    }

    fn triangle(&mut self, a: u32, b: u32, c: u32) {
        let [p, q, r] = [a, b, c].map(|i| self.points[i as usize]);
        if (q - p).cross(r - p).length() > 1e-12 {
            self.faces.push([a, b, c]);
        }
    }

    /// A body turned about the Y axis. `profile` is (radius, height) from the bottom up for an outside.
    pub fn lathe(profile: &[V2], segments: usize) -> Self {
        Self::lathe_part(profile, segments, 0.0, 360.0)
    }

    /// The same between two angles, degrees from +X towards -Z.
    pub fn lathe_part(profile: &[V2], segments: usize, from: f64, to: f64) -> Self {
        let mean = profile.iter().map(|p| p.x).fold(0.0, f64::max);
        let lengths = lengths(&profile.iter().map(|p| v3(p.x, p.y, 0.0)).collect::<Vec<_>>());
        let turn = (to - from) / 360.0;
        let mut mesh = Self::default();
        for (point, length) in profile.iter().zip(&lengths) {
            for i in 0..=segments {
                let t = i as f64 / segments as f64;
                let angle = mix(from, to, t) * PI / 180.0;
                mesh.points.push(v3(point.x * cos(angle), point.y, -point.x * sin(angle)));
                mesh.uvs.push(v2(TAU * mean * turn * t, *length));
            }
        }
        mesh.weave(segments, profile.len() - 1);
        if (turn - 1.0).abs() < 1e-9 {
            mesh.around = Some(TAU * mean);
        }
        mesh
    }

    /// A closed `section` (x to the side, y up, counter-clockwise) carried along `path`, scaled by `size` (t in 0..1 along
    /// it), ends closed flat. `up` says where the section's y looks at the start.
    pub fn sweep(path: &[V3], section: &[V2], up: V3, size: impl Fn(f64) -> V2) -> Self {
        Self::carried(path, section, up, size, false)
    }

    /// The same for a path that closes on itself (its last point is not the first again).
    pub fn sweep_closed(path: &[V3], section: &[V2], up: V3, size: impl Fn(f64) -> V2) -> Self {
        Self::carried(path, section, up, size, true)
    }

    /// A round rod along `path` with a radius for each t in 0..1, ends rounded off by a small cap.
    pub fn tube(path: &[V3], sides: usize, radius: impl Fn(f64) -> f64) -> Self {
        let section = super::curve::ellipse(1.0, 1.0, sides);
        Self::carried(path, &section, any_up(path), |t| V2::splat(radius(t)), false)
    }

    /// A round ring along a closed path.
    pub fn ring(path: &[V3], sides: usize, radius: impl Fn(f64) -> f64) -> Self {
        let section = super::curve::ellipse(1.0, 1.0, sides);
        Self::carried(path, &section, any_up(path), |t| V2::splat(radius(t)), true)
    }

    fn carried(path: &[V3], section: &[V2], up: V3, size: impl Fn(f64) -> V2, closed: bool) -> Self {
        let (n, m) = (path.len(), section.len());
        let frames = frames(path, up, closed);
        let along = lengths(path);
        let total = along[n - 1];
        let around: Vec<f64> = {
            let mut ring: Vec<V3> = section.iter().map(|p| v3(p.x, p.y, 0.0)).collect();
            ring.push(ring[0]);
            lengths(&ring)
        };
        let mean = size(0.5).length() / 2f64.sqrt();
        let mut mesh = Self::default();
        let rows = if closed { n + 1 } else { n };
        for k in 0..rows {
            let (i, t) = (k % n, k as f64 / (rows - 1) as f64);
            let (side, up) = frames[i];
            let scale = size(t);
            let length = if k == n { total + (path[0] - path[n - 1]).length() } else { along[i] };
            for (j, arc) in around.iter().enumerate() {
                let p = section[j % m];
                mesh.points.push(path[i] + side * (p.x * scale.x) + up * (p.y * scale.y));
                mesh.uvs.push(v2(arc * mean, length));
            }
        }
        mesh.weave(m, rows - 1);
        mesh.around = Some(around[m] * mean);
        if !closed {
            mesh.close_row(0, m, true);
            mesh.close_row(((rows - 1) * (m + 1)) as u32, m, false);
        }
        mesh
    }

    /// Closes a row of `m + 1` points (last equal to first) flat.
    fn close_row(&mut self, first: u32, m: usize, backwards: bool) {
        let centre: V3 = (0..m as u32).map(|i| self.points[(first + i) as usize]).sum::<V3>() / m as f64;
        let start = self.points.len() as u32;
        self.points.push(centre);
        self.uvs.push(V2::ZERO);
        for i in 0..m as u32 {
            let p = self.points[(first + i) as usize];
            self.points.push(p);
            let q = p - centre;
            self.uvs.push(v2(q.x + q.z, q.y + q.z));
        }
        for i in 0..m as u32 {
            let (a, b) = (start + 1 + i, start + 1 + (i + 1) % m as u32);
            if backwards {
                self.triangle(start, b, a);
            } else {
                self.triangle(start, a, b);
            }
        }
    }

    /// A box about the origin with edges and corners rounded by `radius` in `steps` pieces, and each flat cut in `flat`.
    pub fn rounded_box(size: V3, radius: f64, steps: usize, flat: usize) -> Self {
        let half = size / 2.0;
        let radius = radius.min(half.min_element() * 0.999);
        let lines = |h: f64| -> Vec<f64> {
            // Angles of 45 degrees on each face: two faces share an edge's arc.
            let arc = |k: usize| radius * libm::tan(PI / 4.0 * k as f64 / steps as f64);
            let inner = h - radius;
            let mut at: Vec<f64> = (0..steps).map(|k| -inner - arc(steps - k)).collect();
            at.extend((0..=flat).map(|k| mix(-inner, inner, k as f64 / flat as f64)));
            at.extend((1..=steps).map(|k| inner + arc(k)));
            at
        };
        let place = |p: V3| {
            let inner = p.clamp(-(half - V3::splat(radius)), half - V3::splat(radius));
            inner + (p - inner).normalize_or_zero() * radius
        };
        let mut mesh = Self::default();
        for (normal, u, v) in [
            (V3::X, V3::NEG_Z, V3::Y),
            (V3::NEG_X, V3::Z, V3::Y),
            (V3::Y, V3::X, V3::NEG_Z),
            (V3::NEG_Y, V3::X, V3::Z),
            (V3::Z, V3::X, V3::Y),
            (V3::NEG_Z, V3::NEG_X, V3::Y),
        ] {
            let (us, vs) = (lines((u.abs() * half).element_sum()), lines((v.abs() * half).element_sum()));
            let mut face = Self::default();
            for b in &vs {
                for a in &us {
                    face.points.push(place(normal * half + u * *a + v * *b));
                    face.uvs.push(v2(*a, *b));
                }
            }
            face.weave(us.len() - 1, vs.len() - 1);
            mesh.add(&face);
        }
        mesh
    }

    /// A plate from a closed counter-clockwise `outline` (x, y), from z = -depth/2 to depth/2, with edges rounded by
    /// `bevel` in `steps` pieces. The outline may be hollow, but not cut itself.
    pub fn plate(outline: &[V2], depth: f64, bevel: f64, steps: usize) -> Self {
        let n = outline.len();
        let inwards: Vec<V2> = (0..n)
            .map(|i| {
                let (a, b, c) = (outline[(i + n - 1) % n], outline[i], outline[(i + 1) % n]);
                let (e, f) = ((b - a).normalize_or_zero(), (c - b).normalize_or_zero());
                let normal = (v2(-e.y, e.x) + v2(-f.y, f.x)).normalize_or_zero();
                // Keeps the distance to both edges, without spikes.
                normal / normal.dot(v2(-e.y, e.x)).max(0.5)
            })
            .collect();
        let mut rings = Vec::new();
        for k in 0..=steps {
            let angle = PI / 2.0 * k as f64 / steps.max(1) as f64;
            rings.push((bevel * (1.0 - sin(angle)), -depth / 2.0 + bevel * (1.0 - cos(angle))));
        }
        let front: Vec<(f64, f64)> = rings.iter().rev().map(|(inset, z)| (*inset, -z)).collect();
        rings.extend(front);
        let around = {
            let mut ring: Vec<V3> = outline.iter().map(|p| v3(p.x, p.y, 0.0)).collect();
            ring.push(ring[0]);
            lengths(&ring)
        };
        let mut mesh = Self::default();
        for (inset, z) in &rings {
            for j in 0..=n {
                let p = outline[j % n] + inwards[j % n] * *inset;
                mesh.points.push(v3(p.x, p.y, *z));
                mesh.uvs.push(v2(around[j], *z));
            }
        }
        mesh.weave(n, rings.len() - 1);
        mesh.around = Some(around[n]);
        let cap: Vec<V2> = (0..n).map(|i| outline[i] + inwards[i] * bevel).collect();
        let triangles = ears(&cap);
        for (z, backwards) in [(-depth / 2.0, true), (depth / 2.0, false)] {
            let start = mesh.points.len() as u32;
            for p in &cap {
                mesh.points.push(v3(p.x, p.y, z));
                mesh.uvs.push(*p);
            }
            for [a, b, c] in &triangles {
                let [a, b, c] = [start + a, start + b, start + c];
                if backwards { mesh.triangle(a, c, b) } else { mesh.triangle(a, b, c) }
            }
        }
        mesh
    }

    /// A ball.
    pub fn ball(radius: f64, segments: usize) -> Self {
        let profile: Vec<V2> = (0..=segments / 2)
            .map(|k| {
                let angle = PI * k as f64 / (segments / 2) as f64;
                v2(radius * sin(angle).max(0.0), -radius * cos(angle))
            })
            .collect();
        Self::lathe(&profile, segments)
    }

    /// A cylinder on its axis Y about the origin with round edges.
    pub fn cylinder(radius: f64, height: f64, bevel: f64, segments: usize) -> Self {
        use super::curve::{Corner, fillet};
        let h = height / 2.0;
        let profile = fillet(
            &[Corner(0.0, -h, 0.0), Corner(radius, -h, bevel), Corner(radius, h, bevel), Corner(0.0, h, 0.0)],
            4,
        );
        Self::lathe(&profile, segments)
    }

    /// Joined with `other`, which keeps its UVs.
    pub fn add(&mut self, other: &Self) {
        let start = self.points.len() as u32;
        self.points.extend_from_slice(&other.points);
        self.uvs.extend_from_slice(&other.uvs);
        self.faces.extend(other.faces.iter().map(|f| f.map(|i| i + start)));
        self.around = self.around.or(other.around);
    }

    /// All of them as one.
    pub fn join(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.add(&part);
            all.crease = all.crease.or(part.crease);
        }
        all
    }

    /// Moved by `by`.
    pub fn moved(self, x: f64, y: f64, z: f64) -> Self {
        self.bent(|p| p + v3(x, y, z))
    }

    /// Turned about `axis` through the origin.
    pub fn turned(self, axis: V3, degrees: f64) -> Self {
        self.bent(|p| turn(p, axis, degrees))
    }

    /// Stretched; UVs stay.
    pub fn stretched(self, x: f64, y: f64, z: f64) -> Self {
        let flip = x * y * z < 0.0;
        let bent = self.bent(|p| p * v3(x, y, z));
        if flip { bent.inside_out() } else { bent }
    }

    /// Its mirror image across the plane x = 0.
    pub fn mirrored(self) -> Self {
        self.stretched(-1.0, 1.0, 1.0)
    }

    /// With the inside as its outside.
    pub fn inside_out(mut self) -> Self {
        self.faces.iter_mut().for_each(|f| f.swap(1, 2));
        self
    }

    /// Every point put where `f` says.
    pub fn bent(mut self, f: impl Fn(V3) -> V3) -> Self {
        self.points.iter_mut().for_each(|p| *p = f(*p));
        self
    }

    /// UVs as `f` makes them from a point and the UV so far, metres.
    pub fn mapped(mut self, f: impl Fn(V3, V2) -> V2) -> Self {
        for (uv, p) in self.uvs.iter_mut().zip(&self.points) {
            *uv = f(*p, *uv);
        }
        self.around = None;
        self
    }

    /// Edges sharper than `degrees` stay sharp.
    pub fn creased(mut self, degrees: f64) -> Self {
        self.crease = Some(degrees);
        self
    }

    /// Lowest and highest corner.
    pub fn bounds(&self) -> (V3, V3) {
        self.points
            .iter()
            .fold((V3::splat(f64::MAX), V3::splat(f64::MIN)), |(lo, hi), p| (lo.min(*p), hi.max(*p)))
    }

    /// With a normal for each corner: points are split where an edge is to stay sharp.
    pub fn with_normals(&self) -> (Self, Vec<V3>) {
        let limit = cos(self.crease.unwrap_or(40.0) * PI / 180.0);
        let key = |p: V3| [p.x, p.y, p.z].map(|c| libm::round(c * 1e6) as i64);
        let facing: Vec<V3> = self
            .faces
            .iter()
            .map(|f| {
                let [p, q, r] = f.map(|i| self.points[i as usize]);
                (q - p).cross(r - p)
            })
            .collect();
        let mut at: BTreeMap<[i64; 3], Vec<(usize, f64)>> = BTreeMap::new();
        for (k, face) in self.faces.iter().enumerate() {
            for c in 0..3 {
                let [p, q, r] = [0, 1, 2].map(|d| self.points[face[(c + d) % 3] as usize]);
                let (a, b) = ((q - p).normalize_or_zero(), (r - p).normalize_or_zero());
                let angle = libm::acos(a.dot(b).clamp(-1.0, 1.0));
                at.entry(key(p)).or_default().push((k, angle));
            }
        }
        let mut made = Self { around: self.around, crease: self.crease, ..Self::default() };
        let mut normals = Vec::new();
        let mut seen: BTreeMap<(u32, [i64; 3]), u32> = BTreeMap::new();
        for (k, face) in self.faces.iter().enumerate() {
            let own = facing[k].normalize_or_zero();
            let corners = face.map(|i| {
                let p = self.points[i as usize];
                let normal = at[&key(p)]
                    .iter()
                    .filter(|(other, _)| facing[*other].normalize_or_zero().dot(own) >= limit)
                    .map(|(other, angle)| facing[*other].normalize_or_zero() * *angle)
                    .sum::<V3>()
                    .normalize_or(own);
                let rounded = [normal.x, normal.y, normal.z].map(|c| libm::round(c * 127.0) as i64);
                *seen.entry((i, rounded)).or_insert_with(|| {
                    made.points.push(p);
                    made.uvs.push(self.uvs[i as usize]);
                    normals.push(normal);
                    made.points.len() as u32 - 1
                })
            });
            made.faces.push(corners);
        }
        (made, normals)
    }
}

/// Length along a line at each of its points.
fn lengths(line: &[V3]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut all = vec![0.0];
    for pair in line.windows(2) {
        sum += (pair[1] - pair[0]).length();
        all.push(sum);
    }
    all
}

fn any_up(path: &[V3]) -> V3 {
    let along = (path[1] - path[0]).normalize_or_zero();
    if along.y.abs() < 0.9 { V3::Y } else { V3::Z }
}

/// Side and up at each point of a path, carried along without twist.
fn frames(path: &[V3], up: V3, closed: bool) -> Vec<(V3, V3)> {
    let n = path.len();
    let tangent = |i: usize| {
        let (a, b) = match (closed, i) {
            (true, _) => (path[(i + n - 1) % n], path[(i + 1) % n]),
            (false, 0) => (path[0], path[1]),
            (false, _) if i == n - 1 => (path[n - 2], path[n - 1]),
            _ => (path[i - 1], path[i + 1]),
        };
        (b - a).normalize_or_zero()
    };
    let mut up = up;
    (0..n)
        .map(|i| {
            let along = tangent(i);
            let side = up.cross(along).normalize_or(V3::X);
            up = along.cross(side);
            (side, up)
        })
        .collect()
}

/// Triangles of a simple polygon, by cutting ears.
fn ears(outline: &[V2]) -> Vec<[u32; 3]> {
    let cross = |a: V2, b: V2, c: V2| (b - a).perp_dot(c - a);
    let mut left: Vec<usize> = (0..outline.len()).collect();
    let mut triangles = Vec::new();
    while left.len() > 3 {
        let n = left.len();
        let ear = (0..n).find(|&i| {
            let [a, b, c] = [left[(i + n - 1) % n], left[i], left[(i + 1) % n]];
            let [p, q, r] = [outline[a], outline[b], outline[c]];
            cross(p, q, r) > 1e-14
                && !left.iter().any(|&k| {
                    let x = outline[k];
                    k != a
                        && k != b
                        && k != c
                        && cross(p, q, x) >= 0.0
                        && cross(q, r, x) >= 0.0
                        && cross(r, p, x) >= 0.0
                })
        });
        let i = ear.unwrap_or(0);
        triangles.push([left[(i + n - 1) % n], left[i], left[(i + 1) % n]].map(|k| k as u32));
        left.remove(i);
    }
    if let [a, b, c] = left[..] {
        triangles.push([a, b, c].map(|k| k as u32));
    }
    triangles
}
