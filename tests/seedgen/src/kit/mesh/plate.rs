//! Plates cut from an outline, with rounded edges.

use super::super::maths::*;
use super::Mesh;
use super::swept::lengths;

impl Mesh {
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
