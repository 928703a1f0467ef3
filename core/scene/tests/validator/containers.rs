//! GLB, JSON, the asset and extensions.

use super::kit::{Draft, container};
use super::{DRAWN, all_as_told, set, unset};
use serde_json::json;

#[test]
fn glb() {
    let good = Draft::quad().glb();
    let json_length = u32::from_le_bytes(good[12..16].try_into().expect("four")) as usize;
    let (head, json, binary) = (&good[..12], &good[12..20 + json_length], &good[20 + json_length..]);
    let sized = |mut bytes: Vec<u8>| {
        let length = bytes.len() as u32;
        bytes[8..12].copy_from_slice(&length.to_le_bytes());
        bytes
    };
    let patched = |at: usize, four: [u8; 4]| {
        let mut bytes = good.clone();
        bytes[at..at + 4].copy_from_slice(&four);
        bytes
    };
    let text = Draft::quad().json.to_string();
    let odd = [&text[..], &" ".repeat(5 - text.len() % 4)].concat();
    let unaligned = [head, &(odd.len() as u32).to_le_bytes(), b"JSON", odd.as_bytes(), binary].concat();
    let chunk =
        |kind: &[u8; 4], bytes: &[u8]| [&(bytes.len() as u32).to_le_bytes()[..], kind, bytes].concat();
    all_as_told(&[
        ("GLB_INVALID_MAGIC", patched(0, *b"glTf"), "MODEL_JSON"),
        ("GLB_INVALID_VERSION", patched(4, [1, 0, 0, 0]), "MODEL_VERSION"),
        ("GLB_LENGTH_TOO_SMALL", patched(8, [8, 0, 0, 0]), "MODEL_CONTAINER"),
        ("GLB_LENGTH_MISMATCH", patched(8, [0xFF; 4]), "MODEL_CONTAINER"),
        ("GLB_EXTRA_DATA", [&good[..], b"more"].concat(), DRAWN),
        ("GLB_CHUNK_LENGTH_UNALIGNED", sized(unaligned), DRAWN),
        ("GLB_CHUNK_TOO_BIG", patched(12, [0xFF; 4]), "MODEL_CONTAINER"),
        ("GLB_DUPLICATE_CHUNK", sized([head, json, json].concat()), "MODEL_CONTAINER"),
        ("GLB_DUPLICATE_CHUNK", sized([&good[..], binary].concat()), "MODEL_CONTAINER"),
        ("GLB_EMPTY_CHUNK", container(b"", Some(&[])), "MODEL_JSON"),
        ("GLB_EMPTY_BIN_CHUNK", container(text.as_bytes(), Some(&[])), "MODEL_BUFFER"),
        (
            "GLB_UNEXPECTED_BIN_CHUNK",
            sized([&good[..], &chunk(b"ABCD", b"1234"), binary].concat()),
            "MODEL_CONTAINER",
        ),
        ("GLB_UNEXPECTED_FIRST_CHUNK", sized([head, binary, json].concat()), "MODEL_CONTAINER"),
        ("GLB_UNEXPECTED_END_OF_HEADER", good[..11].to_vec(), "MODEL_CONTAINER"),
        ("GLB_UNEXPECTED_END_OF_CHUNK_HEADER", sized(good[..16].to_vec()), "MODEL_CONTAINER"),
        ("GLB_UNEXPECTED_END_OF_CHUNK_DATA", sized(good[..40].to_vec()), "MODEL_CONTAINER"),
        ("GLB_UNKNOWN_CHUNK_TYPE", sized([&good[..], &chunk(b"ABCD", b"1234")].concat()), DRAWN),
    ]);
}

#[test]
fn schema() {
    let primitive = |key: &str| format!("/meshes/0/primitives/0/{key}");
    all_as_told(&[
        ("INVALID_JSON", b"{\"asset\":".to_vec(), "MODEL_JSON"),
        ("TYPE_MISMATCH", set("/nodes", json!(1)), "MODEL_JSON"),
        ("TYPE_MISMATCH", set("/nodes/0/mesh", json!("0")), "MODEL_JSON"),
        ("ARRAY_TYPE_MISMATCH", set("/scenes/0/nodes", json!(["0"])), "MODEL_JSON"),
        ("ARRAY_LENGTH_NOT_IN_LIST", set("/nodes/0/translation", json!([1, 2])), "MODEL_JSON"),
        ("ARRAY_LENGTH_NOT_IN_LIST", set("/nodes/0/matrix", json!([1, 0, 0])), "MODEL_JSON"),
        ("DUPLICATE_ELEMENTS", set("/scenes/0/nodes", json!([0, 0])), "MODEL_NODE_LOOP"),
        ("EMPTY_ENTITY", set("/cameras", json!([])), DRAWN),
        ("INVALID_INDEX", set("/nodes/0/skin", json!(-1)), DRAWN),
        ("INVALID_INDEX", set("/nodes/0/skin", json!(-2)), "MODEL_JSON"),
        ("INVALID_URI", set("/images/0", json!({"uri": "%ff"})), "MODEL_FINDING_TEXTURE"),
        ("ONE_OF_MISMATCH", set("/images/0", json!({})), "MODEL_FINDING_TEXTURE"),
        ("PATTERN_MISMATCH", set("/asset/version", json!("two")), "MODEL_VERSION"),
        ("UNDEFINED_PROPERTY", unset("/asset/version"), "MODEL_VERSION"),
        ("UNDEFINED_PROPERTY", unset("/accessors/0/type"), "MODEL_ACCESSOR"),
        ("UNEXPECTED_PROPERTY", set("/nodes/0/colour", json!("red")), DRAWN),
        ("UNSATISFIED_DEPENDENCY", set("/nodes/0/skin", json!(0)), "MODEL_REFERENCE"),
        ("VALUE_NOT_IN_LIST", set("/materials/0/alphaMode", json!("GHOST")), "MODEL_JSON"),
        ("VALUE_NOT_IN_LIST", set(&primitive("mode"), json!(9)), "MODEL_NUMBER"),
        ("VALUE_NOT_IN_RANGE", set("/materials/0/alphaCutoff", json!(-1)), DRAWN),
        ("VALUE_NOT_IN_RANGE", set("/materials/0/emissiveFactor", json!([9, 0, 0])), DRAWN),
        ("VALUE_NOT_IN_RANGE", set("/accessors/0/count", json!(0)), "MODEL_ACCESSOR"),
        ("VALUE_MULTIPLE_OF", set("/bufferViews/0/byteStride", json!(13)), "MODEL_ACCESSOR"),
        ("NON_OBJECT_EXTRAS", set("/asset/extras", json!(1)), DRAWN),
    ]);
}

#[test]
fn asset_and_extensions() {
    all_as_told(&[
        ("UNKNOWN_ASSET_MAJOR_VERSION", set("/asset/version", json!("3.0")), "MODEL_VERSION"),
        ("UNKNOWN_ASSET_MINOR_VERSION", set("/asset/version", json!("2.9")), DRAWN),
        ("ASSET_MIN_VERSION_GREATER_THAN_VERSION", set("/asset/minVersion", json!("2.1")), "MODEL_VERSION"),
        (
            "UNSUPPORTED_EXTENSION",
            set("/extensionsUsed", json!(["EXT_of_the_moon"])),
            "MODEL_FINDING_EXTENSION",
        ),
        ("UNSUPPORTED_EXTENSION", set("/extensionsRequired", json!(["EXT_of_the_moon"])), "MODEL_EXTENSION"),
        ("UNDECLARED_EXTENSION", set("/nodes/0/extensions", json!({"KHR_node_visibility": {}})), DRAWN),
        (
            "UNEXPECTED_EXTENSION_OBJECT",
            set("/nodes/0/extensions", json!({"KHR_materials_unlit": {}})),
            DRAWN,
        ),
        ("UNUSED_EXTENSION_REQUIRED", set("/extensionsRequired", json!(["KHR_materials_unlit"])), DRAWN),
        (
            "UNRESERVED_EXTENSION_PREFIX",
            set("/extensionsUsed", json!(["ME_mine"])),
            "MODEL_FINDING_EXTENSION",
        ),
        (
            "INVALID_EXTENSION_NAME_FORMAT",
            set("/extensionsRequired", json!(["no name at all"])),
            "MODEL_EXTENSION",
        ),
    ]);
}
