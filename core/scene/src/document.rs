//! glTF's JSON as types: only what is drawn, forgiving where the specification is (1.0 is an integer, unknown is passed over).

use serde::{Deserialize, Deserializer};

/// An index or a count: also `1.0`, which JSON does not tell from `1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whole(pub(crate) usize);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        // 2^53: beyond it a JSON number is no longer every integer.
        if number >= 0.0 && number.fract().abs() < f64::EPSILON && number <= 9_007_199_254_740_992.0 {
            Ok(Self(number as usize))
        } else {
            Err(serde::de::Error::custom("not a whole number"))
        }
    }
}

macro_rules! json {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident : $type:ty),* $(,)? })*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub(crate) struct $name { $($(#[$attribute])* pub(crate) $field: $type),* }
    )* };
}

json! {
    Document {
        asset: Asset,
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
    }
    Asset { version: String, min_version: Option<String> }
    RootExtensions { #[serde(rename = "KHR_materials_variants")] variants: Option<VariantNames> }
    VariantNames { variants: Vec<VariantName> }
    VariantName { name: String }
    Scene { nodes: Vec<Whole> }
    Node {
        name: String,
        children: Vec<Whole>,
        mesh: Option<Whole>,
        skin: Option<Whole>,
        camera: Option<Whole>,
        matrix: Option<Box<[f32; 16]>>,
        translation: Option<[f32; 3]>,
        rotation: Option<[f32; 4]>,
        scale: Option<[f32; 3]>,
        weights: Option<Vec<f32>>,
    }
    Mesh { primitives: Vec<Primitive>, weights: Option<Vec<f32>> }
    Primitive {
        attributes: Attributes,
        indices: Option<Whole>,
        material: Option<Whole>,
        mode: Option<Whole>,
        targets: Vec<Target>,
        extensions: PrimitiveExtensions,
    }
    Attributes {
        #[serde(rename = "POSITION")] position: Option<Whole>,
        #[serde(rename = "NORMAL")] normal: Option<Whole>,
        #[serde(rename = "TANGENT")] tangent: Option<Whole>,
        #[serde(rename = "TEXCOORD_0")] uv0: Option<Whole>,
        #[serde(rename = "TEXCOORD_1")] uv1: Option<Whole>,
        #[serde(rename = "COLOR_0")] colour: Option<Whole>,
        #[serde(rename = "JOINTS_0")] joints0: Option<Whole>,
        #[serde(rename = "WEIGHTS_0")] weights0: Option<Whole>,
        #[serde(rename = "JOINTS_1")] joints1: Option<Whole>,
        #[serde(rename = "WEIGHTS_1")] weights1: Option<Whole>,
    }
    Target {
        #[serde(rename = "POSITION")] position: Option<Whole>,
        #[serde(rename = "NORMAL")] normal: Option<Whole>,
    }
    PrimitiveExtensions {
        #[serde(rename = "KHR_materials_variants")] variants: Option<Mappings>,
        #[serde(rename = "KHR_draco_mesh_compression")] draco: Option<Draco>,
    }
    /// Attributes by the number that the stream has for each.
    Draco { buffer_view: Option<Whole>, attributes: Attributes }
    Mappings { mappings: Vec<Mapping> }
    Mapping { material: Option<Whole>, variants: Vec<Whole> }
    Material {
        pbr_metallic_roughness: Rough,
        normal_texture: Option<Box<TextureInfo>>,
        occlusion_texture: Option<Box<TextureInfo>>,
        emissive_texture: Option<Box<TextureInfo>>,
        emissive_factor: Option<[f32; 3]>,
        alpha_mode: Option<String>,
        alpha_cutoff: Option<f32>,
        double_sided: bool,
        extensions: MaterialExtensions,
    }
    Rough {
        base_color_factor: Option<[f32; 4]>,
        base_color_texture: Option<Box<TextureInfo>>,
        metallic_factor: Option<f32>,
        roughness_factor: Option<f32>,
        metallic_roughness_texture: Option<Box<TextureInfo>>,
    }
    MaterialExtensions {
        #[serde(rename = "KHR_materials_unlit")] unlit: Option<Present>,
        #[serde(rename = "KHR_materials_emissive_strength")] emissive_strength: Option<EmissiveStrength>,
    }
    Present {}
    EmissiveStrength { emissive_strength: Option<f32> }
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
    Accessor {
        buffer_view: Option<Whole>,
        byte_offset: Option<Whole>,
        component_type: Option<Whole>,
        normalized: bool,
        count: Option<Whole>,
        #[serde(rename = "type")] kind: String,
        sparse: Option<Box<Sparse>>,
    }
    Sparse { count: Option<Whole>, indices: SparseIndices, values: SparseValues }
    SparseIndices { buffer_view: Option<Whole>, byte_offset: Option<Whole>, component_type: Option<Whole> }
    SparseValues { buffer_view: Option<Whole>, byte_offset: Option<Whole> }
    BufferView {
        buffer: Option<Whole>,
        byte_offset: Option<Whole>,
        byte_length: Option<Whole>,
        byte_stride: Option<Whole>,
        extensions: ViewExtensions,
    }
    ViewExtensions {
        #[serde(rename = "EXT_meshopt_compression", alias = "KHR_meshopt_compression")] meshopt: Option<MeshoptView>,
    }
    /// Where the compressed bytes of a view lie, and what they come to.
    MeshoptView {
        buffer: Option<Whole>,
        byte_offset: Option<Whole>,
        byte_length: Option<Whole>,
        byte_stride: Option<Whole>,
        count: Option<Whole>,
        mode: String,
        filter: Option<String>,
    }
    Buffer { uri: Option<String>, byte_length: Option<Whole> }
    Image { uri: Option<String>, buffer_view: Option<Whole> }
    Texture { sampler: Option<Whole>, source: Option<Whole>, extensions: TextureSources }
    TextureSources { #[serde(rename = "EXT_texture_webp")] webp: Option<Source> }
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
}

impl Attributes {
    /// Each attribute's accessor, in one order for all primitives.
    pub(crate) const fn all(&self) -> [Option<Whole>; 10] {
        let Self { position, normal, tangent, uv0, uv1, colour, joints0, weights0, joints1, weights1 } = self;
        [*position, *normal, *tangent, *uv0, *uv1, *colour, *joints0, *weights0, *joints1, *weights1]
    }
}
