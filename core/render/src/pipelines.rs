//! Bind group layouts and pipelines; a pipeline is made when it is first needed.

use crate::gpu::Gpu;
use crate::shaders;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};
use tradewind_domain::lock;
use tradewind_scene::{Counters, LOBE_TEXTURES, Vertex};

/// Samples a point: the outline is smooth.
pub(crate) const SAMPLES: u32 = 4;
pub(crate) const DEPTH: wgpu::TextureFormat = wgpu::TextureFormat::Depth32Float;
/// What frames are drawn in: the shader encodes sRGB itself, so that blending happens in the screen's encoding.
pub(crate) const COLOUR: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;
/// Light behind glass: neither tone-mapped nor encoded.
pub(crate) const LIGHT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;
/// The sum of many small parts.
pub(crate) const SHADE: wgpu::TextureFormat = wgpu::TextureFormat::R16Float;

/// How a surface is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Look {
    Opaque,
    Cut,
    Blend,
}

/// What a pipeline draws; each is made once for each format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// `rich`: with lobes of extensions.
    Surface {
        look: Look,
        double: bool,
        rich: bool,
    },
    /// Lines or points of a model.
    Bare {
        points: bool,
        blend: bool,
        rich: bool,
    },
    Floor,
    Lines,
    Flatten,
    Blur,
    Shrink,
}

pub(crate) struct Pipelines {
    pub(crate) view: wgpu::BindGroupLayout,
    pub(crate) material: wgpu::BindGroupLayout,
    pub(crate) rich: wgpu::BindGroupLayout,
    pub(crate) behind: wgpu::BindGroupLayout,
    pub(crate) shade: wgpu::BindGroupLayout,
    pub(crate) suns: wgpu::BindGroupLayout,
    pub(crate) screen: wgpu::BindGroupLayout,
    surface: wgpu::ShaderModule,
    /// Made with the first material that has lobes: most products have none, and the card's compiler takes its time.
    lobes: OnceLock<wgpu::ShaderModule>,
    over: wgpu::ShaderModule,
    floor: wgpu::ShaderModule,
    made: Mutex<HashMap<(Kind, wgpu::TextureFormat), wgpu::RenderPipeline>>,
}

impl Pipelines {
    pub(crate) fn new(gpu: &Gpu) -> Self {
        let device = &gpu.device;
        let shader = |bytes: &[u8]| shader(device, bytes);
        let uniform = wgpu::BindingType::Buffer {
            ty: wgpu::BufferBindingType::Uniform,
            has_dynamic_offset: false,
            min_binding_size: None,
        };
        let texture = |view_dimension| wgpu::BindingType::Texture {
            sample_type: wgpu::TextureSampleType::Float { filterable: true },
            view_dimension,
            multisampled: false,
        };
        let flat = texture(wgpu::TextureViewDimension::D2);
        let sampler = wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering);
        let layout = |types: &[wgpu::BindingType]| {
            let entries: Vec<_> = (0u32..)
                .zip(types)
                .map(|(binding, ty)| wgpu::BindGroupLayoutEntry {
                    binding,
                    visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
                    ty: *ty,
                    count: None,
                })
                .collect();
            device
                .create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: None, entries: &entries })
        };
        let cube = texture(wgpu::TextureViewDimension::Cube);
        let mut material = vec![uniform];
        (0..5).for_each(|_| material.extend([flat, sampler]));
        let mut rich = material.clone();
        rich.push(uniform);
        (0..LOBE_TEXTURES).for_each(|_| rich.extend([flat, sampler]));
        Self {
            view: layout(&[uniform, cube, flat, sampler]),
            material: layout(&material),
            rich: layout(&rich),
            behind: layout(&[flat]),
            shade: layout(&[flat]),
            suns: layout(&[uniform]),
            screen: layout(&[uniform, flat, sampler]),
            surface: shader(shaders::SURFACE),
            lobes: OnceLock::new(),
            over: shader(shaders::OVER),
            floor: shader(shaders::FLOOR),
            made: Mutex::default(),
        }
    }

    /// The pipeline of that kind for pictures of that format.
    pub(crate) fn of(
        &self,
        gpu: &Gpu,
        kind: Kind,
        format: wgpu::TextureFormat,
        counters: &mut Counters,
    ) -> wgpu::RenderPipeline {
        let mut made = lock(&self.made);
        made.entry((kind, format))
            .or_insert_with(|| {
                counters.allocations += 1;
                self.make(gpu, kind, format)
            })
            .clone()
    }

    fn of_surface(&self, gpu: &Gpu, rich: bool) -> &wgpu::ShaderModule {
        if rich { self.lobes.get_or_init(|| shader(&gpu.device, shaders::LOBES)) } else { &self.surface }
    }

    fn make(&self, gpu: &Gpu, kind: Kind, format: wgpu::TextureFormat) -> wgpu::RenderPipeline {
        let (module, vertex, fragment) = match kind {
            Kind::Surface { look: Look::Cut, rich, .. } => (self.of_surface(gpu, rich), "place", "paint_cut"),
            Kind::Surface { rich, .. } => (self.of_surface(gpu, rich), "place", "paint"),
            Kind::Bare { rich, .. } => (self.of_surface(gpu, rich), "place", "paint_bare"),
            Kind::Floor => (&self.over, "floor_point", "shadow"),
            Kind::Lines => (&self.over, "stroke", "ink"),
            Kind::Flatten => (&self.floor, "flatten", "add"),
            Kind::Blur => (&self.floor, "whole", "blur"),
            Kind::Shrink => (&self.floor, "whole", "shrink"),
        };
        let groups: &[Option<&wgpu::BindGroupLayout>] = match kind {
            Kind::Surface { rich: true, .. } | Kind::Bare { rich: true, .. } => {
                &[Some(&self.view), Some(&self.rich), Some(&self.behind)]
            }
            Kind::Surface { .. } | Kind::Bare { .. } => &[Some(&self.view), Some(&self.material)],
            Kind::Floor => &[Some(&self.view), Some(&self.shade)],
            Kind::Lines => &[Some(&self.view)],
            Kind::Flatten => &[Some(&self.suns)],
            Kind::Blur | Kind::Shrink => &[Some(&self.screen)],
        };
        let layout = gpu.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: None,
            bind_group_layouts: groups,
            immediate_size: 0,
        });
        let corner = wgpu::vertex_attr_array![
            0 => Float32x3, 1 => Sint16x2, 2 => Sint16x2, 3 => Float32x2, 4 => Float32x2, 5 => Unorm8x4
        ];
        let position = wgpu::vertex_attr_array![0 => Float32x3];
        let ends = wgpu::vertex_attr_array![0 => Float32x3, 1 => Float32x3];
        let buffer = |attributes, size: usize, step_mode| wgpu::VertexBufferLayout {
            array_stride: size as u64,
            step_mode,
            attributes,
        };
        let vertices = size_of::<Vertex>();
        let buffers = match kind {
            Kind::Surface { .. } | Kind::Bare { .. } => {
                vec![Some(buffer(&corner[..], vertices, wgpu::VertexStepMode::Vertex))]
            }
            Kind::Flatten => vec![Some(buffer(&position[..], vertices, wgpu::VertexStepMode::Vertex))],
            Kind::Lines => vec![Some(buffer(&ends[..], 24, wgpu::VertexStepMode::Instance))],
            Kind::Floor | Kind::Blur | Kind::Shrink => Vec::new(),
        };
        let culled = matches!(kind, Kind::Surface { double: false, .. } | Kind::Floor);
        let on_screen = !matches!(kind, Kind::Flatten | Kind::Blur | Kind::Shrink);
        let (write, compare) = match kind {
            Kind::Surface { look: Look::Blend, .. } | Kind::Bare { blend: true, .. } | Kind::Floor => {
                (false, wgpu::CompareFunction::LessEqual)
            }
            Kind::Lines => (false, wgpu::CompareFunction::Always),
            // See `flatten`: one dark for each direction.
            Kind::Flatten => (true, wgpu::CompareFunction::Greater),
            _ => (true, wgpu::CompareFunction::LessEqual),
        };
        let depth = !matches!(kind, Kind::Blur | Kind::Shrink);
        let over = wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING;
        let sum = wgpu::BlendComponent {
            src_factor: wgpu::BlendFactor::One,
            dst_factor: wgpu::BlendFactor::One,
            operation: wgpu::BlendOperation::Add,
        };
        let blend = match kind {
            Kind::Surface { look: Look::Blend, .. }
            | Kind::Bare { blend: true, .. }
            | Kind::Floor
            | Kind::Lines => Some(over),
            Kind::Flatten => Some(wgpu::BlendState { color: sum, alpha: sum }),
            _ => None,
        };
        gpu.device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: None,
            layout: Some(&layout),
            vertex: wgpu::VertexState {
                module,
                entry_point: Some(vertex),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                buffers: &buffers,
            },
            primitive: wgpu::PrimitiveState {
                topology: match kind {
                    Kind::Bare { points: true, .. } => wgpu::PrimitiveTopology::PointList,
                    Kind::Bare { .. } => wgpu::PrimitiveTopology::LineList,
                    _ => wgpu::PrimitiveTopology::TriangleList,
                },
                cull_mode: culled.then_some(wgpu::Face::Back),
                ..wgpu::PrimitiveState::default()
            },
            depth_stencil: depth.then(|| wgpu::DepthStencilState {
                format: DEPTH,
                depth_write_enabled: Some(write),
                depth_compare: Some(compare),
                stencil: wgpu::StencilState::default(),
                bias: wgpu::DepthBiasState::default(),
            }),
            multisample: wgpu::MultisampleState {
                count: if on_screen { SAMPLES } else { 1 },
                ..wgpu::MultisampleState::default()
            },
            fragment: Some(wgpu::FragmentState {
                module,
                entry_point: Some(fragment),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                targets: &[Some(wgpu::ColorTargetState {
                    format,
                    blend,
                    write_mask: wgpu::ColorWrites::ALL,
                })],
            }),
            multiview_mask: None,
            cache: None,
        })
    }
}

fn shader(device: &wgpu::Device, bytes: &[u8]) -> wgpu::ShaderModule {
    device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: None,
        source: wgpu::ShaderSource::Naga(Cow::Owned(shaders::module(bytes))),
    })
}
