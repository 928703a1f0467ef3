//! How much light a rough surface and fibres give back at each angle: the table of the split sum's second half.

use crate::cube::in_parallel;
use half::f16;
use std::f32::consts::PI;

/// Texels a side: angle across, perceptual roughness down.
pub(crate) const SIDE: usize = 64;
const SAMPLES: u32 = 512;

/// Scale and bias of F0 for each angle (u = N·V) and roughness (v), GGX with height-correlated Smith shadowing (Heitz,
/// JCGT 3/2, 2014), and what fibres of that roughness give back of even light, as half floats.
pub(crate) fn table() -> Vec<[f16; 4]> {
    let mut all = vec![[f16::ZERO; 4]; SIDE * SIDE];
    in_parallel(&mut all, |index| {
        let at = |x: usize| (x as f32 + 0.5) / SIDE as f32;
        let (n_v, rough) = (at(index % SIDE), at(index / SIDE));
        let (scale, bias) = integral(n_v, rough);
        [scale, bias, fibres(n_v, rough), 0.0].map(f16::from_f32)
    });
    all
}

/// Fibres (Estevez and Kulla, "Production Friendly Microfacet Sheen BRDF", 2017) under light from everywhere, with the visibility of
/// Neubelt and Pettineo that KHR_materials_sheen allows; never more than all of the light.
fn fibres(n_v: f32, perceptual: f32) -> f32 {
    let spread = 1.0 / (perceptual * perceptual).max(1e-3);
    let view = [(1.0 - n_v * n_v).sqrt(), n_v];
    let mut sum = 0.0;
    for i in 0..SAMPLES {
        // Even over the half sphere.
        let (u, v) = hammersley(i, SAMPLES);
        let n_l = u.max(1e-4);
        let side = (1.0 - n_l * n_l).sqrt();
        let light = [side * (2.0 * PI * v).cos(), side * (2.0 * PI * v).sin(), n_l];
        let half = [light[0] + view[0], light[1], light[2] + view[1]];
        let n_h = half[2] / half.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
        let distribution = (2.0 + spread) * (1.0 - n_h * n_h).max(0.0).powf(spread * 0.5) / (2.0 * PI);
        sum += distribution * n_l / (4.0 * (n_l + n_v - n_l * n_v));
    }
    (sum * 2.0 * PI / SAMPLES as f32).min(1.0)
}

fn integral(n_v: f32, perceptual: f32) -> (f32, f32) {
    let alpha = (perceptual * perceptual).max(1e-4);
    let view = [(1.0 - n_v * n_v).sqrt(), n_v];
    let (mut scale, mut bias) = (0.0, 0.0);
    for i in 0..SAMPLES {
        let (u, v) = hammersley(i, SAMPLES);
        let (cos_h, sin_h) = half_angle(u, alpha);
        // Only x and z count: the half vector turned about N.
        let h = [sin_h * (2.0 * PI * v).cos(), cos_h];
        let v_h = view[0] * h[0] + view[1] * h[1];
        let n_l = 2.0 * v_h * h[1] - view[1];
        if n_l <= 0.0 || v_h <= 0.0 {
            continue;
        }
        let a2 = alpha * alpha;
        let lambda_v = n_l * (n_v * n_v * (1.0 - a2) + a2).sqrt();
        let lambda_l = n_v * (n_l * n_l * (1.0 - a2) + a2).sqrt();
        // Visibility x 4 N·L V·H / N·H: what importance sampling leaves of the BRDF.
        let weight = 2.0 * n_l * v_h / ((lambda_v + lambda_l) * cos_h.max(1e-6));
        let fresnel = (1.0 - v_h).powi(5);
        scale += weight * (1.0 - fresnel);
        bias += weight * fresnel;
    }
    let count = SAMPLES as f32;
    (scale / count, bias / count)
}

/// Cosine and sine of the half vector's angle for a GGX lobe.
pub(crate) fn half_angle(u: f32, alpha: f32) -> (f32, f32) {
    let cos2 = (1.0 - u) / (1.0 + (alpha * alpha - 1.0) * u);
    (cos2.sqrt(), (1.0 - cos2).max(0.0).sqrt())
}

/// The `i`-th of `count` points that fill the unit square evenly.
pub(crate) fn hammersley(i: u32, count: u32) -> (f32, f32) {
    ((i as f32 + 0.5) / count as f32, i.reverse_bits() as f32 * 2.328_306_4e-10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smooth_surface_is_a_mirror_and_a_rough_one_loses_some() {
        let (scale, bias) = integral(1.0, 0.02);
        assert!((scale + bias - 1.0).abs() < 0.01, "{scale} {bias}");
        // At roughness 1 D is 1/pi and V is 1 / 2 (N.L + N.V): looked at straight, the integral is 1 - ln 2.
        let (scale, bias) = integral(1.0, 1.0);
        assert!((scale + bias - (1.0 - 2f32.ln())).abs() < 0.005, "{scale} {bias}");
        for step in 1..=10 {
            for rough in 0..=10 {
                let (scale, bias) = integral(step as f32 / 10.0, rough as f32 / 10.0);
                assert!(scale >= 0.0 && bias >= 0.0 && scale + bias <= 1.01);
            }
        }
    }
}
