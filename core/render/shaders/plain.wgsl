// A surface without lobes of extensions.

// Light given back by a layer of reflectance f0 over a body of colour `body` (black for a metal), energy kept.
fn layer(f0: vec3<f32>, body: vec3<f32>, dfg: vec2<f32>, mirror: vec3<f32>, matt: vec3<f32>, mirror_open: f32, open: f32) -> vec3<f32> {
    let single = f0 * dfg.x + dfg.y;
    let multiple = scattered_again(single, f0, dfg, 1.0);
    return single * mirror * mirror_open + (multiple + body * (1.0 - single - multiple)) * matt * open;
}

fn lit(point: Point, s: Surface) -> vec3<f32> {
    let to_eye = towards_eye(point);
    let n_v = clamp(dot(s.normal, to_eye), 1e-4, 1.0);
    let rough = clamp(s.roughness, 0.045, 1.0);
    let dfg = looked_up(n_v, rough).xy;
    let mirror = mirrored(to_eye, s.normal, rough);
    let matt = matt_light(s.normal);
    let open = mirror_open(n_v, s.occlusion, rough);
    let dielectric = layer(vec3<f32>(0.04), s.base.rgb, dfg, mirror, matt, open, s.occlusion);
    let metal = layer(s.base.rgb, vec3<f32>(0.0), dfg, mirror, matt, open, s.occlusion);
    return mix(dielectric, metal, s.metallic) + s.emissive;
}

fn shown(point: Point, s: Surface) -> vec4<f32> {
    if ((material.flags.x & UNLIT) != 0u) {
        // KHR_materials_unlit: what was painted is what is seen.
        return finished(s.base.rgb, false, coverage(s));
    }
    return finished(lit(point, s), true, coverage(s));
}
