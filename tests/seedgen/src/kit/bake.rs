//! Light that does not reach a crease: rays from each point, kept as the point's colour, so that every viewer shows it.

use super::maths::*;

/// Triangles in boxes, for rays.
struct Tree {
    triangles: Vec<[V3; 3]>,
    nodes: Vec<Node>,
}

struct Node {
    low: V3,
    high: V3,
    /// Children, or the range of triangles of a leaf.
    kind: Kind,
}

enum Kind {
    Inner(usize, usize),
    Leaf(usize, usize),
}

impl Tree {
    fn new(mut triangles: Vec<[V3; 3]>) -> Self {
        let mut nodes = Vec::new();
        let n = triangles.len();
        if n > 0 {
            grow(&mut nodes, &mut triangles, 0, n);
        }
        Self { triangles, nodes }
    }

    /// Distance to the nearest triangle within `far`.
    fn hit(&self, from: V3, along: V3, far: f64) -> Option<f64> {
        let inverse = V3::ONE / along;
        let (mut best, mut open) = (far, vec![0]);
        while let Some(at) = open.pop() {
            let Some(node) = self.nodes.get(at) else { continue };
            let (a, b) = ((node.low - from) * inverse, (node.high - from) * inverse);
            let (near, exit) = (a.min(b).max_element(), a.max(b).min_element());
            if exit < near.max(0.0) || near > best {
                continue;
            }
            match node.kind {
                Kind::Inner(left, right) => open.extend([left, right]),
                Kind::Leaf(start, end) => {
                    for triangle in &self.triangles[start..end] {
                        if let Some(t) = crossing(from, along, triangle).filter(|t| *t < best) {
                            best = t;
                        }
                    }
                }
            }
        }
        (best < far).then_some(best)
    }
}

fn grow(nodes: &mut Vec<Node>, triangles: &mut [[V3; 3]], start: usize, end: usize) -> usize {
    let fold = |f: fn(V3, V3) -> V3, begin: V3| {
        triangles[start..end].iter().flatten().fold(begin, |sum, p| f(sum, *p))
    };
    let (low, high) = (fold(V3::min, V3::splat(f64::MAX)), fold(V3::max, V3::splat(f64::MIN)));
    let me = nodes.len();
    nodes.push(Node { low, high, kind: Kind::Leaf(start, end) });
    if end - start > 4 {
        let size = high - low;
        let axis = if size.x >= size.y && size.x >= size.z { 0 } else { usize::from(size.z > size.y) + 1 };
        triangles[start..end].sort_by(|a, b| {
            let middle = |t: &[V3; 3]| t.iter().map(|p| p[axis]).sum::<f64>();
            middle(a).total_cmp(&middle(b))
        });
        let half = (start + end) / 2;
        let left = grow(nodes, triangles, start, half);
        let right = grow(nodes, triangles, half, end);
        nodes[me].kind = Kind::Inner(left, right);
    }
    me
}

fn crossing(from: V3, along: V3, [a, b, c]: &[V3; 3]) -> Option<f64> {
    let (e, f) = (*b - *a, *c - *a);
    let p = along.cross(f);
    let determinant = e.dot(p);
    if determinant.abs() < 1e-18 {
        return None;
    }
    let s = (from - *a) / determinant;
    let u = s.dot(p);
    let q = s.cross(e);
    let v = along.dot(q);
    let t = f.dot(q);
    (u >= 0.0 && v >= 0.0 && u + v <= 1.0 && t > 1e-7).then_some(t)
}

/// How open each point is, 0..1: part of the half-sphere over its normal (weighted by the cosine) from which light comes.
/// The floor at y = 0 counts as a pale surface that is half lit.
pub fn openness(points: &[(V3, V3)], solids: Vec<[V3; 3]>, reach: f64) -> Vec<f64> {
    const RAYS: usize = 96;
    let tree = Tree::new(solids);
    points
        .iter()
        .enumerate()
        .map(|(k, (point, normal))| {
            let side = if normal.x.abs() < 0.8 { V3::X } else { V3::Z }.cross(*normal).normalize_or(V3::Z);
            let up = normal.cross(side);
            let twist = hash(k as i64, 17, 3);
            let from = *point + *normal * (reach * 0.002);
            let lit: f64 = (0..RAYS)
                .map(|i| {
                    let a = TAU * ((i as f64 * 0.618_033_988_749_895 + twist) % 1.0);
                    let r2 = (i as f64 + 0.5) / RAYS as f64;
                    let r = r2.sqrt();
                    let along = side * (r * cos(a)) + up * (r * sin(a)) + *normal * (1.0 - r2).sqrt();
                    match tree.hit(from, along, reach) {
                        Some(t) => 0.75 * (t / reach) * (t / reach),
                        None if along.y < 0.0 && -from.y / along.y < reach => {
                            0.45 + 0.55 * (-from.y / along.y / reach).clamp(0.0, 1.0)
                        }
                        None => 1.0,
                    }
                })
                .sum();
            lit / RAYS as f64
        })
        .collect()
}
