//! A recorded session plays the same again, to the bit, also from its bytes; broken traces are refused.

use super::room::{ALL_TURNS, Device, Dice, FRAME, facts, first_look, frame, product, room};
use glam::DVec3;
use tradewind_scene::ar::{
    AnchorPose, ArError, FrameFacts, Input, LightEstimate, Recorder, Seen, Session, Step, read, replay,
};

/// A session as a person has it: frames all along, fingers and buttons between them.
fn inputs() -> Vec<Input> {
    let mut dice = Dice(8);
    let mut all = Vec::new();
    let mut session = Session::new();
    for number in 0..240u64 {
        let eye = DVec3::new(dice.between(-0.05, 0.05), 1.5, dice.between(-0.05, 0.05));
        let turn = ALL_TURNS[(number / 60) as usize];
        let device = Device::looking(eye, DVec3::new(0.1, 0.0, -2.0), turn);
        let camera = if number % 2 == 0 { device.arkit() } else { device.arcore() };
        let wishes = session.seen().anchors.clone();
        let anchors: Vec<AnchorPose> = wishes
            .into_iter()
            .map(|wish| {
                let mut pose = wish.pose;
                pose[12] += dice.normal() as f32 * 0.01;
                AnchorPose { id: wish.id, pose }
            })
            .collect();
        let light = (number % 7 != 0).then(|| LightEstimate::HighRange {
            harmonics: [[0.3 + dice.roll() as f32, 0.2, 0.1]; 9],
            direction: [0.3, 0.9, dice.normal() as f32],
            intensity: [0.5; 3],
        });
        let facts = FrameFacts {
            camera,
            planes: (number % 50 == 0).then(room),
            light,
            anchors,
            ..facts(&device, FRAME * number)
        };
        let (x, y) = (dice.roll() as f32, dice.roll() as f32);
        let by = dice.between(-0.2, 0.2) as f32;
        all.push(frame(facts));
        all.push(match number % 11 {
            0 => Input::Add(Box::new(product(number, [0.3, 0.4, 0.2]))),
            1 => Input::PlaceCentre,
            2 => Input::Tap { x, y },
            3 | 4 => Input::DragTo { x, y },
            5 => Input::TwistBy(by),
            6 => Input::PinchBy(1.0 + by),
            7 => Input::Release,
            8 => Input::Nudge { right: Step::More, away: Step::Less },
            9 => Input::Measure((number % 2 == 0).then_some([x, y])),
            _ => Input::Undo,
        });
        for input in &all[all.len() - 2..] {
            session.apply(input).expect("nothing impossible is said");
        }
    }
    all
}

fn outputs(inputs: &[Input]) -> Vec<u8> {
    let mut bytes = Vec::new();
    replay(inputs, |seen| bytes.extend(seen.and_then(Seen::to_bytes).expect("nothing impossible is said")));
    bytes
}

#[test]
fn a_trace_gives_the_same_bits_after_writing_and_reading() {
    let inputs = inputs();
    let mut recorder = Recorder::new().unwrap();
    for input in &inputs {
        recorder.push(input).unwrap();
    }
    let back = read(recorder.bytes()).unwrap();
    assert_eq!(back, inputs);
    let first = outputs(&inputs);
    assert!(first.len() > 100_000);
    assert!(first == outputs(&inputs) && first == outputs(&back));
    // Another input is another output: the comparison sees a single bit.
    let mut other = inputs;
    if let Some(Input::Frame(facts)) = other.first_mut() {
        facts.uv[0] = f32::from_bits(facts.uv[0].to_bits() + 1);
    }
    assert!(first != outputs(&other));
    // Small: below a kilobyte and a half a frame, with names.
    assert!(recorder.bytes().len() < 240 * 1536, "{}", recorder.bytes().len());
}

#[test]
fn broken_traces_are_refused_and_never_run_over() {
    let mut recorder = Recorder::new().unwrap();
    let header = recorder.bytes().to_vec();
    assert_eq!(read(&header), Ok(Vec::new()));
    recorder.push(&frame(FrameFacts { planes: Some(room()), ..facts(&first_look(), 1) })).unwrap();
    let good = recorder.bytes().to_vec();
    let is_refused = |bytes: &[u8]| matches!(read(bytes), Err(ArError::Trace(_)));
    for cut in (0..header.len()).chain(header.len() + 1..good.len()) {
        assert!(is_refused(&good[..cut]), "{cut}");
    }
    // A later version, another file, an array of more items than there are bytes.
    let mut later = header.clone();
    *later.last_mut().unwrap() = 2;
    assert!(is_refused(&later) && is_refused(b"%PDF-1.7") && is_refused(&[]));
    let vast = [header.as_slice(), &[0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]].concat();
    assert!(is_refused(&vast));
    // Any byte changed: another trace or none, never a panic, and what it says is checked again.
    for at in header.len()..good.len() {
        for value in [0x00, 0xff, 0x7f, good[at] ^ 0x20, good[at].wrapping_add(1)] {
            let mut bytes = good.clone();
            bytes[at] = value;
            if let Ok(inputs) = read(&bytes) {
                replay(&inputs, |seen| drop(seen.map(|seen| seen.to_bytes().unwrap())));
            }
        }
    }
}
