//! Light: a furnace that loses nothing, Khronos' tone map, spheres against the integral, a metre that is a metre.

use crate::scenes::{ball, cube, draw, linear, model, room, view};
use glam::{DVec3, Vec3};
use std::f64::consts::PI;
use tradewind_render::Environment;
use tradewind_scene::{Material, Pose, Projection, ToneMap};

fn metal_rough(metallic: f32, roughness: f32, base: [f32; 3]) -> Material {
    let [r, g, b] = base;
    Material { metallic, roughness, base_colour: [r, g, b, 1.0], ..Material::default() }
}

fn straight(half_height: f32) -> (Pose, Projection) {
    let pose = Pose::looking(Vec3::Z * 10.0, Vec3::ZERO);
    (pose, Projection::Orthographic { half_height, near: 0.1, far: 20.0 })
}

#[test]
fn a_white_furnace_shows_nothing() {
    let Some(renderer) = room(Environment::even(0.5)) else { return };
    let mut parts = Vec::new();
    for y in 0..7 {
        for x in 0..7 {
            let centre = Vec3::new(x as f32 - 3.0, y as f32 - 3.0, 0.0);
            parts.push((ball(centre, 0.45), metal_rough(x as f32 / 6.0, y as f32 / 6.0, [1.0; 3])));
        }
    }
    let (pose, projection) = straight(3.5);
    let picture = draw(&renderer, model(parts), &view(448, pose, projection));
    let mut worst = 0.0f64;
    for y in 0..7 {
        for x in 0..7 {
            for (dx, dy) in [(0, 0), (20, 0), (-20, 0), (0, 24), (0, -26), (18, 18)] {
                let (px, py) = ((x * 64 + 32 + dx) as usize, (y * 64 + 32 + dy) as usize);
                for byte in picture.at(px, py) {
                    worst = worst.max((linear(byte) / 0.5 - 1.0).abs());
                }
            }
        }
    }
    println!("white furnace: at most {:.2} % from the background", worst * 100.0);
    assert!(worst < 0.02, "{worst}");
}

/// Linear in, sRGB out: from the formula of KhronosGroup/ToneMapping, PBR_Neutral.
const NEUTRAL: &[([f32; 3], [u8; 3])] = &[
    ([0.02; 3], [8; 3]),
    ([0.04; 3], [25; 3]),
    ([0.08; 3], [56; 3]),
    ([0.18; 3], [105; 3]),
    ([0.5; 3], [181; 3]),
    ([0.8; 3], [226; 3]),
    ([1.0; 3], [240; 3]),
    ([2.0; 3], [250; 3]),
    ([10.0; 3], [254; 3]),
    ([1000.0; 3], [255; 3]),
    ([1.0, 0.0, 0.0], [241, 33, 33]),
    ([4.0, 0.5, 0.1], [253, 166, 152]),
    ([0.9, 0.3, 0.05], [235, 139, 38]),
    ([0.1, 0.6, 2.0], [108, 162, 250]),
    ([0.05, 0.2, 0.8], [34, 113, 227]),
];

#[test]
fn the_tone_map_is_khronos_pbr_neutral() {
    let Some(renderer) = room(Environment::even(0.0)) else { return };
    let (pose, projection) = straight(0.4);
    let mut asked = view(16, pose, projection);
    asked.tone_map = ToneMap::Neutral;
    for (light, expected) in NEUTRAL {
        let glowing = Material { emissive: *light, ..metal_rough(0.0, 1.0, [0.0; 3]) };
        let seen = draw(&renderer, model(vec![(cube(1.0), glowing)]), &asked).at(8, 8);
        for (seen, expected) in seen.iter().zip(expected) {
            assert!(seen.abs_diff(*expected) <= 1, "{light:?}: {seen} for {expected}");
        }
    }
}

/// A room with a bright ceiling, a warm wall at +X and a dark floor, as a Radiance file of 256 x 128.
fn painted(d: DVec3) -> [f64; 3] {
    let smooth = |x: f64| x.clamp(0.0, 1.0).powi(2) * (3.0 - 2.0 * x.clamp(0.0, 1.0));
    let up = smooth(d.y * 0.8 + 0.5);
    let warm = smooth(d.x * 1.2);
    [0.1 + 0.6 * up + 0.5 * warm, 0.1 + 0.6 * up + 0.2 * warm, 0.1 + 0.7 * up]
}

fn painted_room() -> Environment {
    let (w, h) = (256usize, 128usize);
    let pixels: Vec<image::Rgb<f32>> = (0..w * h)
        .map(|i| {
            let (u, v) = (((i % w) as f64 + 0.5) / w as f64, ((i / w) as f64 + 0.5) / h as f64);
            let (a, b) = ((u - 0.5) * 2.0 * PI, v * PI);
            image::Rgb(painted(DVec3::new(b.sin() * a.cos(), b.cos(), b.sin() * a.sin())).map(|c| c as f32))
        })
        .collect();
    let mut file = Vec::new();
    image::codecs::hdr::HdrEncoder::new(&mut file).encode(&pixels, w, h).expect("written");
    Environment::from_hdr(&file).expect("a panorama")
}

/// Where on the picture of a ball of radius 1 (half height 1.1, 220 points) a normal is seen.
fn seen_at(picture: &crate::measure::Rgb, normal: DVec3) -> [u8; 3] {
    let at = |x: f64| ((x / 1.1 * 0.5 + 0.5) * 220.0) as usize;
    picture.at(at(normal.x), at(-normal.y))
}

const NORMALS: [DVec3; 6] = [
    DVec3::new(0.0, 0.0, 1.0),
    DVec3::new(0.6, 0.0, 0.8),
    DVec3::new(-0.6, 0.0, 0.8),
    DVec3::new(0.0, 0.6, 0.8),
    DVec3::new(0.0, -0.6, 0.8),
    DVec3::new(0.48, 0.36, 0.8),
];

#[test]
fn a_mirror_ball_shows_the_room() {
    let Some(renderer) = room(painted_room()) else { return };
    let (pose, projection) = straight(1.1);
    let ball = model(vec![(ball(Vec3::ZERO, 1.0), metal_rough(1.0, 0.0, [1.0; 3]))]);
    let picture = draw(&renderer, ball, &view(220, pose, projection));
    for normal in NORMALS {
        let mirrored = normal * (2.0 * normal.z) - DVec3::Z;
        for (seen, light) in seen_at(&picture, normal).iter().zip(painted(mirrored)) {
            let seen = linear(*seen);
            assert!((seen - light.min(1.0)).abs() < 0.03, "{normal}: {seen} for {light}");
        }
    }
}

/// The glTF BRDF (appendix B) over the whole room, without the split of the sum: what a point of that normal gives to an
/// eye at +Z. Light scatters once in it, so rougher metals, which we give the rest back, are the furnace's to judge.
fn integral(normal: DVec3, metallic: f64, roughness: f64, base: [f64; 3]) -> [f64; 3] {
    let alpha2 = roughness.powi(4);
    let (right, up) = normal.any_orthonormal_pair();
    let eye = DVec3::Z;
    let n_v = normal.dot(eye);
    let mut sum = [0.0; 3];
    let steps = 256;
    for i in 0..steps {
        for j in 0..steps * 2 {
            // Cosine-weighted: pi / count for each.
            let (a, b) = ((i as f64 + 0.5) / steps as f64, (j as f64 + 0.5) / (steps * 2) as f64);
            let (r, turn) = (a.sqrt(), b * 2.0 * PI);
            let l = right * (r * turn.cos()) + up * (r * turn.sin()) + normal * (1.0 - a).sqrt();
            let n_l = normal.dot(l).max(1e-6);
            let h = (l + eye).normalize();
            let (n_h, v_h) = (normal.dot(h), eye.dot(h).max(0.0));
            let d = alpha2 / (PI * (n_h * n_h * (alpha2 - 1.0) + 1.0).powi(2));
            let smith = |a: f64, b: f64| a * (b * b * (1.0 - alpha2) + alpha2).sqrt();
            let v = 0.5 / (smith(n_l, n_v) + smith(n_v, n_l));
            let grazing = (1.0 - v_h).powi(5);
            for (channel, light) in painted(l).into_iter().enumerate() {
                let specular = |f0: f64| (f0 + (1.0 - f0) * grazing) * v * d;
                let fresnel = 0.04 + 0.96 * grazing;
                let dielectric = (1.0 - fresnel) * base[channel] / PI + specular(0.04);
                let brdf = dielectric * (1.0 - metallic) + specular(base[channel]) * metallic;
                sum[channel] += brdf * light * PI / f64::from(steps * steps * 2);
            }
        }
    }
    sum
}

#[test]
fn rough_balls_are_near_the_integral() {
    let Some(renderer) = room(painted_room()) else { return };
    let (pose, projection) = straight(1.1);
    let base = [0.8, 0.5, 0.2];
    for (metallic, roughness) in [(0.0, 1.0), (0.0, 0.5), (1.0, 0.2), (1.0, 0.3)] {
        let material = metal_rough(metallic as f32, roughness as f32, base.map(|c: f64| c as f32));
        let ball = model(vec![(ball(Vec3::ZERO, 1.0), material)]);
        let picture = draw(&renderer, ball, &view(220, pose, projection));
        let mut worst = 0.0f64;
        for normal in NORMALS {
            for (seen, light) in
                seen_at(&picture, normal).iter().zip(integral(normal, metallic, roughness, base))
            {
                worst = worst.max((linear(*seen) - light.min(1.0)).abs());
            }
        }
        println!("metallic {metallic}, roughness {roughness}: at most {worst:.4} from the integral");
        assert!(worst < 0.04, "{worst}");
    }
}

#[test]
fn a_metre_is_a_metre() {
    let Some(renderer) = room(Environment::even(0.3)) else { return };
    let black = || model(vec![(cube(1.0), metal_rough(0.0, 1.0, [0.0; 3]))]);
    // Seen from 4.5 m through 30 degrees: the front face, at 4 m, is 1 / (2 x 4 x tan 15 degrees) of the height.
    let pose = Pose::looking(Vec3::Z * 4.5, Vec3::ZERO);
    let vertical = tradewind_scene::VERTICAL_FIELD_OF_VIEW;
    let picture = draw(
        &renderer,
        black(),
        &view(600, pose, Projection::Perspective { vertical, near: 0.1, far: 20.0 }),
    );
    let expected = 600.0 / (8.0 * f64::from(vertical * 0.5).tan());
    let dark = |x: usize, y: usize| picture.at(x, y)[0] < 128;
    let across = (0..600).filter(|x| dark(*x, 300)).count() as f64;
    let down = (0..600).filter(|y| dark(300, *y)).count() as f64;
    assert!((across - expected).abs() <= 1.5 && (down - expected).abs() <= 1.5, "{across} {down} {expected}");
}
