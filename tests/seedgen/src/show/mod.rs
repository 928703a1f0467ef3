//! The show: turntables of the seed's models with captions in four languages, as HLS that the sandbox merchant loops.
//!
//! [`script::Script`] is what is shown and said (`assets/show/script.tsv`), [`film`] draws it and has ffmpeg encode it,
//! [`files`] writes what stands beside the segments.

pub mod files;
pub mod film;
mod measures;
pub mod script;

pub use measures::{CHAPTER_S, FPS, HEIGHT, SEGMENT_S, TURN_S, WIDTH};

use crate::studio::StudioError;
use script::Script;
use std::path::Path;
use tradewind_render::Renderer;

/// Reads `script.tsv` in a folder and makes the show there with the ffmpeg that is named.
pub fn make(folder: &Path, ffmpeg: &str) -> Result<(), StudioError> {
    let script = Script::read(&std::fs::read_to_string(folder.join("script.tsv"))?)?;
    let renderer = Renderer::studio()?;
    film::shoot(&renderer, &script, folder, ffmpeg)?;
    files::write(&script, folder)
}
