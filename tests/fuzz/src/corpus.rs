//! Good inputs that broken ones are made of.

use crate::kit::{Draft, F32, U8, U16, encoded};
use crate::rng::Rng;
use serde_json::json;

/// Models, each with something that the others do not have.
pub(crate) fn models() -> Vec<Vec<u8>> {
    let drafts =
        [Draft::quad(), relief(), skinned(), morphed(), instanced(), variants(), pictured(), quantized()];
    let mut all: Vec<Vec<u8>> = drafts.iter().map(Draft::glb).collect();
    all.extend([&drafts[0], &drafts[3]].map(Draft::gltf));
    all
}

fn relief() -> Draft {
    let mut draft = Draft::quad();
    let uvs = draft.floats("VEC2", &[0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0]);
    let transform = json!({"offset": [0.5, 0.25], "rotation": 0.3, "scale": [2, -1], "texCoord": 1});
    let texture = json!({"index": 0, "scale": 0.5, "extensions": {"KHR_texture_transform": transform}});
    draft
        .attribute("TEXCOORD_1", uvs)
        .with("/materials/0/normalTexture", texture)
        .with("/samplers", json!([{"magFilter": 9728, "minFilter": 9987, "wrapS": 33071, "wrapT": 33648}]))
        .with("/textures/0/sampler", json!(0))
}

fn skinned() -> Draft {
    let mut draft = Draft::quad();
    let joints = draft.accessor(U8, "VEC4", 4, &[0, 1, 0, 0].repeat(4));
    let weights = draft.floats("VEC4", &[0.75, 0.25, 0.0, 0.0].repeat(4));
    let identity: Vec<f32> = (0..32).map(|at| f32::from(u8::from(at % 16 % 5 == 0))).collect();
    let bind = draft.floats("MAT4", &identity);
    draft
        .attribute("JOINTS_0", joints)
        .attribute("WEIGHTS_0", weights)
        .without("/meshes/0/primitives/0/attributes/NORMAL")
        .with("/skins", json!([{"joints": [1, 2], "inverseBindMatrices": bind}]))
        .with("/scenes/0/nodes", json!([0, 1]))
        .with("/nodes", json!([{"mesh": 0, "skin": 0}, {"translation": [0, 2, 0], "children": [2]}, {"rotation": [0, 0, 0.6, 0.8]}]))
}

fn morphed() -> Draft {
    let mut draft = Draft::quad();
    let up = draft.floats("VEC3", &[0.0, 1.0, 0.25].repeat(4));
    let (places, values) = (draft.view(&[1, 0, 3, 0]), draft.view(&[0; 24]));
    let sparse = json!({"count": 2, "indices": {"bufferView": places, "componentType": U16}, "values": {"bufferView": values}});
    let zeros =
        draft.push("/accessors", json!({"componentType": F32, "type": "VEC3", "count": 4, "sparse": sparse}));
    draft
        .with(
            "/meshes/0/primitives/0/targets",
            json!([{"POSITION": up, "NORMAL": zeros}, {"POSITION": zeros}]),
        )
        .with("/meshes/0/weights", json!([0.5, 0.25]))
        .with("/nodes/0/weights", json!([1, 0.125]))
}

fn instanced() -> Draft {
    let mut draft = Draft::quad();
    let indices = draft.shorts("SCALAR", &[0, 1, 3, 2]);
    let tangents = draft.floats("VEC4", &[1.0, 0.0, 0.0, -1.0].repeat(4));
    let strip = json!({"attributes": {"POSITION": 0, "NORMAL": 1, "TANGENT": tangents}, "indices": indices, "mode": 5});
    draft.push("/meshes/0/primitives", strip);
    draft.push("/meshes/0/primitives", json!({"attributes": {"POSITION": 0}, "mode": 6}));
    draft
        .with("/cameras", json!([
            {"type": "perspective", "perspective": {"yfov": 0.8, "znear": 0.01, "zfar": 100, "aspectRatio": 1.5}},
            {"type": "orthographic", "orthographic": {"xmag": 1, "ymag": 2, "znear": 0, "zfar": 10}},
        ]))
        .with("/nodes", json!([
            {"children": [1, 2, 3], "scale": [0.5, -0.5, 0.5]},
            {"mesh": 0, "camera": 0, "matrix": [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 2, 3, 1]},
            {"mesh": 0, "translation": [0, 1, 0]},
            {"camera": 1, "rotation": [0.5, 0.5, 0.5, 0.5]},
        ]))
}

fn variants() -> Draft {
    let mut draft = Draft::quad();
    let unlit =
        json!({"KHR_materials_unlit": {}, "KHR_materials_emissive_strength": {"emissiveStrength": 3}});
    draft.push("/materials", json!({"extensions": unlit, "emissiveFactor": [1, 0.5, 0], "alphaMode": "BLEND", "doubleSided": true}));
    draft.push("/materials", json!({"alphaMode": "MASK", "alphaCutoff": 0.25}));
    let mappings = json!([{"material": 1, "variants": [0, 2]}, {"material": 2, "variants": [1]}]);
    draft
        .with("/extensionsRequired", json!(["KHR_materials_variants", "KHR_texture_transform"]))
        .with("/extensions", json!({"KHR_materials_variants": {"variants": [{"name": "Red"}, {"name": "Blue"}, {"name": "Ecru"}]}}))
        .with("/meshes/0/primitives/0/extensions", json!({"KHR_materials_variants": {"mappings": mappings}}))
}

fn pictured() -> Draft {
    let mut draft = Draft::quad();
    let files = [image::ImageFormat::Jpeg, image::ImageFormat::WebP, image::ImageFormat::Png];
    for (format, slot) in files.into_iter().zip(["normalTexture", "occlusionTexture", "emissiveTexture"]) {
        let view = draft.view(&encoded(12, 10, format));
        let image = draft.push("/images", json!({"bufferView": view}));
        let texture = draft.push("/textures", json!({"source": image}));
        draft = draft.with(&format!("/materials/0/{slot}"), json!({"index": texture}));
    }
    draft
}

fn quantized() -> Draft {
    let mut draft = Draft::quad();
    let positions =
        draft.accessor(5120, "VEC3", 4, &[0, 0, 0, 9, 127, 0, 0, 9, 127, 127, 0, 9, 0, 127, 0, 9]);
    let colours = draft.accessor(U8, "VEC4", 4, &[200; 16]);
    let view = draft.json["accessors"][positions]["bufferView"].clone();
    draft
        .with(&format!("/bufferViews/{view}/byteStride"), json!(4))
        .with(&format!("/accessors/{positions}/normalized"), json!(true))
        .with(&format!("/accessors/{colours}/normalized"), json!(true))
        .attribute("POSITION", positions)
        .attribute("COLOR_0", colours)
        .with("/extensionsRequired", json!(["KHR_mesh_quantization"]))
}

/// Gestures of ordinary size.
pub(crate) fn gestures() -> Vec<Vec<u8>> {
    let mut rng = Rng::new(7);
    let mut one = |count: usize| {
        let first = [0.4f32, 1.2, 2.5, 0.1].into_iter();
        let gestures = (0..count * 4).map(|_| (rng.below(2000) as f32 - 1000.0) / 700.0);
        first.chain(gestures).flat_map(f32::to_le_bytes).collect()
    };
    vec![one(4), one(16), one(64)]
}
