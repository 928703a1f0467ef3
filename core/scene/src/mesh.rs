//! A primitive of the file to what a graphics card takes: modes, missing normals, tangents, its place.

mod topology;

use crate::access::Buffers;
use crate::bounds::Bounds;
use crate::deform;
use crate::document::{Primitive as Source, Whole};
use crate::error::ModelError;
use crate::limits::Limits;
use crate::materials::UvSets;
use crate::model::{Primitive, Topology, Vertex, packed_direction, packed_tangent};
use crate::tangents::{self, Surface};
use glam::{Mat3, Mat4, Vec2, Vec3, Vec4};
use std::collections::HashMap;

/// What a primitive becomes, before it is packed.
pub(crate) struct Shape {
    points: Vec<Vec3>,
    /// One a vertex; none before [`Shape::flatten`] where the file has none.
    normals: Vec<Vec3>,
    /// One a vertex, or none.
    tangents: Option<Vec<Vec4>>,
    uv0: Vec<Vec2>,
    uv1: Vec<Vec2>,
    colours: Vec<[u8; 4]>,
    topology: Topology,
    indices: Vec<u32>,
}

impl Shape {
    /// Reads the attributes, of texture coordinates those two sets. `None` where there are no positions: something else than
    /// glTF itself says then what is there.
    pub(crate) fn read(
        buffers: &Buffers<'_>,
        source: &Source,
        weights: &[f32],
        sets: UvSets,
        limits: &Limits,
    ) -> Result<Option<Self>, ModelError> {
        let mode = source.mode.map_or(4, |mode| mode.0);
        if mode > 6 {
            return Err(ModelError::Number("a primitive's mode"));
        }
        if let Some(draco) = &source.extensions.draco {
            buffers.stream(source, draco)?;
        }
        let Some(position) = source.attributes.position else { return Ok(None) };
        let mut points: Vec<Vec3> = vectors(buffers.floats::<3>(position, "VEC3")?);
        let count = points.len();
        let same = |length: usize| {
            if length == count {
                Ok(())
            } else {
                Err(ModelError::Accessor("attributes of different lengths"))
            }
        };
        let mut normals: Option<Vec<Vec3>> = match source.attributes.normal {
            Some(accessor) => Some(vectors(buffers.floats::<3>(accessor, "VEC3")?)),
            None => None,
        };
        normals.as_ref().map_or(Ok(()), |normals| same(normals.len()))?;
        deform::morph(buffers, source, weights, &mut points, normals.as_mut())?;
        let tangents: Option<Vec<Vec4>> = match source.attributes.tangent.filter(|_| normals.is_some()) {
            Some(accessor) => {
                Some(buffers.floats::<4>(accessor, "VEC4")?.into_iter().map(Vec4::from_array).collect())
            }
            None => None,
        };
        tangents.as_ref().map_or(Ok(()), |tangents| same(tangents.len()))?;
        let uvs = |accessor: Option<Whole>| -> Result<Vec<Vec2>, ModelError> {
            let Some(accessor) = accessor else { return Ok(vec![Vec2::ZERO; count]) };
            let uvs: Vec<Vec2> =
                buffers.floats::<2>(accessor, "VEC2")?.into_iter().map(Vec2::from_array).collect();
            same(uvs.len())?;
            Ok(uvs)
        };
        let [uv0, uv1] = sets.map(|set| uvs(source.attributes.uv(set)));
        let (uv0, uv1) = (uv0?, uv1?);
        let colours = match source.attributes.colour {
            Some(accessor) => colours(buffers, accessor)?,
            None => vec![[255; 4]; count],
        };
        same(colours.len())?;
        let corners = match source.indices {
            Some(accessor) => buffers.indices(accessor, limits.indices)?,
            None => (0..count as u32).collect(),
        };
        let vertices = count as u32;
        if let Some(index) = corners.iter().find(|index| **index >= vertices) {
            return Err(ModelError::Index { index: *index, vertices });
        }
        let (topology, indices) = topology::written_out(corners, mode, limits)?;
        let normals = normals.unwrap_or_default();
        Ok(Some(Self { points, normals, tangents, uv0, uv1, colours, topology, indices }))
    }

    /// How many vertices.
    pub(crate) fn vertices(&self) -> usize {
        self.points.len()
    }

    /// Corners of all triangles, or ends of lines, or points.
    pub(crate) fn corners(&self) -> usize {
        self.indices.len()
    }

    /// Without normals, every triangle is flat (section 3.7.2.1): its corners become its own. After [`Shape::pose`]. Lines and
    /// points need none.
    pub(crate) fn flatten(&mut self, limits: &Limits) -> Result<(), ModelError> {
        if !self.normals.is_empty() || self.topology != Topology::Triangles {
            return Ok(());
        }
        if self.indices.len() > limits.vertices {
            return Err(ModelError::TooManyVertices(limits.vertices));
        }
        self.split();
        self.normals = self
            .points
            .chunks_exact(3)
            .flat_map(|t| [(t[1] - t[0]).cross(t[2] - t[0]).normalize_or(Vec3::Y); 3])
            .collect();
        Ok(())
    }

    /// Gives each corner its own vertex.
    fn split(&mut self) {
        fn pick<T: Copy>(from: &[T], indices: &[u32]) -> Vec<T> {
            if from.is_empty() { Vec::new() } else { indices.iter().map(|i| from[*i as usize]).collect() }
        }
        self.points = pick(&self.points, &self.indices);
        self.normals = pick(&self.normals, &self.indices);
        self.tangents = None;
        self.uv0 = pick(&self.uv0, &self.indices);
        self.uv1 = pick(&self.uv1, &self.indices);
        self.colours = pick(&self.colours, &self.indices);
        self.indices = (0..self.indices.len() as u32).collect();
    }

    /// Makes tangents for the texture coordinates of `uv_set`, and splits the vertices where two corners differ.
    pub(crate) fn make_tangents(
        &mut self,
        buffers: &Buffers<'_>,
        uv_set: u8,
        limits: &Limits,
    ) -> Result<(), ModelError> {
        if self.tangents.is_some() || self.points.is_empty() || self.topology != Topology::Triangles {
            return Ok(());
        }
        let uvs = if uv_set == 1 { &self.uv1 } else { &self.uv0 };
        let surface = Surface { points: &self.points, normals: &self.normals, uvs, indices: &self.indices };
        let tangents = tangents::generate(&surface, &|| buffers.in_time())?;
        // A vertex keeps the first tangent met; a corner that differs gets a copy of the vertex, one for each tangent.
        let packed: Vec<[i16; 2]> =
            tangents.made.iter().map(|made| packed_tangent(made.truncate(), made.w < 0.0)).collect();
        let mut first: Vec<Option<[i16; 2]>> = vec![None; self.points.len()];
        let mut kept: Vec<Vec4> = vec![Vec4::new(1.0, 0.0, 0.0, 1.0); self.points.len()];
        let mut copies: HashMap<(u32, [i16; 2]), u32> = HashMap::new();
        for (corner, group) in self.indices.iter_mut().zip(&tangents.of) {
            let (at, group) = (*corner as usize, *group as usize);
            let (tangent, packed) = (tangents.made[group], packed[group]);
            match first[at] {
                None => (first[at], kept[at]) = (Some(packed), tangent),
                Some(known) if known == packed => {}
                Some(_) => {
                    *corner = *copies.entry((*corner, packed)).or_insert_with(|| {
                        self.points.push(self.points[at]);
                        self.normals.push(self.normals[at]);
                        self.uv0.push(self.uv0[at]);
                        self.uv1.push(self.uv1[at]);
                        self.colours.push(self.colours[at]);
                        kept.push(tangent);
                        self.points.len() as u32 - 1
                    });
                    if self.points.len() > limits.vertices {
                        return Err(ModelError::TooManyVertices(limits.vertices));
                    }
                }
            }
        }
        self.tangents = Some(kept);
        Ok(())
    }

    /// Puts each vertex in its own pose: a skin.
    pub(crate) fn pose(&mut self, poses: &[Mat4]) {
        for (index, pose) in poses.iter().enumerate().take(self.points.len()) {
            let turn = Turn::of(*pose);
            self.points[index] = pose.transform_point3(self.points[index]);
            if let Some(normal) = self.normals.get_mut(index) {
                *normal = (turn.normals * *normal).normalize_or(Vec3::Y);
            }
            if let Some(tangents) = &mut self.tangents {
                let tangent = tangents[index];
                tangents[index] = pose.transform_vector3(tangent.truncate()).extend(tangent.w);
            }
        }
    }

    /// Puts it in its place and packs it.
    pub(crate) fn placed(
        &self,
        place: Mat4,
        material: usize,
        by_variant: Vec<usize>,
    ) -> Result<Primitive, ModelError> {
        let turn = Turn::of(place);
        let mut bounds = Bounds::EMPTY;
        let mut vertices: Vec<Vertex> = Vec::with_capacity(self.points.len());
        for (index, point) in self.points.iter().enumerate() {
            let position = place.transform_point3(*point);
            if !position.is_finite() {
                return Err(ModelError::Number("a vertex's place"));
            }
            let normal = self.normals.get(index).copied().unwrap_or(Vec3::Y);
            let normal = (turn.normals * normal).normalize_or(Vec3::Y);
            let tangent = self.tangents.as_ref().map_or(Vec4::new(1.0, 0.0, 0.0, 1.0), |all| all[index]);
            let along = place.transform_vector3(tangent.truncate()).normalize_or(Vec3::X);
            vertices.push(Vertex {
                position: position.to_array(),
                normal: packed_direction(normal),
                tangent: packed_tangent(along, (tangent.w < 0.0) != turn.mirrored),
                uv0: self.uv0[index].to_array(),
                uv1: self.uv1[index].to_array(),
                colour: self.colours[index],
            });
        }
        // A vertex that no triangle has does not make the product larger.
        for index in &self.indices {
            bounds = bounds.with(Vec3::from(vertices[*index as usize].position));
        }
        let mut indices = self.indices.clone();
        if turn.mirrored && self.topology == Topology::Triangles {
            indices.chunks_exact_mut(3).for_each(|triangle| triangle.swap(1, 2));
        }
        Ok(Primitive { vertices, topology: self.topology, indices, material, by_variant, bounds })
    }
}

/// A matrix with what follows from it.
#[derive(Clone, Copy)]
struct Turn {
    normals: Mat3,
    mirrored: bool,
}

impl Turn {
    fn of(matrix: Mat4) -> Self {
        let linear = Mat3::from_mat4(matrix);
        let determinant = linear.determinant();
        // Of a flattened one the inverse does not exist; its normals are then turned as its points are.
        let normals = if determinant.abs() > 1e-30 { linear.inverse().transpose() } else { linear };
        Self { normals, mirrored: determinant < 0.0 }
    }
}

fn vectors(rows: Vec<[f32; 3]>) -> Vec<Vec3> {
    rows.into_iter().map(Vec3::from_array).collect()
}

fn colours(buffers: &Buffers<'_>, accessor: Whole) -> Result<Vec<[u8; 4]>, ModelError> {
    let byte = |x: f32| (x.clamp(0.0, 1.0) * 255.0).round() as u8;
    Ok(if buffers.kind(accessor)? == "VEC3" {
        buffers
            .floats::<3>(accessor, "VEC3")?
            .into_iter()
            .map(|[r, g, b]| [byte(r), byte(g), byte(b), 255])
            .collect()
    } else {
        buffers.floats::<4>(accessor, "VEC4")?.into_iter().map(|c| c.map(byte)).collect()
    })
}
