//! What a good file becomes: metres, places, materials, tangents, cameras; and the two models that the notes measured.

mod kit;

use glam::{Mat4, Quat, Vec2, Vec3, vec2, vec3};
use kit::Draft;
use serde_json::{Value, json};
use std::path::PathBuf;
use tradewind_scene::{
    AlphaMode, Loader, Model, Projection, TextureUse, Vertex, Wrap, measure, unpacked_direction,
};

fn load(draft: &Draft) -> Model {
    Loader::default().load(&draft.glb()).expect("it is a good file")
}

fn close(a: Vec3, b: Vec3) -> bool {
    (a - b).length() < 1e-4
}

#[test]
fn sizes_are_true_and_nodes_place_what_hangs_on_them() {
    let model = load(&Draft::quad());
    assert_eq!((model.bounds.min, model.bounds.max), (Vec3::ZERO, vec3(2.0, 1.0, 0.0)));
    assert_eq!((model.vertices(), model.triangles(), model.primitives.len()), (4, 2, 1));
    // A quarter turn about Y under a shift and a scale: +X goes to -Z.
    let half = std::f32::consts::FRAC_1_SQRT_2;
    let draft = Draft::quad().with(
        "/nodes",
        json!([
            {"translation": [0, 5, 0], "scale": [0.5, 0.5, 0.5], "children": [1]},
            {"rotation": [0, half, 0, half], "mesh": 0},
        ]),
    );
    let model = load(&draft);
    assert!(close(model.bounds.min, vec3(0.0, 5.0, -1.0)), "{:?}", model.bounds);
    assert!(close(model.bounds.max, vec3(0.0, 5.5, 0.0)), "{:?}", model.bounds);
    assert!(close(unpacked_direction(model.primitives[0].vertices[0].normal), Vec3::X));
    // The same as one matrix, column by column.
    let turn = Mat4::from_scale_rotation_translation(
        Vec3::splat(0.5),
        Quat::from_rotation_y(std::f32::consts::FRAC_PI_2),
        vec3(0.0, 5.0, 0.0),
    );
    let draft = Draft::quad().with("/nodes/0/matrix", json!(turn.to_cols_array()));
    assert!(
        close(load(&draft).bounds.min, model.bounds.min) && close(load(&draft).bounds.max, model.bounds.max)
    );
}

#[test]
fn a_mesh_may_stand_twice_and_is_one_draw() {
    let nodes = json!([{"mesh": 0}, {"mesh": 0, "translation": [0, 0, -3]}]);
    let model = load(&Draft::quad().with("/nodes", nodes).with("/scenes/0/nodes", json!([0, 1])));
    assert_eq!((model.primitives.len(), model.triangles(), model.vertices()), (1, 4, 8));
    assert_eq!(model.bounds.size(), vec3(2.0, 1.0, 3.0));
    assert!(model.primitives[0].indices.iter().all(|index| *index < 8));
}

#[test]
fn blended_surfaces_stay_apart_so_that_they_can_be_sorted() {
    let nodes = json!([{"mesh": 0}, {"mesh": 0, "translation": [0, 0, -3]}]);
    let draft = Draft::quad().with("/nodes", nodes).with("/scenes/0/nodes", json!([0, 1]));
    let draft = draft.with("/materials/0/alphaMode", json!("BLEND"));
    let model = load(&draft.with("/materials/0/pbrMetallicRoughness/baseColorFactor", json!([1, 1, 1, 0.5])));
    assert_eq!((model.primitives.len(), model.materials[0].alpha), (2, AlphaMode::Blend));
}

#[test]
fn variants_choose_materials() {
    let mut draft = Draft::quad()
        .with(
            "/extensions",
            json!({"KHR_materials_variants": {"variants": [{"name": "Red"}, {"name": "Blue"}]}}),
        )
        .with(
            "/meshes/0/primitives/0/extensions",
            json!({"KHR_materials_variants": {"mappings": [
                {"material": 1, "variants": [0]}, {"material": 2, "variants": [1]},
            ]}}),
        );
    for colour in [[1, 0, 0, 1], [0, 0, 1, 1]] {
        draft.push(
            "/materials",
            json!({"pbrMetallicRoughness": {"baseColorFactor": colour}, "doubleSided": true}),
        );
    }
    let model = load(&draft);
    let primitive = &model.primitives[0];
    let shown = |name: &str| primitive.material_for(model.variant(name));
    assert_eq!((shown("Red"), shown("blue"), shown("none"), primitive.material_for(None)), (1, 2, 0, 0));
    assert_eq!(model.materials[2].base_colour.map(|x| x as i32), [0, 0, 1, 1]);
    assert!(model.materials[1].double_sided && !model.materials[0].double_sided);
    // Behind the file's own stands glTF's default.
    assert_eq!((model.materials.len(), model.materials[3].alpha), (4, AlphaMode::Opaque));
}

#[test]
fn alpha_is_taken_as_told() {
    let glass =
        Draft::quad().with("/materials/0/pbrMetallicRoughness/baseColorFactor", json!([1, 1, 1, 0.5]));
    let mode =
        |mode: &str| load(&glass.clone().with("/materials/0/alphaMode", json!(mode))).materials[0].alpha;
    assert_eq!(mode("OPAQUE"), AlphaMode::Opaque);
    assert_eq!(mode("BLEND"), AlphaMode::Blend);
    assert_eq!(mode("MASK"), AlphaMode::Mask(0.5));
}

/// The tangent, and the bitangent as glTF has it: cross(normal, tangent) times the sign.
fn frame(vertex: &Vertex) -> (Vec3, Vec3) {
    let (normal, tangent) = (unpacked_direction(vertex.normal), unpacked_direction(vertex.tangent));
    let sign = if vertex.tangent[1] & 1 == 1 { -1.0 } else { 1.0 };
    (tangent, normal.cross(tangent) * sign)
}

fn relief(draft: Draft) -> Draft {
    draft.with("/materials/0/normalTexture", json!({"index": 0}))
}

/// What the quad's frame is: along +u, and along -v. glTF's v goes down, and a normal map's green goes up (section 3.9.3).
#[test]
fn tangents_go_along_u_and_bitangents_against_v() {
    let uvs = |numbers: [f32; 8]| {
        let mut draft = relief(Draft::quad());
        let accessor = draft.floats("VEC2", &numbers);
        load(&draft.attribute("TEXCOORD_0", accessor))
    };
    let upright = uvs([0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
    let mirrored = uvs([1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0]);
    let upside_down = uvs([0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0]);
    let quarter = uvs([1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    for (name, model, along, up) in [
        ("upright", upright, Vec3::X, Vec3::Y),
        ("mirrored", mirrored, Vec3::NEG_X, Vec3::Y),
        ("upside down", upside_down, Vec3::X, Vec3::NEG_Y),
        ("a quarter", quarter, Vec3::NEG_Y, Vec3::X),
    ] {
        for vertex in &model.primitives[0].vertices {
            let (tangent, bitangent) = frame(vertex);
            assert!(close(tangent, along) && close(bitangent, up), "{name}: {tangent} {bitangent}");
        }
    }
}

#[test]
fn tangents_of_the_file_are_the_same_as_made_ones_and_a_mirror_turns_both() {
    let mut given = relief(Draft::quad());
    let tangents = given.floats("VEC4", &[1.0, 0.0, 0.0, 1.0].repeat(4));
    let given = given.attribute("TANGENT", tangents);
    for (scale, along) in [([1, 1, 1], Vec3::X), ([-1, 1, 1], Vec3::NEG_X), ([1, -1, 1], Vec3::X)] {
        let up = if scale[1] < 0 { Vec3::NEG_Y } else { Vec3::Y };
        for draft in [given.clone(), relief(Draft::quad())] {
            let model = load(&draft.with("/nodes/0/scale", json!(scale)));
            for vertex in &model.primitives[0].vertices {
                let (tangent, bitangent) = frame(vertex);
                assert!(close(tangent, along) && close(bitangent, up), "{scale:?}: {tangent} {bitangent}");
            }
        }
    }
}

#[test]
fn a_vertex_where_the_texture_turns_is_split() {
    let mut draft = relief(Draft::quad());
    // Two triangles on one edge; on the second the texture is mirrored, so that two vertices have both sides.
    let uvs = draft.floats("VEC2", &[0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0]);
    let model = load(&draft.attribute("TEXCOORD_0", uvs));
    let primitive = &model.primitives[0];
    assert_eq!((model.vertices(), primitive.indices.len()), (6, 6));
    let sides: Vec<i16> =
        primitive.indices.iter().map(|i| primitive.vertices[*i as usize].tangent[1] & 1).collect();
    assert!(
        sides[..3].iter().all(|side| *side == sides[0]) && sides[3..].iter().all(|side| *side != sides[0])
    );
}

fn transformed(transform: Value) -> (TextureUse, impl Fn(Vec2) -> Vec2) {
    let texture = json!({"index": 0, "extensions": {"KHR_texture_transform": transform}});
    let model = load(&Draft::quad().with("/materials/0/emissiveTexture", texture));
    let texture = model.materials[0].emissive_texture.expect("it is used");
    let [u, v] = texture.transform;
    (texture, move |uv: Vec2| vec2(u[0] * uv.x + u[1] * uv.y + u[2], v[0] * uv.x + v[1] * uv.y + v[2]))
}

#[test]
fn a_texture_s_transform_is_translation_times_rotation_times_scale() {
    let near = |a: Vec2, b: Vec2| assert!((a - b).length() < 1e-5, "{a} {b}");
    let quarter = std::f32::consts::FRAC_PI_2;
    // The extension's first example: "only the lower left quadrant of the source image, rotated clockwise 90 degrees".
    let (_, to) = transformed(json!({"offset": [0, 1], "rotation": quarter, "scale": [0.5, 0.5]}));
    near(to(vec2(0.0, 0.0)), vec2(0.0, 1.0));
    near(to(vec2(1.0, 0.0)), vec2(0.0, 0.5));
    near(to(vec2(0.0, 1.0)), vec2(0.5, 1.0));
    near(to(vec2(1.0, 1.0)), vec2(0.5, 0.5));
    // Its second: "inverts the T axis".
    let (_, to) = transformed(json!({"offset": [0, 1], "scale": [1, -1]}));
    near(to(vec2(0.25, 0.25)), vec2(0.25, 0.75));
    // The scale comes first, then the turn.
    let (_, to) = transformed(json!({"rotation": quarter, "scale": [2, 3]}));
    near(to(vec2(1.0, 1.0)), vec2(3.0, -2.0));
    let (texture, to) = transformed(json!({"texCoord": 1}));
    near(to(vec2(0.3, 0.7)), vec2(0.3, 0.7));
    assert_eq!(texture.uv_set, 1);
}

#[test]
fn samplers_are_taken() {
    let sampler = json!([{"magFilter": 9728, "minFilter": 9729, "wrapS": 33071, "wrapT": 33648}]);
    let model = load(&Draft::quad().with("/samplers", sampler).with("/textures/0/sampler", json!(0)));
    let sampler = model.materials[0].base_texture.expect("it is used").sampler;
    assert!(sampler.nearest && !sampler.mipmaps);
    assert_eq!((sampler.wrap_u, sampler.wrap_v), (Wrap::Clamp, Wrap::Mirror));
    let sampler = load(&Draft::quad()).materials[0].base_texture.expect("it is used").sampler;
    assert!(!sampler.nearest && sampler.mipmaps && sampler.wrap_u == Wrap::Repeat);
}

#[test]
fn cameras_stand_where_their_node_does_and_see_what_is_before_them() {
    let cameras = json!([
        {"type": "orthographic", "orthographic": {"xmag": 2, "ymag": 1, "znear": 0, "zfar": 9}, "name": "flat"},
        {"type": "perspective", "perspective": {"yfov": 1, "znear": 0.1, "aspectRatio": 1.5}},
    ]);
    let nodes = json!([
        {"mesh": 0},
        {"camera": 1, "translation": [1, 0.5, 4], "name": "front", "scale": [3, 3, 3]},
        {"camera": 0, "translation": [1, 0.5, 4]},
    ]);
    let draft = Draft::quad()
        .with("/cameras", cameras)
        .with("/nodes", nodes)
        .with("/scenes/0/nodes", json!([0, 1, 2]));
    let model = load(&draft);
    let [flat, front] = &model.cameras[..] else { unreachable!("there are two") };
    assert_eq!((flat.name.as_str(), front.name.as_str()), ("flat", "front"));
    assert!(
        (front.aspect.expect("it has one") - 1.5).abs() < 1e-6
            && (flat.aspect.expect("it has one") - 2.0).abs() < 1e-6
    );
    assert!(close(front.pose.eye, vec3(1.0, 0.5, 4.0)));
    assert!(matches!(front.projection, Projection::Perspective { far, .. } if far > 100.0));
    for camera in [flat, front] {
        let matrix = camera.projection.matrix(1.0) * camera.pose.view;
        // The middle of the quad is in the middle, its upper right is up and right, and what is behind is not seen.
        let (x, y) = measure::on_picture(vec3(1.0, 0.5, 0.0), matrix).expect("it is before the eye");
        assert!((x - 0.5).abs() < 1e-4 && (y - 0.5).abs() < 1e-4);
        let (x, y) = measure::on_picture(vec3(1.2, 0.7, 0.0), matrix).expect("it is before the eye");
        assert!(x > 0.5 && y < 0.5);
        let depth = matrix.project_point3(vec3(1.0, 0.5, 0.0)).z;
        assert!(depth > 0.0 && depth < 1.0);
    }
}

/// The folder of the models that the notes measured, where this machine has it.
#[allow(clippy::print_stdout, reason = "cargo verify collects what is skipped")]
fn shared(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/models")).join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {name} is not on this machine (shared/models), so its counts were not checked");
    None
}

#[test]
fn the_mixer_has_its_triangles_and_its_size() {
    let Some(path) = shared("Mixer/Mixer.glb") else { return };
    let model = Loader::default().load(&std::fs::read(path).expect("it is readable")).expect("it is good");
    assert_eq!((model.triangles(), model.primitives.len(), model.cameras.len()), (46_963, 1, 3));
    // 26,794 in the file; the tangents split some.
    assert!((26_794..27_794).contains(&model.vertices()), "{}", model.vertices());
    assert!((model.bounds.size() - vec3(0.21163, 0.29949, 0.31947)).length() < 1e-3, "{:?}", model.bounds);
    // Two of its four pictures are the same bytes.
    assert_eq!(model.pictures.len(), 3);
}

#[test]
fn the_racquet_has_its_triangles_and_its_files_beside_it() {
    let Some(path) = shared("TennisRacquet/TennisRacquet.gltf") else { return };
    let folder = path.parent().expect("a file is in a folder").to_owned();
    let read = |name: &str| std::fs::read(folder.join(name)).ok();
    let bytes = std::fs::read(&path).expect("it is readable");
    let model = Loader::default().beside(&read).load(&bytes).expect("it is good");
    assert_eq!((model.triangles(), model.primitives.len(), model.cameras.len()), (17_164, 4, 3));
    assert!((12_776..14_000).contains(&model.vertices()), "{}", model.vertices());
    assert_eq!(model.materials.iter().filter(|material| material.alpha == AlphaMode::Blend).count(), 1);
    // Two units under a scale of 0.33: a racquet is 66 cm long.
    assert!((model.bounds.size().z - 0.66).abs() < 1e-3, "{:?}", model.bounds);
    assert_eq!(Loader::default().load(&bytes).err().map(|error| error.code()), Some("MODEL_BUFFER"));
}
