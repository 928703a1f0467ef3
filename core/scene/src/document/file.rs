//! The root of a document and its smaller lists.

use super::geometry::{Accessor, Buffer, BufferView, Mesh};
use super::lenient::{Whole, json};
use super::material::Material;
use super::node::Node;

json! {
    Document {
        asset: Asset,
        extensions_used: Vec<String>,
        extensions_required: Vec<String>,
        extensions: RootExtensions,
        scene: Option<Whole>,
        scenes: Vec<Scene>,
        nodes: Vec<Node>,
        meshes: Vec<Mesh>,
        materials: Vec<Material>,
        accessors: Vec<Accessor>,
        buffer_views: Vec<BufferView>,
        buffers: Vec<Buffer>,
        images: Vec<Image>,
        textures: Vec<Texture>,
        samplers: Vec<Sampler>,
        cameras: Vec<Camera>,
        skins: Vec<Skin>,
        animations: Vec<Animation>,
    }
    Asset { version: String, min_version: Option<String> }
    RootExtensions { #[serde(rename = "KHR_materials_variants")] variants: Option<VariantNames> }
    VariantNames { variants: Vec<VariantName> }
    VariantName { name: String }
    Scene { nodes: Vec<Whole> }
    Image { name: String, uri: Option<String>, buffer_view: Option<Whole> }
    Texture { sampler: Option<Whole>, source: Option<Whole>, extensions: TextureSources }
    TextureSources {
        #[serde(rename = "EXT_texture_webp")] webp: Option<Source>,
        #[serde(rename = "KHR_texture_basisu")] basisu: Option<Source>,
    }
    Source { source: Option<Whole> }
    Sampler { mag_filter: Option<Whole>, min_filter: Option<Whole>, wrap_s: Option<Whole>, wrap_t: Option<Whole> }
    Camera {
        name: String,
        #[serde(rename = "type")] kind: String,
        perspective: Option<Perspective>,
        orthographic: Option<Orthographic>,
    }
    Perspective { aspect_ratio: Option<f32>, yfov: f32, znear: f32, zfar: Option<f32> }
    Orthographic { xmag: f32, ymag: f32, znear: f32, zfar: f32 }
    Skin { joints: Vec<Whole>, inverse_bind_matrices: Option<Whole> }
    Animation { name: String, channels: Vec<AnimationChannel>, samplers: Vec<AnimationSampler> }
    AnimationChannel { sampler: Option<Whole>, target: AnimationTarget }
    AnimationTarget { node: Option<Whole>, path: String }
    AnimationSampler { input: Option<Whole>, output: Option<Whole>, interpolation: Option<String> }
}
