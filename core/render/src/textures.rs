//! Pictures on the card: each once for each way its colours are meant, with smaller ones for the distance.

use crate::buffers::Bill;
use crate::cube::Cube;
use crate::dfg;
use crate::pipelines::{Kind, Pipelines};
use half::f16;
use std::borrow::Cow;
use tradewind_scene::{BasisPicture, CardFormat, Sampler, Texels, Wrap};

/// A picture with its mips.
pub(crate) fn picture(
    bill: &mut Bill<'_>,
    pipelines: &Pipelines,
    texels: &Texels,
    srgb: bool,
) -> wgpu::TextureView {
    let picture = match texels {
        Texels::Plain(picture) => Cow::Borrowed(picture),
        Texels::Basis(picture) => match compressed(bill, picture, srgb) {
            Some(texture) => return texture,
            None => match texels.plain() {
                Ok(plain) => plain,
                // Its head was good, its texels are not: as if there were none.
                Err(_) => return white(bill),
            },
        },
    };
    let format = if srgb { wgpu::TextureFormat::Rgba8UnormSrgb } else { wgpu::TextureFormat::Rgba8Unorm };
    let size = wgpu::Extent3d { width: picture.width, height: picture.height, depth_or_array_layers: 1 };
    let levels = size.max_mips(wgpu::TextureDimension::D2);
    let plain = flat(size, levels, format);
    // The smaller ones are drawn.
    let usage = plain.usage | wgpu::TextureUsages::RENDER_ATTACHMENT;
    let texture = bill.texture(&wgpu::TextureDescriptor { usage, ..plain });
    write(bill, &texture, 0, 0, size, 4, &picture.rgba);
    mips(bill, pipelines, &texture, format, levels);
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}

/// A picture as it was compressed, where this card keeps one so: with the levels that its author made.
fn compressed(bill: &mut Bill<'_>, picture: &BasisPicture, srgb: bool) -> Option<wgpu::TextureView> {
    let features = bill.gpu.device.features();
    let channel = if srgb { wgpu::AstcChannel::UnormSrgb } else { wgpu::AstcChannel::Unorm };
    let (wish, format) = if features.contains(wgpu::Features::TEXTURE_COMPRESSION_ASTC) {
        (CardFormat::Astc, wgpu::TextureFormat::Astc { block: wgpu::AstcBlock::B4x4, channel })
    } else if features.contains(wgpu::Features::TEXTURE_COMPRESSION_BC) {
        let format =
            if srgb { wgpu::TextureFormat::Bc7RgbaUnormSrgb } else { wgpu::TextureFormat::Bc7RgbaUnorm };
        (CardFormat::Bc7, format)
    } else if features.contains(wgpu::Features::TEXTURE_COMPRESSION_ETC2) {
        let format =
            if srgb { wgpu::TextureFormat::Etc2Rgba8UnormSrgb } else { wgpu::TextureFormat::Etc2Rgba8Unorm };
        (CardFormat::Etc2, format)
    } else {
        return None;
    };
    if !picture.is_of_whole_blocks() {
        return None;
    }
    let levels = picture.levels(wish).ok()?;
    let size = wgpu::Extent3d { width: picture.width, height: picture.height, depth_or_array_layers: 1 };
    let texture = bill.texture(&flat(size, levels.len() as u32, format));
    for (level, blocks) in (0u32..).zip(&levels) {
        let side = |side: u32| (side >> level).max(1).next_multiple_of(4);
        let size =
            wgpu::Extent3d { width: side(size.width), height: side(size.height), depth_or_array_layers: 1 };
        // A row of blocks, four texels high and 16 bytes each.
        write(bill, &texture, level, 0, size, 4, blocks);
    }
    Some(texture.create_view(&wgpu::TextureViewDescriptor::default()))
}

/// Each level is drawn from the one above it.
fn mips(
    bill: &mut Bill<'_>,
    pipelines: &Pipelines,
    texture: &wgpu::Texture,
    format: wgpu::TextureFormat,
    levels: u32,
) {
    let pipeline = pipelines.of(bill.gpu, Kind::Shrink, format, bill.counters);
    let mut encoder = bill.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
    for (to, group) in shrinking(bill, pipelines, texture, levels) {
        bill.counters.passes += 1;
        bill.counters.draws += 1;
        whole_picture(&mut encoder, &to, &pipeline, &group);
    }
    bill.gpu.queue.submit([encoder.finish()]);
}

/// Every level but the largest, and what it is drawn from.
pub(crate) fn shrinking(
    bill: &mut Bill<'_>,
    pipelines: &Pipelines,
    texture: &wgpu::Texture,
    levels: u32,
) -> Vec<(wgpu::TextureView, wgpu::BindGroup)> {
    let sampler = linear(bill);
    let unused = bill.room(wgpu::BufferUsages::UNIFORM, 16);
    let level = |level: u32| {
        texture.create_view(&wgpu::TextureViewDescriptor {
            base_mip_level: level,
            mip_level_count: Some(1),
            ..wgpu::TextureViewDescriptor::default()
        })
    };
    let mut step = |to: u32| {
        let resources = [
            unused.as_entire_binding(),
            wgpu::BindingResource::TextureView(&level(to - 1)),
            wgpu::BindingResource::Sampler(&sampler),
        ];
        (level(to), bill.group(&pipelines.screen, &resources))
    };
    (1..levels).map(&mut step).collect()
}

/// A pass that draws one triangle over all of `target`.
pub(crate) fn whole_picture(
    encoder: &mut wgpu::CommandEncoder,
    target: &wgpu::TextureView,
    pipeline: &wgpu::RenderPipeline,
    group: &wgpu::BindGroup,
) {
    let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
        color_attachments: &[Some(wgpu::RenderPassColorAttachment {
            view: target,
            depth_slice: None,
            resolve_target: None,
            ops: wgpu::Operations {
                load: wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT),
                store: wgpu::StoreOp::Store,
            },
        })],
        ..wgpu::RenderPassDescriptor::default()
    });
    pass.set_pipeline(pipeline);
    pass.set_bind_group(0, group, &[]);
    pass.draw(0..3, 0..1);
}

/// One white point, for what a material does not have.
pub(crate) fn white(bill: &mut Bill<'_>) -> wgpu::TextureView {
    let size = wgpu::Extent3d { width: 1, height: 1, depth_or_array_layers: 1 };
    let texture = bill.texture(&flat(size, 1, wgpu::TextureFormat::Rgba8Unorm));
    write(bill, &texture, 0, 0, size, 4, &[255; 4]);
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}

/// The room as a cube map, one level for each roughness.
pub(crate) fn room(bill: &mut Bill<'_>, levels: &[Cube]) -> wgpu::TextureView {
    let side = levels.first().map_or(1, |cube| cube.side) as u32;
    let size = wgpu::Extent3d { width: side, height: side, depth_or_array_layers: 6 };
    let texture = bill.texture(&flat(size, levels.len() as u32, wgpu::TextureFormat::Rgba16Float));
    for (level, cube) in (0u32..).zip(levels) {
        let half: Vec<[f16; 4]> =
            cube.texels.iter().map(|t| [t.x, t.y, t.z, 1.0].map(f16::from_f32)).collect();
        let side = cube.side as u32;
        for (face, texels) in (0u32..).zip(half.chunks_exact(cube.side * cube.side)) {
            let size = wgpu::Extent3d { width: side, height: side, depth_or_array_layers: 1 };
            write(bill, &texture, level, face, size, 8, bytemuck::cast_slice(texels));
        }
    }
    texture.create_view(&wgpu::TextureViewDescriptor {
        dimension: Some(wgpu::TextureViewDimension::Cube),
        ..wgpu::TextureViewDescriptor::default()
    })
}

/// The table of [`dfg`].
pub(crate) fn table(bill: &mut Bill<'_>) -> wgpu::TextureView {
    let side = dfg::SIDE as u32;
    let size = wgpu::Extent3d { width: side, height: side, depth_or_array_layers: 1 };
    let texture = bill.texture(&flat(size, 1, wgpu::TextureFormat::Rgba16Float));
    write(bill, &texture, 0, 0, size, 8, bytemuck::cast_slice(&dfg::table()));
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}

fn flat(size: wgpu::Extent3d, levels: u32, format: wgpu::TextureFormat) -> wgpu::TextureDescriptor<'static> {
    wgpu::TextureDescriptor {
        label: None,
        size,
        mip_level_count: levels,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    }
}

fn write(
    bill: &mut Bill<'_>,
    texture: &wgpu::Texture,
    level: u32,
    layer: u32,
    size: wgpu::Extent3d,
    texel_bytes: u32,
    bytes: &[u8],
) {
    bill.counters.uploaded_bytes += bytes.len() as u64;
    let rows = size.height / texture.format().block_dimensions().1;
    bill.gpu.queue.write_texture(
        wgpu::TexelCopyTextureInfo {
            texture,
            mip_level: level,
            origin: wgpu::Origin3d { x: 0, y: 0, z: layer },
            aspect: wgpu::TextureAspect::All,
        },
        bytes,
        wgpu::TexelCopyBufferLayout {
            offset: 0,
            bytes_per_row: Some(size.width * texel_bytes),
            rows_per_image: Some(rows),
        },
        size,
    );
}

/// Linear in all ways, up to the edge.
pub(crate) fn linear(bill: &mut Bill<'_>) -> wgpu::Sampler {
    bill.gpu.device.create_sampler(&wgpu::SamplerDescriptor {
        mag_filter: wgpu::FilterMode::Linear,
        min_filter: wgpu::FilterMode::Linear,
        mipmap_filter: wgpu::MipmapFilterMode::Linear,
        ..wgpu::SamplerDescriptor::default()
    })
}

/// As the file says.
pub(crate) fn sampler(bill: &mut Bill<'_>, wish: Sampler) -> wgpu::Sampler {
    let wrap = |wrap: Wrap| match wrap {
        Wrap::Repeat => wgpu::AddressMode::Repeat,
        Wrap::Mirror => wgpu::AddressMode::MirrorRepeat,
        Wrap::Clamp => wgpu::AddressMode::ClampToEdge,
    };
    let filter = if wish.nearest { wgpu::FilterMode::Nearest } else { wgpu::FilterMode::Linear };
    bill.gpu.device.create_sampler(&wgpu::SamplerDescriptor {
        address_mode_u: wrap(wish.wrap_u),
        address_mode_v: wrap(wish.wrap_v),
        mag_filter: filter,
        min_filter: wgpu::FilterMode::Linear,
        mipmap_filter: wgpu::MipmapFilterMode::Linear,
        lod_max_clamp: if wish.mipmaps { 32.0 } else { 0.0 },
        ..wgpu::SamplerDescriptor::default()
    })
}
