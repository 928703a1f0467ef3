//! Measured depth: what a host lends of it, and how much of a product is seen in front of what is there. The reference that the
//! shader follows.

use super::check;
use super::error::ArError;
use super::picture::PicturePlane;

/// Most points of a side.
const MOST: u32 = 4096;
/// Metres by which a product may be behind what was measured and is still seen: a foot on the floor is.
const SLACK: f32 = 0.03;
/// The same as a part of the distance: sensors are worse the farther away (about 2 % from motion at 5 m).
const SLACK_A_METRE: f32 = 0.02;
/// Width of the edge of what is covered, in pixels of the view.
const EDGE: f32 = 3.0;

/// How a value of depth is written; low byte first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DepthFormat {
    /// 16 bits, millimetres; 0 is unknown.
    Millimetres,
    /// 32 bits, metres; 0 and what is not finite is unknown.
    Metres,
}

/// A picture of depths along the line of sight (the camera's -Z).
#[derive(Debug, Clone)]
pub struct DepthPicture {
    /// Width in points.
    pub width: u32,
    /// Height in points.
    pub height: u32,
    /// How values are written.
    pub format: DepthFormat,
    /// The values; both strides in bytes.
    pub values: PicturePlane,
    /// How sure each is, 0..255; nothing where the host does not say.
    pub confidence: Option<PicturePlane>,
    /// From places of the view (0..1 from the top left) to places of this picture, columns first.
    pub uv: [f32; 9],
    /// Whether the host says that it is of use now.
    pub is_valid: bool,
}

impl DepthPicture {
    /// Refuses what a reader would run over.
    pub fn check(&self) -> Result<(), ArError> {
        check::size(self.width, self.height, MOST, "depth picture")?;
        check::uv(&self.uv, "depth uv")?;
        let (width, height) = (self.width as usize, self.height as usize);
        let values = self.values.holds(width, height, self.bytes_a_value());
        let confidence = self.confidence.as_ref().is_none_or(|plane| plane.holds(width, height, 1));
        if values && confidence { Ok(()) } else { Err(ArError::Bytes("depth picture")) }
    }

    fn bytes_a_value(&self) -> usize {
        match self.format {
            DepthFormat::Millimetres => 2,
            DepthFormat::Metres => 4,
        }
    }

    /// Metres at a point and how sure they are, 0..1; (0, 0) outside and where nothing is known.
    pub fn at(&self, x: u32, y: u32) -> (f32, f32) {
        if !self.is_valid || x >= self.width || y >= self.height {
            return (0.0, 0.0);
        }
        let (x, y) = (x as usize, y as usize);
        let metres = match self.format {
            DepthFormat::Millimetres => f32::from(u16::from_le_bytes(self.values.values(x, y))) / 1000.0,
            DepthFormat::Metres => f32::from_le_bytes(self.values.values(x, y)),
        };
        if !metres.is_finite() || metres <= 0.0 {
            return (0.0, 0.0);
        }
        let sure = self.confidence.as_ref().map_or(1.0, |plane| f32::from(plane.value(x, y)) / 255.0);
        (metres, sure)
    }

    /// How much of a product's point is seen, 0..1: it is `product` metres away at a place of the view (0..1) that is `pixels`
    /// wide. The four measured points around it are held against it one by one and mixed by how near they are, then the mix is
    /// made as steep as an edge of 3 pixels: depths themselves are never mixed, so that no surface is made up between two.
    pub fn visibility(&self, x: f32, y: f32, product: f32, pixels: f32) -> f32 {
        let [a, b, c, d, e, f, g, h, i] = self.uv;
        let w = c * x + f * y + i;
        let (u, v) = ((a * x + d * y + g) / w, (b * x + e * y + h) / w);
        if !u.is_finite() || !v.is_finite() {
            return 1.0;
        }
        let place = |at: f32, side: u32| (at * side as f32 - 0.5).clamp(0.0, (side - 1) as f32);
        let (px, py) = (place(u, self.width), place(v, self.height));
        let (x0, y0, fx, fy) = (px as u32, py as u32, px.fract(), py.fract());
        let (x1, y1) = ((x0 + 1).min(self.width - 1), (y0 + 1).min(self.height - 1));
        let look = |x: u32, y: u32| {
            let (measured, sure) = self.at(x, y);
            visible(product, measured, sure)
        };
        let upper = look(x0, y0) * (1.0 - fx) + look(x1, y0) * fx;
        let lower = look(x0, y1) * (1.0 - fx) + look(x1, y1) * fx;
        // Measured points across the width of the view.
        let across = (a * self.width as f32).hypot(b * self.height as f32).max(1e-6);
        let steep = (pixels / across / EDGE).max(1.0);
        ((upper * (1.0 - fy) + lower * fy - 0.5) * steep + 0.5).clamp(0.0, 1.0)
    }
}

/// How much of a product is seen, 0..1, that is `product` metres away where `measured` metres were measured, `sure` 0..1. What is
/// unknown covers nothing.
pub fn visible(product: f32, measured: f32, sure: f32) -> f32 {
    let is_known = measured > 0.0 && measured.is_finite() && sure > 0.0;
    if !is_known {
        return 1.0;
    }
    // Wholly seen up to one slack behind what is there, gone at two.
    let slack = SLACK + SLACK_A_METRE * measured;
    let part = ((measured + 2.0 * slack - product) / slack).clamp(0.0, 1.0);
    let seen = part * part * (3.0 - 2.0 * part);
    1.0 - sure.min(1.0) * (1.0 - seen)
}
