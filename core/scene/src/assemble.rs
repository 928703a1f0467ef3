//! From a checked document to a model: every node's primitives in their places, surfaces as what they are, cameras.

use crate::access::Buffers;
use crate::animation::{self, Moment, Moved};
use crate::bounds::Bounds;
use crate::document::{self, Whole};
use crate::error::ModelError;
use crate::finding::{Finding, doubt};
use crate::image::{Decoded, Texels};
use crate::joined::joined;
use crate::limits::Limits;
use crate::materials::{self, GlossyMaterial, Textures, UvSets};
use crate::mesh::Shape;
use crate::model::{Model, Primitive};
use crate::nodes::{self, Placed, Scene};
use crate::surface::Material;
use crate::texture::TextureUse;
use crate::{deform, file_cameras, instances, opacity, origin, roughness, stray};
use glam::{DVec3, Mat3, Mat4};
use std::sync::Arc;

/// One load in progress.
pub(crate) struct Assembly<'a> {
    pub(crate) buffers: &'a Buffers<'a>,
    pub(crate) limits: &'a Limits,
    pub(crate) moment: Moment,
}

/// Metres from the origin beyond which nothing is a product; squares of what is inside stay numbers.
const FARTHEST: f32 = 1e6;
/// Metres below which there is nothing to see; squares of what is above are not 0.
const SMALLEST: f32 = 1e-6;

impl Assembly<'_> {
    /// The primitives alone, of a model whose other parts were made before.
    pub(crate) fn posed(
        &self,
        origin: DVec3,
        materials: &[Material],
        sets: &[UvSets],
    ) -> Result<Vec<Primitive>, ModelError> {
        let (_, moved) = animation::read(self.buffers, self.moment)?;
        let mut scene = nodes::walk(self.buffers.document, self.limits, &moved)?;
        scene.moved_to(origin);
        let (primitives, _) = self.primitives(&scene, &moved, materials, sets)?;
        Ok(joined(primitives, materials))
    }

    /// The whole model, and which texture coordinates of the file each of its materials has. `read` gives the bytes behind an
    /// address.
    pub(crate) fn model(
        &self,
        expired: &(dyn Fn() -> bool + Sync),
        read: impl FnMut(&str) -> Result<Vec<u8>, ModelError>,
    ) -> Result<(Model, Vec<UvSets>), ModelError> {
        let (document, findings) = (self.buffers.document, self.buffers.findings);
        let (animations, moved) = animation::read(self.buffers, self.moment)?;
        let mut scene = nodes::walk(document, self.limits, &moved)?;
        let origin = origin::of(self.buffers, &scene)?;
        if origin != DVec3::ZERO {
            scene.moved_to(origin);
            findings.note(Finding::FarFromOrigin { distance: origin.length() });
        }
        let mut textures = Textures::new(self.buffers, self.limits, read);
        let (mut materials, glossy) = self.materials(&scene, &mut textures)?;
        let sets = materials::mapped(&mut materials, findings);
        self.buffers.in_time()?;
        let (pictures, (primitives, scales)) =
            textures.waiting.decode(self.limits, findings, expired, || {
                self.primitives(&scene, &moved, &materials, &sets)
            })?;
        let mut pictures = there(&mut materials, pictures);
        roughness::made(&mut materials, &glossy, &mut pictures);
        for left_out in materials.iter().flat_map(|material| material.lobe_textures().left_out) {
            let why = "a surface is drawn with six textures of extensions at most".to_owned();
            findings.note(Finding::TextureLeftOut { name: left_out.to_owned(), why });
        }
        for (material, scale) in materials.iter_mut().zip(scales) {
            if let Some(glass) = &mut material.transmission {
                glass.thickness = (glass.thickness * scale.unwrap_or(1.0)).min(FARTHEST);
            }
        }
        opacity::decide(&mut materials, &primitives, &pictures);
        let primitives = joined(primitives, &materials);
        let full_bounds =
            primitives.iter().fold(Bounds::EMPTY, |bounds, primitive| bounds.join(primitive.bounds));
        if primitives.is_empty() || full_bounds.size().max_element() < SMALLEST {
            return Err(ModelError::Empty);
        }
        if full_bounds.min.min_element() < -FARTHEST || full_bounds.max.max_element() > FARTHEST {
            return Err(ModelError::Number("a vertex's place"));
        }
        let bounds = match stray::without_crumbs(&primitives, full_bounds) {
            (bounds, Some(distance)) if bounds.size().max_element() >= SMALLEST => {
                findings.note(Finding::Stray { distance });
                bounds
            }
            _ => full_bounds,
        };
        if let Some(doubt) = doubt(bounds.size().to_array()) {
            findings.note(doubt);
        }
        let cameras = file_cameras::read(document, &scene.placed)?;
        let names = document.extensions.variants.iter().flat_map(|names| &names.variants);
        let variants = names.map(|variant| variant.name.clone()).collect();
        let model = Model {
            primitives,
            materials,
            pictures,
            variants,
            cameras,
            bounds,
            full_bounds,
            origin,
            animations,
            findings: findings.take(),
        };
        Ok((model, sets))
    }

    /// The file's materials and glTF's default behind them; and which of them still have their roughness in a picture.
    fn materials<R: FnMut(&str) -> Result<Vec<u8>, ModelError>>(
        &self,
        scene: &Scene,
        textures: &mut Textures<'_, R>,
    ) -> Result<(Vec<Material>, Vec<GlossyMaterial>), ModelError> {
        let document = self.buffers.document;
        let mut used = vec![false; document.materials.len()];
        let mut seen = vec![false; document.meshes.len()];
        for placed in &scene.placed {
            let Some(Whole(mesh)) = document.nodes[placed.node].mesh else { continue };
            // A mesh that is not there is told where it is drawn.
            if seen.get_mut(mesh).is_none_or(|seen| std::mem::replace(seen, true)) {
                continue;
            }
            for primitive in &document.meshes[mesh].primitives {
                let variants = primitive.extensions.variants.iter().flat_map(|all| &all.mappings);
                let all = variants.map(|mapping| mapping.material).chain([primitive.material]);
                all.flatten()
                    .for_each(|Whole(index)| used.get_mut(index).into_iter().for_each(|used| *used = true));
            }
        }
        let (mut all, mut glossy) = (Vec::with_capacity(document.materials.len() + 1), Vec::new());
        for (index, (source, used)) in document.materials.iter().zip(used).enumerate() {
            let (material, gloss) = materials::material(textures, source, used)?;
            if let Some(gloss) = gloss {
                if !glossy.iter().any(|(_, known)| *known == gloss) {
                    textures.waiting.count_copy(gloss.texture.picture);
                }
                glossy.push((index, gloss));
            }
            all.push(material);
        }
        all.push(Material::default());
        Ok((all, glossy))
    }

    /// All primitives in their places, and for each material by how much the node of its first one enlarges it.
    fn primitives(
        &self,
        scene: &Scene,
        moved: &Moved,
        materials: &[Material],
        sets: &[UvSets],
    ) -> Result<(Vec<Primitive>, Vec<Option<f32>>), ModelError> {
        let (mut met, mut vertices, mut corners) = (0usize, 0usize, 0usize);
        let mut all: Vec<Primitive> = Vec::new();
        let mut scales = vec![None; materials.len()];
        for Placed { node: index, world } in &scene.placed {
            let node = &self.buffers.document.nodes[*index];
            let Some(Whole(mesh_index)) = node.mesh else { continue };
            let mesh = self.buffers.document.meshes.get(mesh_index);
            let mesh = mesh.ok_or(ModelError::Reference { what: "mesh", index: mesh_index })?;
            let instances = instances::of(self.buffers, node, self.limits)?;
            let weights = moved.of(*index).and_then(|change| change.weights.as_ref());
            let weights = weights.or(node.weights.as_ref()).or(mesh.weights.as_ref());
            let weights = weights.map_or(&[][..], Vec::as_slice);
            for source in &mesh.primitives {
                met = met.saturating_add(instances.len().max(1));
                if met > self.limits.primitives {
                    return Err(ModelError::TooManyPrimitives(self.limits.primitives));
                }
                self.buffers.in_time()?;
                let (material, by_variant) = self.materials_of(source, materials.len())?;
                let sets = sets[material];
                let Some(mut shape) = Shape::read(self.buffers, source, weights, sets, self.limits)? else {
                    continue;
                };
                let mut places: Vec<Mat4> =
                    instances.iter().map(|instance| (*world * *instance).as_mat4()).collect();
                let mut scale = scale_of(places.first().copied().unwrap_or(Mat4::IDENTITY));
                if let Some(skin) = node.skin {
                    // A skin stands where its joints do; the node's own place does not count (section 3.7.3.3).
                    let poses = deform::skin(self.buffers, source, skin, scene, shape.vertices())?;
                    shape.pose(&poses);
                    scale = scale_of(poses.first().copied().unwrap_or(Mat4::IDENTITY));
                    places = vec![Mat4::IDENTITY];
                }
                shape.flatten(self.limits)?;
                let used = || by_variant.iter().chain([&material]);
                if let Some(relief) = used().rev().find_map(|index| materials[*index].relief()) {
                    shape.make_tangents(self.buffers, relief.uv_set, self.limits)?;
                }
                vertices = vertices.saturating_add(shape.vertices().saturating_mul(places.len()));
                corners = corners.saturating_add(shape.corners().saturating_mul(places.len()));
                if vertices > self.limits.vertices || corners > self.limits.indices {
                    return Err(ModelError::TooManyVertices(self.limits.vertices));
                }
                if shape.corners() == 0 {
                    continue;
                }
                for index in used() {
                    scales[*index].get_or_insert(scale);
                }
                for place in places {
                    self.buffers.in_time()?;
                    all.push(shape.placed(place, material, by_variant.clone())?);
                }
            }
        }
        Ok((all, scales))
    }

    /// Material without and with each variant. The last material is the default.
    fn materials_of(
        &self,
        source: &document::Primitive,
        count: usize,
    ) -> Result<(usize, Vec<usize>), ModelError> {
        let default = count - 1;
        let checked = |material: Option<Whole>| match material {
            Some(Whole(index)) if index < default => Ok(index),
            Some(Whole(index)) => Err(ModelError::Reference { what: "material", index }),
            None => Ok(default),
        };
        let own = checked(source.material)?;
        let names =
            self.buffers.document.extensions.variants.as_ref().map_or(0, |names| names.variants.len());
        let mut by_variant = vec![own; names];
        let mut mapped = vec![false; names];
        for mapping in source.extensions.variants.iter().flat_map(|mappings| &mappings.mappings) {
            if mapping.material.is_none() || mapping.variants.is_empty() {
                return Err(ModelError::Json("a mapping without material or variants".to_owned()));
            }
            let material = checked(mapping.material)?;
            for Whole(index) in &mapping.variants {
                let missing = ModelError::Reference { what: "variant", index: *index };
                if std::mem::replace(mapped.get_mut(*index).ok_or(missing)?, true) {
                    return Err(ModelError::Json("a variant that is mapped twice".to_owned()));
                }
                by_variant[*index] = material;
            }
        }
        Ok((own, by_variant))
    }
}

/// By how much a place enlarges, the same on all sides.
fn scale_of(place: Mat4) -> f32 {
    let scale = Mat3::from_mat4(place).determinant().abs().cbrt();
    if scale.is_finite() { scale } else { 1.0 }
}

/// Takes the textures whose pictures do not decode from the materials; the others name what is there.
fn there(materials: &mut [Material], pictures: Decoded) -> Vec<Arc<Texels>> {
    let mut places = Vec::with_capacity(pictures.len());
    let mut kept = Vec::new();
    for picture in pictures {
        places.push(picture.is_some().then_some(kept.len()));
        kept.extend(picture);
    }
    for slot in materials.iter_mut().flat_map(Material::slots) {
        *slot = slot.and_then(|texture| Some(TextureUse { picture: places[texture.picture]?, ..texture }));
    }
    kept
}
