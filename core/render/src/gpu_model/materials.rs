//! Materials on the card: one bind group each, and each picture once for each colour space.

use crate::buffers::{Bill, MaterialBlock};
use crate::pipelines::Pipelines;
use crate::shared::Shared;
use crate::textures;
use std::collections::BTreeMap;
use tradewind_scene::{AlphaMode, Material, Model, Sampler};

/// Bind groups of all materials; a picture goes to the card once for each way its colours are meant.
pub(super) fn materials(bill: &mut Bill<'_>, shared: &Shared, model: &Model) -> Vec<wgpu::BindGroup> {
    let pipelines: &Pipelines = &shared.pipelines;
    let mut pictures: BTreeMap<(usize, bool), wgpu::TextureView> = BTreeMap::new();
    let mut samplers: BTreeMap<Sampler, wgpu::Sampler> = BTreeMap::new();
    let mut groups = Vec::new();
    for material in &model.materials {
        let (block, uses) = (material_block(material), uses(material));
        for (texture, srgb) in uses {
            let Some(texture) = texture else { continue };
            pictures.entry((texture.picture, srgb)).or_insert_with(|| {
                textures::picture(bill, pipelines, &model.pictures[texture.picture], srgb)
            });
            samplers.entry(texture.sampler).or_insert_with(|| textures::sampler(bill, texture.sampler));
        }
        let block = bill.buffer(wgpu::BufferUsages::UNIFORM, bytemuck::bytes_of(&block));
        let mut resources = vec![block.as_entire_binding()];
        for (texture, srgb) in uses {
            let known = texture.and_then(|texture| {
                Some((pictures.get(&(texture.picture, srgb))?, samplers.get(&texture.sampler)?))
            });
            let (view, sampler) = known.unwrap_or((&shared.white, &shared.sampler));
            resources.push(wgpu::BindingResource::TextureView(view));
            resources.push(wgpu::BindingResource::Sampler(sampler));
        }
        groups.push(bill.group(&pipelines.material, &resources));
    }
    groups
}

/// Base colour, metallic-roughness, normal, occlusion, emissive; whether each is sRGB.
fn uses(material: &Material) -> [(Option<&tradewind_scene::TextureUse>, bool); 5] {
    [
        (material.base_texture.as_ref(), true),
        (material.metallic_roughness_texture.as_ref(), false),
        (material.normal_texture.as_ref(), false),
        (material.occlusion_texture.as_ref(), false),
        (material.emissive_texture.as_ref(), true),
    ]
}

fn material_block(material: &Material) -> MaterialBlock {
    let mut transforms = [[0.0; 4]; 10];
    let (mut has, mut second) = (0, 0);
    for (index, (texture, _)) in uses(material).into_iter().enumerate() {
        let Some(texture) = texture else { continue };
        has |= 1 << index;
        second |= u32::from(texture.uv_set == 1) << index;
        for (row, [a, b, c]) in texture.transform.into_iter().enumerate() {
            transforms[index * 2 + row] = [a, b, c, 0.0];
        }
    }
    has |= if material.unlit { 32 } else { 0 };
    has |= if material.alpha == AlphaMode::Blend { 64 } else { 0 };
    let cutoff = if let AlphaMode::Mask(cutoff) = material.alpha { cutoff } else { 0.0 };
    let [r, g, b] = material.emissive;
    MaterialBlock {
        base: material.base_colour,
        emissive: [r, g, b, material.normal_scale],
        factors: [material.metallic, material.roughness, material.occlusion_strength, cutoff],
        flags: [has, second, 0, 0],
        transforms,
    }
}
