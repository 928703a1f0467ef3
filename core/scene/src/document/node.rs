//! Nodes, and what extensions do to them.

use super::lenient::{Whole, json};

json! {
    /// Places are read as 64-bit numbers: a part far from the origin keeps its place beside the others.
    Node {
        name: String,
        children: Vec<Whole>,
        mesh: Option<Whole>,
        skin: Option<Whole>,
        camera: Option<Whole>,
        matrix: Option<Box<[f64; 16]>>,
        translation: Option<Box<[f64; 3]>>,
        rotation: Option<Box<[f64; 4]>>,
        scale: Option<Box<[f64; 3]>>,
        weights: Option<Vec<f32>>,
        extensions: NodeExtensions,
    }
    NodeExtensions {
        #[serde(rename = "KHR_node_visibility")] visibility: Option<Visibility>,
        #[serde(rename = "EXT_mesh_gpu_instancing")] instancing: Option<Box<Instancing>>,
    }
    Visibility { visible: Option<bool> }
    Instancing { attributes: Instances }
    Instances {
        #[serde(rename = "TRANSLATION")] translation: Option<Whole>,
        #[serde(rename = "ROTATION")] rotation: Option<Whole>,
        #[serde(rename = "SCALE")] scale: Option<Whole>,
    }
}
