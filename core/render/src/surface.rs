//! A window's surface: it comes and goes with the window, the card and the models on it stay.
#![allow(
    unsafe_code,
    reason = "a surface is made from a window's raw handle, which only the host can vouch for"
)]

use crate::buffers::Bill;
use crate::frame::multisampled;
use crate::gpu::Gpu;
use crate::gpu_model::GpuModel;
use crate::renderer::Renderer;
use raw_window_handle::{RawDisplayHandle, RawWindowHandle};
use tradewind_scene::{DrawError, View};

/// What became of a picture that was to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// It is on the screen.
    Drawn,
    /// It is there already: nothing moved.
    Unchanged,
    /// The window takes no picture now (hidden, busy, just resized): the same call later shows it.
    Later,
    /// The surface is gone for good: the host makes another from its window.
    Lost,
}

/// What a window's surface answers when it is asked for the next picture (all that wgpu 30 tells apart).
enum Next<P> {
    Good(P),
    /// Good, and another configuration would be better.
    Stale(P),
    Later,
    Outdated,
    Lost,
    Broken,
}

/// A chain of pictures for a window: the system's, or one of a test.
trait Chain {
    type Picture;
    fn configure(&mut self, width: u32, height: u32);
    fn next(&mut self) -> Next<Self::Picture>;
    fn show(&mut self, picture: Self::Picture);
}

/// The rules of showing, apart from the system.
struct Window<C> {
    chain: C,
    size: (u32, u32),
    configured: bool,
    last: Option<View>,
}

impl<C: Chain> Window<C> {
    fn new(chain: C, width: u32, height: u32) -> Self {
        Self { chain, size: (width, height), configured: false, last: None }
    }

    fn resize(&mut self, width: u32, height: u32) {
        if self.size != (width, height) {
            self.size = (width, height);
            self.configured = false;
            self.last = None;
        }
    }

    fn draw(
        &mut self,
        view: &View,
        mut paint: impl FnMut(&C::Picture) -> Result<(), DrawError>,
    ) -> Result<Shown, DrawError> {
        if self.last.as_ref() == Some(view) {
            return Ok(Shown::Unchanged);
        }
        let (width, height) = self.size;
        if width == 0 || height == 0 {
            return Ok(Shown::Later);
        }
        // An outdated surface is configured anew and asked once more, not for ever.
        for _ in 0..2 {
            if !self.configured {
                self.chain.configure(width, height);
                self.configured = true;
            }
            let (picture, stale) = match self.chain.next() {
                Next::Good(picture) => (picture, false),
                Next::Stale(picture) => (picture, true),
                Next::Later => return Ok(Shown::Later),
                Next::Outdated => {
                    self.configured = false;
                    continue;
                }
                Next::Lost => {
                    self.last = None;
                    return Ok(Shown::Lost);
                }
                Next::Broken => return Err(DrawError::Device("the surface refused its picture".to_owned())),
            };
            paint(&picture)?;
            self.chain.show(picture);
            self.configured = !stale;
            match &mut self.last {
                Some(last) => last.clone_from(view),
                None => self.last = Some(view.clone()),
            }
            return Ok(Shown::Drawn);
        }
        Ok(Shown::Later)
    }
}

/// A surface of a window, on which prepared models are drawn.
pub struct Surface {
    window: Window<System>,
    parts: Option<Parts>,
    /// The view that was asked for last, in the window's size.
    view: Option<View>,
}

/// What a picture of the window's size is drawn through.
struct Parts {
    size: (u32, u32),
    samples: wgpu::TextureView,
    depth: wgpu::TextureView,
}

impl Surface {
    /// A surface of `width` by `height` points on a window.
    ///
    /// # Safety
    /// The handles are of a living window, and it outlives the surface.
    pub unsafe fn on(
        renderer: &Renderer,
        display: Option<RawDisplayHandle>,
        window: RawWindowHandle,
        width: u32,
        height: u32,
    ) -> Result<Self, DrawError> {
        let target =
            wgpu::SurfaceTargetUnsafe::RawHandle { raw_display_handle: display, raw_window_handle: window };
        // SAFETY: the caller promises the same.
        unsafe { Self::on_target(renderer, target, width, height) }
    }

    /// A surface of `width` by `height` points on a Metal layer.
    ///
    /// # Safety
    /// The pointer is of a living `CAMetalLayer`, and the layer outlives the surface.
    #[cfg(target_vendor = "apple")]
    pub unsafe fn on_layer(
        renderer: &Renderer,
        layer: std::ptr::NonNull<std::ffi::c_void>,
        width: u32,
        height: u32,
    ) -> Result<Self, DrawError> {
        let target = wgpu::SurfaceTargetUnsafe::CoreAnimationLayer(layer.as_ptr());
        // SAFETY: the caller promises the same.
        unsafe { Self::on_target(renderer, target, width, height) }
    }

    /// # Safety
    /// What the target names lives, and outlives the surface.
    unsafe fn on_target(
        renderer: &Renderer,
        target: wgpu::SurfaceTargetUnsafe,
        width: u32,
        height: u32,
    ) -> Result<Self, DrawError> {
        let gpu = renderer.gpu();
        // SAFETY: the caller promises the same.
        let surface = unsafe { gpu.instance.create_surface_unsafe(target) };
        let surface = surface.map_err(|error| DrawError::Device(error.to_string()))?;
        let known = surface.get_capabilities(&gpu.adapter);
        // The shader encodes sRGB itself.
        let plain = [wgpu::TextureFormat::Rgba8Unorm, wgpu::TextureFormat::Bgra8Unorm];
        let format = plain.into_iter().find(|format| known.formats.contains(format));
        let format =
            format.ok_or_else(|| DrawError::Device("the window takes no 8-bit picture".to_owned()))?;
        let see_through = wgpu::CompositeAlphaMode::PreMultiplied;
        let alpha_mode = if known.alpha_modes.contains(&see_through) {
            see_through
        } else {
            wgpu::CompositeAlphaMode::Auto
        };
        let config = wgpu::SurfaceConfiguration {
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
            format,
            color_space: wgpu::SurfaceColorSpace::Auto,
            width,
            height,
            present_mode: wgpu::PresentMode::Fifo,
            desired_maximum_frame_latency: 2,
            alpha_mode,
            view_formats: Vec::new(),
        };
        let chain = System { gpu: gpu.clone(), surface, config };
        Ok(Self { window: Window::new(chain, width, height), parts: None, view: None })
    }

    /// The window has another size.
    pub fn resize(&mut self, width: u32, height: u32) {
        self.window.resize(width, height);
    }

    /// Shows `view` (in the surface's own size), if it is not shown already.
    pub fn draw(&mut self, prepared: &mut GpuModel, view: &View) -> Result<Shown, DrawError> {
        let (width, height) = self.window.size;
        let longest = self.window.chain.gpu.longest_side();
        if width > longest || height > longest {
            return Err(DrawError::Size { width, height });
        }
        let own = self.view.get_or_insert_with(|| view.clone());
        own.clone_from(view);
        (own.width, own.height) = (width, height);
        let view = &*own;
        let format = self.window.chain.config.format;
        let (gpu, parts) = (self.window.chain.gpu.clone(), &mut self.parts);
        self.window.draw(view, |picture| {
            if parts.as_ref().is_none_or(|parts| parts.size != (width, height)) {
                let mut bill = Bill { gpu: &gpu, counters: prepared.bill() };
                let [samples, depth] = multisampled(&mut bill, width, height, format);
                *parts = Some(Parts { size: (width, height), samples, depth });
            }
            let Some(parts) = parts.as_ref() else { return Ok(()) };
            let seen = picture.texture.create_view(&wgpu::TextureViewDescriptor::default());
            let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
            prepared.paint(&mut encoder, view, format, [&parts.samples, &parts.depth, &seen]);
            gpu.queue.submit([encoder.finish()]);
            prepared.bill().frames += 1;
            gpu.check()
        })
    }
}

/// The system's surface.
struct System {
    gpu: Gpu,
    surface: wgpu::Surface<'static>,
    config: wgpu::SurfaceConfiguration,
}

impl Chain for System {
    type Picture = wgpu::SurfaceTexture;

    fn configure(&mut self, width: u32, height: u32) {
        (self.config.width, self.config.height) = (width, height);
        self.surface.configure(&self.gpu.device, &self.config);
    }

    fn next(&mut self) -> Next<Self::Picture> {
        match self.surface.get_current_texture() {
            wgpu::CurrentSurfaceTexture::Success(picture) => Next::Good(picture),
            wgpu::CurrentSurfaceTexture::Suboptimal(picture) => Next::Stale(picture),
            wgpu::CurrentSurfaceTexture::Timeout | wgpu::CurrentSurfaceTexture::Occluded => Next::Later,
            wgpu::CurrentSurfaceTexture::Outdated => Next::Outdated,
            wgpu::CurrentSurfaceTexture::Lost => Next::Lost,
            wgpu::CurrentSurfaceTexture::Validation => Next::Broken,
        }
    }

    fn show(&mut self, picture: Self::Picture) {
        self.gpu.queue.present(picture);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec3;
    use std::collections::VecDeque;
    use tradewind_scene::{Bounds, Orbit};

    /// A window that answers as it is told, and remembers what was asked.
    #[derive(Default)]
    struct Told {
        answers: VecDeque<Next<u8>>,
        asked: Vec<String>,
    }

    impl Chain for Told {
        type Picture = u8;

        fn configure(&mut self, width: u32, height: u32) {
            self.asked.push(format!("configure {width}x{height}"));
        }

        fn next(&mut self) -> Next<u8> {
            self.answers.pop_front().unwrap_or(Next::Good(0))
        }

        fn show(&mut self, picture: u8) {
            self.asked.push(format!("show {picture}"));
        }
    }

    fn view(theta: f32) -> View {
        let bounds = Bounds { min: Vec3::ZERO, max: Vec3::ONE };
        let orbit = Orbit::fitting(bounds, theta, 1.0, 1.0);
        View {
            width: 8,
            height: 8,
            pose: orbit.pose(),
            projection: orbit.projection(bounds),
            variant: None,
            background: tradewind_scene::Background::Transparent,
            tone_map: tradewind_scene::ToneMap::Neutral,
            shadow: 0.0,
            lines: Vec::new(),
        }
    }

    fn run(answers: Vec<Next<u8>>, times: usize) -> (Vec<Result<Shown, DrawError>>, Vec<String>) {
        let mut window = Window::new(Told { answers: answers.into(), asked: Vec::new() }, 8, 8);
        let shown = (0..times).map(|_| window.draw(&view(0.0), |_| Ok(()))).collect();
        (shown, window.chain.asked)
    }

    #[test]
    fn each_answer_of_a_window_has_its_way() {
        let (shown, asked) = run(vec![Next::Good(1)], 2);
        assert_eq!(shown, [Ok(Shown::Drawn), Ok(Shown::Unchanged)]);
        assert_eq!(asked, ["configure 8x8", "show 1"]);

        let (shown, asked) = run(vec![Next::Later, Next::Good(2)], 2);
        assert_eq!(shown, [Ok(Shown::Later), Ok(Shown::Drawn)]);
        assert_eq!(asked, ["configure 8x8", "show 2"]);

        let (shown, asked) = run(vec![Next::Outdated, Next::Good(3)], 1);
        assert_eq!(shown, [Ok(Shown::Drawn)]);
        assert_eq!(asked, ["configure 8x8", "configure 8x8", "show 3"]);

        let (shown, _) = run(vec![Next::Outdated, Next::Outdated, Next::Outdated], 1);
        assert_eq!(shown, [Ok(Shown::Later)], "an outdated window is not asked for ever");

        let (shown, _) = run(vec![Next::Lost], 1);
        assert_eq!(shown, [Ok(Shown::Lost)]);
        let (shown, _) = run(vec![Next::Broken], 1);
        assert_eq!(shown[0].as_ref().err().map(DrawError::code), Some("DRAW_DEVICE"));
    }

    #[test]
    fn a_stale_window_shows_and_is_configured_before_the_next() {
        let answers = VecDeque::from([Next::Stale(4), Next::Good(5)]);
        let mut window = Window::new(Told { answers, asked: Vec::new() }, 8, 8);
        for theta in [0.0, 1.0] {
            assert_eq!(window.draw(&view(theta), |_| Ok(())), Ok(Shown::Drawn));
        }
        window.resize(0, 8);
        assert_eq!(window.draw(&view(1.0), |_| Ok(())), Ok(Shown::Later), "a window without points waits");
        window.resize(9, 8);
        assert_eq!(window.draw(&view(1.0), |_| Ok(())), Ok(Shown::Drawn), "another size is another picture");
        let expected = ["configure 8x8", "show 4", "configure 8x8", "show 5", "configure 9x8", "show 0"];
        assert_eq!(window.chain.asked, expected);
    }

    #[test]
    fn what_could_not_be_painted_is_not_taken_for_shown() {
        let mut window = Window::new(Told::default(), 8, 8);
        let failed = window.draw(&view(0.0), |_| Err(DrawError::NoAdapter));
        assert_eq!(failed, Err(DrawError::NoAdapter));
        assert_eq!(window.draw(&view(0.0), |_| Ok(())), Ok(Shown::Drawn));
    }
}
