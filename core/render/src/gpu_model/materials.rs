//! Materials on the card: one bind group each, and each picture once for each colour space.

use crate::buffers::{Bill, LobesBlock, MaterialBlock};
use crate::pipelines::{Kind, Look, Pipelines};
use crate::shared::Shared;
use crate::textures;
use std::collections::BTreeMap;
use tradewind_scene::{
    AlphaMode, LOBE_TEXTURES, LobeTextures, Material, Model, Sampler, Specular, TextureUse, Topology,
};

/// A material on the card.
pub(super) struct Drawn {
    pub(super) group: wgpu::BindGroup,
    /// Whether it has lobes of extensions.
    pub(super) rich: bool,
    /// Whether what is behind it is seen through it.
    pub(super) glass: bool,
    look: Look,
    double: bool,
}

impl Drawn {
    /// What it is drawn by.
    pub(super) fn kind(&self, topology: Topology) -> Kind {
        let rich = self.rich;
        match topology {
            Topology::Triangles => Kind::Surface { look: self.look, double: self.double, rich },
            bare => Kind::Bare { points: bare == Topology::Points, blend: self.look == Look::Blend, rich },
        }
    }
}

/// All materials; a picture goes to the card once for each way its colours are meant.
pub(super) fn materials(bill: &mut Bill<'_>, shared: &Shared, model: &Model) -> Vec<Drawn> {
    let pipelines: &Pipelines = &shared.pipelines;
    let mut pictures: BTreeMap<(usize, bool), wgpu::TextureView> = BTreeMap::new();
    let mut samplers: BTreeMap<Sampler, wgpu::Sampler> = BTreeMap::new();
    let mut all = Vec::new();
    for material in &model.materials {
        let (block, plain) = (material_block(material), uses(material));
        let lobes = is_rich(material).then(|| material.lobe_textures());
        let mut slots: Vec<Option<(TextureUse, bool)>> =
            plain.iter().map(|(texture, srgb)| texture.map(|texture| (*texture, *srgb))).collect();
        if let Some(lobes) = &lobes {
            slots.extend((0..LOBE_TEXTURES).map(|slot| lobes.slots.get(slot).copied()));
        }
        for (texture, srgb) in slots.iter().flatten() {
            pictures.entry((texture.picture, *srgb)).or_insert_with(|| {
                textures::picture(bill, pipelines, &model.pictures[texture.picture], *srgb)
            });
            samplers.entry(texture.sampler).or_insert_with(|| textures::sampler(bill, texture.sampler));
        }
        let block = bill.buffer(wgpu::BufferUsages::UNIFORM, bytemuck::bytes_of(&block));
        let rich = lobes.as_ref().map(|lobes| {
            bill.buffer(wgpu::BufferUsages::UNIFORM, bytemuck::bytes_of(&lobes_block(material, lobes)))
        });
        let mut resources = vec![block.as_entire_binding()];
        for (place, slot) in slots.iter().enumerate() {
            if place == plain.len() {
                resources.extend(rich.as_ref().map(|block| block.as_entire_binding()));
            }
            let known = slot.as_ref().and_then(|(texture, srgb)| {
                Some((pictures.get(&(texture.picture, *srgb))?, samplers.get(&texture.sampler)?))
            });
            let (view, sampler) = known.unwrap_or((&shared.white, &shared.sampler));
            resources.push(wgpu::BindingResource::TextureView(view));
            resources.push(wgpu::BindingResource::Sampler(sampler));
        }
        let layout = if rich.is_some() { &pipelines.rich } else { &pipelines.material };
        let glass = !material.unlit && material.transmission.as_ref().is_some_and(|glass| glass.factor > 0.0);
        let look = match material.alpha {
            AlphaMode::Mask(_) => Look::Cut,
            AlphaMode::Blend if !glass => Look::Blend,
            // Through glass its own alpha is seen too.
            AlphaMode::Opaque | AlphaMode::Blend => Look::Opaque,
        };
        let (rich, double) = (rich.is_some(), material.double_sided);
        all.push(Drawn { group: bill.group(layout, &resources), rich, glass, look, double });
    }
    all
}

/// Whether a material has more than metal-rough.
fn is_rich(material: &Material) -> bool {
    let lobes = material.clearcoat.is_some() || material.sheen.is_some() || material.transmission.is_some();
    !material.unlit && (lobes || material.specular != Specular::default())
}

/// Base colour, metallic-roughness, normal, occlusion, emissive; whether each is sRGB.
fn uses(material: &Material) -> [(Option<&TextureUse>, bool); 5] {
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

fn lobes_block(material: &Material, textures: &LobeTextures) -> LobesBlock {
    let mut transforms = [[0.0; 4]; 2 * LOBE_TEXTURES];
    let (mut has, mut second) = (0, 0);
    for (slot, (texture, _)) in textures.slots.iter().enumerate() {
        has |= 1 << slot;
        second |= u32::from(texture.uv_set == 1) << slot;
        for (row, [a, b, c]) in texture.transform.into_iter().enumerate() {
            transforms[slot * 2 + row] = [a, b, c, 0.0];
        }
    }
    let of = |lobe: usize| textures.slot.get(lobe).copied().flatten().map_or(15, |slot| slot as u32);
    let [r, g, b] = material.specular.colour;
    let Specular { ior, factor, .. } = material.specular;
    let head_on = if ior == 0.0 { 1.0 } else { ((ior - 1.0) / (ior + 1.0)).powi(2) };
    let coat = material.clearcoat.as_ref().map_or([0.0; 3], |c| [c.factor, c.roughness, c.normal_scale]);
    let sheen = material.sheen.as_ref().map_or([0.0; 4], |sheen| {
        let [r, g, b] = sheen.colour;
        [r, g, b, sheen.roughness]
    });
    let (mut glass, mut inside) = ([0.0; 4], [1.0; 4]);
    if let Some(through) = &material.transmission {
        let far = through.attenuation_distance;
        let far = if far.is_finite() { far.max(1e-6) } else { 0.0 };
        glass = [through.factor, through.thickness, far, if ior == 0.0 { 1.5 } else { ior }];
        let [r, g, b] = through.attenuation_colour;
        inside = [r.max(1e-4), g.max(1e-4), b.max(1e-4), 1.0];
    }
    LobesBlock {
        specular: [r, g, b, factor],
        head: [head_on, coat[0], coat[1], coat[2]],
        sheen,
        glass,
        inside,
        slots: [(0..8).fold(0, |all, lobe| all | of(lobe) << (4 * lobe)), of(8), has, second],
        transforms,
    }
}
