//! Normals, and which edges stay sharp.

use super::super::maths::*;
use super::Mesh;
use std::collections::BTreeMap;

impl Mesh {
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
