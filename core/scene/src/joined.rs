//! Fewer draws: what has one surface and need not be sorted is one primitive.

use crate::model::Primitive;
use crate::surface::{AlphaMode, Material};
use std::collections::HashMap;
use std::hash::BuildHasher;

/// Joins primitives of one surface, in the file's order. Blended ones stay apart so that they can be sorted.
pub(crate) fn joined(primitives: Vec<Primitive>, materials: &[Material]) -> Vec<Primitive> {
    let mut all: Vec<Primitive> = Vec::new();
    // Surfaces by a hash of their materials, which are compared again.
    let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
    let hashes = std::collections::hash_map::RandomState::new();
    for made in primitives {
        if materials[made.material].alpha == AlphaMode::Blend {
            all.push(made);
            continue;
        }
        let like = known.entry(hashes.hash_one((made.material, &made.by_variant))).or_default();
        match like.iter().find(|index| is_same_surface(&all[**index], &made)) {
            Some(index) => join(&mut all[*index], made),
            None => {
                like.push(all.len());
                all.push(made);
            }
        }
    }
    all
}

fn is_same_surface(a: &Primitive, b: &Primitive) -> bool {
    a.material == b.material && a.topology == b.topology && a.by_variant == b.by_variant
}

/// One draw instead of two.
fn join(known: &mut Primitive, more: Primitive) {
    let start = known.vertices.len() as u32;
    known.vertices.extend(more.vertices);
    known.indices.extend(more.indices.into_iter().map(|index| index + start));
    known.bounds = known.bounds.join(more.bounds);
}
