// A product's surface under the light of a room (glTF 2.0, appendix B; Karis 2013; Fdez-Aguera 2019; Khronos PBR Neutral).

struct Material {
    base: vec4<f32>,
    // rgb, and the normal map's scale.
    emissive: vec4<f32>,
    // Metallic, roughness, occlusion strength, alpha cutoff.
    factors: vec4<f32>,
    // x: bits, see below. y: bits of second UV sets.
    flags: vec4<u32>,
    // Two rows for each texture: base, metallic-roughness, normal, occlusion, emissive.
    transforms: array<vec4<f32>, 10>,
}

const HAS_BASE = 1u;
const HAS_METALLIC_ROUGHNESS = 2u;
const HAS_NORMAL = 4u;
const HAS_OCCLUSION = 8u;
const HAS_EMISSIVE = 16u;
const UNLIT = 32u;
const BLEND = 64u;

@group(0) @binding(1) var room: texture_cube<f32>;
@group(0) @binding(2) var table: texture_2d<f32>;
@group(1) @binding(0) var<uniform> material: Material;
@group(1) @binding(1) var base_texture: texture_2d<f32>;
@group(1) @binding(2) var base_sampler: sampler;
@group(1) @binding(3) var rough_texture: texture_2d<f32>;
@group(1) @binding(4) var rough_sampler: sampler;
@group(1) @binding(5) var normal_texture: texture_2d<f32>;
@group(1) @binding(6) var normal_sampler: sampler;
@group(1) @binding(7) var occlusion_texture: texture_2d<f32>;
@group(1) @binding(8) var occlusion_sampler: sampler;
@group(1) @binding(9) var emissive_texture: texture_2d<f32>;
@group(1) @binding(10) var emissive_sampler: sampler;

struct Corner {
    @location(0) position: vec3<f32>,
    @location(1) normal: vec2<i32>,
    @location(2) tangent: vec2<i32>,
    @location(3) uv0: vec2<f32>,
    @location(4) uv1: vec2<f32>,
    @location(5) colour: vec4<f32>,
}

struct Point {
    @builtin(position) clip: vec4<f32>,
    @location(0) position: vec3<f32>,
    @location(1) normal: vec3<f32>,
    @location(2) tangent: vec4<f32>,
    @location(3) uv0: vec2<f32>,
    @location(4) uv1: vec2<f32>,
    @location(5) colour: vec4<f32>,
}

fn unpacked(packed: vec2<i32>) -> vec3<f32> {
    let flat = max(vec2<f32>(packed) / 32767.0, vec2<f32>(-1.0));
    let z = 1.0 - abs(flat.x) - abs(flat.y);
    let t = max(-z, 0.0);
    let shift = select(vec2<f32>(t), vec2<f32>(-t), flat >= vec2<f32>(0.0));
    return normalize(vec3<f32>(flat + shift, z));
}

@vertex
fn place(corner: Corner) -> Point {
    var point: Point;
    point.clip = view.view_projection * vec4<f32>(corner.position, 1.0);
    point.position = corner.position;
    point.normal = unpacked(corner.normal);
    // The lowest bit says on which side the bitangent is.
    let turned = (corner.tangent.y & 1) == 1;
    point.tangent = vec4<f32>(unpacked(corner.tangent), select(1.0, -1.0, turned));
    point.uv0 = corner.uv0;
    point.uv1 = corner.uv1;
    point.colour = corner.colour;
    return point;
}

fn uv(point: Point, index: u32) -> vec2<f32> {
    let second = (material.flags.y & (1u << index)) != 0u;
    let at = vec3<f32>(select(point.uv0, point.uv1, second), 1.0);
    return vec2<f32>(
        dot(material.transforms[2u * index].xyz, at),
        dot(material.transforms[2u * index + 1u].xyz, at),
    );
}

// What a material is at one point.
struct Surface {
    base: vec4<f32>,
    metallic: f32,
    roughness: f32,
    normal: vec3<f32>,
    facing: vec3<f32>,
    occlusion: f32,
    emissive: vec3<f32>,
}

fn surface(point: Point, front: bool) -> Surface {
    let flags = material.flags.x;
    var s: Surface;
    s.base = material.base * point.colour;
    if ((flags & HAS_BASE) != 0u) {
        s.base *= textureSample(base_texture, base_sampler, uv(point, 0u));
    }
    s.metallic = material.factors.x;
    s.roughness = material.factors.y;
    if ((flags & HAS_METALLIC_ROUGHNESS) != 0u) {
        let rough = textureSample(rough_texture, rough_sampler, uv(point, 1u));
        s.roughness *= rough.g;
        s.metallic *= rough.b;
    }
    s.facing = normalize(point.normal);
    s.normal = s.facing;
    if ((flags & HAS_NORMAL) != 0u) {
        let relief = textureSample(normal_texture, normal_sampler, uv(point, 2u)).xyz * 2.0 - 1.0;
        let scaled = vec3<f32>(relief.xy * material.emissive.w, relief.z);
        let bitangent = cross(point.normal, point.tangent.xyz) * point.tangent.w;
        s.normal = normalize(point.tangent.xyz * scaled.x + bitangent * scaled.y + point.normal * scaled.z);
    }
    // glTF 2.0, section 3.9.6: the back of a double-sided surface has its normal turned.
    if (!front) {
        s.facing = -s.facing;
        s.normal = -s.normal;
    }
    s.occlusion = 1.0;
    if ((flags & HAS_OCCLUSION) != 0u) {
        let open = textureSample(occlusion_texture, occlusion_sampler, uv(point, 3u)).r;
        s.occlusion = 1.0 + material.factors.z * (open - 1.0);
    }
    s.emissive = material.emissive.xyz;
    if ((flags & HAS_EMISSIVE) != 0u) {
        s.emissive *= textureSample(emissive_texture, emissive_sampler, uv(point, 4u)).rgb;
    }
    return s;
}

fn matt_light(n: vec3<f32>) -> vec3<f32> {
    let h = view.harmonics;
    let sum = h[0].xyz + h[1].xyz * n.y + h[2].xyz * n.z + h[3].xyz * n.x + h[4].xyz * (n.x * n.y)
        + h[5].xyz * (n.y * n.z) + h[6].xyz * (3.0 * n.z * n.z - 1.0) + h[7].xyz * (n.x * n.z)
        + h[8].xyz * (n.x * n.x - n.y * n.y);
    return max(sum, vec3<f32>(0.0));
}

// Light given back by a layer of reflectance f0 over a body of colour `body` (black for a metal), energy kept.
fn layer(f0: vec3<f32>, body: vec3<f32>, dfg: vec2<f32>, mirror: vec3<f32>, matt: vec3<f32>, mirror_open: f32, open: f32) -> vec3<f32> {
    let single = f0 * dfg.x + dfg.y;
    let lost = 1.0 - (dfg.x + dfg.y);
    let mean = f0 + (1.0 - f0) / 21.0;
    let multiple = single * mean / (1.0 - mean * lost) * lost;
    return single * mirror * mirror_open + (multiple + body * (1.0 - single - multiple)) * matt * open;
}

fn lit(point: Point, s: Surface) -> vec3<f32> {
    let to_eye = normalize(select(view.eye.xyz, view.eye.xyz - point.position, view.eye.w > 0.5));
    let n_v = clamp(dot(s.normal, to_eye), 1e-4, 1.0);
    let rough = clamp(s.roughness, 0.045, 1.0);
    let dfg = textureSampleLevel(table, smooth_sampler, vec2<f32>(n_v, rough), 0.0).xy;
    let along = reflect(-to_eye, s.normal);
    let level = view.look.y * rough * (2.0 - rough);
    // What a relief mirrors from behind its own surface is dark.
    let risen = clamp(1.0 + dot(along, s.facing), 0.0, 1.0);
    let mirror = textureSampleLevel(room, smooth_sampler, along, level).rgb * (risen * risen);
    let matt = matt_light(s.normal);
    // Lagarde and de Rousiers, "Moving Frostbite to PBR", 2014.
    let open = clamp(pow(n_v + s.occlusion, exp2(-16.0 * rough - 1.0)) - 1.0 + s.occlusion, 0.0, 1.0);
    let dielectric = layer(vec3<f32>(0.04), s.base.rgb, dfg, mirror, matt, open, s.occlusion);
    let metal = layer(s.base.rgb, vec3<f32>(0.0), dfg, mirror, matt, open, s.occlusion);
    return mix(dielectric, metal, s.metallic) + s.emissive;
}

// Khronos PBR Neutral tone mapping (KhronosGroup/ToneMapping).
fn neutral(light: vec3<f32>) -> vec3<f32> {
    let start = 0.8 - 0.04;
    let least = min(light.r, min(light.g, light.b));
    let offset = select(0.04, least - 6.25 * least * least, least < 0.08);
    let shifted = light - offset;
    let peak = max(shifted.r, max(shifted.g, shifted.b));
    if (peak < start) {
        return shifted;
    }
    let d = 1.0 - start;
    let new_peak = 1.0 - d * d / (peak + d - start);
    let g = 1.0 / (0.15 * (peak - new_peak) + 1.0);
    return mix(vec3<f32>(new_peak), shifted * (new_peak / peak), g);
}

// IEC 61966-2-1.
fn encoded(linear: vec3<f32>) -> vec3<f32> {
    let c = clamp(linear, vec3<f32>(0.0), vec3<f32>(1.0));
    return select(1.055 * pow(c, vec3<f32>(1.0 / 2.4)) - 0.055, 12.92 * c, c <= vec3<f32>(0.0031308));
}

fn shown(point: Point, s: Surface) -> vec4<f32> {
    var light: vec3<f32>;
    if ((material.flags.x & UNLIT) != 0u) {
        // KHR_materials_unlit: what was painted is what is seen.
        light = s.base.rgb;
    } else {
        light = lit(point, s);
        if (view.look.x > 0.5) {
            light = neutral(light);
        }
    }
    let alpha = select(1.0, clamp(s.base.a, 0.0, 1.0), (material.flags.x & BLEND) != 0u);
    return vec4<f32>(encoded(light) * alpha, alpha);
}

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
