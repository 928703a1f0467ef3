//! What a renderer is asked for, so that the app needs to know none.

use crate::bounds::Bounds;
use crate::camera::{Orbit, Pose, Projection};
use crate::image::Picture;
use crate::measure::Line;
use crate::model::Model;
use std::sync::Arc;

/// What is behind the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Background {
    /// Nothing: the picture's alpha says where the product is (premultiplied).
    #[default]
    Transparent,
    /// White, sRGB 0xFFFFFF.
    White,
}

/// How light becomes colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ToneMap {
    /// Khronos PBR Neutral: what is inside the range of the screen keeps its colour.
    #[default]
    Neutral,
    /// As it is, cut off at 1.
    Linear,
}

/// One picture to be drawn.
#[derive(Debug, PartialEq)]
pub struct View {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Position and rotation of the camera.
    pub pose: Pose,
    /// Projection of the camera.
    pub projection: Projection,
    /// Index of the variant that is shown; `None` for the file's own materials.
    pub variant: Option<usize>,
    /// What is drawn behind the product.
    pub background: Background,
    /// How light becomes colour.
    pub tone_map: ToneMap,
    /// Strength of the shadow on the floor, 0..1.
    pub shadow: f32,
    /// Lines drawn over the product, in the model's space.
    pub lines: Vec<Line>,
}

impl Clone for View {
    fn clone(&self) -> Self {
        Self { lines: self.lines.clone(), ..*self }
    }

    /// Into the room that is there: who keeps the last view asks for no memory with each frame.
    fn clone_from(&mut self, source: &Self) {
        let mut lines = std::mem::take(&mut self.lines);
        lines.clone_from(&source.lines);
        *self = Self { lines, ..*source };
    }
}

impl View {
    /// A product as the app shows it: transparent, neutral, on its shadow.
    pub fn of(model: &Model, orbit: Orbit, width: u32, height: u32) -> Self {
        Self::within(model.bounds, orbit, width, height)
    }

    /// As [`View::of`], of a model of which only the bounds are kept.
    pub fn within(bounds: Bounds, orbit: Orbit, width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            pose: orbit.pose(),
            projection: orbit.projection(bounds),
            variant: None,
            background: Background::Transparent,
            tone_map: ToneMap::Neutral,
            shadow: 0.7,
            lines: Vec::new(),
        }
    }

    /// Width over height.
    pub fn aspect(&self) -> f32 {
        self.width as f32 / self.height.max(1) as f32
    }
}

/// What the host lends for drawing. No method is called while a lock is held.
pub trait Painter: Send + Sync {
    /// Uploads a model to the graphics card. Blocks while it does: belongs on a worker.
    fn prepare(&self, model: Arc<Model>) -> Result<Box<dyn PreparedModel>, DrawError>;
}

/// A model that is ready to be drawn.
pub trait PreparedModel: Send {
    /// Draws, or hands out the last frame again where nothing moved.
    fn draw(&mut self, view: &View) -> Result<Arc<dyn Frame>, DrawError>;

    /// What drawing has cost so far.
    fn counters(&self) -> Counters;
}

/// A drawn picture: it lends its pixels for as long as it lives.
pub trait Frame: Send + Sync {
    /// Width in pixels.
    fn width(&self) -> u32;

    /// Height in pixels.
    fn height(&self) -> u32;

    /// Bytes from one row to the next.
    fn stride(&self) -> usize;

    /// RGBA, 8 bits each, sRGB, premultiplied with alpha; rows from the top, `stride` bytes apart.
    fn pixels(&self) -> &[u8];
}

/// A frame as files want it: rows without gaps, colours not multiplied with alpha.
pub fn straight(frame: &dyn Frame) -> Picture {
    let (width, height, row) = (frame.width(), frame.height(), frame.width() as usize * 4);
    let mut rgba = Vec::with_capacity(row * height as usize);
    for line in frame.pixels().chunks(frame.stride().max(1)).take(height as usize) {
        rgba.extend_from_slice(line.get(..row).unwrap_or_default());
    }
    for pixel in rgba.chunks_exact_mut(4) {
        let alpha = u32::from(pixel[3]);
        if alpha > 0 && alpha < 255 {
            for channel in &mut pixel[..3] {
                *channel = ((u32::from(*channel) * 255 + alpha / 2) / alpha).min(255) as u8;
            }
        }
    }
    Picture { width, height, rgba }
}

/// What drawing has cost: the same on every machine for the same calls.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counters {
    /// Frames that were drawn anew.
    pub frames: u64,
    /// Calls answered with the last frame because nothing had moved.
    pub reused: u64,
    /// Render passes of those frames.
    pub passes: u64,
    /// Draw calls in those passes.
    pub draws: u64,
    /// Bytes written to the graphics card.
    pub uploaded_bytes: u64,
    /// Buffers, textures, bind groups and pipelines made.
    pub allocations: u64,
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DrawError {
    /// This machine has nothing that can draw.
    #[error("no graphics adapter")]
    NoAdapter,
    /// The graphics card was lost or ran out of memory.
    #[error("the graphics device failed: {0}")]
    Device(String),
    /// A picture without points, or larger than the card can draw.
    #[error("a picture of {width} x {height} cannot be drawn")]
    Size {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// An environment that is not a Radiance picture of 2:1.
    #[error("broken environment: {0}")]
    Environment(String),
}

impl DrawError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoAdapter => "DRAW_NO_ADAPTER",
            Self::Device(_) => "DRAW_DEVICE",
            Self::Size { .. } => "DRAW_SIZE",
            Self::Environment(_) => "DRAW_ENVIRONMENT",
        }
    }
}
