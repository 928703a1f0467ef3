//! Buffers, buffer views, accessors and what is in them.

use super::kit::{Draft, F32, U8, U16, U32};
use super::{DRAWN, all_as_told, set, unset};
use serde_json::{Value, json};

#[test]
fn buffers() {
    let uri = |uri: &str| set("/buffers/0/uri", json!(uri));
    all_as_told(&[
        ("BUFFER_BYTE_LENGTH_MISMATCH", set("/buffers/0/byteLength", json!(100_000)), "MODEL_BUFFER"),
        ("BUFFER_BYTE_LENGTH_MISMATCH", uri("data:;base64,AAAA"), "MODEL_BUFFER"),
        ("BUFFER_GLB_CHUNK_TOO_BIG", set("/buffers/0/byteLength", json!(1)), DRAWN),
        (
            "BUFFER_MISSING_GLB_DATA",
            super::kit::container(Draft::quad().json.to_string().as_bytes(), None),
            "MODEL_BUFFER",
        ),
        ("IO_ERROR", uri("there.bin"), "MODEL_BUFFER"),
        ("NON_RELATIVE_URI", uri("https://example.com/a.bin"), "MODEL_BUFFER"),
        ("INVALID_URI", uri("data:;base64,!"), "MODEL_BUFFER"),
        ("UNDEFINED_PROPERTY", unset("/buffers/0/byteLength"), "MODEL_BUFFER"),
        (
            "UNUSED_OBJECT",
            {
                let mut draft = Draft::quad();
                draft.push("/buffers", json!({"byteLength": 9, "uri": "lost.bin"}));
                draft.push("/accessors", json!({"bufferView": 99}));
                draft.push("/bufferViews", json!({"buffer": 99}));
                draft.glb()
            },
            DRAWN,
        ),
    ]);
}

#[test]
fn buffer_views() {
    let at = |key: &str, value: Value| set(&format!("/bufferViews/0/{key}"), value);
    all_as_told(&[
        ("BUFFER_VIEW_TOO_LONG", at("byteLength", json!(100_000)), "MODEL_BUFFER"),
        ("BUFFER_VIEW_TOO_LONG", at("byteOffset", json!(9e15)), "MODEL_BUFFER"),
        ("BUFFER_VIEW_TOO_BIG_BYTE_STRIDE", at("byteStride", json!(252)), "MODEL_ACCESSOR"),
        ("BUFFER_VIEW_INVALID_BYTE_STRIDE", at("byteStride", json!(4)), "MODEL_ACCESSOR"),
        ("BUFFER_VIEW_TARGET_MISSING", at("target", Value::Null), DRAWN),
        ("BUFFER_VIEW_TARGET_OVERRIDE", at("target", json!(34963)), DRAWN),
        ("INVALID_GL_VALUE", at("target", json!(1)), DRAWN),
        ("UNRESOLVED_REFERENCE", at("buffer", json!(7)), "MODEL_REFERENCE"),
        ("UNDEFINED_PROPERTY", unset("/bufferViews/0/buffer"), "MODEL_BUFFER"),
        ("UNDEFINED_PROPERTY", unset("/bufferViews/0/byteLength"), "MODEL_ACCESSOR"),
    ]);
}

#[test]
fn accessors() {
    let at = |key: &str, value: Value| set(&format!("/accessors/0/{key}"), value);
    let sparse = |count: u32, places: [u16; 2]| {
        let mut draft = Draft::quad();
        let indices = draft.view(bytemuck::bytes_of(&places));
        let values = draft.view(&[0; 24]);
        let indices = json!({"bufferView": indices, "componentType": U16});
        let sparse = json!({"count": count, "indices": indices, "values": {"bufferView": values}});
        draft.with("/accessors/0/sparse", sparse).glb()
    };
    all_as_told(&[
        ("ACCESSOR_TOO_LONG", at("count", json!(5)), "MODEL_ACCESSOR"),
        ("ACCESSOR_OFFSET_ALIGNMENT", at("byteOffset", json!(1)), "MODEL_ACCESSOR"),
        ("ACCESSOR_TOTAL_OFFSET_ALIGNMENT", unaligned(), DRAWN),
        ("ACCESSOR_SMALL_BYTESTRIDE", set("/bufferViews/0/byteStride", json!(8)), "MODEL_ACCESSOR"),
        ("ACCESSOR_NORMALIZED_INVALID", at("normalized", json!(true)), DRAWN),
        ("ACCESSOR_USAGE_OVERRIDE", set("/meshes/0/primitives/0/indices", json!(0)), "MODEL_ACCESSOR"),
        ("ACCESSOR_MAX_MISMATCH", at("max", json!([9, 9, 9])), DRAWN),
        ("ACCESSOR_MIN_MISMATCH", at("min", json!([-9, -9, -9])), DRAWN),
        ("ACCESSOR_ELEMENT_OUT_OF_MAX_BOUND", at("max", json!([0, 0, 0])), DRAWN),
        ("ACCESSOR_ELEMENT_OUT_OF_MIN_BOUND", at("min", json!([1, 1, 1])), DRAWN),
        ("ACCESSOR_SPARSE_COUNT_OUT_OF_RANGE", sparse(9, [0, 1]), "MODEL_ACCESSOR"),
        ("ACCESSOR_SPARSE_INDEX_OOB", sparse(2, [0, 4]), "MODEL_ACCESSOR"),
        ("ACCESSOR_SPARSE_INDICES_NON_INCREASING", sparse(2, [1, 0]), DRAWN),
        ("UNRESOLVED_REFERENCE", at("bufferView", json!(99)), "MODEL_REFERENCE"),
        ("VALUE_NOT_IN_LIST", at("componentType", json!(5124)), "MODEL_ACCESSOR"),
        ("VALUE_NOT_IN_LIST", at("type", json!("VEC5")), "MODEL_ACCESSOR"),
    ]);
}

/// Positions that begin at an odd byte.
fn unaligned() -> Vec<u8> {
    let mut draft = Draft::quad();
    let view = draft.view(&[&[0], &draft.bin[..48].to_vec()[..]].concat());
    let offset = draft.json["bufferViews"][view]["byteOffset"].as_u64().expect("a number") + 1;
    let draft = draft.with(&format!("/bufferViews/{view}/byteOffset"), json!(offset));
    let draft = draft.with(&format!("/bufferViews/{view}/byteLength"), json!(48));
    draft.with("/accessors/0/bufferView", json!(view)).glb()
}

#[test]
fn accessors_data() {
    let float = |at: usize, x: f32| Draft::quad().bytes(at, &x.to_le_bytes()).glb();
    let index = |index: u16| Draft::quad().bytes(128, &index.to_le_bytes()).glb();
    let skinned = |joints: [u8; 4], weights: [f32; 4]| {
        let mut draft = Draft::quad();
        let joints = draft.accessor(U8, "VEC4", 4, &joints.repeat(4));
        let weights = draft.floats("VEC4", &weights.repeat(4));
        let draft = draft.attribute("JOINTS_0", joints).attribute("WEIGHTS_0", weights);
        draft.with("/skins", json!([{"joints": [0, 0]}])).with("/nodes/0/skin", json!(0)).glb()
    };
    let tangents = |w: f32| {
        let mut draft = Draft::quad().with("/materials/0/normalTexture", json!({"index": 0}));
        let tangents = draft.floats("VEC4", &[1.0, 0.0, 0.0, w].repeat(4));
        draft.attribute("TANGENT", tangents).glb()
    };
    let colours = |x: f32| {
        let mut draft = Draft::quad();
        let colours = draft.floats("VEC4", &[x; 16]);
        draft.attribute("COLOR_0", colours).glb()
    };
    all_as_told(&[
        ("ACCESSOR_INVALID_FLOAT", float(0, f32::NAN), "MODEL_NUMBER"),
        ("ACCESSOR_INVALID_FLOAT", float(48, f32::INFINITY), "MODEL_NUMBER"),
        ("ACCESSOR_INDEX_OOB", index(4), "MODEL_INDEX"),
        ("ACCESSOR_INDEX_PRIMITIVE_RESTART", index(0xFFFF), "MODEL_INDEX"),
        ("ACCESSOR_INDEX_TRIANGLE_DEGENERATE", index(1), DRAWN),
        ("ACCESSOR_VECTOR3_NON_UNIT", float(56, 7.0), DRAWN),
        ("ACCESSOR_INVALID_SIGN", tangents(0.3), DRAWN),
        ("ACCESSOR_NON_CLAMPED", colours(3.0), DRAWN),
        ("ACCESSOR_JOINTS_INDEX_OOB", skinned([7, 0, 0, 0], [1.0, 0.0, 0.0, 0.0]), "MODEL_REFERENCE"),
        ("ACCESSOR_JOINTS_INDEX_DUPLICATE", skinned([0, 0, 0, 0], [0.5, 0.5, 0.0, 0.0]), DRAWN),
        ("ACCESSOR_JOINTS_USED_ZERO_WEIGHT", skinned([1, 1, 1, 1], [1.0, 0.0, 0.0, 0.0]), DRAWN),
        ("ACCESSOR_WEIGHTS_NEGATIVE", skinned([0, 1, 0, 0], [1.5, -0.5, 0.0, 0.0]), DRAWN),
        ("ACCESSOR_WEIGHTS_NON_NORMALIZED", skinned([0, 1, 0, 0], [3.0, 4.0, 0.0, 0.0]), DRAWN),
        (
            "MESH_PRIMITIVE_ATTRIBUTES_ACCESSOR_UNSIGNED_INT",
            set("/accessors/0/componentType", json!(U32)),
            "MODEL_ACCESSOR",
        ),
        (
            "MESH_PRIMITIVE_INDICES_ACCESSOR_INVALID_FORMAT",
            set("/accessors/3/componentType", json!(F32)),
            "MODEL_ACCESSOR",
        ),
    ]);
}
