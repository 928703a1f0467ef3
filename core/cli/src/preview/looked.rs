//! A model as a phone loads it: within a phone's limits, and in ten seconds.

use super::failed::Failed;
use super::files;
use std::path::Path;
use std::time::{Duration, Instant};
use tradewind_publish::{ModelLook, ModelNote};
use tradewind_scene::{Limits, Loader, Model, ModelError, Texels};

/// How long one model may take: a phone's person has left before.
const LONGEST: Duration = Duration::from_secs(10);

/// The model in a file, or why phones refuse it.
pub(super) fn load(path: &Path) -> Result<Model, Failed> {
    load_within(path, LONGEST)
}

fn load_within(path: &Path, longest: Duration) -> Result<Model, Failed> {
    let (begun, limits) = (Instant::now(), Limits::default());
    let bytes = std::fs::metadata(path).map_err(|error| Failed::file(path, &error))?.len();
    if bytes > limits.file_bytes {
        return Err(ModelError::FileTooLarge { bytes, limit: limits.file_bytes }.into());
    }
    let file = files::read_within(path, limits.file_bytes).map_err(|error| Failed::file(path, &error))?;
    let beside = |name: &str| files::read_beside(path, name);
    let late = || begun.elapsed() >= longest;
    let loader = Loader::new(limits).beside(&beside).until(&late);
    Ok(loader.load(&file)?)
}

/// Bytes of a model's pictures on a phone's card: four a texel, one where a picture stays compressed (16 bytes for 4 x 4, of
/// pictures that are whole blocks), and a third more for the smaller levels.
pub(super) fn texture_bytes(model: &Model) -> u64 {
    let bytes = model.pictures.iter().map(|picture| {
        let (width, height) = picture.size();
        let texel = match &**picture {
            Texels::Basis(basis) if basis.is_of_whole_blocks() => 1,
            Texels::Basis(_) | Texels::Plain(_) => 4,
        };
        u64::from(width) * u64::from(height) * texel * 4 / 3
    });
    bytes.sum()
}

/// Looks at the models of a feed.
pub(crate) struct PhoneLook;

impl ModelLook for PhoneLook {
    fn look(&self, file: &Path) -> Result<Vec<ModelNote>, ModelNote> {
        let model = load(file).map_err(|Failed(code, sentence)| ModelNote { code, sentence })?;
        let noted = |finding: &tradewind_scene::Finding| ModelNote {
            code: finding.code(),
            sentence: finding.to_string(),
        };
        Ok(model.findings.iter().map(noted).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use tradewind_publish::rules::rule;
    use tradewind_scene::{Finding, Picture};

    const MUG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/seed/models/mug.glb");

    #[test]
    fn a_model_has_ten_seconds_and_as_many_bytes_as_a_phone_takes() {
        assert!(load(Path::new(MUG)).is_ok());
        let refusal = |path: &Path, longest| load_within(path, longest).err().map(|Failed(code, _)| code);
        assert_eq!(refusal(Path::new(MUG), Duration::ZERO), Some("MODEL_TIME"));
        let folder = tempfile::tempdir().expect("a folder");
        let large = folder.path().join("large.glb");
        let file = std::fs::File::create(&large).expect("made");
        file.set_len(Limits::default().file_bytes + 1).expect("a file with a hole");
        assert_eq!(refusal(&large, LONGEST), Some("MODEL_FILE_TOO_LARGE"));
        assert_eq!(refusal(folder.path(), LONGEST), Some("FILE"));
    }

    #[test]
    fn pictures_cost_four_bytes_a_texel_and_a_third_more_and_compressed_ones_a_quarter_of_that() {
        let plain = |width, height| {
            let rgba = vec![0; width as usize * height as usize * 4];
            Arc::new(Texels::Plain(Picture { width, height, rgba }))
        };
        let model = Model { pictures: vec![plain(8, 4), plain(3, 1)], ..Model::default() };
        assert_eq!(texture_bytes(&model), 8 * 4 * 4 * 4 / 3 + 3 * 4 * 4 / 3);
        // A picture of 64 x 64 in KTX2, as the texture of a triangle.
        let folder = tempfile::tempdir().expect("a folder");
        let ktx2 = include_bytes!("../../../scene/tests/kit/etc1s.ktx2");
        std::fs::write(folder.path().join("wood.ktx2"), ktx2).expect("written");
        let corners: Vec<u8> =
            [0.0f32, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0, 0.5, 0.0].iter().flat_map(|x| x.to_le_bytes()).collect();
        std::fs::write(folder.path().join("part.bin"), corners).expect("written");
        let gltf = serde_json::json!({
            "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
            "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "TEXCOORD_0": 1}, "material": 0}]}],
            "materials": [{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}}],
            "textures": [{"extensions": {"KHR_texture_basisu": {"source": 0}}}],
            "images": [{"uri": "wood.ktx2", "mimeType": "image/ktx2"}],
            "extensionsUsed": ["KHR_texture_basisu"], "extensionsRequired": ["KHR_texture_basisu"],
            "accessors": [
                {"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3", "min": [0, 0, 0], "max": [0.5, 0.5, 0]},
                {"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC2"},
            ],
            "bufferViews": [{"buffer": 0, "byteLength": 36}],
            "buffers": [{"uri": "part.bin", "byteLength": 36}],
        });
        let path = folder.path().join("wood.gltf");
        std::fs::write(&path, gltf.to_string()).expect("written");
        let model = load(&path).expect("drawn");
        assert_eq!((model.pictures.len(), model.findings.len()), (1, 0), "{:?}", model.findings);
        assert_eq!(texture_bytes(&model), 64 * 64 * 4 / 3);
    }

    #[test]
    fn each_finding_of_a_model_is_a_finding_of_a_feed() {
        let name = || "x".to_owned();
        for finding in [
            Finding::ExtensionPassedOver(name()),
            Finding::TextureLeftOut { name: name(), why: name() },
            Finding::TextureScaled { name: name(), from: (2, 2), to: (1, 1) },
            Finding::TextureCoordinates { set: 2 },
            Finding::AnimationAtRest(name()),
            Finding::AnimationLeftOut { name: name(), why: name() },
            Finding::FarFromOrigin { distance: 1.0 },
            Finding::Stray { distance: 1.0 },
            Finding::DoubtfulSize { metres: [1.0; 3] },
        ] {
            assert!(rule(&finding.code().to_ascii_lowercase()).is_some(), "{}", finding.code());
        }
    }

    #[test]
    fn publish_tells_of_the_models_of_a_feed() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::copy(MUG, at("mug.glb")).expect("copied");
        std::fs::write(at("cup.glb"), "glTF, but no more of it").expect("written");
        let head =
            "id\ttitle\tdescription\tlink\timage_link\tprice\tavailability\tbrand\tvirtual_model_link\n";
        let row = |id: &str| {
            format!(
                "{id}\tA {id}\tThrown by hand\thttps://shop.example/p/{id}\thttps://shop.example/{id}.png\t9.90 EUR\t\
                 in_stock\tKiln\thttps://shop.example/m/{id}.glb\n"
            )
        };
        std::fs::write(at("feed.tsv"), [head, &row("mug"), &row("cup"), &row("jug")].concat())
            .expect("written");
        let (feed, packs) = (at("feed.tsv"), at("packs"));
        let line =
            ["tradewind", "publish", "--feed", &feed, "--out", &packs, "--market", "DE", "--json", "--media"];
        let line = line.iter().copied().chain(folder.path().to_str()).map(std::ffi::OsString::from);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = crate::run(line, Arc::new(tradewind_ports::NoFailPoint), &mut out, &mut err);
        assert_eq!((code, &*String::from_utf8_lossy(&err)), (0, ""));
        let report: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
        let refused: Vec<_> = report["findings"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|finding| finding["code"] == "model_refused")
            .collect();
        assert_eq!(refused.len(), 1, "{report}");
        let sentence = refused[0]["sentence"].as_str().unwrap_or_default();
        assert!(refused[0]["id"] == "cup" && sentence.starts_with("MODEL_VERSION: "), "{}", refused[0]);
    }
}
