//! Compressed meshes are the meshes that were compressed, and what is broken of them is refused.

mod kit;

use glam::{Vec2, Vec3};
use kit::Draft;
use serde_json::json;
use std::path::PathBuf;
use tradewind_scene::{Limits, Loader, Model, ModelError, Texels, Vertex, unpacked_direction};

/// Made by `kit/compressed.mjs` with the reference encoders; what each may be off by, in metres.
const FILES: [(&str, f32); 3] = [("meshopt.glb", 2e-5), ("draco.glb", 2e-4), ("draco-sequential.glb", 2e-4)];

fn file(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/kit").join(name);
    std::fs::read(path).expect("it lies in the repository")
}

fn load(name: &str) -> Model {
    Loader::default().load(&file(name)).expect("a good file")
}

fn place(vertex: &Vertex) -> Vec3 {
    Vec3::from_array(vertex.position)
}

#[test]
fn every_vertex_is_one_of_the_plain_file() {
    let plain = load("plain.glb");
    for (name, off) in FILES {
        let model = load(name);
        assert_eq!(model.triangles(), plain.triangles(), "{name}");
        assert!((model.bounds.size() - plain.bounds.size()).abs().max_element() < off, "{name}");
        for vertex in &model.primitives[0].vertices {
            let like = |known: &&Vertex| {
                let turned = unpacked_direction(vertex.normal).dot(unpacked_direction(known.normal));
                let uv = Vec2::from_array(vertex.uv0) - Vec2::from_array(known.uv0);
                let colour = vertex.colour.iter().zip(known.colour).all(|(a, b)| a.abs_diff(b) <= 3);
                place(vertex).distance(place(known)) < off && turned > 0.999 && uv.length() < 2e-3 && colour
            };
            assert!(plain.primitives[0].vertices.iter().any(|known| like(&known)), "{name}: {vertex:?}");
        }
        let area = |model: &Model| -> f32 {
            let primitive = &model.primitives[0];
            let corner = |at: &u32| place(&primitive.vertices[*at as usize]);
            let triangles = primitive.indices.chunks_exact(3);
            triangles
                .map(|t| (corner(&t[1]) - corner(&t[0])).cross(corner(&t[2]) - corner(&t[0])).length())
                .sum()
        };
        assert!((area(&model) / area(&plain) - 1.0).abs() < 5e-3, "{name}");
    }
}

#[test]
fn what_is_larger_than_the_limits_is_refused_by_its_code() {
    for (name, _) in FILES {
        let limits = Limits { vertices: 100, ..Limits::default() };
        let refused = Loader::new(limits).load(&file(name)).map(|model| model.vertices());
        assert_eq!(refused, Err(ModelError::TooManyVertices(100)), "{name}");
    }
}

#[test]
fn changed_bytes_are_refused_or_drawn_and_never_panic() {
    let mut state = 11u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for (name, _) in FILES {
        let good = file(name);
        let json = 20 + u32::from_le_bytes([good[12], good[13], good[14], good[15]]) as usize + 8;
        let mut refused = 0;
        for _ in 0..600 {
            let mut bytes = good.clone();
            for _ in 0..=random(4) {
                let at = json + random(good.len() - json);
                bytes[at] = random(256) as u8;
            }
            refused += usize::from(Loader::default().load(&bytes).is_err());
        }
        assert!(refused > 20, "{name}: {refused} were refused");
    }
}

#[test]
fn a_texture_in_ktx2_stays_compressed_and_a_broken_one_gives_way_to_the_plain_one() {
    let with = |ktx2: &[u8]| {
        let mut draft = Draft::quad();
        let view = draft.view(ktx2);
        draft.push("/images", json!({"bufferView": view, "mimeType": "image/ktx2"}));
        let texture = json!({"source": 0, "extensions": {"KHR_texture_basisu": {"source": 1}}});
        let draft =
            draft.with("/textures/0", texture).with("/extensionsRequired", json!(["KHR_texture_basisu"]));
        Loader::default().load(&draft.glb()).expect("drawn")
    };
    for name in ["etc1s.ktx2", "uastc.ktx2", "plain.ktx2"] {
        let good = with(&file(name));
        let texture = good.materials[0].base_texture.expect("there");
        assert!(matches!(&*good.pictures[texture.picture], Texels::Basis(_)), "{name}");
        assert_eq!((good.pictures[texture.picture].size(), good.findings.len()), ((64, 64), 0), "{name}");
        let broken = with(&file(name)[..300]);
        let texture = broken.materials[0].base_texture.expect("the plain one");
        assert!(matches!(&*broken.pictures[texture.picture], Texels::Plain(_)), "{name}");
        assert_eq!(
            broken.findings.iter().map(|one| one.code()).collect::<Vec<_>>(),
            ["MODEL_FINDING_TEXTURE"]
        );
    }
}
