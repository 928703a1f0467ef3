//! What a surface is made of.

use crate::lobes::{Clearcoat, Sheen, Specular, Transmission};
use crate::texture::TextureUse;

/// What a surface is made of (glTF 2.0, section 3.9), with the extensions that are drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Material {
    /// Linear colour and alpha.
    pub base_colour: [f32; 4],
    /// Metalness, 0 (dielectric) to 1 (metal).
    pub metallic: f32,
    /// Perceptual roughness, 0 (mirror) to 1 (matt).
    pub roughness: f32,
    /// Linear, strength included (KHR_materials_emissive_strength).
    pub emissive: [f32; 3],
    /// Factor of the normal map's x and y.
    pub normal_scale: f32,
    /// How much of the occlusion map counts.
    pub occlusion_strength: f32,
    /// What alpha does.
    pub alpha: AlphaMode,
    /// Whether triangles are drawn from behind too.
    pub double_sided: bool,
    /// Shown as it is, without light (KHR_materials_unlit).
    pub unlit: bool,
    /// Colours are sRGB.
    pub base_texture: Option<TextureUse>,
    /// Green is roughness, blue is metallic.
    pub metallic_roughness_texture: Option<TextureUse>,
    /// Normals in tangent space.
    pub normal_texture: Option<TextureUse>,
    /// Occlusion is in the red channel.
    pub occlusion_texture: Option<TextureUse>,
    /// Colours are sRGB.
    pub emissive_texture: Option<TextureUse>,
    /// What is reflected by the dielectric part (KHR_materials_ior, KHR_materials_specular).
    pub specular: Specular,
    /// A thin clear layer over all (KHR_materials_clearcoat).
    pub clearcoat: Option<Clearcoat>,
    /// Fibres that shine at grazing angles (KHR_materials_sheen).
    pub sheen: Option<Sheen>,
    /// Light that goes through (KHR_materials_transmission, KHR_materials_volume).
    pub transmission: Option<Transmission>,
}

impl Default for Material {
    fn default() -> Self {
        Self {
            base_colour: [1.0; 4],
            metallic: 1.0,
            roughness: 1.0,
            emissive: [0.0; 3],
            normal_scale: 1.0,
            occlusion_strength: 1.0,
            alpha: AlphaMode::Opaque,
            double_sided: false,
            unlit: false,
            base_texture: None,
            metallic_roughness_texture: None,
            normal_texture: None,
            occlusion_texture: None,
            emissive_texture: None,
            specular: Specular::default(),
            clearcoat: None,
            sheen: None,
            transmission: None,
        }
    }
}

/// What alpha of a material does (glTF `alphaMode`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AlphaMode {
    /// Alpha is ignored.
    Opaque,
    /// Under the cutoff there is nothing.
    Mask(f32),
    /// Blended over what is behind, farthest first.
    Blend,
}

impl Material {
    /// Every place that a texture may have on a surface.
    pub(crate) fn slots(&mut self) -> Vec<&mut Option<TextureUse>> {
        let mut all = vec![
            &mut self.base_texture,
            &mut self.metallic_roughness_texture,
            &mut self.normal_texture,
            &mut self.occlusion_texture,
            &mut self.emissive_texture,
            &mut self.specular.texture,
            &mut self.specular.colour_texture,
        ];
        if let Some(coat) = &mut self.clearcoat {
            all.extend([&mut coat.texture, &mut coat.roughness_texture, &mut coat.normal_texture]);
        }
        if let Some(sheen) = &mut self.sheen {
            all.extend([&mut sheen.colour_texture, &mut sheen.roughness_texture]);
        }
        if let Some(glass) = &mut self.transmission {
            all.extend([&mut glass.texture, &mut glass.thickness_texture]);
        }
        all
    }

    /// The texture whose coordinates need tangents: the relief of the surface, or else of its clear layer.
    pub(crate) fn relief(&self) -> Option<&TextureUse> {
        self.normal_texture.as_ref().or_else(|| self.clearcoat.as_ref()?.normal_texture.as_ref())
    }
}
