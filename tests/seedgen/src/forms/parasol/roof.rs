//! The parasol's canvas: its two roofs, the strips that hang from them, seams, tape and leather.

use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture::{Map, Texel};

/// Corner of the octagon from the axis, metres: 250 cm from tip to tip.
pub(super) const TIP: f64 = 1.236;
/// Height of the cloth at a tip and where the ribs would meet.
const LOW: f64 = 1.830;
const HIGH: f64 = 2.225;

/// A roof of eight panels: from `inner` to `outer` metres off the axis along the ribs, and the cloth's heights there.
pub(super) struct Roof {
    pub(super) inner: f64,
    pub(super) outer: f64,
    pub(super) top: f64,
    pub(super) low: f64,
    /// How far the hem is cut in between two ribs, and how far the cloth hangs there, as part of its length.
    hollow: f64,
    sag: f64,
}

pub(super) const MAIN: Roof =
    Roof { inner: 0.12, outer: TIP, top: HIGH - 0.0383, low: LOW, hollow: 0.045, sag: 0.046 };
pub(super) const VENT: Roof =
    Roof { inner: 0.018, outer: 0.330, top: 2.243, low: 2.158, hollow: 0.07, sag: 0.05 };

/// Direction of rib `k` on the floor.
pub(super) fn rib(k: f64) -> V3 {
    let angle = TAU * k / 8.0;
    v3(cos(angle), 0.0, sin(angle))
}

/// A point of panel `k`: `across` 0..1 from its first rib to its second, `down` 0..1 from the top to the hem.
fn cloth_at(roof: &Roof, k: usize, across: f64, down: f64) -> V3 {
    let bow = 4.0 * across * (1.0 - across);
    let down = down * (1.0 - roof.hollow * bow * down);
    let far = mix(roof.inner, roof.outer, down);
    let flat = (rib(k as f64) * (1.0 - across) + rib(k as f64 + 1.0) * across) * far;
    let span = roof.outer - roof.inner;
    // Hangs most a little below the middle; near the tips it is pulled into flat folds.
    let hang = roof.sag * span * bow * (0.25 + 0.75 * down) * sin(PI * (0.12 + 0.72 * down));
    let fold = 0.0035 * span * sin(TAU * (across * 2.0 + 0.15 * k as f64)) * bow * down * down;
    let hand = 0.006 * span * (noise(across * 3.0 + k as f64 * 3.0, down * 4.0, 24, 5, 8) - 0.5) * bow;
    flat + V3::Y * (mix(roof.top, roof.low, down) - hang + fold + hand)
}

pub(super) fn canopy(roof: &Roof, across: usize, down: usize, lift: f64, above: bool) -> Mesh {
    Mesh::join((0..8).map(|k| {
        let at = |u: f64, v: f64| cloth_at(roof, k, u, v) + V3::Y * lift;
        let uv = |u: f64, v: f64| {
            let wide = 0.765 * mix(roof.inner, roof.outer, v);
            v2((u - 0.5) * wide, -v * (roof.outer - roof.inner))
        };
        let sheet = Mesh::sheet(across, down, at, uv);
        if above { sheet } else { sheet.inside_out() }
    }))
}

/// How far the strip hangs from the hem of the main roof.
const DEEP: f64 = 0.105;

/// A point of the strip that hangs from a hem, so far down, and which way is out.
fn valance_at(roof: &Roof, k: usize, across: f64, fall: f64) -> (V3, V3) {
    let hem = cloth_at(roof, k, across, 1.0);
    let out = v3(hem.x, 0.0, hem.z).normalize_or_zero();
    let ripple = sin(TAU * (across * 2.0 + 0.3 * k as f64)) * 4.0 * across * (1.0 - across);
    (hem + out * (0.0035 + 0.05 * fall + ripple * 0.07 * fall) - V3::Y * fall, out)
}

/// The strips that hang from the hems of both roofs.
pub(super) fn valances() -> Mesh {
    let strip = |roof: &'static Roof, deep: f64, cells: usize| {
        Mesh::join((0..8).map(move |k| {
            let at = |u: f64, v: f64| match v {
                // Over a soft edge, then straight down.
                _ if v <= 0.0 => cloth_at(roof, k, u, 1.0),
                _ if v < 0.34 => valance_at(roof, k, u, 0.004).0,
                _ => valance_at(roof, k, u, (v - 0.33) / 0.67 * deep).0,
            };
            Mesh::sheet(cells, 3, at, |u, v| v2((u - 0.5) * 0.765 * roof.outer, -v * deep))
        }))
    };
    Mesh::join([strip(&MAIN, DEEP, 10), strip(&VENT, 0.034, 6)])
}

/// Bands over the ribs, sewn twice.
pub(super) fn seams() -> Mesh {
    let band = |roof: &'static Roof, rows: usize, from: f64| {
        Mesh::join((0..8).map(move |k| {
            let side = rib(k as f64 + 2.0);
            let at = |u: f64, v: f64| {
                let centre = cloth_at(roof, k, 0.0, mix(from, 1.0, v));
                let edge = (u - 0.5).abs() * 2.0;
                // The neighbours fall away on both sides; the band lies on them.
                centre + side * ((u - 0.5) * 0.030) + V3::Y * (0.0022 - 0.0030 * edge)
            };
            Mesh::sheet(2, rows, at, |u, v| v2(u * 0.030, -v * roof.outer))
        }))
    };
    Mesh::join([band(&MAIN, 9, 0.05), band(&VENT, 3, 0.05)])
}

/// A tongue of leather over the cloth at rib `k`, and a little way down the valance.
pub(super) fn patch(k: usize) -> Mesh {
    let at = |u: f64, v: f64| {
        let off = (u - 0.5) * 2.0;
        // Along the leather: 90 mm on the roof, then 45 mm down.
        let along = v * 0.135;
        let down = (along - 0.090).max(0.0);
        let far = TIP - (0.090 - along).max(0.0);
        let half = mix(0.013, 0.040, (along / 0.090).min(1.0)) * if v <= 0.0 { 0.6 } else { 1.0 };
        let across = off.abs() * half / (0.765 * far);
        let panel = if off < 0.0 { (k + 7) % 8 } else { k };
        let side = if off < 0.0 { 1.0 - across } else { across };
        let on = cloth_at(&MAIN, panel, side, (far - MAIN.inner) / (MAIN.outer - MAIN.inner));
        let out = v3(on.x, 0.0, on.z).normalize_or_zero();
        let short = down * (1.0 - 0.35 * off * off);
        on + out * (0.0085 * smoothstep(0.070, 0.090, along) + 0.05 * short) + V3::Y * (0.0050 - short)
    };
    Mesh::sheet(6, 9, at, |u, v| v2(u * 0.08, -v * 0.135))
}

/// A woven tape bound over the lower edge of the valance.
pub(super) fn tape() -> Mesh {
    Mesh::join((0..8).map(|k| {
        let at = |u: f64, v: f64| {
            let (low, out) = valance_at(&MAIN, k, u, DEEP);
            low + out * mix(0.0012, 0.0016, v) + V3::Y * mix(0.0125, -0.0010, v)
        };
        Mesh::sheet(10, 1, at, |u, v| v2((u - 0.5) * 0.765 * TIP, -v * 0.0135))
    }))
}

/// Plain canvas of thick threads, even from afar.
pub(super) fn canvas() -> Map {
    Map::paint(192, 0.06, |u, v| {
        const THREADS: f64 = 32.0;
        let (x, y) = (u * THREADS, v * THREADS);
        let over = (x.floor() as i64 + y.floor() as i64).rem_euclid(2) == 0;
        let (fx, fy) = (x - x.floor() - 0.5, y - y.floor() - 0.5);
        let (across, along) = if over { (fx, fy) } else { (fy, fx) };
        let round = (1.0 - 3.6 * across * across).max(0.0).sqrt();
        let rise = round * (0.45 + 0.55 * cos(PI * along));
        let slub = fbm(u, v, 3, 32, 2, 4) * 0.5 + fbm(u, v, 32, 3, 2, 5) * 0.5;
        Texel { height: 0.000_34 * rise, rough: 0.94, ..Texel::grey(0.80 + 0.13 * rise + 0.07 * slub) }
    })
}

/// A felled seam: a flat band with two rows of stitches along v.
pub(super) fn seam() -> Map {
    Map::paint_wide(64, 64, 0.030, 0.030, |u, v| {
        let across = (u - 0.5).abs();
        let row = 1.0 - smoothstep(0.030, 0.055, (across - 0.30).abs());
        let stitch = v * 5.0 - (v * 5.0).floor();
        let thread = row * smoothstep(0.10, 0.22, stitch) * (1.0 - smoothstep(0.78, 0.90, stitch));
        let weave = fbm(u, v, 20, 20, 2, 3);
        let value = 0.86 + 0.08 * weave - 0.22 * row * (1.0 - thread);
        Texel {
            height: 0.000_5 * thread - 0.000_4 * row + 0.000_05 * weave,
            colour: [
                mix(value, 0.99, thread * 0.6),
                mix(value, 0.97, thread * 0.6),
                mix(value, 0.92, thread * 0.6),
            ],
            ..Texel::default()
        }
    })
}
