//! Tangents against the crate that does the same, against hand-made ones, and on meshes made to hurt.

use super::{Surface, Tangents, generate};
use bevy_mikktspace::{Geometry, TangentSpace};
use glam::{Vec2, Vec3, Vec4};

#[derive(Default)]
struct Mesh {
    points: Vec<Vec3>,
    normals: Vec<Vec3>,
    uvs: Vec<Vec2>,
    indices: Vec<u32>,
    peer: Vec<Vec4>,
}

impl Mesh {
    fn tangents(&self) -> Tangents {
        let Self { points, normals, uvs, indices, .. } = self;
        generate(&Surface { points, normals, uvs, indices }, &|| Ok(())).expect("nobody stops it")
    }

    fn corner(&self, face: usize, corner: usize) -> usize {
        self.indices[face * 3 + corner] as usize
    }

    /// A closed wavy ring: its texture is laid on twice, mirrored on one half, and has a seam.
    fn ring(rows: u32, columns: u32) -> Self {
        let mut mesh = Self::default();
        for row in 0..=rows {
            for column in 0..=columns {
                let (u, v) = (row as f32 / rows as f32, column as f32 / columns as f32);
                let (around, over) = (u * std::f32::consts::TAU, v * std::f32::consts::TAU);
                let out = Vec3::new(around.cos(), 0.0, around.sin());
                let normal = out * over.cos() + Vec3::Y * over.sin();
                mesh.points.push(out * 2.0 + normal * (0.5 + 0.1 * (around * 5.0).sin()));
                mesh.normals.push(normal.normalize());
                let mirrored = if u > 0.5 { 1.0 - u } else { u };
                mesh.uvs.push(Vec2::new(mirrored * 3.0 + 0.2 * v, v + 0.1 * (u * 9.0).sin()));
            }
        }
        let at = |row: u32, column: u32| row * (columns + 1) + column;
        for row in 0..rows {
            for column in 0..columns {
                let [a, b, c, d] =
                    [at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column)];
                mesh.indices.extend([a, b, c, a, c, d]);
            }
        }
        mesh
    }

    /// Triangles about one vertex that all share it.
    fn fan(triangles: u32) -> Self {
        let mut mesh = Self { points: vec![Vec3::ZERO], ..Self::default() };
        for step in 0..triangles {
            let (sine, cosine) = (step as f32 / triangles as f32 * std::f32::consts::TAU).sin_cos();
            mesh.points.push(Vec3::new(cosine, sine, 0.0));
            mesh.indices.extend([0, step + 1, (step + 1) % triangles + 1]);
        }
        mesh.normals = vec![Vec3::Z; mesh.points.len()];
        mesh.uvs = mesh.points.iter().map(|point| Vec2::new(point.x, -point.y)).collect();
        mesh
    }
}

impl Geometry for Mesh {
    fn num_faces(&self) -> usize {
        self.indices.len() / 3
    }

    fn num_vertices_of_face(&self, _face: usize) -> usize {
        3
    }

    fn position(&self, face: usize, corner: usize) -> [f32; 3] {
        self.points[self.corner(face, corner)].to_array()
    }

    fn normal(&self, face: usize, corner: usize) -> [f32; 3] {
        self.normals[self.corner(face, corner)].to_array()
    }

    fn tex_coord(&self, face: usize, corner: usize) -> [f32; 2] {
        self.uvs[self.corner(face, corner)].to_array()
    }

    fn set_tangent(&mut self, space: Option<TangentSpace>, _face: usize, _corner: usize) {
        self.peer.push(Vec4::from(space.expect("the mesh is healthy").tangent_encoded()));
    }
}

#[test]
fn they_are_the_peer_s_but_for_the_side_that_gltf_turns() {
    let mut mesh = Mesh::ring(48, 24);
    bevy_mikktspace::generate_tangents(&mut mesh).expect("the mesh is healthy");
    let ours = mesh.tangents();
    for (corner, peer) in mesh.peer.iter().enumerate() {
        let ours = ours.made[ours.of[corner] as usize];
        assert!((ours.truncate() - peer.truncate()).length() < 1e-3, "{corner}: {ours} {peer}");
        assert!((ours.w + peer.w).abs() < 1e-6, "{corner}: {ours} {peer}");
    }
    let turned = ours.made.iter().filter(|tangent| tangent.w < 0.0).count();
    assert!(turned > 100 && turned < ours.made.len() - 100, "both sides are there");
}

#[test]
fn a_vertex_of_very_many_triangles_costs_neither_the_stack_nor_the_square() {
    // Without an assertion about time: the peer's way these would end the process, or not end.
    let mesh = Mesh::fan(400_000);
    let tangents = mesh.tangents();
    assert!((tangents.made[tangents.of[0] as usize] - Vec4::new(1.0, 0.0, 0.0, 1.0)).length() < 1e-2);
    // All triangles on one edge, in one place, or with as many normals as triangles at one place.
    let mut edge = Mesh::fan(200_000);
    edge.indices = (2..200_000).flat_map(|i| if i % 2 == 0 { [0, 1, i] } else { [1, 0, i] }).collect();
    edge.tangents();
    let mut gone = Mesh::fan(200_000);
    gone.indices = (0..200_000).flat_map(|i| [i, i, i + 1]).chain([0, 1, 2]).collect();
    gone.tangents();
    let mut normals = Mesh::fan(200_000);
    normals.points = vec![Vec3::ONE; normals.points.len()];
    normals.normals = (0..normals.points.len()).map(|i| Vec3::new(i as f32, 1.0, 0.0)).collect();
    normals.tangents();
}

#[test]
fn what_has_no_place_on_the_texture_still_has_a_tangent_along_the_surface() {
    let mut mesh = Mesh::fan(8);
    mesh.uvs = vec![Vec2::ZERO; mesh.points.len()];
    mesh.normals = vec![Vec3::X; mesh.points.len()];
    let tangents = mesh.tangents();
    for corner in &tangents.of {
        let tangent = tangents.made[*corner as usize].truncate();
        assert!((tangent.length() - 1.0).abs() < 1e-5 && tangent.x.abs() < 1e-5);
    }
    // Numbers that are none do not stop it.
    for wrong in [f32::NAN, f32::INFINITY, f32::MAX, 1e-42] {
        let mut mesh = Mesh::fan(8);
        mesh.points[3] = Vec3::splat(wrong);
        mesh.normals[4] = Vec3::splat(wrong);
        mesh.uvs[5] = Vec2::splat(wrong);
        assert!(mesh.tangents().made.iter().all(|tangent| tangent.is_finite()));
    }
}

#[test]
fn time_over_is_time_over() {
    let Mesh { points, normals, uvs, indices, .. } = Mesh::fan(8);
    let surface = Surface { points: &points, normals: &normals, uvs: &uvs, indices: &indices };
    assert!(generate(&surface, &|| Err(crate::ModelError::Time)).is_err());
}
