//! Animations, images, textures and samplers.

use super::kit::{Draft, encoded, png};
use super::{DRAWN, all_as_told, set};
use serde_json::{Value, json};

const AT_REST: &str = "MODEL_FINDING_ANIMATION_AT_REST";
const LEFT_OUT: &str = "MODEL_FINDING_ANIMATION";

#[test]
fn animations() {
    let animated = |times: &[f32], places: &[f32], change: &dyn Fn(Draft) -> Draft| {
        let mut draft = Draft::quad();
        let (times, places) = (draft.floats("SCALAR", times), draft.floats("VEC3", places));
        let sampler = json!({"input": times, "output": places});
        let channel = json!({"sampler": 0, "target": {"node": 0, "path": "translation"}});
        change(draft.with("/animations", json!([{"samplers": [sampler], "channels": [channel]}]))).glb()
    };
    let good = |change: &dyn Fn(Draft) -> Draft| animated(&[0.0, 1.0], &[0.0; 6], change);
    let with = |pointer: &str, value: Value| {
        good(&|draft| draft.with(&format!("/animations/0/{pointer}"), value.clone()))
    };
    let plain = |draft: Draft| draft;
    all_as_told(&[
        (
            "ANIMATION_CHANNEL_TARGET_NODE_MATRIX",
            good(&|draft| {
                draft.with("/nodes/0/matrix", json!([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]))
            }),
            AT_REST,
        ),
        (
            "ANIMATION_CHANNEL_TARGET_NODE_WEIGHTS_NO_MORPHS",
            with("channels/0/target/path", json!("weights")),
            LEFT_OUT,
        ),
        (
            "ANIMATION_CHANNEL_TARGET_NODE_SKIN",
            good(&|draft| draft.with("/skins", json!([{"joints": [0]}]))),
            AT_REST,
        ),
        (
            "ANIMATION_DUPLICATE_TARGETS",
            good(&|mut draft| {
                draft.push("/animations/0/channels", draft.json["animations"][0]["channels"][0].clone());
                draft
            }),
            AT_REST,
        ),
        ("ANIMATION_SAMPLER_INPUT_ACCESSOR_INVALID_FORMAT", with("samplers/0/input", json!(0)), LEFT_OUT),
        ("ANIMATION_SAMPLER_INPUT_ACCESSOR_WITHOUT_BOUNDS", good(&plain), AT_REST),
        (
            "ANIMATION_SAMPLER_INPUT_ACCESSOR_TOO_FEW_ELEMENTS",
            animated(&[0.0], &[0.0; 9], &|draft| {
                draft.with("/animations/0/samplers/0/interpolation", json!("CUBICSPLINE"))
            }),
            AT_REST,
        ),
        (
            "ANIMATION_SAMPLER_OUTPUT_ACCESSOR_INVALID_COUNT",
            animated(&[0.0, 1.0], &[0.0; 9], &plain),
            LEFT_OUT,
        ),
        ("ANIMATION_SAMPLER_OUTPUT_ACCESSOR_INVALID_FORMAT", with("samplers/0/output", json!(2)), LEFT_OUT),
        ("ACCESSOR_ANIMATION_INPUT_NEGATIVE", animated(&[-1.0, 1.0], &[0.0; 6], &plain), AT_REST),
        ("ACCESSOR_ANIMATION_INPUT_NON_INCREASING", animated(&[1.0, 1.0], &[0.0; 6], &plain), AT_REST),
        ("ACCESSOR_INVALID_FLOAT", animated(&[f32::NAN, 1.0], &[0.0; 6], &plain), LEFT_OUT),
        (
            "ACCESSOR_ANIMATION_SAMPLER_OUTPUT_NON_NORMALIZED_QUATERNION",
            {
                let mut draft = Draft::quad();
                let (times, turns) =
                    (draft.floats("SCALAR", &[0.0]), draft.floats("VEC4", &[0.0, 0.0, 0.0, 9.0]));
                let sampler = json!({"input": times, "output": turns});
                let channel = json!({"sampler": 0, "target": {"node": 0, "path": "rotation"}});
                draft.with("/animations", json!([{"samplers": [sampler], "channels": [channel]}])).glb()
            },
            AT_REST,
        ),
        ("UNRESOLVED_REFERENCE", with("channels/0/sampler", json!(7)), LEFT_OUT),
        ("UNRESOLVED_REFERENCE", with("channels/0/target/node", json!(7)), LEFT_OUT),
        ("UNRESOLVED_REFERENCE", with("samplers/0/input", json!(77)), LEFT_OUT),
        ("VALUE_NOT_IN_LIST", with("samplers/0/interpolation", json!("JUMP")), LEFT_OUT),
        ("EMPTY_ENTITY", with("channels", json!([])), DRAWN),
    ]);
}

#[test]
fn images_and_textures() {
    let file = |bytes: &[u8]| {
        let mut draft = Draft::quad();
        let view = draft.view(bytes);
        draft.with("/images/0", json!({"bufferView": view, "mimeType": "image/png"})).glb()
    };
    let jpeg = encoded(8, 8, image::ImageFormat::Jpeg);
    let left_out = "MODEL_FINDING_TEXTURE";
    all_as_told(&[
        ("IMAGE_DATA_INVALID", file(&[&png(8, 8)[..40], &[0; 40]].concat()), left_out),
        ("IMAGE_UNEXPECTED_EOS", file(&png(64, 64)[..50]), left_out),
        ("IMAGE_UNRECOGNIZED_FORMAT", file(b"no picture"), left_out),
        ("IMAGE_MIME_TYPE_INVALID", file(&jpeg), DRAWN),
        ("IMAGE_NON_ENABLED_MIME_TYPE", file(&encoded(8, 8, image::ImageFormat::WebP)), DRAWN),
        ("IMAGE_NON_POWER_OF_TWO_DIMENSIONS", file(&png(7, 5)), DRAWN),
        ("IMAGE_BUFFER_VIEW_WITH_BYTESTRIDE", set("/bufferViews/4/byteStride", json!(4)), DRAWN),
        ("IO_ERROR", set("/images/0", json!({"uri": "lost.png"})), left_out),
        ("NON_RELATIVE_URI", set("/images/0", json!({"uri": "https://example.com/a.png"})), left_out),
        ("TEXTURE_INVALID_IMAGE_MIME_TYPE", set("/images/0/mimeType", json!("text/plain")), DRAWN),
        ("UNRESOLVED_REFERENCE", set("/textures/0/source", json!(7)), "MODEL_REFERENCE"),
        ("UNRESOLVED_REFERENCE", set("/textures/0/sampler", json!(7)), "MODEL_REFERENCE"),
        ("UNRESOLVED_REFERENCE", set("/images/0/bufferView", json!(77)), "MODEL_REFERENCE"),
        ("UNDEFINED_PROPERTY", set("/textures/0", json!({})), left_out),
        (
            "INVALID_GL_VALUE",
            {
                let sampler = json!([{"magFilter": 1, "minFilter": 2, "wrapS": 3, "wrapT": 4}]);
                Draft::quad().with("/samplers", sampler).with("/textures/0/sampler", json!(0)).glb()
            },
            DRAWN,
        ),
        (
            "KHR_TEXTURE_TRANSFORM",
            set(
                "/materials/0/emissiveTexture",
                json!({
                    "index": 0, "extensions": {"KHR_texture_transform": {"scale": [1e39, 1]}}
                }),
            ),
            "MODEL_NUMBER",
        ),
    ]);
}
