//! Which textures of a material's lobes are drawn: six different ones at most, since a phone's shader stage reads sixteen textures in all
//! (OpenGL ES 3.0, section 6.2), of which the surface itself, the room and the tables take the others.

use crate::surface::Material;
use crate::texture::TextureUse;

/// The most textures of its extensions that one material is drawn with; what is the same picture used in the same way counts once.
pub const LOBE_TEXTURES: usize = 6;

/// What a texture of a lobe says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum LobeTexture {
    /// Strength of the reflection, in alpha.
    Specular,
    /// Colour of the reflection.
    SpecularColour,
    /// Factor of the clear layer, in red.
    Clearcoat,
    /// Roughness of the clear layer, in green.
    ClearcoatRoughness,
    /// Normals of the clear layer.
    ClearcoatNormal,
    /// Colour of the fibres.
    SheenColour,
    /// Roughness of the fibres, in alpha.
    SheenRoughness,
    /// Factor of the light that goes through, in red.
    Transmission,
    /// Thickness, in green.
    Thickness,
}

/// Those that change a surface most stand first: where there are too many, the last ones are left out.
const BY_WEIGHT: [LobeTexture; 9] = [
    LobeTexture::SpecularColour,
    LobeTexture::SheenColour,
    LobeTexture::ClearcoatNormal,
    LobeTexture::Transmission,
    LobeTexture::Clearcoat,
    LobeTexture::Specular,
    LobeTexture::Thickness,
    LobeTexture::ClearcoatRoughness,
    LobeTexture::SheenRoughness,
];

impl LobeTexture {
    /// Whether its picture's colours are sRGB. Where only alpha counts they may be, so that both textures of a lobe can be one.
    const fn srgb(self) -> bool {
        matches!(self, Self::Specular | Self::SpecularColour | Self::SheenColour | Self::SheenRoughness)
    }

    /// As glTF calls it.
    const fn name(self) -> &'static str {
        match self {
            Self::Specular => "specularTexture",
            Self::SpecularColour => "specularColorTexture",
            Self::Clearcoat => "clearcoatTexture",
            Self::ClearcoatRoughness => "clearcoatRoughnessTexture",
            Self::ClearcoatNormal => "clearcoatNormalTexture",
            Self::SheenColour => "sheenColorTexture",
            Self::SheenRoughness => "sheenRoughnessTexture",
            Self::Transmission => "transmissionTexture",
            Self::Thickness => "thicknessTexture",
        }
    }

    const fn of(self, material: &Material) -> Option<&TextureUse> {
        let coat = material.clearcoat.as_ref();
        let (sheen, glass) = (material.sheen.as_ref(), material.transmission.as_ref());
        match (self, coat, sheen, glass) {
            (Self::Specular, ..) => material.specular.texture.as_ref(),
            (Self::SpecularColour, ..) => material.specular.colour_texture.as_ref(),
            (Self::Clearcoat, Some(coat), ..) => coat.texture.as_ref(),
            (Self::ClearcoatRoughness, Some(coat), ..) => coat.roughness_texture.as_ref(),
            (Self::ClearcoatNormal, Some(coat), ..) => coat.normal_texture.as_ref(),
            (Self::SheenColour, _, Some(sheen), _) => sheen.colour_texture.as_ref(),
            (Self::SheenRoughness, _, Some(sheen), _) => sheen.roughness_texture.as_ref(),
            (Self::Transmission, .., Some(glass)) => glass.texture.as_ref(),
            (Self::Thickness, .., Some(glass)) => glass.thickness_texture.as_ref(),
            _ => None,
        }
    }
}

/// Textures of one material's lobes as they are drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LobeTextures {
    /// Each once, and whether its colours are sRGB; [`LOBE_TEXTURES`] at most.
    pub slots: Vec<(TextureUse, bool)>,
    /// Which of them each [`LobeTexture`] is, by its number.
    pub slot: [Option<usize>; 9],
    /// What there was no place for, as glTF calls it.
    pub left_out: Vec<&'static str>,
}

impl Material {
    /// The textures of its extensions, as they are drawn.
    pub fn lobe_textures(&self) -> LobeTextures {
        let mut all = LobeTextures::default();
        for lobe in BY_WEIGHT {
            let Some(texture) = lobe.of(self) else { continue };
            let used = (*texture, lobe.srgb());
            let known = all.slots.iter().position(|slot| *slot == used);
            if known.is_none() && all.slots.len() == LOBE_TEXTURES {
                all.left_out.push(lobe.name());
                continue;
            }
            all.slot[lobe as usize] = known.or(Some(all.slots.len()));
            if known.is_none() {
                all.slots.push(used);
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Clearcoat, Sampler, Sheen, Transmission, Wrap};

    fn texture(picture: usize) -> Option<TextureUse> {
        let sampler = Sampler { nearest: false, mipmaps: true, wrap_u: Wrap::Repeat, wrap_v: Wrap::Repeat };
        Some(TextureUse { picture, sampler, uv_set: 0, transform: [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]] })
    }

    /// A material with every lobe; pictures by [`LobeTexture`]'s number.
    fn everything(pictures: [usize; 9]) -> Material {
        let [a, b, c, d, e, f, g, h, i] = pictures.map(texture);
        let mut material = Material {
            clearcoat: Some(Clearcoat {
                factor: 1.0,
                roughness: 0.1,
                normal_scale: 1.0,
                texture: c,
                roughness_texture: d,
                normal_texture: e,
            }),
            sheen: Some(Sheen { colour: [1.0; 3], roughness: 0.5, colour_texture: f, roughness_texture: g }),
            transmission: Some(Transmission {
                factor: 1.0,
                texture: h,
                thickness: 0.1,
                thickness_texture: i,
                attenuation_distance: f32::INFINITY,
                attenuation_colour: [1.0; 3],
            }),
            ..Material::default()
        };
        (material.specular.texture, material.specular.colour_texture) = (a, b);
        material
    }

    #[test]
    fn a_plain_material_has_none() {
        assert_eq!(Material::default().lobe_textures(), LobeTextures::default());
    }

    #[test]
    fn packed_pictures_count_once() {
        // As exporters pack them: each lobe has its channels in one picture.
        let all = everything([0, 0, 1, 1, 2, 3, 3, 4, 4]).lobe_textures();
        assert_eq!((all.slots.len(), all.left_out.len()), (5, 0));
        assert_eq!(all.slot[LobeTexture::Specular as usize], all.slot[LobeTexture::SpecularColour as usize]);
        assert!(all.slot.iter().all(Option::is_some));
        // The same picture in another transform is read in another place.
        let mut moved = everything([0, 0, 1, 1, 2, 3, 3, 4, 4]);
        if let Some(texture) = &mut moved.specular.texture {
            texture.transform[0][2] = 0.5;
        }
        assert_eq!(moved.lobe_textures().slots.len(), 6);
    }

    #[test]
    fn what_is_too_many_is_left_out_by_its_weight() {
        let all = everything([0, 1, 2, 3, 4, 5, 6, 7, 8]).lobe_textures();
        assert_eq!(all.slots.len(), LOBE_TEXTURES);
        assert_eq!(all.left_out, ["thicknessTexture", "clearcoatRoughnessTexture", "sheenRoughnessTexture"]);
        assert_eq!(all.slots[0], (texture(1).expect("a texture"), true));
    }
}
