//! Nodes, scenes, skins and cameras.

use super::kit::Draft;
use super::{DRAWN, all_as_told, set};
use serde_json::{Value, json};

#[test]
fn nodes_and_scenes() {
    let nodes = |nodes: Value| set("/nodes", nodes);
    let node = |key: &str, value: Value| set(&format!("/nodes/0/{key}"), value);
    let identity = json!([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
    let sheared = json!([1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
    all_as_told(&[
        ("NODE_LOOP", nodes(json!([{"mesh": 0, "children": [0]}])), "MODEL_NODE_LOOP"),
        ("NODE_LOOP", nodes(json!([{"mesh": 0}, {"children": [2]}, {"children": [1]}])), "MODEL_NODE_LOOP"),
        (
            "NODE_PARENT_OVERRIDE",
            nodes(json!([{"children": [1, 2]}, {"children": [2]}, {"mesh": 0}])),
            "MODEL_NODE_LOOP",
        ),
        ("SCENE_NON_ROOT_NODE", nodes(json!([{"mesh": 0}, {"children": [0]}])), DRAWN),
        ("NODE_EMPTY", nodes(json!([{"mesh": 0, "children": [1]}, {}])), DRAWN),
        ("NODE_MATRIX_DEFAULT", node("matrix", identity.clone()), DRAWN),
        ("NODE_MATRIX_TRS", nodes(json!([{"mesh": 0, "matrix": identity, "scale": [2, 2, 2]}])), DRAWN),
        ("NODE_MATRIX_NON_TRS", node("matrix", sheared), DRAWN),
        ("NODE_MATRIX_NON_TRS", node("matrix", json!(vec![0; 16])), "MODEL_EMPTY"),
        ("ROTATION_NON_UNIT", node("rotation", json!([0, 0, 0, 7])), DRAWN),
        ("ROTATION_NON_UNIT", node("rotation", json!([0, 0, 0, 0])), DRAWN),
        ("NODE_WEIGHTS_INVALID", node("weights", json!([1, 2, 3])), DRAWN),
        (
            "NODE_SKIN_WITH_NON_SKINNED_MESH",
            { Draft::quad().with("/skins", json!([{"joints": [0]}])).with("/nodes/0/skin", json!(0)).glb() },
            DRAWN,
        ),
        ("UNRESOLVED_REFERENCE", node("mesh", json!(7)), "MODEL_REFERENCE"),
        ("UNRESOLVED_REFERENCE", node("children", json!([7])), "MODEL_REFERENCE"),
        ("UNRESOLVED_REFERENCE", set("/scene", json!(7)), "MODEL_REFERENCE"),
        ("UNRESOLVED_REFERENCE", node("camera", json!(7)), "MODEL_REFERENCE"),
        (
            "KHR_LIGHTS_PUNCTUAL_LIGHT_SPOT_ANGLES",
            Draft::quad()
                .with("/extensionsRequired", json!(["KHR_lights_punctual"]))
                .with("/extensions", json!({"KHR_lights_punctual": {"lights": [{"type": "moon"}]}}))
                .with("/nodes/0/extensions", json!({"KHR_lights_punctual": {"light": 9}}))
                .glb(),
            "MODEL_FINDING_EXTENSION",
        ),
    ]);
}

#[test]
fn skins() {
    let skinned = |skin: Value, matrices: &[f32]| {
        let mut draft = Draft::quad();
        let joints = draft.shorts("VEC4", &[0; 16]);
        let weights = draft.floats("VEC4", &[1.0, 0.0, 0.0, 0.0].repeat(4));
        // Accessor 6.
        draft.floats("MAT4", matrices);
        let draft = draft.attribute("JOINTS_0", joints).attribute("WEIGHTS_0", weights);
        draft.with("/skins", json!([skin])).with("/nodes/0/skin", json!(0)).glb()
    };
    let mut identity = [0.0f32; 16];
    [0, 5, 10, 15].into_iter().for_each(|at| identity[at] = 1.0);
    let mut odd = identity;
    odd[15] = 2.0;
    let with = |accessor: u32| json!({"joints": [0], "inverseBindMatrices": accessor});
    all_as_told(&[
        (
            "INVALID_IBM_ACCESSOR_COUNT",
            skinned(json!({"joints": [0, 0], "inverseBindMatrices": 6}), &identity),
            DRAWN,
        ),
        ("SKIN_IBM_INVALID_FORMAT", skinned(with(0), &identity), "MODEL_ACCESSOR"),
        ("ACCESSOR_INVALID_IBM", skinned(with(6), &odd), DRAWN),
        ("ACCESSOR_INDECOMPOSABLE_MATRIX", skinned(with(6), &[0.0; 16]), "MODEL_EMPTY"),
        ("ACCESSOR_INVALID_FLOAT", skinned(with(6), &[f32::NAN; 16]), "MODEL_NUMBER"),
        ("SKIN_NO_COMMON_ROOT", skinned(json!({"joints": [0], "skeleton": 0}), &identity), DRAWN),
        ("SKIN_SKELETON_INVALID", skinned(json!({"joints": [0], "skeleton": 9}), &identity), DRAWN),
        ("UNRESOLVED_REFERENCE", skinned(json!({"joints": [9]}), &identity), "MODEL_REFERENCE"),
        ("EMPTY_ENTITY", skinned(json!({"joints": []}), &identity), "MODEL_REFERENCE"),
    ]);
}

#[test]
fn cameras() {
    let camera = |camera: Value| {
        Draft::quad().with("/cameras", json!([camera])).with("/nodes/0/camera", json!(0)).glb()
    };
    let eye = |yfov: f64, znear: f64, zfar: f64| {
        camera(json!({"type": "perspective", "perspective": {"yfov": yfov, "znear": znear, "zfar": zfar}}))
    };
    let flat = |xmag: f64, ymag: f64| {
        let lens = json!({"xmag": xmag, "ymag": ymag, "znear": 0, "zfar": 1});
        camera(json!({"type": "orthographic", "orthographic": lens}))
    };
    all_as_told(&[
        ("CAMERA_YFOV_GEQUAL_PI", eye(3.2, 0.1, 1.0), "MODEL_NUMBER"),
        ("CAMERA_ZFAR_LEQUAL_ZNEAR", eye(1.0, 1.0, 0.5), "MODEL_NUMBER"),
        ("CAMERA_XMAG_YMAG_ZERO", flat(0.0, 0.0), "MODEL_NUMBER"),
        ("CAMERA_XMAG_YMAG_NEGATIVE", flat(-1.0, 1.0), "MODEL_NUMBER"),
        ("VALUE_NOT_IN_LIST", camera(json!({"type": "pinhole"})), "MODEL_JSON"),
        ("ONE_OF_MISMATCH", camera(json!({"type": "perspective"})), "MODEL_JSON"),
    ]);
}
