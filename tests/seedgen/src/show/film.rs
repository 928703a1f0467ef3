//! The picture: each product turns on a plain ground, drawn frame by frame into ffmpeg.

use super::measures::{CHAPTER_S, FPS, HEIGHT, SEGMENT_S, TURN_S, WIDTH};
use super::script::Script;
use crate::kit::maths::PI;
use crate::studio::{self, Set, StudioError};
use crate::{Product, forms};
use image::{Rgb, RgbImage, RgbaImage};
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tradewind_render::Renderer;

/// Paper behind the products, one after another, at the top; it is a little darker at the bottom.
const PAPERS: [[f64; 3]; 4] =
    [[235.0, 239.0, 245.0], [238.0, 243.0, 238.0], [246.0, 240.0, 229.0], [244.0, 238.0, 233.0]];
/// How long a product comes and goes, in frames.
const FADE: u32 = 6;

/// Draws the whole show and leaves `init.mp4`, `v000.m4s`.. and `poster.jpg` in a folder.
pub fn shoot(renderer: &Renderer, script: &Script, folder: &Path, ffmpeg: &str) -> Result<(), StudioError> {
    let mut encoder = encoder(ffmpeg, folder)?;
    let mut pipe = encoder.stdin.take().ok_or("ffmpeg takes nothing")?;
    for (at, item) in script.items.iter().enumerate() {
        let (product, way) = staged(item)?;
        let mut set = Set::new(renderer, &product)?;
        let paper = paper(PAPERS[at % PAPERS.len()]);
        let turn = turn(&mut set, &product, way)?;
        for frame in 0..CHAPTER_S * FPS {
            let left = frame.min(CHAPTER_S * FPS - 1 - frame);
            let shown = f64::from((left + 1).min(FADE)) / f64::from(FADE);
            let cut = &turn[frame as usize % turn.len()];
            let picture = laid(cut, &paper, shown);
            if at == 0 && frame == FPS {
                std::fs::write(folder.join("poster.jpg"), studio::jpeg(&picture)?)?;
            }
            pipe.write_all(picture.as_raw())?;
        }
    }
    drop(pipe);
    let status = encoder.wait()?;
    if status.success() { Ok(()) } else { Err(StudioError(format!("ffmpeg ended with {status}"))) }
}

/// The form and the way of an item id.
fn staged(item: &str) -> Result<(Product, usize), StudioError> {
    let unknown = || StudioError(format!("script.tsv: no such item: {item}"));
    let (form, way) = item.rsplit_once('-').ok_or_else(unknown)?;
    let product = forms::all().into_iter().find(|product| product.id == form).ok_or_else(unknown)?;
    let way = product.ways.iter().position(|known| *known == way).ok_or_else(unknown)?;
    Ok((product, way))
}

/// One turn of a product, cut out, from the side that its pictures are taken from.
fn turn(set: &mut Set, product: &Product, way: usize) -> Result<Vec<RgbaImage>, StudioError> {
    let frames = TURN_S * FPS;
    (0..frames)
        .map(|frame| {
            let turn = f64::from(frame) / f64::from(frames);
            let theta = product.shot.theta + 360.0 * turn;
            // Up and down by a few degrees, and nearer in its middle: at its end it stands as at its start.
            let phi = product.shot.phi.clamp(55.0, 84.0) - 4.0 * libm::sin(2.0 * PI * turn);
            let distance = 1.05 + 0.05 * libm::cos(2.0 * PI * turn);
            let cut = set.turn(way, (theta, phi), distance, (WIDTH * 3 / 2, HEIGHT * 3 / 2))?;
            Ok(image::imageops::resize(&cut, WIDTH, HEIGHT, image::imageops::FilterType::Triangle))
        })
        .collect()
}

/// An empty ground.
fn paper(top: [f64; 3]) -> RgbImage {
    RgbImage::from_fn(WIDTH, HEIGHT, |_, y| {
        let t = f64::from(y) / f64::from(HEIGHT - 1);
        Rgb(top.map(|level| (level - 16.0 * t).round() as u8))
    })
}

/// A cut-out, multiplied with its alpha, on paper; `shown` of it from 0 to 1.
fn laid(cut: &RgbaImage, paper: &RgbImage, shown: f64) -> RgbImage {
    RgbImage::from_fn(paper.width(), paper.height(), |x, y| {
        let (ground, pixel) = (paper.get_pixel(x, y).0, cut.get_pixel(x, y).0);
        let left = 1.0 - f64::from(pixel[3]) / 255.0 * shown;
        Rgb([0, 1, 2].map(|i| (f64::from(ground[i]) * left + f64::from(pixel[i]) * shown).round() as u8))
    })
}

/// ffmpeg, waiting for frames. Nothing of the machine or the moment goes into what it writes; no frame leans on a later one, so
/// that a player may begin at any segment.
fn encoder(ffmpeg: &str, folder: &Path) -> Result<Child, StudioError> {
    let (size, fps, group) = (format!("{WIDTH}x{HEIGHT}"), FPS.to_string(), (FPS * SEGMENT_S).to_string());
    let hls_time = SEGMENT_S.to_string();
    let input = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", &size, "-r", &fps, "-i", "-"];
    let video = ["-an", "-c:v", "libx264", "-profile:v", "main", "-level", "3.0", "-pix_fmt", "yuv420p"];
    let rate = ["-preset", "slower", "-bf", "0", "-crf", "25", "-maxrate", "340k", "-bufsize", "680k"];
    let groups = ["-g", &group, "-keyint_min", &group, "-sc_threshold", "0", "-threads", "1"];
    let colour = ["-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709"];
    let exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"];
    let hls = ["-f", "hls", "-hls_time", &hls_time, "-hls_segment_type", "fmp4", "-hls_playlist_type", "vod"];
    let names = ["-hls_fmp4_init_filename", "init.mp4", "-hls_segment_filename", "v%03d.m4s"];
    let child = Command::new(ffmpeg)
        .current_dir(folder)
        .args(["-hide_banner", "-loglevel", "error", "-y"])
        .args(input)
        .args(colour)
        .args(video)
        .args(rate)
        .args(groups)
        .args(exact)
        .args(hls)
        .args(names)
        .arg("video.m3u8")
        .stdin(Stdio::piped())
        .spawn();
    child.map_err(|error| StudioError(format!("{ffmpeg} (Debian: apt-get install ffmpeg): {error}")))
}
