//! A painter without a graphics card: each triangle flat in its material's colour, the nearest in front. Slow and plain, but
//! its pixels depend on all that a view says: camera, variant, size and lines.

use glam::{Mat4, Vec3, Vec4};
use std::sync::Arc;
use tradewind_scene::measure::Line;
use tradewind_scene::{Counters, DrawError, Frame, Model, Painter, PreparedModel, View};

/// The largest picture, as a graphics card has one too.
const MAX_SIDE: u32 = 1_024;

/// Draws with the processor alone. `alive` is held by each prepared model, so that a test sees when they are let go.
#[derive(Debug, Default)]
pub struct SoftPainter {
    /// Held by each prepared model.
    pub alive: Arc<()>,
}

impl Painter for SoftPainter {
    fn prepare(&self, model: Arc<Model>) -> Result<Box<dyn PreparedModel>, DrawError> {
        let alive = self.alive.clone();
        Ok(Box::new(SoftModel { model, last: None, counters: Counters::default(), _alive: alive }))
    }
}

struct SoftModel {
    model: Arc<Model>,
    last: Option<(View, Arc<Picture>)>,
    counters: Counters,
    _alive: Arc<()>,
}

struct Picture {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

impl Frame for Picture {
    fn width(&self) -> u32 {
        self.width
    }

    fn height(&self) -> u32 {
        self.height
    }

    fn stride(&self) -> usize {
        self.width as usize * 4
    }

    fn pixels(&self) -> &[u8] {
        &self.rgba
    }
}

impl PreparedModel for SoftModel {
    fn draw(&mut self, view: &View) -> Result<Arc<dyn Frame>, DrawError> {
        let (width, height) = (view.width, view.height);
        if width.clamp(1, MAX_SIDE) != width || height.clamp(1, MAX_SIDE) != height {
            return Err(DrawError::Size { width, height });
        }
        if let Some((last, picture)) = &self.last
            && last == view
        {
            self.counters.reused += 1;
            return Ok(picture.clone());
        }
        let mut canvas = Canvas::new(view);
        for primitive in &self.model.primitives {
            let colour = self.model.materials[primitive.material_for(view.variant)].base_colour;
            for corners in primitive.indices.chunks_exact(3) {
                let corner = |at: usize| Vec3::from(primitive.vertices[corners[at] as usize].position);
                canvas.triangle([corner(0), corner(1), corner(2)], colour);
            }
            self.counters.draws += 1;
        }
        view.lines.iter().for_each(|line| canvas.line(*line));
        self.counters.frames += 1;
        let picture = Arc::new(Picture { width, height, rgba: canvas.rgba });
        self.last = Some((view.clone(), picture.clone()));
        Ok(picture)
    }

    fn counters(&self) -> Counters {
        self.counters
    }
}

struct Canvas {
    seen: Mat4,
    width: usize,
    height: usize,
    rgba: Vec<u8>,
    depth: Vec<f32>,
}

impl Canvas {
    fn new(view: &View) -> Self {
        let (width, height) = (view.width as usize, view.height as usize);
        Self {
            seen: view.projection.matrix(view.aspect()) * view.pose.view,
            width,
            height,
            rgba: vec![0; width * height * 4],
            depth: vec![f32::INFINITY; width * height],
        }
    }

    /// Point across, point down, depth; nothing behind the eye.
    fn place(&self, at: Vec3) -> Option<Vec3> {
        let clip: Vec4 = self.seen * at.extend(1.0);
        let (x, y, z) = (clip.x / clip.w, clip.y / clip.w, clip.z / clip.w);
        let across = (x * 0.5 + 0.5) * self.width as f32;
        (clip.w > 1e-6).then(|| Vec3::new(across, (0.5 - y * 0.5) * self.height as f32, z))
    }

    fn triangle(&mut self, corners: [Vec3; 3], colour: [f32; 4]) {
        let normal = (corners[1] - corners[0]).cross(corners[2] - corners[0]).normalize_or(Vec3::Y);
        let light = 0.35 + 0.65 * normal.dot(Vec3::new(0.3, 0.8, 0.5)).max(0.0);
        let [Some(a), Some(b), Some(c)] = corners.map(|corner| self.place(corner)) else { return };
        let area = (b - a).cross(c - a).z;
        let (low, high) = (a.min(b).min(c), a.max(b).max(c));
        for y in range(low.y, high.y, self.height) {
            for x in range(low.x, high.x, self.width) {
                let p = Vec3::new(x as f32 + 0.5, y as f32 + 0.5, 0.0);
                let share = |from: Vec3, to: Vec3| (to - from).cross(p - from).z / area;
                let (u, v, w) = (share(b, c), share(c, a), share(a, b));
                if area.abs() > 1e-9 && u >= 0.0 && v >= 0.0 && w >= 0.0 {
                    self.plot(x, y, u * a.z + v * b.z + w * c.z, colour, light);
                }
            }
        }
    }

    fn line(&mut self, Line { from, to }: Line) {
        for step in 0..=200 {
            if let Some(place) = self.place(from.lerp(to, step as f32 / 200.0))
                && place.x >= 0.0
                && place.y >= 0.0
            {
                self.plot(place.x as usize, place.y as usize, place.z, [0.0, 0.0, 0.0, 1.0], 1.0);
            }
        }
    }

    fn plot(&mut self, x: usize, y: usize, depth: f32, colour: [f32; 4], light: f32) {
        if x >= self.width || y >= self.height || depth > self.depth[y * self.width + x] {
            return;
        }
        self.depth[y * self.width + x] = depth;
        let [r, g, b, _] = colour.map(|part| ((part * light).powf(1.0 / 2.2).clamp(0.0, 1.0) * 255.0) as u8);
        self.rgba[(y * self.width + x) * 4..][..4].copy_from_slice(&[r, g, b, 255]);
    }
}

fn range(low: f32, high: f32, end: usize) -> std::ops::Range<usize> {
    let at = |place: f32| (place.max(0.0) as usize).min(end);
    at(low.floor())..at(high.ceil())
}
