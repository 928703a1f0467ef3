//! What must hold whatever the bytes are.

use std::time::{Duration, Instant};
use tradewind_scene::{Limits, Loader, Model, Orbit, OrbitControl, Topology};

/// Small enough that an input takes milliseconds, large enough that each limit can be met.
const LIMITS: Limits = Limits {
    file_bytes: 1 << 20,
    vertices: 40_000,
    indices: 120_000,
    image_side: 512,
    pixels: 1 << 19,
    depth: 64,
    materials: 100,
    values: 50_000,
    primitives: 500,
    variants: 100,
};

/// Loads the bytes as a model. A model that comes out may be drawn without looking again; an error has a code and is short.
/// "taken" where one came out, else the code.
///
/// # Panics
/// Where that does not hold.
pub fn gltf(bytes: &[u8]) -> &'static str {
    let begun = Instant::now();
    let late = move || begun.elapsed() > Duration::from_secs(2);
    match Loader::new(LIMITS).until(&late).load(bytes) {
        Ok(model) => check(&model),
        Err(error) => {
            assert!(error.code().starts_with("MODEL_") && error.to_string().len() < 1000, "{error}");
            return error.code();
        }
    }
    "taken"
}

fn check(model: &Model) {
    assert!(!model.primitives.is_empty() && model.vertices() <= LIMITS.vertices);
    assert!(model.triangles() * 3 <= LIMITS.indices && model.primitives.len() <= LIMITS.primitives);
    let bounds = model.bounds;
    assert!(bounds.size().is_finite() && bounds.radius().is_finite() && bounds.radius() > 0.0, "{bounds:?}");
    for primitive in &model.primitives {
        let count = primitive.vertices.len();
        let corners = match primitive.topology {
            Topology::Triangles => 3,
            Topology::Lines => 2,
            Topology::Points => 1,
        };
        assert!(primitive.indices.len().is_multiple_of(corners) && !primitive.indices.is_empty());
        assert!(primitive.indices.iter().all(|index| (*index as usize) < count));
        assert_eq!(primitive.by_variant.len(), model.variants.len());
        let mut materials = primitive.by_variant.iter().chain([&primitive.material]);
        assert!(materials.all(|index| *index < model.materials.len()));
        for vertex in &primitive.vertices {
            let mut numbers = vertex.position.iter().chain(&vertex.uv0).chain(&vertex.uv1);
            assert!(numbers.all(|number| number.is_finite()), "{vertex:?}");
        }
    }
    for material in &model.materials {
        let factors =
            [material.metallic, material.roughness, material.normal_scale, material.occlusion_strength];
        let mut numbers = factors.iter().chain(&material.base_colour).chain(&material.emissive);
        assert!(numbers.all(|number| number.is_finite()), "{material:?}");
        let specular = &material.specular;
        assert!(
            specular.ior.is_finite() && specular.head_on().iter().all(|number| number.is_finite()),
            "{material:?}"
        );
        let coat = material.clearcoat.iter();
        let coat = coat.flat_map(|coat| [coat.texture, coat.roughness_texture, coat.normal_texture]);
        let sheen = material.sheen.iter().flat_map(|sheen| [sheen.colour_texture, sheen.roughness_texture]);
        let glass = material.transmission.iter().flat_map(|glass| [glass.texture, glass.thickness_texture]);
        let textures = [
            material.base_texture,
            material.metallic_roughness_texture,
            material.normal_texture,
            material.occlusion_texture,
            material.emissive_texture,
            specular.texture,
            specular.colour_texture,
        ];
        for texture in textures.into_iter().chain(coat).chain(sheen).chain(glass).flatten() {
            assert!(texture.picture < model.pictures.len() && texture.uv_set < 2);
            assert!(texture.transform.iter().flatten().all(|number| number.is_finite()));
        }
    }
    for picture in &model.pictures {
        let (width, height) = picture.size();
        assert!(width > 0 && height > 0);
        // What stays compressed may still have texels that do not decode.
        if let Ok(plain) = picture.plain() {
            assert_eq!(plain.rgba.len(), width as usize * height as usize * 4);
        }
    }
    assert!(model.origin.is_finite() && model.findings.len() <= 100);
    assert!(model.findings.iter().all(|finding| finding.to_string().len() < 500));
    for camera in &model.cameras {
        let matrix = camera.projection.matrix(camera.aspect.unwrap_or(1.0)) * camera.pose.view;
        assert!(camera.pose.eye.is_finite() && matrix.is_finite(), "{camera:?}");
    }
    // What the app does first.
    let orbit = Orbit::fitting(bounds, Orbit::FIRST.0, Orbit::FIRST.1, 0.5);
    let matrix = orbit.projection(bounds).matrix(0.5) * orbit.pose().view;
    assert!(orbit.radius.is_finite() && matrix.is_finite(), "{bounds:?}: {orbit:?}");
}

/// Gestures with any numbers: the camera stays finite, above the floor and within reach, and asking twice gives the same.
/// "taken", or "short" without a gesture.
///
/// # Panics
/// Where that does not hold.
pub fn camera(bytes: &[u8]) -> &'static str {
    let mut words =
        bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    let mut next = || words.next();
    let (Some(theta), Some(phi), Some(radius), Some(x)) = (next(), next(), next(), next()) else {
        return "short";
    };
    let first = Orbit { theta, phi, radius, target: [x, theta, phi].into() };
    let mut control = OrbitControl::new(first);
    let mut first = control.at(0.0);
    let mut now = 0.0;
    while let (Some(kind), Some(a), Some(b), Some(time)) = (next(), next(), next(), next()) {
        now = if time.to_bits() & 1 == 0 { now + f64::from(time.abs()) % 3.0 } else { f64::from(time) };
        match kind.to_bits() % 5 {
            0 => control.drag(a, b, now),
            1 => control.release(a, b, now),
            2 => control.zoom(a, now),
            3 => control.refit(Orbit { theta: a, phi: b, radius: kind, target: [b, a, kind].into() }),
            _ => control.reset(),
        }
        let mut again = control;
        again.reset();
        first = again.at(now);
        for later in [0.0, 0.1, 100.0, f64::from(b)] {
            let at = control.at(now + later);
            assert!(at.theta.abs() <= 3.2 && (0.0..1.93).contains(&at.phi), "{at:?}");
            let reach = at.radius / first.radius;
            assert!((0.34..=2.01).contains(&reach) && at.radius.is_finite(), "{at:?} {first:?}");
            assert!(at.target == first.target && at.pose().view.is_finite(), "{at:?}");
            assert!(at == control.at(now + later), "{at:?}");
        }
    }
    control.reset();
    assert!(control.at(now) == first && !control.moves(now));
    "taken"
}
