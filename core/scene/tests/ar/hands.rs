//! What fingers and buttons do with placed products.

use super::room::{
    Device, FRAME, facts, first_look, foot, frame, in_world, looked_around, product, seen, with_box,
};
use glam::DVec3;
use tradewind_scene::ar::{ArError, Coach, DisplayRotation, Input, Notice, Seen, Session, Step};

fn yaw(seen: &Seen) -> f64 {
    let front = in_world(seen, &seen.products[0], [0.0, 0.0, 1.0]) - foot(seen);
    front.x.atan2(front.z)
}

/// Lets half a minute pass, frame by frame, so that nothing glides.
fn rest(session: &mut Session) -> Seen {
    let start = session.seen().time_ns;
    for number in 1..100 {
        seen(session, frame(facts(&first_look(), start + number * FRAME)));
    }
    session.seen().clone()
}

#[test]
fn a_drag_follows_the_finger_along_the_floor_from_where_it_was_grabbed() {
    let device = first_look();
    let mut session = with_box(&device);
    let start = foot(session.seen());
    let grabbed = DVec3::new(0.1, 0.0, -1.9);
    let to = |session: &mut Session, point: DVec3| {
        let (x, y) = device.place(point);
        seen(session, Input::DragTo { x, y })
    };
    assert!(foot(&to(&mut session, grabbed)).distance(start) < 1e-6);
    let by = DVec3::new(-0.3, 0.0, 0.4);
    assert!(foot(&to(&mut session, grabbed + by)).distance(start + by) < 1e-4);
    // To the sky and too far away it stays.
    let sky = seen(&mut session, Input::DragTo { x: 0.5, y: -1.0 });
    assert_eq!(sky.notice, Some(Notice::NoPlane));
    assert!(foot(&sky).distance(start + by) < 1e-4);
    assert_eq!(to(&mut session, DVec3::new(0.0, 0.0, -40.0)).notice, Some(Notice::TooFar));
    seen(&mut session, Input::Release);
    // One drag is one thing to take back.
    assert!(foot(&seen(&mut session, Input::Undo)).distance(start) < 1e-9);
}

#[test]
fn two_products_do_not_stand_in_one_another() {
    let device = first_look();
    let mut session = with_box(&device);
    seen(&mut session, Input::Add(Box::new(product(8, [0.4, 0.5, 0.3]))));
    // On the product it is a tap on that; beside it, within its footprint, it is refused.
    let tap = |session: &mut Session, point: DVec3| {
        let (x, y) = device.place(point);
        seen(session, Input::Tap { x, y })
    };
    assert_eq!(tap(&mut session, DVec3::new(0.0, 0.25, -2.0)).products.len(), 1);
    assert_eq!(tap(&mut session, DVec3::new(0.29, 0.0, -2.0)).notice, Some(Notice::Occupied));
    let beside = tap(&mut session, DVec3::new(0.6, 0.0, -2.0));
    assert_eq!((beside.notice, beside.products.len()), (None, 2));
    assert!(beside.products[1].is_selected && !beside.products[0].is_selected);
    // A fifth of the footprint is let pass, more is not.
    for _ in 0..60 {
        seen(&mut session, Input::Nudge { right: Step::Less, away: Step::Stay });
    }
    let end = session.seen().clone();
    assert_eq!(end.notice, Some(Notice::Occupied));
    let apart = in_world(&end, &end.products[1], [0.0; 3]).distance(foot(&end));
    assert!((0.3..0.42).contains(&apart), "{apart}");
}

#[test]
fn a_twist_turns_about_the_upright_alone_and_comes_in_line_with_nothing_far() {
    let mut session = with_box(&first_look());
    let (place, turn) = (foot(session.seen()), yaw(session.seen()));
    let after = seen(&mut session, Input::TwistBy(0.3));
    assert!((yaw(&after) - turn - 0.3).abs() < 1e-5 && foot(&after).distance(place) < 1e-9);
    let up = in_world(&after, &after.products[0], [0.0, 0.5, 0.0]) - foot(&after);
    assert!(up.distance(DVec3::Y * 0.5) < 1e-6);
}

#[test]
fn a_twist_beside_a_wall_holds_in_line_with_it_and_lets_go_again() {
    let spot = DVec3::new(0.0, 0.0, -2.84);
    let device = Device::looking(DVec3::new(0.0, 1.5, 0.0), spot, DisplayRotation::Deg90);
    let mut session = looked_around(&device);
    seen(&mut session, Input::Add(Box::new(product(1, [0.4, 0.5, 0.3]))));
    let (x, y) = device.place(spot);
    seen(&mut session, Input::Tap { x, y });
    assert!(yaw(session.seen()).abs() < 1e-6);
    // 3 and 3 degrees: the first is held, both together are beyond 5.
    let step = 3.0f32.to_radians();
    assert!(yaw(&seen(&mut session, Input::TwistBy(step))).abs() < 1e-6);
    assert!((yaw(&seen(&mut session, Input::TwistBy(step))) - f64::from(2.0 * step)).abs() < 1e-5);
}

#[test]
fn a_size_near_the_true_one_becomes_it_and_others_stay_within_limits() {
    let mut session = with_box(&first_look());
    let mut pinch = |by: f32| {
        let during = seen(&mut session, Input::PinchBy(by));
        seen(&mut session, Input::Release);
        (during, rest(&mut session))
    };
    for near in [1.19, 0.81, 1.05] {
        let (during, after) = pinch(near);
        assert!((during.products[0].scale - f64::from(near)).abs() < 1e-6, "the fingers are followed");
        assert!(!during.products[0].is_true_size);
        assert!((after.products[0].scale - 1.0).abs() < 1e-12 && after.products[0].is_true_size);
        assert!((after.products[0].size[1] - 0.5).abs() < 1e-6);
    }
    let (_, larger) = pinch(1.3);
    assert!((larger.products[0].scale - 1.3).abs() < 1e-6 && !larger.products[0].is_true_size);
    assert!((larger.products[0].size[0] - 0.52).abs() < 1e-6);
    let (most, _) = pinch(100.0);
    assert_eq!(most.notice, Some(Notice::SizeLimit));
    assert!((most.products[0].scale - 4.0).abs() < 1e-12);
    let (least, _) = pinch(0.001);
    assert!((least.products[0].scale - 0.25).abs() < 1e-12);
}

#[test]
fn the_true_size_is_come_back_to_without_a_jump() {
    let mut session = with_box(&first_look());
    seen(&mut session, Input::PinchBy(1.15));
    let released = seen(&mut session, Input::Release);
    assert!((released.products[0].scale - 1.15).abs() < 1e-6);
    let next = seen(&mut session, frame(facts(&first_look(), released.time_ns + FRAME)));
    assert!((1.1..1.15).contains(&next.products[0].scale), "{}", next.products[0].scale);
}

#[test]
fn a_pinch_takes_hold_of_the_size_that_is_seen() {
    let mut session = with_box(&first_look());
    seen(&mut session, Input::PinchBy(1.2));
    let gliding = seen(&mut session, Input::Release).products[0].scale;
    let again = seen(&mut session, Input::PinchBy(1.5)).products[0].scale;
    assert!((gliding - 1.2).abs() < 1e-6 && (again - 1.8).abs() < 1e-6, "{again}");
    assert!((rest(&mut session).products[0].scale - 1.8).abs() < 1e-6);
}

#[test]
fn buttons_alone_do_all_there_is() {
    let mut session = looked_around(&first_look());
    seen(&mut session, Input::Add(Box::new(product(7, [0.4, 0.5, 0.3]))));
    assert_eq!(session.seen().coach, Some(Coach::TapToPlace));
    let placed = seen(&mut session, Input::PlaceCentre);
    assert_eq!(placed.coach, Some(Coach::Drag));
    let start = foot(&placed);
    let moved = seen(&mut session, Input::Nudge { right: Step::More, away: Step::More });
    assert!((foot(&moved) - start).distance(DVec3::new(0.05, 0.0, -0.05)) < 1e-6);
    assert_eq!(moved.coach, Some(Coach::Done));
    let turned = seen(&mut session, Input::Turn(Step::Less));
    assert!((yaw(&turned) - yaw(&moved) + 15.0f64.to_radians()).abs() < 1e-5);
    let sizes: Vec<f64> =
        (0..5).map(|_| seen(&mut session, Input::Resize(Step::More)).products[0].scale).collect();
    assert_eq!(format!("{sizes:?}"), "[1.5, 2.0, 3.0, 4.0, 4.0]");
    assert_eq!(session.seen().notice, Some(Notice::SizeLimit));
    for _ in 0..4 {
        seen(&mut session, Input::Resize(Step::Less));
    }
    assert!(session.seen().products[0].is_true_size);
    let key = session.seen().products[0].key;
    assert!(!seen(&mut session, Input::Select(None)).products[0].is_selected);
    assert_eq!(seen(&mut session, Input::Remove).notice, Some(Notice::NothingSelected));
    assert_eq!(seen(&mut session, Input::Select(Some(99))).notice, Some(Notice::NothingSelected));
    seen(&mut session, Input::Select(Some(key)));
    let removed = seen(&mut session, Input::Remove);
    assert!(removed.products.is_empty() && removed.coach == Some(Coach::Done), "the coach never goes back");
    assert_eq!(seen(&mut session, Input::Undo).products.len(), 1);
    // Eight sizes, a turn, a nudge, the placing and the adding.
    for _ in 0..11 {
        assert_eq!(seen(&mut session, Input::Undo).notice, None);
    }
    seen(&mut session, Input::Undo);
    let end = seen(&mut session, Input::Undo);
    assert_eq!((end.products.len(), end.pending.len(), end.can_undo), (0, 0, false));
    assert_eq!(end.notice, Some(Notice::NothingToUndo));
}

#[test]
fn only_so_much_can_be_taken_back() {
    let mut session = with_box(&first_look());
    for _ in 0..100 {
        seen(&mut session, Input::Turn(Step::More));
    }
    let taken = (0..200).take_while(|_| seen(&mut session, Input::Undo).notice.is_none()).count();
    assert_eq!(taken, 32);
}

#[test]
fn a_distance_is_measured_between_two_points_in_metres() {
    let device = first_look();
    let mut session = looked_around(&device);
    let mark = |session: &mut Session, point: DVec3| {
        let (x, y) = device.place(point);
        seen(session, Input::Measure(Some([x, y]))).measure
    };
    let (from, to) = (DVec3::new(-0.5, 0.0, -1.5), DVec3::new(0.3, 0.0, -2.1));
    let one = mark(&mut session, from);
    assert_eq!((one.points, one.length), (1, None));
    let two = mark(&mut session, to);
    assert!((two.length.unwrap() - 1.0).abs() < 1e-4, "{two:?}");
    let there = device.place(to);
    let shown = two.seen[1].unwrap();
    assert!((shown.x - there.0).abs() < 1e-5 && (shown.y - there.1).abs() < 1e-5);
    // The button marks the middle of the view: 2 m ahead on the floor.
    let third = seen(&mut session, Input::Measure(None)).measure;
    assert_eq!((third.points, third.length), (1, None));
    assert_eq!(seen(&mut session, Input::ClearMeasure).measure.points, 0);
}

#[test]
fn a_tap_selects_what_is_in_front_and_a_tap_beside_lets_go() {
    let device = first_look();
    let mut session = with_box(&device);
    let (x, y) = device.place(DVec3::new(0.0, 0.25, -1.86));
    seen(&mut session, Input::Select(None));
    assert!(seen(&mut session, Input::Tap { x, y }).products[0].is_selected);
    let (x, y) = device.place(DVec3::new(1.0, 0.0, -1.0));
    assert!(!seen(&mut session, Input::Tap { x, y }).products[0].is_selected);
}

#[test]
fn pictures_are_counted_and_a_seen_coach_is_silent() {
    let mut session = with_box(&first_look());
    assert_eq!(seen(&mut session, Input::Capture).captures, 1);
    assert_eq!(seen(&mut session, Input::Capture).captures, 2);
    assert_eq!(seen(&mut session, Input::CoachSeen).coach, None);
}

#[test]
fn impossible_numbers_of_fingers_change_nothing() {
    let mut session = with_box(&first_look());
    let before = session.seen().clone();
    let wrong = [
        (Input::Tap { x: f32::NAN, y: 0.5 }, "place"),
        (Input::DragTo { x: 0.5, y: 1e9 }, "place"),
        (Input::TwistBy(f32::INFINITY), "twist"),
        (Input::PinchBy(0.0), "pinch"),
        (Input::PinchBy(-1.0), "pinch"),
        (Input::PinchBy(f32::NAN), "pinch"),
        (Input::Measure(Some([0.5, f32::NAN])), "place"),
    ];
    for (input, name) in wrong {
        assert_eq!(session.apply(&input).map(drop), Err(ArError::Number(name)));
        assert_eq!(session.seen(), &before);
    }
}
