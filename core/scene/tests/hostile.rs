//! Broken files, each made from a good one: all are refused with their code, and cost no more than a good one.

mod kit;

use kit::{Draft, F32, U8, U16, U32, container};
use serde_json::{Value, json};
use tradewind_domain::lock;
use tradewind_scene::Loader;

fn code(bytes: &[u8]) -> &'static str {
    match Loader::default().load(bytes) {
        Ok(_) => "accepted",
        Err(error) => {
            assert!(error.to_string().len() < 400, "an error that cites the file: {error}");
            error.code()
        }
    }
}

/// All rows of a table at once, so that one run shows every wrong one.
fn all_as_told(rows: &[(&str, Vec<u8>, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(name, bytes, told)| {
            let code = code(bytes);
            (code != *told).then(|| format!("{name}: {code}, not {told}"))
        })
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

fn quad() -> Draft {
    Draft::quad()
}

/// The good file with some bytes of its GLB changed.
fn patched(at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut glb = quad().glb();
    glb[at..at + bytes.len()].copy_from_slice(bytes);
    glb
}

/// The good document with one value changed.
fn set(pointer: &str, value: Value) -> Vec<u8> {
    quad().with(pointer, value).glb()
}

fn unset(pointer: &str) -> Vec<u8> {
    quad().without(pointer).glb()
}

#[test]
fn broken_containers_are_refused() {
    let good = quad().glb();
    assert_eq!(code(&good), "accepted");
    let json = quad().json.to_string();
    let json_length = u32::from_le_bytes(good[12..16].try_into().expect("four")) as usize;
    let two_json = [&good[..20 + json_length], &good[12..20 + json_length]].concat();
    let fixed = |mut bytes: Vec<u8>| {
        let length = bytes.len() as u32;
        bytes[8..12].copy_from_slice(&length.to_le_bytes());
        bytes
    };
    let two_bin = [&good[..], &good[20 + json_length..]].concat();
    let bin_first = [&good[..12], &good[20 + json_length..], &good[12..20 + json_length]].concat();
    all_as_told(&[
        ("nothing", Vec::new(), "MODEL_JSON"),
        ("four bytes", b"glTF".to_vec(), "MODEL_CONTAINER"),
        ("a header that is cut off", good[..11].to_vec(), "MODEL_CONTAINER"),
        ("a header alone", fixed(good[..12].to_vec()), "MODEL_CONTAINER"),
        ("a length of nothing", patched(8, &[0; 4]), "MODEL_CONTAINER"),
        ("a length beyond the file", patched(8, &[0xFF; 4]), "MODEL_CONTAINER"),
        ("a chunk's header that is cut off", fixed(good[..17].to_vec()), "MODEL_CONTAINER"),
        ("a chunk beyond the file", patched(12, &[0xFF; 4]), "MODEL_CONTAINER"),
        (
            "a chunk that ends in another",
            patched(12, &(json_length as u32 - 1).to_le_bytes()),
            "MODEL_CONTAINER",
        ),
        ("the file cut in the middle", good[..good.len() / 2].to_vec(), "MODEL_CONTAINER"),
        ("an unknown chunk first", patched(16, b"TEXT"), "MODEL_CONTAINER"),
        ("the binary chunk first", bin_first, "MODEL_CONTAINER"),
        ("two JSON chunks", fixed(two_json), "MODEL_CONTAINER"),
        ("two binary chunks", fixed(two_bin), "MODEL_CONTAINER"),
        ("version 1", patched(4, &[1, 0, 0, 0]), "MODEL_VERSION"),
        ("version 3", patched(4, &[3, 0, 0, 0]), "MODEL_VERSION"),
        ("another magic", patched(0, b"glTf"), "MODEL_JSON"),
        ("JSON that is cut off", container(&json.as_bytes()[..json.len() - 2], None), "MODEL_JSON"),
        ("an empty JSON chunk", container(b"", None), "MODEL_JSON"),
        ("bad UTF-8", container(b"{\"asset\":{\"version\":\"\xC3\x28\"}}", None), "MODEL_VERSION"),
        ("bad UTF-8 between values", container(b"{\"asset\":\xC3{\"version\":\"2.0\"}}", None), "MODEL_JSON"),
        ("a list at the root", b"[]".to_vec(), "MODEL_VERSION"),
        ("a number at the root", b"7".to_vec(), "MODEL_JSON"),
        ("brackets without an end", vec![b'['; 400_000], "MODEL_JSON"),
        ("extras deep as a well", deep_extras(100_000), "MODEL_JSON"),
        ("a key twice", b"{\"asset\":{\"version\":\"2.0\"},\"asset\":{}}".to_vec(), "MODEL_JSON"),
    ]);
}

fn deep_extras(depth: usize) -> Vec<u8> {
    let (open, shut) = ("[".repeat(depth), "]".repeat(depth - 1));
    format!("{{\"asset\":{{\"version\":\"2.0\"}},\"extras\":{open}{shut}}}").into_bytes()
}

#[test]
fn broken_documents_are_refused() {
    let primitive = "/meshes/0/primitives/0";
    let at = |rest: &str| format!("{primitive}{rest}");
    let long = "x".repeat(3 << 20);
    all_as_told(&[
        ("no asset", unset("/asset"), "MODEL_VERSION"),
        ("asset 1.0", set("/asset/version", json!("1.0")), "MODEL_VERSION"),
        ("asset 3.0", set("/asset/version", json!("3.0")), "MODEL_VERSION"),
        ("asset 2.x", set("/asset/version", json!("2.x")), "MODEL_VERSION"),
        ("asset 1 as a number", set("/asset/version", json!(1)), "MODEL_VERSION"),
        ("needs 2.1", set("/asset/minVersion", json!("2.1")), "MODEL_VERSION"),
        ("an unknown extension", set("/extensionsRequired", json!(["EXT_of_the_moon"])), "MODEL_EXTENSION"),
        (
            "unknown extension",
            set("/extensionsRequired", json!(["KHR_gaussian_splatting"])),
            "MODEL_EXTENSION",
        ),
        ("nodes that are none", set("/nodes", json!({"a": 1})), "MODEL_JSON"),
        ("a mesh without primitives", set("/meshes/0", json!({"primitives": 3})), "MODEL_JSON"),
        ("a text for a number", set("/nodes/0/mesh", json!(long)), "MODEL_JSON"),
        ("an index below -1", set("/nodes/0/mesh", json!(-2)), "MODEL_JSON"),
        ("no mesh at all", set("/nodes/0/mesh", json!(-1)), "MODEL_EMPTY"),
        ("half an index", set("/nodes/0/mesh", json!(0.5)), "MODEL_JSON"),
        ("an index beyond all numbers", set("/nodes/0/mesh", json!(1e300)), "MODEL_JSON"),
        ("another scene", set("/scene", json!(1)), "MODEL_REFERENCE"),
        ("another root", set("/scenes/0/nodes", json!([7])), "MODEL_REFERENCE"),
        ("another child", set("/nodes/0/children", json!([7])), "MODEL_REFERENCE"),
        ("another mesh", set("/nodes/0/mesh", json!(1)), "MODEL_REFERENCE"),
        (
            "the last mesh there could be",
            set("/nodes/0/mesh", json!(9_007_199_254_740_992u64)),
            "MODEL_REFERENCE",
        ),
        ("another camera", set("/nodes/0/camera", json!(0)), "MODEL_REFERENCE"),
        ("another material", set(&at("/material"), json!(1)), "MODEL_REFERENCE"),
        ("the last material there could be", set(&at("/material"), json!(9e15)), "MODEL_REFERENCE"),
        ("another texture", set("/materials/0/normalTexture", json!({"index": 9})), "MODEL_REFERENCE"),
        ("another sampler", set("/textures/0/sampler", json!(0)), "MODEL_REFERENCE"),
        ("another image", set("/textures/0/source", json!(1)), "MODEL_REFERENCE"),
        ("an alpha mode of its own", set("/materials/0/alphaMode", json!("GHOST")), "MODEL_JSON"),
        ("a mode that is none", set(&at("/mode"), json!(7)), "MODEL_NUMBER"),
        (
            "an endless factor",
            set("/materials/0/normalTexture", json!({"index": 0, "scale": 1e39})),
            "MODEL_NUMBER",
        ),
        ("an endless cutoff", masked(1e39), "MODEL_NUMBER"),
        ("a variant of no list", variant(json!([{"material": 0, "variants": [0]}])), "MODEL_REFERENCE"),
        ("a mapping without material", variant(json!([{"variants": [0]}])), "MODEL_JSON"),
        ("a mapping without variants", variant(json!([{"material": 0, "variants": []}])), "MODEL_JSON"),
    ]);
}

fn masked(cutoff: f64) -> Vec<u8> {
    quad().with("/materials/0/alphaMode", json!("MASK")).with("/materials/0/alphaCutoff", json!(cutoff)).glb()
}

fn variant(mappings: Value) -> Vec<u8> {
    set("/meshes/0/primitives/0/extensions", json!({"KHR_materials_variants": {"mappings": mappings}}))
}

#[test]
fn broken_buffers_and_accessors_are_refused() {
    let primitive = "/meshes/0/primitives/0";
    let at = |rest: &str| format!("{primitive}{rest}");
    let typed = |accessor: usize, component: u32| {
        set(&format!("/accessors/{accessor}/componentType"), json!(component))
    };
    let sparse = |count: u64, places: u32, index: u16| {
        let mut draft = quad();
        let (indices, values) = (draft.view(&[index.to_le_bytes(); 4].concat()), draft.view(&[0; 48]));
        let indices = json!({"bufferView": indices, "componentType": places});
        draft
            .with(
                "/accessors/0/sparse",
                json!({"count": count, "indices": indices, "values": {"bufferView": values}}),
            )
            .glb()
    };
    let float = |at: usize, x: f32| quad().bytes(at, &x.to_le_bytes()).glb();
    all_as_told(&[
        ("a buffer without length", set("/buffers/0", json!({})), "MODEL_BUFFER"),
        ("a buffer longer than its chunk", set("/buffers/0/byteLength", json!(100_000)), "MODEL_BUFFER"),
        ("a buffer that is not there", set("/buffers/0/uri", json!("there.bin")), "MODEL_BUFFER"),
        ("a data URI that is not base64", set("/buffers/0/uri", json!("data:;base64,!!!!")), "MODEL_BUFFER"),
        ("a data URI of another kind", set("/buffers/0/uri", json!("data:text/plain,abc")), "MODEL_BUFFER"),
        ("an empty data URI", set("/buffers/0/uri", json!("data:;base64,")), "MODEL_BUFFER"),
        ("a name that is not UTF-8", set("/buffers/0/uri", json!("%ff%fe.bin")), "MODEL_BUFFER"),
        ("a view without buffer", unset("/bufferViews/0/buffer"), "MODEL_BUFFER"),
        ("a view of another buffer", set("/bufferViews/0/buffer", json!(1)), "MODEL_REFERENCE"),
        ("a view beyond its buffer", set("/bufferViews/0/byteLength", json!(100_000)), "MODEL_BUFFER"),
        ("a view that begins beyond", set("/bufferViews/0/byteOffset", json!(100_000)), "MODEL_BUFFER"),
        ("a view that ends beyond numbers", set("/bufferViews/0/byteOffset", json!(9e15)), "MODEL_BUFFER"),
        ("an accessor of another view", set("/accessors/0/bufferView", json!(99)), "MODEL_REFERENCE"),
        ("another accessor", set(&at("/attributes/POSITION"), json!(99)), "MODEL_REFERENCE"),
        ("other indices", set(&at("/indices"), json!(99)), "MODEL_REFERENCE"),
        ("a count of one too many", set("/accessors/0/count", json!(5)), "MODEL_ACCESSOR"),
        ("a count beyond numbers", set("/accessors/0/count", json!(9e15)), "MODEL_TOO_MANY_VERTICES"),
        (
            "a count of indices beyond numbers",
            set("/accessors/3/count", json!(9e15)),
            "MODEL_TOO_MANY_VERTICES",
        ),
        ("no count", unset("/accessors/0/count"), "MODEL_ACCESSOR"),
        ("no component type", unset("/accessors/0/componentType"), "MODEL_ACCESSOR"),
        ("an accessor that begins beyond", set("/accessors/0/byteOffset", json!(100_000)), "MODEL_ACCESSOR"),
        ("an accessor that ends beyond", set("/accessors/0/byteOffset", json!(4)), "MODEL_ACCESSOR"),
        ("a component type that is none", typed(0, 5124), "MODEL_ACCESSOR"),
        ("positions of 32-bit integers", typed(0, U32), "MODEL_ACCESSOR"),
        ("indices of floats", typed(3, F32), "MODEL_ACCESSOR"),
        ("indices that may be below 0", typed(3, 5122), "MODEL_ACCESSOR"),
        ("positions of two numbers", set("/accessors/0/type", json!("VEC2")), "MODEL_ACCESSOR"),
        ("indices of two numbers", set("/accessors/3/type", json!("VEC2")), "MODEL_ACCESSOR"),
        ("a stride that overlaps", set("/bufferViews/0/byteStride", json!(8)), "MODEL_ACCESSOR"),
        ("a stride beyond the view", set("/bufferViews/0/byteStride", json!(252)), "MODEL_ACCESSOR"),
        ("a stride beyond all", set("/bufferViews/0/byteStride", json!(9e15)), "MODEL_ACCESSOR"),
        ("fewer normals", set("/accessors/1/count", json!(3)), "MODEL_ACCESSOR"),
        ("fewer texture coordinates", set("/accessors/2/count", json!(3)), "MODEL_ACCESSOR"),
        ("sparse: more than there are", sparse(5, U16, 0), "MODEL_ACCESSOR"),
        ("sparse: an index beyond", sparse(1, U16, 4), "MODEL_ACCESSOR"),
        ("sparse: places of floats", sparse(1, F32, 0), "MODEL_ACCESSOR"),
        ("sparse: places beyond their view", sparse(4, U32, 0), "MODEL_ACCESSOR"),
        ("sparse: a count beyond numbers", sparse(1 << 53, U8, 0), "MODEL_ACCESSOR"),
        ("sparse of nothing", set("/accessors/0/sparse", json!({})), "MODEL_ACCESSOR"),
        ("a position that is no number", float(0, f32::NAN), "MODEL_NUMBER"),
        ("an endless position", float(4, f32::INFINITY), "MODEL_NUMBER"),
        ("an endless normal", float(48, f32::NEG_INFINITY), "MODEL_NUMBER"),
        ("a position beyond any product", float(0, 1e30), "MODEL_NUMBER"),
        ("an index out of range", quad().bytes(128, &4u16.to_le_bytes()).glb(), "MODEL_INDEX"),
        ("a restart of the strip", quad().bytes(128, &[0xFF; 2]).glb(), "MODEL_INDEX"),
    ]);
}

#[test]
fn broken_scenes_cameras_and_skins_are_refused() {
    let nodes = |nodes: Value| set("/nodes", nodes);
    let camera = |camera: Value, node: Value| {
        let mut draft = quad().with("/nodes/0/camera", json!(0)).with("/cameras", json!([camera]));
        node.as_object().into_iter().flatten().for_each(|(key, value)| {
            draft = draft.clone().with(&format!("/nodes/0/{key}"), value.clone());
        });
        draft.glb()
    };
    let eye = |yfov: f64, znear: f64, zfar: f64| {
        camera(
            json!({"type": "perspective", "perspective": {"yfov": yfov, "znear": znear, "zfar": zfar}}),
            json!({}),
        )
    };
    let good_eye = json!({"type": "perspective", "perspective": {"yfov": 1.0, "znear": 0.1}});
    let skin = |skin: Value, joint: u16| {
        let mut draft = quad();
        let (joints, weights) = (draft.shorts("VEC4", &[joint; 16]), draft.floats("VEC4", &[0.25; 16]));
        draft = draft.attribute("JOINTS_0", joints).attribute("WEIGHTS_0", weights);
        draft.with("/nodes/0/skin", json!(0)).with("/skins", json!([skin])).glb()
    };
    all_as_told(&[
        ("a node of itself", nodes(json!([{"mesh": 0, "children": [0]}])), "MODEL_NODE_LOOP"),
        ("a loop of two", nodes(json!([{"mesh": 0, "children": [1]}, {"children": [0]}])), "MODEL_NODE_LOOP"),
        (
            "a loop beside the scene",
            nodes(json!([{"mesh": 0}, {"children": [2]}, {"children": [1]}])),
            "MODEL_NODE_LOOP",
        ),
        (
            "a child of two",
            nodes(json!([{"children": [1, 2]}, {"children": [2]}, {"mesh": 0}])),
            "MODEL_NODE_LOOP",
        ),
        ("a child twice", nodes(json!([{"children": [1, 1]}, {"mesh": 0}])), "MODEL_NODE_LOOP"),
        ("a root twice", set("/scenes/0/nodes", json!([0, 0])), "MODEL_NODE_LOOP"),
        ("an endless place", set("/nodes/0/translation", json!([1e39, 0, 0])), "MODEL_NUMBER"),
        ("a place beyond any product", set("/nodes/0/translation", json!([1e30, 0, 0])), "MODEL_NUMBER"),
        (
            "scales that multiply beyond",
            nodes(
                json!([{"scale": [1e30, 1e30, 1e30], "children": [1]}, {"scale": [1e30, 1, 1], "mesh": 0}]),
            ),
            "MODEL_NUMBER",
        ),
        ("a scale of 0", set("/nodes/0/scale", json!([0, 0, 0])), "MODEL_EMPTY"),
        (
            "a scale that leaves nothing to see",
            set("/nodes/0/scale", json!([1e-38, 1e-38, 1])),
            "MODEL_EMPTY",
        ),
        ("an empty scene", set("/scenes/0/nodes", json!([])), "MODEL_EMPTY"),
        ("nothing but an asset", br#"{"asset":{"version":"2.0"}}"#.to_vec(), "MODEL_EMPTY"),
        ("two corners alone", set("/accessors/3/count", json!(2)), "MODEL_EMPTY"),
        ("yfov 0", eye(0.0, 0.1, 1.0), "MODEL_NUMBER"),
        ("yfov of nearly 0", eye(1e-45, 0.1, 1.0), "MODEL_NUMBER"),
        ("yfov of half a turn", eye(3.2, 0.1, 1.0), "MODEL_NUMBER"),
        ("near 0", eye(1.0, 0.0, 1.0), "MODEL_NUMBER"),
        ("far before near", eye(1.0, 1.0, 0.5), "MODEL_NUMBER"),
        ("a camera of no kind", camera(json!({"type": "pinhole"}), json!({})), "MODEL_JSON"),
        (
            "an orthographic one of no height",
            camera(
                json!({"type": "orthographic", "orthographic": {"xmag": 1, "ymag": 0, "znear": 0, "zfar": 1}}),
                json!({}),
            ),
            "MODEL_NUMBER",
        ),
        ("a camera at scale 0", camera(good_eye, json!({"scale": [1, 0, 1]})), "MODEL_NUMBER"),
        ("another skin", set("/nodes/0/skin", json!(0)), "MODEL_REFERENCE"),
        ("a joint that is no node", skin(json!({"joints": [9]}), 0), "MODEL_REFERENCE"),
        ("a vertex on no joint", skin(json!({"joints": [0]}), 1), "MODEL_REFERENCE"),
        (
            "a bind matrix that is none",
            skin(json!({"joints": [0], "inverseBindMatrices": 0}), 0),
            "MODEL_ACCESSOR",
        ),
    ]);
}

#[test]
fn a_name_that_leaves_the_folder_is_never_asked_for() {
    let asked = std::sync::Mutex::new(Vec::new());
    let read = |name: &str| {
        lock(&asked).push(name.to_owned());
        None
    };
    for name in [
        "../a.bin",
        "/etc/a",
        "a/%2e%2e/b",
        "c:a",
        "..%5Ca",
        "https://example.com/a",
        "a//b",
        "",
        "a%00",
        "b/../../a",
    ] {
        let bytes = set("/buffers/0/uri", json!(name));
        let refused = Loader::default().beside(&read).load(&bytes).err().map(|error| error.code());
        assert_eq!(refused, Some("MODEL_BUFFER"), "{name}");
    }
    let bytes = set("/buffers/0/uri", json!("mesh/a%20b.bin"));
    assert!(Loader::default().beside(&read).load(&bytes).is_err());
    assert_eq!(*lock(&asked), ["mesh/a b.bin"]);
}

#[test]
fn a_variant_mapped_twice_is_refused() {
    let names = json!({"KHR_materials_variants": {"variants": [{"name": "Red"}, {"name": "Blue"}]}});
    let draft = |variants: Value| {
        let mapping =
            json!({"KHR_materials_variants": {"mappings": [{"material": 0, "variants": variants}]}});
        quad().with("/extensions", names.clone()).with("/meshes/0/primitives/0/extensions", mapping).glb()
    };
    assert_eq!(code(&draft(json!([0, 1]))), "accepted");
    assert_eq!(code(&draft(json!([0, 0]))), "MODEL_JSON");
    assert_eq!(code(&draft(json!([0, 2]))), "MODEL_REFERENCE");
}
