//! Models made here, and the room they stand in.

use crate::measure::Rgb;
use glam::Vec3;
use std::path::PathBuf;
use std::sync::Arc;
use tradewind_render::{Environment, Gpu, GpuChoice, Renderer};
use tradewind_scene::{
    Background, Bounds, DrawError, Frame, Material, Model, Pose, PreparedModel, Primitive, Projection,
    ToneMap, Topology, Vertex, View, packed_direction,
};

/// The card of this machine; says that a test is skipped where there is none.
pub(crate) fn gpu() -> Option<Gpu> {
    let opened = Gpu::open(&GpuChoice::from_environment());
    if opened.as_ref().err() == Some(&DrawError::NoAdapter) {
        println!("skipped: no graphics adapter (Debian: mesa-vulkan-drivers)");
        return None;
    }
    Some(opened.expect("a card that is there opens"))
}

/// A renderer in `environment`.
pub(crate) fn room(environment: Environment) -> Option<Renderer> {
    gpu().map(|gpu| Renderer::new(gpu, environment).expect("a renderer"))
}

/// What lies beside the repository, where it is there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    root.exists().then_some(root)
}

/// A picture of `model` without a shadow, straight on.
pub(crate) fn view(side: u32, pose: Pose, projection: Projection) -> View {
    View {
        width: side,
        height: side,
        pose,
        projection,
        variant: None,
        background: Background::White,
        tone_map: ToneMap::Linear,
        shadow: 0.0,
        lines: Vec::new(),
    }
}

/// Draws once.
pub(crate) fn draw(renderer: &Renderer, model: Model, view: &View) -> Rgb {
    let mut prepared = renderer.prepare(Arc::new(model)).expect("prepared");
    rgb(&*prepared.draw(view).expect("drawn"))
}

/// Colours of a frame, alpha left out.
pub(crate) fn rgb(frame: &dyn Frame) -> Rgb {
    let (width, height) = (frame.width() as usize, frame.height() as usize);
    let rows = frame.pixels().chunks(frame.stride()).take(height);
    let bytes = rows.flat_map(|row| row[..width * 4].chunks(4).flat_map(|p| [p[0], p[1], p[2]])).collect();
    Rgb { width, height, bytes }
}

/// A model of parts, each of its own material.
pub(crate) fn model(parts: Vec<(Primitive, Material)>) -> Model {
    let bounds = parts.iter().fold(Bounds::EMPTY, |bounds, (part, _)| bounds.join(part.bounds));
    let mut primitives = Vec::new();
    let mut materials = Vec::new();
    for (index, (mut part, material)) in parts.into_iter().enumerate() {
        part.material = index;
        primitives.push(part);
        materials.push(material);
    }
    Model { primitives, materials, bounds, full_bounds: bounds, ..Model::default() }
}

fn primitive(points: Vec<(Vec3, Vec3)>, indices: Vec<u32>) -> Primitive {
    let bounds = points.iter().fold(Bounds::EMPTY, |bounds, (point, _)| bounds.with(*point));
    let vertices = points
        .into_iter()
        .map(|(point, normal)| Vertex {
            position: point.to_array(),
            normal: packed_direction(normal),
            tangent: packed_direction(normal.any_orthonormal_vector()),
            uv0: [0.0; 2],
            uv1: [0.0; 2],
            colour: [255; 4],
        })
        .collect();
    Primitive {
        vertices,
        topology: Topology::Triangles,
        indices,
        material: 0,
        by_variant: Vec::new(),
        bounds,
    }
}

/// A ball.
pub(crate) fn ball(centre: Vec3, radius: f32) -> Primitive {
    const N: u32 = 96;
    let mut points = Vec::new();
    for j in 0..=N {
        for i in 0..=N {
            let (theta, phi) =
                (std::f32::consts::TAU * i as f32 / N as f32, std::f32::consts::PI * j as f32 / N as f32);
            let n = Vec3::new(phi.sin() * theta.sin(), phi.cos(), phi.sin() * theta.cos());
            points.push((centre + n * radius, n));
        }
    }
    let mut indices = Vec::new();
    for j in 0..N {
        for i in 0..N {
            let a = j * (N + 1) + i;
            let b = a + N + 1;
            indices.extend([a, b, b + 1, a, b + 1, a + 1]);
        }
    }
    primitive(points, indices)
}

/// A box of that size about the origin.
pub(crate) fn cube(side: f32) -> Primitive {
    let mut points = Vec::new();
    let mut indices = Vec::new();
    for normal in [Vec3::X, Vec3::NEG_X, Vec3::Y, Vec3::NEG_Y, Vec3::Z, Vec3::NEG_Z] {
        let (u, v) = (Vec3::new(normal.y.abs(), normal.z.abs(), normal.x.abs()), Vec3::ZERO);
        let v = v + normal.cross(u);
        let first = points.len() as u32;
        for (a, b) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
            points.push(((normal + u * a + v * b) * side * 0.5, normal));
        }
        indices.extend([0, 1, 2, 0, 2, 3].map(|i| first + i));
    }
    primitive(points, indices)
}

/// An sRGB byte as linear light.
pub(crate) fn linear(byte: u8) -> f64 {
    let c = f64::from(byte) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}
