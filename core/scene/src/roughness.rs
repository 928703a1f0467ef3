//! Pictures that are made from others once those are decoded: roughness out of glossiness.

use crate::image::{Picture, Texels};
use crate::materials::{Glossy, GlossyMaterial};
use crate::surface::Material;
use crate::texture::TextureUse;
use std::borrow::Cow;
use std::sync::Arc;

/// Gives each glossy material (by its index) the picture of its roughness: green is what its glossiness lacks. Pictures of the
/// same glossiness and factor are made once.
pub(crate) fn made(materials: &mut [Material], glossy: &[GlossyMaterial], pictures: &mut Vec<Arc<Texels>>) {
    let mut known: Vec<((usize, u32), usize)> = Vec::new();
    for (material, Glossy { factor, .. }) in glossy {
        let material = &mut materials[*material];
        // The texture may have been left out since: then the factor alone counts.
        let Some(texture) = material.specular.colour_texture else { continue };
        // What does not decode was left out before.
        let Ok(source) = pictures[texture.picture].plain().map(Cow::into_owned) else { continue };
        if source.rgba.chunks_exact(4).all(|pixel| pixel[3] == u8::MAX) {
            continue;
        }
        let key = (texture.picture, factor.to_bits());
        let picture = match known.iter().find(|(known, _)| *known == key) {
            Some((_, picture)) => *picture,
            None => {
                let rough = |alpha: u8| 255 - (f32::from(alpha) * factor).round() as u8;
                let mut rgba = source.rgba.clone();
                for pixel in rgba.chunks_exact_mut(4) {
                    let green = rough(pixel[3]);
                    pixel.copy_from_slice(&[0, green, 0, u8::MAX]);
                }
                pictures.push(Arc::new(Texels::Plain(Picture {
                    rgba,
                    width: source.width,
                    height: source.height,
                })));
                known.push((key, pictures.len() - 1));
                pictures.len() - 1
            }
        };
        material.roughness = 1.0;
        material.metallic_roughness_texture = Some(TextureUse { picture, ..texture });
    }
}
