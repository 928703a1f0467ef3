//! Each limit is refused with its own code, and what is just inside is accepted.

mod kit;

use kit::{Draft, data_uri};
use serde_json::{Value, json};
use tradewind_scene::{Limits, Loader, ModelError};

fn code(bytes: &[u8]) -> &'static str {
    Loader::default().load(bytes).map_or_else(|error| error.code(), |_| "accepted")
}

fn set(pointer: &str, value: Value) -> Vec<u8> {
    Draft::quad().with(pointer, value).glb()
}

#[test]
fn each_limit_is_refused_with_its_own_code() {
    let good = Draft::quad().glb();
    let d = Limits::default();
    let exact = Limits {
        file_bytes: good.len() as u64,
        vertices: 4,
        indices: 6,
        image_side: 4,
        pixels: 16,
        depth: 1,
        materials: 1,
        primitives: 1,
        variants: 0,
        ..d
    };
    let of = |limits: Limits| Loader::new(limits).load(&good).map(drop);
    assert_eq!(of(exact), Ok(()));
    let bytes = good.len() as u64;
    let rows = [
        (
            Limits { file_bytes: bytes - 1, ..d },
            ModelError::FileTooLarge { bytes, limit: bytes - 1 },
            "MODEL_FILE_TOO_LARGE",
        ),
        (Limits { vertices: 3, ..d }, ModelError::TooManyVertices(3), "MODEL_TOO_MANY_VERTICES"),
        (Limits { indices: 5, ..d }, ModelError::TooManyVertices(d.vertices), "MODEL_TOO_MANY_VERTICES"),
        (
            Limits { image_side: 3, ..d },
            ModelError::ImageTooLarge { width: 4, height: 4, limit: 3 },
            "MODEL_IMAGE_TOO_LARGE",
        ),
        (Limits { pixels: 15, ..d }, ModelError::TooManyPixels(15), "MODEL_TOO_MANY_PIXELS"),
        (Limits { depth: 0, ..d }, ModelError::TooDeep(0), "MODEL_TOO_DEEP"),
        (Limits { materials: 0, ..d }, ModelError::TooManyMaterials(0), "MODEL_TOO_MANY_MATERIALS"),
        (Limits { values: 20, ..d }, ModelError::TooManyValues(20), "MODEL_TOO_MANY_VALUES"),
        (Limits { primitives: 0, ..d }, ModelError::TooManyPrimitives(0), "MODEL_TOO_MANY_PRIMITIVES"),
    ];
    for (limits, error, code) in rows {
        assert!(error.is_too_large() && error.code() == code, "{error}");
        assert_eq!(of(limits), Err(error));
    }
    assert_eq!(Loader::default().until(&|| true).load(&good).map(drop), Err(ModelError::Time));
    assert!(ModelError::Time.is_too_large() && !ModelError::Empty.is_too_large());
}

#[test]
fn the_defaults_hold_at_their_edge() {
    let chain = |depth: usize| {
        let inner = (1..depth).map(|child| json!({"children": [child]}));
        set("/nodes", inner.chain([json!({"mesh": 0})]).collect())
    };
    assert_eq!((code(&chain(512)), code(&chain(513))), ("accepted", "MODEL_TOO_DEEP"));
    let materials = |count: usize| set("/materials", vec![json!({}); count].into());
    assert_eq!((code(&materials(1000)), code(&materials(1001))), ("accepted", "MODEL_TOO_MANY_MATERIALS"));
    let variants = |count: usize| {
        set("/extensions", json!({"KHR_materials_variants": {"variants": vec![json!({"name": "x"}); count]}}))
    };
    assert_eq!((code(&variants(1000)), code(&variants(1001))), ("accepted", "MODEL_TOO_MANY_VARIANTS"));
    let embedded = |bytes: usize| {
        let mut draft = Draft::quad();
        draft.push("/buffers", json!({"byteLength": bytes, "uri": data_uri(&vec![0; bytes])}));
        draft.glb()
    };
    assert_eq!(code(&embedded(15 << 20)), "MODEL_FILE_TOO_LARGE");
    assert_eq!(code(&embedded(12 << 20)), "accepted");
}
