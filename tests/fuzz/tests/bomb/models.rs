//! Models whose pictures and lists unfold.

use serde_json::json;

#[path = "../../../../core/scene/tests/kit/mod.rs"]
mod kit;

use kit::Draft;

/// The one that is within all limits and takes as much as it may.
pub(crate) const DEAREST: &str = "pictures up to the limit";

fn pictured(files: &[Vec<u8>]) -> Vec<u8> {
    let mut draft = Draft::quad();
    for (file, slot) in files.iter().zip(["normalTexture", "occlusionTexture", "emissiveTexture"]) {
        let view = draft.view(file);
        let image = draft.push("/images", json!({"bufferView": view}));
        let texture = draft.push("/textures", json!({"source": image}));
        draft = draft.with(&format!("/materials/0/{slot}"), json!({"index": texture}));
    }
    draft.glb()
}

/// Name and file of each.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    let pictures = super::pictures::all();
    let of = |name: &str| pictures.iter().find(|(known, _)| *known == name).expect("there").1.clone();
    let many = |thing: &str, list: &str, count: usize| {
        let all = vec![thing; count].join(",");
        format!("{{\"asset\":{{\"version\":\"2.0\"}},\"{list}\":[{all}]}}").into_bytes()
    };
    vec![
        (DEAREST, pictured(&[of("rgba.png"), of("small.webp")])),
        ("pictures beyond the limit", pictured(&[of("rgba.png"), of("rgb.jpg"), of("grey.png")])),
        ("sixteen bits", pictured(&[of("sixteen-large.png")])),
        ("one bit", pictured(&[of("one-bit.png")])),
        ("lossless", pictured(&[of("lossless.webp")])),
        ("hidden", pictured(&[of("hidden.webp")])),
        ("sides", pictured(&[of("sides.png")])),
        ("empty nodes", many("{}", "nodes", 2_000_000)),
        ("empty materials", many("{}", "materials", 900_000)),
        ("empty lists", many("[]", "extras", 2_000_000)),
        ("brackets", vec![b'['; 6 << 20]),
    ]
}
