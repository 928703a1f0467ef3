//! Files that look wrong and are right: all are accepted, and mean what the specification says.

mod kit;

use glam::{Vec3, vec3};
use kit::{Draft, F32, U8, U16, encoded, png};
use serde_json::{Value, json};
use tradewind_scene::{AlphaMode, Loader, Model, Primitive, unpacked_direction};

fn load(draft: &Draft) -> Model {
    Loader::default().load(&draft.glb()).expect("it is a good file")
}

fn set(pointer: &str, value: Value) -> Draft {
    Draft::quad().with(pointer, value)
}

fn points(primitive: &Primitive) -> Vec<Vec3> {
    primitive.vertices.iter().map(|vertex| Vec3::from(vertex.position)).collect()
}

/// Of each triangle, whether it turns counter-clockwise about its own normal.
fn fronts(primitive: &Primitive) -> Vec<bool> {
    let (points, vertices) = (points(primitive), &primitive.vertices);
    let turn = |t: &[u32]| {
        let [a, b, c] = [t[0], t[1], t[2]].map(|i| points[i as usize]);
        (b - a).cross(c - a).dot(unpacked_direction(vertices[t[0] as usize].normal)) > 0.0
    };
    primitive.indices.chunks_exact(3).map(turn).collect()
}

#[test]
fn an_accessor_without_a_view_is_zeros_and_sparse_values_stand_in_it() {
    let mut draft = Draft::quad();
    let places = draft.view(&[1, 0, 2, 0, 3, 0]);
    let rows: [[f32; 3]; 3] = [[2.0, 0.0, 0.0], [2.0, 1.0, 0.0], [0.0, 1.0, 0.0]];
    let values = draft.view(bytemuck::bytes_of(&rows));
    let sparse = json!({
        "count": 3, "indices": {"bufferView": places, "componentType": U16}, "values": {"bufferView": values},
    });
    let accessor = json!({"componentType": F32, "type": "VEC3", "count": 4, "sparse": sparse});
    let model = load(&draft.with("/accessors/0", accessor));
    assert_eq!(points(&model.primitives[0]), points(&load(&Draft::quad()).primitives[0]));
    // All zeros are a model of no size beside one that has some: accepted, and drawn as nothing.
    let mut draft = Draft::quad();
    let zeros = draft.push("/accessors", json!({"componentType": F32, "type": "VEC3", "count": 3}));
    draft.push("/meshes/0/primitives", json!({"attributes": {"POSITION": zeros}}));
    assert_eq!(load(&draft).bounds.size(), vec3(2.0, 1.0, 0.0));
}

#[test]
fn what_json_leaves_open_is_taken_either_way() {
    for (name, draft) in [
        ("1.0 is an integer", set("/meshes/0/primitives/0/material", json!(0.0)).with("/scene", json!(0.0))),
        ("a count as 4e0", set("/accessors/0/count", json!(4e0))),
        ("extras of any kind", set("/asset/extras", json!(7)).with("/nodes/0/extras", json!([null, "x"]))),
        (
            "extensions nobody knows",
            set("/extensionsUsed", json!(["A_B"])).with("/nodes/0/extensions", json!({"A_B": [1]})),
        ),
        ("keys nobody knows", set("/later", json!({"a": 1})).with("/accessors/0/max", json!([2, 1, 0]))),
        ("an unused broken material's name", set("/materials/0/name", json!(7))),
        ("version 2.7", set("/asset/version", json!("2.7")).with("/asset/minVersion", json!("2.0"))),
        ("no scene named", Draft::quad().without("/scene")),
        ("no scene at all", Draft::quad().without("/scene").without("/scenes")),
        ("a sampler of nothing", set("/samplers", json!([{}])).with("/textures/0/sampler", json!(0))),
        (
            "a node of nothing",
            set("/nodes/0/children", json!([1])).with("/nodes", json!([{"mesh": 0, "children": [1]}, {}])),
        ),
        ("a camera that nobody uses", set("/cameras", json!([{"type": "perspective"}]))),
        ("a name that is not ASCII", set("/nodes/0/name", json!("Sessel \u{1f6cb}"))),
    ] {
        let model = load(&draft);
        assert_eq!((model.triangles(), model.cameras.len()), (2, 0), "{name}");
    }
}

#[test]
fn containers_may_have_more_than_they_need() {
    let draft = Draft::quad();
    let good = draft.glb();
    let with_length = |mut bytes: Vec<u8>| {
        let length = bytes.len() as u32;
        bytes[8..12].copy_from_slice(&length.to_le_bytes());
        bytes
    };
    let unknown = with_length([&good[..], &[4, 0, 0, 0], b"NOTE", b"abcd"].concat());
    let behind = [&good[..], b"behind the end"].concat();
    for (name, bytes) in
        [("an unknown chunk", unknown), ("bytes behind", behind), ("JSON alone", draft.gltf())]
    {
        let model = Loader::default().load(&bytes).expect(name);
        assert_eq!(model.pictures.len(), 1, "{name}");
    }
}

#[test]
fn a_placeholder_buffer_is_empty_and_nobody_reads_it() {
    let mut draft = Draft::quad();
    let buffer = draft.push("/buffers", json!({"byteLength": 1000}));
    draft.push("/bufferViews", json!({"buffer": buffer, "byteLength": 1000}));
    assert_eq!(load(&draft).triangles(), 2);
    let read = draft.clone().with("/bufferViews/0/buffer", json!(buffer));
    assert_eq!(Loader::default().load(&read.glb()).err().map(|e| e.code()), Some("MODEL_BUFFER"));
}

#[test]
fn a_texture_without_a_source_is_not_there() {
    let model = load(&set("/textures/0", json!({"extensions": {"MSFT_texture_dds": {"source": 5}}})));
    assert_eq!((model.pictures.len(), model.materials[0].base_texture), (0, None));
}

#[test]
fn quantized_meshes_are_read_and_may_be_required() {
    let mut draft = Draft::quad();
    let positions = draft.accessor(
        5122,
        "VEC3",
        4,
        bytemuck::bytes_of(&[[0i16, 0, 0, 0], [32767, 0, 0, 0], [32767, 16384, 0, 0], [0, 16384, 0, 0]]),
    );
    let normals = draft.accessor(5120, "VEC3", 4, &[0, 0, 127, 0].repeat(4));
    let uvs = draft.shorts("VEC2", &[0, 65535, 65535, 65535, 65535, 0, 0, 0]);
    let stride = |draft: Draft, accessor: usize, bytes: usize| {
        let view = draft.json["accessors"][accessor]["bufferView"].clone();
        draft
            .with(&format!("/bufferViews/{view}/byteStride"), json!(bytes))
            .with(&format!("/accessors/{accessor}/normalized"), json!(true))
    };
    let draft = stride(stride(stride(draft, positions, 8), normals, 4), uvs, 4);
    let draft =
        draft.attribute("POSITION", positions).attribute("NORMAL", normals).attribute("TEXCOORD_0", uvs);
    let draft = draft.with("/nodes/0/scale", json!([2, 2, 2]));
    let model = load(&draft.with("/extensionsRequired", json!(["KHR_mesh_quantization"])));
    assert!((model.bounds.size() - vec3(2.0, 1.0, 0.0)).length() < 1e-3, "{:?}", model.bounds);
    let vertex = model.primitives[0].vertices[1];
    assert!((unpacked_direction(vertex.normal) - Vec3::Z).length() < 1e-3);
    assert!((vertex.uv0[0] - 1.0).abs() + (vertex.uv0[1] - 1.0).abs() < 1e-6);
}

#[test]
fn strips_fans_and_no_indices_are_triangles_with_the_same_front() {
    let mut strip = Draft::quad();
    let indices = strip.shorts("SCALAR", &[0, 1, 3, 2]);
    let strip = strip
        .with("/meshes/0/primitives/0/indices", json!(indices))
        .with("/meshes/0/primitives/0/mode", json!(5));
    let fan =
        Draft::quad().without("/meshes/0/primitives/0/indices").with("/meshes/0/primitives/0/mode", json!(6));
    let list = Draft::quad().without("/meshes/0/primitives/0/indices");
    for (name, draft, triangles) in [("strip", strip, 2), ("fan", fan, 2), ("list", list, 1)] {
        let model = load(&draft);
        assert_eq!(fronts(&model.primitives[0]), vec![true; triangles], "{name}");
    }
    // Incomplete ones are dropped.
    let five = Draft::quad().with("/accessors/3/count", json!(5));
    assert_eq!(load(&five).triangles(), 1);
}

#[test]
fn a_negative_scale_keeps_the_front_in_front() {
    let model = load(&set("/nodes/0/scale", json!([-1, 1, 1])));
    assert_eq!(model.bounds.min, vec3(-2.0, 0.0, 0.0));
    assert_eq!(fronts(&model.primitives[0]), [true, true]);
    let normal = unpacked_direction(model.primitives[0].vertices[0].normal);
    assert!((normal - Vec3::Z).length() < 1e-4, "{normal}");
    let turned = load(&set("/nodes/0/scale", json!([-1, 1, -1])));
    assert!((unpacked_direction(turned.primitives[0].vertices[0].normal) + Vec3::Z).length() < 1e-4);
}

#[test]
fn without_normals_each_triangle_is_flat() {
    let model = load(&Draft::quad().without("/meshes/0/primitives/0/attributes/NORMAL"));
    assert_eq!((model.vertices(), fronts(&model.primitives[0])), (6, vec![true, true]));
}

#[test]
fn morph_targets_count_by_the_weights_of_the_mesh_or_the_node() {
    let mut draft = Draft::quad();
    let up = draft.floats("VEC3", &[0.0, 1.0, 0.0].repeat(4));
    let draft = draft.with("/meshes/0/primitives/0/targets", json!([{"POSITION": up}, {"POSITION": up}]));
    let by_mesh = draft.clone().with("/meshes/0/weights", json!([0.5, 0]));
    let by_node = by_mesh.clone().with("/nodes/0/weights", json!([1, 2]));
    for (draft, floor) in [(draft, 0.0), (by_mesh, 0.5), (by_node, 3.0)] {
        assert!((load(&draft).bounds.min.y - floor).abs() < 1e-6);
    }
}

#[test]
fn a_skin_stands_where_its_joints_do_and_may_have_no_normals() {
    let mut draft = Draft::quad();
    let joints = draft.accessor(U8, "VEC4", 4, &[0, 1, 0, 0].repeat(4));
    let weights = draft.floats("VEC4", &[0.5, 0.5, 0.0, 0.0].repeat(4));
    #[rustfmt::skip]
    let bind = draft.floats("MAT4", &[
        1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 10.0, 1.0,
        1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 10.0, 1.0,
    ]);
    let draft = draft
        .attribute("JOINTS_0", joints)
        .attribute("WEIGHTS_0", weights)
        .with("/skins", json!([{"joints": [1, 2], "inverseBindMatrices": bind}]))
        .with("/scenes/0/nodes", json!([0, 1, 2]))
        .with("/nodes", json!([
            {"mesh": 0, "skin": 0, "translation": [100, 100, 100]}, {"translation": [0, 2, 0]}, {"translation": [4, 0, 0]},
        ]));
    let flat = draft.clone().without("/meshes/0/primitives/0/attributes/NORMAL");
    for (draft, vertices) in [(draft, 4), (flat, 6)] {
        let model = load(&draft);
        // Half way between both joints, 10 in front: the node's own place does not count.
        assert!((model.bounds.min - vec3(2.0, 1.0, 10.0)).length() < 1e-5, "{:?}", model.bounds);
        assert_eq!(model.vertices(), vertices);
    }
}

#[test]
fn colours_of_vertices_come_in_all_their_forms() {
    let mut draft = Draft::quad();
    let bytes = draft.accessor(U8, "VEC3", 4, &[255, 128, 0, 0].repeat(4));
    let bytes_view = draft.json["accessors"][bytes]["bufferView"].clone();
    let draft = draft.with(&format!("/bufferViews/{bytes_view}/byteStride"), json!(4));
    let mut draft = draft.with(&format!("/accessors/{bytes}/normalized"), json!(true));
    let words = draft.shorts("VEC4", &[65535, 32896, 0, 65535].repeat(4));
    let mut draft = draft.with(&format!("/accessors/{words}/normalized"), json!(true));
    let floats = draft.floats("VEC3", &[1.0, 0.502, -3.0].repeat(4));
    for accessor in [bytes, words, floats] {
        let model = load(&draft.clone().attribute("COLOR_0", accessor));
        assert_eq!(model.primitives[0].vertices[3].colour, [255, 128, 0, 255], "{accessor}");
    }
    assert_eq!(load(&Draft::quad()).primitives[0].vertices[0].colour, [255; 4]);
}

#[test]
fn a_variant_without_a_mapping_keeps_the_material() {
    let names = json!({"KHR_materials_variants": {"variants": [{"name": "Red"}, {"name": "Blue"}, {"name": "Plain"}]}});
    let mappings = json!({"KHR_materials_variants": {"mappings": [{"material": 1, "variants": [1]}]}});
    let draft = set("/extensions", names).with("/extensionsRequired", json!(["KHR_materials_variants"]));
    let mut draft = draft.with("/meshes/0/primitives/0/extensions", mappings);
    draft.push("/materials", json!({"alphaMode": "BLEND"}));
    let model = load(&draft);
    assert_eq!(model.primitives[0].by_variant, [0, 1, 0]);
    assert_eq!(model.variant("bLUE"), Some(1));
    assert_eq!(model.variant("green"), None);
}

#[test]
fn extensions_of_materials_are_taken() {
    let unlit = load(&set("/materials/0/extensions", json!({"KHR_materials_unlit": {}})));
    assert!(unlit.materials[0].unlit && !load(&Draft::quad()).materials[0].unlit);
    let strong = json!({"KHR_materials_emissive_strength": {"emissiveStrength": 4}});
    let draft =
        set("/materials/0/extensions", strong).with("/materials/0/emissiveFactor", json!([0.5, 1, 0]));
    assert_eq!(load(&draft).materials[0].emissive.map(|x| (x * 8.0) as i32), [16, 32, 0]);
}

#[test]
fn factors_out_of_range_are_brought_into_it() {
    let rough = json!({"metallicFactor": 7, "roughnessFactor": -1, "baseColorFactor": [2, 0.5, -1, 1]});
    let draft = set("/materials/0/pbrMetallicRoughness", rough).with("/materials/0/alphaMode", json!("MASK"));
    let material = load(&draft).materials[0].clone();
    assert_eq!((material.metallic as i32, material.roughness as i32), (1, 0));
    assert_eq!(material.base_colour.map(|x| (x * 2.0) as i32), [2, 1, 0, 2]);
    assert_eq!(material.alpha, AlphaMode::Mask(0.5));
}

#[test]
fn the_second_set_of_texture_coordinates_is_the_second() {
    let mut draft = Draft::quad();
    let second = draft.floats("VEC2", &[0.25; 8]);
    let texture = json!({"index": 0, "texCoord": 1});
    let draft = draft.attribute("TEXCOORD_1", second).with("/materials/0/emissiveTexture", texture);
    let model = load(&draft);
    let sets = model.materials[0].base_texture.zip(model.materials[0].emissive_texture);
    assert_eq!(sets.map(|(first, second)| (first.uv_set, second.uv_set)), Some((0, 1)));
    assert!((model.primitives[0].vertices[0].uv1[0] - 0.25).abs() < 1e-6);
}

#[test]
fn pictures_of_the_same_bytes_are_there_once_and_all_three_kinds_are_read() {
    let mut draft = Draft::quad();
    let jpeg = draft.view(&encoded(8, 4, image::ImageFormat::Jpeg));
    let webp = draft.view(&encoded(4, 8, image::ImageFormat::WebP));
    let same = draft.view(&png(4, 4));
    for view in [jpeg, webp, same] {
        draft.push("/images", json!({"bufferView": view}));
    }
    draft.push("/textures", json!({"source": 1}));
    draft.push("/textures", json!({"source": 1, "extensions": {"EXT_texture_webp": {"source": 2}}}));
    draft.push("/textures", json!({"source": 3}));
    let draft = draft
        .with("/materials/0/normalTexture", json!({"index": 1}))
        .with("/materials/0/occlusionTexture", json!({"index": 2}))
        .with("/materials/0/emissiveTexture", json!({"index": 3}));
    let model = load(&draft);
    let sizes: Vec<_> = model
        .pictures
        .iter()
        .map(|p| (p.size().0, p.size().1, p.plain().expect("decodes").rgba.len()))
        .collect();
    assert_eq!(sizes, [(4, 4, 64), (8, 4, 128), (4, 8, 128)]);
    let material = &model.materials[0];
    assert_eq!(material.base_texture.map(|t| t.picture), material.emissive_texture.map(|t| t.picture));
}
