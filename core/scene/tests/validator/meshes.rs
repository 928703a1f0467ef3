//! Meshes: attributes, targets, modes.

use super::kit::Draft;
use super::{DRAWN, all_as_told, set, unset};
use serde_json::json;

const PRIMITIVE: &str = "/meshes/0/primitives/0";

#[test]
fn meshes() {
    let at = |key: &str| format!("{PRIMITIVE}/{key}");
    let attribute =
        |name: &str, accessor: u32| set(&format!("{PRIMITIVE}/attributes/{name}"), json!(accessor));
    let targets = |position: usize, weights: serde_json::Value| {
        let draft = Draft::quad().with(&format!("{PRIMITIVE}/targets"), json!([{"POSITION": position}]));
        draft.with("/meshes/0/weights", weights).glb()
    };
    all_as_told(&[
        ("MESH_PRIMITIVE_NO_POSITION", unset(&at("attributes/POSITION")), "MODEL_EMPTY"),
        ("MESH_PRIMITIVE_INVALID_ATTRIBUTE", attribute("COLOUR", 1), DRAWN),
        (
            "MESH_PRIMITIVE_TANGENT_WITHOUT_NORMAL",
            {
                let mut draft = Draft::quad().without(&at("attributes/NORMAL"));
                let tangents = draft.floats("VEC4", &[1.0, 0.0, 0.0, 1.0].repeat(4));
                draft.attribute("TANGENT", tangents).glb()
            },
            DRAWN,
        ),
        (
            "MESH_PRIMITIVE_TANGENT_POINTS",
            {
                let mut draft = Draft::quad().with(&at("mode"), json!(0));
                let tangents = draft.floats("VEC4", &[1.0, 0.0, 0.0, 1.0].repeat(4));
                draft.attribute("TANGENT", tangents).glb()
            },
            DRAWN,
        ),
        ("MESH_PRIMITIVE_INDEXED_SEMANTIC_CONTINUITY", attribute("TEXCOORD_5", 2), DRAWN),
        ("MESH_PRIMITIVE_JOINTS_WEIGHTS_MISMATCH", attribute("JOINTS_0", 2), DRAWN),
        ("MESH_PRIMITIVE_UNEQUAL_ACCESSOR_COUNT", set("/accessors/1/count", json!(3)), "MODEL_ACCESSOR"),
        ("MESH_PRIMITIVE_INCOMPATIBLE_MODE", set("/accessors/3/count", json!(5)), DRAWN),
        ("MESH_PRIMITIVE_POSITION_ACCESSOR_WITHOUT_BOUNDS", Draft::quad().glb(), DRAWN),
        ("MESH_PRIMITIVE_ACCESSOR_WITHOUT_BYTESTRIDE", attribute("COLOR_0", 1), DRAWN),
        ("MESH_PRIMITIVE_ATTRIBUTES_ACCESSOR_INVALID_FORMAT", attribute("NORMAL", 2), "MODEL_ACCESSOR"),
        ("MESH_PRIMITIVE_TOO_FEW_TEXCOORDS", unset(&at("attributes/TEXCOORD_0")), DRAWN),
        ("MESH_PRIMITIVE_MORPH_TARGET_INVALID_ATTRIBUTE_COUNT", targets(3, json!([1])), "MODEL_ACCESSOR"),
        (
            "MESH_PRIMITIVE_MORPH_TARGET_NO_BASE_ACCESSOR",
            {
                let draft = Draft::quad().without(&at("attributes/NORMAL"));
                draft.with(&at("targets"), json!([{"NORMAL": 1}])).with("/meshes/0/weights", json!([1])).glb()
            },
            DRAWN,
        ),
        ("MESH_INVALID_WEIGHTS_COUNT", targets(1, json!([0, 1, 2])), DRAWN),
        (
            "MESH_PRIMITIVES_UNEQUAL_TARGETS_COUNT",
            {
                let mut draft = Draft::quad();
                draft.push("/meshes/0/primitives", draft.json["meshes"][0]["primitives"][0].clone());
                draft
                    .with(&at("targets"), json!([{"POSITION": 1}]))
                    .with("/meshes/0/weights", json!([1]))
                    .glb()
            },
            DRAWN,
        ),
        ("UNRESOLVED_REFERENCE", set(&at("material"), json!(7)), "MODEL_REFERENCE"),
        ("UNRESOLVED_REFERENCE", set(&at("indices"), json!(77)), "MODEL_REFERENCE"),
        ("EMPTY_ENTITY", set("/meshes/0/primitives", json!([])), "MODEL_EMPTY"),
        (
            "KHR_MATERIALS_VARIANTS_NON_UNIQUE_VARIANT",
            {
                let names = json!({"KHR_materials_variants": {"variants": [{"name": "Red"}]}});
                let mappings =
                    json!({"KHR_materials_variants": {"mappings": [{"material": 0, "variants": [0, 0]}]}});
                Draft::quad().with("/extensions", names).with(&at("extensions"), mappings).glb()
            },
            "MODEL_JSON",
        ),
    ]);
}

#[test]
fn materials() {
    let extension =
        |name: &str, value: serde_json::Value| set("/materials/0/extensions", json!({name: value}));
    all_as_told(&[
        ("MATERIAL_ALPHA_CUTOFF_INVALID_MODE", set("/materials/0/alphaCutoff", json!(0.5)), DRAWN),
        ("UNRESOLVED_REFERENCE", set("/materials/0/normalTexture", json!({"index": 7})), "MODEL_REFERENCE"),
        (
            "KHR_MATERIALS_CLEARCOAT_CLEARCOAT_NORMAL_TEXTURE",
            extension("KHR_materials_clearcoat", json!({"clearcoatFactor": 1})),
            DRAWN,
        ),
        (
            "KHR_MATERIALS_VOLUME_NO_TRANSMISSION",
            extension("KHR_materials_volume", json!({"thicknessFactor": 1})),
            DRAWN,
        ),
        (
            "KHR_MATERIALS_VOLUME_DOUBLE_SIDED",
            extension("KHR_materials_volume", json!({"thicknessFactor": -1})),
            DRAWN,
        ),
        (
            "KHR_MATERIALS_EMISSIVE_STRENGTH_ZERO_FACTOR",
            extension("KHR_materials_emissive_strength", json!({"emissiveStrength": 5})),
            DRAWN,
        ),
        (
            "MULTIPLE_EXTENSIONS",
            set(
                "/materials/0/extensions",
                json!({"KHR_materials_unlit": {}, "KHR_materials_pbrSpecularGlossiness": {}}),
            ),
            DRAWN,
        ),
        ("VALUE_NOT_IN_RANGE", extension("KHR_materials_ior", json!({"ior": 0.5})), DRAWN),
        ("TYPE_MISMATCH", extension("KHR_materials_ior", json!({"ior": "glass"})), "MODEL_JSON"),
    ]);
}
