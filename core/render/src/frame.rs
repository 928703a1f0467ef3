//! Pictures that are drawn: what they are drawn into, and how their pixels are lent.

use crate::buffers::Bill;
use crate::gpu::Gpu;
use crate::pipelines::{COLOUR, DEPTH, SAMPLES};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use tradewind_preview::{DrawError, Frame};

/// Frames that nobody looks at any more, for the next ones.
#[derive(Default)]
pub(crate) struct Pool {
    free: Mutex<Vec<wgpu::Buffer>>,
}

/// What a picture of one size is drawn into.
pub(crate) struct Target {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) samples: wgpu::TextureView,
    pub(crate) depth: wgpu::TextureView,
    pub(crate) picture: wgpu::Texture,
    pub(crate) view: wgpu::TextureView,
    pool: Arc<Pool>,
}

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
        Self { width, height, samples, depth, picture, view, pool: Arc::default() }
    }

    fn stride(&self) -> u32 {
        (self.width * 4).next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT)
    }

    /// A buffer for the pixels, one that was given back where there is one.
    pub(crate) fn buffer(&self, bill: &mut Bill<'_>) -> wgpu::Buffer {
        let free = self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        free.unwrap_or_else(|| {
            let length = self.stride() as usize * self.height as usize;
            bill.room(wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ, length)
        })
    }

    /// Asks for the picture's pixels.
    pub(crate) fn copy(&self, encoder: &mut wgpu::CommandEncoder, to: &wgpu::Buffer) {
        encoder.copy_texture_to_buffer(
            self.picture.as_image_copy(),
            wgpu::TexelCopyBufferInfo {
                buffer: to,
                layout: wgpu::TexelCopyBufferLayout {
                    offset: 0,
                    bytes_per_row: Some(self.stride()),
                    rows_per_image: Some(self.height),
                },
            },
            wgpu::Extent3d { width: self.width, height: self.height, depth_or_array_layers: 1 },
        );
    }

    /// Waits for the pixels and lends them.
    pub(crate) fn lend(&self, gpu: &Gpu, buffer: wgpu::Buffer) -> Result<Arc<dyn Frame>, DrawError> {
        let failed = |error: &dyn std::fmt::Display| DrawError::Device(error.to_string());
        let (sender, receiver) = mpsc::sync_channel(1);
        buffer.map_async(wgpu::MapMode::Read, .., move |result| {
            let _ = sender.send(result);
        });
        gpu.device.poll(wgpu::PollType::wait_indefinitely()).map_err(|error| failed(&error))?;
        gpu.check()?;
        receiver.recv().map_err(|error| failed(&error))?.map_err(|error| failed(&error))?;
        let pixels = buffer.get_mapped_range(..).map_err(|error| failed(&error))?;
        Ok(Arc::new(Lent {
            width: self.width,
            height: self.height,
            stride: self.stride() as usize,
            pixels: Some(pixels),
            buffer,
            pool: self.pool.clone(),
        }))
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
struct Lent {
    width: u32,
    height: u32,
    stride: usize,
    /// There until it is dropped.
    pixels: Option<wgpu::BufferView>,
    buffer: wgpu::Buffer,
    pool: Arc<Pool>,
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

impl Drop for Lent {
    fn drop(&mut self) {
        self.pixels = None;
        self.buffer.unmap();
        // A pool whose target is gone goes with its last frame.
        self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).push(self.buffer.clone());
    }
}
