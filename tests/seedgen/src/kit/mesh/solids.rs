//! Bodies that are turned about the Y axis, and boxes with rounded edges.

use super::super::maths::*;
use super::Mesh;
use super::swept::lengths;

impl Mesh {
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
        use super::super::curve::{Corner, fillet};
        let h = height / 2.0;
        let profile = fillet(
            &[Corner(0.0, -h, 0.0), Corner(radius, -h, bevel), Corner(radius, h, bevel), Corner(0.0, h, 0.0)],
            4,
        );
        Self::lathe(&profile, segments)
    }
}
