//! The orbit camera: what it sees, where it goes, and that it never leaves its range.

use super::*;

fn first() -> Orbit {
    let bounds = Bounds { min: Vec3::new(-0.5, 0.0, -0.2), max: Vec3::new(0.5, 0.8, 0.2) };
    Orbit::fitting(bounds, 0.4, 1.2, 1.0)
}

#[test]
fn all_corners_are_in_the_picture_and_one_is_near_its_edge() {
    let bounds = Bounds { min: Vec3::new(-0.5, 0.0, -0.2), max: Vec3::new(0.5, 0.8, 0.2) };
    for aspect in [0.5, 1.0, 2.0] {
        let orbit = Orbit::fitting(bounds, 0.4, 1.2, aspect);
        let matrix = orbit.projection(bounds).matrix(aspect) * orbit.pose().view;
        let farthest = (0..8).fold(0.0f32, |most, i| {
            let pick = |bit: i32, a: f32, b: f32| if i & bit == 0 { a } else { b };
            let corner = Vec3::new(pick(1, -0.5, 0.5), pick(2, 0.0, 0.8), pick(4, -0.2, 0.2));
            let seen = matrix.project_point3(corner);
            assert!((0.0..=1.0).contains(&seen.z), "{seen}");
            most.max(seen.x.abs()).max(seen.y.abs())
        });
        assert!((0.9..=1.0 / 1.07).contains(&farthest), "{aspect}: {farthest}");
    }
}

#[test]
fn a_spin_comes_to_rest_and_does_not_depend_on_who_looks() {
    let mut control = OrbitControl::new(first());
    control.drag(0.1, 0.0, 0.0);
    control.release(2.0, 0.0, 1.0);
    let (early, late) = (control.at(1.1), control.at(9.0));
    assert!(control.moves(1.1) && !control.moves(9.0));
    assert_eq!(late, control.at(100.0));
    assert!(late.theta < early.theta && early.theta < control.at(1.0).theta);
    assert_eq!(early, control.at(1.1));
}

#[test]
fn it_stays_above_the_floor_within_reach_and_finite() {
    let mut control = OrbitControl::new(first());
    for (dx, dy) in [(0.0, 5.0), (f32::NAN, f32::INFINITY), (1e30, -1e30), (0.3, 0.3)] {
        control.drag(dx, dy, 0.0);
        control.release(dx, dy, 0.0);
        control.zoom(dy, 0.5);
        let at = control.at(0.7);
        assert!(at.phi >= PHI.0 && at.phi <= PHI.1 && at.theta.is_finite());
        assert!(at.radius >= first().radius * ZOOM.0 && at.radius <= first().radius * ZOOM.1);
    }
    control.reset();
    assert_eq!(control.at(3.0), first());
}

#[test]
fn depth_goes_from_0_at_near_to_1_at_far() {
    let perspective = Projection::Perspective { vertical: 0.7, near: 0.2, far: 9.0 };
    let flat = Projection::Orthographic { half_height: 2.0, near: 0.0, far: 9.0 };
    for (projection, near) in [(perspective, 0.2), (flat, 0.0)] {
        let matrix = projection.matrix(1.5);
        assert!(matrix.project_point3(Vec3::new(0.0, 0.0, -near)).z.abs() < 1e-5);
        assert!((matrix.project_point3(Vec3::new(0.0, 0.0, -9.0)).z - 1.0).abs() < 1e-5);
    }
    // The edges of what is seen are the edges of the picture.
    let half = (0.35f32).tan() * 4.0;
    let edge = perspective.matrix(1.5).project_point3(Vec3::new(half * 1.5, half, -4.0));
    assert!((edge.x - 1.0).abs() < 1e-5 && (edge.y - 1.0).abs() < 1e-5, "{edge}");
    let edge = flat.matrix(1.5).project_point3(Vec3::new(3.0, 2.0, -4.0));
    assert!((edge.x - 1.0).abs() < 1e-5 && (edge.y - 1.0).abs() < 1e-5, "{edge}");
}

#[test]
fn theta_turns_from_the_front_to_the_right_and_phi_from_above() {
    let orbit = |theta, phi| Orbit { theta, phi, radius: 2.0, target: Vec3::ONE };
    for (theta, phi, eye) in [
        (0.0, FRAC_PI_2, Vec3::new(1.0, 1.0, 3.0)),
        (FRAC_PI_2, FRAC_PI_2, Vec3::new(3.0, 1.0, 1.0)),
        (PI, FRAC_PI_2, Vec3::new(1.0, 1.0, -1.0)),
        (0.3, 0.0, Vec3::new(1.0, 3.0, 1.0)),
    ] {
        let pose = orbit(theta, phi).pose();
        assert!((pose.eye - eye).length() < 1e-5, "{theta} {phi}: {}", pose.eye);
        // What is looked at is straight ahead.
        let seen = pose.view.transform_point3(Vec3::ONE);
        assert!((seen - Vec3::new(0.0, 0.0, -2.0)).length() < 1e-5, "{seen}");
    }
}

#[test]
fn a_camera_s_scale_does_not_count_and_its_pose_undoes_its_place() {
    let turn = glam::Quat::from_rotation_y(0.7);
    let place = Mat4::from_scale_rotation_translation(Vec3::splat(3.0), turn, Vec3::new(1.0, 2.0, 3.0));
    let pose = Pose::of(place);
    assert!(pose.view.transform_point3(Vec3::new(1.0, 2.0, 3.0)).length() < 1e-5);
    let ahead = pose.view.transform_point3(pose.eye + turn * Vec3::NEG_Z);
    assert!((ahead - Vec3::NEG_Z).length() < 1e-5, "{ahead}");
}

/// The spin's speed falls by v' = -v / D; a thousand steps of it come to where the closed form is.
#[test]
fn inertia_is_the_integral_of_a_falling_speed() {
    let mut control = OrbitControl::new(first());
    control.release(1.5, 0.1, 4.0);
    let speed = f64::from(-1.5 * RADIANS_A_HEIGHT);
    let (mut theta, mut v) = (f64::from(first().theta), speed);
    let step = 1e-4;
    for count in 1..=10_000 {
        theta += v * step;
        v -= v / DECAY * step;
        if count % 1000 == 0 {
            let at = control.at(4.0 + f64::from(count) * step);
            let apart = wrapped((f64::from(at.theta) - theta) as f32);
            assert!(apart.abs() < 2e-3, "{count}: {apart}");
        }
    }
    // It may be caught on its way, and rests there.
    control.drag(0.0, 0.0, 4.3);
    assert!(!control.moves(4.31));
    assert_eq!(control.at(4.3), control.at(99.0));
}

#[test]
fn a_finger_turns_the_product_with_it_and_zoom_comes_nearer() {
    let mut control = OrbitControl::new(first());
    control.drag(0.1, 0.05, 0.0);
    let at = control.at(0.0);
    // The product follows: the eye goes to the left and up.
    assert!(at.theta < first().theta && at.phi < first().phi);
    control.zoom(1.25, 0.0);
    assert!((control.at(0.0).radius - first().radius / 1.25).abs() < 1e-5);
    control.zoom(1e9, 0.0);
    control.zoom(1e9, 0.0);
    assert!((control.at(0.0).radius - first().radius * ZOOM.0).abs() < 1e-5);
}

#[test]
fn what_it_begins_with_is_brought_into_range() {
    for wrong in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, -1.0, 0.0] {
        let first = Orbit { theta: wrong, phi: wrong, radius: wrong, target: Vec3::splat(wrong) };
        let mut control = OrbitControl::new(first);
        control.refit(Orbit { theta: -wrong, phi: -wrong, radius: -wrong, target: Vec3::splat(-wrong) });
        control.refit(first);
        control.zoom(2.0, 0.0);
        control.drag(0.1, 0.1, f64::NAN);
        let at = control.at(1.0);
        assert!(at.theta.is_finite() && at.radius > 0.0 && at.radius.is_finite() && at.target.is_finite());
        assert!(at.phi >= PHI.0 && at.phi <= PHI.1);
        assert!(at.pose().view.is_finite(), "{wrong}");
    }
}

#[test]
fn a_spin_says_when_it_rests() {
    let mut control = OrbitControl::new(first());
    control.release(2.0, 0.0, 1.0);
    let rest = control.rests_at().expect("it spins");
    assert!(control.moves(rest - 0.01) && !control.moves(rest + 0.01));
}

#[test]
fn a_picture_of_another_shape_keeps_the_look() {
    let bounds = Bounds { min: Vec3::new(-0.5, 0.0, -0.2), max: Vec3::new(0.5, 0.8, 0.2) };
    let (square, tall) = (first(), Orbit::fitting(bounds, 0.4, 1.2, 0.5));
    let mut control = OrbitControl::new(square);
    control.drag(0.2, 0.0, 0.0);
    control.zoom(2.0, 0.0);
    let turned = control.at(0.0);
    control.refit(tall);
    let now = control.at(0.0);
    assert!((now.theta - turned.theta).abs() < 1e-6 && (now.radius * 2.0 - tall.radius).abs() < 1e-5);
    control.reset();
    assert_eq!(control.at(0.0), tall);
}
