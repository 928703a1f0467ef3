//! The show: turntables of the seed's models with captions in four languages, as HLS that the sandbox merchant loops.
//!
//! [`script::Script`] is what is shown and said (`assets/show/script.tsv`), [`film`] draws it and has ffmpeg encode it,
//! [`files`] writes what stands beside the segments.

pub mod files;
pub mod film;
pub mod script;

use crate::studio::StudioError;
use script::Script;
use std::path::Path;
use tradewind_render::Renderer;

/// Points of a frame: portrait, both even as H.264 wants them, and within its level 3.
pub const WIDTH: u32 = 480;
/// See [`WIDTH`].
pub const HEIGHT: u32 = 854;
/// Frames a second.
pub const FPS: u32 = 15;
/// How long each product is shown, in seconds: two turns.
pub const CHAPTER_S: u32 = 16;
/// How long a turn takes, in seconds.
pub const TURN_S: u32 = 8;
/// How long a segment is, in seconds; a chapter is whole segments.
pub const SEGMENT_S: u32 = 4;

/// Reads `script.tsv` in a folder and makes the show there with the ffmpeg that is named.
pub fn make(folder: &Path, ffmpeg: &str) -> Result<(), StudioError> {
    let script = Script::read(&std::fs::read_to_string(folder.join("script.tsv"))?)?;
    let renderer = Renderer::studio()?;
    film::shoot(&renderer, &script, folder, ffmpeg)?;
    files::write(&script, folder)
}
