// The shadow on the floor: many flat shadows of the model, one for each direction that light comes from, added up.

struct Sun {
    // xyz: towards the light. w: its part of all the light on the floor.
    towards: vec4<f32>,
}

struct Suns {
    // The floor's height, the middle of the square (x, z) and half its side.
    square: vec4<f32>,
    all: array<Sun, 64>,
}

@group(0) @binding(0) var<uniform> suns: Suns;

struct Shade {
    @builtin(position) clip: vec4<f32>,
    @location(0) part: f32,
}

// Each direction lies a little nearer than the one before: the depth test lets it darken a point once.
@vertex
fn flatten(@location(0) position: vec3<f32>, @builtin(instance_index) instance: u32) -> Shade {
    let sun = suns.all[instance].towards;
    let down = (position.y - suns.square.x) / sun.y;
    let at = (position.xz - sun.xz * down - suns.square.yz) / suns.square.w;
    return Shade(vec4<f32>(at.x, -at.y, (f32(instance) + 0.5) / 64.0, 1.0), sun.w);
}

@fragment
fn add(shade: Shade) -> @location(0) vec4<f32> {
    return vec4<f32>(shade.part, 0.0, 0.0, 1.0);
}

struct Step {
    // Texels of the source in one step across and down.
    by: vec4<f32>,
}

@group(0) @binding(0) var<uniform> stride: Step;
@group(0) @binding(1) var source: texture_2d<f32>;
@group(0) @binding(2) var source_sampler: sampler;

struct Screen {
    @builtin(position) clip: vec4<f32>,
    @location(0) uv: vec2<f32>,
}

@vertex
fn whole(@builtin(vertex_index) index: u32) -> Screen {
    let uv = vec2<f32>(f32((index << 1u) & 2u), f32(index & 2u));
    return Screen(vec4<f32>(uv.x * 2.0 - 1.0, 1.0 - uv.y * 2.0, 0.0, 1.0), uv);
}

@fragment
fn blur(at: Screen) -> @location(0) vec4<f32> {
    var weights = array<f32, 5>(0.227027, 0.194595, 0.121622, 0.054054, 0.016216);
    var sum = textureSampleLevel(source, source_sampler, at.uv, 0.0).r * weights[0];
    for (var i = 1; i < 5; i++) {
        let off = stride.by.xy * f32(i);
        sum += textureSampleLevel(source, source_sampler, at.uv + off, 0.0).r * weights[i];
        sum += textureSampleLevel(source, source_sampler, at.uv - off, 0.0).r * weights[i];
    }
    return vec4<f32>(sum, 0.0, 0.0, 1.0);
}

// One level of a texture's mips: the mean of four.
@fragment
fn shrink(at: Screen) -> @location(0) vec4<f32> {
    return textureSampleLevel(source, source_sampler, at.uv, 0.0);
}
