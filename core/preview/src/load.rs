//! From bytes to a checked model.

use crate::access::Buffers;
use crate::camera::{Pose, Projection};
use crate::document::{self, Document, TextureInfo, Whole};
use crate::error::ModelError;
use crate::image::Waiting;
use crate::limits::Limits;
use crate::mesh::Shape;

use crate::container;
use crate::model::{AlphaMode, Bounds, FixedCamera, Material, Model, Primitive, Sampler, TextureUse, Wrap};
use crate::rest::{self, Placed};
use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use glam::Mat4;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Extensions that a file may require of us.
pub(crate) const SUPPORTED: &[&str] = &[
    "KHR_materials_variants",
    "KHR_texture_transform",
    "KHR_materials_unlit",
    "KHR_materials_emissive_strength",
    "KHR_mesh_quantization",
    "EXT_texture_webp",
];

/// Gives the bytes of a file beside the glTF, by the (decoded) relative name that it uses.
pub type ReadBeside<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// Loads models.
pub struct Loader<'a> {
    limits: Limits,
    beside: Option<ReadBeside<'a>>,
    expired: &'a (dyn Fn() -> bool + Sync),
}

impl Default for Loader<'_> {
    fn default() -> Self {
        Self { limits: Limits::default(), beside: None, expired: &|| false }
    }
}

impl<'a> Loader<'a> {
    /// A loader that takes files which hold everything they need.
    pub fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Reads buffers and pictures that stand beside the file. The name is what the file says, percent-decoded: whoever
    /// reads decides which names are allowed.
    pub fn beside(mut self, read: ReadBeside<'a>) -> Self {
        self.beside = Some(read);
        self
    }

    /// Asked between steps whether the time for this load is over; then it ends with [`ModelError::Time`].
    pub fn until(mut self, expired: &'a (dyn Fn() -> bool + Sync)) -> Self {
        self.expired = expired;
        self
    }

    /// Loads a GLB, or the JSON of a glTF.
    pub fn load(&self, bytes: &[u8]) -> Result<Model, ModelError> {
        let mut spent = bytes.len() as u64;
        self.within(spent)?;
        let (json, binary) = if container::is_glb(bytes) { container::split(bytes)? } else { (bytes, None) };
        let document: Document =
            serde_json::from_slice(json).map_err(|error| ModelError::Json(error.to_string()))?;
        check(&document, &self.limits)?;
        let buffers = Buffers {
            document: &document,
            bytes: self.buffers(&document, binary, &mut spent)?,
            most: self.limits.vertices,
        };
        Load { buffers, limits: &self.limits, expired: self.expired }.model(|uri| self.read(uri, &mut spent))
    }

    fn within(&self, spent: u64) -> Result<(), ModelError> {
        let limit = self.limits.file_bytes;
        if spent > limit { Err(ModelError::FileTooLarge { bytes: spent, limit }) } else { Ok(()) }
    }

    fn buffers<'b>(
        &self,
        document: &Document,
        binary: Option<&'b [u8]>,
        spent: &mut u64,
    ) -> Result<Vec<Cow<'b, [u8]>>, ModelError> {
        let mut all = Vec::new();
        for (index, buffer) in document.buffers.iter().enumerate() {
            let length = buffer.byte_length.ok_or(ModelError::Buffer("no length"))?.0;
            let bytes: Cow<'b, [u8]> = match &buffer.uri {
                Some(uri) => Cow::Owned(self.read(uri, spent)?),
                None => match binary.filter(|_| index == 0) {
                    Some(binary) => Cow::Borrowed(binary),
                    // A placeholder that some extension fills: whoever reads from it finds it empty.
                    None => Cow::Borrowed(&[]),
                },
            };
            let missing = buffer.uri.is_none() && bytes.is_empty();
            if bytes.len() < length && !missing {
                return Err(ModelError::Buffer("shorter than it says"));
            }
            all.push(bytes);
        }
        Ok(all)
    }

    /// A data URI, or a file beside.
    fn read(&self, uri: &str, spent: &mut u64) -> Result<Vec<u8>, ModelError> {
        let bytes = if let Some(data) = uri.strip_prefix("data:") {
            let (_, text) =
                data.split_once(";base64,").ok_or(ModelError::Buffer("a data URI without base64"))?;
            let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
            GeneralPurpose::new(&STANDARD, config)
                .decode(text)
                .map_err(|_| ModelError::Buffer("a data URI with broken base64"))?
        } else {
            let name = percent_encoding::percent_decode_str(uri)
                .decode_utf8()
                .map_err(|_| ModelError::Buffer("a name that is not UTF-8"))?;
            self.beside
                .and_then(|read| read(&name))
                .ok_or(ModelError::Buffer("a file beside it is missing"))?
        };
        *spent = spent.saturating_add(bytes.len() as u64);
        self.within(*spent)?;
        Ok(bytes)
    }
}

fn check(document: &Document, limits: &Limits) -> Result<(), ModelError> {
    let asset = &document.asset;
    if !asset.version.starts_with("2.") || asset.min_version.as_ref().is_some_and(|version| version != "2.0")
    {
        let version = asset.min_version.as_ref().unwrap_or(&asset.version);
        return Err(ModelError::Version(version.chars().take(16).collect()));
    }
    if let Some(unknown) =
        document.extensions_required.iter().find(|name| !SUPPORTED.contains(&name.as_str()))
    {
        return Err(ModelError::Extension(unknown.chars().take(64).collect()));
    }
    if document.materials.len() > limits.materials {
        return Err(ModelError::TooManyMaterials(limits.materials));
    }
    Ok(())
}

/// One load in progress.
struct Load<'a> {
    buffers: Buffers<'a>,
    limits: &'a Limits,
    expired: &'a (dyn Fn() -> bool + Sync),
}

impl Load<'_> {
    fn model(&self, mut read: impl FnMut(&str) -> Result<Vec<u8>, ModelError>) -> Result<Model, ModelError> {
        let document = self.buffers.document;
        let placed = rest::walk(document, self.limits)?;
        let mut waiting = Waiting::default();
        let mut materials = Vec::new();
        let mut places = BTreeMap::new();
        for source in &document.materials {
            materials.push(self.material(source, &mut waiting, &mut places, &mut read)?);
        }
        materials.push(Material::default());
        self.in_time()?;
        let (pictures, primitives) = waiting.decode(self.expired, || self.primitives(&placed, &materials))?;
        let bounds = primitives.iter().fold(Bounds::EMPTY, |bounds, primitive| bounds.join(primitive.bounds));
        if primitives.is_empty() || !bounds.size().is_finite() || bounds.size().max_element() <= 0.0 {
            return Err(ModelError::Empty);
        }
        let cameras = self.cameras(&placed)?;
        let names = document.extensions.variants.iter().flat_map(|names| &names.variants);
        let variants = names.map(|variant| variant.name.clone()).collect();
        Ok(Model { primitives, materials, pictures, variants, cameras, bounds })
    }

    fn in_time(&self) -> Result<(), ModelError> {
        if (self.expired)() { Err(ModelError::Time) } else { Ok(()) }
    }

    fn material(
        &self,
        source: &document::Material,
        waiting: &mut Waiting<'_>,
        places: &mut BTreeMap<usize, usize>,
        read: &mut impl FnMut(&str) -> Result<Vec<u8>, ModelError>,
    ) -> Result<Material, ModelError> {
        let rough = &source.pbr_metallic_roughness;
        let mut texture = |info: &Option<TextureInfo>| match info {
            Some(info) => self.texture(info, waiting, places, read),
            None => Ok(None),
        };
        let strength =
            source.extensions.emissive_strength.as_ref().and_then(|e| e.emissive_strength).unwrap_or(1.0);
        let part = |x: f32| x.clamp(0.0, 1.0);
        let material = Material {
            base_colour: rough.base_color_factor.unwrap_or([1.0; 4]).map(part),
            metallic: part(rough.metallic_factor.unwrap_or(1.0)),
            roughness: part(rough.roughness_factor.unwrap_or(1.0)),
            emissive: source
                .emissive_factor
                .unwrap_or([0.0; 3])
                .map(|x| part(x) * strength.clamp(0.0, 65_504.0)),
            normal_scale: source.normal_texture.as_ref().and_then(|t| t.scale).unwrap_or(1.0),
            occlusion_strength: part(
                source.occlusion_texture.as_ref().and_then(|t| t.strength).unwrap_or(1.0),
            ),
            alpha: match source.alpha_mode.as_deref() {
                None | Some("OPAQUE") => AlphaMode::Opaque,
                Some("MASK") => AlphaMode::Mask(source.alpha_cutoff.unwrap_or(0.5)),
                Some("BLEND") => AlphaMode::Blend,
                Some(_) => return Err(ModelError::Json("unknown alphaMode".to_owned())),
            },
            double_sided: source.double_sided,
            unlit: source.extensions.unlit.is_some(),
            base_texture: texture(&rough.base_color_texture)?,
            metallic_roughness_texture: texture(&rough.metallic_roughness_texture)?,
            normal_texture: texture(&source.normal_texture)?,
            occlusion_texture: texture(&source.occlusion_texture)?,
            emissive_texture: texture(&source.emissive_texture)?,
        };
        let finite = [material.normal_scale, strength].into_iter().chain(material.base_colour);
        if !finite.chain(material.emissive).all(f32::is_finite) {
            return Err(ModelError::Number("a material's factor"));
        }
        Ok(material)
    }

    fn texture(
        &self,
        info: &TextureInfo,
        waiting: &mut Waiting<'_>,
        places: &mut BTreeMap<usize, usize>,
        read: &mut impl FnMut(&str) -> Result<Vec<u8>, ModelError>,
    ) -> Result<Option<TextureUse>, ModelError> {
        let document = self.buffers.document;
        let index = info.index.ok_or(ModelError::Json("a texture without an index".to_owned()))?.0;
        let texture = document.textures.get(index).ok_or(ModelError::Reference { what: "texture", index })?;
        let webp = texture.extensions.webp.as_ref().and_then(|webp| webp.source);
        // A texture without a picture is for an extension that we do not have: it is as if it were not there.
        let Some(Whole(image)) = webp.or(texture.source) else { return Ok(None) };
        let source =
            document.images.get(image).ok_or(ModelError::Reference { what: "image", index: image })?;
        let picture = match places.get(&image) {
            Some(place) => *place,
            None => {
                let file = match (&source.uri, source.buffer_view) {
                    (Some(uri), _) => read(uri)?,
                    (None, Some(view)) => self.buffers.view(view)?.to_vec(),
                    (None, None) => return Err(ModelError::Image("neither uri nor bufferView".to_owned())),
                };
                let place = waiting.add(Cow::Owned(file), self.limits)?;
                places.insert(image, place);
                place
            }
        };
        let transform = info.extensions.transform.as_ref();
        let uv_set = transform.and_then(|t| t.tex_coord).or(info.tex_coord).map_or(0, |set| set.0);
        if uv_set > 1 {
            return Err(ModelError::Reference { what: "texture coordinates", index: uv_set });
        }
        let transform = transform.map_or([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]], matrix);
        if !transform.iter().flatten().all(|x| x.is_finite()) {
            return Err(ModelError::Number("a texture's transform"));
        }
        let sampler = match texture.sampler {
            Some(Whole(index)) => {
                document.samplers.get(index).ok_or(ModelError::Reference { what: "sampler", index })?.clone()
            }
            None => document::Sampler::default(),
        };
        Ok(Some(TextureUse { picture, sampler: sampling(&sampler), uv_set: uv_set as u8, transform }))
    }

    fn primitives(&self, placed: &[Placed], materials: &[Material]) -> Result<Vec<Primitive>, ModelError> {
        let (mut vertices, mut corners) = (0usize, 0usize);
        let mut all: Vec<Primitive> = Vec::new();
        for Placed { node, world } in placed {
            let node = &self.buffers.document.nodes[*node];
            let Some(Whole(index)) = node.mesh else { continue };
            let mesh = self.buffers.document.meshes.get(index);
            let mesh = mesh.ok_or(ModelError::Reference { what: "mesh", index })?;
            let weights = node.weights.as_ref().or(mesh.weights.as_ref()).map_or(&[][..], Vec::as_slice);
            for source in &mesh.primitives {
                self.in_time()?;
                let Some(mut shape) = Shape::read(&self.buffers, source, weights, self.limits)? else {
                    continue;
                };
                let (material, by_variant) = self.materials_of(source, materials.len())?;
                let relief = std::iter::once(&material).chain(&by_variant);
                let relief = relief.filter_map(|index| materials[*index].normal_texture.as_ref()).next();
                let mut world = *world;
                if let Some(skin) = node.skin {
                    // A skin stands where its joints do; the node's own place does not count (section 3.7.3.3).
                    shape.pose(&rest::skin(&self.buffers, source, skin, placed, shape.vertices())?);
                    world = Mat4::IDENTITY;
                }
                if let Some(texture) = relief {
                    shape.make_tangents(texture.uv_set);
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
                let blend = materials[made.material].alpha == AlphaMode::Blend;
                match all.iter_mut().find(|known| !blend && is_same_surface(known, &made)) {
                    Some(known) => join(known, made),
                    None => all.push(made),
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
        let checked = |material: Option<Whole>| match material {
            Some(Whole(index)) if index + 1 < count => Ok(index),
            Some(Whole(index)) => Err(ModelError::Reference { what: "material", index }),
            None => Ok(count - 1),
        };
        let own = checked(source.material)?;
        let names =
            self.buffers.document.extensions.variants.as_ref().map_or(0, |names| names.variants.len());
        let mut by_variant = vec![own; names];
        for mapping in source.extensions.variants.iter().flat_map(|mappings| &mappings.mappings) {
            let material = checked(mapping.material)?;
            for Whole(index) in &mapping.variants {
                *by_variant
                    .get_mut(*index)
                    .ok_or(ModelError::Reference { what: "variant", index: *index })? = material;
            }
        }
        Ok((own, by_variant))
    }

    fn cameras(&self, placed: &[Placed]) -> Result<Vec<FixedCamera>, ModelError> {
        let document = self.buffers.document;
        let mut all = Vec::new();
        for (index, camera) in document.cameras.iter().enumerate() {
            let standing =
                placed.iter().find(|p| document.nodes[p.node].camera.is_some_and(|camera| camera.0 == index));
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
            if !projection.is_sound() || aspect.is_some_and(|a| !a.is_finite() || a <= 0.0) {
                return Err(ModelError::Number("a camera"));
            }
            let name =
                if camera.name.is_empty() { &document.nodes[standing.node].name } else { &camera.name };
            all.push(FixedCamera { name: name.clone(), pose: Pose::of(standing.world), projection, aspect });
        }
        Ok(all)
    }
}

fn is_same_surface(a: &Primitive, b: &Primitive) -> bool {
    a.material == b.material && a.by_variant == b.by_variant
}

/// One draw instead of two.
fn join(known: &mut Primitive, more: Primitive) {
    let start = known.vertices.len() as u32;
    known.vertices.extend(more.vertices);
    known.indices.extend(more.indices.into_iter().map(|index| index + start));
    known.bounds = known.bounds.join(more.bounds);
}

/// KHR_texture_transform: translation times rotation times scale.
fn matrix(transform: &document::Transform) -> [[f32; 3]; 2] {
    let [x, y] = transform.offset.unwrap_or([0.0; 2]);
    let [u, v] = transform.scale.unwrap_or([1.0; 2]);
    let (sine, cosine) = transform.rotation.unwrap_or(0.0).sin_cos();
    [[cosine * u, sine * v, x], [-sine * u, cosine * v, y]]
}

fn sampling(sampler: &document::Sampler) -> Sampler {
    let wrap = |code: Option<Whole>| match code.map(|code| code.0) {
        Some(33071) => Wrap::Clamp,
        Some(33648) => Wrap::Mirror,
        _ => Wrap::Repeat,
    };
    Sampler {
        nearest: sampler.mag_filter == Some(Whole(9728)),
        mipmaps: !matches!(sampler.min_filter, Some(Whole(9728 | 9729))),
        wrap_u: wrap(sampler.wrap_s),
        wrap_v: wrap(sampler.wrap_t),
    }
}
