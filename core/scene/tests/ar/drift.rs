//! A walk with the noise of a phone's tracking: products stay where they are, glide where anchors jump, and keep their size.

use super::room::{
    ALL_TURNS, Device, Dice, FLOOR, FRAME, TABLE, anchor, facts, first_look, floor, foot, frame, in_world,
    room, seen, table, turned, with_box,
};
use glam::{DMat3, DQuat, DVec3};
use tradewind_scene::ar::{AnchorPose, FrameFacts, Input, Limitation, Session, Step, Tracking};

/// What a session may add to where a product is, metres.
const STILL: f64 = 1e-3;

/// Where the device is at a time: a lap about the product, with 1 cm and half a degree of noise.
fn walk(seconds: f64, dice: &mut Dice) -> Device {
    let turn = ALL_TURNS[1];
    let about = DVec3::new(0.0, 0.25, -2.0);
    let (sin, cos) = (seconds * 0.6).sin_cos();
    let eye = about + DVec3::new(sin * 1.6, 1.2 + 0.1 * (seconds * 2.0).sin(), cos * 1.6);
    let mut device = Device::looking(eye, about, turn);
    let mut shake = || DVec3::new(dice.normal(), dice.normal(), dice.normal());
    device.eye += shake() * 0.01;
    let axis = shake() * 0.5f64.to_radians();
    device.sensor = DMat3::from_quat(DQuat::from_scaled_axis(axis)) * device.sensor;
    device
}

fn at(session: &mut Session, device: &Device, number: u64, change: impl FnOnce(&mut FrameFacts)) {
    let mut facts = facts(device, FRAME * (number + 10));
    change(&mut facts);
    seen(session, frame(facts));
}

#[test]
fn a_walk_moves_no_product_and_no_shadow() {
    let mut session = with_box(&first_look());
    let start = foot(session.seen());
    let mut dice = Dice(3);
    for number in 0..900 {
        let device = walk(number as f64 / 30.0, &mut dice);
        let first = (number == 0).then(|| anchor(session.seen(), 0, DVec3::ZERO, 0.0));
        at(&mut session, &device, number, |facts| facts.anchors.extend(first));
        let now = session.seen();
        assert!(foot(now).distance(start) < STILL, "{number}");
        // The plane of the shadow is the floor, wherever the eye is.
        let shadow = now.products[0].shadow;
        let height = now.eye[1] - f64::from(shadow.offset) / f64::from(shadow.normal[1]);
        assert!(height.abs() < STILL, "{height}");
        for corner in shadow.footprint {
            assert!((f64::from(corner[1]) + now.eye[1]).abs() < STILL);
        }
    }
}

#[test]
fn noise_of_an_anchor_is_followed_to_the_millimetre_once_it_rests() {
    let mut session = with_box(&first_look());
    let wish = session.seen().clone();
    let start = foot(&wish);
    let mut dice = Dice(4);
    let place = |number: u64, session: &mut Session, by: DVec3, yaw: f64| {
        let pose = anchor(&wish, 0, by, yaw);
        at(session, &first_look(), number, |facts| facts.anchors.push(pose));
    };
    place(0, &mut session, DVec3::ZERO, 0.0);
    for number in 1..300 {
        let mut noise = || dice.normal() * 0.01;
        let by = DVec3::new(noise(), 0.0, noise());
        place(number, &mut session, by, 0.5f64.to_radians() * noise() * 100.0);
    }
    let (by, yaw) = (DVec3::new(0.3, 0.0, -0.2), 0.4);
    for number in 300..330 {
        place(number, &mut session, by, yaw);
    }
    let truth = turned(yaw) * start + by;
    assert!(foot(session.seen()).distance(truth) < STILL, "{} {truth}", foot(session.seen()));
    let front = in_world(session.seen(), &session.seen().products[0], [0.0, 0.0, 1.0]) - foot(session.seen());
    // It looked at the eye, which is towards +Z.
    assert!((front.x.atan2(front.z) - yaw).abs() < 1e-3);
}

#[test]
fn a_jump_of_an_anchor_is_a_glide_of_half_a_second() {
    let mut session = with_box(&first_look());
    let wish = session.seen().clone();
    let start = foot(&wish);
    let jump = DVec3::new(0.3, 0.0, 0.1);
    at(&mut session, &first_look(), 0, |facts| facts.anchors.push(anchor(&wish, 0, DVec3::ZERO, 0.0)));
    at(&mut session, &first_look(), 1, |facts| facts.anchors.push(anchor(&wish, 0, jump, 0.0)));
    // The frame of the jump shows it where it was.
    assert!(foot(session.seen()).distance(start) < 1e-6);
    let mut last = foot(session.seen());
    for number in 2..=16 {
        at(&mut session, &first_look(), number, |_| ());
        let now = foot(session.seen());
        assert!(now.distance(last) < jump.length() * 0.25, "{number}");
        last = now;
    }
    assert!(last.distance(start + jump) < jump.length() * 0.03, "{last}");
    for number in 17..60 {
        at(&mut session, &first_look(), number, |_| ());
    }
    assert!(foot(session.seen()).distance(start + jump) < 1e-5);
}

#[test]
fn a_floor_that_is_found_lower_takes_the_product_and_its_shadow_along() {
    let mut session = with_box(&first_look());
    for number in 0..40 {
        at(&mut session, &first_look(), number, |facts| {
            facts.planes = (number == 5).then(|| vec![floor(-0.04), table()]);
        });
        let now = session.seen();
        let shadow = now.products[0].shadow;
        // The product never leaves its shadow.
        let height = now.eye[1] - f64::from(shadow.offset);
        assert!((height - foot(now).y).abs() < 1e-6);
    }
    assert!((foot(session.seen()).y + 0.04).abs() < STILL);
    // The plane becomes a part of another: the product stands on that.
    let merged = |height: f64| {
        let mut old = floor(-0.04);
        old.subsumed_by = Some(77);
        let mut new = floor(height);
        new.id = 77;
        vec![old, new]
    };
    at(&mut session, &first_look(), 40, |facts| facts.planes = Some(merged(-0.05)));
    for number in 41..80 {
        at(&mut session, &first_look(), number, |_| ());
    }
    assert!((foot(session.seen()).y + 0.05).abs() < STILL);
    // Planes that name each other in a circle carry nothing, and do not hang.
    let mut circle = merged(-1.0);
    circle[1].subsumed_by = Some(FLOOR);
    at(&mut session, &first_look(), 80, |facts| facts.planes = Some(circle));
    assert!((foot(session.seen()).y + 0.05).abs() < STILL);
}

#[test]
fn what_is_found_again_elsewhere_is_there_at_once_and_as_large() {
    let mut session = with_box(&first_look());
    seen(&mut session, Input::PinchBy(1.7));
    seen(&mut session, Input::Release);
    let before = session.seen().clone();
    at(&mut session, &first_look(), 0, |facts| facts.anchors.push(anchor(&before, 0, DVec3::ZERO, 0.0)));
    for (number, tracking) in [(1, Tracking::Lost), (2, Tracking::Relocalising)] {
        at(&mut session, &first_look(), number, |facts| facts.tracking = tracking);
        let now = session.seen();
        assert_eq!((now.tracking, now.products.len()), (Some(tracking), 0));
        assert_eq!(now.anchors.len(), 1, "the anchor is still wanted");
    }
    // The whole world comes back turned and moved, and noisily scaled axes of the anchor do not count.
    let (by, yaw) = (DVec3::new(1.2, 0.0, 0.4), 0.5);
    let mut pose = anchor(&before, 0, by, yaw);
    pose.pose[..3].iter_mut().for_each(|x| *x *= 1.0009);
    at(&mut session, &first_look(), 3, |facts| {
        facts.tracking = Tracking::Limited(Limitation::FewFeatures);
        facts.anchors.push(pose);
    });
    let now = session.seen();
    let truth = turned(yaw) * foot(&before) + by;
    assert!(foot(now).distance(truth) < STILL, "{} {truth}", foot(now));
    assert_eq!(now.products[0].scale.to_bits(), before.products[0].scale.to_bits());
    assert_eq!(now.products[0].size.map(f64::to_bits), before.products[0].size.map(f64::to_bits));
    let length = |seen: &tradewind_scene::ar::Seen| {
        let top = in_world(seen, &seen.products[0], [0.0, 0.5, 0.0]);
        top.distance(foot(seen))
    };
    assert!((length(now) - length(&before)).abs() < 1e-6);
}

#[test]
fn what_is_taken_back_after_the_world_has_moved_is_where_it_was_in_the_room() {
    let mut session = with_box(&first_look());
    let before = session.seen().clone();
    // Moved by a button before the host has an anchor, and a while after.
    seen(&mut session, Input::Turn(Step::More));
    at(&mut session, &first_look(), 0, |facts| facts.anchors.push(anchor(&before, 0, DVec3::ZERO, 0.0)));
    let (by, yaw) = (DVec3::new(0.5, 0.0, 0.2), 0.3);
    at(&mut session, &first_look(), 1, |facts| facts.anchors.push(anchor(&before, 0, by, yaw)));
    let back = seen(&mut session, Input::Undo);
    assert!(foot(&back).distance(turned(yaw) * foot(&before) + by) < STILL);
    let front = in_world(&back, &back.products[0], [0.0, 0.0, 1.0]) - foot(&back);
    assert!((front.x.atan2(front.z) - yaw).abs() < 1e-5);
}

#[test]
fn a_product_beside_its_anchor_turns_about_it() {
    let mut session = with_box(&first_look());
    let before = session.seen().clone();
    let turned_by = |yaw: f64| anchor(&before, 0, DVec3::ZERO, yaw);
    at(&mut session, &first_look(), 0, |facts| facts.anchors.push(turned_by(0.0)));
    for _ in 0..6 {
        seen(&mut session, Input::Nudge { right: Step::More, away: Step::Stay });
    }
    let moved = foot(session.seen());
    assert!((moved.x - 0.3).abs() < 1e-6);
    for number in 1..60 {
        at(&mut session, &first_look(), number, |facts| facts.anchors.push(turned_by(0.5)));
    }
    assert!(foot(session.seen()).distance(turned(0.5) * moved) < STILL);
}

#[test]
fn a_product_moved_far_from_its_anchor_gets_another() {
    let device = first_look();
    let mut session = with_box(&device);
    let first = session.seen().anchors[0].clone();
    at(&mut session, &device, 0, |facts| facts.anchors.push(AnchorPose { id: first.id, pose: first.pose }));
    let mut drag = |to: DVec3| {
        for at in [foot(session.seen()), to] {
            let (x, y) = device.place(at);
            seen(&mut session, Input::DragTo { x, y });
        }
        seen(&mut session, Input::Release).anchors[0].id
    };
    drag(DVec3::new(0.0, 0.0, -2.0));
    assert_eq!(drag(DVec3::new(0.2, 0.0, -2.0)), first.id);
    assert_ne!(drag(DVec3::new(0.5, 0.0, -1.4)), first.id);
    // A pose of the old one moves nothing any more.
    let there = foot(session.seen());
    let mut stale = AnchorPose { id: first.id, pose: first.pose };
    stale.pose[12] += 2.0;
    at(&mut session, &device, 1, |facts| facts.anchors.push(stale));
    assert!(foot(session.seen()).distance(there) < 1e-9);
    assert!(room().iter().any(|plane| plane.id == TABLE));
}
