//! What alpha of a surface does in truth. Many programs export every surface as blended; one that hides all behind it is better
//! drawn as what it is, since blended surfaces are sorted as wholes and write no depth: a label would vanish behind its bottle.

use crate::image::Texels;
use crate::model::Primitive;
use crate::surface::{AlphaMode, Material};
use std::sync::Arc;

/// What alpha is anywhere on something. The later ones outweigh the earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Alpha {
    /// 1 everywhere.
    One,
    /// 0 or 1.
    Cut,
    /// Between them somewhere.
    Soft,
}

/// From where on alpha is 1, of 255: what a lossy picture makes of it.
const ONE: u8 = 250;
/// Up to where it is 0.
const NONE: u8 = 5;

fn of_all(alphas: impl Iterator<Item = u8>) -> Alpha {
    let mut all = Alpha::One;
    for alpha in alphas {
        if alpha < ONE {
            if alpha > NONE {
                return Alpha::Soft;
            }
            all = Alpha::Cut;
        }
    }
    all
}

fn of_picture(picture: &Texels) -> Alpha {
    match picture {
        Texels::Basis(picture) if !picture.has_alpha => Alpha::One,
        picture => match picture.plain() {
            Ok(plain) => of_all(plain.rgba.iter().skip(3).step_by(4).copied()),
            // Nothing is known of it.
            Err(_) => Alpha::Soft,
        },
    }
}

/// Makes blended materials opaque or cut out where nothing of them is between: by their factor, their picture, and the vertices
/// that they are on. Of a picture all is looked at, whichever part is used.
pub(crate) fn decide(materials: &mut [Material], primitives: &[Primitive], pictures: &[Arc<Texels>]) {
    let mut of_pictures: Vec<Option<Alpha>> = vec![None; pictures.len()];
    let mut of_materials: Vec<Alpha> = materials
        .iter()
        .map(|material| match (material.alpha, material.base_texture) {
            (AlphaMode::Blend, _) if material.base_colour[3] * 255.0 < f32::from(ONE) => Alpha::Soft,
            (AlphaMode::Blend, Some(texture)) => {
                let picture = || of_picture(&pictures[texture.picture]);
                *of_pictures[texture.picture].get_or_insert_with(picture)
            }
            _ => Alpha::One,
        })
        .collect();
    for primitive in primitives {
        let used = || primitive.by_variant.iter().chain([&primitive.material]);
        if used().any(|index| materials[*index].alpha == AlphaMode::Blend) {
            let alpha = of_all(primitive.vertices.iter().map(|vertex| vertex.colour[3]));
            for index in used() {
                of_materials[*index] = of_materials[*index].max(alpha);
            }
        }
    }
    for (material, alpha) in materials.iter_mut().zip(of_materials) {
        if material.alpha == AlphaMode::Blend {
            material.alpha = match alpha {
                Alpha::One => AlphaMode::Opaque,
                Alpha::Cut => AlphaMode::Mask(0.5),
                Alpha::Soft => AlphaMode::Blend,
            };
        }
    }
}
