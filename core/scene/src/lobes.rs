//! What a material has besides colour, metalness and roughness: lobes of glTF's ratified extensions, each as its specification says.

use crate::texture::TextureUse;

/// How much a dielectric reflects (KHR_materials_ior, KHR_materials_specular).
#[derive(Debug, Clone, PartialEq)]
pub struct Specular {
    /// Index of refraction, 1 or more; 0 stands for an endless one (the specification's way to say "reflects all").
    pub ior: f32,
    /// Strength of the reflection, 0..1.
    pub factor: f32,
    /// Linear colour of the reflection seen head-on; may be over 1.
    pub colour: [f32; 3],
    /// Strength is in alpha.
    pub texture: Option<TextureUse>,
    /// Colours are sRGB.
    pub colour_texture: Option<TextureUse>,
}

impl Default for Specular {
    fn default() -> Self {
        Self { ior: 1.5, factor: 1.0, colour: [1.0; 3], texture: None, colour_texture: None }
    }
}

impl Specular {
    /// What is reflected head-on by a dielectric, linear, without textures: `min(((ior-1)/(ior+1))^2 * colour, 1) * factor`.
    pub fn head_on(&self) -> [f32; 3] {
        let part = if self.ior == 0.0 { 1.0 } else { ((self.ior - 1.0) / (self.ior + 1.0)).powi(2) };
        self.colour.map(|colour| (part * colour).min(1.0) * self.factor)
    }
}

/// A thin clear layer (KHR_materials_clearcoat); its index of refraction is 1.5.
#[derive(Debug, Clone, PartialEq)]
pub struct Clearcoat {
    /// How much of the surface it covers, 0..1.
    pub factor: f32,
    /// Its own perceptual roughness.
    pub roughness: f32,
    /// Factor of the normal map's x and y.
    pub normal_scale: f32,
    /// Factor is in red.
    pub texture: Option<TextureUse>,
    /// Roughness is in green.
    pub roughness_texture: Option<TextureUse>,
    /// Its own normals in tangent space; without them it has those of the triangles, not those of the material's map.
    pub normal_texture: Option<TextureUse>,
}

/// Fibres (KHR_materials_sheen): Charlie's distribution (Estevez and Kulla, 2017).
#[derive(Debug, Clone, PartialEq)]
pub struct Sheen {
    /// Linear colour.
    pub colour: [f32; 3],
    /// Perceptual roughness.
    pub roughness: f32,
    /// Colours are sRGB.
    pub colour_texture: Option<TextureUse>,
    /// Roughness is in alpha.
    pub roughness_texture: Option<TextureUse>,
}

/// Light that goes through (KHR_materials_transmission), and what it passes in there (KHR_materials_volume).
#[derive(Debug, Clone, PartialEq)]
pub struct Transmission {
    /// How much of what is not reflected goes through, 0..1.
    pub factor: f32,
    /// Factor is in red.
    pub texture: Option<TextureUse>,
    /// Metres that light goes inside; 0 for a thin wall. In the model's space, the nodes' scale within.
    pub thickness: f32,
    /// Thickness is in green.
    pub thickness_texture: Option<TextureUse>,
    /// Metres after which white light has the colour of `attenuation_colour`; infinite where nothing is absorbed.
    pub attenuation_distance: f32,
    /// Linear.
    pub attenuation_colour: [f32; 3],
}
