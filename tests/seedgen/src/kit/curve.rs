//! Lines that shapes are made from: splines, fillets, arcs, outlines.

use super::maths::*;

/// A corner of a [`fillet`]ed line: where it is, and the radius that rounds it (metres).
#[derive(Debug, Clone, Copy)]
pub struct Corner(pub f64, pub f64, pub f64);

/// A line through `corners`, each rounded by an arc of its radius in `steps` pieces. Not closed.
pub fn fillet(corners: &[Corner], steps: usize) -> Vec<V2> {
    let at = |i: usize| v2(corners[i].0, corners[i].1);
    let mut line = Vec::new();
    for i in 0..corners.len() {
        if i == 0 || i + 1 == corners.len() || corners[i].2 <= 0.0 {
            line.push(at(i));
        } else {
            line.extend(rounded(at(i - 1), at(i), at(i + 1), corners[i].2, steps));
        }
    }
    line
}

/// The same as a closed outline.
pub fn fillet_closed(corners: &[Corner], steps: usize) -> Vec<V2> {
    let n = corners.len();
    let at = |i: usize| v2(corners[i % n].0, corners[i % n].1);
    let mut line = Vec::new();
    for (i, Corner(_, _, radius)) in corners.iter().enumerate() {
        if *radius <= 0.0 {
            line.push(at(i));
        } else {
            line.extend(rounded(at(i + n - 1), at(i), at(i + 1), *radius, steps));
        }
    }
    line
}

fn rounded(before: V2, corner: V2, after: V2, radius: f64, steps: usize) -> Vec<V2> {
    let (a, b) = ((before - corner).normalize_or_zero(), (after - corner).normalize_or_zero());
    let cosine = a.dot(b).clamp(-1.0, 1.0);
    if cosine < -0.9999 {
        return vec![corner];
    }
    let half = ((1.0 - cosine) / 2.0).sqrt(); // sine of half the angle
    let tangent = ((1.0 + cosine) / 2.0).sqrt() / half;
    let longest = (before - corner).length().min((after - corner).length()) * 0.499;
    let reach = (radius * tangent).min(longest);
    let (p, q) = (corner + a * reach, corner + b * reach);
    let centre = corner + (a + b).normalize_or_zero() * libm::hypot(reach / tangent, reach);
    // Slerp about the centre.
    let (from, to) = (p - centre, q - centre);
    let angle = libm::acos((from.dot(to) / (from.length() * to.length())).clamp(-1.0, 1.0));
    (0..=steps)
        .map(|k| {
            let t = k as f64 / steps as f64;
            let s = sin(angle).max(1e-12);
            centre + from * (sin((1.0 - t) * angle) / s) + to * (sin(t * angle) / s)
        })
        .collect()
}

/// A smooth line through `points` (Catmull-Rom, centripetal enough for hand-made profiles), `steps` pieces between each.
pub fn spline(points: &[V2], steps: usize) -> Vec<V2> {
    spline3(&points.iter().map(|p| v3(p.x, p.y, 0.0)).collect::<Vec<_>>(), steps)
        .into_iter()
        .map(|p| v2(p.x, p.y))
        .collect()
}

/// The same in space.
pub fn spline3(points: &[V3], steps: usize) -> Vec<V3> {
    let n = points.len();
    let at = |i: isize| {
        let k = i.clamp(0, n as isize - 1) as usize;
        match i {
            _ if i < 0 => points[0] * 2.0 - points[1],
            _ if i >= n as isize => points[n - 1] * 2.0 - points[n - 2],
            _ => points[k],
        }
    };
    let mut line = Vec::with_capacity((n - 1) * steps + 1);
    for i in 0..n as isize - 1 {
        let (a, b, c, d) = (at(i - 1), at(i), at(i + 1), at(i + 2));
        for k in 0..steps {
            line.push(catmull(a, b, c, d, k as f64 / steps as f64));
        }
    }
    line.push(points[n - 1]);
    line
}

/// The same as a closed loop: the last point is not the first again.
pub fn spline3_closed(points: &[V3], steps: usize) -> Vec<V3> {
    let n = points.len();
    (0..n)
        .flat_map(|i| {
            let [a, b, c, d] = [points[(i + n - 1) % n], points[i], points[(i + 1) % n], points[(i + 2) % n]];
            (0..steps).map(move |k| catmull(a, b, c, d, k as f64 / steps as f64))
        })
        .collect()
}

fn catmull(a: V3, b: V3, c: V3, d: V3, t: f64) -> V3 {
    let (t2, t3) = (t * t, t * t * t);
    (b * 2.0 + (c - a) * t + (a * 2.0 - b * 5.0 + c * 4.0 - d) * t2 + (b * 3.0 - a - c * 3.0 + d) * t3) * 0.5
}

/// Points on an arc about `centre`, from `from` to `to` degrees (0 is +x, 90 is +y).
pub fn arc(centre: V2, radius: f64, from: f64, to: f64, steps: usize) -> Vec<V2> {
    (0..=steps)
        .map(|k| {
            let angle = mix(from, to, k as f64 / steps as f64) * PI / 180.0;
            centre + v2(cos(angle), sin(angle)) * radius
        })
        .collect()
}

/// A closed ellipse, counter-clockwise, without its first point again.
pub fn ellipse(rx: f64, ry: f64, steps: usize) -> Vec<V2> {
    superellipse(rx, ry, 2.0, steps)
}

/// A closed superellipse: 2 is an ellipse, 4 a soft rectangle, 8 a rectangle with small corners.
pub fn superellipse(rx: f64, ry: f64, power: f64, steps: usize) -> Vec<V2> {
    (0..steps)
        .map(|k| {
            let angle = TAU * k as f64 / steps as f64;
            let (c, s) = (cos(angle), sin(angle));
            let e = 2.0 / power;
            v2(rx * c.signum() * pow(c.abs(), e), ry * s.signum() * pow(s.abs(), e))
        })
        .collect()
}

/// A closed rectangle with round corners, counter-clockwise, `steps` pieces in each corner.
pub fn rounded_rectangle(width: f64, height: f64, radius: f64, steps: usize) -> Vec<V2> {
    let (x, y) = (width / 2.0, height / 2.0);
    fillet_closed(
        &[Corner(x, -y, radius), Corner(x, y, radius), Corner(-x, y, radius), Corner(-x, -y, radius)],
        steps,
    )
}
