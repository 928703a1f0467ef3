//! What `tradewind preview` is asked.

use clap::{Args, ValueEnum};
use std::path::PathBuf;
use tradewind_domain::Language;

/// What scripts may rely on.
const EXITS: &str = "\
Exit codes:
  0  drawn; with --check, every model is one that phones show, whatever was found of it
  1  not drawn, with a code and a sentence; with --check and --out, a picture could not be drawn
  2  used wrongly; with --check, nothing there to be checked, or too much
  5  with --check, a model that phones refuse

With --json, --check prints a line for each model: path, ok, code and sentence (why it is refused, or why there is no picture),
findings (code, text), size_m (width, height, depth in metres), triangles, vertices, texture_bytes (on a phone, with the smaller
levels), animations (name, seconds), variants, picture.";

/// Draws a glTF 2.0 model (.glb, or .gltf with the files beside it), or checks many.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub(crate) struct PreviewArgs {
    /// The model to draw, .glb or .gltf; with --check also a folder, in which and below which all models are checked.
    pub(super) file: PathBuf,
    /// Tells of each model whether phones show it, what of it they draw in another way, how large it is and what it costs. Each
    /// is loaded within a phone's limits and in ten seconds.
    #[arg(long, conflicts_with_all = ["camera", "orbit", "variant", "turntable", "bench"])]
    pub(super) check: bool,
    /// Prints JSON, a line for each model that is checked.
    #[arg(long, requires = "check")]
    pub(super) json: bool,
    /// Whose words and, by the region, whose units sizes are said in beside metres, as in en-US.
    #[arg(long, requires = "check", value_parser = language)]
    pub(super) lang: Option<Language>,
    /// A room's light as a Radiance picture, 2:1; without it the neutral studio.
    #[arg(long, value_name = "E.hdr")]
    pub(super) env: Option<PathBuf>,
    /// Through the file's own camera of that number, the first is 0.
    #[arg(long, value_name = "N", conflicts_with = "orbit")]
    pub(super) camera: Option<usize>,
    /// From around it: theta about +Y from +Z and phi from +Y in radians, radius in metres from the middle.
    #[arg(long, value_name = "THETA,PHI,RADIUS", value_parser = orbit, allow_hyphen_values = true)]
    pub(super) orbit: Option<[f32; 3]>,
    /// Points across and down.
    #[arg(long, value_name = "WxH", default_value = "1024x1024", value_parser = size)]
    pub(super) size: (u32, u32),
    /// How light becomes colour.
    #[arg(long, value_enum, default_value_t = Tone::Neutral)]
    pub(super) tonemap: Tone,
    /// A variant of the model (KHR_materials_variants), by its name.
    #[arg(long, value_name = "NAME")]
    pub(super) variant: Option<String>,
    /// What is behind the product.
    #[arg(long, value_enum, default_value_t = Behind::White)]
    pub(super) background: Behind,
    /// Strength of the shadow on the floor, 0 to 1. A model seen through its own camera has none if it is not asked for.
    #[arg(long, value_name = "0..1")]
    pub(super) shadow: Option<f32>,
    /// Where the picture goes, as PNG; with --check a folder, in which each model has a picture of its own name.
    #[arg(long, value_name = "P.png", required_unless_present_any = ["bench", "check"])]
    pub(super) out: Option<PathBuf>,
    /// Writes so many frames of one turn around the product, numbered before the ending.
    #[arg(long, value_name = "N", conflicts_with = "camera", value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub(super) turntable: Option<u32>,
    /// Prints what loading and drawing cost.
    #[arg(long)]
    pub(super) bench: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Tone {
    Neutral,
    Linear,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Behind {
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

fn language(text: &str) -> Result<Language, String> {
    Language::parse(text).map_err(|_| format!("{text}: expected a language, as in en-US"))
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
}
