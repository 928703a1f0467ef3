//! Tangents where a file has none (glTF 2.0, section 3.7.2.1): the MikkTSpace algorithm on triangles, at its default
//! threshold, in the time of a sort and without recursion.
//!
//! A crate does the same for healthy meshes, and is the peer in this file's test. But one vertex of many triangles costs it
//! the square of their number, and at some hundred thousand the stack; a stranger's file may not have that.

use crate::error::ModelError;
use glam::{Vec2, Vec3, Vec4};

/// Corners that share a vertex and a side of the texture, and their tangent.
pub(crate) struct Tangents {
    /// Index in `made` for each corner.
    pub(crate) of: Vec<u32>,
    /// xyz, and in w 1 or -1 so that the bitangent is `cross(normal, xyz) * w`.
    pub(crate) made: Vec<Vec4>,
}

/// What tangents are made from. Indices are in range of all three lists, three for each triangle.
pub(crate) struct Surface<'a> {
    pub(crate) points: &'a [Vec3],
    pub(crate) normals: &'a [Vec3],
    pub(crate) uvs: &'a [Vec2],
    pub(crate) indices: &'a [u32],
}

const NONE: u32 = u32::MAX;

/// A tangent for each corner. `alive` is asked between steps.
pub(crate) fn generate(
    surface: &Surface<'_>,
    alive: &dyn Fn() -> Result<(), ModelError>,
) -> Result<Tangents, ModelError> {
    let welded = surface.welded();
    alive()?;
    let ids: Vec<u32> = surface.indices.iter().map(|index| welded[*index as usize]).collect();
    let (mut faces, leans): (Vec<Face>, Vec<Vec3>) =
        (0..ids.len() / 3).map(|face| surface.face(face)).unzip();
    alive()?;
    let across = across(&ids, &faces);
    alive()?;
    let mut of = vec![NONE; ids.len()];
    let mut made = Vec::new();
    let mut open = Vec::new();
    for corner in 0..ids.len() {
        if corner % (1 << 16) == 0 {
            alive()?;
        }
        if of[corner] != NONE || faces[corner / 3] != Face::Left && faces[corner / 3] != Face::Right {
            continue;
        }
        // All corners at this vertex that hang together by edges and lie on the same side of the texture.
        let (side, group) = (faces[corner / 3], made.len() as u32);
        let mut sum = Vec3::ZERO;
        open.push(corner);
        while let Some(corner) = open.pop() {
            let face = corner / 3;
            if of[corner] != NONE {
                continue;
            }
            let borrowed = faces[face] == Face::Flat;
            if borrowed && of[face * 3..face * 3 + 3].iter().all(|group| *group == NONE) {
                // The first group takes a triangle without a place on the texture to its side.
                faces[face] = if side == Face::Left { Face::FlatLeft } else { Face::FlatRight };
            }
            if faces[face].side() != Some(side) {
                continue;
            }
            of[corner] = group;
            if faces[face] == side {
                sum += surface.share(face, corner % 3, leans[face]);
            }
            for edge in [corner, face * 3 + (corner + 2) % 3] {
                let other = across[edge];
                if other != NONE {
                    let other = other as usize / 3 * 3;
                    open.extend((other..other + 3).filter(|there| ids[*there] == ids[corner]));
                }
            }
        }
        // glTF's texture coordinates go down, MikkTSpace's up: what keeps its orientation there is turned here.
        let turned = if side == Face::Left { -1.0 } else { 1.0 };
        let normal = surface.normals[surface.indices[corner] as usize];
        made.push(sum.try_normalize().unwrap_or_else(|| any_along(normal)).extend(turned));
    }
    surface.fill(&ids, &mut of, &mut made);
    Ok(Tangents { of, made })
}

/// What a triangle is for its tangents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    /// Its texture coordinates go counter-clockwise.
    Left,
    /// Its texture coordinates go clockwise.
    Right,
    /// They have no area: it goes with any neighbour.
    Flat,
    /// It went with one that goes counter-clockwise.
    FlatLeft,
    /// It went with one that goes clockwise.
    FlatRight,
    /// Two of its corners are at one place.
    Gone,
}

impl Face {
    const fn side(self) -> Option<Self> {
        match self {
            Self::Left | Self::FlatLeft => Some(Self::Left),
            Self::Right | Self::FlatRight => Some(Self::Right),
            Self::Flat | Self::Gone => None,
        }
    }
}

impl Surface<'_> {
    /// For each vertex the first one of the same place, normal and texture coordinates.
    fn welded(&self) -> Vec<u32> {
        // Adding zero makes -0 and 0 the same.
        let key = |index: u32| -> [u32; 8] {
            let at = index as usize;
            let (p, n, t) = (self.points[at], self.normals[at], self.uvs[at]);
            [p.x, p.y, p.z, n.x, n.y, n.z, t.x, t.y].map(|x| (x + 0.0).to_bits())
        };
        // By a mix of the eight first: it tells nearly all of them apart, and costs less to compare.
        let mix = |index: u32| {
            key(index).iter().fold(0u64, |mix, part| {
                (mix.rotate_left(5) ^ u64::from(*part)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            })
        };
        let mut order: Vec<(u64, u32)> = (0..self.points.len() as u32).map(|at| (mix(at), at)).collect();
        order
            .sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| key(a.1).cmp(&key(b.1))).then(a.1.cmp(&b.1)));
        let mut welded = vec![0; order.len()];
        let (mut first, mut known) = (0, None);
        for (mix, index) in order {
            if known != Some(mix) || key(index) != key(first) {
                known = Some(mix);
                first = index;
            }
            welded[index as usize] = first;
        }
        welded
    }

    fn corner(&self, face: usize, corner: usize) -> (Vec3, Vec3, Vec2) {
        let at = self.indices[face * 3 + corner % 3] as usize;
        (self.points[at], self.normals[at], self.uvs[at])
    }

    /// What a triangle is, and the direction in which its first texture coordinate grows, turned by its side.
    fn face(&self, face: usize) -> (Face, Vec3) {
        let [(a, _, s), (b, _, t), (c, _, u)] = [0, 1, 2].map(|corner| self.corner(face, corner));
        if a == b || b == c || c == a {
            return (Face::Gone, Vec3::ZERO);
        }
        let (b, c, t, u) = (b - a, c - a, t - s, u - s);
        let area = t.perp_dot(u);
        // Where the first and the second texture coordinate grow, as long as the texture is large.
        let (along, down) = (b * u.y - c * t.y, c * t.x - b * u.x);
        let good = |v: Vec3| v.length() / area.abs() > f32::MIN_POSITIVE;
        let lean = along.normalize_or_zero();
        if area.abs() > f32::MIN_POSITIVE && good(along) && good(down) {
            if area > 0.0 { (Face::Left, lean) } else { (Face::Right, -lean) }
        } else {
            (Face::Flat, lean)
        }
    }

    /// What a triangle gives to the tangent at one of its corners: its own, in the plane of the normal, weighed by its
    /// angle.
    fn share(&self, face: usize, corner: usize, lean: Vec3) -> Vec3 {
        let (here, normal, _) = self.corner(face, corner);
        let flat = |v: Vec3| (v - normal * normal.dot(v)).normalize_or_zero();
        let (next, last) = (self.corner(face, corner + 1).0, self.corner(face, corner + 2).0);
        let angle = flat(next - here).dot(flat(last - here)).clamp(-1.0, 1.0).acos();
        flat(lean) * angle
    }

    /// Corners that are in no group yet take one of their vertex, or any direction along the surface.
    fn fill(&self, ids: &[u32], of: &mut [u32], made: &mut Vec<Vec4>) {
        let mut first = vec![NONE; self.points.len()];
        for (id, group) in ids.iter().zip(of.iter()).filter(|(_, group)| **group != NONE) {
            let known = &mut first[*id as usize];
            *known = if *known == NONE { *group } else { *known };
        }
        for (id, group) in ids.iter().zip(of).filter(|(_, group)| **group == NONE) {
            let known = &mut first[*id as usize];
            if *known == NONE {
                *known = made.len() as u32;
                made.push(any_along(self.normals[*id as usize]).extend(1.0));
            }
            *group = *known;
        }
    }
}

/// Any direction along a surface of this normal.
fn any_along(normal: Vec3) -> Vec3 {
    normal.try_normalize().map_or(Vec3::X, Vec3::any_orthonormal_vector)
}

/// For the edge from each corner to the next, the edge of another triangle that goes the other way. Where more than two
/// triangles meet, they pair up in their order.
fn across(ids: &[u32], faces: &[Face]) -> Vec<u32> {
    // Both ends in one number, the lower first: one comparison instead of two.
    let mut edges: Vec<(u64, u32)> = Vec::with_capacity(ids.len());
    for (corner, from) in ids.iter().enumerate().filter(|(corner, _)| faces[corner / 3] != Face::Gone) {
        let to = ids[corner / 3 * 3 + (corner + 1) % 3];
        edges.push((u64::from(*from.min(&to)) << 32 | u64::from(to.max(*from)), corner as u32));
    }
    edges.sort_unstable();
    let mut across = vec![NONE; ids.len()];
    for same in edges.chunk_by(|a, b| a.0 == b.0) {
        let (mut up, mut down) = (same.iter(), same.iter());
        let is_up = |edge: &&(u64, u32)| u64::from(ids[edge.1 as usize]) == edge.0 >> 32;
        while let (Some(a), Some(b)) = (up.find(is_up), down.find(|edge| !is_up(edge))) {
            across[a.1 as usize] = b.1;
            across[b.1 as usize] = a.1;
        }
    }
    across
}

#[cfg(test)]
mod tests;
