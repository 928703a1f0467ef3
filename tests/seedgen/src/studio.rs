//! The studio: takes each product's pictures.

use crate::kit::maths::PI;
use crate::{Product, kit};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{Rgb, RgbImage, RgbaImage};
use std::sync::Arc;
use tradewind_render::Renderer;
use tradewind_scene::{Limits, Loader, Model, Orbit, PreparedModel, VERTICAL_FIELD_OF_VIEW, View, straight};

/// Points a side of a shot.
pub const SIDE: u32 = 1024;
/// Points a side of a thumbnail.
pub const THUMB: u32 = 256;

/// Why there is no picture.
#[derive(Debug)]
pub struct StudioError(pub String);

impl<E: std::fmt::Display> From<E> for StudioError {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Takes one picture of each of a product's ways, from its own angle, on pale paper.
pub fn shots(renderer: &Renderer, product: &Product, side: u32) -> Result<Vec<RgbImage>, StudioError> {
    let mut set = Set::new(renderer, product)?;
    (0..product.ways.len())
        .map(|way| set.take(way, product.shot.theta, product.shot.phi, product.shot.distance, side))
        .collect()
}

/// A product on the card.
pub struct Set {
    model: Arc<Model>,
    prepared: Box<dyn PreparedModel>,
}

impl Set {
    /// Makes the model's file, reads it as a phone would, and takes it to the card.
    pub fn new(renderer: &Renderer, product: &Product) -> Result<Self, StudioError> {
        let file = kit::glb::write(product);
        let model = Arc::new(Loader::new(Limits::default()).load(&file)?);
        let prepared = Box::new(renderer.prepare(model.clone())?);
        Ok(Self { model, prepared })
    }

    /// A picture of one way from one angle (degrees).
    pub fn take(
        &mut self,
        way: usize,
        theta: f64,
        phi: f64,
        distance: f64,
        side: u32,
    ) -> Result<RgbImage, StudioError> {
        let radians = |degrees: f64| (degrees * PI / 180.0) as f32;
        let mut orbit = Orbit::fitting(self.model.bounds, radians(theta), radians(phi), 1.0);
        orbit.radius *= distance as f32;
        // Twice as large, then smaller again: fine textures come out clean.
        let mut view = View::of(&self.model, orbit, side * 2, side * 2);
        view.variant = Some(way);
        let picture = straight(&*self.prepared.draw(&view)?);
        let cut = RgbaImage::from_raw(picture.width, picture.height, picture.rgba)
            .ok_or("a frame of another size than asked for")?;
        Ok(image::imageops::resize(&on_paper(&cut), side, side, FilterType::Triangle))
    }

    /// A cut-out of one way on its turntable, colours multiplied with alpha, `width` by `height`, a little above the middle of
    /// the picture: at every angle around (degrees), from as far as its widest side needs, times `distance`.
    pub fn turn(
        &mut self,
        way: usize,
        (theta, phi): (f64, f64),
        distance: f64,
        (width, height): (u32, u32),
    ) -> Result<RgbaImage, StudioError> {
        let radians = |degrees: f64| (degrees * PI / 180.0) as f32;
        let aspect = width as f32 / height.max(1) as f32;
        let fitting = |theta: f64| Orbit::fitting(self.model.bounds, radians(theta), radians(phi), aspect);
        let widest = (0..24).map(|step| fitting(f64::from(step) * 15.0).radius).fold(0.0, f32::max);
        let mut orbit = fitting(theta);
        orbit.radius = widest * distance as f32;
        // Looked at lower, it stands higher: by an eighteenth of the picture's height.
        orbit.target.y -= orbit.radius * 2.0 * libm::tanf(VERTICAL_FIELD_OF_VIEW / 2.0) / 18.0;
        let mut view = View::of(&self.model, orbit, width, height);
        view.variant = Some(way);
        let frame = self.prepared.draw(&view)?;
        let rows = frame.pixels().chunks(frame.stride().max(1)).take(height as usize);
        let pixels =
            rows.flat_map(|row| row.get(..width as usize * 4).unwrap_or_default()).copied().collect();
        RgbaImage::from_raw(width, height, pixels)
            .ok_or_else(|| "a frame of another size than asked for".into())
    }
}

/// Laid on pale paper that is a little darker at the bottom, as in a studio.
fn on_paper(cut: &RgbaImage) -> RgbImage {
    let height = f64::from(cut.height().max(2) - 1);
    RgbImage::from_fn(cut.width(), cut.height(), |x, y| {
        let t = f64::from(y) / height;
        let paper = [248.0 - 10.0 * t, 247.0 - 11.0 * t, 245.0 - 13.0 * t];
        let pixel = cut.get_pixel(x, y).0;
        let alpha = f64::from(pixel[3]) / 255.0;
        Rgb([0, 1, 2].map(|i| (paper[i] * (1.0 - alpha) + f64::from(pixel[i]) * alpha).round() as u8))
    })
}

/// Pictures side by side, `columns` in a row.
pub fn sheet(pictures: &[RgbImage], columns: u32) -> RgbImage {
    let (w, h) = pictures.first().map_or((1, 1), |picture| picture.dimensions());
    let rows = (pictures.len() as u32).div_ceil(columns.max(1));
    let mut all = RgbImage::from_pixel(w * columns, h * rows.max(1), Rgb([255; 3]));
    for (place, picture) in (0u32..).zip(pictures) {
        image::imageops::replace(
            &mut all,
            picture,
            i64::from(place % columns * w),
            i64::from(place / columns * h),
        );
    }
    all
}

/// A thumbnail of a shot.
pub fn thumb(picture: &RgbImage) -> RgbImage {
    image::imageops::resize(picture, THUMB, THUMB, FilterType::CatmullRom)
}

/// The most bytes of a shot's file.
pub const SHOT_BYTES: usize = 120_000;

/// As a JPEG file, as good as it may be within [`SHOT_BYTES`].
pub fn jpeg(picture: &RgbImage) -> Result<Vec<u8>, StudioError> {
    let mut quality = 84;
    loop {
        let mut file = Vec::new();
        JpegEncoder::new_with_quality(&mut file, quality).encode_image(picture)?;
        if file.len() <= SHOT_BYTES || quality <= 40 {
            return Ok(file);
        }
        quality -= 4;
    }
}
