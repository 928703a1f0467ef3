//! Products far from the origin, crumbs beside them, sizes that are in doubt.

mod kit;

use glam::{DVec3, Vec3, vec3};
use kit::Draft;
use serde_json::json;
use tradewind_scene::{Finding, Loader, Model, Orbit};

fn load(draft: &Draft) -> Model {
    Loader::default().load(&draft.glb()).expect("it is a good file")
}

fn codes(model: &Model) -> Vec<&'static str> {
    model.findings.iter().map(Finding::code).collect()
}

#[test]
fn a_product_far_away_keeps_its_shape_and_its_cameras() {
    let parts = |far: f64| {
        let cameras = json!([{"type": "perspective", "perspective": {"yfov": 1, "znear": 0.1}}]);
        Draft::quad()
            .with("/cameras", cameras)
            .with(
                "/nodes",
                json!([
                    {"mesh": 0, "translation": [far + 0.001, 0, far]},
                    {"mesh": 0, "translation": [far, 0.25, far], "scale": [0.01, 0.01, 0.01]},
                    {"camera": 0, "translation": [far + 1.0, 0.5, far + 4.0]},
                ]),
            )
            .with("/scenes/0/nodes", json!([0, 1, 2]))
    };
    for far in [100.0, 1e4, 9e5] {
        let model = load(&parts(far));
        assert!((model.origin - DVec3::new(far, 0.0, far)).length() < 1.0, "{far}: {}", model.origin);
        let vertices = &model.primitives[0].vertices;
        let place = |index: usize| Vec3::from(vertices[index].position);
        // Both parts, to a hundredth of a millimetre: the first stands 1 mm beside the second, 25 cm below it.
        assert!((place(1) - place(0) - vec3(2.0, 0.0, 0.0)).length() < 1e-5, "{far}");
        assert!(
            (place(4) - place(0) - vec3(-0.001, 0.25, 0.0)).length() < 1e-5,
            "{far}: {}",
            place(4) - place(0)
        );
        assert!((place(5) - place(4) - vec3(0.02, 0.0, 0.0)).length() < 1e-5, "{far}");
        assert!((model.cameras[0].pose.eye - place(4) - vec3(1.0, 0.25, 4.0)).length() < 1e-5, "{far}");
        assert_eq!(codes(&model), ["MODEL_FINDING_ORIGIN"]);
    }
    // Near, or not far for its size: a plank of 200 m that begins 200 m away.
    let plank = Draft::quad()
        .with("/nodes/0/scale", json!([100, 1, 1]))
        .with("/nodes/0/translation", json!([200, 0, 0]));
    for near in [load(&parts(1.0)), load(&plank)] {
        assert!(near.origin == DVec3::ZERO && !codes(&near).contains(&"MODEL_FINDING_ORIGIN"));
    }
    let refused = Loader::default().load(&parts(1e10).glb()).err();
    assert_eq!(refused.map(|error| error.code()), Some("MODEL_NUMBER"));
}

#[test]
fn parents_far_away_may_take_each_other_back() {
    let nodes = json!([
        {"translation": [9e5, 0, 0], "children": [1]},
        {"translation": [-9e5 + 0.125, 0, 0], "mesh": 0},
    ]);
    let model = load(&Draft::quad().with("/nodes", nodes));
    assert!((model.bounds.min - vec3(0.125, 0.0, 0.0)).length() < 1e-6, "{:?}", model.bounds);
    assert_eq!(model.origin, DVec3::ZERO);
}

#[test]
fn a_skin_far_away_is_whole() {
    let mut draft = Draft::quad();
    let joints = draft.shorts("VEC4", &[0; 16]);
    let weights = draft.floats("VEC4", &[1.0, 0.0, 0.0, 0.0].repeat(4));
    let draft = draft
        .attribute("JOINTS_0", joints)
        .attribute("WEIGHTS_0", weights)
        .with("/skins", json!([{"joints": [1]}]))
        .with("/scenes/0/nodes", json!([0, 1]))
        .with("/nodes", json!([{"mesh": 0, "skin": 0}, {"translation": [5e5, 0.1, 0]}]));
    let model = load(&draft);
    assert!((model.bounds.size() - vec3(2.0, 1.0, 0.0)).length() < 1e-5, "{:?}", model.bounds);
    assert!(model.bounds.min.length() < 1.0 && (model.origin.x - 5e5).abs() < 1.0);
}

/// The quad, and a tiny one at a place; as another node, or in the same mesh.
fn with_crumb(place: [f32; 3], size: f32, in_mesh: bool) -> Draft {
    let mut draft = Draft::quad();
    let [x, y, z] = place;
    let points = draft.floats("VEC3", &[x, y, z, x + size, y, z, x, y + size, z]);
    let crumb = json!({"attributes": {"POSITION": points}});
    if in_mesh {
        draft.push("/meshes/0/primitives", crumb);
        return draft;
    }
    draft.push("/meshes", json!({"primitives": [crumb]}));
    draft.push("/nodes", json!({"mesh": 1}));
    draft.with("/scenes/0/nodes", json!([0, 1]))
}

#[test]
fn a_crumb_far_beside_the_product_does_not_set_the_view() {
    for in_mesh in [false, true] {
        for place in [[50.0, 0.0, 0.0], [0.0, -30.0, 7.0], [-400.0, 400.0, 1e4]] {
            let model = load(&with_crumb(place, 0.01, in_mesh));
            assert_eq!(model.bounds.size(), vec3(2.0, 1.0, 0.0), "{place:?}");
            assert!(model.full_bounds.size().max_element() > 30.0);
            assert!(codes(&model).contains(&"MODEL_FINDING_STRAY"));
            assert!(Orbit::fitting(model.bounds, 0.4, 1.2, 1.0).radius < 10.0);
        }
    }
    let model = load(&with_crumb([50.0, 0.0, 0.0], 0.01, false));
    assert_eq!(model.findings, [Finding::Stray { distance: 48.0 }]);
}

#[test]
fn what_is_near_or_large_enough_is_the_product_s() {
    // Within five times its size; larger than a thousandth; and two halves far apart.
    for (place, size) in [([9.0, 0.0, 0.0], 0.01), ([50.0, 0.0, 0.0], 0.2), ([50.0, 0.0, 0.0], 1.0)] {
        let model = load(&with_crumb(place, size, false));
        assert_eq!(model.bounds, model.full_bounds, "{place:?} {size}");
        assert!(!codes(&model).contains(&"MODEL_FINDING_STRAY"));
    }
    let plain = load(&Draft::quad());
    assert_eq!(plain.bounds, plain.full_bounds);
}

#[test]
fn crumbs_at_several_distances_are_all_passed_over() {
    let mut draft = with_crumb([30.0, 0.0, 0.0], 0.01, true);
    let points = draft.floats("VEC3", &[0.0, 9000.0, 0.0, 0.01, 9000.0, 0.0, 0.0, 9000.01, 0.0]);
    draft.push("/meshes/0/primitives", json!({"attributes": {"POSITION": points}}));
    let model = load(&draft);
    assert_eq!(model.bounds.size(), vec3(2.0, 1.0, 0.0));
    assert_eq!(model.findings, [Finding::Stray { distance: 28.0 }]);
}

#[test]
fn a_doubtful_size_is_told_as_it_was_measured() {
    let told = |scale: f64| {
        let model = load(&Draft::quad().with("/nodes/0/scale", json!([scale, scale, scale])));
        model.findings.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(told(1.0), Vec::<String>::new());
    assert_eq!(told(50.0), ["100.0 x 50.0 x 0.0 m: is it in millimetres? A glTF is in metres"]);
    assert_eq!(told(0.0001), ["0.200 x 0.100 x 0.000 mm: is it in another unit? A glTF is in metres"]);
    for usual in [0.0026, 9.9] {
        assert_eq!(told(usual), Vec::<String>::new(), "{usual}");
    }
}
