//! The pictures and models that journeys meet: small, made here, so that they wait for no form to be designed.

use std::path::{Path, PathBuf};

/// A merchant's folder of pictures and models: a photo of the indigo mug, its model, and a lamp that is no model.
pub fn assets(folder: &Path) -> std::io::Result<PathBuf> {
    let assets = folder.join("assets");
    for part in ["images", "models"] {
        std::fs::create_dir_all(assets.join(part))?;
    }
    let photo =
        image::RgbImage::from_fn(640, 480, |x, y| image::Rgb([30, (x / 4) as u8, 90 + (y / 4) as u8]));
    photo.save(assets.join("images/mug-indigo.jpg")).map_err(std::io::Error::other)?;
    std::fs::write(assets.join("models/mug.glb"), mug())?;
    std::fs::write(assets.join("models/lamp.glb"), b"glTF, but not really")?;
    Ok(assets)
}

/// A stand-in for the seed's mug: a block as large as the feed says the mug is (12 × 9 × 9 cm), in its three colours, with the
/// variant names of the seed's models. Made here, so that these tests wait for no form to be designed.
pub fn mug() -> Vec<u8> {
    let mut binary = Vec::new();
    for corner in 0..8 {
        let pick = |bit: i32, low: f32, high: f32| if corner & bit == 0 { low } else { high };
        for part in [pick(1, -0.06, 0.06), pick(2, 0.0, 0.09), pick(4, -0.045, 0.045)] {
            binary.extend(part.to_le_bytes());
        }
    }
    let sides: [[u16; 4]; 6] =
        [[0, 4, 6, 2], [1, 3, 7, 5], [0, 1, 5, 4], [2, 6, 7, 3], [0, 2, 3, 1], [4, 5, 7, 6]];
    for [a, b, c, d] in sides {
        [a, b, c, a, c, d].iter().for_each(|index| binary.extend(index.to_le_bytes()));
    }
    let colours =
        [("indigo", [0.03, 0.05, 0.25]), ("celadon", [0.4, 0.6, 0.45]), ("sand", [0.7, 0.55, 0.35])];
    let materials: Vec<_> = colours
        .iter()
        .map(
            |(_, [r, g, b])| serde_json::json!({"pbrMetallicRoughness": {"baseColorFactor": [r, g, b, 1.0]}}),
        )
        .collect();
    let names: Vec<_> = colours.iter().map(|(name, _)| serde_json::json!({"name": name})).collect();
    let mappings: Vec<_> = (0..3).map(|at| serde_json::json!({"material": at, "variants": [at]})).collect();
    let document = serde_json::json!({
        "asset": {"version": "2.0"},
        "extensionsUsed": ["KHR_materials_variants"],
        "extensions": {"KHR_materials_variants": {"variants": names}},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{
            "attributes": {"POSITION": 0},
            "indices": 1,
            "material": 0,
            "extensions": {"KHR_materials_variants": {"mappings": mappings}},
        }]}],
        "materials": materials,
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": 8, "type": "VEC3",
             "min": [-0.06, 0.0, -0.045], "max": [0.06, 0.09, 0.045]},
            {"bufferView": 1, "componentType": 5123, "count": 36, "type": "SCALAR"},
        ],
        "bufferViews": [
            {"buffer": 0, "byteOffset": 0, "byteLength": 96},
            {"buffer": 0, "byteOffset": 96, "byteLength": 72},
        ],
        "buffers": [{"byteLength": binary.len()}],
    });
    let mut json = document.to_string().into_bytes();
    json.resize(json.len().next_multiple_of(4), b' ');
    let word = |number: usize| (number as u32).to_le_bytes();
    let mut file = b"glTF".to_vec();
    file.extend([word(2), word(12 + 8 + json.len() + 8 + binary.len()), word(json.len())].concat());
    file.extend(b"JSON");
    file.extend(json);
    file.extend(word(binary.len()));
    file.extend(b"BIN\0");
    file.extend(binary);
    file
}
