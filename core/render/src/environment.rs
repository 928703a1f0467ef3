//! The light of a room: from a Radiance file, from the neutral studio, or even; sharpened down for rough surfaces.

use crate::cube::{Cube, in_parallel};
use crate::dfg::{half_angle, hammersley};
use crate::studio;
use glam::Vec3;
use image::codecs::hdr::HdrDecoder;
use image::{DynamicImage, ImageDecoder};
use std::f32::consts::PI;
use std::io::Cursor;
use tradewind_scene::DrawError;

/// Texels a side of a mirror's picture of the room.
const SIDE: usize = 256;
/// Pictures for rougher and rougher surfaces: 256, 128, 64, 32, 16, 8.
pub(crate) const LEVELS: usize = 6;
/// Directions looked into for each texel of a rough picture.
const SAMPLES: u32 = 96;
/// The most of one channel that a half float holds.
const BRIGHTEST: f32 = 65_504.0;
/// Sides of the largest panorama that is read.
const LARGEST: u32 = 8_192;

/// The light of a room, ready for a graphics card.
#[derive(Debug, Clone)]
pub struct Environment {
    /// From a mirror to the roughest.
    pub(crate) levels: Vec<Cube>,
    /// Light on a matt surface: spherical harmonics of three bands, the cosine and 1/pi in them.
    pub(crate) harmonics: [Vec3; 9],
}

impl Environment {
    /// The neutral studio: white silks around a grey room. Needs no file.
    pub fn studio() -> Self {
        Self::of(studio::light)
    }

    /// The same light from everywhere: what a white furnace test wants.
    pub fn even(light: f32) -> Self {
        Self::of(|_| Vec3::splat(light))
    }

    /// A Radiance picture (.hdr) of a whole room, 2:1: its middle looks to +X, +Z lies a quarter to the right.
    pub fn from_hdr(bytes: &[u8]) -> Result<Self, DrawError> {
        let broken = |error: image::ImageError| DrawError::Environment(error.to_string());
        let decoder = HdrDecoder::new(Cursor::new(bytes)).map_err(broken)?;
        let (width, height) = decoder.dimensions();
        if width != height * 2 || width > LARGEST || height == 0 {
            return Err(DrawError::Environment(format!("{width} x {height} is not 2:1 or too large")));
        }
        let picture = DynamicImage::from_decoder(decoder).map_err(broken)?.into_rgb32f();
        let (width, height) = (width as usize, height as usize);
        let sound = |c: f32| if c.is_finite() { c.clamp(0.0, BRIGHTEST) } else { 0.0 };
        let texels: Vec<Vec3> =
            picture.pixels().map(|p| Vec3::new(sound(p.0[0]), sound(p.0[1]), sound(p.0[2]))).collect();
        let texel = |x: usize, y: usize| texels[y.min(height - 1) * width + x % width];
        Ok(Self::of(|d| {
            let u = d.z.atan2(d.x) / (2.0 * PI) + 0.5;
            let v = d.y.clamp(-1.0, 1.0).acos() / PI;
            let (x, y) = (u * width as f32 - 0.5 + width as f32, (v * height as f32 - 0.5).max(0.0));
            let (fx, fy) = (x.fract(), y.fract());
            let (x, y) = (x as usize, y as usize);
            texel(x, y).lerp(texel(x + 1, y), fx).lerp(texel(x, y + 1).lerp(texel(x + 1, y + 1), fx), fy)
        }))
    }

    /// The light that `light` says comes from each direction.
    fn of(light: impl Fn(Vec3) -> Vec3 + Sync) -> Self {
        let mirror = Cube::of(SIDE * 2, light).halved();
        let mut chain = vec![mirror];
        while let Some(last) = chain.last().filter(|cube| cube.side > 4) {
            let half = last.halved();
            chain.push(half);
        }
        let harmonics = harmonics(&chain[2]);
        let rough = (1..LEVELS).map(|level| blurred(&chain, SIDE >> level, roughness(level)));
        let levels = std::iter::once(chain[0].clone()).chain(rough).collect();
        Self { levels, harmonics }
    }

    /// Light that comes from about `direction`, from a wide cone.
    pub(crate) fn wide(&self, direction: Vec3) -> Vec3 {
        self.levels[LEVELS - 2].sample(direction)
    }
}

/// The perceptual roughness that a level is made for: level = (LEVELS - 1) r (2 - r), finer steps for the smoother.
fn roughness(level: usize) -> f32 {
    1.0 - (1.0 - level as f32 / (LEVELS - 1) as f32).max(0.0).sqrt()
}

/// The room as seen in a surface of that roughness, eye and normal alike (Karis 2013); each direction is looked up in a
/// picture as coarse as the sample is rare (Křivánek and Colbert, "Real-time shading with filtered importance sampling",
/// 2008).
fn blurred(chain: &[Cube], side: usize, perceptual: f32) -> Cube {
    let alpha = perceptual * perceptual;
    let texel_angle = 4.0 * PI / (6 * SIDE * SIDE) as f32;
    let looks: Vec<(Vec3, f32)> = (0..SAMPLES)
        .filter_map(|i| {
            let (u, v) = hammersley(i, SAMPLES);
            let (cos_h, sin_h) = half_angle(u, alpha);
            let n_l = 2.0 * cos_h * cos_h - 1.0;
            if n_l <= 0.0 {
                return None;
            }
            let turn = 2.0 * PI * v;
            let half = Vec3::new(sin_h * turn.cos(), sin_h * turn.sin(), cos_h);
            let along = half * (2.0 * cos_h) - Vec3::Z;
            let d = alpha * alpha / (PI * (cos_h * cos_h * (alpha * alpha - 1.0) + 1.0).powi(2));
            let angle = 4.0 / (SAMPLES as f32 * d);
            Some((along, (0.5 * (angle / texel_angle).log2() + 1.0).max(0.0)))
        })
        .collect();
    let weight: f32 = looks.iter().map(|(along, _)| along.z).sum();
    let last = chain.len() - 1;
    let sample = |d: Vec3, lod: f32| {
        let (low, part) = (lod as usize, lod.fract());
        let (a, b) = (&chain[low.min(last)], &chain[(low + 1).min(last)]);
        a.sample(d).lerp(b.sample(d), part)
    };
    let mut texels = vec![Vec3::ZERO; 6 * side * side];
    in_parallel(&mut texels, |index| {
        let normal = crate::cube::direction(index, side);
        let (right, up) = normal.any_orthonormal_pair();
        let sum: Vec3 = looks
            .iter()
            .map(|(along, lod)| sample(right * along.x + up * along.y + normal * along.z, *lod) * along.z)
            .sum();
        sum / weight.max(1e-6)
    });
    Cube { side, texels }
}

/// Ramamoorthi and Hanrahan, "An efficient representation for irradiance environment maps", 2001: bands 0 to 2 times
/// 1, 2/3 and 1/4 (the cosine lobe over pi), with the basis' own factor squared in.
fn harmonics(cube: &Cube) -> [Vec3; 9] {
    let mut sums = [Vec3::ZERO; 9];
    for (d, light, angle) in cube.parts() {
        for (sum, basis) in sums.iter_mut().zip(basis(d)) {
            *sum += light * (basis * angle);
        }
    }
    let (a, b, c) = (0.282_094_8f32, 0.488_602_5f32, 1.092_548_4f32);
    let (d, e) = (0.315_391_57f32, 0.546_274_2f32);
    let (one, two) = (2.0 / 3.0, 0.25);
    let factors = [
        a * a,
        b * b * one,
        b * b * one,
        b * b * one,
        c * c * two,
        c * c * two,
        d * d * two,
        c * c * two,
        e * e * two,
    ];
    let mut all = sums;
    all.iter_mut().zip(factors).for_each(|(sum, factor)| *sum *= factor);
    all
}

/// The nine polynomials without their factors.
fn basis(d: Vec3) -> [f32; 9] {
    let Vec3 { x, y, z } = d;
    [1.0, y, z, x, x * y, y * z, 3.0 * z * z - 1.0, x * z, x * x - y * y]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matt(environment: &Environment, normal: Vec3) -> Vec3 {
        environment.harmonics.iter().zip(basis(normal)).map(|(h, b)| *h * b).sum()
    }

    #[test]
    fn even_light_is_even_on_every_surface() {
        let environment = Environment::even(1.0);
        for level in &environment.levels {
            assert!(level.texels.iter().all(|t| (*t - Vec3::ONE).abs().max_element() < 1e-3));
        }
        for normal in [Vec3::X, Vec3::NEG_Y, Vec3::new(0.6, 0.0, 0.8)] {
            assert!((matt(&environment, normal) - Vec3::ONE).abs().max_element() < 2e-3);
        }
    }

    #[test]
    fn light_from_above_is_on_top_as_the_integral_says() {
        // Radiance 1 + y: irradiance / pi is 1 + 2/3 n.y.
        let environment = Environment::of(|d| Vec3::splat(1.0 + d.y));
        for normal in [Vec3::Y, Vec3::NEG_Y, Vec3::X] {
            let expected = 1.0 + 2.0 / 3.0 * normal.y;
            assert!((matt(&environment, normal).x - expected).abs() < 5e-3, "{normal}");
        }
    }

    #[test]
    fn a_panorama_is_read_where_it_says_and_anything_else_is_refused() {
        // 4 x 2, flat RGBE: the upper row is bright.
        let mut file = b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 2 +X 4\n".to_vec();
        file.extend([[128, 128, 128, 130]; 4].concat());
        file.extend([[128, 128, 128, 128]; 4].concat());
        let environment = Environment::from_hdr(&file).expect("a whole panorama");
        assert!((environment.levels[0].sample(Vec3::Y).x - 2.0).abs() < 0.05);
        assert!((environment.levels[0].sample(Vec3::NEG_Y).x - 0.5).abs() < 0.05);
        for broken in [&b""[..], b"#?RADIANCE\n\n-Y 1 +X 1\n\0\0\0\0", &file[..50]] {
            assert!(matches!(Environment::from_hdr(broken), Err(DrawError::Environment(_))));
        }
    }
}
