// What every shader of a view reads (`ViewBlock` in buffers.rs); stands before all others but floor.wgsl.

struct View {
    view_projection: mat4x4<f32>,
    // xyz: the eye. For an orthographic view w is 0 and xyz looks back at it.
    eye: vec4<f32>,
    // x: 1 for PBR Neutral, 0 for linear. y: the roughest level. z: strength of the shadow. w: 1 for the copy that
    // glass looks through: light, neither tone-mapped nor encoded.
    look: vec4<f32>,
    // The floor's height, the middle of the shadow's square (x, z) and half its side.
    floor: vec4<f32>,
    // Width and height of the picture in points, half the width of a line in points. w: 1 before white.
    screen: vec4<f32>,
    harmonics: array<vec4<f32>, 9>,
}

@group(0) @binding(0) var<uniform> view: View;
@group(0) @binding(3) var smooth_sampler: sampler;
