//! From a checked document to a model: every node's primitives in their places, equal surfaces joined, cameras.

use crate::access::Buffers;
use crate::bounds::Bounds;
use crate::camera::{Pose, Projection};
use crate::document::{self, Whole};
use crate::error::ModelError;
use crate::image::Waiting;
use crate::limits::Limits;
use crate::materials::MaterialReader;
use crate::mesh::Shape;
use crate::model::{AlphaMode, FixedCamera, Material, Model, Primitive};
use crate::nodes::{self, Placed, Scene};
use glam::Mat4;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

/// One load in progress.
pub(crate) struct Assembly<'a> {
    pub(crate) buffers: &'a Buffers<'a>,
    pub(crate) limits: &'a Limits,
}

/// Metres from the origin beyond which nothing is a product; squares of what is inside stay numbers.
const FARTHEST: f32 = 1e6;
/// Metres below which there is nothing to see; squares of what is above are not 0.
const SMALLEST: f32 = 1e-6;

impl Assembly<'_> {
    /// The whole model. `read` gives the bytes behind an address.
    pub(crate) fn model(
        &self,
        expired: &(dyn Fn() -> bool + Sync),
        read: impl FnMut(&str) -> Result<Vec<u8>, ModelError>,
    ) -> Result<Model, ModelError> {
        let document = self.buffers.document;
        let scene = nodes::walk(document, self.limits)?;
        let (waiting, places) = (Waiting::default(), BTreeMap::new());
        let mut surfaces =
            MaterialReader { buffers: self.buffers, limits: self.limits, read, waiting, places };
        let mut materials = Vec::with_capacity(document.materials.len() + 1);
        for source in &document.materials {
            materials.push(surfaces.material(source)?);
        }
        materials.push(Material::default());
        self.buffers.in_time()?;
        let (pictures, primitives) =
            surfaces.waiting.decode(expired, || self.primitives(&scene, &materials))?;
        let bounds = primitives.iter().fold(Bounds::EMPTY, |bounds, primitive| bounds.join(primitive.bounds));
        if primitives.is_empty() || bounds.size().max_element() < SMALLEST {
            return Err(ModelError::Empty);
        }
        if bounds.min.min_element() < -FARTHEST || bounds.max.max_element() > FARTHEST {
            return Err(ModelError::Number("a vertex's place"));
        }
        let cameras = self.cameras(&scene.placed)?;
        let names = document.extensions.variants.iter().flat_map(|names| &names.variants);
        let variants = names.map(|variant| variant.name.clone()).collect();
        let findings = Vec::new();
        Ok(Model { primitives, materials, pictures, variants, cameras, bounds, findings })
    }

    fn primitives(&self, scene: &Scene, materials: &[Material]) -> Result<Vec<Primitive>, ModelError> {
        let (mut met, mut vertices, mut corners) = (0usize, 0usize, 0usize);
        let mut all: Vec<Primitive> = Vec::new();
        // Opaque surfaces by a hash of their materials, which are compared again.
        let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
        let hashes = std::collections::hash_map::RandomState::new();
        for Placed { node, world } in &scene.placed {
            let node = &self.buffers.document.nodes[*node];
            let Some(Whole(index)) = node.mesh else { continue };
            let mesh = self.buffers.document.meshes.get(index);
            let mesh = mesh.ok_or(ModelError::Reference { what: "mesh", index })?;
            let weights = node.weights.as_ref().or(mesh.weights.as_ref()).map_or(&[][..], Vec::as_slice);
            for source in &mesh.primitives {
                met += 1;
                if met > self.limits.primitives {
                    return Err(ModelError::TooManyPrimitives(self.limits.primitives));
                }
                self.buffers.in_time()?;
                let Some(mut shape) = Shape::read(self.buffers, source, weights, self.limits)? else {
                    continue;
                };
                let (material, by_variant) = self.materials_of(source, materials.len())?;
                let mut world = *world;
                if let Some(skin) = node.skin {
                    // A skin stands where its joints do; the node's own place does not count (section 3.7.3.3).
                    shape.pose(&nodes::skin(self.buffers, source, skin, scene, shape.vertices())?);
                    world = Mat4::IDENTITY;
                }
                shape.flatten(self.limits)?;
                let mut used = std::iter::once(&material).chain(&by_variant);
                if let Some(relief) = used.find_map(|index| materials[*index].normal_texture.as_ref()) {
                    shape.make_tangents(self.buffers, relief.uv_set, self.limits)?;
                }
                vertices = vertices.saturating_add(shape.vertices());
                corners = corners.saturating_add(shape.corners());
                if vertices > self.limits.vertices || corners > self.limits.indices {
                    return Err(ModelError::TooManyVertices(self.limits.vertices));
                }
                if shape.corners() == 0 {
                    continue;
                }
                let made = shape.placed(world, material, by_variant)?;
                if materials[made.material].alpha == AlphaMode::Blend {
                    all.push(made);
                    continue;
                }
                let like = known.entry(hashes.hash_one((made.material, &made.by_variant))).or_default();
                match like.iter().find(|index| is_same_surface(&all[**index], &made)) {
                    Some(index) => join(&mut all[*index], made),
                    None => {
                        like.push(all.len());
                        all.push(made);
                    }
                }
            }
        }
        Ok(all)
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

    fn cameras(&self, placed: &[Placed]) -> Result<Vec<FixedCamera>, ModelError> {
        let document = self.buffers.document;
        let mut all = Vec::new();
        let mut standing: Vec<Option<&Placed>> = vec![None; document.cameras.len()];
        for node in placed {
            let Some(Whole(index)) = document.nodes[node.node].camera else { continue };
            standing
                .get_mut(index)
                .ok_or(ModelError::Reference { what: "camera", index })?
                .get_or_insert(node);
        }
        for (camera, standing) in document.cameras.iter().zip(standing) {
            let Some(standing) = standing else { continue };
            let (projection, aspect) = match (camera.kind.as_str(), &camera.perspective, &camera.orthographic)
            {
                ("perspective", Some(p), _) => (
                    Projection::Perspective {
                        vertical: p.yfov,
                        near: p.znear,
                        far: p.zfar.unwrap_or(p.znear * 1e4),
                    },
                    p.aspect_ratio,
                ),
                ("orthographic", _, Some(o)) => (
                    Projection::Orthographic { half_height: o.ymag, near: o.znear, far: o.zfar },
                    Some(o.xmag / o.ymag),
                ),
                _ => {
                    return Err(ModelError::Json(
                        "a camera that is neither perspective nor orthographic".to_owned(),
                    ));
                }
            };
            let pose = Pose::of(standing.world);
            if !projection.is_sound()
                || aspect.is_some_and(|a| !a.is_finite() || a <= 0.0)
                || !(projection.matrix(aspect.unwrap_or(1.0)) * pose.view).is_finite()
            {
                return Err(ModelError::Number("a camera"));
            }
            let name =
                if camera.name.is_empty() { &document.nodes[standing.node].name } else { &camera.name };
            all.push(FixedCamera { name: name.clone(), pose, projection, aspect });
        }
        Ok(all)
    }
}

fn is_same_surface(a: &Primitive, b: &Primitive) -> bool {
    a.material == b.material && a.topology == b.topology && a.by_variant == b.by_variant
}

/// One draw instead of two.
fn join(known: &mut Primitive, more: Primitive) {
    let start = known.vertices.len() as u32;
    known.vertices.extend(more.vertices);
    known.indices.extend(more.indices.into_iter().map(|index| index + start));
    known.bounds = known.bounds.join(more.bounds);
}
