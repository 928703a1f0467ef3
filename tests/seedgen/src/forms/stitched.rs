//! What is sewn: flat bands along a line, and rows of stitches.

use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// A flat band along places with their normals: `half` its width at t in 0..1, edges softened, ends closed.
pub(super) fn ribbon(line: &[(V3, V3)], thick: f64, half: impl Fn(f64) -> f64) -> Mesh {
    let mut mesh = Mesh::default();
    let n = line.len();
    let mut length = 0.0;
    let soft = thick * 0.30;
    let rows = n as u32 + 2;
    for k in 0..n + 2 {
        // The first and the last row are drawn in to close the ends.
        let i = k.saturating_sub(1).min(n - 1);
        let closing = k == 0 || k == n + 1;
        let (place, normal) = line[i];
        let along = (line[(i + 1).min(n - 1)].0 - line[i.saturating_sub(1)].0).normalize_or(V3::Z);
        let side = along.cross(normal).normalize_or(V3::X);
        let up = side.cross(along);
        if k > 0 && i > 0 && !closing {
            length += (place - line[i - 1].0).length();
        }
        let w = half(i as f64 / (n - 1) as f64);
        let (w, h) = if closing { (w * 0.9, 0.0) } else { (w, thick / 2.0) };
        let inner = (w - soft * 0.8).max(w * 0.5);
        let flat = (h - soft).max(0.0);
        for (x, y) in [
            (w, -flat),
            (w, flat),
            (inner, h),
            (0.0, h),
            (-inner, h),
            (-w, flat),
            (-w, -flat),
            (-inner, -h),
            (inner, -h),
            (w, -flat),
        ] {
            mesh.points.push(place + side * x + up * y);
            mesh.uvs.push(v2(x, length));
        }
    }
    for j in 0..rows - 1 {
        for i in 0..9 {
            let a = j * 10 + i;
            mesh.faces.push([a, a + 11, a + 1]);
            mesh.faces.push([a, a + 10, a + 11]);
        }
    }
    mesh.faces.retain(|f| {
        let [p, q, r] = f.map(|i| mesh.points[i as usize]);
        (q - p).cross(r - p).length() > 1e-12
    });
    let outward = {
        let row = (n as u32 / 2 + 1) * 10;
        let [p, q, r] = [row + 2, row + 13, row + 3].map(|i| mesh.points[i as usize]);
        (q - p).cross(r - p).dot(line[n / 2].1)
    };
    let mesh = mesh.creased(75.0);
    if outward < 0.0 { mesh.inside_out() } else { mesh }
}

/// A row of stitches along places with their normals: one each `pitch`, `long`, `thick` (metres).
pub(super) fn stitches(line: &[(V3, V3)], pitch: f64, long: f64, thick: f64) -> Mesh {
    let total: f64 = line.windows(2).map(|pair| (pair[1].0 - pair[0].0).length()).sum();
    let count = (total / pitch).floor().max(1.0);
    let step = total / count;
    let mut mesh = Mesh::default();
    let (mut at, mut passed, mut next) = (0, 0.0, step / 2.0);
    while at + 1 < line.len() {
        let ((a, from), (b, to)) = (line[at], line[at + 1]);
        let reach = (b - a).length();
        if next > passed + reach {
            passed += reach;
            at += 1;
            continue;
        }
        let t = (next - passed) / reach.max(1e-9);
        let (place, normal) = (a + (b - a) * t, (from + (to - from) * t).normalize());
        let along = (b - a).normalize();
        let side = along.cross(normal).normalize();
        let start = mesh.points.len() as u32;
        for p in [along * (-long / 2.0), side * thick, along * (long / 2.0), side * -thick] {
            mesh.points.push(place + p + normal * (thick * 0.5));
            mesh.uvs.push(V2::ZERO);
        }
        mesh.faces.push([start, start + 1, start + 2]);
        mesh.faces.push([start, start + 2, start + 3]);
        next += step;
    }
    mesh.creased(170.0)
}
