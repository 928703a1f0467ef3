//! What a host says is foreign: each number of a frame made impossible, one at a time; nothing panics, and what is refused has
//! changed nothing.

use super::room::{
    ALL_TURNS, Device, Dice, FRAME, anchor, facts, first_look, frame, product, room, seen, with_box,
};
use ciborium::Value;
use glam::DVec3;
use tradewind_scene::ar::{
    ArError, FrameFacts, HostFrame, Input, LightEstimate, Mount, Plane, Seen, Session, Step, Tracking,
};

fn full(session: &Session) -> FrameFacts {
    let light = LightEstimate::HighRange {
        harmonics: [[0.5; 3]; 9],
        direction: [0.0, 1.0, 0.0],
        intensity: [0.2; 3],
    };
    FrameFacts {
        planes: Some(room()),
        light: Some(light),
        anchors: vec![anchor(session.seen(), 0, DVec3::ZERO, 0.0)],
        ..facts(&first_look(), FRAME * 2)
    }
}

/// Calls with each number that is not whole in turn.
fn floats(value: &mut Value, see: &mut impl FnMut(&mut f64)) {
    match value {
        Value::Float(x) => see(x),
        Value::Array(list) => list.iter_mut().for_each(|one| floats(one, see)),
        Value::Map(map) => map.iter_mut().for_each(|(_, one)| floats(one, see)),
        _ => (),
    }
}

#[test]
fn each_number_of_a_frame_made_impossible_is_refused_and_changes_nothing() {
    let mut session = with_box(&first_look());
    let facts = full(&session);
    let value = Value::serialized(&facts).unwrap();
    let mut count = 0;
    floats(&mut value.clone(), &mut |_| count += 1);
    assert!(count > 100, "{count}");
    let before = session.seen().clone();
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e30] {
        for wanted in 0..count {
            let (mut wrong, mut at) = (value.clone(), 0);
            floats(&mut wrong, &mut |x| {
                if at == wanted {
                    *x = bad;
                }
                at += 1;
            });
            let wrong: FrameFacts = wrong.deserialized().unwrap();
            let code = session.apply(&frame(wrong)).map(drop).map_err(|error| error.code());
            assert!(
                matches!(code, Err("AR_NUMBER" | "AR_POSE" | "AR_PROJECTION")),
                "{wanted} {bad}: {code:?}"
            );
            assert_eq!(session.seen(), &before);
        }
    }
    // The frame itself is good, and the session goes on.
    assert_eq!(session.apply(&frame(facts)).unwrap().products.len(), 1);
}

#[test]
fn too_much_and_twice_the_same_is_refused_with_its_own_code() {
    let mut session = with_box(&first_look());
    let good = full(&session);
    let before = session.seen().clone();
    let mut code = |change: Change| {
        let mut wrong = good.clone();
        change(&mut wrong);
        let code = session.apply(&frame(wrong)).map(drop).map_err(|error| error.code());
        assert_eq!(session.seen(), &before);
        code
    };
    let rows: [(Change, &str); 9] = [
        (|facts| facts.time_ns = 0, "AR_TIME"),
        (|facts| facts.camera.viewport = [0, 0], "AR_SIZE"),
        (|facts| facts.camera.viewport = [20_000, 10], "AR_SIZE"),
        (|facts| facts.uv = [0.0; 9], "AR_NUMBER"),
        (
            |facts| {
                let one = room()[0].clone();
                facts.planes = Some((0..257).map(|id| Plane { id, ..one.clone() }).collect());
            },
            "AR_TOO_MANY",
        ),
        (
            |facts| {
                let mut one = room()[0].clone();
                one.polygon = vec![[0.0, 0.0]; 257];
                facts.planes = Some(vec![one]);
            },
            "AR_TOO_MANY",
        ),
        (|facts| facts.planes = Some(vec![room()[0].clone(), room()[0].clone()]), "AR_TWICE"),
        (
            |facts| {
                let one = facts.anchors[0].clone();
                facts.anchors = vec![one; 2];
            },
            "AR_TWICE",
        ),
        (
            |facts| {
                let one = facts.anchors[0].clone();
                facts.anchors = vec![one; 65];
            },
            "AR_TOO_MANY",
        ),
    ];
    for (change, expected) in rows {
        assert_eq!(code(change), Err(expected));
    }
    // A floor on its edge, a wall that lies down.
    assert_eq!(code(|facts| facts.planes.as_mut().unwrap()[0].pose = room()[2].pose), Err("AR_POSE"));
    assert_eq!(code(|facts| facts.planes.as_mut().unwrap()[2].pose = room()[0].pose), Err("AR_POSE"));
    let whole = HostFrame { facts: good.clone(), picture: None, depth: None, cube: None };
    assert!(whole.clone().checked().is_ok());
    let wrong = HostFrame { facts: FrameFacts { uv: [f32::NAN; 9], ..good }, ..whole };
    assert_eq!(wrong.checked().map(drop), Err(ArError::Number("picture uv")));
}

/// What is made wrong in a frame.
type Change = fn(&mut FrameFacts);

fn numbers(seen: &Seen) -> impl Iterator<Item = f64> + '_ {
    let products = seen.products.iter().flat_map(|product| {
        let hotspots =
            product.hotspots.iter().flat_map(|hotspot| [hotspot.at.x, hotspot.at.y, hotspot.at.depth]);
        let shadow = product.shadow.normal.into_iter().chain([product.shadow.offset]);
        let all = product.matrix.into_iter().chain(shadow).chain(hotspots).map(f64::from);
        all.chain([product.scale, product.distance]).chain(product.size)
    });
    let camera = seen.view.iter().chain(&seen.projection).map(|x| f64::from(*x));
    camera.chain(seen.eye).chain(products).chain(seen.measure.length)
}

#[test]
fn whatever_is_done_in_whatever_order_holds_together() {
    for seed in 0..6 {
        let mut dice = Dice(100 + seed);
        let mut session = with_box(&first_look());
        let mut time = FRAME;
        for _ in 0..4_000 {
            let (x, y) = (dice.between(-0.2, 1.2) as f32, dice.between(-0.2, 1.2) as f32);
            let step = [Step::Less, Step::Stay, Step::More][(dice.roll() * 3.0) as usize];
            let size = [0, 1, 2].map(|_| dice.between(0.02, 1.5) as f32);
            let input = match (dice.roll() * 20.0) as u32 {
                0 => {
                    let mut one = product(9, size);
                    one.mount = [Mount::Stands, Mount::Wall, Mount::Ceiling][(dice.roll() * 3.0) as usize];
                    Input::Add(Box::new(one))
                }
                1 | 2 => Input::PlaceCentre,
                3 => Input::Tap { x, y },
                4..7 => Input::DragTo { x, y },
                7 => Input::TwistBy(dice.between(-9.0, 9.0) as f32),
                8 => Input::PinchBy(dice.between(0.01, 3.0) as f32),
                9 => Input::Release,
                10 => Input::Select(Some((dice.roll() * 9.0) as u32)),
                11 => Input::Remove,
                12 => Input::Undo,
                13 => Input::Nudge { right: step, away: step },
                14 => Input::Turn(step),
                15 => Input::Resize(step),
                16 => Input::Measure(Some([x, y])),
                _ => {
                    time += (dice.roll() * 2e8) as u64;
                    let eye = DVec3::new(dice.normal(), dice.between(0.2, 2.2), dice.normal());
                    let ahead = DVec3::new(dice.normal(), dice.between(-2.0, 1.0), dice.normal());
                    let turn = ALL_TURNS[(dice.roll() * 4.0) as usize];
                    let mut next = facts(&Device::looking(eye, eye + ahead, turn), time);
                    let shift = DVec3::new(dice.normal(), dice.normal() * 0.1, dice.normal());
                    next.planes = (dice.roll() < 0.2).then(|| {
                        let mut all = room();
                        all[0].pose[13] = dice.normal() as f32 * 0.05;
                        all
                    });
                    let some =
                        (0..session.seen().anchors.len()).filter(|_| dice.roll() < 0.3).collect::<Vec<_>>();
                    let turned = dice.normal();
                    next.anchors =
                        some.into_iter().map(|at| anchor(session.seen(), at, shift, turned)).collect();
                    next.tracking = if dice.roll() < 0.1 { Tracking::Lost } else { Tracking::Normal };
                    frame(next)
                }
            };
            let scales: Vec<(u32, f64)> =
                session.seen().products.iter().map(|one| (one.key, one.scale)).collect();
            let is_frame = matches!(input, Input::Frame(_));
            let now = seen(&mut session, input);
            assert!(numbers(&now).all(f64::is_finite), "{now:?}");
            assert!(now.products.len() + now.pending.len() <= 16);
            for product in &now.products {
                assert!((0.2499..=4.0001).contains(&product.scale));
                // A frame changes no size but by the glide to the true one.
                if let Some((_, before)) = scales.iter().find(|(key, _)| is_frame && *key == product.key) {
                    assert!((product.scale - 1.0).abs() <= (before - 1.0).abs() + 1e-12);
                }
            }
        }
    }
}
