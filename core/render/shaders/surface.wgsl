// What every surface under the light of a room has (glTF 2.0, appendix B; Karis 2013; Fdez-Aguera 2019; Khronos PBR Neutral).

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

fn in_tangent_space(point: Point, relief: vec3<f32>) -> vec3<f32> {
    let bitangent = cross(point.normal, point.tangent.xyz) * point.tangent.w;
    return normalize(point.tangent.xyz * relief.x + bitangent * relief.y + point.normal * relief.z);
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
        s.normal = in_tangent_space(point, vec3<f32>(relief.xy * material.emissive.w, relief.z));
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

fn towards_eye(point: Point) -> vec3<f32> {
    return normalize(select(view.eye.xyz, view.eye.xyz - point.position, view.eye.w > 0.5));
}

// Scale and bias of the reflectance head-on, and what fibres give back, at this angle and roughness.
fn looked_up(n_v: f32, rough: f32) -> vec3<f32> {
    return textureSampleLevel(table, smooth_sampler, vec2<f32>(n_v, rough), 0.0).xyz;
}

// What a surface of that roughness mirrors. It is not dimmed where a relief mirrors from behind its own surface: the references do
// not, and thin wicker is pale at its rims.
fn mirrored(to_eye: vec3<f32>, normal: vec3<f32>, rough: f32) -> vec3<f32> {
    let level = view.look.y * rough * (2.0 - rough);
    return textureSampleLevel(room, smooth_sampler, reflect(-to_eye, normal), level).rgb;
}

// How much of the mirrored light an occlusion map lets through (Lagarde and de Rousiers, "Moving Frostbite to PBR", 2014).
fn mirror_open(n_v: f32, occlusion: f32, rough: f32) -> f32 {
    return clamp(pow(n_v + occlusion, exp2(-16.0 * rough - 1.0)) - 1.0 + occlusion, 0.0, 1.0);
}

// What comes out after more than one bounce between facets (Fdez-Aguera 2019); f90 is the reflectance at grazing angles.
fn scattered_again(single: vec3<f32>, f0: vec3<f32>, dfg: vec2<f32>, f90: f32) -> vec3<f32> {
    let lost = 1.0 - (dfg.x + dfg.y);
    let mean = f0 + (f90 - f0) / 21.0;
    return single * mean / (1.0 - mean * lost) * lost;
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

fn coverage(s: Surface) -> f32 {
    return select(1.0, clamp(s.base.a, 0.0, 1.0), (material.flags.x & BLEND) != 0u);
}

// A point of the picture: light as the screen wants it, multiplied with alpha. In the copy that glass looks through it stays light.
fn finished(light: vec3<f32>, toned: bool, alpha: f32) -> vec4<f32> {
    if (view.look.w > 0.5) {
        return vec4<f32>(light * alpha, alpha);
    }
    return vec4<f32>(encoded(tone_mapped(light, toned)) * alpha, alpha);
}

fn tone_mapped(light: vec3<f32>, toned: bool) -> vec3<f32> {
    if (toned && view.look.x > 0.5) {
        return neutral(light);
    }
    return light;
}
