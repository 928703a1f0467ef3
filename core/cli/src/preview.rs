//! `tradewind preview`: draws a model to a file, frames of a turn, tells what loading and drawing cost, or checks many models.

mod args;
mod check;
mod failed;
mod files;
mod looked;
mod still;
mod told;

pub(crate) use args::PreviewArgs;
pub(crate) use looked::PhoneLook;

use failed::Failed;
use std::f32::consts::TAU;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tradewind_render::{GpuChoice, GpuModel, Renderer};
use tradewind_scene::{Limits, Loader, Model, Orbit, Pose, PreparedModel, Projection, View};

/// Runs the command. 0 drawn, 1 not, with a code and a sentence on `err`; with `--check` as [`check::run`] says.
pub(crate) fn run(args: &PreviewArgs, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let choice = GpuChoice::from_environment();
    if args.check {
        return check::run(args, &choice, out, err);
    }
    match draw(args, &choice, out) {
        Ok(()) => 0,
        Err(Failed(code, why)) => {
            let _ = writeln!(err, "tradewind preview: {code}: {why}");
            1
        }
    }
}

fn draw(args: &PreviewArgs, choice: &GpuChoice, out: &mut dyn Write) -> Result<(), Failed> {
    let bytes = std::fs::read(&args.file).map_err(|error| Failed::file(&args.file, &error))?;
    let beside = |name: &str| files::read_beside(&args.file, name);
    let loader = Loader::new(Limits::default()).beside(&beside);
    let model = Arc::new(loader.load(&bytes)?);
    let variant = match &args.variant {
        Some(name) => Some(model.variant(name).ok_or_else(|| {
            Failed(
                "VARIANT",
                format!("the model has no variant {name}; it has: {}", model.variants.join(", ")),
            )
        })?),
        None => None,
    };
    let renderer = still::renderer(args, choice)?;
    let mut prepared = renderer.prepare(model.clone())?;
    let mut view = View { variant, ..still::first_view(args, &model)? };
    if args.bench {
        bench(&loader, &bytes, &renderer, &mut prepared, &model, &view, out)?;
    }
    let Some(path) = &args.out else { return Ok(()) };
    let Some(frames) = args.turntable else { return still::write(path, &*prepared.draw(&view)?) };
    for frame in 0..frames {
        let [theta, phi, radius] = still::angles(args, &model);
        let orbit = Orbit {
            theta: theta + TAU * frame as f32 / frames as f32,
            phi,
            radius,
            target: model.bounds.centre(),
        };
        (view.pose, view.projection) = (orbit.pose(), orbit.projection(model.bounds));
        still::write(&numbered(path, frame), &*prepared.draw(&view)?)?;
    }
    Ok(())
}

fn numbered(path: &Path, frame: u32) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{stem}-{frame:04}.png"))
}

fn bench(
    loader: &Loader<'_>,
    bytes: &[u8],
    renderer: &Renderer,
    prepared: &mut GpuModel,
    model: &Arc<Model>,
    view: &View,
    out: &mut dyn Write,
) -> Result<(), Failed> {
    let load = times(5, || loader.load(bytes).map(drop))?;
    let preparing = times(3, || renderer.prepare(model.clone()).map(drop))?;
    let (mut turn, mut view) = (0.0f32, view.clone());
    let before = prepared.counters();
    let frames = times(12, || {
        turn += 0.01;
        let target = model.bounds.centre();
        let eye = target + glam::Mat3::from_rotation_y(turn) * (view.pose.eye - target);
        view.pose = Pose::looking(eye, target);
        prepared.draw(&view).map(drop)
    })?;
    let after = prepared.counters();
    let kind = if matches!(view.projection, Projection::Perspective { .. }) {
        "perspective"
    } else {
        "orthographic"
    };
    let lines = [
        format!("card        {}", renderer.gpu().name()),
        format!(
            "model       {} triangles, {} vertices, {} pictures",
            model.triangles(),
            model.vertices(),
            model.pictures.len()
        ),
        format!("load        {load}"),
        format!("prepare     {preparing}"),
        format!("frame       {frames}  ({} x {}, {kind})", view.width, view.height),
        format!(
            "a frame     {} draws, {} passes, {} bytes uploaded",
            (after.draws - before.draws) / 12,
            (after.passes - before.passes) / 12,
            (after.uploaded_bytes - before.uploaded_bytes) / 12
        ),
        format!("in all      {} bytes uploaded, {} objects made", after.uploaded_bytes, after.allocations),
    ];
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
    Ok(())
}

/// Best and median of so many runs.
fn times<E: Into<Failed>>(runs: usize, mut run: impl FnMut() -> Result<(), E>) -> Result<String, Failed> {
    let mut all: Vec<Duration> = Vec::new();
    for _ in 0..runs {
        let begun = Instant::now();
        run().map_err(Into::into)?;
        all.push(begun.elapsed());
    }
    all.sort();
    let ms = |at: usize| all.get(at).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    Ok(format!("best {:.1} ms, median {:.1} ms of {runs}", ms(0), ms(runs / 2)))
}
