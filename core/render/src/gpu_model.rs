//! A model on the card, and how a view of it is drawn.

mod blended;
mod glass;
mod materials;

use crate::buffers::{Bill, ViewBlock};
use crate::environment::LEVELS;
use crate::frame::Target;
use crate::pipelines::{COLOUR, Kind, LIGHT};
use crate::shadow::{self, Floor};
use crate::shared::Shared;
use blended::{Part, sort};
use glam::{Mat4, Vec3};
use glass::Behind;
use materials::{Drawn, materials};
use std::sync::Arc;
use tradewind_scene::{
    AlphaMode, Background, Counters, DrawError, Frame, Model, PreparedModel, Projection, ToneMap, Topology,
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
    materials: Vec<Drawn>,
    /// What is seen through glass, where the model has any.
    behind: Option<Behind>,
    /// The view of [`GpuModel::behind`].
    behind_block: wgpu::Buffer,
    behind_view: wgpu::BindGroup,
    /// One white point where there is no glass.
    nothing_behind: wgpu::BindGroup,
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
        let (mut vertices, mut indices) = (Vec::new(), Vec::new());
        let mut parts: Vec<Part> = model.primitives.iter().map(|_| Part::default()).collect();
        let mut corners = 0;
        // Triangles first: the floor draws all of them at once, so indices count from the first vertex of all.
        for triangles in [true, false] {
            for (part, primitive) in parts.iter_mut().zip(&model.primitives) {
                if (primitive.topology == Topology::Triangles) != triangles {
                    continue;
                }
                let (base, first) = (vertices.len() as u32, indices.len() as u32);
                vertices.extend_from_slice(&primitive.vertices);
                indices.extend(primitive.indices.iter().map(|index| index + base));
                *part = Part { corners: first..indices.len() as u32, base };
            }
            if triangles {
                corners = indices.len();
            }
        }
        let vertices = bill.buffer(wgpu::BufferUsages::VERTEX, bytemuck::cast_slice(&vertices));
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
        let mut view_of = || {
            let block = bill.room(usage, size_of::<ViewBlock>());
            let group = bill.group(
                &pipelines.view,
                &[
                    block.as_entire_binding(),
                    wgpu::BindingResource::TextureView(&shared.room),
                    wgpu::BindingResource::TextureView(&shared.table),
                    wgpu::BindingResource::Sampler(&shared.sampler),
                ],
            );
            (block, group)
        };
        let ((view_block, view_group), (behind_block, behind_view)) = (view_of(), view_of());
        let nothing_behind =
            bill.group(&pipelines.behind, &[wgpu::BindingResource::TextureView(&shared.white)]);
        let lines = bill.room(wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST, LINES * 24);
        shared.gpu.check()?;
        Ok(Self {
            shared,
            model,
            vertices,
            indices,
            parts,
            materials,
            behind: None,
            behind_block,
            behind_view,
            nothing_behind,
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
        let Self { model, scratch, counters, behind, .. } = self;
        let mut bill = Bill { gpu: &shared.gpu, counters };
        let material_of = |index: usize| model.primitives[index].material_for(view.variant);
        let has_glass = (0..model.primitives.len()).any(|index| self.materials[material_of(index)].glass);
        if has_glass && !behind.as_ref().is_some_and(|behind| behind.is_of(view.width, view.height)) {
            *behind = Some(Behind::new(&mut bill, &shared.pipelines, view.width, view.height));
        }
        let matrix = view.projection.matrix(view.aspect()) * view.pose.view;
        let block = view_block(view, matrix, self.floor, &shared.environment.harmonics);
        bill.write(&self.view_block, bytemuck::bytes_of(&block));
        if has_glass {
            let look = [block.look[0], block.look[1], block.look[2], 1.0];
            bill.write(&self.behind_block, bytemuck::bytes_of(&ViewBlock { look, ..block }));
        }
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
            let material = primitive.material_for(view.variant);
            if model.materials[material].alpha == AlphaMode::Blend && !self.materials[material].glass {
                scratch.blended.push((primitive.bounds.centre().dot(back), index));
            }
        }
        scratch.blended.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if let Some(buffer) = &self.sorted {
            let of_triangles = |index: &usize| model.primitives[*index].topology == Topology::Triangles;
            for index in scratch.blended.iter().map(|(_, index)| index).filter(|index| of_triangles(index)) {
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
        let clear = match view.background {
            Background::White => wgpu::Color::WHITE,
            Background::Transparent => wgpu::Color::TRANSPARENT,
        };
        let scene = Scene { shared: &shared, of: self, view, blended: &self.scratch.blended };
        let counters = &mut Counters::default();
        let nothing = &self.nothing_behind;
        let seen = match self.behind.as_ref().filter(|_| has_glass) {
            Some(behind) => {
                let [samples, whole] = behind.target();
                let mut pass = scene.begin(encoder, [samples, depth, whole], clear);
                pass.set_bind_group(0, &self.behind_view, &[]);
                pass.set_bind_group(2, nothing, &[]);
                scene.solid(&mut pass, LIGHT, false, counters);
                drop(pass);
                let mut bill = Bill { gpu: &shared.gpu, counters };
                behind.shrink(&mut bill, &shared.pipelines, encoder);
                counters.passes += 1;
                &behind.group
            }
            None => nothing,
        };
        let mut pass = scene.begin(encoder, [samples, depth, picture], clear);
        counters.passes += 1;
        pass.set_bind_group(0, &self.view_group, &[]);
        pass.set_bind_group(2, seen, &[]);
        scene.solid(&mut pass, format, false, counters);
        if has_glass {
            scene.solid(&mut pass, format, true, counters);
        }
        if let Some(sorted) = self.sorted.as_ref().filter(|_| !scene.blended.is_empty()) {
            pass.set_index_buffer(sorted.slice(..), wgpu::IndexFormat::Uint32);
            for (_, index) in scene.blended {
                scene.draw(&mut pass, *index, format, counters);
            }
        }
        if lines > 0 {
            pass.set_pipeline(&shared.pipelines.of(&shared.gpu, Kind::Lines, format, counters));
            pass.set_vertex_buffer(0, self.lines.slice(..));
            pass.draw(0..6, 0..lines as u32);
            counters.draws += 1;
        }
        drop(pass);
        let spent = *counters;
        self.counters.passes += spent.passes;
        self.counters.draws += spent.draws;
        self.counters.allocations += spent.allocations;
        self.counters.uploaded_bytes += spent.uploaded_bytes;
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

/// One view of a model while it is drawn.
struct Scene<'a> {
    shared: &'a Shared,
    of: &'a GpuModel,
    view: &'a View,
    /// What is blended, farthest first.
    blended: &'a [(f32, usize)],
}

impl Scene<'_> {
    fn begin<'e>(
        &self,
        encoder: &'e mut wgpu::CommandEncoder,
        [samples, depth, picture]: [&wgpu::TextureView; 3],
        clear: wgpu::Color,
    ) -> wgpu::RenderPass<'e> {
        encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
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
        })
    }

    /// All that is not blended: what is glass, or the floor and what is none.
    fn solid(
        &self,
        pass: &mut wgpu::RenderPass<'_>,
        format: wgpu::TextureFormat,
        glass: bool,
        counters: &mut Counters,
    ) {
        let of = self.of;
        if self.view.shadow > 0.0 && !glass {
            pass.set_pipeline(&self.shared.pipelines.of(&self.shared.gpu, Kind::Floor, format, counters));
            pass.set_bind_group(1, &of.shade, &[]);
            pass.draw(0..6, 0..1);
            counters.draws += 1;
        }
        pass.set_vertex_buffer(0, of.vertices.slice(..));
        pass.set_index_buffer(of.indices.slice(..), wgpu::IndexFormat::Uint32);
        for (index, primitive) in of.model.primitives.iter().enumerate() {
            let is_blended = self.blended.iter().any(|(_, blended)| *blended == index);
            if !is_blended && of.materials[primitive.material_for(self.view.variant)].glass == glass {
                self.draw(pass, index, format, counters);
            }
        }
    }

    fn draw(
        &self,
        pass: &mut wgpu::RenderPass<'_>,
        index: usize,
        format: wgpu::TextureFormat,
        counters: &mut Counters,
    ) {
        let primitive = &self.of.model.primitives[index];
        let material = &self.of.materials[primitive.material_for(self.view.variant)];
        let kind = material.kind(primitive.topology);
        pass.set_pipeline(&self.shared.pipelines.of(&self.shared.gpu, kind, format, counters));
        pass.set_bind_group(1, &material.group, &[]);
        pass.draw_indexed(self.of.parts[index].corners.clone(), 0, 0..1);
        counters.draws += 1;
    }
}
