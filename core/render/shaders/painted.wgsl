// From a surface to a point of the picture; stands after what says how it is lit (`shown` of plain.wgsl or of lobes.wgsl).

@fragment
fn paint(point: Point, @builtin(front_facing) front: bool) -> @location(0) vec4<f32> {
    return shown(point, surface(point, front));
}

struct Cut {
    @location(0) colour: vec4<f32>,
    @builtin(sample_mask) samples: u32,
}

// A hole's edge is as smooth as the outline: alpha becomes how many of the four samples are covered.
@fragment
fn paint_cut(point: Point, @builtin(front_facing) front: bool) -> Cut {
    let s = surface(point, front);
    let slope = max(fwidth(s.base.a), 1e-4);
    let share = clamp((s.base.a - material.factors.w) / slope + 0.5, 0.0, 1.0);
    let samples = u32(round(share * 4.0));
    if (samples == 0u) {
        discard;
    }
    return Cut(shown(point, s), (1u << samples) - 1u);
}

// Lines and points: they have no side to the light, and are shown as they were painted.
@fragment
fn paint_bare(point: Point) -> @location(0) vec4<f32> {
    var base = material.base * point.colour;
    if ((material.flags.x & HAS_BASE) != 0u) {
        base *= textureSample(base_texture, base_sampler, uv(point, 0u));
    }
    if (base.a < material.factors.w) {
        discard;
    }
    let alpha = select(1.0, clamp(base.a, 0.0, 1.0), (material.flags.x & BLEND) != 0u);
    return finished(base.rgb, false, alpha);
}
