//! Files that are sloppy without harm, and files that lack a part of what they name: drawn, and what is not drawn is told.

mod kit;

use kit::{Draft, container, encoded, png};
use serde_json::{Value, json};
use tradewind_scene::{Finding, Limits, Loader, Model, ModelError};

fn load(draft: &Draft) -> Model {
    Loader::default().load(&draft.glb()).expect("it is good enough")
}

fn codes(model: &Model) -> Vec<&'static str> {
    model.findings.iter().map(Finding::code).collect()
}

fn set(pointer: &str, value: Value) -> Draft {
    Draft::quad().with(pointer, value)
}

#[test]
fn sloppy_json_is_read_as_it_was_meant() {
    let rough = "/materials/0/pbrMetallicRoughness";
    let rows = [
        ("null for nothing", set("/nodes/0/children", Value::Null).with("/nodes/0/name", Value::Null)),
        ("null for an object", set("/materials/0/extensions", Value::Null)),
        ("null for a list", set("/cameras", Value::Null).with("/animations", Value::Null)),
        ("null for a flag", set("/materials/0/doubleSided", Value::Null)),
        ("null in a list", set("/cameras", json!([null]))),
        ("-1 for no skin", set("/nodes/0/skin", json!(-1)).with("/nodes/0/camera", json!(-1.0))),
        ("-1 for no child", set("/nodes/0/children", json!([-1, null]))),
        ("-1 for no texture", set("/materials/0/normalTexture", json!({"index": -1}))),
        ("a texture without index", set("/materials/0/normalTexture", json!({}))),
        ("-1 for no sampler", set("/textures/0/sampler", json!(-1))),
        ("-1 for the scene", set("/scene", json!(-1))),
        ("the version as a number", set("/asset/version", json!(2.0))),
        ("the version without its point", set("/asset/version", json!(2))),
        ("the least version as a number", set("/asset/minVersion", json!(2.0))),
        ("three numbers of a colour", set(&format!("{rough}/baseColorFactor"), json!([1, 0.5, 0]))),
        ("a name that is a number", set("/nodes/0/name", json!(7)).with("/materials/0/name", json!(1.5))),
        (
            "a name that is a list",
            set("/meshes/0/name", json!([1, {"a": 2}])).with("/nodes/0/name", json!({})),
        ),
        ("an empty primitive", {
            let mut draft = Draft::quad();
            draft.push("/meshes/0/primitives", json!({}));
            draft
        }),
        ("an empty mesh", {
            let mut draft = Draft::quad();
            draft.push("/meshes", json!({}));
            draft
        }),
        ("an empty animation", set("/animations", json!([{}]))),
        ("an attribute of nobody's", set("/meshes/0/primitives/0/attributes/_COLOUR", json!("red"))),
    ];
    for (name, draft) in rows {
        let model = load(&draft);
        assert_eq!((model.triangles(), model.pictures.len(), codes(&model)), (2, 1, vec![]), "{name}");
    }
    let model = load(&set(&format!("{rough}/baseColorFactor"), json!([1, 0.5, 0])));
    assert_eq!(model.materials[0].base_colour.map(|x| (x * 2.0) as i32), [2, 1, 0, 2]);
}

#[test]
fn what_stands_around_the_json_does_not_count() {
    let draft = Draft::quad();
    let json = draft.json.to_string();
    let marked = [b"\xEF\xBB\xBF", json.as_bytes()].concat();
    let filled = [json.as_bytes(), &[0; 7]].concat();
    for (name, bytes) in [
        ("a byte order mark", container(&marked, Some(&draft.bin))),
        ("zeros behind it", container(&filled, Some(&draft.bin))),
        ("a mark before a glTF", [b"\xEF\xBB\xBF", &draft.gltf()[..]].concat()),
        ("text behind a glTF", [&draft.gltf()[..], b"\n\0\0 the end"].concat()),
    ] {
        let model = Loader::default().load(&bytes).expect(name);
        assert_eq!(model.triangles(), 2, "{name}");
    }
}

#[test]
fn names_of_files_are_as_exporters_write_them() {
    let picture = png(4, 4);
    let read = |name: &str| (name == "maps/wood dark.png").then(|| picture.clone());
    for name in ["maps\\wood dark.png", "maps/wood%20dark.png?v=2", "maps%5Cwood dark.png"] {
        let draft = set("/images/0", json!({"uri": name}));
        let model = Loader::default().beside(&read).load(&draft.glb()).expect(name);
        assert_eq!((model.pictures.len(), codes(&model)), (1, vec![]), "{name}");
    }
    let text = kit::data_uri(&picture).replacen("data:", "DATA:", 1);
    let lines: String = text
        .chars()
        .enumerate()
        .flat_map(|(i, c)| [c].into_iter().chain((i > 60 && i % 20 == 0).then_some('\n')))
        .collect();
    assert!(lines.contains('\n'));
    for uri in [text, lines] {
        assert_eq!(load(&set("/images/0", json!({"uri": uri}))).pictures.len(), 1);
    }
}

/// What a texture whose file is one of these says, and that the product is drawn without it.
#[test]
fn a_texture_that_cannot_be_read_is_left_out_and_named() {
    let in_view = |bytes: &[u8]| {
        let mut draft = Draft::quad();
        let view = draft.view(bytes);
        draft.with("/images/0", json!({"bufferView": view, "name": "Bark"}))
    };
    let whole = png(64, 64);
    let mut lies = png(4, 4);
    lies[16..24].copy_from_slice(&[0, 0, 0x10, 0, 0, 0, 0, 4]);
    let webp = encoded(32, 32, image::ImageFormat::WebP);
    let rows = [
        ("text", in_view(b"a picture"), "neither PNG"),
        ("no bytes", in_view(b""), "neither PNG"),
        ("GIF", in_view(b"GIF89a\x01\0\x01\0\0\0\0;"), "Gif"),
        ("BMP", in_view(b"BM\0\0\0\0\0\0\0\0"), "Bmp"),
        ("AVIF", in_view(b"\0\0\0\x20ftypavif\0\0\0\0"), "Avif"),
        ("half a PNG", in_view(&whole[..whole.len() / 2]), ""),
        ("a PNG's head", in_view(&whole[..33]), ""),
        ("a head that lies", in_view(&lies), ""),
        ("half a WebP", in_view(&webp[..webp.len() / 2]), ""),
        (
            "a view beyond",
            set("/bufferViews/4/byteLength", json!(1 << 30)).with("/images/0/name", json!("Bark")),
            "beyond",
        ),
        ("nowhere", set("/images/0", json!({"name": "Bark"})), "neither uri"),
        ("not there", set("/images/0", json!({"uri": "maps/Bark.png"})), "missing"),
        ("elsewhere", set("/images/0", json!({"uri": "https://example.com/Bark.png"})), "not beside"),
    ];
    for (name, draft, why) in rows {
        let model = load(&draft);
        assert_eq!((model.triangles(), model.materials[0].base_texture), (2, None), "{name}");
        let [Finding::TextureLeftOut { name: told, why: said }] = &model.findings[..] else {
            unreachable!("{name}: {:?}", model.findings)
        };
        assert!(told.contains("Bark") && said.contains(why), "{name}: {told}: {said}");
    }
    let draft = set("/textures/0", json!({"extensions": {"MSFT_texture_dds": {"source": 0}}}));
    assert_eq!(codes(&load(&draft)), ["MODEL_FINDING_TEXTURE"]);
}

#[test]
fn the_other_textures_keep_their_pictures() {
    let mut draft = Draft::quad();
    let (bad, good) = (draft.view(b"GIF89a"), draft.view(&png(8, 2)));
    for view in [bad, good] {
        let image = draft.push("/images", json!({"bufferView": view}));
        draft.push("/textures", json!({"source": image}));
    }
    // The broken one is decoded first of all, in the middle of the others.
    let mut cut = draft.view(&png(32, 32)[..60]);
    cut = draft.push("/images", json!({"bufferView": cut}));
    let cut = draft.push("/textures", json!({"source": cut}));
    let draft = draft
        .with("/materials/0/metallicRoughness", json!(0))
        .with("/materials/0/normalTexture", json!({"index": 1}))
        .with("/materials/0/occlusionTexture", json!({"index": cut}))
        .with("/materials/0/emissiveTexture", json!({"index": 2}));
    let model = load(&draft);
    let material = &model.materials[0];
    let size = |texture: Option<tradewind_scene::TextureUse>| {
        texture.map(|texture| model.pictures[texture.picture].size().0)
    };
    assert_eq!((size(material.base_texture), size(material.emissive_texture)), (Some(4), Some(8)));
    assert_eq!((material.normal_texture, material.occlusion_texture), (None, None));
    assert_eq!(codes(&model), ["MODEL_FINDING_TEXTURE"; 2]);
}

#[test]
fn what_nobody_uses_does_not_matter() {
    let mut draft = Draft::quad();
    let text = draft.view(b"no picture");
    let lost = draft.push("/buffers", json!({"byteLength": 8, "uri": "lost.bin"}));
    draft.push("/buffers", json!({}));
    draft.push("/bufferViews", json!({"buffer": lost, "byteLength": 8}));
    for image in [json!({"bufferView": text}), json!({"uri": "lost.png"}), json!({})] {
        let image = draft.push("/images", image);
        let texture = draft.push("/textures", json!({"source": image}));
        draft.push("/materials", json!({"emissiveTexture": {"index": texture}}));
    }
    let model = load(&draft);
    assert_eq!((model.pictures.len(), codes(&model)), (1, vec![]));
    // Whoever reads from such a buffer is told.
    let read = draft.with("/bufferViews/0/buffer", json!(lost));
    let refused = Loader::default().load(&read.glb()).map(drop);
    assert_eq!(refused, Err(ModelError::Buffer("a file beside it is missing")));
}

#[test]
fn an_extension_is_drawn_passed_over_or_refused() {
    let required = |name: &str| {
        Loader::default().load(&set("/extensionsRequired", json!([name])).glb()).map(|model| codes(&model))
    };
    for drawn in ["KHR_materials_clearcoat", "KHR_materials_pbrSpecularGlossiness", "KHR_node_visibility"] {
        assert_eq!(required(drawn), Ok(vec![]), "{drawn}");
    }
    for passed in [
        "KHR_lights_punctual",
        "KHR_materials_iridescence",
        "KHR_materials_anisotropy",
        "KHR_materials_dispersion",
    ] {
        assert_eq!(required(passed), Ok(vec!["MODEL_FINDING_EXTENSION"]), "{passed}");
    }
    for refused in ["EXT_of_the_moon", "KHR_draw_backwards", ""] {
        let error = required(refused).err().map(|error| error.code());
        assert_eq!(error, Some("MODEL_EXTENSION"), "{refused}");
    }
    let used = ["KHR_materials_iridescence", "KHR_materials_ior", "A_B", "KHR_xmp_json_ld", "A_B"];
    let model = load(&set("/extensionsUsed", json!(used)));
    let told: Vec<String> = model.findings.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["KHR_materials_iridescence is passed over", "A_B is passed over"]);
}

#[test]
fn a_file_for_a_later_reader_says_which() {
    let refused = Loader::default().load(&set("/asset/minVersion", json!("2.1")).glb()).err();
    let error = refused.expect("it asks for more");
    assert_eq!(
        (error.code(), error.to_string().as_str()),
        ("MODEL_VERSION", "asks for glTF 2.1, and this reads 2.0")
    );
}

fn textured(files: &[Vec<u8>]) -> Draft {
    let mut draft = Draft::quad();
    for (file, slot) in files.iter().zip(["normalTexture", "occlusionTexture", "emissiveTexture"]) {
        let view = draft.view(file);
        let image = draft.push("/images", json!({"bufferView": view, "name": slot}));
        let texture = draft.push("/textures", json!({"source": image}));
        draft = draft.with(&format!("/materials/0/{slot}"), json!({"index": texture}));
    }
    draft
}

/// Halves: the left one dark, the right one bright.
fn halves(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, _| {
        image::Rgb(if x < width / 2 { [16, 32, 48] } else { [240, 224, 208] })
    });
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, format).expect("it is encoded");
    out.into_inner()
}

#[test]
fn large_pictures_are_made_smaller_and_keep_what_they_show() {
    let limits = Limits { pixels: 3_000_000, ..Limits::default() };
    let files = [
        halves(2048, 1024, image::ImageFormat::Png),
        halves(2048, 1024, image::ImageFormat::Jpeg),
        halves(1024, 1024, image::ImageFormat::WebP),
    ];
    let model = Loader::new(limits).load(&textured(&files).glb()).expect("it is made to fit");
    let sizes: Vec<_> = model.pictures.iter().map(|p| p.size()).collect();
    assert_eq!(sizes, [(4, 4), (1024, 512), (1024, 512), (1024, 1024)]);
    for picture in &model.pictures[1..] {
        let picture = picture.plain().expect("decodes");
        let at = |x: u32, y: u32| {
            let from = (y * picture.width + x) as usize * 4;
            picture.rgba[from..from + 4].to_vec()
        };
        assert_eq!(picture.rgba.len(), picture.width as usize * picture.height as usize * 4);
        let near = |x: u32, told: [u8; 4]| {
            at(x, picture.height - 1).iter().zip(told).all(|(a, b)| a.abs_diff(b) < 4)
        };
        assert!(near(3, [16, 32, 48, 255]) && near(picture.width - 4, [240, 224, 208, 255]));
    }
    let told: Vec<String> = model.findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "the texture normalTexture of 2048 x 1024 is made smaller, 1024 x 512, when it is loaded",
            "the texture occlusionTexture of 2048 x 1024 is made smaller, 1024 x 512, when it is loaded",
        ]
    );
}

#[test]
fn a_picture_of_8192_a_side_is_drawn_and_one_beyond_is_refused() {
    let grey = |width: u32, height: u32| {
        let mut out = std::io::Cursor::new(Vec::new());
        let picture = image::GrayImage::from_fn(width, height, |x, _| image::Luma([(x >> 5) as u8]));
        picture.write_to(&mut out, image::ImageFormat::Png).expect("it is encoded");
        out.into_inner()
    };
    let model = load(&textured(&[grey(8192, 1024)]));
    let picture = model.pictures[1].plain().expect("decodes");
    assert_eq!((picture.width, picture.height), (4096, 512));
    assert_eq!(picture.rgba[4 * 4000..][..4], [250, 250, 250, 255]);
    let refused = Loader::default().load(&textured(&[grey(8193, 8)]).glb()).err();
    assert_eq!(refused.map(|error| error.code()), Some("MODEL_IMAGE_TOO_LARGE"));
}
