//! Finds the light of Khronos' reference renders, whose panorama is not published with them: a picture is the sum of what
//! each patch of the room gives, so the patches' strengths follow from least squares on some of the views.
//!
//! `reference_light MODELS OUT.hdr`: MODELS holds Mixer/ and TennisRacquet/ of Khronos' 3D Commerce models (CC BY 4.0).
#![allow(clippy::print_stdout, reason = "this program is its output")]

use std::path::Path;
use std::sync::Arc;
use tradewind_render::{Environment, Gpu, GpuChoice, Renderer};
use tradewind_scene::{Background, Limits, Loader, Model, Orbit, PreparedModel, ToneMap, View};

/// Patches across and down.
const ACROSS: usize = 20;
const DOWN: usize = 10;
const PATCHES: usize = ACROSS * DOWN;
const SIDE: u32 = 128;
/// Views that are fitted; the others show whether the light is the room's or only these pictures'.
const FITTED: [(&str, usize); 2] = [("Mixer", 0), ("Mixer", 1)];
/// How much neighbouring patches are to be alike.
const SMOOTH: f64 = 0.02;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [models, out] = &args[..] else { return Err("reference_light MODELS OUT.hdr".into()) };
    let models = Path::new(models);
    let bytes = std::fs::read(models.join("Mixer/Mixer.glb"))?;
    let model = Arc::new(Loader::new(Limits::default()).load(&bytes)?);
    let gpu = Gpu::open(&GpuChoice::from_environment())?;
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for patch in 0..PATCHES {
        let mut light = vec![[0.0f32; 3]; PATCHES];
        light[patch] = [1.0; 3];
        let renderer = Renderer::new(gpu.clone(), Environment::from_hdr(&panorama(&light)?)?)?;
        let mut row = Vec::new();
        let mut prepared = renderer.prepare(model.clone())?;
        for (_, camera) in FITTED {
            row.extend(seen(&mut prepared, &model, camera)?.into_iter().flat_map(|(c, _)| c));
        }
        rows.push(row);
        if patch % ACROSS == 0 {
            println!("{patch} of {PATCHES}");
        }
    }
    let renderer = Renderer::new(gpu, Environment::even(0.2))?;
    let mut prepared = renderer.prepare(model.clone())?;
    let (mut wanted, mut inside) = (Vec::new(), Vec::new());
    for (name, camera) in FITTED {
        let reference = image::open(models.join(format!("{name}/rr-{name}-{camera}.png")))?;
        let reference = reference.resize_exact(SIDE, SIDE, image::imageops::FilterType::Triangle).into_rgb8();
        wanted.extend(reference.as_raw().iter().map(|c| linear(*c)));
        let own = seen(&mut prepared, &model, camera)?;
        inside.extend(own.into_iter().flat_map(|(_, alpha)| [alpha == 255; 3]));
    }
    let strengths = solved(&rows, &wanted, &inside);
    let light: Vec<[f32; 3]> = strengths.iter().map(|s| [*s as f32; 3]).collect();
    std::fs::write(out, panorama(&light)?)?;
    for row in strengths.chunks(ACROSS) {
        println!("{}", row.iter().map(|s| format!("{s:5.2}")).collect::<Vec<_>>().join(" "));
    }
    Ok(())
}

fn panorama(light: &[[f32; 3]]) -> Result<Vec<u8>, Failure> {
    let pixels: Vec<image::Rgb<f32>> = light.iter().map(|c| image::Rgb(*c)).collect();
    let mut file = Vec::new();
    image::codecs::hdr::HdrEncoder::new(&mut file).encode(&pixels, ACROSS, DOWN)?;
    Ok(file)
}

fn linear(byte: u8) -> f64 {
    let c = f64::from(byte) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// Linear colours and alpha of each point.
fn seen(
    prepared: &mut dyn PreparedModel,
    model: &Model,
    camera: usize,
) -> Result<Vec<([f64; 3], u8)>, Failure> {
    let camera = &model.cameras[camera];
    let orbit = Orbit::fitting(model.bounds, 0.0, 1.0, 1.0);
    let view = View {
        pose: camera.pose,
        projection: camera.projection,
        background: Background::Transparent,
        tone_map: ToneMap::Linear,
        shadow: 0.0,
        ..View::of(model, orbit, SIDE, SIDE)
    };
    let frame = prepared.draw(&view)?;
    let rows = frame.pixels().chunks(frame.stride()).take(SIDE as usize);
    Ok(rows
        .flat_map(|row| row[..SIDE as usize * 4].chunks(4))
        .map(|p| ([linear(p[0]), linear(p[1]), linear(p[2])], p[3]))
        .collect())
}

/// Strengths of at least 0 by coordinate descent; a point that is white in the reference only says «at least 1».
fn solved(rows: &[Vec<f64>], wanted: &[f64], inside: &[bool]) -> Vec<f64> {
    let mut strengths = vec![1.0; PATCHES];
    for _ in 0..8 {
        let guess: Vec<f64> =
            (0..wanted.len()).map(|i| rows.iter().zip(&strengths).map(|(row, s)| row[i] * s).sum()).collect();
        let used: Vec<usize> =
            (0..wanted.len()).filter(|i| inside[*i] && (wanted[*i] < 0.98 || guess[*i] < 1.0)).collect();
        // Errors count as an eye sees them: a dark point's weigh more.
        let weight = |i: usize| 1.0 / (0.08 + wanted[i]);
        let mut normal = vec![vec![0.0; PATCHES]; PATCHES];
        let mut right = vec![0.0; PATCHES];
        for i in &used {
            let w = weight(*i).powi(2) / used.len() as f64;
            for a in 0..PATCHES {
                let wa = w * rows[a][*i];
                if wa > 0.0 {
                    right[a] += wa * wanted[*i];
                    (0..PATCHES).for_each(|b| normal[a][b] += wa * rows[b][*i]);
                }
            }
        }
        let scale = (0..PATCHES).map(|a| normal[a][a]).sum::<f64>() / PATCHES as f64 * SMOOTH;
        for a in 0..PATCHES {
            let (x, y) = (a % ACROSS, a / ACROSS);
            let mut near = vec![y * ACROSS + (x + 1) % ACROSS];
            if y + 1 < DOWN {
                near.push(a + ACROSS);
            }
            for b in near {
                normal[a][a] += scale;
                normal[b][b] += scale;
                normal[a][b] -= scale;
                normal[b][a] -= scale;
            }
        }
        for _ in 0..300 {
            for a in 0..PATCHES {
                let sum: f64 = (0..PATCHES).filter(|b| *b != a).map(|b| normal[a][b] * strengths[b]).sum();
                strengths[a] = ((right[a] - sum) / normal[a][a].max(1e-12)).max(0.0);
            }
        }
    }
    strengths
}
