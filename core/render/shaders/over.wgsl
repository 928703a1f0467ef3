// What lies under the product and over it: the shadow on the floor, and dimension lines.

@group(1) @binding(0) var shade: texture_2d<f32>;

struct FloorPoint {
    @builtin(position) clip: vec4<f32>,
    @location(0) at: vec2<f32>,
}

@vertex
fn floor_point(@builtin(vertex_index) index: u32) -> FloorPoint {
    // Counter-clockwise from above: seen from below the floor is not there.
    var corners = array<vec2<f32>, 6>(
        vec2(-1.0, -1.0), vec2(-1.0, 1.0), vec2(1.0, 1.0), vec2(-1.0, -1.0), vec2(1.0, 1.0), vec2(1.0, -1.0),
    );
    let at = corners[index];
    let flat = view.floor.yz + at * view.floor.w;
    return FloorPoint(view.view_projection * vec4<f32>(flat.x, view.floor.x, flat.y, 1.0), at);
}

@fragment
fn shadow(floor_point: FloorPoint) -> @location(0) vec4<f32> {
    let missed = textureSampleLevel(shade, smooth_sampler, floor_point.at * 0.5 + 0.5, 0.0).r;
    // What is nearly open looks open: paper is lit from itself, too.
    let dark = pow(clamp(missed, 0.0, 1.0), 1.6);
    let rim = 1.0 - smoothstep(0.6, 1.0, length(floor_point.at));
    let shade = clamp(dark * rim * view.look.z, 0.0, 1.0);
    // The screen's encoding is what it is laid over; in the copy for glass it is light.
    return vec4<f32>(0.0, 0.0, 0.0, select(shade, 1.0 - pow(1.0 - shade, 2.2), view.look.w > 0.5));
}

struct Ends {
    @location(0) start: vec3<f32>,
    @location(1) end: vec3<f32>,
}

struct Stroke {
    @builtin(position) clip: vec4<f32>,
    @location(0) across: f32,
}

@vertex
fn stroke(ends: Ends, @builtin(vertex_index) index: u32) -> Stroke {
    let a = view.view_projection * vec4<f32>(ends.start, 1.0);
    let b = view.view_projection * vec4<f32>(ends.end, 1.0);
    let along = (b.xy / b.w - a.xy / a.w) * view.screen.xy;
    let unit = along / max(length(along), 1e-6);
    var corners = array<vec2<f32>, 6>(
        vec2(0.0, -1.0), vec2(1.0, -1.0), vec2(1.0, 1.0), vec2(0.0, -1.0), vec2(1.0, 1.0), vec2(0.0, 1.0),
    );
    let corner = corners[index];
    let end = select(a, b, corner.x > 0.5);
    // One point wider than the line: its edge fades there.
    let reach = view.screen.z + 1.0;
    let off = vec2<f32>(-unit.y, unit.x) * corner.y * reach * 2.0 / view.screen.xy;
    return Stroke(vec4<f32>(end.xy + off * end.w, 0.0, end.w), corner.y * reach);
}

// A grey that is read on white and on black.
@fragment
fn ink(stroke: Stroke) -> @location(0) vec4<f32> {
    let cover = clamp(view.screen.z + 0.5 - abs(stroke.across), 0.0, 1.0);
    return vec4<f32>(vec3<f32>(0.46) * cover, cover);
}
