//! Tangents where a file has none (glTF 2.0, section 3.7.2.1): the MikkTSpace algorithm on the corners of triangles.

use bevy_mikktspace::{Geometry, TangentSpace};
use glam::{Vec2, Vec3, Vec4};

struct Corners<'a> {
    points: &'a [Vec3],
    normals: &'a [Vec3],
    uvs: &'a [Vec2],
    indices: &'a [u32],
    made: Vec<Vec4>,
}

impl Corners<'_> {
    fn vertex(&self, face: usize, corner: usize) -> usize {
        self.indices[face * 3 + corner] as usize
    }
}

impl Geometry for Corners<'_> {
    fn num_faces(&self) -> usize {
        self.indices.len() / 3
    }

    fn num_vertices_of_face(&self, _face: usize) -> usize {
        3
    }

    fn position(&self, face: usize, corner: usize) -> [f32; 3] {
        self.points[self.vertex(face, corner)].to_array()
    }

    fn normal(&self, face: usize, corner: usize) -> [f32; 3] {
        self.normals[self.vertex(face, corner)].to_array()
    }

    fn tex_coord(&self, face: usize, corner: usize) -> [f32; 2] {
        self.uvs[self.vertex(face, corner)].to_array()
    }

    fn set_tangent(&mut self, space: Option<TangentSpace>, face: usize, corner: usize) {
        if let Some(space) = space {
            self.made[face * 3 + corner] = Vec4::from(space.tangent_encoded());
        }
    }
}

/// A tangent for each corner: xyz, and in w 1 or -1 for the bitangent's side (glTF's sense). Indices are in range of all
/// three lists.
pub(crate) fn generate(points: &[Vec3], normals: &[Vec3], uvs: &[Vec2], indices: &[u32]) -> Vec<Vec4> {
    let made = vec![Vec4::new(1.0, 0.0, 0.0, 1.0); indices.len()];
    let mut corners = Corners { points, normals, uvs, indices, made };
    // It fails for more corners than memory has; the default stands then.
    let _ = bevy_mikktspace::generate_tangents(&mut corners);
    corners.made
}
