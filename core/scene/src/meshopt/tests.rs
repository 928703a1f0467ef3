//! Bytes of the reference encoder decoded, cut and changed.

use super::input::Input;
use super::*;

/// Made by `tests/kit/compressed.mjs`.
const RECORDS: &[u8] = include_bytes!("../../tests/kit/meshopt.bin");
const MODES: [&str; 3] = ["ATTRIBUTES", "TRIANGLES", "INDICES"];
const FILTERS: [&str; 5] = ["NONE", "OCTAHEDRAL", "QUATERNION", "EXPONENTIAL", "COLOR"];

struct Record {
    name: String,
    view: MeshoptView,
    encoded: &'static [u8],
    decoded: &'static [u8],
}

fn records() -> Vec<Record> {
    let mut input = Input(RECORDS);
    let mut all = Vec::new();
    while !input.0.is_empty() {
        let mut number = || {
            let bytes = input.take(4).expect("a number");
            u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
        };
        let [mode, filter, version, stride, count, length] = std::array::from_fn(|_| number());
        let view = MeshoptView {
            byte_stride: Some(Whole(stride)),
            count: Some(Whole(count)),
            mode: MODES[mode].to_owned(),
            filter: Some(FILTERS[filter].to_owned()),
            ..MeshoptView::default()
        };
        let name = format!("{} {} {version}: {count} x {stride}", MODES[mode], FILTERS[filter]);
        let (encoded, decoded) =
            (input.take(length).expect("bytes"), input.take(count * stride).expect("bytes"));
        all.push(Record { name, view, encoded, decoded });
    }
    all
}

#[test]
fn it_decodes_what_the_reference_decodes() {
    let all = records();
    assert_eq!(all.len(), 28);
    for Record { name, view, encoded, decoded } in all {
        let ours = decode(&view, encoded).expect("good");
        if view.filter.as_deref() == Some("QUATERNION") {
            // The reference computes four at once, in another order: half a unit may fall to the other side.
            let numbers = |bytes: &[u8]| -> Vec<i16> {
                bytes.chunks_exact(2).map(|half| i16::from_le_bytes([half[0], half[1]])).collect()
            };
            assert!(numbers(&ours).iter().zip(numbers(decoded)).all(|(a, b)| a.abs_diff(b) <= 1), "{name}");
        } else {
            assert_eq!(ours, decoded, "{name}");
        }
    }
}

#[test]
fn whatever_is_cut_or_longer_is_refused() {
    for Record { name, view, encoded, .. } in records() {
        for end in 0..encoded.len() {
            assert!(decode(&view, &encoded[..end]).is_err(), "{name}, {end} bytes");
        }
        assert!(decode(&view, &[encoded, &[0]].concat()).is_err(), "{name}, a byte more");
    }
}

#[test]
fn changed_bytes_and_numbers_never_panic() {
    let mut state = 7u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for Record { mut view, encoded, .. } in records() {
        for _ in 0..400 {
            let mut bytes = encoded.to_vec();
            for _ in 0..=random(3) {
                let at = random(bytes.len());
                bytes[at] = random(256) as u8;
            }
            drop(decode(&view, &bytes));
        }
        for (count, stride) in [(0, 4), (1 << 20, 4), (7, 0), (7, 3), (7, 260), (usize::MAX, 4)] {
            if decoded_bytes(&MeshoptView { count: Some(Whole(count)), ..view.clone() })
                .is_ok_and(|all| all > 1 << 24)
            {
                continue;
            }
            (view.count, view.byte_stride) = (Some(Whole(count)), Some(Whole(stride)));
            drop(decode(&view, encoded));
        }
        view.filter = Some("WARM".to_owned());
        assert!(decode(&view, encoded).is_err());
    }
}
