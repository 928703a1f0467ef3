//! The room's light: what a host estimates, in a renderer's terms, without jumps.

use super::check;
use super::error::ArError;
use super::picture::PicturePlane;
use glam::{DVec3, Vec3};
use serde::{Deserialize, Serialize};
use std::f64::consts::PI;

/// Brightest value that is taken: the range of half floats.
const BRIGHTEST: f32 = 65_504.0;
/// Seconds in which a change is 63 % done; 98 % in half a second.
const PACE: f64 = 0.125;
/// Less weight than this is none.
const FADED: f32 = 0.01;
/// Pixel intensity of a well-lit picture in gamma space (`ARCore`'s samples' middle grey), and the gamma that they use.
const MIDDLE_GREY: (f32, f32) = (0.466, 2.2);
/// What of the mean irradiance is left everywhere when the main light is taken out.
const LEAST_AMBIENT: f64 = 0.05;

/// What a host says of the light.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum LightEstimate {
    /// `ARCore`'s Environmental HDR.
    HighRange {
        /// Radiance in spherical harmonics, red, green and blue, in the world's axes: L00, L1-1, L10, L11, L2-2, L2-1, L20, L21,
        /// L22, with the Condon-Shortley phase.
        harmonics: [[f32; 3]; 9],
        /// Towards the main light.
        direction: [f32; 3],
        /// What the main light gives a surface that faces it, in the harmonics' unit.
        intensity: [f32; 3],
    },
    /// `ARCore`'s ambient intensity.
    Ambient {
        /// Mean of the picture in gamma space, 0..1.
        intensity: f32,
        /// Red, green and blue by which white is multiplied in gamma space.
        correction: [f32; 3],
    },
    /// `ARKit`'s `ARLightEstimate`.
    Temperature {
        /// Lumens; 1000 is neutral.
        intensity: f32,
        /// Kelvin; 6500 is white.
        kelvin: f32,
    },
}

/// Light from all around.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Ambient {
    /// Irradiance over pi: coefficients of 1, y, z, x, xy, yz, 3z²-1, xz, x²-y² of a normal in the world.
    Harmonics([[f32; 3]; 9]),
    /// The studio's light times this red, green and blue (linear).
    Studio([f32; 3]),
}

/// The one light that casts shadows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MainLight {
    /// Towards it, of length one, in the world's axes.
    pub direction: [f32; 3],
    /// Irradiance of a surface that faces it, linear.
    pub irradiance: [f32; 3],
}

/// The room's light for a renderer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Light {
    /// From all around, without the main light's share.
    pub ambient: Ambient,
    /// The main light, where one is known.
    pub main: Option<MainLight>,
    /// How much of it counts, 0..1; the rest is the studio's.
    pub weight: f32,
}

/// Six pictures of the light all around: +X, -X, +Y, -Y, +Z, -Z; red, green, blue and alpha as half floats, low byte first.
/// Taken as it is: the main light is seen in it as its reflection, and is to be added to matt surfaces only.
#[derive(Debug, Clone)]
pub struct LightCube {
    /// Points of a side.
    pub side: u32,
    /// The faces; strides in bytes.
    pub faces: [PicturePlane; 6],
}

impl LightCube {
    /// Refuses what a reader would run over, and values that are no light.
    pub fn check(&self) -> Result<(), ArError> {
        check::size(self.side, self.side, 256, "light cube")?;
        let side = self.side as usize;
        if !self.faces.iter().all(|face| face.holds(side, side, 8)) {
            return Err(ArError::Bytes("light cube"));
        }
        let mut all = (0..6).flat_map(|face| (0..side * side).map(move |at| (face, at % side, at / side)));
        let is_light = |rgb: [f32; 3]| rgb.iter().all(|x| x.is_finite() && *x >= 0.0);
        if all.all(|(face, x, y)| is_light(self.at(face, x, y))) {
            Ok(())
        } else {
            Err(ArError::Number("light cube"))
        }
    }

    /// Red, green and blue of a point; black outside.
    pub fn at(&self, face: usize, x: usize, y: usize) -> [f32; 3] {
        let bytes: [u8; 8] = self.faces.get(face).map_or([0; 8], |plane| plane.values(x, y));
        [0, 2, 4].map(|at| half::f16::from_le_bytes([bytes[at], bytes[at + 1]]).to_f32())
    }
}

impl LightEstimate {
    /// Refuses numbers that no light has.
    pub(crate) fn check(&self) -> Result<(), ArError> {
        let positive = |values: &[f32], name| {
            check::numbers(values, BRIGHTEST, name)?;
            if values.iter().all(|x| *x >= 0.0) { Ok(()) } else { Err(ArError::Number(name)) }
        };
        match self {
            Self::HighRange { harmonics, direction, intensity } => {
                check::numbers(harmonics.as_flattened(), BRIGHTEST, "light harmonics")?;
                check::numbers(direction, BRIGHTEST, "light direction")?;
                positive(intensity, "light intensity")
            }
            Self::Ambient { intensity, correction } => {
                positive(&[*intensity], "light intensity")?;
                positive(correction, "light correction")
            }
            Self::Temperature { intensity, kelvin } => {
                positive(&[*intensity], "light intensity")?;
                positive(&[*kelvin], "light temperature")
            }
        }
    }
}

/// Each basis function's own factor times its share of the cosine lobe over pi (1, 2/3, 1/4), with the phase's sign: the factors
/// .282095, -.325735 ... of `ARCore`'s samples, to 64 bits.
fn factors() -> [f64; 9] {
    let one = (3.0 / (4.0 * PI)).sqrt() * (2.0 / 3.0);
    let two = (15.0 / (4.0 * PI)).sqrt() / 4.0;
    let (zonal, last) = ((5.0 / (16.0 * PI)).sqrt() / 4.0, (15.0 / (16.0 * PI)).sqrt() / 4.0);
    [(1.0 / (4.0 * PI)).sqrt(), -one, one, -one, two, -two, zonal, -two, last]
}

/// The shares of the cosine lobe over pi, one for each function.
const LOBE: [f64; 9] = {
    let (one, two) = (2.0 / 3.0, 0.25);
    [1.0, one, one, one, two, two, two, two, two]
};

fn polynomials(d: DVec3) -> [f64; 9] {
    let DVec3 { x, y, z } = d;
    [1.0, y, z, x, x * y, y * z, 3.0 * z * z - 1.0, x * z, x * x - y * y]
}

/// Irradiance over pi of a surface with that normal: what [`Ambient::Harmonics`] says, as the shader computes it.
pub fn irradiance(harmonics: &[[f32; 3]; 9], normal: Vec3) -> [f32; 3] {
    let values = polynomials(normal.as_dvec3());
    let sum = |channel: usize| {
        harmonics.iter().zip(values).map(|(h, p)| f64::from(h[channel]) * p).sum::<f64>().max(0.0) as f32
    };
    [sum(0), sum(1), sum(2)]
}

impl Light {
    /// What an estimate means. The main light is in the harmonics too: what of it can be taken out of them, and leaves some
    /// light everywhere, is the main light, so that no light is counted twice and none is lost.
    pub fn of(estimate: &LightEstimate) -> Self {
        match estimate {
            LightEstimate::HighRange { harmonics, direction, intensity } => {
                high_range(harmonics, *direction, *intensity)
            }
            LightEstimate::Ambient { intensity, correction } => {
                let (grey, gamma) = MIDDLE_GREY;
                Self::studio(correction.map(|c| (c * intensity / grey).powf(gamma).min(BRIGHTEST)))
            }
            LightEstimate::Temperature { intensity, kelvin } => {
                let (white, tint) = (temperature(6500.0), temperature(f64::from(*kelvin)));
                let at = |i: usize| (tint[i] / white[i] * f64::from(*intensity) / 1000.0) as f32;
                Self::studio([at(0), at(1), at(2)])
            }
        }
    }

    fn studio(tint: [f32; 3]) -> Self {
        Self { ambient: Ambient::Studio(tint), main: None, weight: 1.0 }
    }

    /// One step from here towards `target`, if both are of one kind.
    fn towards(self, target: Self, part: f32) -> Option<Self> {
        let near = |a: f32, b: f32| a + (b - a) * part;
        let mixed = |a: [f32; 3], b: [f32; 3]| [near(a[0], b[0]), near(a[1], b[1]), near(a[2], b[2])];
        let ambient = match (self.ambient, target.ambient) {
            (Ambient::Harmonics(mut from), Ambient::Harmonics(to)) => {
                from.iter_mut().zip(to).for_each(|(a, b)| *a = mixed(*a, b));
                Ambient::Harmonics(from)
            }
            (Ambient::Studio(from), Ambient::Studio(to)) => Ambient::Studio(mixed(from, to)),
            _ => return None,
        };
        let main = match (self.main, target.main) {
            (Some(from), Some(to)) => {
                let direction = Vec3::from(mixed(from.direction, to.direction));
                // Exactly the other way there is no way between: the new one.
                let direction = direction.try_normalize().map_or(to.direction, |d| d.to_array());
                Some(MainLight { direction, irradiance: mixed(from.irradiance, to.irradiance) })
            }
            (Some(from), None) => Some(MainLight { irradiance: mixed(from.irradiance, [0.0; 3]), ..from }),
            (None, Some(to)) => Some(MainLight { irradiance: mixed([0.0; 3], to.irradiance), ..to }),
            (None, None) => None,
        };
        Some(Self { ambient, main, weight: near(self.weight, 1.0) })
    }

    /// The light after `seconds` more, by the newest estimate: a change takes half a second, and so does coming and going.
    pub(crate) fn followed(
        last: Option<Self>,
        estimate: Option<&LightEstimate>,
        seconds: f64,
    ) -> Option<Self> {
        let part = (1.0 - (-seconds.max(0.0) / PACE).exp()) as f32;
        match (last, estimate.map(Self::of)) {
            (Some(last), Some(target)) => {
                Some(last.towards(target, part).unwrap_or(Self { weight: part, ..target }))
            }
            (None, Some(target)) => Some(Self { weight: part, ..target }),
            (Some(last), None) => {
                let weight = last.weight * (1.0 - part);
                (weight > FADED).then_some(Self { weight, ..last })
            }
            (None, None) => None,
        }
    }
}

fn high_range(harmonics: &[[f32; 3]; 9], direction: [f32; 3], intensity: [f32; 3]) -> Light {
    let factors = factors();
    let toward = DVec3::from(direction.map(f64::from)).try_normalize();
    let mut ambient = [[0.0f64; 3]; 9];
    for ((out, radiance), factor) in ambient.iter_mut().zip(harmonics).zip(factors) {
        *out = radiance.map(|x| f64::from(x) * factor);
    }
    let mut main = None;
    if let Some(toward) = toward.filter(|_| intensity.iter().any(|x| *x > 0.0)) {
        // A light in one direction in the same coefficients, for an irradiance of one.
        let mut lobe = polynomials(toward);
        for ((value, factor), share) in lobe.iter_mut().zip(factors).zip(LOBE) {
            *value *= factor * factor / share;
        }
        let share = (0..3).map(|c| kept(&ambient, &lobe, f64::from(intensity[c]), c)).fold(1.0, f64::min);
        let irradiance = intensity.map(|x| f64::from(x) * share);
        for (out, value) in ambient.iter_mut().zip(lobe) {
            for (out, power) in out.iter_mut().zip(irradiance) {
                *out -= power * value;
            }
        }
        main = Some(MainLight {
            direction: toward.as_vec3().to_array(),
            irradiance: irradiance.map(|x| x as f32),
        });
    }
    Light { ambient: Ambient::Harmonics(ambient.map(|rgb| rgb.map(|x| x as f32))), main, weight: 1.0 }
}

/// The share of a main light that can be taken out of a channel and leaves the least ambient light in every direction.
fn kept(ambient: &[[f64; 3]; 9], lobe: &[f64; 9], power: f64, channel: usize) -> f64 {
    let least = ambient[0][channel] * LEAST_AMBIENT;
    directions().fold(1.0, |share: f64, normal| {
        let (mut light, mut taken) = (0.0, 0.0);
        for ((value, rgb), part) in polynomials(normal).into_iter().zip(ambient).zip(lobe) {
            light += rgb[channel] * value;
            taken += part * power * value;
        }
        if taken > 1e-12 { share.min(((light - least) / taken).max(0.0)) } else { share }
    })
}

/// Directions spread over the ball, all of them alike far apart (a Fibonacci lattice).
fn directions() -> impl Iterator<Item = DVec3> {
    const COUNT: u32 = 128;
    let golden = PI * (3.0 - 5.0f64.sqrt());
    (0..COUNT).map(move |i| {
        let y = 1.0 - (2.0 * f64::from(i) + 1.0) / f64::from(COUNT);
        let (sin, cos) = (golden * f64::from(i)).sin_cos();
        let level = (1.0 - y * y).sqrt();
        DVec3::new(cos * level, y, sin * level)
    })
}

/// Linear red, green and blue (Rec. 709) of a black body, luminance one. Chromaticity by Kang et al., "Design of advanced color
/// temperature control system for HDTV applications", 2002, for 1667 to 25000 K.
fn temperature(kelvin: f64) -> [f64; 3] {
    let t = 1000.0 / kelvin.clamp(1667.0, 25_000.0);
    let cubic = |a: f64, b: f64, c: f64, d: f64, at: f64| ((a * at + b) * at + c) * at + d;
    let x = if t >= 0.25 {
        cubic(-0.266_123_9, -0.234_358_9, 0.877_695_6, 0.179_910, t)
    } else {
        cubic(-3.025_846_9, 2.107_037_9, 0.222_634_7, 0.240_390, t)
    };
    let y = if t >= 1000.0 / 2222.0 {
        cubic(-1.106_381_4, -1.348_110_2, 2.185_558_32, -0.202_196_83, x)
    } else if t >= 0.25 {
        cubic(-0.954_947_6, -1.374_185_93, 2.091_370_15, -0.167_488_67, x)
    } else {
        cubic(3.081_758_0, -5.873_386_7, 3.751_129_97, -0.370_014_83, x)
    };
    let (big_x, big_z) = (x / y, (1.0 - x - y) / y);
    // IEC 61966-2-1, XYZ to linear Rec. 709.
    let rgb = [
        3.240_625_5 * big_x - 1.537_208_0 - 0.498_628_6 * big_z,
        -0.968_930_7 * big_x + 1.875_756_1 + 0.041_517_5 * big_z,
        0.055_710_1 * big_x - 0.204_021_1 + 1.056_995_9 * big_z,
    ];
    rgb.map(|x| x.max(0.0))
}
