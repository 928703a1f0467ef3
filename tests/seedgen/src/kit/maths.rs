//! Arithmetic that gives the same bits on every machine: `libm` instead of the system's, and noise from integers.

pub use glam::{DVec2 as V2, DVec3 as V3};
pub use std::f64::consts::{PI, TAU};

/// Shorthand for a point in the plane.
pub fn v2(x: f64, y: f64) -> V2 {
    V2::new(x, y)
}

/// Shorthand for a point in space, metres.
pub fn v3(x: f64, y: f64, z: f64) -> V3 {
    V3::new(x, y, z)
}

/// Sine.
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// Cosine.
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// Power.
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// From `a` to `b`.
pub fn mix(a: f64, b: f64, t: f64) -> f64 {
    a + (b - a) * t
}

/// 0 below `a`, 1 above `b`, smooth between.
pub fn smoothstep(a: f64, b: f64, x: f64) -> f64 {
    let t = ((x - a) / (b - a)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// `point` turned about `axis` through the origin by `degrees`, counter-clockwise as seen from the axis' tip.
pub fn turn(point: V3, axis: V3, degrees: f64) -> V3 {
    let (axis, angle) = (axis.normalize(), degrees * PI / 180.0);
    let (s, c) = (sin(angle), cos(angle));
    point * c + axis.cross(point) * s + axis * axis.dot(point) * (1.0 - c)
}

/// 0..1 from three integers.
pub fn hash(x: i64, y: i64, seed: i64) -> f64 {
    let mut h = (x as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ (y as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
        ^ (seed as u64).wrapping_mul(0x1656_67B1_9E37_79F9);
    h = (h ^ (h >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    h = (h ^ (h >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    ((h ^ (h >> 33)) >> 11) as f64 / (1u64 << 53) as f64
}

/// Smooth noise in 0..1 with `cells_u` by `cells_v` cells over u, v in 0..1, without a seam.
pub fn noise(u: f64, v: f64, cells_u: i64, cells_v: i64, seed: i64) -> f64 {
    let (x, y) = (u * cells_u as f64, v * cells_v as f64);
    let (x0, y0) = (x.floor(), y.floor());
    let (fx, fy) = (smoothstep(0.0, 1.0, x - x0), smoothstep(0.0, 1.0, y - y0));
    let (cells_u, cells_v) = (cells_u.max(1), cells_v.max(1));
    let at =
        |i: i64, j: i64| hash((x0 as i64 + i).rem_euclid(cells_u), (y0 as i64 + j).rem_euclid(cells_v), seed);
    mix(mix(at(0, 0), at(1, 0), fx), mix(at(0, 1), at(1, 1), fx), fy)
}

/// Noise of `octaves` sizes, each half as large and half as strong, in 0..1, without a seam.
pub fn fbm(u: f64, v: f64, cells_u: i64, cells_v: i64, octaves: u32, seed: i64) -> f64 {
    let (mut sum, mut weight, mut total) = (0.0, 1.0, 0.0);
    for octave in 0..octaves {
        let k = 1i64 << octave;
        sum += weight * noise(u, v, cells_u * k, cells_v * k, seed + i64::from(octave));
        total += weight;
        weight *= 0.5;
    }
    sum / total
}

/// Distances to the nearest and the second nearest of one point per cell, in cells, without a seam: leather, hammering.
pub fn cells(u: f64, v: f64, cells_u: i64, cells_v: i64, seed: i64) -> (f64, f64) {
    let (x, y) = (u * cells_u as f64, v * cells_v as f64);
    let (x0, y0) = (x.floor() as i64, y.floor() as i64);
    let (mut first, mut second) = (f64::MAX, f64::MAX);
    for j in -1..=1 {
        for i in -1..=1 {
            let (cx, cy) = (x0 + i, y0 + j);
            let (kx, ky) = (cx.rem_euclid(cells_u), cy.rem_euclid(cells_v));
            let point = v2(cx as f64 + hash(kx, ky, seed), cy as f64 + hash(kx, ky, seed + 7919));
            let distance = (point - v2(x, y)).length();
            if distance < first {
                second = first;
                first = distance;
            } else if distance < second {
                second = distance;
            }
        }
    }
    (first, second)
}
