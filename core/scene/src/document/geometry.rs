//! Meshes, and the accessors and buffers that hold their numbers.

use super::lenient::{Patient, Whole, json, null_is_absent};
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

json! {
    Mesh { primitives: Vec<Primitive>, weights: Option<Vec<f32>> }
    Primitive {
        attributes: Attributes,
        indices: Option<Whole>,
        material: Option<Whole>,
        mode: Option<Whole>,
        targets: Vec<Target>,
        extensions: PrimitiveExtensions,
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
}

/// Accessors of a primitive's attributes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attributes {
    pub(crate) position: Option<Whole>,
    pub(crate) normal: Option<Whole>,
    pub(crate) tangent: Option<Whole>,
    pub(crate) colour: Option<Whole>,
    /// Joints and weights, each four a vertex.
    pub(crate) joints: [Option<Whole>; 2],
    pub(crate) weights: [Option<Whole>; 2],
    /// Sets of texture coordinates by their number, which may be any.
    uvs: Vec<(usize, Whole)>,
}

impl Attributes {
    /// The accessor of a set of texture coordinates.
    pub(crate) fn uv(&self, set: usize) -> Option<Whole> {
        self.uvs.iter().find(|(known, _)| *known == set).map(|(_, accessor)| *accessor)
    }

    /// Each attribute that both name, with what either has for it.
    pub(crate) fn both(&self, other: &Self) -> Vec<(Whole, Whole)> {
        let plain = |all: &Self| {
            let [[j0, j1], [w0, w1]] = [all.joints, all.weights];
            [all.position, all.normal, all.tangent, all.colour, j0, j1, w0, w1]
        };
        let plain = plain(self).into_iter().zip(plain(other)).filter_map(|(one, two)| Some((one?, two?)));
        let uvs = self.uvs.iter().filter_map(|(set, one)| Some((*one, other.uv(*set)?)));
        plain.chain(uvs).collect()
    }
}

null_is_absent!(Attributes);

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Named)
    }
}

struct Named;

impl<'de> Visitor<'de> for Named {
    type Value = Attributes;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("attributes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Attributes, A::Error> {
        let mut all = Attributes::default();
        while let Some(name) = map.next_key::<String>()? {
            let place = match name.as_str() {
                "POSITION" => &mut all.position,
                "NORMAL" => &mut all.normal,
                "TANGENT" => &mut all.tangent,
                "COLOR_0" => &mut all.colour,
                "JOINTS_0" => &mut all.joints[0],
                "JOINTS_1" => &mut all.joints[1],
                "WEIGHTS_0" => &mut all.weights[0],
                "WEIGHTS_1" => &mut all.weights[1],
                name => {
                    match name.strip_prefix("TEXCOORD_").and_then(|number| number.parse::<usize>().ok()) {
                        Some(set) => {
                            let accessor = map.next_value::<Patient<Option<Whole>>>()?.0;
                            all.uvs.extend(accessor.map(|accessor| (set, accessor)));
                        }
                        None => drop(map.next_value::<IgnoredAny>()?),
                    }
                    continue;
                }
            };
            *place = map.next_value::<Patient<Option<Whole>>>()?.0;
        }
        Ok(all)
    }
}
