//! What is seen through glass: a picture of all that is none, with smaller ones for what is rough.

use crate::buffers::Bill;
use crate::frame::multisampled;
use crate::pipelines::{Kind, LIGHT, Pipelines};
use crate::textures::{shrinking, whole_picture};

/// The picture behind glass, as large as the view.
pub(super) struct Behind {
    width: u32,
    height: u32,
    samples: wgpu::TextureView,
    whole: wgpu::TextureView,
    smaller: Vec<(wgpu::TextureView, wgpu::BindGroup)>,
    pub(super) group: wgpu::BindGroup,
}

impl Behind {
    pub(super) fn new(bill: &mut Bill<'_>, pipelines: &Pipelines, width: u32, height: u32) -> Self {
        let [samples, _] = multisampled(bill, width, height, LIGHT);
        let size = wgpu::Extent3d { width, height, depth_or_array_layers: 1 };
        let levels = size.max_mips(wgpu::TextureDimension::D2);
        let texture = bill.texture(&wgpu::TextureDescriptor {
            label: None,
            size,
            mip_level_count: levels,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: LIGHT,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING,
            view_formats: &[],
        });
        let whole = texture.create_view(&wgpu::TextureViewDescriptor {
            mip_level_count: Some(1),
            ..wgpu::TextureViewDescriptor::default()
        });
        let smaller = shrinking(bill, pipelines, &texture, levels);
        let all = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let group = bill.group(&pipelines.behind, &[wgpu::BindingResource::TextureView(&all)]);
        Self { width, height, samples, whole, smaller, group }
    }

    pub(super) const fn is_of(&self, width: u32, height: u32) -> bool {
        self.width == width && self.height == height
    }

    /// What it is drawn into: samples, and the picture that they become.
    pub(super) const fn target(&self) -> [&wgpu::TextureView; 2] {
        [&self.samples, &self.whole]
    }

    /// Makes the smaller ones of the picture that was drawn.
    pub(super) fn shrink(
        &self,
        bill: &mut Bill<'_>,
        pipelines: &Pipelines,
        encoder: &mut wgpu::CommandEncoder,
    ) {
        let pipeline = pipelines.of(bill.gpu, Kind::Shrink, LIGHT, bill.counters);
        for (to, group) in &self.smaller {
            bill.counters.passes += 1;
            bill.counters.draws += 1;
            whole_picture(encoder, to, &pipeline, group);
        }
    }
}
