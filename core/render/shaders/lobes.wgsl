// A surface with lobes of extensions: glTF's KHR_materials_ior, specular, clearcoat, sheen, transmission and volume.

struct Lobes {
    // Colour and strength of what a dielectric reflects.
    specular: vec4<f32>,
    // What an index of refraction reflects head-on; the clear layer's factor, roughness and normal scale.
    head: vec4<f32>,
    // Colour and roughness of the fibres.
    sheen: vec4<f32>,
    // How much goes through, thickness in metres, metres after which the colour is reached (0: never), index of refraction.
    glass: vec4<f32>,
    // Colour inside.
    inside: vec4<f32>,
    // x: the slot of each of eight textures, four bits each, 15 for none. y: the slot of the ninth. z: which slots there are. w: which
    // of them take the second UV set.
    slots: vec4<u32>,
    // Two rows for each slot.
    transforms: array<vec4<f32>, 12>,
}

const SPECULAR = 0u;
const SPECULAR_COLOUR = 1u;
const CLEARCOAT = 2u;
const CLEARCOAT_ROUGHNESS = 3u;
const CLEARCOAT_NORMAL = 4u;
const SHEEN_COLOUR = 5u;
const SHEEN_ROUGHNESS = 6u;
const TRANSMISSION = 7u;
const THICKNESS = 8u;
const NO_SLOT = 15u;

@group(1) @binding(11) var<uniform> lobes: Lobes;
@group(1) @binding(12) var lobe0: texture_2d<f32>;
@group(1) @binding(13) var lobe0_sampler: sampler;
@group(1) @binding(14) var lobe1: texture_2d<f32>;
@group(1) @binding(15) var lobe1_sampler: sampler;
@group(1) @binding(16) var lobe2: texture_2d<f32>;
@group(1) @binding(17) var lobe2_sampler: sampler;
@group(1) @binding(18) var lobe3: texture_2d<f32>;
@group(1) @binding(19) var lobe3_sampler: sampler;
@group(1) @binding(20) var lobe4: texture_2d<f32>;
@group(1) @binding(21) var lobe4_sampler: sampler;
@group(1) @binding(22) var lobe5: texture_2d<f32>;
@group(1) @binding(23) var lobe5_sampler: sampler;
// What is seen through glass: light of all that is no glass, smaller and smaller.
@group(2) @binding(0) var behind: texture_2d<f32>;

fn lobe_uv(point: Point, slot: u32) -> vec2<f32> {
    let second = (lobes.slots.w & (1u << slot)) != 0u;
    let at = vec3<f32>(select(point.uv0, point.uv1, second), 1.0);
    return vec2<f32>(
        dot(lobes.transforms[2u * slot].xyz, at),
        dot(lobes.transforms[2u * slot + 1u].xyz, at),
    );
}

fn has_slot(slot: u32) -> bool {
    return (lobes.slots.z & (1u << slot)) != 0u;
}

fn lobe_texels(point: Point) -> array<vec4<f32>, 6> {
    var all: array<vec4<f32>, 6>;
    if (has_slot(0u)) {
        all[0] = textureSample(lobe0, lobe0_sampler, lobe_uv(point, 0u));
    }
    if (has_slot(1u)) {
        all[1] = textureSample(lobe1, lobe1_sampler, lobe_uv(point, 1u));
    }
    if (has_slot(2u)) {
        all[2] = textureSample(lobe2, lobe2_sampler, lobe_uv(point, 2u));
    }
    if (has_slot(3u)) {
        all[3] = textureSample(lobe3, lobe3_sampler, lobe_uv(point, 3u));
    }
    if (has_slot(4u)) {
        all[4] = textureSample(lobe4, lobe4_sampler, lobe_uv(point, 4u));
    }
    if (has_slot(5u)) {
        all[5] = textureSample(lobe5, lobe5_sampler, lobe_uv(point, 5u));
    }
    return all;
}

fn slot_of(lobe: u32) -> u32 {
    return select((lobes.slots.x >> (4u * lobe)) & 15u, lobes.slots.y & 15u, lobe == THICKNESS);
}

// A lobe's texel; white where it has no texture.
fn texel_of(texels: array<vec4<f32>, 6>, lobe: u32) -> vec4<f32> {
    var all = texels;
    let slot = slot_of(lobe);
    if (slot == NO_SLOT) {
        return vec4<f32>(1.0);
    }
    return all[slot];
}

// What of the scene is seen through, and in w how much of it is there.
fn seen_through(point: Point, s: Surface, to_eye: vec3<f32>, thickness: f32, rough: f32) -> vec4<f32> {
    let ior = max(lobes.glass.w, 1.0);
    var at = point.clip.xy / view.screen.xy;
    if (thickness > 0.0) {
        let way = normalize(refract(-to_eye, s.normal, 1.0 / ior)) * thickness;
        let out = view.view_projection * vec4<f32>(point.position + way, 1.0);
        at = vec2<f32>(out.x, -out.y) / out.w * 0.5 + 0.5;
    }
    // A thin wall bends nothing, but what is rough blurs all the same.
    let blur = rough * clamp(ior * 2.0 - 2.0, 0.0, 1.0);
    return textureSampleLevel(behind, smooth_sampler, at, log2(view.screen.x) * blur);
}

// Light of a point, and how much of what is behind the picture shows through it.
struct Lit {
    light: vec3<f32>,
    open: f32,
}

fn lit(point: Point, s: Surface) -> Lit {
    let texels = lobe_texels(point);
    let to_eye = towards_eye(point);
    let n_v = clamp(dot(s.normal, to_eye), 1e-4, 1.0);
    let rough = clamp(s.roughness, 0.045, 1.0);
    let dfg = looked_up(n_v, rough).xy;
    let mirror = mirrored(to_eye, s.normal, rough) * mirror_open(n_v, s.occlusion, rough);
    let matt = matt_light(s.normal) * s.occlusion;

    let strength = lobes.specular.w * texel_of(texels, SPECULAR).a;
    let tint = lobes.specular.rgb * texel_of(texels, SPECULAR_COLOUR).rgb;
    let f0 = min(lobes.head.x * tint, vec3<f32>(1.0)) * strength;
    let single = f0 * dfg.x + strength * dfg.y;
    let again = scattered_again(single, f0, dfg, strength);
    let given = single + again;
    let left = 1.0 - max(given.r, max(given.g, given.b));

    let through = lobes.glass.x * texel_of(texels, TRANSMISSION).r;
    let thickness = lobes.glass.y * texel_of(texels, THICKNESS).g;
    var seen = vec4<f32>(0.0);
    var colour = s.base.rgb;
    if (lobes.glass.x > 0.0) {
        seen = seen_through(point, s, to_eye, thickness, rough);
        if (lobes.glass.z > 0.0) {
            colour *= pow(lobes.inside.rgb, vec3<f32>(thickness / lobes.glass.z));
        }
    }
    let body = mix(s.base.rgb * matt, seen.rgb * colour, through);
    let dielectric = single * mirror + again * matt + body * left;
    let metal_single = s.base.rgb * dfg.x + dfg.y;
    let metal = metal_single * mirror + scattered_again(metal_single, s.base.rgb, dfg, 1.0) * matt;
    var light = mix(dielectric, metal, s.metallic) + s.emissive;
    let clear = dot(colour, vec3<f32>(1.0 / 3.0)) * left * through * (1.0 - s.metallic);
    var open = clear * (1.0 - seen.w);

    // Fibres lie over all that was so far.
    let fibres = lobes.sheen.rgb * texel_of(texels, SHEEN_COLOUR).rgb;
    let most = max(fibres.r, max(fibres.g, fibres.b));
    if (most > 0.0) {
        let shine = looked_up(n_v, clamp(lobes.sheen.w * texel_of(texels, SHEEN_ROUGHNESS).a, 0.07, 1.0)).z;
        light = light * (1.0 - most * shine) + fibres * shine * matt;
        open *= 1.0 - most * shine;
    }

    // The clear layer lies over everything: what it does not mirror goes on to what is under it.
    let coat = lobes.head.y * texel_of(texels, CLEARCOAT).r;
    if (coat > 0.0) {
        var normal = s.facing;
        if (slot_of(CLEARCOAT_NORMAL) != NO_SLOT) {
            let relief = texel_of(texels, CLEARCOAT_NORMAL).xyz * 2.0 - 1.0;
            normal = in_tangent_space(point, vec3<f32>(relief.xy * lobes.head.w, relief.z));
            normal = select(normal, -normal, dot(normal, s.facing) < 0.0);
        }
        let coat_n_v = clamp(dot(normal, to_eye), 1e-4, 1.0);
        let coat_rough = clamp(lobes.head.z * texel_of(texels, CLEARCOAT_ROUGHNESS).g, 0.045, 1.0);
        let coat_dfg = looked_up(coat_n_v, coat_rough);
        let share = coat * (0.04 * coat_dfg.x + coat_dfg.y);
        let shine = mirrored(to_eye, normal, coat_rough) * mirror_open(coat_n_v, s.occlusion, coat_rough);
        light = mix(light, shine, share);
        open *= 1.0 - share;
    }
    return Lit(light, open);
}

fn shown(point: Point, s: Surface) -> vec4<f32> {
    if ((material.flags.x & UNLIT) != 0u) {
        return finished(s.base.rgb, false, coverage(s));
    }
    let all = lit(point, s);
    if (lobes.glass.x > 0.0) {
        // What it mirrors is as bright where nothing is behind it.
        return vec4<f32>(finished(all.light, true, 1.0).rgb, 1.0 - clamp(all.open, 0.0, 1.0));
    }
    return finished(all.light, true, coverage(s));
}
