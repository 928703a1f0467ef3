//! Good inputs that broken ones are made of.

use crate::kit::{Draft, F32, U8, U16, encoded};
use crate::rng::Rng;
use crate::strangers;
use serde_json::json;
use tradewind_domain::item::Sale;
use tradewind_domain::{
    Availability, Condition, Currency, EnergyClass, EnergyLabel, EnergyScale, Facts, Gtin, Item, ItemId,
    Market, Measure, Money, Offer, OptionValue, Picture, Timestamp, UnitPricing, WebUrl,
};
use tradewind_pack::columns::Columns;
use tradewind_pack::object::seal;

/// Models, each with something that the others do not have.
pub(crate) fn models() -> Vec<Vec<u8>> {
    let drafts =
        [Draft::quad(), relief(), skinned(), morphed(), instanced(), variants(), pictured(), quantized()];
    let mut all: Vec<Vec<u8>> = drafts.iter().map(Draft::glb).collect();
    all.extend([&drafts[0], &drafts[3]].map(Draft::gltf));
    all
}

fn relief() -> Draft {
    let mut draft = Draft::quad();
    let uvs = draft.floats("VEC2", &[0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0]);
    let transform = json!({"offset": [0.5, 0.25], "rotation": 0.3, "scale": [2, -1], "texCoord": 1});
    let texture = json!({"index": 0, "scale": 0.5, "extensions": {"KHR_texture_transform": transform}});
    draft
        .attribute("TEXCOORD_1", uvs)
        .with("/materials/0/normalTexture", texture)
        .with("/samplers", json!([{"magFilter": 9728, "minFilter": 9987, "wrapS": 33071, "wrapT": 33648}]))
        .with("/textures/0/sampler", json!(0))
}

fn skinned() -> Draft {
    let mut draft = Draft::quad();
    let joints = draft.accessor(U8, "VEC4", 4, &[0, 1, 0, 0].repeat(4));
    let weights = draft.floats("VEC4", &[0.75, 0.25, 0.0, 0.0].repeat(4));
    let identity: Vec<f32> = (0..32).map(|at| f32::from(u8::from(at % 16 % 5 == 0))).collect();
    let bind = draft.floats("MAT4", &identity);
    draft
        .attribute("JOINTS_0", joints)
        .attribute("WEIGHTS_0", weights)
        .without("/meshes/0/primitives/0/attributes/NORMAL")
        .with("/skins", json!([{"joints": [1, 2], "inverseBindMatrices": bind}]))
        .with("/scenes/0/nodes", json!([0, 1]))
        .with("/nodes", json!([{"mesh": 0, "skin": 0}, {"translation": [0, 2, 0], "children": [2]}, {"rotation": [0, 0, 0.6, 0.8]}]))
}

fn morphed() -> Draft {
    let mut draft = Draft::quad();
    let up = draft.floats("VEC3", &[0.0, 1.0, 0.25].repeat(4));
    let (places, values) = (draft.view(&[1, 0, 3, 0]), draft.view(&[0; 24]));
    let sparse = json!({"count": 2, "indices": {"bufferView": places, "componentType": U16}, "values": {"bufferView": values}});
    let zeros =
        draft.push("/accessors", json!({"componentType": F32, "type": "VEC3", "count": 4, "sparse": sparse}));
    draft
        .with(
            "/meshes/0/primitives/0/targets",
            json!([{"POSITION": up, "NORMAL": zeros}, {"POSITION": zeros}]),
        )
        .with("/meshes/0/weights", json!([0.5, 0.25]))
        .with("/nodes/0/weights", json!([1, 0.125]))
}

fn instanced() -> Draft {
    let mut draft = Draft::quad();
    let indices = draft.shorts("SCALAR", &[0, 1, 3, 2]);
    let tangents = draft.floats("VEC4", &[1.0, 0.0, 0.0, -1.0].repeat(4));
    let strip = json!({"attributes": {"POSITION": 0, "NORMAL": 1, "TANGENT": tangents}, "indices": indices, "mode": 5});
    draft.push("/meshes/0/primitives", strip);
    draft.push("/meshes/0/primitives", json!({"attributes": {"POSITION": 0}, "mode": 6}));
    draft
        .with("/cameras", json!([
            {"type": "perspective", "perspective": {"yfov": 0.8, "znear": 0.01, "zfar": 100, "aspectRatio": 1.5}},
            {"type": "orthographic", "orthographic": {"xmag": 1, "ymag": 2, "znear": 0, "zfar": 10}},
        ]))
        .with("/nodes", json!([
            {"children": [1, 2, 3], "scale": [0.5, -0.5, 0.5]},
            {"mesh": 0, "camera": 0, "matrix": [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 2, 3, 1]},
            {"mesh": 0, "translation": [0, 1, 0]},
            {"camera": 1, "rotation": [0.5, 0.5, 0.5, 0.5]},
        ]))
}

fn variants() -> Draft {
    let mut draft = Draft::quad();
    let unlit =
        json!({"KHR_materials_unlit": {}, "KHR_materials_emissive_strength": {"emissiveStrength": 3}});
    draft.push("/materials", json!({"extensions": unlit, "emissiveFactor": [1, 0.5, 0], "alphaMode": "BLEND", "doubleSided": true}));
    draft.push("/materials", json!({"alphaMode": "MASK", "alphaCutoff": 0.25}));
    let mappings = json!([{"material": 1, "variants": [0, 2]}, {"material": 2, "variants": [1]}]);
    draft
        .with("/extensionsRequired", json!(["KHR_materials_variants", "KHR_texture_transform"]))
        .with("/extensions", json!({"KHR_materials_variants": {"variants": [{"name": "Red"}, {"name": "Blue"}, {"name": "Ecru"}]}}))
        .with("/meshes/0/primitives/0/extensions", json!({"KHR_materials_variants": {"mappings": mappings}}))
}

fn pictured() -> Draft {
    let mut draft = Draft::quad();
    let files = [image::ImageFormat::Jpeg, image::ImageFormat::WebP, image::ImageFormat::Png];
    for (format, slot) in files.into_iter().zip(["normalTexture", "occlusionTexture", "emissiveTexture"]) {
        let view = draft.view(&encoded(12, 10, format));
        let image = draft.push("/images", json!({"bufferView": view}));
        let texture = draft.push("/textures", json!({"source": image}));
        draft = draft.with(&format!("/materials/0/{slot}"), json!({"index": texture}));
    }
    draft
}

fn quantized() -> Draft {
    let mut draft = Draft::quad();
    let positions =
        draft.accessor(5120, "VEC3", 4, &[0, 0, 0, 9, 127, 0, 0, 9, 127, 127, 0, 9, 0, 127, 0, 9]);
    let colours = draft.accessor(U8, "VEC4", 4, &[200; 16]);
    let view = draft.json["accessors"][positions]["bufferView"].clone();
    draft
        .with(&format!("/bufferViews/{view}/byteStride"), json!(4))
        .with(&format!("/accessors/{positions}/normalized"), json!(true))
        .with(&format!("/accessors/{colours}/normalized"), json!(true))
        .attribute("POSITION", positions)
        .attribute("COLOR_0", colours)
        .with("/extensionsRequired", json!(["KHR_mesh_quantization"]))
}

/// Catalogs, their streams one behind the other, and one stream as it lies on a host.
pub(crate) fn packs() -> Vec<Vec<u8>> {
    let columns = |rows: u32| {
        let mut columns = Columns::default();
        (0..rows).for_each(|n| columns.push(&lamp(n)));
        columns
    };
    let mut shuffled = columns(5);
    shuffled.rank.rank = vec![3, 1, 4, 0, 2];
    let mut known = Columns::default();
    (0..7).for_each(|n| known.push(&Item { facts: facts(n), ..lamp(n) }));
    let catalogs = [columns(1), columns(12), shuffled, known];
    let mut all: Vec<Vec<u8>> = catalogs.iter().map(strangers::joined).collect();
    let sealed = seal("text", &columns(40).text, 40).expect("proof: a few rows are within every limit");
    all.push(sealed.bytes);
    all
}

fn lamp(n: u32) -> Item {
    let url = |text: String| WebUrl::parse(&text).expect("proof: https");
    let price = |minor: u32| Money::new(i64::from(minor), Currency::EUR);
    let sale = Sale { price: price(n), from: None, until: Some(Timestamp(2_000_000_000_000)) };
    Item {
        id: ItemId::parse(format!("lamp-{n}")).expect("proof: a short word"),
        group: None,
        title: format!("Lamp {n}"),
        description: "Gives light.".repeat(n as usize),
        brand: "Haus".into(),
        category: vec!["Light".into(), format!("Kind {}", n % 3)],
        options: vec![OptionValue { name: "color".into(), value: "red".into() }; n as usize % 3],
        link: url(format!("https://shop.example/{n}")),
        pictures: vec![Picture { url: url("https://shop.example/i".into()), thumbhash: Some(vec![7; 21]) }],
        model: n.is_multiple_of(4).then(|| url("https://shop.example/m.glb".into())),
        weight_grams: Some(n),
        hs_code: None,
        origin: Some("DE".into()),
        offer: Offer {
            price: price(n + 1),
            sale: n.is_multiple_of(2).then_some(sale),
            availability: Availability::InStock,
            stock: None,
        },
        facts: Facts::default(),
    }
}

fn facts(n: u32) -> Facts {
    let measure = |text: &str| Measure::parse(text).expect("proof: a number with a unit");
    let pricing = UnitPricing { measure: measure("750ml"), base: measure("1l"), stated: None };
    let scale = EnergyScale { best: EnergyClass::A, worst: EnergyClass::G };
    Facts {
        condition: Some(Condition::Used),
        energy: Some(EnergyLabel { class: EnergyClass::F, scale: Some(scale).filter(|_| n > 2) }),
        unit_pricing: Some(pricing).filter(|_| n > 3),
        ships_from: Market::parse("PT").ok(),
        lowest_30: Some(Money::new(i64::from(n), Currency::EUR)),
        gtin: Gtin::parse("4006381333931").ok(),
        mpn: Some(format!("L-{n}")),
        ..Facts::default()
    }
}

/// Pictures of every kind of sample that a file may hold.
pub(crate) fn pictures() -> Vec<Vec<u8>> {
    let soft = image::DynamicImage::ImageRgba8(image::RgbaImage::from_fn(33, 21, |x, y| {
        image::Rgba([(x * 7) as u8, (y * 11) as u8, (x * y) as u8, 255 - x as u8])
    }));
    let kinds = [
        image::DynamicImage::ImageLuma8(soft.to_luma8()),
        image::DynamicImage::ImageLumaA16(soft.to_luma_alpha16()),
        image::DynamicImage::ImageRgb16(soft.to_rgb16()),
        soft.clone(),
    ];
    let file = |image: &image::DynamicImage, format| {
        let mut file = std::io::Cursor::new(Vec::new());
        image.write_to(&mut file, format).expect("proof: a format of these samples");
        file.into_inner()
    };
    let mut all: Vec<Vec<u8>> = kinds.iter().map(|image| file(image, image::ImageFormat::Png)).collect();
    all.push(file(&soft, image::ImageFormat::WebP));
    all.push(file(&image::DynamicImage::ImageRgb8(soft.to_rgb8()), image::ImageFormat::Jpeg));
    all.push(file(&image::DynamicImage::ImageLuma8(soft.to_luma8()), image::ImageFormat::Jpeg));
    all
}

/// Gestures of ordinary size.
pub(crate) fn gestures() -> Vec<Vec<u8>> {
    let mut rng = Rng::new(7);
    let mut one = |count: usize| {
        let first = [0.4f32, 1.2, 2.5, 0.1].into_iter();
        let gestures = (0..count * 4).map(|_| (rng.below(2000) as f32 - 1000.0) / 700.0);
        first.chain(gestures).flat_map(f32::to_le_bytes).collect()
    };
    vec![one(4), one(16), one(64)]
}
