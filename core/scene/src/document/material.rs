//! Materials, with the extensions that are drawn.

use super::lenient::{Rgba, Whole, json};

json! {
    Material {
        name: String,
        pbr_metallic_roughness: Rough,
        normal_texture: Option<Box<TextureInfo>>,
        occlusion_texture: Option<Box<TextureInfo>>,
        emissive_texture: Option<Box<TextureInfo>>,
        emissive_factor: Option<[f32; 3]>,
        alpha_mode: Option<String>,
        alpha_cutoff: Option<f32>,
        double_sided: bool,
        extensions: Lobes,
    }
    Rough {
        base_color_factor: Option<Rgba>,
        base_color_texture: Option<Box<TextureInfo>>,
        metallic_factor: Option<f32>,
        roughness_factor: Option<f32>,
        metallic_roughness_texture: Option<Box<TextureInfo>>,
    }
    Lobes {
        #[serde(rename = "KHR_materials_unlit")] unlit: Option<Present>,
        #[serde(rename = "KHR_materials_emissive_strength")] emissive_strength: Option<EmissiveStrength>,
        #[serde(rename = "KHR_materials_ior")] ior: Option<Ior>,
        #[serde(rename = "KHR_materials_specular")] specular: Option<Box<Specular>>,
        #[serde(rename = "KHR_materials_clearcoat")] clearcoat: Option<Box<Clearcoat>>,
        #[serde(rename = "KHR_materials_sheen")] sheen: Option<Box<Sheen>>,
        #[serde(rename = "KHR_materials_transmission")] transmission: Option<Box<Transmission>>,
        #[serde(rename = "KHR_materials_volume")] volume: Option<Box<Volume>>,
        #[serde(rename = "KHR_materials_pbrSpecularGlossiness")] gloss: Option<Box<Gloss>>,
    }
    Present {}
    EmissiveStrength { emissive_strength: Option<f32> }
    Ior { ior: Option<f32> }
    Specular {
        specular_factor: Option<f32>,
        specular_texture: Option<Box<TextureInfo>>,
        specular_color_factor: Option<[f32; 3]>,
        specular_color_texture: Option<Box<TextureInfo>>,
    }
    Clearcoat {
        clearcoat_factor: Option<f32>,
        clearcoat_texture: Option<Box<TextureInfo>>,
        clearcoat_roughness_factor: Option<f32>,
        clearcoat_roughness_texture: Option<Box<TextureInfo>>,
        clearcoat_normal_texture: Option<Box<TextureInfo>>,
    }
    Sheen {
        sheen_color_factor: Option<[f32; 3]>,
        sheen_color_texture: Option<Box<TextureInfo>>,
        sheen_roughness_factor: Option<f32>,
        sheen_roughness_texture: Option<Box<TextureInfo>>,
    }
    Transmission { transmission_factor: Option<f32>, transmission_texture: Option<Box<TextureInfo>> }
    Volume {
        thickness_factor: Option<f32>,
        thickness_texture: Option<Box<TextureInfo>>,
        attenuation_distance: Option<f32>,
        attenuation_color: Option<[f32; 3]>,
    }
    /// The workflow of glTF 1 and of many scans.
    Gloss {
        diffuse_factor: Option<Rgba>,
        diffuse_texture: Option<Box<TextureInfo>>,
        specular_factor: Option<[f32; 3]>,
        glossiness_factor: Option<f32>,
        specular_glossiness_texture: Option<Box<TextureInfo>>,
    }
    /// Also normal (`scale`) and occlusion (`strength`) textures.
    TextureInfo {
        index: Option<Whole>,
        tex_coord: Option<Whole>,
        scale: Option<f32>,
        strength: Option<f32>,
        extensions: TextureExtensions,
    }
    TextureExtensions { #[serde(rename = "KHR_texture_transform")] transform: Option<Transform> }
    Transform { offset: Option<[f32; 2]>, rotation: Option<f32>, scale: Option<[f32; 2]>, tex_coord: Option<Whole> }
}
