//! Buffers with what they cost, and the plain values that shaders read.

use crate::gpu::Gpu;
use bytemuck::{Pod, Zeroable};
use tradewind_scene::Counters;

/// The card, and the counters of one prepared model.
pub(crate) struct Bill<'a> {
    pub(crate) gpu: &'a Gpu,
    pub(crate) counters: &'a mut Counters,
}

impl Bill<'_> {
    /// A buffer that holds `bytes`.
    pub(crate) fn buffer(&mut self, usage: wgpu::BufferUsages, bytes: &[u8]) -> wgpu::Buffer {
        let buffer = self.room(usage | wgpu::BufferUsages::COPY_DST, bytes.len());
        self.write(&buffer, bytes);
        buffer
    }

    /// An empty buffer of at least `length` bytes.
    pub(crate) fn room(&mut self, usage: wgpu::BufferUsages, length: usize) -> wgpu::Buffer {
        self.counters.allocations += 1;
        self.gpu.device.create_buffer(&wgpu::BufferDescriptor {
            label: None,
            size: (length as u64).next_multiple_of(4).max(4),
            usage,
            mapped_at_creation: false,
        })
    }

    /// Writes to the start of a buffer; `bytes` are whole words.
    pub(crate) fn write(&mut self, buffer: &wgpu::Buffer, bytes: &[u8]) {
        self.counters.uploaded_bytes += bytes.len() as u64;
        self.gpu.queue.write_buffer(buffer, 0, bytes);
    }

    pub(crate) fn texture(&mut self, wish: &wgpu::TextureDescriptor<'_>) -> wgpu::Texture {
        self.counters.allocations += 1;
        self.gpu.device.create_texture(wish)
    }

    pub(crate) fn group(
        &mut self,
        layout: &wgpu::BindGroupLayout,
        resources: &[wgpu::BindingResource<'_>],
    ) -> wgpu::BindGroup {
        self.counters.allocations += 1;
        let entries: Vec<_> = (0u32..)
            .zip(resources)
            .map(|(binding, resource)| wgpu::BindGroupEntry { binding, resource: resource.clone() })
            .collect();
        self.gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: None,
            layout,
            entries: &entries,
        })
    }
}

/// `View` of shaders/view.wgsl.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct ViewBlock {
    pub(crate) view_projection: [[f32; 4]; 4],
    pub(crate) eye: [f32; 4],
    pub(crate) look: [f32; 4],
    pub(crate) floor: [f32; 4],
    pub(crate) screen: [f32; 4],
    pub(crate) harmonics: [[f32; 4]; 9],
}

/// `Material` of the shaders.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct MaterialBlock {
    pub(crate) base: [f32; 4],
    pub(crate) emissive: [f32; 4],
    pub(crate) factors: [f32; 4],
    pub(crate) flags: [u32; 4],
    pub(crate) transforms: [[f32; 4]; 10],
}

/// `Lobes` of the shaders.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct LobesBlock {
    pub(crate) specular: [f32; 4],
    pub(crate) head: [f32; 4],
    pub(crate) sheen: [f32; 4],
    pub(crate) glass: [f32; 4],
    pub(crate) inside: [f32; 4],
    pub(crate) slots: [u32; 4],
    pub(crate) transforms: [[f32; 4]; 12],
}

/// `Suns` of the floor's shader.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct SunsBlock {
    pub(crate) square: [f32; 4],
    pub(crate) all: [[f32; 4]; 64],
}
