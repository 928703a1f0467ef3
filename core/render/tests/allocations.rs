//! Who asks for memory in a steady frame: nobody while nothing moves, and none of our own code while the camera does.
//!
//! Every allocation of this process is noted with its callers. It is ours when the first of them that is not the standard
//! library's is ours; what wgpu and its own libraries ask for inside of a call is theirs, and is printed. (A driver written
//! in C asks elsewhere and is not seen.)
#![allow(clippy::print_stdout, reason = "skips and measures are said aloud")]

use glam::Vec3;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use tradewind_render::{Environment, Gpu, GpuChoice, Renderer};
use tradewind_scene::measure::Line;
use tradewind_scene::{
    AlphaMode, Background, Bounds, DrawError, Material, Model, Pose, PreparedModel, Primitive, Projection,
    ToneMap, Topology, Vertex, View, packed_direction,
};

#[global_allocator]
static NOTED: dhat::Alloc = dhat::Alloc;

const FRAMES: usize = 16;

fn main() {
    // Asked which tests there are: one, which is the whole of this program.
    if std::env::args().any(|argument| argument == "--list") {
        println!("steady_frames_allocate_nothing: test");
        return;
    }
    let opened = Gpu::open(&GpuChoice::from_environment());
    if opened.as_ref().err() == Some(&DrawError::NoAdapter) {
        println!(
            "skipped: no graphics adapter (Debian: mesa-vulkan-drivers), so allocations are not counted"
        );
        return;
    }
    let gpu = opened.expect("a card that is there opens");
    let renderer = Renderer::new(gpu, Environment::even(0.5)).expect("a renderer");

    let mut made = None;
    let making = noted(|| made = Some(renderer.prepare(Arc::new(model())).expect("prepared")));
    let mut prepared: Box<dyn PreparedModel> = Box::new(made.expect("made just now"));
    let views: Vec<View> = (0..FRAMES + 8).map(view).collect();
    for view in &views[..8] {
        prepared.draw(view).expect("drawn");
    }
    let still = noted(|| {
        for _ in 0..FRAMES {
            prepared.draw(&views[7]).expect("drawn");
        }
    });
    let moving = noted(|| {
        for view in &views[8..] {
            prepared.draw(view).expect("drawn");
        }
    });
    println!(
        "allocations, {FRAMES} frames each: {still:?} while nothing moves, {moving:?} while the camera does"
    );
    assert!(
        of(&making, OURS) > 0 && making.len() > 1,
        "what prepares a model is seen, ours and others': {making:?}"
    );
    assert!(still.is_empty(), "a still frame asks for memory: {still:?}");
    assert_eq!(of(&moving, OURS), 0, "a frame asks for memory: {moving:?}");
    assert!(!moving.is_empty(), "wgpu records its passes in memory: the notes work");
    println!("test steady_frames_allocate_nothing ... ok");
}

const OURS: &str = "ours";

fn of(counts: &BTreeMap<String, u64>, whose: &str) -> u64 {
    counts.get(whose).copied().unwrap_or_default()
}

/// How often each crate asked for memory while `run` ran.
fn noted(run: impl FnOnce()) -> BTreeMap<String, u64> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("heap.json");
    let profiler = dhat::Profiler::builder().file_name(&path).trim_backtraces(Some(40)).build();
    run();
    drop(profiler);
    let notes: Value = serde_json::from_slice(&std::fs::read(&path).expect("written")).expect("JSON");
    let frames: Vec<&str> =
        notes["ftbl"].as_array().expect("frames").iter().filter_map(Value::as_str).collect();
    let mut counts = BTreeMap::new();
    for point in notes["pps"].as_array().expect("points") {
        let callers: Vec<&str> = point["fs"]
            .as_array()
            .expect("callers")
            .iter()
            .map(|at| frames[at.as_u64().expect("a number") as usize])
            .collect();
        if asker(&callers) == OURS && std::env::var_os("TRADEWIND_CALLERS").is_some() {
            println!("{callers:#?}");
        }
        *counts.entry(asker(&callers)).or_default() += point["tbk"].as_u64().expect("a count");
    }
    counts
}

/// Whose the first caller is that is not of the standard library, nor of what takes the notes: a crate's name.
fn asker(callers: &[&str]) -> String {
    const PASSED: &[&str] = &["alloc", "core", "std", "hashbrown", "dhat", "backtrace"];
    let mut names = callers.iter().map(|frame| crate_of(frame));
    let first = names.find(|name| !name.starts_with('_') && !PASSED.contains(name)).unwrap_or("unknown");
    if first.starts_with("tradewind") || first == "allocations" { OURS.to_owned() } else { first.to_owned() }
}

/// `0x55d0: <alloc::vec::Vec<T> as core::clone::Clone>::clone (file:1:2)` is `alloc`'s, and what is done for any `<T as
/// wgpu::dispatch::...>` is the trait's.
fn crate_of(frame: &str) -> &str {
    let symbol = frame.split_once(": ").map_or(frame, |(_, symbol)| symbol);
    let first = |from: &str| {
        let from = symbol.find(from).map_or(0, |at| at + from.len());
        let rest = symbol[from..].trim_start_matches(['<', '&', '[', '(', '*']);
        let rest = rest.strip_prefix("mut ").or_else(|| rest.strip_prefix("dyn ")).unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    };
    let whose = first("");
    if whose.len() == 1 && symbol.starts_with('<') { first(" as ") } else { whose }
}

/// A solid triangle and a glass one over it.
fn model() -> Model {
    let glass =
        Material { alpha: AlphaMode::Blend, base_colour: [0.5, 0.5, 0.5, 0.4], ..Material::default() };
    let bounds = Bounds { min: Vec3::ZERO, max: Vec3::ONE };
    let part = |material: usize| {
        let height = material as f32 * 0.5;
        let corners = [Vec3::new(0.0, height, 0.0), Vec3::new(0.0, height, 1.0), Vec3::new(1.0, height, 0.0)];
        let vertices = corners.map(|point| Vertex {
            position: point.to_array(),
            normal: packed_direction(Vec3::Y),
            tangent: packed_direction(Vec3::X),
            uv0: [0.0; 2],
            uv1: [0.0; 2],
            colour: [255; 4],
        });
        let (vertices, indices) = (vertices.to_vec(), vec![0, 1, 2]);
        Primitive {
            vertices,
            topology: Topology::Triangles,
            indices,
            material,
            by_variant: Vec::new(),
            bounds,
        }
    };
    Model {
        primitives: vec![part(0), part(1)],
        materials: vec![Material::default(), glass],
        bounds,
        full_bounds: bounds,
        ..Model::default()
    }
}

/// Everything that a frame of the app may have: shadow, lines, what is blended.
fn view(step: usize) -> View {
    let turn = step as f32 * 0.1;
    View {
        width: 64,
        height: 64,
        pose: Pose::looking(Vec3::new(turn.sin() * 5.0, 2.0, turn.cos() * 5.0), Vec3::ZERO),
        projection: Projection::Perspective { vertical: 0.6, near: 0.1, far: 20.0 },
        variant: None,
        background: Background::Transparent,
        tone_map: ToneMap::Neutral,
        shadow: 0.7,
        lines: vec![Line { from: Vec3::ZERO, to: Vec3::ONE }; 3],
    }
}
