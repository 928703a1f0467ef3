//! Pictures that are drawn: what they are drawn into, and how their pixels are lent.

use crate::buffers::Bill;
use crate::gpu::Gpu;
use crate::pipelines::{COLOUR, DEPTH, SAMPLES};
use std::sync::{Arc, Mutex};
use tradewind_domain::lock;
use tradewind_scene::{DrawError, Frame};

/// What a picture of one size is drawn into.
pub(crate) struct Target {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) samples: wgpu::TextureView,
    pub(crate) depth: wgpu::TextureView,
    pub(crate) picture: wgpu::Texture,
    pub(crate) view: wgpu::TextureView,
    /// Frames that were lent; one that nobody looks at any more is the next one's room.
    frames: Vec<Arc<Lent>>,
    /// What became of the last wish to read pixels.
    mapped: Arc<Mutex<Option<Mapped>>>,
}

type Mapped = Result<(), wgpu::BufferAsyncError>;

impl Target {
    pub(crate) fn new(bill: &mut Bill<'_>, width: u32, height: u32) -> Self {
        let [samples, depth] = multisampled(bill, width, height, COLOUR);
        let picture = bill.texture(&wgpu::TextureDescriptor {
            label: None,
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: COLOUR,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC,
            view_formats: &[],
        });
        let view = picture.create_view(&wgpu::TextureViewDescriptor::default());
        Self { width, height, samples, depth, picture, view, frames: Vec::new(), mapped: Arc::default() }
    }

    fn stride(&self) -> u32 {
        (self.width * 4).next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT)
    }

    /// Room for the pixels that nobody else looks at: one that was lent before where there is one.
    pub(crate) fn free(&mut self, bill: &mut Bill<'_>) -> Arc<Lent> {
        for at in 0..self.frames.len() {
            if let Some(lent) = Arc::get_mut(&mut self.frames[at]) {
                lent.pixels = None;
                lent.buffer.unmap();
                return self.frames.swap_remove(at);
            }
        }
        let length = self.stride() as usize * self.height as usize;
        let buffer = bill.room(wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ, length);
        let (width, height, stride) = (self.width, self.height, self.stride() as usize);
        Arc::new(Lent { width, height, stride, pixels: None, buffer })
    }

    /// Asks for the picture's pixels.
    pub(crate) fn copy(&self, encoder: &mut wgpu::CommandEncoder, to: &Lent) {
        encoder.copy_texture_to_buffer(
            self.picture.as_image_copy(),
            wgpu::TexelCopyBufferInfo {
                buffer: &to.buffer,
                layout: wgpu::TexelCopyBufferLayout {
                    offset: 0,
                    bytes_per_row: Some(self.stride()),
                    rows_per_image: Some(self.height),
                },
            },
            wgpu::Extent3d { width: self.width, height: self.height, depth_or_array_layers: 1 },
        );
    }

    /// Waits for the pixels and lends them. `frame` is one of [`Target::free`].
    pub(crate) fn lend(&mut self, gpu: &Gpu, mut frame: Arc<Lent>) -> Result<Arc<dyn Frame>, DrawError> {
        let failed = |error: &dyn std::fmt::Display| DrawError::Device(error.to_string());
        let mapped = self.mapped.clone();
        frame.buffer.map_async(wgpu::MapMode::Read, .., move |result| {
            *lock(&mapped) = Some(result);
        });
        gpu.device.poll(wgpu::PollType::wait_indefinitely()).map_err(|error| failed(&error))?;
        gpu.check()?;
        let mapped = lock(&self.mapped).take();
        mapped.ok_or_else(|| failed(&"the pixels never came"))?.map_err(|error| failed(&error))?;
        let pixels = frame.buffer.get_mapped_range(..).map_err(|error| failed(&error))?;
        let lent = Arc::get_mut(&mut frame).ok_or_else(|| failed(&"a frame that is looked at already"))?;
        lent.pixels = Some(pixels);
        self.frames.push(frame.clone());
        Ok(frame)
    }
}

/// Colour and depth with several samples a point. They live for one pass only.
pub(crate) fn multisampled(
    bill: &mut Bill<'_>,
    width: u32,
    height: u32,
    format: wgpu::TextureFormat,
) -> [wgpu::TextureView; 2] {
    [format, DEPTH].map(|format| {
        let texture = bill.texture(&wgpu::TextureDescriptor {
            label: None,
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: SAMPLES,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
            view_formats: &[],
        });
        texture.create_view(&wgpu::TextureViewDescriptor::default())
    })
}

/// A frame whose pixels stay where the card wrote them.
pub(crate) struct Lent {
    width: u32,
    height: u32,
    stride: usize,
    /// There from when it is lent until its room is used again.
    pixels: Option<wgpu::BufferView>,
    buffer: wgpu::Buffer,
}

impl Frame for Lent {
    fn width(&self) -> u32 {
        self.width
    }

    fn height(&self) -> u32 {
        self.height
    }

    fn stride(&self) -> usize {
        self.stride
    }

    fn pixels(&self) -> &[u8] {
        self.pixels.as_deref().unwrap_or_default()
    }
}
