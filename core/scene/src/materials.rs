//! Materials of the file to materials that are drawn, and the pictures that they wait for.

use crate::access::Buffers;
use crate::document::{self, TextureInfo, Whole};
use crate::error::ModelError;
use crate::image::Waiting;
use crate::limits::Limits;
use crate::model::{AlphaMode, Material, Sampler, TextureUse, Wrap};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Reads the file's materials and queues the pictures that they need.
pub(crate) struct MaterialReader<'a, R> {
    pub(crate) buffers: &'a Buffers<'a>,
    pub(crate) limits: &'a Limits,
    /// Gives the bytes behind an address.
    pub(crate) read: R,
    /// Pictures to be decoded.
    pub(crate) waiting: Waiting<'a>,
    /// Places in line of the document's images.
    pub(crate) places: BTreeMap<usize, usize>,
}

impl<R: FnMut(&str) -> Result<Vec<u8>, ModelError>> MaterialReader<'_, R> {
    pub(crate) fn material(&mut self, source: &document::Material) -> Result<Material, ModelError> {
        let rough = &source.pbr_metallic_roughness;
        let mut texture = |info: &Option<Box<TextureInfo>>| match info {
            Some(info) => self.texture(info),
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
            ..Material::default()
        };
        let cutoff = if let AlphaMode::Mask(cutoff) = material.alpha { cutoff } else { 0.0 };
        let finite = [material.normal_scale, strength, cutoff].into_iter().chain(material.base_colour);
        if !finite.chain(material.emissive).all(f32::is_finite) {
            return Err(ModelError::Number("a material's factor"));
        }
        Ok(material)
    }

    fn texture(&mut self, info: &TextureInfo) -> Result<Option<TextureUse>, ModelError> {
        let document = self.buffers.document;
        let index = info.index.ok_or(ModelError::Json("a texture without an index".to_owned()))?.0;
        let texture = document.textures.get(index).ok_or(ModelError::Reference { what: "texture", index })?;
        let webp = texture.extensions.webp.as_ref().and_then(|webp| webp.source);
        // A texture without a picture is for an extension that we do not have: it is as if it were not there.
        let Some(Whole(image)) = webp.or(texture.source) else { return Ok(None) };
        let picture = self.picture(image)?;
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

    /// The place in line of an image.
    fn picture(&mut self, index: usize) -> Result<usize, ModelError> {
        if let Some(place) = self.places.get(&index) {
            return Ok(*place);
        }
        self.buffers.in_time()?;
        let images = &self.buffers.document.images;
        let source = images.get(index).ok_or(ModelError::Reference { what: "image", index })?;
        let file = match (&source.uri, source.buffer_view) {
            (Some(uri), _) => Cow::Owned((self.read)(uri)?),
            (None, Some(view)) => Cow::Borrowed(self.buffers.view(view)?),
            (None, None) => return Err(ModelError::Image("neither uri nor bufferView".to_owned())),
        };
        let place = self.waiting.add(file, self.limits)?;
        self.places.insert(index, place);
        Ok(place)
    }
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
