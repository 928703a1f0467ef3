//! The checked scene: triangles in metres in one space, materials per variant, pictures once each.

use crate::animation::AnimationInfo;
use crate::bounds::Bounds;
use crate::camera::{Pose, Projection};
use crate::finding::Finding;
use crate::image::Texels;
use crate::surface::Material;
use glam::{DVec3, Vec2, Vec3};
use std::sync::Arc;

/// A model that may be drawn without looking again: every index is in range, every number finite.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// What is drawn, in the file's order.
    pub primitives: Vec<Primitive>,
    /// Materials, the last one is glTF's default.
    pub materials: Vec<Material>,
    /// Pictures; the same bytes are there once.
    pub pictures: Vec<Arc<Texels>>,
    /// Names of the variants (KHR_materials_variants): the product's colourways.
    pub variants: Vec<String>,
    /// Cameras of the file, in the order of its camera list, where they stand in the scene.
    pub cameras: Vec<FixedCamera>,
    /// Lowest and highest corner of the product, metres: what is looked at. Crumbs far beside it are not in there.
    pub bounds: Bounds,
    /// Lowest and highest corner of everything that is drawn, metres.
    pub full_bounds: Bounds,
    /// Where in the file's space the model's origin is, metres: zero, but for a model that stands far away and was moved here.
    pub origin: DVec3,
    /// The file's animations. The model is in the pose of their first moment, or of the one that the loader was asked for.
    pub animations: Vec<AnimationInfo>,
    /// What of the file is drawn in another way than its author may expect, each once, in the order in which it was met.
    pub findings: Vec<Finding>,
}

impl Model {
    /// Vertices of all primitives.
    pub fn vertices(&self) -> usize {
        self.primitives.iter().map(|primitive| primitive.vertices.len()).sum()
    }

    /// Triangles of all primitives.
    pub fn triangles(&self) -> usize {
        let of_triangles = self.primitives.iter().filter(|one| one.topology == Topology::Triangles);
        of_triangles.map(|primitive| primitive.indices.len() / 3).sum()
    }

    /// The variant of that name, letter case aside.
    pub fn variant(&self, name: &str) -> Option<usize> {
        self.variants.iter().position(|known| known.eq_ignore_ascii_case(name))
    }
}

/// What a primitive's indices are corners of (glTF 2.0, `mesh.primitive.mode`; strips, fans and loops are written out).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Topology {
    /// Three corners each.
    #[default]
    Triangles,
    /// Two ends each. Drawn one pixel wide, without light.
    Lines,
    /// One each. Drawn as one pixel, without light.
    Points,
}

/// Triangles, lines or points of one material (one for each variant).
#[derive(Debug, Clone)]
pub struct Primitive {
    /// In the model's space.
    pub vertices: Vec<Vertex>,
    /// What the indices are corners of.
    pub topology: Topology,
    /// Corners; of triangles counter-clockwise from the front.
    pub indices: Vec<u32>,
    /// Index of the material without a variant.
    pub material: usize,
    /// Index of the material for each variant of the model.
    pub by_variant: Vec<usize>,
    /// Lowest and highest corner.
    pub bounds: Bounds,
}

impl Primitive {
    /// The material that a variant shows.
    pub fn material_for(&self, variant: Option<usize>) -> usize {
        variant.and_then(|index| self.by_variant.get(index)).copied().unwrap_or(self.material)
    }
}

/// A vertex as a graphics card takes it, 40 bytes.
#[derive(Debug, Clone, Copy, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct Vertex {
    /// Position in the model's space, metres.
    pub position: [f32; 3],
    /// Octahedral, 16-bit signed.
    pub normal: [i16; 2],
    /// Octahedral, 16-bit signed; the lowest bit of the second is 1 where the bitangent is turned.
    pub tangent: [i16; 2],
    /// First set of texture coordinates.
    pub uv0: [f32; 2],
    /// Texture coordinates, second set.
    pub uv1: [f32; 2],
    /// Linear colour and alpha that multiply the material's.
    pub colour: [u8; 4],
}

/// A direction as two signed 16-bit numbers (octahedral mapping: Cigolle et al., "A Survey of Efficient Representations for
/// Independent Unit Vectors", JCGT 3/2, 2014).
pub fn packed_direction(direction: Vec3) -> [i16; 2] {
    let sum = direction.x.abs() + direction.y.abs() + direction.z.abs();
    if sum < 1e-12 || !sum.is_finite() {
        return [0, 0];
    }
    let flat = Vec2::new(direction.x, direction.y) / sum;
    let sign = |x: f32| if x >= 0.0 { 1.0 } else { -1.0 };
    let folded = if direction.z >= 0.0 {
        flat
    } else {
        Vec2::new((1.0 - flat.y.abs()) * sign(flat.x), (1.0 - flat.x.abs()) * sign(flat.y))
    };
    [folded.x, folded.y].map(|x| (x.clamp(-1.0, 1.0) * 32767.0).round() as i16)
}

/// The direction behind two signed 16-bit numbers.
pub fn unpacked_direction(packed: [i16; 2]) -> Vec3 {
    let [x, y] = packed.map(|x| (f32::from(x) / 32767.0).max(-1.0));
    let z = 1.0 - x.abs() - y.abs();
    let t = (-z).max(0.0);
    let shift = |x: f32| if x >= 0.0 { x - t } else { x + t };
    Vec3::new(shift(x), shift(y), z).normalize_or(Vec3::Z)
}

/// A tangent with its handedness in the lowest bit.
pub(crate) fn packed_tangent(direction: Vec3, turned: bool) -> [i16; 2] {
    let [x, y] = packed_direction(direction);
    [x, (y & !1) | i16::from(turned)]
}

/// A camera that stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct FixedCamera {
    /// Its name, for people.
    pub name: String,
    /// Position and rotation in the scene.
    pub pose: Pose,
    /// Perspective or orthographic, as the file says.
    pub projection: Projection,
    /// Width over height that it was made for.
    pub aspect: Option<f32>,
}
