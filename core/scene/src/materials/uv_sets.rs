//! Sets of texture coordinates: a file may have any number, a vertex has two.

use crate::finding::{Finding, Findings};
use crate::surface::Material;

/// The file's numbers of the two sets that a vertex has.
pub(crate) type UvSets = [usize; 2];

/// Names the sets of all textures 0 or 1. Gives the file's own numbers for each material. The same two for all where that is
/// enough, so that the variants of a primitive share them; else the first two that each material uses.
pub(crate) fn mapped(materials: &mut [Material], findings: &Findings) -> Vec<UvSets> {
    let mut all = Vec::new();
    for set in materials.iter_mut().flat_map(sets) {
        if !all.contains(&set) {
            all.push(set);
        }
    }
    let shared = (all.len() <= 2 || all.iter().all(|set| *set < 2)).then(|| pair(&all));
    materials.iter_mut().map(|material| named(material, shared, findings)).collect()
}

fn named(material: &mut Material, shared: Option<UvSets>, findings: &Findings) -> UvSets {
    let used = shared.unwrap_or_else(|| pair(&sets(material)));
    for texture in material.slots().into_iter().flatten() {
        let set = usize::from(texture.uv_set);
        texture.uv_set = match used.iter().position(|known| *known == set) {
            Some(place) => place as u8,
            None => {
                findings.note(Finding::TextureCoordinates { set });
                0
            }
        };
    }
    used
}

/// The sets of a material, each once, in the order of what matters most.
fn sets(material: &mut Material) -> Vec<usize> {
    let mut all = Vec::new();
    for texture in material.slots().into_iter().flatten() {
        let set = usize::from(texture.uv_set);
        if !all.contains(&set) {
            all.push(set);
        }
    }
    all
}

/// The first two, where they can stay what they are.
fn pair(sets: &[usize]) -> UvSets {
    match sets {
        [] | [0 | 1] | [0 | 1, 0 | 1, ..] => [0, 1],
        [one] => [*one, if *one == 0 { 1 } else { 0 }],
        [a, b, ..] => [*a.min(b), *a.max(b)],
    }
}
