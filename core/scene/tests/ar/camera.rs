//! One camera out of two systems and four ways to hold a device, against the model by pixels.

use super::room::{ALL_TURNS, Device, Dice, drawn, first_look, in_world, with_box};
use glam::{DVec2, DVec3};
use tradewind_scene::ar::{ArError, Convention, DisplayRotation, HostCamera, NEAR};

/// Farther than this, in pixels, is wrong.
const EXACT: f64 = 0.01;

fn devices() -> impl Iterator<Item = Device> {
    let mut dice = Dice(1);
    ALL_TURNS.into_iter().cycle().take(40).map(move |turn| {
        let eye = DVec3::new(dice.between(-3.0, 3.0), dice.between(0.5, 2.0), dice.between(-3.0, 3.0));
        let ahead = DVec3::new(dice.normal(), dice.between(-0.8, 0.3), dice.normal());
        Device::looking(eye, eye + ahead, turn)
    })
}

#[test]
fn points_are_where_the_pixels_are_for_both_systems_and_all_turns() {
    let mut dice = Dice(2);
    for device in devices() {
        let view = DVec2::new(f64::from(device.viewport[0]), f64::from(device.viewport[1]));
        for host in [device.arkit(), device.arcore()] {
            let camera = host.camera().unwrap();
            let (matrix, eye) = (camera.projection() * camera.view(), camera.eye);
            for _ in 0..50 {
                let far = dice.between(0.3, 8.0);
                let beside = DVec3::new(dice.between(-0.3, 0.3), dice.between(-0.3, 0.3), -1.0);
                let point = device.eye + device.sensor * (beside * far);
                let truth = device.pixel(point);
                let (place, depth) = camera.project(point).unwrap();
                assert!((place * view).distance(truth) < EXACT, "{:?} {:?}", device.turn, host.convention);
                assert!((depth - far).abs() < 1e-5);
                // The direction of the place leads back to the point.
                let off = (camera.direction(place).cross(point - eye)).length();
                assert!(off < 1e-6 * far);
                // As the graphics card computes it.
                let clip = matrix * point.as_vec3().extend(1.0);
                let x = (f64::from(clip.x / clip.w) + 1.0) * 0.5 * view.x;
                let y = (1.0 - f64::from(clip.y / clip.w)) * 0.5 * view.y;
                assert!(DVec2::new(x, y).distance(truth) < EXACT);
                assert!((f64::from(clip.z / clip.w) - NEAR / far).abs() < 1e-6);
            }
        }
    }
}

#[test]
fn the_same_device_is_the_same_camera_for_both_systems() {
    for device in devices() {
        let (a, b) = (device.arkit().camera().unwrap(), device.arcore().camera().unwrap());
        assert!(a.eye.distance(b.eye) < 1e-6);
        assert!(a.rotation.angle_between(b.rotation) < 1e-6);
        assert!(a.focal.distance(b.focal) < EXACT && a.centre.distance(b.centre) < EXACT);
        assert!(a.viewport.distance(b.viewport) < 1e-9);
    }
}

#[test]
fn a_turn_that_is_told_wrongly_is_another_camera() {
    let device = first_look();
    for wrong in [DisplayRotation::Deg0, DisplayRotation::Deg180, DisplayRotation::Deg270] {
        let host = HostCamera { rotation: wrong, ..device.arkit() };
        let camera = host.camera().unwrap();
        let right = device.arkit().camera().unwrap();
        assert!(camera.rotation.angle_between(right.rotation) > 1.0, "{wrong:?}");
    }
}

#[test]
fn depth_is_one_at_the_near_plane_and_falls_to_nothing() {
    let camera = first_look().arcore().camera().unwrap();
    let at = |metres: f32| {
        let clip = camera.projection() * glam::Vec4::new(0.0, 0.0, -metres, 1.0);
        clip.z / clip.w
    };
    assert!((at(NEAR as f32) - 1.0).abs() < 1e-6);
    assert!(at(1.0) > at(2.0) && at(1e6) > 0.0 && at(1e6) < 1e-7);
}

#[test]
fn a_product_is_drawn_where_the_pixels_are() {
    let device = first_look();
    let session = with_box(&device);
    let seen = session.seen();
    let product = &seen.products[0];
    for x in [-0.2f32, 0.2] {
        for y in [0.0f32, 0.5] {
            for z in [-0.15f32, 0.15] {
                let truth = device.pixel(in_world(seen, product, [x, y, z].map(f64::from)));
                let there = drawn(seen, product, [x, y, z], device.viewport);
                assert!(there.distance(truth) < EXACT, "{there} {truth}");
            }
        }
    }
    let hotspot = product.hotspots[0].at;
    let truth = device.place(in_world(seen, product, [0.0, 0.5, 0.0]));
    assert!((hotspot.x - truth.0).abs() < 1e-5 && (hotspot.y - truth.1).abs() < 1e-5);
}

#[test]
fn cameras_that_cannot_be_are_refused() {
    let good = first_look();
    let arcore = |change: fn(&mut [f32; 16], &mut [f32; 16])| {
        let mut host = good.arcore();
        if let Convention::ArCore { pose, projection } = &mut host.convention {
            change(pose, projection);
        }
        host.camera().map(drop)
    };
    assert_eq!(arcore(|_, _| ()), Ok(()));
    assert_eq!(arcore(|pose, _| pose[3] = 0.5), Err(ArError::Pose("camera pose")));
    assert_eq!(arcore(|pose, _| pose[0] *= 1.1), Err(ArError::Pose("camera pose")));
    assert_eq!(
        arcore(|pose, _| pose[..3].iter_mut().for_each(|x| *x = -*x)),
        Err(ArError::Pose("camera pose"))
    );
    assert_eq!(arcore(|pose, _| pose[12] = f32::NAN), Err(ArError::Number("camera pose")));
    assert_eq!(arcore(|_, p| p[11] = 1.0), Err(ArError::Projection));
    assert_eq!(arcore(|_, p| p[4] = 0.2), Err(ArError::Projection));
    assert_eq!(arcore(|_, p| p[0] = 0.0), Err(ArError::Projection));
    assert_eq!(arcore(|_, p| p[5] = f32::INFINITY), Err(ArError::Number("projection")));
    let none = HostCamera { viewport: [0, 100], ..good.arkit() };
    assert_eq!(none.camera().map(drop), Err(ArError::Size { name: "view", width: 0, height: 100 }));
}
