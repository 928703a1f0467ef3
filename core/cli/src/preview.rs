//! `tradewind preview`: draws a model to a file, frames of a turn, or tells what loading and drawing cost.

use clap::{Args, ValueEnum};
use image::{ColorType, ImageFormat};
use std::f32::consts::TAU;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tradewind_render::{Environment, Gpu, GpuChoice, GpuModel, Renderer};
use tradewind_scene::{
    Background, DrawError, Frame, Limits, Loader, Model, ModelError, Orbit, Pose, PreparedModel, Projection,
    ToneMap, View, straight,
};

/// Draws a glTF 2.0 model (.glb, or .gltf with the files beside it).
#[derive(Debug, Args)]
pub(crate) struct PreviewArgs {
    /// The model to draw, .glb or .gltf.
    file: PathBuf,
    /// A room's light as a Radiance picture, 2:1; without it the neutral studio.
    #[arg(long, value_name = "E.hdr")]
    env: Option<PathBuf>,
    /// Through the file's own camera of that number, the first is 0.
    #[arg(long, value_name = "N", conflicts_with = "orbit")]
    camera: Option<usize>,
    /// From around it: theta about +Y from +Z and phi from +Y in radians, radius in metres from the middle.
    #[arg(long, value_name = "THETA,PHI,RADIUS", value_parser = orbit, allow_hyphen_values = true)]
    orbit: Option<[f32; 3]>,
    /// Points across and down.
    #[arg(long, value_name = "WxH", default_value = "1024x1024", value_parser = size)]
    size: (u32, u32),
    /// How light becomes colour.
    #[arg(long, value_enum, default_value_t = Tone::Neutral)]
    tonemap: Tone,
    /// A variant of the model (KHR_materials_variants), by its name.
    #[arg(long, value_name = "NAME")]
    variant: Option<String>,
    /// What is behind the product.
    #[arg(long, value_enum, default_value_t = Behind::White)]
    background: Behind,
    /// Strength of the shadow on the floor, 0 to 1. A model seen through its own camera has none if it is not asked for.
    #[arg(long, value_name = "0..1")]
    shadow: Option<f32>,
    /// Where the picture goes, as PNG.
    #[arg(long, value_name = "P.png", required_unless_present = "bench")]
    out: Option<PathBuf>,
    /// Writes so many frames of one turn around the product, numbered before the ending.
    #[arg(long, value_name = "N", conflicts_with = "camera", value_parser = clap::value_parser!(u32).range(1..=3600))]
    turntable: Option<u32>,
    /// Prints what loading and drawing cost.
    #[arg(long)]
    bench: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Tone {
    Neutral,
    Linear,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Behind {
    White,
    Transparent,
}

fn orbit(text: &str) -> Result<[f32; 3], String> {
    let numbers: Result<Vec<f32>, _> = text.split(',').map(|part| part.trim().parse::<f32>()).collect();
    match numbers.as_deref() {
        Ok([theta, phi, radius])
            if text.is_ascii() && [theta, phi, radius].iter().all(|x| x.is_finite()) && *radius > 0.0 =>
        {
            Ok([*theta, *phi, *radius])
        }
        _ => Err("three numbers are wanted: theta,phi,radius, the radius above 0".to_owned()),
    }
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let (width, height) = text.split_once('x').ok_or("WIDTHxHEIGHT is wanted")?;
    let side = |text: &str| text.parse::<u32>().ok().filter(|side| (1..=16_384).contains(side));
    side(width).zip(side(height)).ok_or_else(|| "each side is from 1 to 16384 points".to_owned())
}

/// What went wrong: a stable code and a sentence.
struct Failed(&'static str, String);

impl From<ModelError> for Failed {
    fn from(error: ModelError) -> Self {
        Self(error.code(), error.to_string())
    }
}

impl From<DrawError> for Failed {
    fn from(error: DrawError) -> Self {
        Self(error.code(), error.to_string())
    }
}

fn file_failed(path: &Path, error: &dyn std::fmt::Display) -> Failed {
    Failed("FILE", format!("{}: {error}", path.display()))
}

/// Runs the command. 0 drawn, 1 not, with a code and a sentence on `err`.
pub(crate) fn run(args: &PreviewArgs, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    match draw(args, out) {
        Ok(()) => 0,
        Err(Failed(code, why)) => {
            let _ = writeln!(err, "tradewind preview: {code}: {why}");
            1
        }
    }
}

fn draw(args: &PreviewArgs, out: &mut dyn Write) -> Result<(), Failed> {
    let bytes = read(&args.file)?;
    let beside = |name: &str| read_beside(&args.file, name);
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
    let environment = match &args.env {
        Some(path) => Environment::from_hdr(&read(path)?)?,
        None => Environment::studio(),
    };
    let renderer = Renderer::new(Gpu::open(&GpuChoice::from_environment())?, environment)?;
    let mut prepared = renderer.prepare(model.clone())?;
    let mut view = View { variant, ..first_view(args, &model)? };
    if args.bench {
        bench(&loader, &bytes, &renderer, &mut prepared, &model, &view, out)?;
    }
    let Some(path) = &args.out else { return Ok(()) };
    let Some(frames) = args.turntable else { return write(path, &*prepared.draw(&view)?) };
    for frame in 0..frames {
        let [theta, phi, radius] = angles(args, &model);
        let orbit = Orbit {
            theta: theta + TAU * frame as f32 / frames as f32,
            phi,
            radius,
            target: model.bounds.centre(),
        };
        (view.pose, view.projection) = (orbit.pose(), orbit.projection(model.bounds));
        write(&numbered(path, frame), &*prepared.draw(&view)?)?;
    }
    Ok(())
}

fn first_view(args: &PreviewArgs, model: &Model) -> Result<View, Failed> {
    let (width, height) = args.size;
    let [theta, phi, radius] = angles(args, model);
    let orbit = Orbit { theta, phi, radius, target: model.bounds.centre() };
    let mut view = View::of(model, orbit, width, height);
    if let Some(number) = args.camera {
        let camera = model.cameras.get(number).ok_or_else(|| {
            Failed("CAMERA", format!("the file has {} cameras, counted from 0", model.cameras.len()))
        })?;
        (view.pose, view.projection) = (camera.pose, camera.projection);
        view.shadow = 0.0;
    }
    if let Some(shadow) = args.shadow {
        view.shadow = shadow.clamp(0.0, 1.0);
    }
    view.tone_map = match args.tonemap {
        Tone::Neutral => ToneMap::Neutral,
        Tone::Linear => ToneMap::Linear,
    };
    view.background = match args.background {
        Behind::White => Background::White,
        Behind::Transparent => Background::Transparent,
    };
    Ok(view)
}

/// The orbit asked for, or the first look, from as far as all of it is seen all the way around.
fn angles(args: &PreviewArgs, model: &Model) -> [f32; 3] {
    args.orbit.unwrap_or_else(|| {
        let (theta, phi) = Orbit::FIRST;
        let aspect = args.size.0 as f32 / args.size.1 as f32;
        let turns = if args.turntable.is_some() { 16 } else { 1 };
        let radius = (0..turns)
            .map(|turn| Orbit::fitting(model.bounds, theta + TAU * turn as f32 / 16.0, phi, aspect).radius)
            .fold(0.0, f32::max);
        [theta, phi, radius]
    })
}

fn read(path: &Path) -> Result<Vec<u8>, Failed> {
    std::fs::read(path).map_err(|error| file_failed(path, &error))
}

/// A file in the model's folder or below it; a name that leads out of it is not read.
fn read_beside(file: &Path, name: &str) -> Option<Vec<u8>> {
    let name = Path::new(name);
    let below = name.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    std::fs::read(file.parent()?.join(below.then_some(name)?)).ok()
}

fn write(path: &Path, frame: &dyn Frame) -> Result<(), Failed> {
    let picture = straight(frame);
    image::save_buffer_with_format(
        path,
        &picture.rgba,
        picture.width,
        picture.height,
        ColorType::Rgba8,
        ImageFormat::Png,
    )
    .map_err(|error| file_failed(path, &error))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_whole_or_refused() {
        assert_eq!(orbit("-0.5, 1.2,2"), Ok([-0.5, 1.2, 2.0]));
        assert_eq!(size("640x480"), Ok((640, 480)));
        for wrong in ["1,2", "1,2,0", "1,2,-1", "nan,1,1", "1,2,3,4", ""] {
            assert!(orbit(wrong).is_err(), "{wrong}");
        }
        for wrong in ["640", "0x1", "1x99999", "ax1"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn nothing_outside_of_the_folder_is_read() {
        let folder = std::env::temp_dir();
        for wrong in ["../etc/hostname", "/etc/hostname", "a/../../b"] {
            assert_eq!(read_beside(&folder.join("m.gltf"), wrong), None);
        }
    }
}
