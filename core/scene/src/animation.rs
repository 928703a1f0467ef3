//! Animations at one moment: where nodes stand and how much morph targets count.
//!
//! Without being asked for a moment, a model with animations is shown at their first one. Players of glTF show nodes as the
//! file says until somebody starts an animation; but exporters leave there what is only good to be animated: parts at scale 0
//! that grow, a lid that floats where its movement was modelled. The first moment is what everybody sees who lets it play.

use crate::access::Buffers;
use crate::document::{AnimationChannel, AnimationSampler, Whole};
use crate::error::ModelError;
use crate::finding::{Finding, cited};
use glam::DQuat;
use std::collections::BTreeMap;

/// An animation of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct AnimationInfo {
    /// Its name, for people; empty where it has none.
    pub name: String,
    /// How long it is, seconds.
    pub seconds: f32,
}

/// Which moment of the animations is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Moment {
    /// The first keyframe of each channel.
    First,
    /// Of one animation; what it does not move is as at first.
    At { animation: usize, seconds: f32 },
}

/// What animations make of one node. Each is absent where they leave it as it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Change {
    pub(crate) translation: Option<[f64; 3]>,
    pub(crate) rotation: Option<[f64; 4]>,
    pub(crate) scale: Option<[f64; 3]>,
    pub(crate) weights: Option<Vec<f32>>,
}

impl Change {
    /// Whether it changes where the node stands.
    pub(crate) const fn places(&self) -> bool {
        self.translation.is_some() || self.rotation.is_some() || self.scale.is_some()
    }
}

/// What animations make of the document's nodes.
#[derive(Debug, Default)]
pub(crate) struct Moved(BTreeMap<usize, Change>);

impl Moved {
    /// What is made of one node.
    pub(crate) fn of(&self, node: usize) -> Option<&Change> {
        self.0.get(&node)
    }
}

/// Reads the animations: what each is, and what they make of the nodes at a moment. One that is broken is left out.
pub(crate) fn read(buffers: &Buffers<'_>, moment: Moment) -> Result<(Vec<AnimationInfo>, Moved), ModelError> {
    let animations = &buffers.document.animations;
    let (mut infos, mut ends) = (Vec::new(), Ends::default());
    for (index, animation) in animations.iter().enumerate() {
        let mut seconds = 0.0f32;
        for sampler in &animation.samplers {
            seconds = seconds.max(left_out(buffers, index, ends.of(buffers, sampler))?.unwrap_or_default());
        }
        infos.push(AnimationInfo { name: animation.name.chars().take(200).collect(), seconds });
    }
    // First what is asked for, then what no earlier one has moved: exporters make one animation of each part, too.
    let asked = match moment {
        Moment::At { animation, seconds } if animation < animations.len() => Some((animation, seconds)),
        _ => None,
    };
    let all = asked.into_iter().chain((0..animations.len()).map(|index| (index, f32::NEG_INFINITY)));
    let mut moved = Moved::default();
    for (index, seconds) in all {
        let animation = &animations[index];
        let mut done = Vec::new();
        for channel in &animation.channels {
            let sampled = sampled(buffers, &animation.samplers, channel, seconds);
            done.extend(left_out(buffers, index, sampled)?.flatten());
        }
        for (node, path, numbers) in done {
            let change = moved.0.entry(node).or_default();
            match (path, &numbers[..]) {
                (Path::Translation, [x, y, z]) => {
                    change.translation.get_or_insert([x, y, z].map(|x| f64::from(*x)));
                }
                (Path::Rotation, [x, y, z, w]) => {
                    change.rotation.get_or_insert([x, y, z, w].map(|x| f64::from(*x)));
                }
                (Path::Scale, [x, y, z]) => {
                    change.scale.get_or_insert([x, y, z].map(|x| f64::from(*x)));
                }
                (Path::Weights, _) => {
                    change.weights.get_or_insert(numbers);
                }
                _ => {}
            }
        }
    }
    if asked.is_none()
        && let Some(first) = animations.iter().position(|animation| !animation.channels.is_empty())
    {
        let name = cited(&animations[first].name, "number", first);
        buffers.findings.note(Finding::AnimationAtRest(name));
    }
    Ok((infos, moved))
}

/// What is broken in an animation is no reason to refuse the product; no time left is one.
fn left_out<T>(
    buffers: &Buffers<'_>,
    index: usize,
    result: Result<T, ModelError>,
) -> Result<Option<T>, ModelError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(ModelError::Time) => Err(ModelError::Time),
        Err(error) => {
            let name = cited(&buffers.document.animations[index].name, "number", index);
            buffers.findings.note(Finding::AnimationLeftOut { name, why: error.to_string() });
            Ok(None)
        }
    }
}

/// The last time of each accessor of times: channels share them.
#[derive(Default)]
struct Ends(BTreeMap<usize, f32>);

impl Ends {
    fn of(&mut self, buffers: &Buffers<'_>, sampler: &AnimationSampler) -> Result<f32, ModelError> {
        let Some(input) = sampler.input else { return Ok(0.0) };
        if let Some(end) = self.0.get(&input.0) {
            return Ok(*end);
        }
        let end = times(buffers, input)?.into_iter().fold(0.0, f32::max);
        self.0.insert(input.0, end);
        Ok(end)
    }
}

fn times(buffers: &Buffers<'_>, input: Whole) -> Result<Vec<f32>, ModelError> {
    Ok(buffers.floats::<1>(input, "SCALAR")?.into_iter().flatten().collect())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Path {
    Translation,
    Rotation,
    Scale,
    Weights,
}

/// Node, path and value of a channel at a time; nothing for one that moves no node, or in a way that an extension defines.
fn sampled(
    buffers: &Buffers<'_>,
    samplers: &[AnimationSampler],
    channel: &AnimationChannel,
    seconds: f32,
) -> Result<Option<(usize, Path, Vec<f32>)>, ModelError> {
    let Some(Whole(node)) = channel.target.node else { return Ok(None) };
    if node >= buffers.document.nodes.len() {
        return Err(ModelError::Reference { what: "node", index: node });
    }
    let path = match channel.target.path.as_str() {
        "translation" => Path::Translation,
        "rotation" => Path::Rotation,
        "scale" => Path::Scale,
        "weights" => Path::Weights,
        _ => return Ok(None),
    };
    let index = channel.sampler.map_or(usize::MAX, |sampler| sampler.0);
    let sampler = samplers.get(index).ok_or(ModelError::Reference { what: "animation sampler", index })?;
    let (Some(input), Some(output)) = (sampler.input, sampler.output) else {
        return Err(ModelError::Accessor("an animation without times or values"));
    };
    let keys = times(buffers, input)?;
    let values: Vec<f32> = match path {
        Path::Translation | Path::Scale => {
            buffers.floats::<3>(output, "VEC3")?.into_iter().flatten().collect()
        }
        Path::Rotation => buffers.floats::<4>(output, "VEC4")?.into_iter().flatten().collect(),
        Path::Weights => buffers.floats::<1>(output, "SCALAR")?.into_iter().flatten().collect(),
    };
    let kind = match sampler.interpolation.as_deref() {
        None | Some("LINEAR") => Kind::Linear,
        Some("STEP") => Kind::Step,
        Some("CUBICSPLINE") => Kind::Cubic,
        Some(_) => return Err(ModelError::Json("an unknown interpolation".to_owned())),
    };
    let curve = Curve::new(&keys, &values, kind)?;
    let fits = match path {
        Path::Translation | Path::Scale => curve.width == 3,
        Path::Rotation => curve.width == 4,
        Path::Weights => true,
    };
    if !fits {
        return Err(ModelError::Accessor("an animation with another number of values than of times"));
    }
    let value = curve.at(seconds, path == Path::Rotation);
    if value.iter().all(|x| x.is_finite()) {
        Ok(Some((node, path, value)))
    } else {
        Err(ModelError::Number("an animation's value"))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Step,
    Linear,
    Cubic,
}

/// Keyframes (glTF 2.0, appendix C).
struct Curve<'a> {
    keys: &'a [f32],
    values: &'a [f32],
    kind: Kind,
    /// Numbers of one value.
    width: usize,
}

impl<'a> Curve<'a> {
    fn new(keys: &'a [f32], values: &'a [f32], kind: Kind) -> Result<Self, ModelError> {
        // A spline has a tangent before and behind each value.
        let rows = keys.len() * if kind == Kind::Cubic { 3 } else { 1 };
        if rows == 0 || values.is_empty() || !values.len().is_multiple_of(rows) {
            return Err(ModelError::Accessor("an animation with another number of values than of times"));
        }
        Ok(Self { keys, values, kind, width: values.len() / rows })
    }

    /// The numbers of a row; `keys` and `values` fit each other.
    fn row(&self, row: usize) -> &'a [f32] {
        self.values.get(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }

    fn value(&self, key: usize) -> &'a [f32] {
        self.row(if self.kind == Kind::Cubic { key * 3 + 1 } else { key })
    }

    fn at(&self, seconds: f32, turns: bool) -> Vec<f32> {
        let next = self.keys.partition_point(|key| *key <= seconds);
        let (Some(before), true) = (next.checked_sub(1), next < self.keys.len()) else {
            return self.value(next.min(self.keys.len() - 1)).to_vec();
        };
        let span = self.keys[next] - self.keys[before];
        let part = if span > 1e-9 { (seconds - self.keys[before]) / span } else { 0.0 };
        let (a, b) = (self.value(before), self.value(next));
        match self.kind {
            Kind::Step => a.to_vec(),
            Kind::Linear if turns => turned(a, b, part),
            Kind::Linear => a.iter().zip(b).map(|(a, b)| a + (b - a) * part).collect(),
            Kind::Cubic => {
                let (out, into) = (self.row(before * 3 + 2), self.row(next * 3));
                let (t, t2, t3) = (part, part * part, part * part * part);
                let tangents = out.iter().zip(into);
                a.iter()
                    .zip(b)
                    .zip(tangents)
                    .map(|((a, b), (out, into))| {
                        (2.0 * t3 - 3.0 * t2 + 1.0) * a
                            + span * (t3 - 2.0 * t2 + t) * out
                            + (3.0 * t2 - 2.0 * t3) * b
                            + span * (t3 - t2) * into
                    })
                    .collect()
            }
        }
    }
}

/// Between two rotations, the shorter way.
fn turned(a: &[f32], b: &[f32], part: f32) -> Vec<f32> {
    let turn = |of: &[f32]| match of {
        [x, y, z, w] => {
            let turn = DQuat::from_array([x, y, z, w].map(|x| f64::from(*x)));
            if turn.length_squared() > 1e-12 { turn.normalize() } else { DQuat::IDENTITY }
        }
        _ => DQuat::IDENTITY,
    };
    turn(a).slerp(turn(b), f64::from(part)).to_array().map(|x| x as f32).to_vec()
}
