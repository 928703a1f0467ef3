//! Lobes of materials, the older workflow, and what alpha does in truth.

mod kit;

use kit::{Draft, data_uri};
use serde_json::{Value, json};
use tradewind_scene::{AlphaMode, Loader, Material, Model, Specular};

fn load(draft: &Draft) -> Model {
    Loader::default().load(&draft.glb()).expect("it is a good file")
}

fn with(extension: &str, value: Value) -> Draft {
    Draft::quad().with("/materials/0/extensions", json!({extension: value}))
}

fn material(extension: &str, value: Value) -> Material {
    load(&with(extension, value)).materials[0].clone()
}

fn near(a: f32, b: f32) -> bool {
    (a - b).abs() < 1e-5
}

/// A PNG of these points in one row.
fn row(points: &[[u8; 4]]) -> Vec<u8> {
    let picture = image::RgbaImage::from_raw(points.len() as u32, 1, points.concat()).expect("as many");
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, image::ImageFormat::Png).expect("it is encoded");
    out.into_inner()
}

#[test]
fn dielectrics_reflect_as_their_specifications_say() {
    assert_eq!(load(&Draft::quad()).materials[0].specular, Specular::default());
    assert!(Specular::default().head_on().iter().all(|x| near(*x, 0.04)));
    let diamond = material("KHR_materials_ior", json!({"ior": 2.4})).specular;
    assert!(near(diamond.head_on()[0], 0.169_55), "{:?}", diamond.head_on());
    for (ior, told) in [(json!(0), 0.0), (json!(0.5), 1.0), (json!(1e30), 1000.0), (Value::Null, 1.5)] {
        assert!(near(material("KHR_materials_ior", json!({"ior": ior})).specular.ior, told), "{ior}");
    }
    let specular =
        json!({"specularFactor": 0.5, "specularColorFactor": [2, 1, 0], "specularTexture": {"index": 0}});
    let made = material("KHR_materials_specular", specular).specular;
    assert!(made.texture.is_some() && made.colour_texture.is_none());
    let [r, g, b] = made.head_on();
    assert!(near(r, 0.04) && near(g, 0.02) && near(b, 0.0), "{r} {g} {b}");
}

#[test]
fn clear_layers_and_fibres_are_taken_where_they_are_seen() {
    let texture = json!({"index": 0, "scale": 0.25});
    let coat =
        json!({"clearcoatFactor": 3, "clearcoatRoughnessFactor": 0.25, "clearcoatNormalTexture": texture});
    let coat = material("KHR_materials_clearcoat", coat).clearcoat.expect("it is there");
    assert!(near(coat.factor, 1.0) && near(coat.roughness, 0.25) && near(coat.normal_scale, 0.25));
    assert!(coat.normal_texture.is_some() && coat.texture.is_none() && coat.roughness_texture.is_none());
    assert_eq!(material("KHR_materials_clearcoat", json!({"clearcoatRoughnessFactor": 1})).clearcoat, None);
    let sheen = json!({"sheenColorFactor": [0, 0.5, 2], "sheenRoughnessFactor": 0.5, "sheenColorTexture": {"index": 0}});
    let sheen = material("KHR_materials_sheen", sheen).sheen.expect("it is there");
    assert_eq!(sheen.colour.map(|x| (x * 2.0) as i32), [0, 1, 2]);
    assert!(near(sheen.roughness, 0.5) && sheen.colour_texture.is_some());
    assert_eq!(material("KHR_materials_sheen", json!({})).sheen, None);
}

#[test]
fn the_relief_of_a_clear_layer_has_tangents() {
    let coat = json!({"clearcoatFactor": 1, "clearcoatNormalTexture": {"index": 0}});
    let mut draft = with("KHR_materials_clearcoat", coat);
    // Two triangles on one edge; on the second the texture is mirrored, so that two vertices have both sides.
    let uvs = draft.floats("VEC2", &[0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0]);
    assert_eq!(load(&draft.attribute("TEXCOORD_0", uvs)).vertices(), 6);
}

#[test]
fn glass_is_as_thick_as_its_node_makes_it() {
    let extensions = json!({
        "KHR_materials_transmission": {"transmissionFactor": 0.9, "transmissionTexture": {"index": 0}},
        "KHR_materials_volume": {"thicknessFactor": 0.5, "attenuationDistance": 2, "attenuationColor": [1, 0.5, 0]},
    });
    let draft = Draft::quad().with("/materials/0/extensions", extensions.clone());
    let glass = |draft: &Draft| load(draft).materials[0].transmission.clone().expect("it is there");
    let one = glass(&draft);
    assert!(near(one.factor, 0.9) && near(one.thickness, 0.5) && near(one.attenuation_distance, 2.0));
    assert!(one.texture.is_some() && one.attenuation_colour.map(|x| (x * 2.0) as i32) == [2, 1, 0]);
    let scaled = draft.clone().with("/nodes/0/scale", json!([0.01, -0.01, 0.01]));
    assert!(near(glass(&scaled).thickness, 0.005));
    let thin =
        draft.with("/materials/0/extensions/KHR_materials_volume", json!({"attenuationDistance": 1e39}));
    assert!(glass(&thin).thickness <= 0.0 && glass(&thin).attenuation_distance.is_infinite());
    assert_eq!(material("KHR_materials_volume", json!({"thicknessFactor": 1})).transmission, None);
    assert_eq!(material("KHR_materials_transmission", json!({})).transmission, None);
}

#[test]
fn endless_factors_are_refused() {
    let coat = json!({"clearcoatFactor": 1, "clearcoatNormalTexture": {"index": 0, "scale": 1e39}});
    let refused = Loader::default().load(&with("KHR_materials_clearcoat", coat).glb()).err();
    assert_eq!(refused.map(|error| error.code()), Some("MODEL_NUMBER"));
}

#[test]
fn specular_and_glossiness_become_metal_and_roughness_without_loss() {
    let gloss = json!({"diffuseFactor": [0.5, 0.25, 0, 1], "specularFactor": [1, 0.5, 0.25], "glossinessFactor": 0.75});
    let made = material("KHR_materials_pbrSpecularGlossiness", gloss);
    assert_eq!(made.base_colour.map(|x| (x * 4.0) as i32), [2, 1, 0, 4]);
    assert!(near(made.metallic, 0.0) && near(made.roughness, 0.25));
    // What it reflects head-on is its specular colour, as it is.
    assert_eq!(made.specular.head_on().map(|x| (x * 4.0) as i32), [4, 2, 1]);
    // Defaults of the extension: white, all reflected, smooth.
    let made = material("KHR_materials_pbrSpecularGlossiness", json!({}));
    assert!(near(made.roughness, 0.0) && made.specular.head_on().iter().all(|x| near(*x, 1.0)));
    assert_eq!(made.base_texture, None, "the older workflow has a texture of its own");
}

#[test]
fn glossiness_in_a_picture_becomes_roughness_in_another() {
    let gloss = |points: &[[u8; 4]], factor: f64| {
        let mut draft = Draft::quad();
        draft.push("/images", json!({"uri": data_uri(&row(points))}));
        draft.push("/textures", json!({"source": 1}));
        let value = json!({
            "diffuseTexture": {"index": 0}, "specularGlossinessTexture": {"index": 1, "texCoord": 1},
            "glossinessFactor": factor,
        });
        load(&draft.with("/materials/0/extensions", json!({"KHR_materials_pbrSpecularGlossiness": value})))
    };
    let model = gloss(&[[200, 100, 50, 255], [9, 9, 9, 0], [0, 0, 0, 128], [1, 2, 3, 64]], 0.5);
    let material = &model.materials[0];
    let rough = material.metallic_roughness_texture.expect("it was made");
    let colours = material.specular.colour_texture.expect("the file's own");
    let diffuse = material.base_texture.expect("the file's own");
    assert_eq!((diffuse.uv_set, colours.uv_set, rough.uv_set), (0, 1, 1));
    let green: Vec<u8> = model.pictures[rough.picture]
        .plain()
        .expect("decodes")
        .rgba
        .chunks_exact(4)
        .map(|pixel| pixel[1])
        .collect();
    assert_eq!(green, [127, 255, 191, 223]);
    assert_eq!(model.pictures[colours.picture].plain().expect("decodes").rgba[..4], [200, 100, 50, 255]);
    assert!(near(material.roughness, 1.0) && near(material.metallic, 0.0));
    // A picture without alpha has one glossiness all over: no other picture is needed.
    let even = gloss(&[[200, 100, 50, 255]; 4], 0.25);
    assert_eq!((even.pictures.len(), even.materials[0].metallic_roughness_texture), (2, None));
    assert!(near(even.materials[0].roughness, 0.75));
}

fn blended(points: &[[u8; 4]], factor: f64) -> Draft {
    let draft = Draft::quad().with("/materials/0/alphaMode", json!("BLEND"));
    let draft = draft.with("/images/0", json!({"uri": data_uri(&row(points))}));
    draft.with("/materials/0/pbrMetallicRoughness/baseColorFactor", json!([1, 1, 1, factor]))
}

#[test]
fn blended_surfaces_are_what_their_alpha_makes_of_them() {
    let alpha = |draft: &Draft| load(draft).materials[0].alpha;
    let full = [[1, 2, 3, 255], [4, 5, 6, 251]];
    let cut = [[1, 2, 3, 255], [4, 5, 6, 3]];
    let soft = [[1, 2, 3, 255], [4, 5, 6, 128]];
    assert_eq!(alpha(&blended(&full, 1.0)), AlphaMode::Opaque);
    assert_eq!(alpha(&blended(&cut, 1.0)), AlphaMode::Mask(0.5));
    assert_eq!(alpha(&blended(&soft, 1.0)), AlphaMode::Blend);
    for points in [full, cut] {
        assert_eq!(alpha(&blended(&points, 0.5)), AlphaMode::Blend);
    }
    // Vertices count too.
    for (third, told) in [(1.0, AlphaMode::Opaque), (0.0, AlphaMode::Mask(0.5)), (0.5, AlphaMode::Blend)] {
        let mut draft = blended(&full, 1.0);
        let white = [1.0f32; 4];
        let colours = draft.floats("VEC4", &[white, white, [1.0, 1.0, 1.0, third], white].concat());
        assert_eq!(alpha(&draft.attribute("COLOR_0", colours)), told);
    }
}

#[test]
fn a_label_hides_its_bottle_where_everything_was_exported_as_blended() {
    let mut draft = blended(&[[255; 4]], 1.0);
    draft.push("/meshes/0/primitives", draft.json["meshes"][0]["primitives"][0].clone());
    draft.push(
        "/materials",
        json!({"alphaMode": "BLEND", "pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 0.3]}}),
    );
    let glass = draft.with("/meshes/0/primitives/1/material", json!(1));
    let model = load(&glass);
    let alphas: Vec<_> =
        model.primitives.iter().map(|primitive| model.materials[primitive.material].alpha).collect();
    assert_eq!(alphas, [AlphaMode::Opaque, AlphaMode::Blend]);
    // What became opaque is joined as what was.
    let mut twice = blended(&[[255; 4]], 1.0);
    twice.push("/meshes/0/primitives", twice.json["meshes"][0]["primitives"][0].clone());
    assert_eq!(load(&twice).primitives.len(), 1);
}
