//! Which plane is meant, how far away, and what stands in the way.

use super::room::{
    CEILING, Device, FRAME, TABLE_HEIGHT, columns, facts, first_look, floor, foot, frame, in_world,
    looked_around, product, room, seen, wall,
};
use glam::{DMat3, DVec3};
use tradewind_scene::ar::{
    ArError, Coach, DisplayRotation, FrameFacts, Input, Mount, Notice, Product, Seen, Session, Tracking,
};

fn placed(device: &Device, product: Product, at: DVec3) -> Seen {
    let mut session = looked_around(device);
    seen(&mut session, Input::Add(Box::new(product)));
    let (x, y) = device.place(at);
    seen(&mut session, Input::Tap { x, y })
}

fn small() -> Product {
    product(1, [0.2, 0.2, 0.2])
}

#[test]
fn a_tap_places_on_what_faces_up_and_is_nearest() {
    let at_table = DVec3::new(1.4, TABLE_HEIGHT, -1.4);
    let device = Device::looking(DVec3::new(0.0, 1.5, 0.0), at_table, DisplayRotation::Deg90);
    let on_table = placed(&device, small(), at_table);
    assert!(foot(&on_table).distance(at_table) < 1e-3, "{}", foot(&on_table));
    // The same place on the floor, past the table.
    let floor = DVec3::new(0.2, 0.0, -1.6);
    assert!(foot(&placed(&device, small(), floor)).distance(floor) < 1e-3);
}

#[test]
fn a_product_larger_than_the_table_goes_to_the_floor_behind_it() {
    let at_table = DVec3::new(1.4, TABLE_HEIGHT, -1.0);
    let device = Device::looking(DVec3::new(1.4, 2.0, 0.6), at_table, DisplayRotation::Deg90);
    let sofa = product(1, [1.0, 0.8, 1.0]);
    let on = placed(&device, sofa, at_table + DVec3::new(0.0, 0.0, -0.2));
    assert!(foot(&on).y.abs() < 1e-6 && foot(&on).z < -1.2, "{}", foot(&on));
    let fits = placed(&device, small(), at_table + DVec3::new(0.0, 0.0, -0.2));
    assert!((foot(&fits).y - TABLE_HEIGHT).abs() < 1e-6);
}

#[test]
fn what_hangs_goes_to_walls_and_ceilings_and_faces_the_room() {
    let spot = DVec3::new(0.5, 1.6, -3.0);
    let device = Device::looking(DVec3::new(0.0, 1.5, 0.0), spot, DisplayRotation::Deg90);
    let mut picture = product(1, [0.6, 0.4, 0.02]);
    picture.mount = Mount::Wall;
    let mut session = looked_around(&device);
    seen(&mut session, Input::Add(Box::new(picture.clone())));
    let (x, y) = device.place(spot);
    let on_wall = seen(&mut session, Input::Tap { x, y });
    // Its back touches the wall, its middle is where the finger was.
    let back = in_world(&on_wall, &on_wall.products[0], [0.0, 0.2, -0.01]);
    assert!(back.distance(spot) < 1e-3, "{back}");
    assert!(DVec3::from(on_wall.products[0].shadow.normal.map(f64::from)).distance(DVec3::Z) < 1e-6);
    // From wall to wall it cannot be twisted, only moved.
    let before = on_wall.products[0].matrix;
    let twisted = seen(&mut session, Input::TwistBy(1.0)).products[0].matrix;
    assert_eq!(twisted.map(f32::to_bits), before.map(f32::to_bits));
    let lamp_spot = DVec3::new(0.0, 2.5, -2.0);
    let up = Device::looking(DVec3::new(0.0, 1.5, 0.0), lamp_spot, DisplayRotation::Deg90);
    let mut lamp = small();
    lamp.mount = Mount::Ceiling;
    let hung = placed(&up, lamp, lamp_spot);
    let top = in_world(&hung, &hung.products[0], [0.0, 0.2, 0.0]);
    assert!(top.distance(lamp_spot) < 1e-3, "{top} {CEILING}");
    assert!(hung.products[0].shadow.normal[1] < -0.99);
}

#[test]
fn what_a_wall_hides_and_what_is_far_is_refused() {
    let behind = DVec3::new(0.0, 0.0, -4.5);
    let device = Device::looking(DVec3::new(0.0, 1.5, 0.0), behind, DisplayRotation::Deg90);
    assert_eq!(placed(&device, small(), behind).notice, Some(Notice::NoPlane));
    let mut session = Session::new();
    let mut hall = floor(0.0);
    hall.polygon = vec![[-50.0, -50.0], [50.0, -50.0], [50.0, 50.0], [-50.0, 50.0]];
    let first = FrameFacts { planes: Some(vec![hall]), ..facts(&device, FRAME) };
    seen(&mut session, frame(first));
    seen(&mut session, Input::Add(Box::new(small())));
    let mut tap = |z: f64| {
        let (x, y) = device.place(DVec3::new(0.0, 0.0, z));
        seen(&mut session, Input::Tap { x, y })
    };
    let far = tap(-9.95);
    assert_eq!((far.notice, far.products.len(), far.pending.len()), (Some(Notice::TooFar), 0, 1));
    assert_eq!(tap(-9.8).notice, None);
}

#[test]
fn looking_level_places_on_the_floor_ahead_and_not_too_near() {
    let level =
        Device::looking(DVec3::new(0.0, 0.9, 0.0), DVec3::new(0.0, 0.9, -1.0), DisplayRotation::Deg90);
    let mut session = looked_around(&level);
    seen(&mut session, Input::Add(Box::new(small())));
    let ghost = seen(&mut session, Input::ClearMeasure).reticle.unwrap();
    let after = seen(&mut session, Input::PlaceCentre);
    // 0.9 m up, 20 degrees down: 0.9 / tan 20 = 2.4727 m ahead.
    assert!((foot(&after) - DVec3::new(0.0, 0.0, -2.472_7)).length() < 1e-3, "{}", foot(&after));
    assert!(
        (f64::from(ghost.position[2]) - foot(&after).z).abs() < 1e-5
            && (ghost.distance - 2.631_5).abs() < 1e-3
    );
    // Straight down on one's feet it goes away to 1.5 m from the eye.
    let down = Device::looking(DVec3::new(0.0, 1.4, 0.0), DVec3::new(0.0, 0.0, -0.2), DisplayRotation::Deg90);
    let mut session = looked_around(&down);
    seen(&mut session, Input::Add(Box::new(small())));
    let after = seen(&mut session, Input::PlaceCentre);
    assert!((after.products[0].distance - 1.5).abs() < 1e-6, "{}", after.products[0].distance);
    assert!(foot(&after).z < -0.5 && foot(&after).y.abs() < 1e-6);
}

#[test]
fn a_second_product_placed_ahead_stands_beside_the_first() {
    let mut session = looked_around(&first_look());
    for id in 1..=5 {
        seen(&mut session, Input::Add(Box::new(product(id, [0.4, 0.4, 0.4]))));
        let after = seen(&mut session, Input::PlaceCentre);
        assert_eq!(after.notice, None);
    }
    let feet: Vec<DVec3> = {
        let now = session.seen();
        now.products.iter().map(|product| in_world(now, product, [0.0; 3])).collect()
    };
    for (at, foot) in feet.iter().enumerate() {
        assert!(feet[..at].iter().all(|other| other.distance(*foot) > 0.4), "{feet:?}");
    }
    // There is no sixth place.
    seen(&mut session, Input::Add(Box::new(small())));
    let full = seen(&mut session, Input::PlaceCentre);
    assert_eq!((full.notice, full.products.len()), (Some(Notice::Occupied), 5));
}

#[test]
fn a_product_near_a_wall_stands_against_it_and_in_line() {
    // Its back would be 3 cm before the wall; looked at from 4 degrees aside.
    let spot = DVec3::new(0.0, 0.0, -2.82);
    let eye = DVec3::new(2.82 * (4.0f64).to_radians().tan(), 1.5, 0.0);
    let device = Device::looking(eye, spot, DisplayRotation::Deg90);
    let after = placed(&device, product(1, [0.4, 0.5, 0.3]), spot);
    let corner = |x: f64| in_world(&after, &after.products[0], [x, 0.0, -0.15]);
    assert!((corner(-0.2).z + 3.0).abs() < 1e-5 && (corner(0.2).z + 3.0).abs() < 1e-5, "{}", corner(0.2));
    // Where it is 20 cm away, it stays.
    let free = placed(&device, product(1, [0.4, 0.5, 0.3]), DVec3::new(0.0, 0.0, -2.6));
    assert!((foot(&free).z + 2.6).abs() < 1e-3);
}

#[test]
fn a_product_near_a_corner_stands_against_both_walls() {
    let spot = DVec3::new(-2.77, 0.0, -2.82);
    let device = Device::looking(DVec3::new(-2.77, 1.5, 0.0), spot, DisplayRotation::Deg90);
    // A second wall at x = -3 that faces +X.
    let mut side = wall();
    side.id = 9;
    side.pose = columns(DMat3::from_cols(DVec3::NEG_Z, DVec3::X, DVec3::NEG_Y), DVec3::new(-3.0, 1.25, 0.0));
    let mut session = Session::new();
    let planes = room().into_iter().chain([side]).collect();
    seen(&mut session, frame(FrameFacts { planes: Some(planes), ..facts(&device, FRAME) }));
    seen(&mut session, Input::Add(Box::new(product(1, [0.4, 0.5, 0.3]))));
    let (x, y) = device.place(spot);
    let after = seen(&mut session, Input::Tap { x, y });
    let corner = in_world(&after, &after.products[0], [-0.2, 0.0, -0.15]);
    assert!(corner.distance(DVec3::new(-3.0, 0.0, -3.0)) < 1e-5, "{corner}");
}

#[test]
fn a_product_near_the_edge_of_a_table_comes_to_the_edge_and_on_a_floor_it_does_not() {
    // Edge of the table at x = 0.9; the floor's at x = -6 means nothing.
    let spot = DVec3::new(1.03, TABLE_HEIGHT, -1.5);
    let device = Device::looking(DVec3::new(1.03, 1.5, 0.3), spot, DisplayRotation::Deg90);
    let after = placed(&device, small(), spot);
    let side = in_world(&after, &after.products[0], [-0.1, 0.0, 0.0]);
    assert!((side.x - 0.9).abs() < 1e-5, "{side}");
    let aside = DVec3::new(-5.88, 0.0, -1.5);
    let device = Device::looking(DVec3::new(-5.0, 1.5, 0.3), aside, DisplayRotation::Deg90);
    assert!(foot(&placed(&device, small(), aside)).distance(aside) < 1e-3);
}

#[test]
fn nothing_is_placed_without_a_room_a_product_or_tracking() {
    let mut session = Session::new();
    assert_eq!(seen(&mut session, Input::PlaceCentre).notice, Some(Notice::NotTracking));
    seen(&mut session, frame(facts(&first_look(), 0)));
    assert_eq!(seen(&mut session, Input::PlaceCentre).notice, Some(Notice::NothingToPlace));
    seen(&mut session, Input::Add(Box::new(small())));
    assert_eq!(seen(&mut session, Input::PlaceCentre).notice, Some(Notice::NoPlane));
    assert_eq!(session.seen().coach, Some(Coach::MovePhone));
    let found = FrameFacts { planes: Some(room()), ..facts(&first_look(), 1) };
    assert_eq!(seen(&mut session, frame(found)).coach, Some(Coach::TapToPlace));
    let lost = FrameFacts { tracking: Tracking::Lost, ..facts(&first_look(), 2) };
    let lost = seen(&mut session, frame(lost));
    assert_eq!((lost.tracking, lost.reticle), (Some(Tracking::Lost), None));
    assert_eq!(seen(&mut session, Input::PlaceCentre).notice, Some(Notice::NotTracking));
    for _ in 0..15 {
        assert_eq!(seen(&mut session, Input::Add(Box::new(small()))).notice, None);
    }
    assert_eq!(seen(&mut session, Input::Add(Box::new(small()))).notice, Some(Notice::TooManyProducts));
}

#[test]
fn a_size_that_the_merchant_says_counts_and_is_vouched_for_where_the_model_agrees() {
    let device = first_look();
    let at = DVec3::new(0.0, 0.0, -2.0);
    // A model in centimetres.
    let mut centimetres = product(1, [40.0, 50.0, 30.0]);
    centimetres.true_size = Some([0.4, 0.5, 0.3]);
    let after = placed(&device, centimetres.clone(), at);
    let size = DVec3::from(after.products[0].size);
    assert!(size.distance(DVec3::new(0.4, 0.5, 0.3)) < 1e-6 && after.products[0].is_true_size);
    let other = Product { true_size: Some([0.4, 0.5, 0.6]), ..centimetres.clone() };
    assert!(!placed(&device, other, at).products[0].is_true_size);
    let unsaid = Product { true_size: None, ..product(1, [0.4, 0.5, 0.3]) };
    assert!(!placed(&device, unsaid, at).products[0].is_true_size);
    let mut session = Session::new();
    let none = Product { true_size: None, ..product(1, [0.0; 3]) };
    let vast = Product { true_size: None, ..centimetres };
    let vast =
        Product { bounds: tradewind_scene::Bounds { max: vast.bounds.max * 100.0, ..vast.bounds }, ..vast };
    for wrong in [none, vast] {
        assert_eq!(session.apply(&Input::Add(Box::new(wrong))).map(drop), Err(ArError::ProductSize));
    }
    assert!(session.seen().pending.is_empty() && wall().extent[0] > 0.0);
}
