//! Textures from code: a surface is painted point by point, and its colour, relief and roughness maps are made from that.

use super::maths::*;
use std::sync::Arc;

/// What a painted surface is at one point.
#[derive(Debug, Clone, Copy)]
pub struct Texel {
    /// sRGB, 0..1; multiplies the finish's colour.
    pub colour: [f64; 3],
    /// Height above the surface, metres.
    pub height: f64,
    /// 0..1; multiplies the finish's roughness.
    pub rough: f64,
    /// 0..1: under a half is a hole where the finish is a mask.
    pub alpha: f64,
}

impl Default for Texel {
    fn default() -> Self {
        Self { colour: [1.0; 3], height: 0.0, rough: 1.0, alpha: 1.0 }
    }
}

impl Texel {
    /// A grey: the finish's colour times `value`.
    pub fn grey(value: f64) -> Self {
        Self { colour: [value; 3], ..Self::default() }
    }
}

/// An sRGB colour as parts in 0..1.
pub fn rgb(colour: u32) -> [f64; 3] {
    [16, 8, 0].map(|shift| f64::from((colour >> shift) & 255) / 255.0)
}

/// From one colour to another.
pub fn blend(a: [f64; 3], b: [f64; 3], t: f64) -> [f64; 3] {
    [0, 1, 2].map(|i| mix(a[i], b[i], t))
}

/// Maps of one painted surface: sRGB colour, tangent-space normal, and roughness, as far as they are not even.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Colour as RGB or, with holes, RGBA.
    pub colour: Option<Arc<Pixels>>,
    /// Normal map.
    pub normal: Option<Arc<Pixels>>,
    /// Green is roughness.
    pub rough: Option<Arc<Pixels>>,
}

/// A picture, 8 bits a channel.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Pixels {
    /// Points a side, across.
    pub width: u32,
    /// And down.
    pub height: u32,
    /// 3 or 4.
    pub channels: usize,
    /// Rows from the top.
    pub bytes: Vec<u8>,
}

impl Map {
    /// Paints `size` by `size` points; the picture covers `metres` by `metres` (for the slopes of the relief). `at` is asked
    /// for u to the right and v down, both in 0..1, and must come back to itself at the edges.
    pub fn paint(size: u32, metres: f64, at: impl Fn(f64, f64) -> Texel) -> Self {
        Self::paint_wide(size, size, metres, metres, at)
    }

    /// The same for a picture that is not square.
    pub fn paint_wide(
        width: u32,
        height: u32,
        metres_u: f64,
        metres_v: f64,
        at: impl Fn(f64, f64) -> Texel,
    ) -> Self {
        let (w, h) = (width as usize, height as usize);
        let texels: Vec<Texel> = (0..w * h)
            .map(|k| at(((k % w) as f64 + 0.5) / w as f64, ((k / w) as f64 + 0.5) / h as f64))
            .collect();
        let byte = |x: f64| libm::round(x.clamp(0.0, 1.0) * 255.0) as u8;
        let some =
            |channels: usize, bytes: Vec<u8>| Some(Arc::new(Pixels { width, height, channels, bytes }));
        let holes = texels.iter().any(|t| t.alpha < 0.999);
        let coloured = holes || texels.iter().any(|t| t.colour.iter().any(|c| *c < 0.998));
        let colour = coloured.then(|| {
            let mut bytes = Vec::new();
            for t in &texels {
                bytes.extend(t.colour.map(byte));
                if holes {
                    bytes.push(byte(t.alpha));
                }
            }
            bytes
        });
        let high = |x: usize, y: usize| texels[(y % h) * w + x % w].height;
        let raised = texels.iter().any(|t| (t.height - texels[0].height).abs() > 1e-9);
        let normal = raised.then(|| {
            let mut bytes = Vec::with_capacity(w * h * 3);
            for y in 0..h {
                for x in 0..w {
                    let du = (high(x + 1, y) - high(x + w - 1, y)) / (2.0 * metres_u / w as f64);
                    // v runs down the picture and up the surface: glTF's V grows downwards, its bitangent with it.
                    let dv = (high(x, y + 1) - high(x, y + h - 1)) / (2.0 * metres_v / h as f64);
                    let n = v3(-du, dv, 1.0).normalize();
                    bytes.extend([n.x, n.y, n.z].map(|c| byte(c * 0.5 + 0.5)));
                }
            }
            bytes
        });
        let uneven = texels.iter().any(|t| t.rough < 0.998);
        let rough =
            uneven.then(|| texels.iter().flat_map(|t| [255, byte(t.rough), 255]).collect::<Vec<u8>>());
        Self {
            colour: colour.and_then(|bytes| some(if holes { 4 } else { 3 }, bytes)),
            normal: normal.and_then(|bytes| some(3, bytes)),
            rough: rough.and_then(|bytes| some(3, bytes)),
        }
    }
}

/// Wood, grain along u: `contrast` 0..1; covers 0.3 m by convention.
pub fn wood(size: u32, contrast: f64, seed: i64) -> Map {
    Map::paint(size, 0.3, |u, v| {
        let drift = fbm(u, v, 2, 6, 3, seed) - 0.5;
        let rings = v * 14.0 + drift * 5.0;
        let ring = pow(0.5 + 0.5 * sin(TAU * rings), 3.0);
        let fibre = fbm(u, v, 6, 180, 3, seed + 11);
        let pore = smoothstep(0.66, 0.8, noise(u, v, 14, 220, seed + 23));
        let value = 1.0 - contrast * (0.34 * ring + 0.30 * (1.0 - fibre) + 0.22 * pore);
        let warm = contrast * ring * 0.10;
        Texel {
            colour: [value, value - warm * 0.6, value - warm],
            height: -0.00012 * pore - 0.00005 * fibre,
            rough: 0.82 + 0.18 * fibre,
            ..Texel::default()
        }
    })
}

/// A plain weave of `threads` by `threads`: cloth, canvas. The picture covers `metres`.
pub fn weave(size: u32, threads: i64, metres: f64, seed: i64) -> Map {
    let thread = metres / threads as f64;
    Map::paint(size, metres, |u, v| {
        let (x, y) = (u * threads as f64, v * threads as f64);
        let (i, j) = (x.floor() as i64, y.floor() as i64);
        let over = (i + j).rem_euclid(2) == 0;
        let (fx, fy) = (x - x.floor() - 0.5, y - y.floor() - 0.5);
        let (across, along) = if over { (fx, fy) } else { (fy, fx) };
        let round = (1.0 - 4.0 * across * across).max(0.0).sqrt();
        let rise = cos(PI * along);
        let own = if over { hash(i, 0, seed) } else { hash(0, j, seed + 5) };
        let fuzz = noise(u, v, threads * 6, threads * 6, seed + 9);
        let value = 0.66 + 0.22 * round * (0.5 + 0.5 * rise) + 0.07 * own + 0.05 * fuzz;
        Texel { height: thread * 0.32 * round * (0.35 + 0.65 * rise), ..Texel::grey(value) }
    })
}

/// Leather: pebbles with creases between; the picture covers `metres`.
pub fn leather(size: u32, pebbles: i64, metres: f64, seed: i64) -> Map {
    let pebble = metres / pebbles as f64;
    Map::paint(size, metres, |u, v| {
        let bend = 0.25 * (fbm(u, v, 4, 4, 2, seed + 3) - 0.5) / pebbles as f64 * 4.0;
        let (near, next) = cells((u + bend).rem_euclid(1.0), v, pebbles, pebbles, seed);
        let crease = smoothstep(0.0, 0.28, next - near);
        let fine = fbm(u, v, pebbles * 2, pebbles * 2, 2, seed + 1);
        Texel {
            height: pebble * 0.16 * crease + pebble * 0.02 * fine,
            rough: 0.80 + 0.20 * (1.0 - crease),
            ..Texel::grey(0.80 + 0.15 * crease + 0.05 * fine)
        }
    })
}

/// Brushed metal, strokes along u; the picture covers `metres`.
pub fn brushed(size: u32, metres: f64, seed: i64) -> Map {
    Map::paint(size, metres, |u, v| {
        let stroke = fbm(u, v, 3, 160, 2, seed);
        Texel { height: 0.000_012 * stroke, rough: 0.74 + 0.26 * stroke, ..Texel::grey(0.93 + 0.07 * stroke) }
    })
}

/// Cast or moulded plastic: a fine even grain.
pub fn grain(size: u32, metres: f64, depth: f64, seed: i64) -> Map {
    Map::paint(size, metres, |u, v| {
        let fine = fbm(u, v, 48, 48, 2, seed);
        Texel { height: depth * fine, rough: 0.88 + 0.12 * fine, ..Texel::default() }
    })
}

/// A glaze that ran and pooled: soft waves, specks of iron, darker where it is thin.
pub fn glaze(size: u32, metres: f64, specks: f64, seed: i64) -> Map {
    Map::paint(size, metres, |u, v| {
        let pool = fbm(u, v, 3, 4, 4, seed);
        let throw = 0.5 + 0.5 * sin(TAU * (v * 26.0 + 0.6 * fbm(u, v, 3, 3, 2, seed + 2)));
        let (near, _) = cells(u, v, 42, 42, seed + 5);
        let speck = specks
            * (1.0 - smoothstep(0.05, 0.16, near))
            * smoothstep(0.55, 0.7, noise(u, v, 21, 21, seed + 8));
        let value = 0.86 + 0.14 * pool - 0.03 * throw;
        let brown = [0.42, 0.30, 0.22];
        let colour = blend([value, value, value], brown, speck * 0.75);
        Texel {
            colour,
            height: 0.000_10 * throw + 0.000_25 * pool - 0.000_03 * speck,
            rough: 0.72 + 0.28 * (1.0 - pool),
            ..Texel::default()
        }
    })
}
