//! Lobes of glTF's extensions: each factor in its range, each texture in line.

use crate::document::{Lobes, TextureInfo};
use crate::error::ModelError;
use crate::lobes::{Clearcoat, Sheen, Specular, Transmission};
use crate::texture::TextureUse;

/// Gives the texture behind its description.
pub(super) type TextureOf<'a> =
    &'a mut dyn FnMut(&Option<Box<TextureInfo>>) -> Result<Option<TextureUse>, ModelError>;

/// Most of a factor that may be over 1: the largest number of a half float.
const MOST: f32 = 65_504.0;
/// Above it nothing refracts that is not the specification's "reflects all".
const MOST_IOR: f32 = 1_000.0;

fn part(x: f32) -> f32 {
    x.clamp(0.0, 1.0)
}

pub(super) fn specular(source: &Lobes, texture: TextureOf<'_>) -> Result<Specular, ModelError> {
    let ior = source.ior.as_ref().and_then(|ior| ior.ior).unwrap_or(1.5);
    let ior = if ior.abs() < f32::EPSILON { 0.0 } else { ior.clamp(1.0, MOST_IOR) };
    let Some(specular) = &source.specular else { return Ok(Specular { ior, ..Specular::default() }) };
    Ok(Specular {
        ior,
        factor: part(specular.specular_factor.unwrap_or(1.0)),
        colour: specular.specular_color_factor.unwrap_or([1.0; 3]).map(|x| x.clamp(0.0, MOST)),
        texture: texture(&specular.specular_texture)?,
        colour_texture: texture(&specular.specular_color_texture)?,
    })
}

pub(super) fn clearcoat(source: &Lobes, texture: TextureOf<'_>) -> Result<Option<Clearcoat>, ModelError> {
    let Some(coat) = &source.clearcoat else { return Ok(None) };
    let factor = part(coat.clearcoat_factor.unwrap_or(0.0));
    if factor <= 0.0 {
        return Ok(None);
    }
    let relief = &coat.clearcoat_normal_texture;
    let normal_scale = relief.as_ref().and_then(|texture| texture.scale).unwrap_or(1.0);
    if !normal_scale.is_finite() {
        return Err(ModelError::Number("a material's factor"));
    }
    Ok(Some(Clearcoat {
        factor,
        roughness: part(coat.clearcoat_roughness_factor.unwrap_or(0.0)),
        normal_scale,
        texture: texture(&coat.clearcoat_texture)?,
        roughness_texture: texture(&coat.clearcoat_roughness_texture)?,
        normal_texture: texture(relief)?,
    }))
}

pub(super) fn sheen(source: &Lobes, texture: TextureOf<'_>) -> Result<Option<Sheen>, ModelError> {
    let Some(sheen) = &source.sheen else { return Ok(None) };
    let colour = sheen.sheen_color_factor.unwrap_or([0.0; 3]).map(part);
    if colour.iter().all(|x| *x <= 0.0) {
        return Ok(None);
    }
    Ok(Some(Sheen {
        colour,
        roughness: part(sheen.sheen_roughness_factor.unwrap_or(0.0)),
        colour_texture: texture(&sheen.sheen_color_texture)?,
        roughness_texture: texture(&sheen.sheen_roughness_texture)?,
    }))
}

/// Thickness is still in the mesh's space.
pub(super) fn transmission(
    source: &Lobes,
    texture: TextureOf<'_>,
) -> Result<Option<Transmission>, ModelError> {
    let Some(through) = &source.transmission else { return Ok(None) };
    let factor = part(through.transmission_factor.unwrap_or(0.0));
    if factor <= 0.0 {
        return Ok(None);
    }
    let volume = source.volume.as_deref().cloned().unwrap_or_default();
    let thickness = volume.thickness_factor.unwrap_or(0.0).max(0.0);
    if !thickness.is_finite() {
        return Err(ModelError::Number("a material's factor"));
    }
    Ok(Some(Transmission {
        factor,
        texture: texture(&through.transmission_texture)?,
        thickness,
        thickness_texture: texture(&volume.thickness_texture)?,
        attenuation_distance: volume.attenuation_distance.filter(|x| *x > 0.0).unwrap_or(f32::INFINITY),
        attenuation_colour: volume.attenuation_color.unwrap_or([1.0; 3]).map(part),
    }))
}
