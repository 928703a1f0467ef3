//! Frames on a driver: a process for each, because a driver is chosen by a variable before the first call.

use crate::measured::Outcome;
use crate::three::{About, Frames};
use glam::{Mat4, Vec3};
use std::io::{BufRead, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use tradewind_render::{Environment, Gpu, GpuChoice, GpuModel, Renderer};
use tradewind_scene::{Background, FixedCamera, Frame, Limits, Loader, Pose, PreparedModel, ToneMap, View};

/// Points across and down.
pub(crate) const SIDE: u32 = 1024;

/// Loads the model, says what it draws on, then draws as many frames as each line of its input asks for: the same words as
/// `three/driver.mjs`. Each frame is seen from another side, and is over when its pixels are here.
pub(crate) fn serve(model: &Path, picture: Option<&Path>) -> Outcome<()> {
    let bytes = std::fs::read(model)?;
    let gpu = Gpu::open(&GpuChoice::from_environment())?;
    let begun = Instant::now();
    let model = Arc::new(Loader::new(Limits::default()).load(&bytes)?);
    let load_ms = ms(begun);
    let renderer = Renderer::new(gpu, Environment::studio())?;
    let camera = model.cameras.first().ok_or("the model has no camera")?.clone();
    let mut turns = (1u16..).map(|step| f32::from(step) * 0.01);
    let mut prepared = renderer.prepare(model.clone())?;
    let mut draw = |prepared: &mut GpuModel| -> Outcome<(f64, Arc<dyn Frame>)> {
        let view = seen(&camera, model.bounds.centre(), turns.next().ok_or("too many frames")?);
        let begun = Instant::now();
        let frame = prepared.draw(&view)?;
        Ok((ms(begun), frame))
    };
    draw(&mut prepared)?;
    let first_ms = ms(begun);
    let about = About {
        card: renderer.gpu().name(),
        load_ms,
        first_ms,
        uploaded: prepared.counters().uploaded_bytes,
        samples: None,
        three: None,
    };
    say(&about)?;
    if let Some(path) = picture {
        let (_, frame) = draw(&mut prepared)?;
        let straight = tradewind_scene::straight(&*frame);
        image::save_buffer(path, &straight.rgba, SIDE, SIDE, image::ColorType::Rgba8)?;
    }
    for line in std::io::stdin().lock().lines() {
        let count: u64 = line?.trim().parse()?;
        let before = prepared.counters();
        let mut all = Vec::new();
        for _ in 0..count {
            all.push(draw(&mut prepared)?.0);
        }
        let after = prepared.counters();
        say(&Frames {
            ms: all,
            draws: (after.draws - before.draws) / count.max(1),
            passes: (after.passes - before.passes) / count.max(1),
            uploaded: (after.uploaded_bytes - before.uploaded_bytes) / count.max(1),
        })?;
    }
    Ok(())
}

fn ms(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1e3
}

fn say(what: &impl serde::Serialize) -> Outcome<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, what)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

/// The view of a camera that was turned about the product.
fn seen(camera: &FixedCamera, centre: Vec3, turn: f32) -> View {
    let turned =
        Mat4::from_translation(centre) * Mat4::from_rotation_y(turn) * Mat4::from_translation(-centre);
    let pose =
        Pose { eye: turned.transform_point3(camera.pose.eye), view: camera.pose.view * turned.inverse() };
    View {
        width: SIDE,
        height: SIDE,
        pose,
        projection: camera.projection,
        variant: None,
        background: Background::White,
        tone_map: ToneMap::Neutral,
        // The peer draws no shadow.
        shadow: 0.0,
        lines: Vec::new(),
    }
}
