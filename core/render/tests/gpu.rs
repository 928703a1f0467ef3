//! What is drawn, looked at point by point on a real driver: one binary for all pictures.
#![allow(clippy::print_stdout, reason = "skips and measures are said aloud")]

/// Costs: nothing is drawn twice, nothing is made in a steady frame.
#[path = "gpu/cost.rs"]
mod cost;
/// Khronos' 3D Commerce views against their reference pictures.
#[path = "gpu/khronos.rs"]
mod khronos;
/// Light: furnace, tone map, spheres against the integral, a metre that is a metre.
#[path = "gpu/light.rs"]
mod light;
/// SSIM and PSNR.
#[path = "gpu/measure.rs"]
mod measure;
/// Regression pictures, and the same bytes on the same machine.
#[path = "gpu/regression.rs"]
mod regression;
/// Models made here, and the room they stand in.
#[path = "gpu/scenes.rs"]
mod scenes;
