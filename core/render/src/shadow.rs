//! The shadow on the floor: how much of the room's light each point of the floor misses, from 64 directions.

use crate::buffers::{Bill, SunsBlock};
use crate::environment::Environment;
use crate::pipelines::{DEPTH, Kind, Pipelines, SHADE};
use crate::textures::{linear, whole_picture};
use glam::{Vec2, Vec3};
use std::f32::consts::PI;
use tradewind_scene::Bounds;

/// Points a side.
const SIDE: u32 = 256;
const SUNS: usize = 64;

/// The square of the floor that the shadow covers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Floor {
    height: f32,
    middle: Vec2,
    half: f32,
}

impl Floor {
    pub(crate) fn under(bounds: Bounds) -> Self {
        let size = bounds.size();
        let wide = size.x.max(size.z).max(1e-4);
        // Shadows of high things are long and faint: further out nothing is seen of them.
        let half = wide * 0.72 + size.y.min(wide * 2.0) * 0.75;
        Self {
            height: bounds.min.y,
            middle: Vec2::new(bounds.centre().x, bounds.centre().z),
            half: half.max(1e-4),
        }
    }

    pub(crate) fn block(self) -> [f32; 4] {
        [self.height, self.middle.x, self.middle.y, self.half]
    }
}

/// Draws the shadow of `indices` over `vertices`.
pub(crate) fn cast(
    bill: &mut Bill<'_>,
    pipelines: &Pipelines,
    environment: &Environment,
    floor: Floor,
    vertices: &wgpu::Buffer,
    indices: &wgpu::Buffer,
    corners: std::ops::Range<u32>,
) -> wgpu::TextureView {
    let [sum, spare, shade] = [SHADE; 3].map(|format| target(bill, format));
    let depth = target(bill, DEPTH);
    let suns = bill.buffer(wgpu::BufferUsages::UNIFORM, bytemuck::bytes_of(&suns(environment, floor)));
    let group = bill.group(&pipelines.suns, &[suns.as_entire_binding()]);
    let flatten = pipelines.of(bill.gpu, Kind::Flatten, SHADE, bill.counters);
    let mut encoder = bill.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
    {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view: &sum,
                depth_slice: None,
                resolve_target: None,
                ops: wgpu::Operations {
                    load: wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT),
                    store: wgpu::StoreOp::Store,
                },
            })],
            depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                view: &depth,
                depth_ops: Some(wgpu::Operations {
                    load: wgpu::LoadOp::Clear(0.0),
                    store: wgpu::StoreOp::Discard,
                }),
                stencil_ops: None,
            }),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&flatten);
        pass.set_bind_group(0, &group, &[]);
        pass.set_vertex_buffer(0, vertices.slice(..));
        pass.set_index_buffer(indices.slice(..), wgpu::IndexFormat::Uint32);
        pass.draw_indexed(corners, 0, 0..SUNS as u32);
    }
    let blur = pipelines.of(bill.gpu, Kind::Blur, SHADE, bill.counters);
    let sampler = linear(bill);
    let texel = 1.8 / SIDE as f32;
    for (source, to, by) in [(&sum, &spare, [texel, 0.0]), (&spare, &shade, [0.0, texel])] {
        let step = bill.buffer(wgpu::BufferUsages::UNIFORM, bytemuck::bytes_of(&[by[0], by[1], 0.0, 0.0]));
        let group = bill.group(
            &pipelines.screen,
            &[
                step.as_entire_binding(),
                wgpu::BindingResource::TextureView(source),
                wgpu::BindingResource::Sampler(&sampler),
            ],
        );
        whole_picture(&mut encoder, to, &blur, &group);
    }
    bill.counters.passes += 3;
    bill.counters.draws += 3;
    bill.gpu.queue.submit([encoder.finish()]);
    shade
}

fn target(bill: &mut Bill<'_>, format: wgpu::TextureFormat) -> wgpu::TextureView {
    let texture = bill.texture(&wgpu::TextureDescriptor {
        label: None,
        size: wgpu::Extent3d { width: SIDE, height: SIDE, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING,
        view_formats: &[],
    });
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}

/// Directions spread evenly over what the floor sees (by the cosine), each with its part of the light.
fn suns(environment: &Environment, floor: Floor) -> SunsBlock {
    let mut all = [[0.0; 4]; SUNS];
    let mut total = 0.0;
    for (i, sun) in all.iter_mut().enumerate() {
        let share = (i as f32 + 0.5) / SUNS as f32;
        // Fibonacci's spiral; nothing flatter than 23 degrees, whose shadows have no end.
        let out = (share * 0.85).sqrt();
        let turn = i as f32 * PI * (3.0 - 5f32.sqrt());
        let towards = Vec3::new(out * turn.cos(), (1.0 - out * out).sqrt(), out * turn.sin());
        let light = environment.wide(towards).element_sum().max(0.0);
        *sun = towards.extend(light).to_array();
        total += light;
    }
    all.iter_mut().for_each(|sun| sun[3] /= total.max(1e-6));
    SunsBlock { square: floor.block(), all }
}
