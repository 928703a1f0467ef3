//! A model on the card, and how a view of it is drawn.

mod blended;
mod materials;

use crate::buffers::{Bill, ViewBlock};
use crate::environment::LEVELS;
use crate::frame::Target;
use crate::pipelines::{COLOUR, Kind, Look};
use crate::shadow::{self, Floor};
use crate::shared::Shared;
use blended::{Part, sort};
use glam::{Mat4, Vec3};
use materials::materials;
use std::sync::Arc;
use tradewind_scene::{
    AlphaMode, Background, Counters, DrawError, Frame, Material, Model, PreparedModel, Projection, ToneMap,
    View,
};

/// The most dimension lines of a view.
const LINES: usize = 32;

/// A model on the card.
pub struct GpuModel {
    shared: Arc<Shared>,
    model: Arc<Model>,
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
    parts: Vec<Part>,
    materials: Vec<wgpu::BindGroup>,
    floor: Floor,
    shade: wgpu::BindGroup,
    view_block: wgpu::Buffer,
    view_group: wgpu::BindGroup,
    lines: wgpu::Buffer,
    /// Indices of what is blended, farthest first; the same places as in `indices`.
    sorted: Option<wgpu::Buffer>,
    target: Option<Target>,
    last: Option<(View, Arc<dyn Frame>)>,
    counters: Counters,
    scratch: Scratch,
}

/// Kept between frames, so that a steady one allocates nothing.
#[derive(Default)]
struct Scratch {
    blended: Vec<(f32, usize)>,
    keys: Vec<(f32, u32)>,
    indices: Vec<u32>,
}

impl GpuModel {
    pub(crate) fn new(shared: Arc<Shared>, model: Arc<Model>) -> Result<Self, DrawError> {
        let mut counters = Counters::default();
        let mut bill = Bill { gpu: &shared.gpu, counters: &mut counters };
        let (mut vertices, mut indices, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        for primitive in &model.primitives {
            let (base, first) = (vertices.len() as u32, indices.len() as u32);
            vertices.extend_from_slice(&primitive.vertices);
            // The floor draws all of them at once: indices count from the first vertex of all.
            indices.extend(primitive.indices.iter().map(|index| index + base));
            parts.push(Part { corners: first..indices.len() as u32, base });
        }
        let vertices = bill.buffer(wgpu::BufferUsages::VERTEX, bytemuck::cast_slice(&vertices));
        let corners = indices.len();
        let index_bytes: &[u8] = bytemuck::cast_slice(&indices);
        let blends = model.materials.iter().any(|material| material.alpha == AlphaMode::Blend);
        let sorted = blends.then(|| bill.buffer(wgpu::BufferUsages::INDEX, index_bytes));
        let indices = bill.buffer(wgpu::BufferUsages::INDEX, index_bytes);
        let materials = materials(&mut bill, &shared, &model);

        let floor = Floor::under(model.bounds);
        let pipelines = &shared.pipelines;
        let shade = shadow::cast(
            &mut bill,
            pipelines,
            &shared.environment,
            floor,
            &vertices,
            &indices,
            0..corners as u32,
        );
        let shade = bill.group(&pipelines.shade, &[wgpu::BindingResource::TextureView(&shade)]);
        let usage = wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST;
        let view_block = bill.room(usage, size_of::<ViewBlock>());
        let view_group = bill.group(
            &pipelines.view,
            &[
                view_block.as_entire_binding(),
                wgpu::BindingResource::TextureView(&shared.room),
                wgpu::BindingResource::TextureView(&shared.table),
                wgpu::BindingResource::Sampler(&shared.sampler),
            ],
        );
        let lines = bill.room(wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST, LINES * 24);
        shared.gpu.check()?;
        Ok(Self {
            shared,
            model,
            vertices,
            indices,
            parts,
            materials,
            floor,
            shade,
            view_block,
            view_group,
            lines,
            sorted,
            target: None,
            last: None,
            counters,
            scratch: Scratch::default(),
        })
    }

    /// Draws `view` into `samples`, resolved into `picture`.
    pub(crate) fn paint(
        &mut self,
        encoder: &mut wgpu::CommandEncoder,
        view: &View,
        format: wgpu::TextureFormat,
        [samples, depth, picture]: [&wgpu::TextureView; 3],
    ) {
        let shared = self.shared.clone();
        let Self { model, scratch, counters, .. } = self;
        let mut bill = Bill { gpu: &shared.gpu, counters };
        let matrix = view.projection.matrix(view.aspect()) * view.pose.view;
        let block = view_block(view, matrix, self.floor, &shared.environment.harmonics);
        bill.write(&self.view_block, bytemuck::bytes_of(&block));
        let lines = view.lines.len().min(LINES);
        if lines > 0 {
            let mut ends = [[0.0f32; 6]; LINES];
            for (to, line) in ends.iter_mut().zip(&view.lines) {
                let (a, b) = (line.from, line.to);
                *to = [a.x, a.y, a.z, b.x, b.y, b.z];
            }
            bill.write(&self.lines, bytemuck::cast_slice(&ends[..lines]));
        }
        scratch.blended.clear();
        let back = back(view);
        for (index, primitive) in model.primitives.iter().enumerate() {
            if model.materials[primitive.material_for(view.variant)].alpha == AlphaMode::Blend {
                scratch.blended.push((primitive.bounds.centre().dot(back), index));
            }
        }
        scratch.blended.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if let Some(buffer) = &self.sorted {
            for (_, index) in &scratch.blended {
                sort(
                    &mut bill,
                    model,
                    *index,
                    &self.parts[*index],
                    back,
                    buffer,
                    &mut scratch.keys,
                    &mut scratch.indices,
                );
            }
        }
        let pipeline =
            |kind: Kind, counters: &mut Counters| shared.pipelines.of(&shared.gpu, kind, format, counters);
        let clear = match view.background {
            Background::White => wgpu::Color::WHITE,
            Background::Transparent => wgpu::Color::TRANSPARENT,
        };
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view: samples,
                depth_slice: None,
                resolve_target: Some(picture),
                ops: wgpu::Operations { load: wgpu::LoadOp::Clear(clear), store: wgpu::StoreOp::Discard },
            })],
            depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                view: depth,
                depth_ops: Some(wgpu::Operations {
                    load: wgpu::LoadOp::Clear(1.0),
                    store: wgpu::StoreOp::Discard,
                }),
                stencil_ops: None,
            }),
            ..wgpu::RenderPassDescriptor::default()
        });
        bill.counters.passes += 1;
        pass.set_bind_group(0, &self.view_group, &[]);
        if view.shadow > 0.0 {
            pass.set_pipeline(&pipeline(Kind::Floor, bill.counters));
            pass.set_bind_group(1, &self.shade, &[]);
            pass.draw(0..6, 0..1);
            bill.counters.draws += 1;
        }
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        pass.set_index_buffer(self.indices.slice(..), wgpu::IndexFormat::Uint32);
        let draw = |pass: &mut wgpu::RenderPass<'_>, index: usize, counters: &mut Counters| {
            let material = model.primitives[index].material_for(view.variant);
            pass.set_pipeline(&pipeline(kind(&model.materials[material]), counters));
            pass.set_bind_group(1, &self.materials[material], &[]);
            let part = &self.parts[index];
            pass.draw_indexed(part.corners.clone(), 0, 0..1);
            counters.draws += 1;
        };
        for index in 0..model.primitives.len() {
            if !scratch.blended.iter().any(|(_, blended)| *blended == index) {
                draw(&mut pass, index, bill.counters);
            }
        }
        if let Some(sorted) = self.sorted.as_ref().filter(|_| !scratch.blended.is_empty()) {
            pass.set_index_buffer(sorted.slice(..), wgpu::IndexFormat::Uint32);
            for (_, index) in &scratch.blended {
                draw(&mut pass, *index, bill.counters);
            }
        }
        if lines > 0 {
            pass.set_pipeline(&pipeline(Kind::Lines, bill.counters));
            pass.set_vertex_buffer(0, self.lines.slice(..));
            pass.draw(0..6, 0..lines as u32);
            bill.counters.draws += 1;
        }
    }

    /// What drawing costs is written here.
    pub(crate) fn bill(&mut self) -> &mut Counters {
        &mut self.counters
    }
}

impl PreparedModel for GpuModel {
    fn draw(&mut self, view: &View) -> Result<Arc<dyn Frame>, DrawError> {
        if let Some((_, frame)) = self.last.as_ref().filter(|(last, _)| last == view) {
            self.counters.reused += 1;
            return Ok(frame.clone());
        }
        let shared = self.shared.clone();
        let (width, height, longest) = (view.width, view.height, shared.gpu.longest_side());
        if width == 0 || height == 0 || width > longest || height > longest {
            return Err(DrawError::Size { width, height });
        }
        let mut bill = Bill { gpu: &shared.gpu, counters: &mut self.counters };
        let mut target = match self.target.take().filter(|t| t.width == width && t.height == height) {
            Some(target) => target,
            None => Target::new(&mut bill, width, height),
        };
        let room = target.free(&mut bill);
        let mut encoder =
            shared.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        self.paint(&mut encoder, view, COLOUR, [&target.samples, &target.depth, &target.view]);
        target.copy(&mut encoder, &room);
        shared.gpu.queue.submit([encoder.finish()]);
        let frame = target.lend(&shared.gpu, room)?;
        self.target = Some(target);
        self.counters.frames += 1;
        match &mut self.last {
            // The view's lines are kept in the room that is there.
            Some((last, kept)) => {
                last.clone_from(view);
                *kept = frame.clone();
            }
            None => self.last = Some((view.clone(), frame.clone())),
        }
        Ok(frame)
    }

    fn counters(&self) -> Counters {
        self.counters
    }
}

fn view_block(view: &View, matrix: Mat4, floor: Floor, harmonics: &[Vec3; 9]) -> ViewBlock {
    let eye = match view.projection {
        Projection::Perspective { .. } => view.pose.eye.extend(1.0),
        Projection::Orthographic { .. } => back(view).extend(0.0),
    };
    let (width, height) = (view.width as f32, view.height as f32);
    ViewBlock {
        view_projection: matrix.to_cols_array_2d(),
        eye: eye.to_array(),
        look: [
            if view.tone_map == ToneMap::Neutral { 1.0 } else { 0.0 },
            (LEVELS - 1) as f32,
            view.shadow.clamp(0.0, 1.0),
            0.0,
        ],
        floor: floor.block(),
        screen: [width, height, (height / 700.0).max(0.6), 0.0],
        harmonics: harmonics.map(|h| h.extend(0.0).to_array()),
    }
}

/// From what is seen back to the eye.
fn back(view: &View) -> Vec3 {
    view.pose.view.row(2).truncate()
}

fn kind(material: &Material) -> Kind {
    let look = match material.alpha {
        AlphaMode::Opaque => Look::Opaque,
        AlphaMode::Mask(_) => Look::Cut,
        AlphaMode::Blend => Look::Blend,
    };
    Kind::Surface { look, double: material.double_sided }
}
