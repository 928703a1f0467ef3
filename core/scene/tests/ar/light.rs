//! Light: irradiance against the integral itself, one main light counted once, changes in half a second.

use super::room::{Dice, FRAME, facts, first_look, frame, seen};
use glam::{DVec3, Vec3};
use std::f64::consts::PI;
use std::sync::Arc;
use tradewind_scene::ar::{
    Ambient, ArError, FrameFacts, Light, LightCube, LightEstimate, PicturePlane, Session, irradiance,
};

/// Every direction once, with the solid angle that it stands for: midpoints of a grid in height and turn.
fn all_around() -> Vec<(DVec3, f64)> {
    let (rows, columns) = (400, 800);
    let mut all = Vec::with_capacity(rows * columns);
    for row in 0..rows {
        let z = 1.0 - (2.0 * row as f64 + 1.0) / rows as f64;
        for column in 0..columns {
            let turn = 2.0 * PI * (column as f64 + 0.5) / columns as f64;
            let level = (1.0 - z * z).sqrt();
            let angle = 4.0 * PI / (rows * columns) as f64;
            all.push((DVec3::new(level * turn.cos(), level * turn.sin(), z), angle));
        }
    }
    all
}

/// The real functions with the Condon-Shortley phase, as a table of them says (Sloan, "Stupid Spherical Harmonics Tricks", 2008,
/// appendix A2), in the order of an estimate.
fn functions(d: DVec3) -> [f64; 9] {
    let DVec3 { x, y, z } = d;
    let root = f64::sqrt;
    [
        1.0 / (2.0 * root(PI)),
        -root(3.0) * y / (2.0 * root(PI)),
        root(3.0) * z / (2.0 * root(PI)),
        -root(3.0) * x / (2.0 * root(PI)),
        root(15.0) * y * x / (2.0 * root(PI)),
        -root(15.0) * y * z / (2.0 * root(PI)),
        root(5.0) * (3.0 * z * z - 1.0) / (4.0 * root(PI)),
        -root(15.0) * x * z / (2.0 * root(PI)),
        root(15.0) * (x * x - y * y) / (4.0 * root(PI)),
    ]
}

/// A room's light that nine numbers a colour can say: brighter above, to the right, and along a diagonal.
fn radiance(d: DVec3) -> [f64; 3] {
    let DVec3 { x, y, z } = d;
    [
        2.0 + 0.8 * y + 0.5 * x + 0.3 * x * y,
        2.0 + 0.6 * y - 0.4 * z + 0.2 * z * z,
        2.0 + 0.9 * y + 0.4 * x * z - 0.3 * (x * x - y * y),
    ]
}

fn projected(all: &[(DVec3, f64)], light: impl Fn(DVec3) -> [f64; 3]) -> [[f32; 3]; 9] {
    let mut sums = [[0.0f64; 3]; 9];
    for (d, angle) in all {
        for (sum, value) in sums.iter_mut().zip(functions(*d)) {
            for (sum, light) in sum.iter_mut().zip(light(*d)) {
                *sum += light * value * angle;
            }
        }
    }
    sums.map(|rgb| rgb.map(|x| x as f32))
}

fn high_range(harmonics: [[f32; 3]; 9], direction: [f32; 3], intensity: [f32; 3]) -> LightEstimate {
    LightEstimate::HighRange { harmonics, direction, intensity }
}

fn harmonics(light: &Light) -> [[f32; 3]; 9] {
    let Ambient::Harmonics(harmonics) = light.ambient else { return [[f32::NAN; 3]; 9] };
    harmonics
}

fn directions() -> impl Iterator<Item = DVec3> {
    let mut dice = Dice(5);
    (0..40).map(move |_| DVec3::new(dice.normal(), dice.normal(), dice.normal()).normalize())
}

#[test]
fn irradiance_is_what_the_integral_says() {
    let all = all_around();
    let light = Light::of(&high_range(projected(&all, radiance), [0.0, 1.0, 0.0], [0.0; 3]));
    assert_eq!(light.main, None);
    for normal in directions() {
        let ours = irradiance(&harmonics(&light), normal.as_vec3());
        for (channel, ours) in ours.into_iter().enumerate() {
            let sum: f64 =
                all.iter().map(|(d, angle)| radiance(*d)[channel] * d.dot(normal).max(0.0) * angle).sum();
            let truth = sum / PI;
            assert!((f64::from(ours) / truth - 1.0).abs() < 1e-4, "{normal} {channel}: {ours} {truth}");
        }
    }
}

#[test]
fn the_main_light_is_counted_once() {
    let all = all_around();
    let toward = DVec3::new(0.4, 0.8, -0.3).normalize();
    let power = [1.5f64, 1.2, 1.0];
    let without = projected(&all, radiance);
    // What a host estimates of both together.
    let mut both = without;
    for (sum, value) in both.iter_mut().zip(functions(toward)) {
        for (sum, power) in sum.iter_mut().zip(power) {
            *sum += (power * value) as f32;
        }
    }
    let estimate = high_range(both, (toward * 3.0).as_vec3().to_array(), power.map(|x| x as f32));
    let light = Light::of(&estimate);
    let main = light.main.unwrap();
    assert!(Vec3::from(main.direction).distance(toward.as_vec3()) < 1e-6);
    for (power, kept) in power.into_iter().zip(main.irradiance) {
        assert!((f64::from(kept) - power).abs() < 1e-6);
    }
    let alone = Light::of(&high_range(without, [0.0, 1.0, 0.0], [0.0; 3]));
    for normal in directions() {
        let (a, b) = (
            irradiance(&harmonics(&light), normal.as_vec3()),
            irradiance(&harmonics(&alone), normal.as_vec3()),
        );
        for (a, b) in a.into_iter().zip(b) {
            assert!((a / b - 1.0).abs() < 1e-4, "{normal}: {a} {b}");
        }
    }
}

#[test]
fn a_main_light_that_is_said_too_bright_leaves_light_everywhere_and_none_is_made() {
    let all = all_around();
    let without = projected(&all, |_| [1.0; 3]);
    let light = Light::of(&high_range(without, [0.0, 1.0, 0.0], [50.0; 3]));
    let main = light.main.unwrap();
    assert!(main.irradiance[0] > 0.5 && main.irradiance[0] < 50.0, "{main:?}");
    let kept = harmonics(&light);
    for normal in directions() {
        assert!(irradiance(&kept, normal.as_vec3())[0] > 0.02);
    }
    // Mean over all normals: a fourth of the main light's irradiance over pi comes back by it.
    let total = f64::from(kept[0][0]) + f64::from(main.irradiance[0]) / PI / 4.0;
    assert!((total - 1.0).abs() < 1e-4, "{total}");
}

#[test]
fn neutral_light_is_white_and_warm_light_is_red() {
    let tint = |estimate: LightEstimate| match Light::of(&estimate).ambient {
        Ambient::Studio(tint) => tint,
        Ambient::Harmonics(_) => panic!("no studio"),
    };
    for neutral in [
        LightEstimate::Temperature { intensity: 1000.0, kelvin: 6500.0 },
        LightEstimate::Ambient { intensity: 0.466, correction: [1.0; 3] },
    ] {
        assert!(tint(neutral).iter().all(|x| (x - 1.0).abs() < 1e-5));
    }
    let warm = tint(LightEstimate::Temperature { intensity: 500.0, kelvin: 2856.0 });
    // CIE illuminant A (x 0.4476, y 0.4074) over 6500 K's (0.3135, 0.3237), by hand: red 1.8, green 0.9, blue 0.25.
    assert!((warm[0] * 2.0 - 1.8).abs() < 0.2 && (warm[2] * 2.0 - 0.25).abs() < 0.1, "{warm:?}");
    assert!(warm[0] > warm[1] && warm[1] > warm[2]);
    let dim = tint(LightEstimate::Ambient { intensity: 0.233, correction: [1.0, 1.0, 2.0] });
    assert!((dim[0] - 0.5f32.powf(2.2)).abs() < 1e-5 && (dim[2] - 1.0).abs() < 1e-5);
}

#[test]
fn a_change_of_light_takes_half_a_second_and_its_loss_leads_to_the_studio() {
    let device = first_look();
    let mut session = Session::new();
    let mut number = 0;
    let mut step = |lumens: Option<f32>| {
        number += 1;
        let light = lumens.map(|intensity| LightEstimate::Temperature { intensity, kelvin: 6500.0 });
        seen(&mut session, frame(FrameFacts { light, ..facts(&device, FRAME * number) })).light
    };
    let tint = |light: Option<Light>| match light.map(|light| light.ambient) {
        Some(Ambient::Studio(tint)) => tint[0],
        _ => panic!("no studio"),
    };
    assert!(step(Some(1000.0)).unwrap().weight < 0.3);
    for _ in 0..60 {
        step(Some(1000.0));
    }
    assert!((step(Some(1000.0)).unwrap().weight - 1.0).abs() < 1e-4);
    let mut last = 1.0f32;
    for _ in 0..15 {
        let now = tint(step(Some(2000.0)));
        assert!(now > last && now - last < 0.25, "{last} {now}");
        last = now;
    }
    assert!((last - 2.0).abs() < 0.03, "{last}");
    let fading: Vec<f32> = (0..18).map_while(|_| step(None)).map(|light| light.weight).collect();
    assert!(fading.len() > 10 && fading.len() < 18 && fading.windows(2).all(|pair| pair[1] < pair[0]));
    assert_eq!(step(None), None);
}

#[test]
fn a_cube_of_light_is_read_as_it_lies_and_checked() {
    let one = half::f16::from_f32(1.5).to_le_bytes();
    let pixel: Vec<u8> = [one, [0, 0], one, one].concat();
    let face =
        |bytes: Vec<u8>| PicturePlane { bytes: Arc::new(bytes), offset: 0, row_stride: 16, pixel_stride: 8 };
    let cube = |bytes: Vec<u8>| LightCube { side: 2, faces: std::array::from_fn(|_| face(bytes.clone())) };
    let good = cube(pixel.repeat(4));
    assert_eq!(good.check(), Ok(()));
    assert_eq!(good.at(5, 1, 1).map(f32::to_bits), [1.5f32, 0.0, 1.5].map(f32::to_bits));
    assert_eq!(cube(pixel.repeat(3)).check(), Err(ArError::Bytes("light cube")));
    let infinite = half::f16::INFINITY.to_le_bytes();
    let bad = [pixel.repeat(3), [infinite, one, one, one].concat()].concat();
    assert_eq!(cube(bad).check(), Err(ArError::Number("light cube")));
}
