//! Small files that ask for much get little: how much memory each of them takes is measured.

mod kit;

use kit::{Draft, F32, U8, container, png};
use serde_json::{Value, json};
use tradewind_scene::{Limits, Loader};

fn code(bytes: &[u8]) -> &'static str {
    Loader::default().load(bytes).map_or_else(|error| error.code(), |_| "accepted")
}

/// Kilobytes that this process has held at most since it was last asked.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    std::fs::write("/proc/self/clear_refs", "5").ok()?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn many(value: &Value, count: usize) -> Value {
    Value::Array(vec![value.clone(); count])
}

/// Lists of empty things: three bytes each in the file, hundreds in memory.
fn empty_things(list: &str, within: usize) -> Vec<u8> {
    let things = "{},".repeat(within);
    format!("{{\"asset\":{{\"version\":\"2.0\"}},\"{list}\":[{things}{{}}]}}").into_bytes()
}

/// A primitive that costs nothing to read, on many nodes.
fn idle_primitives() -> Vec<u8> {
    let draft = Draft::quad().with("/meshes/0/primitives", many(&json!({"mode": 0}), 50_000));
    draft
        .with("/nodes", many(&json!({"mesh": 0}), 50_000))
        .with("/scenes/0/nodes", (0..50_000).collect())
        .glb()
}

/// Each of many primitives has another material for the last of many variants.
fn variants_times_primitives() -> Vec<u8> {
    let names = json!({"KHR_materials_variants": {"variants": many(&json!({"name": ""}), 1000)}});
    let mut draft = Draft::quad().with("/extensions", names).with("/materials", many(&json!({}), 1000));
    let one = draft.json["meshes"][0]["primitives"][0].clone();
    let primitives = (0..9_000).map(|index| {
        let mut one = one.clone();
        let mapping = |material: usize, variant: usize| json!({"material": material, "variants": [variant]});
        let mappings = [mapping(index % 1000, 999), mapping(index / 1000, 998)];
        one["extensions"] = json!({"KHR_materials_variants": {"mappings": mappings}});
        one
    });
    draft = draft.clone().with("/meshes/0/primitives", primitives.collect());
    draft.glb()
}

/// The first primitive again, of another material: pictures of what nobody draws are not looked at.
fn draw_with(draft: &mut Draft, material: usize) {
    let mut again = draft.json["meshes"][0]["primitives"][0].clone();
    again["material"] = json!(material);
    draft.push("/meshes/0/primitives", again);
}

/// Every image is another view of the same bytes, each a whole picture.
fn overlapping_pictures() -> Vec<u8> {
    let mut draft =
        Draft::quad().with("/images", json!([])).with("/textures", json!([])).with("/materials", json!([]));
    let start = draft.view(&[png(1, 1), vec![0; 2 << 20]].concat());
    let whole = draft.json["bufferViews"][start].clone();
    for index in 0..900usize {
        let mut view = whole.clone();
        view["byteLength"] = json!(whole["byteLength"].as_u64().expect("a number") - index as u64);
        let view = draft.push("/bufferViews", view);
        draft.push("/images", json!({"bufferView": view}));
        draft.push("/textures", json!({"source": index}));
        draft.push("/materials", json!({"emissiveTexture": {"index": index}}));
        draw_with(&mut draft, index);
    }
    draft.glb()
}

/// As many vertices as may be out of an accessor of no bytes, in `also` ways.
fn vertices_of_nothing(count: usize, also: impl Fn(Draft, usize) -> Draft) -> Vec<u8> {
    let mut draft = Draft::quad();
    let zeros = draft.push("/accessors", json!({"componentType": F32, "type": "VEC3", "count": count}));
    let draft = draft.with("/meshes/0/primitives/0/attributes", json!({"POSITION": zeros, "NORMAL": zeros}));
    also(draft.without("/meshes/0/primitives/0/indices"), zeros).glb()
}

fn morphs(draft: Draft, zeros: usize) -> Draft {
    let targets = many(&json!({"POSITION": zeros, "NORMAL": zeros}), 40_000);
    draft.with("/meshes/0/primitives/0/targets", targets).with("/meshes/0/weights", many(&json!(1), 40_000))
}

fn skinned(mut draft: Draft, count: usize) -> Draft {
    let joints = draft.push("/accessors", json!({"componentType": U8, "type": "VEC4", "count": count}));
    let weights = draft.push("/accessors", json!({"componentType": F32, "type": "VEC4", "count": count}));
    let bind = draft.push("/accessors", json!({"componentType": F32, "type": "MAT4", "count": count}));
    for (name, accessor) in
        [("JOINTS_0", joints), ("WEIGHTS_0", weights), ("JOINTS_1", joints), ("WEIGHTS_1", weights)]
    {
        draft = draft.attribute(name, accessor);
    }
    let skin = json!({"joints": many(&json!(0), 100_000), "inverseBindMatrices": bind});
    draft.with("/skins", json!([skin])).with("/nodes/0/skin", json!(0))
}

fn relief(draft: Draft) -> Draft {
    draft.with("/materials/0/normalTexture", json!({"index": 0}))
}

/// Cameras and nodes, as many as JSON may have.
fn cameras_times_nodes() -> Vec<u8> {
    let count = 40_000;
    let camera = json!({"type": "perspective", "perspective": {"yfov": 1, "znear": 1}});
    let draft = Draft::quad().with("/cameras", many(&camera, count / 2));
    let nodes =
        (0..count).map(|index| if index == 0 { json!({"mesh": 0}) } else { json!({"camera": index / 2}) });
    draft.with("/nodes", nodes.collect()).with("/scenes/0/nodes", (0..count).collect()).glb()
}

/// A long strip: three corners out of one.
fn strip(mode: u32) -> Vec<u8> {
    let mut draft = Draft::quad();
    let zeros = draft.push(
        "/accessors",
        json!({"componentType": 5125, "type": "SCALAR", "count": Limits::default().indices}),
    );
    draft
        .with("/meshes/0/primitives/0/indices", json!(zeros))
        .with("/meshes/0/primitives/0/mode", json!(mode))
        .glb()
}

/// As many points of pictures as may be, in a few kilobytes.
fn blank_pictures() -> Vec<u8> {
    let mut draft = Draft::quad();
    // One as large as may be, and as many points again as are left, in two.
    for (index, (width, height)) in [(0, (4096, 4096)), (1, (2048, 1760)), (2, (2048, 1761))] {
        let picture = image::RgbaImage::from_pixel(width, height, image::Rgba([index; 4]));
        let mut file = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut file, image::ImageFormat::Png).expect("it is encoded");
        let view = draft.view(&file.into_inner());
        let image = draft.push("/images", json!({"bufferView": view}));
        let texture = draft.push("/textures", json!({"source": image}));
        let material = draft.push("/materials", json!({"emissiveTexture": {"index": texture}}));
        draw_with(&mut draft, material);
    }
    draft.glb()
}

/// A text that an error message would cite, each byte as six.
fn cited_text() -> Vec<u8> {
    let text = "\u{7f}".repeat(20 << 20);
    container(format!("{{\"asset\":{{\"version\":\"2.0\"}},\"scene\":\"{text}\"}}").as_bytes(), None)
}

/// In one test, so that nothing else of this process is counted with it.
#[test]
fn small_files_that_ask_for_much_are_refused_or_cheap() {
    // The limits in bytes: points of pictures, vertices with all that is made from them, values of the JSON.
    const LIMITS: u64 = 150_000;
    let most = Limits::default().vertices / 3 * 3;
    let rows: Vec<(&str, Vec<u8>, &str)> = vec![
        ("materials of nothing", empty_things("materials", 9_000_000), "MODEL_TOO_MANY_VALUES"),
        ("nodes of nothing", empty_things("nodes", 240_000), "MODEL_EMPTY"),
        ("accessors of nothing", empty_things("accessors", 240_000), "MODEL_EMPTY"),
        ("idle primitives", idle_primitives(), "MODEL_TOO_MANY_PRIMITIVES"),
        ("variants times primitives", variants_times_primitives(), "accepted"),
        ("overlapping pictures", overlapping_pictures(), "MODEL_FILE_TOO_LARGE"),
        ("vertices of nothing", vertices_of_nothing(most, |draft, _| draft), "MODEL_EMPTY"),
        ("one vertex more", vertices_of_nothing(most + 3, |draft, _| draft), "MODEL_TOO_MANY_VERTICES"),
        ("with relief", vertices_of_nothing(most, |draft, _| relief(draft)), "MODEL_EMPTY"),
        ("with a skin", vertices_of_nothing(most, |draft, _| skinned(draft, most)), "MODEL_EMPTY"),
        ("with many morphs", vertices_of_nothing(most, morphs), "MODEL_TOO_MANY_VERTICES"),
        ("cameras times nodes", cameras_times_nodes(), "accepted"),
        ("a long strip", strip(5), "MODEL_TOO_MANY_VERTICES"),
        ("a long fan", strip(6), "MODEL_TOO_MANY_VERTICES"),
        ("as many corners as there may be", strip(4), "MODEL_EMPTY"),
        ("blank pictures", blank_pictures(), "accepted"),
        ("a text to cite", cited_text(), "MODEL_JSON"),
    ];
    let before = peak();
    let held = peak().unwrap_or_default();
    for (name, bytes, told) in rows {
        assert_eq!(code(&bytes), told, "{name}");
        let Some(most) = peak().filter(|_| before.is_some()) else {
            println!("skipped: memory of hostile files, since this system has no peak that can be asked for");
            continue;
        };
        let (more, file) = (most.saturating_sub(held), bytes.len() as u64 / 1024);
        println!("{name}: {} MB for {} kB", more / 1024, file);
        assert!(more <= 4 * file + LIMITS, "{name}: {} MB for {} kB", more / 1024, file);
    }
}
