//! What is in a scene besides meshes at nodes: instances, hidden nodes, lines and points, animations, any set of texture
//! coordinates.

mod kit;

use glam::{Vec3, vec3};
use kit::Draft;
use serde_json::{Value, json};
use tradewind_scene::{Finding, Loader, Model, Topology, unpacked_direction};

fn load(draft: &Draft) -> Model {
    Loader::default().load(&draft.glb()).expect("it is a good file")
}

fn codes(model: &Model) -> Vec<&'static str> {
    model.findings.iter().map(Finding::code).collect()
}

fn code(draft: &Draft) -> &'static str {
    Loader::default().load(&draft.glb()).map_or_else(|error| error.code(), |_| "accepted")
}

fn close(a: Vec3, b: Vec3) -> bool {
    (a - b).length() < 1e-4
}

#[test]
fn instances_stand_where_their_attributes_say() {
    let mut draft = Draft::quad();
    let places = draft.floats("VEC3", &[0.0, 0.0, 0.0, 10.0, 0.0, 0.0]);
    let sizes = draft.floats("VEC3", &[1.0, 1.0, 1.0, 0.5, 0.5, 0.5]);
    // A quarter turn about Y, as normalized 16-bit numbers: +X goes to -Z.
    let half = (std::f32::consts::FRAC_1_SQRT_2 * 32767.0).round() as i16;
    let turns =
        draft.accessor(5122, "VEC4", 2, bytemuck::bytes_of(&[[0i16, 0, 0, 32767], [0, half, 0, half]]));
    let draft = draft.with(&format!("/accessors/{turns}/normalized"), json!(true));
    let attributes = json!({"TRANSLATION": places, "SCALE": sizes, "ROTATION": turns, "_ID": 0});
    let draft = draft
        .with("/nodes/0/extensions", json!({"EXT_mesh_gpu_instancing": {"attributes": attributes}}))
        .with("/nodes/0/translation", json!([0, 1, 0]))
        .with("/extensionsRequired", json!(["EXT_mesh_gpu_instancing"]));
    let model = load(&draft);
    assert_eq!((model.primitives.len(), model.triangles(), model.vertices()), (1, 4, 8));
    assert!(close(model.bounds.min, vec3(0.0, 1.0, -1.0)), "{:?}", model.bounds);
    assert!(close(model.bounds.max, vec3(10.0, 2.0, 0.0)), "{:?}", model.bounds);
    let second = model.primitives[0].vertices[4];
    assert!((unpacked_direction(second.normal) - Vec3::X).length() < 1e-3);
    // Of different lengths, and without number.
    let unequal = draft.clone().with(&format!("/accessors/{places}/count"), json!(1));
    assert_eq!(code(&unequal), "MODEL_ACCESSOR");
    let none = draft.with("/nodes/0/extensions/EXT_mesh_gpu_instancing/attributes", json!({}));
    assert_eq!(code(&none), "MODEL_EMPTY");
}

#[test]
fn more_instances_than_primitives_may_be_are_refused() {
    let of = |count: u32| {
        let mut draft = Draft::quad();
        let places = draft.push("/accessors", json!({"componentType": 5126, "type": "VEC3", "count": count}));
        let attributes = json!({"TRANSLATION": places});
        draft.with("/nodes/0/extensions", json!({"EXT_mesh_gpu_instancing": {"attributes": attributes}}))
    };
    assert_eq!(code(&of(10_000)), "accepted");
    assert_eq!(code(&of(10_001)), "MODEL_TOO_MANY_PRIMITIVES");
    assert_eq!(code(&of(4_000_000_000)), "MODEL_TOO_MANY_PRIMITIVES");
}

#[test]
fn hidden_nodes_and_what_hangs_on_them_are_not_drawn() {
    let hidden = json!({"KHR_node_visibility": {"visible": false}});
    let nodes = |extensions: Value| {
        json!([
            {"mesh": 0},
            {"translation": [5, 0, 0], "extensions": extensions, "children": [2]},
            {"mesh": 0, "extensions": {"KHR_node_visibility": {"visible": true}}},
        ])
    };
    let draft = Draft::quad().with("/scenes/0/nodes", json!([0, 1]));
    let draft = draft.with("/extensionsRequired", json!(["KHR_node_visibility"]));
    let triangles = |extensions: Value| load(&draft.clone().with("/nodes", nodes(extensions))).triangles();
    assert_eq!(triangles(hidden), 2);
    for seen in
        [json!({}), json!({"KHR_node_visibility": {}}), json!({"KHR_node_visibility": {"visible": true}})]
    {
        assert_eq!(triangles(seen), 4);
    }
}

#[test]
fn lines_and_points_are_drawn_without_normals() {
    let draft = |mode: u32| {
        Draft::quad()
            .without("/meshes/0/primitives/0/attributes/NORMAL")
            .with("/meshes/0/primitives/0/mode", json!(mode))
            .without("/meshes/0/primitives/0/indices")
    };
    let rows: [(u32, Topology, &[u32]); 4] = [
        (0, Topology::Points, &[0, 1, 2, 3]),
        (1, Topology::Lines, &[0, 1, 2, 3]),
        (2, Topology::Lines, &[0, 1, 1, 2, 2, 3, 3, 0]),
        (3, Topology::Lines, &[0, 1, 1, 2, 2, 3]),
    ];
    for (mode, topology, indices) in rows {
        let model = load(&draft(mode));
        let primitive = &model.primitives[0];
        assert_eq!((primitive.topology, &primitive.indices[..]), (topology, indices), "{mode}");
        assert_eq!((model.triangles(), model.vertices(), model.bounds.size()), (0, 4, vec3(2.0, 1.0, 0.0)));
    }
    // Three ends are one line; one corner is no loop.
    assert_eq!(
        load(&draft(1).with("/accessors/0/count", json!(3)).with("/accessors/2/count", json!(3))).primitives
            [0]
        .indices,
        [0, 1]
    );
    let lone =
        |mode: u32| draft(mode).with("/accessors/0/count", json!(1)).with("/accessors/2/count", json!(1));
    for mode in [0, 1, 2, 3] {
        assert_eq!(code(&lone(mode)), "MODEL_EMPTY", "{mode}");
    }
}

#[test]
fn lines_keep_their_colours_and_stay_apart_from_triangles() {
    let mut draft = Draft::quad();
    let colours = draft.floats("VEC3", &[1.0, 0.0, 0.0].repeat(4));
    let mut wires = draft.json["meshes"][0]["primitives"][0].clone();
    wires["mode"] = json!(2);
    draft.push("/meshes/0/primitives", wires);
    let draft = draft.with("/meshes/0/primitives/1/attributes/COLOR_0", json!(colours));
    let draft = draft.with("/materials/0/normalTexture", json!({"index": 0}));
    let model = load(&draft.with("/nodes/0/scale", json!([-1, 1, 1])));
    assert_eq!((model.primitives.len(), model.triangles()), (2, 2));
    let lines = &model.primitives[1];
    assert_eq!((lines.topology, lines.vertices[0].colour), (Topology::Lines, [255, 0, 0, 255]));
    // The first line of the loop 0, 1, 2, 0, 2, 3 is not turned by the mirror.
    assert_eq!(lines.indices[..4], [0, 1, 1, 2]);
}

/// A quad of no size at rest that grows within two seconds, moves, and turns.
fn animated() -> Draft {
    let mut draft = Draft::quad().with("/nodes/0/scale", json!([0, 0, 0]));
    let times = draft.floats("SCALAR", &[0.5, 2.5]);
    let sizes = draft.floats("VEC3", &[1.0, 1.0, 1.0, 3.0, 3.0, 3.0]);
    let places = draft.floats("VEC3", &[0.0, 0.0, 1.0, 0.0, 0.0, 5.0]);
    let half = std::f32::consts::FRAC_1_SQRT_2;
    let turns = draft.floats("VEC4", &[0.0, 0.0, 0.0, 1.0, 0.0, half, 0.0, half]);
    let sampler =
        |output: usize, kind: &str| json!({"input": times, "output": output, "interpolation": kind});
    let channel =
        |sampler: usize, path: &str| json!({"sampler": sampler, "target": {"node": 0, "path": path}});
    draft.with(
        "/animations",
        json!([
            {
                "name": "Grow",
                "samplers": [sampler(sizes, "LINEAR"), sampler(places, "STEP")],
                "channels": [channel(0, "scale"), channel(1, "translation")],
            },
            {"samplers": [sampler(turns, "LINEAR")], "channels": [channel(0, "rotation")]},
        ]),
    )
}

fn at(draft: &Draft, animation: usize, seconds: f32) -> Model {
    Loader::default().at(animation, seconds).load(&draft.glb()).expect("it is a good file")
}

#[test]
fn what_is_seen_only_while_it_is_animated_is_seen_at_its_first_moment() {
    let model = load(&animated());
    assert_eq!(model.bounds.size(), vec3(2.0, 1.0, 0.0));
    assert!(close(model.bounds.min, vec3(0.0, 0.0, 1.0)));
    let infos: Vec<_> = model.animations.iter().map(|info| (info.name.as_str(), info.seconds)).collect();
    assert_eq!(infos, [("Grow", 2.5), ("", 2.5)]);
    assert_eq!(codes(&model), ["MODEL_FINDING_ANIMATION_AT_REST"]);
    assert_eq!(code(&animated().with("/animations", json!([]))), "MODEL_EMPTY");
    assert!(load(&Draft::quad()).animations.is_empty());
}

#[test]
fn a_moment_of_an_animation_can_be_asked_for() {
    let draft = animated();
    for (seconds, size, place) in [
        (-1.0, 1.0, 1.0),
        (0.5, 1.0, 1.0),
        (1.5, 2.0, 1.0),
        (2.25, 2.75, 1.0),
        (2.5, 3.0, 5.0),
        (99.0, 3.0, 5.0),
    ] {
        let model = at(&draft, 0, seconds);
        assert!(close(model.bounds.size(), vec3(2.0 * size, size, 0.0)), "{seconds}: {:?}", model.bounds);
        assert!((model.bounds.min.z - place).abs() < 1e-5, "{seconds}: {:?}", model.bounds);
    }
    // The second turns, and leaves size and place as the first one begins. Half of the way is an eighth of a turn.
    let normal = unpacked_direction(at(&draft, 1, 1.5).primitives[0].vertices[0].normal);
    assert!((normal - vec3(0.5f32.sqrt(), 0.0, 0.5f32.sqrt())).length() < 1e-3, "{normal}");
    // One that is not there, and no time at all.
    for model in [at(&draft, 7, 1.0), at(&draft, 0, f32::NAN)] {
        assert_eq!(model.bounds, load(&draft).bounds);
    }
}

#[test]
fn what_plays_has_the_shape_of_its_moments_and_the_surfaces_of_its_model() {
    // Far away, with an opaque surface that was exported as blended, and a glass.
    let mut draft = animated().with("/materials/0/alphaMode", json!("BLEND"));
    let glass = json!({"alphaMode": "BLEND", "pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 0.5]}});
    draft.push("/materials", glass);
    draft.push("/meshes/0/primitives", draft.json["meshes"][0]["primitives"][0].clone());
    let draft = draft.with("/meshes/0/primitives/1/material", json!(1));
    let draft = draft.with("/nodes", json!([{"mesh": 0}, {"children": [0], "translation": [1e5, 0, 0]}]));
    let file = draft.with("/scenes/0/nodes", json!([1])).glb();
    let (model, posed) = Loader::default().load_to_play(&file).expect("it is a good file");
    assert_eq!(model.primitives.len(), 2);
    for (animation, seconds) in [(0, 0.0), (0, 1.5), (1, 2.0), (0, 9.0)] {
        let made = posed.at(animation, seconds).expect("it was loaded");
        let loaded = Loader::default().at(animation, seconds).load(&file).expect("it is a good file");
        let origin = loaded.origin;
        assert_eq!(made.len(), loaded.primitives.len());
        for (made, loaded) in made.iter().zip(&loaded.primitives) {
            assert_eq!((made.material, &made.indices), (loaded.material, &loaded.indices));
            // Each load chooses its own origin; what plays keeps the one of its model.
            let moved = loaded.bounds.min.as_dvec3() + origin - model.origin;
            assert!((made.bounds.min.as_dvec3() - moved).length() < 1e-4, "{animation} {seconds}");
            assert!(close(made.bounds.size(), loaded.bounds.size()), "{animation} {seconds}");
        }
    }
}

#[test]
fn splines_and_weights_are_animated() {
    let mut draft = Draft::quad();
    let up = draft.floats("VEC3", &[0.0, 1.0, 0.0].repeat(4));
    let times = draft.floats("SCALAR", &[0.0, 2.0]);
    // Tangent before, value, tangent behind, of two targets each.
    let spline = draft.floats("SCALAR", &[0.0, 0.0, 0.0, 4.0, 1.0, 0.0, 1.0, 0.0, 2.0, 0.0, 0.0, 0.0]);
    let draft = draft
        .with("/meshes/0/primitives/0/targets", json!([{"POSITION": up}, {"POSITION": up}]))
        .with("/meshes/0/weights", json!([9, 9]))
        .with(
            "/animations",
            json!([{
                "samplers": [{"input": times, "output": spline, "interpolation": "CUBICSPLINE"}],
                "channels": [{"sampler": 0, "target": {"node": 0, "path": "weights"}}],
            }]),
        );
    // Hermite: half way both tangents cancel each other, and the values are in the middle: 0..2 and 4..0.
    for (seconds, told) in [(0.0, 4.0), (1.0, 3.0), (2.0, 2.0), (0.5, 0.3125 + 0.28125 - 0.09375 + 3.375)] {
        let height = at(&draft, 0, seconds).bounds.min.y;
        assert!((height - told).abs() < 1e-4, "{seconds}: {height}");
    }
}

#[test]
fn broken_animations_are_left_out_and_the_product_is_drawn() {
    let good = animated().with("/nodes/0/scale", json!([1, 1, 1]));
    let at = |rest: &str| format!("/animations/0/{rest}");
    for (name, draft) in [
        ("another sampler", good.clone().with(&at("channels/0/sampler"), json!(7))),
        ("no sampler", good.clone().without(&at("channels/0/sampler"))),
        ("another node", good.clone().with(&at("channels/0/target/node"), json!(7))),
        ("another input", good.clone().with(&at("samplers/0/input"), json!(99))),
        ("no output", good.clone().without(&at("samplers/0/output"))),
        ("an output of another type", good.clone().with(&at("samplers/0/output"), json!(3))),
        ("an interpolation of its own", good.clone().with(&at("samplers/0/interpolation"), json!("JUMP"))),
        (
            "a spline without tangents",
            good.clone().with(&at("samplers/0/interpolation"), json!("CUBICSPLINE")),
        ),
        ("times that are no numbers", good.clone().with("/accessors/4/type", json!("VEC2"))),
        ("more times than values", good.clone().with("/accessors/5/count", json!(1))),
    ] {
        let model = load(&draft);
        assert_eq!(
            (model.triangles(), codes(&model).contains(&"MODEL_FINDING_ANIMATION")),
            (2, true),
            "{name}"
        );
    }
    for (name, draft) in [
        ("no node", good.clone().without(&at("channels/0/target/node"))),
        ("a path of an extension", good.clone().with(&at("channels/0/target/path"), json!("pointer"))),
    ] {
        assert_eq!(codes(&load(&draft)), ["MODEL_FINDING_ANIMATION_AT_REST"], "{name}");
    }
}

#[test]
fn any_two_sets_of_texture_coordinates_are_used() {
    let mut draft = Draft::quad();
    let (third, ninth) = (draft.floats("VEC2", &[0.25; 8]), draft.floats("VEC2", &[0.75; 8]));
    let draft = draft.attribute("TEXCOORD_2", third).attribute("TEXCOORD_9", ninth);
    let base = "/materials/0/pbrMetallicRoughness/baseColorTexture/texCoord";
    let emissive = json!({"index": 0, "texCoord": 9});
    let two =
        load(&draft.clone().with(base, json!(2)).with("/materials/0/emissiveTexture", emissive.clone()));
    let uv = |model: &Model, texture: Option<tradewind_scene::TextureUse>| {
        let vertex = &model.primitives[0].vertices[0];
        let set = texture.expect("it is used").uv_set;
        (if set == 0 { vertex.uv0 } else { vertex.uv1 }).map(|x| (x * 100.0).round() as i32)
    };
    let material = &two.materials[0];
    assert_eq!((uv(&two, material.base_texture), uv(&two, material.emissive_texture)), ([25; 2], [75; 2]));
    assert!(codes(&two).is_empty());
    // A third one is told, and drawn with the first.
    let occlusion = json!({"index": 0, "texCoord": 0});
    let three = draft.with(base, json!(2)).with("/materials/0/emissiveTexture", emissive);
    let three = load(&three.with("/materials/0/occlusionTexture", occlusion));
    let material = &three.materials[0];
    assert_eq!(
        (uv(&three, material.base_texture), uv(&three, material.occlusion_texture)),
        ([25; 2], [0, 100])
    );
    assert_eq!(three.findings, [Finding::TextureCoordinates { set: 9 }]);
    // One that no vertex has is as if it were zero.
    let none = load(&Draft::quad().with(base, json!(77_000)));
    assert_eq!((uv(&none, none.materials[0].base_texture), codes(&none).len()), ([0; 2], 0));
}
