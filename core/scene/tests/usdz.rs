//! A model as USDZ is read back: the archive, the layer, every number of it, the pictures.

mod kit;
#[path = "kit/usda.rs"]
mod usda;

use kit::Draft;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use tradewind_scene::native::usdz::{self, UsdzError, UsdzLimits};
use tradewind_scene::{AlphaMode, Loader, Model, ModelError, Texels, unpacked_direction};
use usda::Layer;

fn load(draft: &Draft) -> Model {
    Loader::default().load(&draft.glb()).expect("it is a good file")
}

/// The files of an archive, in their order, each where the specification wants it.
fn files(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("a zip");
    let mut all = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("there");
        assert_eq!(file.compression(), zip::CompressionMethod::Stored);
        assert!(
            !file.encrypted() && file.data_start().is_some_and(|start| start % 64 == 0),
            "{}",
            file.name()
        );
        let (name, mut content) = (file.name().to_owned(), Vec::new());
        file.read_to_end(&mut content).expect("whole");
        all.push((name, content));
    }
    all
}

/// Where `kit/usdz_check.py` finds what was written.
fn kept(name: &str, archive: &[u8]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("usdz");
    std::fs::create_dir_all(&folder).expect("a folder of ours");
    std::fs::write(folder.join(format!("{name}.usdz")), archive).expect("written");
}

/// The layer and the pictures of a model, held to what must be of every one.
fn written(model: &Model, variant: Option<usize>) -> (Layer, BTreeMap<String, image::DynamicImage>) {
    let archive = usdz::write(model, variant).expect("it is written");
    assert_eq!(usdz::write(model, variant).as_ref(), Ok(&archive), "the same bytes");
    let test = std::thread::current().name().unwrap_or("draft").to_owned();
    kept(&format!("{test}-{}", blake3::hash(&archive).to_hex().split_at(8).0), &archive);
    let mut files = files(&archive);
    assert_eq!(files[0].0, "product.usda");
    let layer = Layer::read(std::str::from_utf8(&files.remove(0).1).expect("text"));
    assert_eq!(layer.metadata["defaultPrim"].text(), "Product");
    assert_eq!(layer.metadata["upAxis"].text(), "Y");
    assert_eq!(layer.metadata["metersPerUnit"].numbers(), [1.0]);
    assert_eq!(layer.dangling(), Vec::<String>::new());
    let pictures: BTreeMap<String, image::DynamicImage> = files
        .into_iter()
        .map(|(name, content)| (name, image::load_from_memory(&content).expect("a picture")))
        .collect();
    let named = layer.prims.values().filter_map(|(_, all)| all.get("inputs:file")?.1.as_ref());
    let mut named: Vec<&str> = named.map(|name| name.text()).collect();
    named.sort_unstable();
    named.dedup();
    assert_eq!(named, pictures.keys().map(String::as_str).collect::<Vec<_>>(), "each is named and there");
    for mesh in layer.of_kind("Mesh") {
        let length = |name: &str| layer.value(mesh, name).map_or(0, |value| value.numbers().len());
        let vertices = length("points") / 3;
        assert_eq!((length("normals"), length("faceVertexIndices") % 3), (vertices * 3, 0));
        assert_eq!(length("faceVertexCounts") * 3, length("faceVertexIndices"));
        let indices = layer.value(mesh, "faceVertexIndices").expect("there").numbers();
        assert!(indices.iter().all(|index| *index < vertices as f64));
        assert!(layer.value(mesh, "material:binding").is_some());
    }
    (layer, pictures)
}

const MESH: &str = "/Product/Geometry/Mesh_0";
const MATERIAL: &str = "/Product/Materials/Material_0";

/// A number, text or path of a node of the first material.
fn node<'a>(layer: &'a Layer, node: &str, property: &str) -> Option<&'a usda::Value> {
    layer.value(&format!("{MATERIAL}/{node}"), property)
}

fn surface(layer: &Layer, input: &str) -> Vec<f64> {
    node(layer, "surface", &format!("inputs:{input}")).map(usda::Value::numbers).unwrap_or_default()
}

fn fed(layer: &Layer, input: &str) -> String {
    let path = node(layer, "surface", &format!("inputs:{input}.connect")).map_or("", usda::Value::text);
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

fn near(all: &[f64], wanted: &[f64]) -> bool {
    all.len() == wanted.len() && all.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-5)
}

fn with_material(material: Json) -> Draft {
    Draft::quad().with("/materials/0", material)
}

#[test]
fn a_mesh_is_what_the_model_has_to_the_bit() {
    let model = load(&Draft::quad());
    let (layer, pictures) = written(&model, None);
    let numbers = |name: &str| layer.value(MESH, name).expect("there").numbers();
    let vertices = &model.primitives[0].vertices;
    let points: Vec<f64> = vertices.iter().flat_map(|vertex| vertex.position.map(f64::from)).collect();
    let same = |a: &[f64], b: &[f64]| a.iter().map(|x| x.to_bits()).eq(b.iter().map(|x| x.to_bits()));
    assert!(same(&numbers("points"), &points));
    let normals: Vec<f32> =
        vertices.iter().flat_map(|vertex| unpacked_direction(vertex.normal).to_array()).collect();
    let told: Vec<f32> = numbers("normals").iter().map(|x| *x as f32).collect();
    assert!(told.iter().map(|x| x.to_bits()).eq(normals.iter().map(|x| (x + 0.0).to_bits())));
    assert!(near(&numbers("primvars:st"), &[0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0]), "v points upwards");
    assert!(near(&numbers("faceVertexIndices"), &[0.0, 1.0, 2.0, 0.0, 2.0, 3.0]));
    assert!(near(&numbers("extent"), &[0.0, 0.0, 0.0, 2.0, 1.0, 0.0]));
    // The middle of its floor is the origin.
    let moved = layer.value("/Product", "xformOp:translate").expect("there").numbers();
    assert!(near(&moved, &[-1.0, 0.0, 0.0]));
    assert!(
        layer.value(MESH, "primvars:displayColor").is_none() && layer.value(MESH, "doubleSided").is_none()
    );
    assert_eq!(layer.value(MESH, "subdivisionScheme").map(usda::Value::text), Some("none"));
    let picture = pictures["textures/0.png"].to_rgba8();
    let Texels::Plain(plain) = &*model.pictures[0] else { unreachable!("a PNG is plain") };
    assert_eq!(picture.into_raw(), plain.rgba);
}

#[test]
fn every_texture_feeds_what_it_is_of() {
    let texture = json!({"index": 0});
    let (layer, pictures) = written(
        &load(&with_material(json!({
            "pbrMetallicRoughness": {
                "baseColorTexture": texture, "baseColorFactor": [0.5, 0.25, 1, 1],
                "metallicRoughnessTexture": texture, "metallicFactor": 0.75, "roughnessFactor": 0.5,
            },
            "normalTexture": {"index": 0, "scale": 0.5}, "occlusionTexture": {"index": 0, "strength": 0.25},
            "emissiveTexture": texture, "emissiveFactor": [1, 0.5, 0], "doubleSided": true,
            "extensions": {
                "KHR_materials_clearcoat": {"clearcoatFactor": 0.5, "clearcoatRoughnessTexture": texture,
                                            "clearcoatRoughnessFactor": 0.25},
                "KHR_materials_ior": {"ior": 1.75},
            },
        }))),
        None,
    );
    assert_eq!(pictures.len(), 1, "the same bytes are there once");
    for (input, source) in [
        ("diffuseColor", "colour.outputs:rgb"),
        ("metallic", "metallic_roughness.outputs:b"),
        ("roughness", "metallic_roughness.outputs:g"),
        ("normal", "normal.outputs:rgb"),
        ("occlusion", "occlusion.outputs:r"),
        ("emissiveColor", "emissive.outputs:rgb"),
        ("clearcoatRoughness", "coat_roughness.outputs:g"),
        ("opacity", ""),
    ] {
        assert_eq!(fed(&layer, input), source, "{input}");
    }
    assert!(near(&surface(&layer, "clearcoat"), &[0.5]) && near(&surface(&layer, "ior"), &[1.75]));
    assert!(surface(&layer, "opacity").is_empty());
    let rows = [
        ("colour", "sRGB", [0.5, 0.25, 1.0, 1.0], [0.0; 4]),
        ("metallic_roughness", "raw", [1.0, 0.5, 0.75, 1.0], [0.0; 4]),
        ("normal", "raw", [1.0, 1.0, 2.0, 1.0], [-0.5, -0.5, -1.0, 0.0]),
        ("occlusion", "raw", [0.25, 0.0, 0.0, 1.0], [0.75, 0.0, 0.0, 0.0]),
        ("emissive", "sRGB", [1.0, 0.5, 0.0, 1.0], [0.0; 4]),
        ("coat_roughness", "raw", [0.0, 0.25, 0.0, 1.0], [0.0; 4]),
    ];
    for (name, space, scale, bias) in rows {
        let text = |property: &str| node(&layer, name, property).map_or("", usda::Value::text);
        assert_eq!(text("inputs:sourceColorSpace"), space, "{name}");
        assert_eq!((text("inputs:wrapS"), text("inputs:wrapT")), ("repeat", "repeat"));
        let numbers = |property: &str| node(&layer, name, property).expect("there").numbers();
        assert!(near(&numbers("inputs:scale"), &scale) && near(&numbers("inputs:bias"), &bias), "{name}");
    }
    assert!(near(&layer.value(MESH, "doubleSided").expect("there").numbers(), &[1.0]));
    let plain = written(&load(&with_material(json!({"normalTexture": {"index": 0}}))), None).0;
    let numbers = |property: &str| node(&plain, "normal", property).expect("there").numbers();
    assert!(near(&numbers("inputs:scale"), &[2.0, 2.0, 2.0, 1.0]));
    assert!(near(&numbers("inputs:bias"), &[-1.0, -1.0, -1.0, 0.0]));
}

#[test]
fn textures_lie_where_their_transform_and_sampler_put_them() {
    let transform = json!({"offset": [0.25, 0.5], "rotation": 0.5, "scale": [2, 3]});
    let texture = json!({"index": 0, "extensions": {"KHR_texture_transform": transform}});
    let draft = with_material(json!({"pbrMetallicRoughness": {"baseColorTexture": texture}}));
    let draft = draft
        .with("/samplers", json!([{"wrapS": 33071, "wrapT": 33648}]))
        .with("/textures/0/sampler", json!(0));
    let (layer, _) = written(&load(&draft), None);
    let text = |property: &str| node(&layer, "colour", property).map_or("", usda::Value::text);
    assert_eq!((text("inputs:wrapS"), text("inputs:wrapT")), ("clamp", "mirror"));
    assert_eq!(text("inputs:st.connect"), format!("{MATERIAL}/colour_place.outputs:result"));
    let numbers = |property: &str| node(&layer, "colour_place", property).expect("there").numbers();
    let (sine, cosine) = 0.5f64.sin_cos();
    assert!(near(&numbers("inputs:rotation"), &[0.5f64.to_degrees()]));
    assert!(near(&numbers("inputs:scale"), &[2.0, 3.0]));
    let moved = [0.25 + 3.0 * sine, 1.0 - 0.5 - 3.0 * cosine];
    assert!(near(&numbers("inputs:translation"), &moved), "{:?}", numbers("inputs:translation"));
    // Coordinates of the second set are read from their own.
    let mut draft = Draft::quad();
    let second = draft.floats("VEC2", &[0.5; 8]);
    let two =
        json!({"baseColorTexture": {"index": 0, "texCoord": 1}, "metallicRoughnessTexture": {"index": 0}});
    let draft = draft.attribute("TEXCOORD_1", second).with("/materials/0/pbrMetallicRoughness", two);
    let (layer, _) = written(&load(&draft), None);
    let reader = node(&layer, "colour", "inputs:st.connect").map_or("", usda::Value::text);
    let reader = reader.split_once('.').map_or("", |(path, _)| path);
    let set = layer.value(reader, "inputs:varname").map_or("", usda::Value::text);
    let read = layer.value(MESH, &format!("primvars:{set}")).expect("there").numbers();
    assert!(near(&read, &[0.5; 8]), "{set}: {read:?}");
}

#[test]
fn alpha_is_cut_or_blended_and_only_then_kept() {
    let seen_through = |mode: &str, cutoff: Option<f64>| {
        let mut draft = Draft::quad();
        let mut file = Cursor::new(Vec::new());
        let picture = image::RgbaImage::from_fn(4, 4, |x, _| image::Rgba([200, 100, 50, (x * 80) as u8]));
        picture.write_to(&mut file, image::ImageFormat::Png).expect("encoded");
        let view = draft.view(file.get_ref());
        draft.push("/images", json!({"bufferView": view, "mimeType": "image/png"}));
        let material = json!({"pbrMetallicRoughness": {"baseColorTexture": {"index": 0},
            "baseColorFactor": [1, 1, 1, 0.5]}, "alphaMode": mode, "alphaCutoff": cutoff.unwrap_or(0.5)});
        written(&load(&draft.with("/textures/0/source", json!(1)).with("/materials/0", material)), None)
    };
    let (layer, pictures) = seen_through("MASK", Some(0.25));
    assert_eq!(fed(&layer, "opacity"), "colour.outputs:a");
    assert!(near(&surface(&layer, "opacityThreshold"), &[0.25]));
    let scale = node(&layer, "colour", "inputs:scale").expect("there").numbers();
    assert!(near(&scale, &[1.0, 1.0, 1.0, 0.5]));
    assert!(pictures.values().all(|picture| picture.color() == image::ColorType::Rgba8));
    let (layer, pictures) = seen_through("BLEND", None);
    assert_eq!(fed(&layer, "opacity"), "colour.outputs:a");
    assert!(surface(&layer, "opacityThreshold").is_empty());
    assert!(pictures.values().all(|picture| picture.color() == image::ColorType::Rgba8));
    let (layer, pictures) = seen_through("OPAQUE", None);
    assert_eq!((fed(&layer, "opacity"), surface(&layer, "opacity")), (String::new(), Vec::new()));
    assert!(pictures.values().all(|picture| picture.color() == image::ColorType::Rgb8));
    // A cut at nothing would be blended.
    let (layer, _) = seen_through("MASK", Some(0.0));
    assert!(fed(&layer, "opacity").is_empty() && surface(&layer, "opacityThreshold").is_empty());
}

#[test]
fn colours_of_vertices_are_told_where_they_are() {
    let mut draft = with_material(json!({
        "pbrMetallicRoughness": {"baseColorFactor": [0.5, 1, 1, 0.5]}, "alphaMode": "BLEND",
    }));
    let colours = draft.floats("VEC4", &[1.0, 0.0, 0.2, 1.0].repeat(4));
    let (layer, pictures) = written(&load(&draft.clone().attribute("COLOR_0", colours)), None);
    assert!(pictures.is_empty() && layer.value(MESH, "primvars:st").is_none());
    let colour = layer.value(MESH, "primvars:displayColor").expect("there").numbers();
    assert!(near(&colour, &[0.5, 0.0, 0.2].repeat(4)), "{colour:?}");
    assert_eq!(fed(&layer, "diffuseColor"), "painted.outputs:result");
    assert!(
        near(&surface(&layer, "opacity"), &[0.5]) && layer.value(MESH, "primvars:displayOpacity").is_none()
    );
    let faded = draft.floats("VEC4", &[1.0, 1.0, 1.0, 0.4].repeat(4));
    let (layer, _) = written(&load(&draft.attribute("COLOR_0", faded)), None);
    assert_eq!(fed(&layer, "opacity"), "faded.outputs:result");
    let opacity = layer.value(MESH, "primvars:displayOpacity").expect("there").numbers();
    assert!(near(&opacity, &[0.2; 4]), "{opacity:?}");
    assert!(layer.value(MESH, "primvars:displayColor").is_none());
}

#[test]
fn glass_light_and_reflection_are_what_usd_has_for_them() {
    let of = |material: Json| written(&load(&with_material(material)), None).0;
    let glass = of(json!({"extensions": {"KHR_materials_transmission": {"transmissionFactor": 1}}}));
    assert!(near(&surface(&glass, "opacity"), &[0.1]));
    let part = json!({"transmissionFactor": 0.5, "transmissionTexture": {"index": 0}});
    let part = of(json!({"extensions": {"KHR_materials_transmission": part}}));
    assert_eq!(fed(&part, "opacity"), "glass.outputs:r");
    let scale = node(&part, "glass", "inputs:scale").expect("there").numbers();
    let bias = node(&part, "glass", "inputs:bias").expect("there").numbers();
    assert!(near(&scale[..1], &[-0.45]) && near(&bias[..1], &[1.0]));
    let unlit = of(json!({"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}},
                          "extensions": {"KHR_materials_unlit": {}}}));
    assert_eq!(fed(&unlit, "emissiveColor"), "colour.outputs:rgb");
    assert!(near(&surface(&unlit, "diffuseColor"), &[0.0; 3]) && near(&surface(&unlit, "ior"), &[1.0]));
    // Half of what 1.5 reflects head-on: 0.02.
    let half = of(json!({"extensions": {"KHR_materials_specular": {"specularFactor": 0.5}}}));
    let ior = surface(&half, "ior")[0];
    assert!((((ior - 1.0) / (ior + 1.0)).powi(2) - 0.02).abs() < 1e-5, "{ior}");
    let bright = of(json!({"emissiveFactor": [1, 0.5, 0],
                           "extensions": {"KHR_materials_emissive_strength": {"emissiveStrength": 4}}}));
    assert!(near(&surface(&bright, "emissiveColor"), &[4.0, 2.0, 0.0]));
}

#[test]
fn a_variant_has_its_own_material() {
    let mut draft = Draft::quad();
    draft.push("/materials", json!({"pbrMetallicRoughness": {"baseColorFactor": [1, 0, 0, 1]}}));
    let mappings = json!({"KHR_materials_variants": {"mappings": [{"material": 1, "variants": [0]}]}});
    let draft = draft
        .with("/extensions", json!({"KHR_materials_variants": {"variants": [{"name": "red"}]}}))
        .with("/meshes/0/primitives/0/extensions", mappings);
    let model = load(&draft);
    let (layer, pictures) = written(&model, model.variant("RED"));
    assert!(near(&surface(&layer, "diffuseColor"), &[1.0, 0.0, 0.0]) && pictures.is_empty());
    let (layer, pictures) = written(&model, None);
    assert_eq!((fed(&layer, "diffuseColor").as_str(), pictures.len()), ("colour.outputs:rgb", 1));
    assert_eq!(usdz::write(&model, Some(1)), Err(UsdzError::Variant(1)));
}

#[test]
fn pictures_that_stay_compressed_on_a_card_are_decoded() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/kit/etc1s.ktx2");
    let mut draft = Draft::quad();
    let view = draft.view(&std::fs::read(path).expect("it lies in the repository"));
    draft.push("/images", json!({"bufferView": view, "mimeType": "image/ktx2"}));
    let model =
        load(&draft.with("/textures/0", json!({"extensions": {"KHR_texture_basisu": {"source": 1}}})));
    assert!(matches!(&*model.pictures[0], Texels::Basis(_)));
    let (_, pictures) = written(&model, None);
    let wanted = model.pictures[0].plain().expect("it decodes");
    let wanted: Vec<u8> =
        wanted.rgba.chunks_exact(4).flat_map(|point| [point[0], point[1], point[2]]).collect();
    assert_eq!(pictures["textures/0.png"].to_rgb8().into_raw(), wanted);
}

#[test]
fn what_is_too_large_or_nothing_is_refused_by_its_code() {
    let model = load(&Draft::quad());
    let usual = UsdzLimits::default();
    let within = |limits: UsdzLimits| usdz::write_within(&model, None, &limits).map(|bytes| bytes.len());
    for (limits, error, code) in [
        (UsdzLimits { vertices: 3, ..usual }, UsdzError::TooManyVertices(3), "USDZ_TOO_MANY_VERTICES"),
        (UsdzLimits { corners: 5, ..usual }, UsdzError::TooManyCorners(5), "USDZ_TOO_MANY_CORNERS"),
        (
            UsdzLimits { texture_bytes: 63, ..usual },
            UsdzError::TexturesTooLarge { bytes: 64, limit: 63 },
            "USDZ_TEXTURES_TOO_LARGE",
        ),
    ] {
        assert_eq!(error.code(), code);
        assert_eq!(within(limits), Err(error));
    }
    assert!(within(UsdzLimits { vertices: 4, corners: 6, texture_bytes: 64 }).is_ok());
    let lines = load(&Draft::quad().with("/meshes/0/primitives/0/mode", json!(1)));
    assert_eq!(usdz::write(&lines, None), Err(UsdzError::Empty));
    let mut torn = model.clone();
    torn.pictures.clear();
    let missing = ModelError::Reference { what: "picture", index: 0 };
    assert_eq!(usdz::write(&torn, None), Err(UsdzError::Texture(missing)));
}

/// Each model of the seed in each of its variants, and for `kit/usdz_check.py` as files under the target folder.
#[test]
fn every_model_of_the_seed_is_written() {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/seed/models");
    let mut met = 0;
    for entry in std::fs::read_dir(models).expect("it lies in the repository") {
        let path = entry.expect("readable").path();
        if path.extension().is_none_or(|kind| kind != "glb") {
            continue;
        }
        let model = Loader::default().load(&std::fs::read(&path).expect("readable")).expect("a good model");
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        for variant in (0..model.variants.len()).map(Some).chain([None]) {
            let archive = usdz::write(&model, variant).expect("within the limits");
            let files = files(&archive);
            let layer = Layer::read(std::str::from_utf8(&files[0].1).expect("text"));
            assert_eq!(layer.dangling(), Vec::<String>::new(), "{name}");
            let meshes = layer.of_kind("Mesh");
            let corners = meshes.iter().map(|mesh| layer.value(mesh, "faceVertexIndices").expect("there"));
            assert_eq!(
                corners.map(|all| all.numbers().len()).sum::<usize>(),
                model.triangles() * 3,
                "{name}"
            );
            let cut = model.materials.iter().any(|material| matches!(material.alpha, AlphaMode::Mask(_)));
            assert!(!cut || files[0].1.windows(16).any(|text| text == b"opacityThreshold"), "{name}");
            let variant = variant.map_or_else(String::new, |variant| format!("-{variant}"));
            kept(&format!("{name}{variant}"), &archive);
        }
        met += 1;
    }
    assert!(met > 10, "{met} models");
}
