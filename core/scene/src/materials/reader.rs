//! A material of the file as it is drawn.

use super::lobes;
use super::textures::Textures;
use crate::document::{self, Gloss, TextureInfo};
use crate::error::ModelError;
use crate::lobes::Specular;
use crate::surface::{AlphaMode, Material};
use crate::texture::TextureUse;

/// A material whose roughness is still in the alpha of a picture, as glossiness, times a factor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glossy {
    pub(crate) texture: TextureUse,
    pub(crate) factor: f32,
}

/// A material by its index, and its glossiness.
pub(crate) type GlossyMaterial = (usize, Glossy);

/// Reads a material. One that nothing is made of needs no pictures.
pub(crate) fn material<R: FnMut(&str) -> Result<Vec<u8>, ModelError>>(
    textures: &mut Textures<'_, R>,
    source: &document::Material,
    is_used: bool,
) -> Result<(Material, Option<Glossy>), ModelError> {
    let rough = &source.pbr_metallic_roughness;
    let mut texture = |info: &Option<Box<TextureInfo>>| textures.of(info.as_deref().filter(|_| is_used));
    let extensions = &source.extensions;
    let strength = extensions.emissive_strength.as_ref().and_then(|e| e.emissive_strength).unwrap_or(1.0);
    let part = |x: f32| x.clamp(0.0, 1.0);
    let mut material = Material {
        emissive: source.emissive_factor.unwrap_or([0.0; 3]).map(|x| part(x) * strength.clamp(0.0, 65_504.0)),
        normal_scale: source.normal_texture.as_ref().and_then(|t| t.scale).unwrap_or(1.0),
        occlusion_strength: part(source.occlusion_texture.as_ref().and_then(|t| t.strength).unwrap_or(1.0)),
        alpha: match source.alpha_mode.as_deref() {
            None | Some("OPAQUE") => AlphaMode::Opaque,
            Some("MASK") => AlphaMode::Mask(source.alpha_cutoff.unwrap_or(0.5)),
            Some("BLEND") => AlphaMode::Blend,
            Some(_) => return Err(ModelError::Json("unknown alphaMode".to_owned())),
        },
        double_sided: source.double_sided,
        unlit: extensions.unlit.is_some(),
        ..Material::default()
    };
    // The older workflow counts where both are given, as its specification wants.
    let glossy = if let Some(gloss) = &extensions.gloss {
        converted(gloss, &mut material, &mut texture)?
    } else {
        material.base_colour = rough.base_color_factor.map_or([1.0; 4], |colour| colour.0.map(part));
        material.metallic = part(rough.metallic_factor.unwrap_or(1.0));
        material.roughness = part(rough.roughness_factor.unwrap_or(1.0));
        material.base_texture = texture(&rough.base_color_texture)?;
        material.metallic_roughness_texture = texture(&rough.metallic_roughness_texture)?;
        material.specular = lobes::specular(extensions, &mut texture)?;
        None
    };
    material.normal_texture = texture(&source.normal_texture)?;
    material.occlusion_texture = texture(&source.occlusion_texture)?;
    material.emissive_texture = texture(&source.emissive_texture)?;
    material.clearcoat = lobes::clearcoat(extensions, &mut texture)?;
    material.sheen = lobes::sheen(extensions, &mut texture)?;
    material.transmission = lobes::transmission(extensions, &mut texture)?;
    let cutoff = if let AlphaMode::Mask(cutoff) = material.alpha { cutoff } else { 0.0 };
    let finite = [material.normal_scale, strength, cutoff].into_iter().chain(material.base_colour);
    if !finite.chain(material.emissive).all(f32::is_finite) {
        return Err(ModelError::Number("a material's factor"));
    }
    Ok((material, glossy))
}

/// KHR_materials_pbrSpecularGlossiness as metal-rough, without loss: no metal, an endless index of refraction, so that what it
/// reflects head-on is the colour of its specular lobe (KHR_materials_specular; the way of glTF-Transform's `metalRough`). Only
/// the roughness of a picture has to be made, once it is decoded.
fn converted(
    gloss: &Gloss,
    material: &mut Material,
    texture: lobes::TextureOf<'_>,
) -> Result<Option<Glossy>, ModelError> {
    let part = |x: f32| x.clamp(0.0, 1.0);
    let factor = part(gloss.glossiness_factor.unwrap_or(1.0));
    material.base_colour = gloss.diffuse_factor.map_or([1.0; 4], |colour| colour.0.map(part));
    material.base_texture = texture(&gloss.diffuse_texture)?;
    material.metallic = 0.0;
    material.roughness = 1.0 - factor;
    let colour_texture = texture(&gloss.specular_glossiness_texture)?;
    let colour = gloss.specular_factor.unwrap_or([1.0; 3]).map(part);
    material.specular = Specular { ior: 0.0, factor: 1.0, colour, texture: None, colour_texture };
    Ok(colour_texture.map(|texture| Glossy { texture, factor }))
}
