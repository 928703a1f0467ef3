//! One still picture of a model, as the command line asks for it.

use super::args::{Behind, PreviewArgs, Tone};
use super::failed::Failed;
use image::{ColorType, ImageFormat};
use std::f32::consts::TAU;
use std::path::Path;
use tradewind_render::{Environment, Gpu, GpuChoice, Renderer};
use tradewind_scene::{Background, Frame, Model, Orbit, ToneMap, View, straight};

/// Opens the card in the light that is asked for.
pub(super) fn renderer(args: &PreviewArgs, choice: &GpuChoice) -> Result<Renderer, Failed> {
    let environment = match &args.env {
        Some(path) => {
            Environment::from_hdr(&std::fs::read(path).map_err(|error| Failed::file(path, &error))?)?
        }
        None => Environment::studio(),
    };
    Ok(Renderer::new(Gpu::open(choice)?, environment)?)
}

/// How the model is first seen, in its own materials.
pub(super) fn first_view(args: &PreviewArgs, model: &Model) -> Result<View, Failed> {
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
pub(super) fn angles(args: &PreviewArgs, model: &Model) -> [f32; 3] {
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

/// Writes a frame as PNG.
pub(super) fn write(path: &Path, frame: &dyn Frame) -> Result<(), Failed> {
    let picture = straight(frame);
    image::save_buffer_with_format(
        path,
        &picture.rgba,
        picture.width,
        picture.height,
        ColorType::Rgba8,
        ImageFormat::Png,
    )
    .map_err(|error| Failed::file(path, &error))
}
