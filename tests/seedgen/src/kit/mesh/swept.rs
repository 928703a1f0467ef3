//! Bodies that a section makes along a path: rods, rings, straps.

use super::super::maths::*;
use super::Mesh;

impl Mesh {
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
        let section = super::super::curve::ellipse(1.0, 1.0, sides);
        Self::carried(path, &section, any_up(path), |t| V2::splat(radius(t)), false)
    }

    /// A round ring along a closed path.
    pub fn ring(path: &[V3], sides: usize, radius: impl Fn(f64) -> f64) -> Self {
        let section = super::super::curve::ellipse(1.0, 1.0, sides);
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
}

/// Length along a line at each of its points.
pub(super) fn lengths(line: &[V3]) -> Vec<f64> {
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
