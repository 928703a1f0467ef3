// What every shader of a view reads (`ViewBlock` in buffers.rs); stands before surface.wgsl and over.wgsl.

struct View {
    view_projection: mat4x4<f32>,
    // xyz: the eye. For an orthographic view w is 0 and xyz looks back at it.
    eye: vec4<f32>,
    // x: 1 for PBR Neutral, 0 for linear. y: the roughest level. z: strength of the shadow. w: unused.
    look: vec4<f32>,
    // The floor's height, the middle of the shadow's square (x, z) and half its side.
    floor: vec4<f32>,
    // Width and height of the picture in points, half the width of a line in points, unused.
    screen: vec4<f32>,
    harmonics: array<vec4<f32>, 9>,
}

@group(0) @binding(0) var<uniform> view: View;
@group(0) @binding(3) var smooth_sampler: sampler;
