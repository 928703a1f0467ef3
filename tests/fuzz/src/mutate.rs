//! Broken inputs out of good ones, from a seed.

use crate::Target;
use crate::kit::container;
use crate::rng::Rng;
use serde_json::Value;

/// Inputs without end for a target; the same seed gives the same ones.
#[derive(Debug)]
pub struct Inputs {
    rng: Rng,
    corpus: Vec<Vec<u8>>,
}

impl Inputs {
    /// For a target, from a seed.
    pub fn new(target: Target, seed: u64) -> Self {
        Self { rng: Rng::new(seed), corpus: target.corpus() }
    }
}

impl Iterator for Inputs {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let Self { rng, corpus } = self;
        let mut bytes = rng.pick(corpus).clone();
        // Mostly one thing is wrong: where all is, the first check refuses it and nothing behind is met.
        let rounds = [1, 1, 1, 2, 3][rng.below(5)];
        for _ in 0..rounds {
            match rng.below(10) {
                0..4 => match structure(rng, &bytes) {
                    Some(changed) => bytes = changed,
                    // Neither JSON nor a model.
                    None => flip(rng, &mut bytes),
                },
                4 => flip(rng, &mut bytes),
                5 => word(rng, &mut bytes),
                6 => bytes.truncate(rng.below(bytes.len() + 1)),
                7 => splice(rng, &mut bytes, corpus),
                8 => drop(bytes.drain(range(rng, &bytes))),
                _ => chunk(rng, &mut bytes),
            }
        }
        if rng.below(4) > 0 {
            mend(&mut bytes);
        }
        Some(bytes)
    }
}

/// Makes the lengths of a GLB those of what is there, so that what changed inside is met.
fn mend(bytes: &mut [u8]) {
    let length = bytes.len();
    let json = bytes.get(12..16).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes) as usize;
    let bin = json.checked_add(20).filter(|bin| bytes.starts_with(b"glTF") && bin + 8 <= length);
    if let Some(bin) = bin {
        bytes[8..12].copy_from_slice(&(length as u32).to_le_bytes());
        bytes[bin..bin + 4].copy_from_slice(&((length - bin - 8) as u32).to_le_bytes());
    }
}

/// Numbers at the edges of types.
const EDGES: &[f64] = &[
    0.0,
    -1.0,
    0.5,
    1.0,
    2.0,
    3.0,
    4.0,
    5.0,
    7.0,
    12.0,
    255.0,
    256.0,
    5120.0,
    5121.0,
    5122.0,
    5123.0,
    5125.0,
    5126.0,
    32767.0,
    65535.0,
    65536.0,
    2147483647.0,
    2147483648.0,
    4294967295.0,
    4294967296.0,
    9007199254740991.0,
    9007199254740992.0,
    18446744073709551615.0,
    1e-45,
    1e-30,
    1e19,
    1e38,
    3.5e38,
    1e300,
    -1e38,
];

/// Changes the JSON of a file as JSON, and packs it again with the right lengths.
fn structure(rng: &mut Rng, bytes: &[u8]) -> Option<Vec<u8>> {
    let glb = bytes.starts_with(b"glTF");
    let (json, bin) = if glb {
        let length = u32::from_le_bytes(bytes.get(12..16)?.try_into().ok()?) as usize;
        let end = length.checked_add(20)?;
        (bytes.get(20..end)?, bytes.get(end + 8..))
    } else {
        (bytes, None)
    };
    let mut value: Value = serde_json::from_slice(json).ok()?;
    let changes = [1, 1, 1, 2, 4][rng.below(5)];
    for _ in 0..changes {
        let donor = value.clone();
        let mut places = 0;
        count(&donor, &mut places);
        let (mut at, mut from) = (rng.below(places), rng.below(places));
        // What is changed is mostly a number, and what comes in its place one too.
        for place in [&mut at, &mut from] {
            for _ in 0..4 {
                if !nth(&donor, &mut { *place }).is_some_and(Value::is_number) {
                    *place = rng.below(places);
                }
            }
        }
        // And mostly something of its own kind: another kind is refused by the types.
        let kind = nth(&donor, &mut { at }).map(std::mem::discriminant);
        for _ in 0..rng.below(40) {
            if nth(&donor, &mut { from }).map(std::mem::discriminant) != kind {
                from = rng.below(places);
            }
        }
        let other = nth(&donor, &mut { from }).cloned();
        change(rng, nth_mut(&mut value, &mut { at })?, other);
    }
    let json = value.to_string().into_bytes();
    Some(if glb { container(&json, bin) } else { json })
}

fn change(rng: &mut Rng, value: &mut Value, other: Option<Value>) {
    match value {
        Value::Number(_) if rng.below(3) == 0 => *value = serde_json::json!(*rng.pick(EDGES)),
        Value::Number(number) if rng.below(2) == 0 => {
            let near = number.as_f64().unwrap_or_default() + [-1.0, 1.0][rng.below(2)];
            *value = serde_json::json!(near);
        }
        Value::Array(list) if !list.is_empty() && rng.below(2) == 0 => {
            let at = rng.below(list.len());
            match rng.below(3) {
                0 => drop(list.remove(at)),
                1 => list.push(list[at].clone()),
                _ => {
                    let many = vec![list[at].clone(); rng.below(300)];
                    list.extend(many);
                }
            }
        }
        Value::Object(object) if !object.is_empty() && rng.below(2) == 0 => {
            let key = object.keys().nth(rng.below(object.len())).cloned();
            key.and_then(|key| object.remove(&key));
        }
        _ => *value = other.unwrap_or_default(),
    }
}

fn children(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(list) => list.iter().collect(),
        Value::Object(object) => object.values().collect(),
        _ => Vec::new(),
    }
}

fn count(value: &Value, places: &mut usize) {
    *places += 1;
    children(value).into_iter().for_each(|child| count(child, places));
}

fn nth<'a>(value: &'a Value, left: &mut usize) -> Option<&'a Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    children(value).into_iter().find_map(|child| nth(child, left))
}

fn nth_mut<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(list) => list.iter_mut().find_map(|child| nth_mut(child, left)),
        Value::Object(object) => object.values_mut().find_map(|child| nth_mut(child, left)),
        _ => None,
    }
}

/// Somewhere, mostly in the binary chunk: the rest is JSON, which no longer is when a byte of it changes.
fn place(rng: &mut Rng, bytes: &[u8]) -> usize {
    let json = bytes.get(12..16).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes) as usize;
    let from = if rng.below(4) > 0 && json < bytes.len() { json } else { 0 };
    from + rng.below(bytes.len() - from)
}

fn flip(rng: &mut Rng, bytes: &mut [u8]) {
    for _ in 0..=rng.below(8) {
        let at = place(rng, bytes);
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << rng.below(8);
        }
    }
}

/// Four bytes become a number at the edge of a type, on a place where one begins.
fn word(rng: &mut Rng, bytes: &mut [u8]) {
    let at = place(rng, bytes) & !3;
    let edge = *rng.pick(EDGES);
    let float = *rng.pick(&[f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, 1e-45, edge as f32]);
    let four = if rng.below(2) == 0 { float.to_le_bytes() } else { (edge as u32).to_le_bytes() };
    if let Some(place) = bytes.get_mut(at..at + 4) {
        place.copy_from_slice(&four);
    }
}

fn range(rng: &mut Rng, bytes: &[u8]) -> std::ops::Range<usize> {
    let (from, length) = (place(rng, bytes), bytes.len());
    from..from + rng.below((length - from).min(64) + 1)
}

/// A piece of another input takes the place of one.
fn splice(rng: &mut Rng, bytes: &mut Vec<u8>, corpus: &[Vec<u8>]) {
    let other = rng.pick(corpus);
    let piece = other[range(rng, other)].to_vec();
    let gone = range(rng, bytes);
    bytes.splice(gone, piece);
}

/// A chunk of a GLB is told another length or kind.
fn chunk(rng: &mut Rng, bytes: &mut [u8]) {
    let first =
        bytes.get(12..16).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes) as usize;
    let at = *rng.pick(&[4, 8, 12, 16, first.saturating_add(20), first.saturating_add(24)]);
    let value =
        [rng.next() as u32, 0, u32::MAX, bytes.len() as u32, (first as u32).wrapping_add(1)][rng.below(5)];
    if let Some(place) = at.checked_add(4).and_then(|end| bytes.get_mut(at..end)) {
        place.copy_from_slice(&value.to_le_bytes());
    }
}
