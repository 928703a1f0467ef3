//! A product as a GLB: quantised points, baked shade, shared textures, its ways as KHR_materials_variants.

use super::bake;
use super::maths::*;
use super::mesh::Mesh;
use super::product::{Alpha, Finish, Product};
use super::texture::{Pixels, rgb};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use serde_json::{Value, json};

/// A part as it is written: whole points, normals, and how open they are.
struct Drawn {
    mesh: Mesh,
    normals: Vec<V3>,
    open: Vec<f64>,
}

/// The product as a GLB file.
///
/// Points are 16-bit (KHR_mesh_quantization), UVs 16-bit with KHR_texture_transform, normals 8-bit; COLOR_0 holds the baked
/// shade. Material 0 of each primitive is that of the first way.
pub fn write(product: &Product) -> Vec<u8> {
    let drawn = draw(product);
    let mut file = File::default();
    let (low, high) = bounds(&drawn);
    let centre = (low + high) / 2.0;
    let half = (high - low).max_element() / 2.0;
    let longest =
        drawn.iter().flat_map(|d| &d.mesh.uvs).fold(1e-3, |m: f64, uv| m.max(uv.x.abs()).max(uv.y.abs()));
    // UVs are stored as 0..1 of twice the longest, from minus the longest on.
    let span = longest * 2.0;
    let mut primitives = Vec::new();
    for (part, drawn) in product.parts.iter().zip(&drawn) {
        let laid = Laid { around: drawn.mesh.around, longest, span };
        let materials: Vec<usize> = part.finishes.iter().map(|finish| file.material(finish, &laid)).collect();
        let textured = part.finishes.iter().any(|finish| finish.map.is_some() || finish.fine.is_some());
        let mut primitive = file.geometry(drawn, centre, half, textured.then_some((longest, span)));
        primitive["material"] = json!(materials[0]);
        if materials.len() == 3 {
            let mappings: Vec<Value> =
                (0..3).map(|i| json!({"material": materials[i], "variants": [i]})).collect();
            primitive["extensions"] = json!({"KHR_materials_variants": {"mappings": mappings}});
        }
        primitives.push(primitive);
    }
    let variants: Vec<Value> = product.ways.iter().map(|name| json!({"name": name})).collect();
    let mut used = vec!["KHR_materials_variants", "KHR_mesh_quantization"];
    let mut required = vec!["KHR_mesh_quantization"];
    if !file.textures.is_empty() {
        used.push("KHR_texture_transform");
        required.push("KHR_texture_transform");
    }
    let mut document = json!({
        "asset": {"version": "2.0", "generator": "tradewind seedgen", "copyright": "Tradewind, Apache-2.0"},
        "extensionsUsed": used,
        "extensionsRequired": required,
        "extensions": {"KHR_materials_variants": {"variants": variants}},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{
            "name": product.id, "mesh": 0,
            "translation": [centre.x as f32, centre.y as f32, centre.z as f32],
            "scale": [half as f32, half as f32, half as f32],
        }],
        "meshes": [{"name": product.id, "primitives": primitives}],
        "materials": file.materials,
        "accessors": file.accessors,
        "bufferViews": file.views,
        "buffers": [{"byteLength": file.bytes.len()}],
    });
    if !file.textures.is_empty() {
        document["textures"] = json!(file.textures);
        document["images"] = json!(file.images);
        document["samplers"] =
            json!([{"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 10497}]);
    }
    container(&document, &file.bytes)
}

/// Size of the product in metres: lowest and highest corner.
pub fn size(product: &Product) -> (V3, V3) {
    product
        .parts
        .iter()
        .map(|part| part.mesh.bounds())
        .fold((V3::splat(f64::MAX), V3::splat(f64::MIN)), |(low, high), (a, b)| (low.min(a), high.max(b)))
}

fn draw(product: &Product) -> Vec<Drawn> {
    let smooth: Vec<(Mesh, Vec<V3>)> = product.parts.iter().map(|part| part.mesh.with_normals()).collect();
    let solid = |finish: &Finish| !matches!(finish.alpha, Alpha::Blend(_));
    let solids: Vec<[V3; 3]> = product
        .parts
        .iter()
        .zip(&smooth)
        .filter(|(part, _)| part.shades && solid(&part.finishes[0]))
        .flat_map(|(_, (mesh, _))| mesh.faces.iter().map(|f| f.map(|i| mesh.points[i as usize])))
        .collect();
    let (low, high) = size(product);
    let reach = (high - low).max_element() * 0.5;
    smooth
        .into_iter()
        .zip(&product.parts)
        .map(|((mesh, normals), part)| {
            let points: Vec<(V3, V3)> = mesh.points.iter().copied().zip(normals.iter().copied()).collect();
            let open = if solid(&part.finishes[0]) {
                bake::openness(&points, solids.clone(), reach)
            } else {
                vec![1.0; points.len()]
            };
            Drawn { mesh, normals, open }
        })
        .collect()
}

fn bounds(drawn: &[Drawn]) -> (V3, V3) {
    drawn
        .iter()
        .flat_map(|d| &d.mesh.points)
        .fold((V3::splat(f64::MAX), V3::splat(f64::MIN)), |(lo, hi), p| (lo.min(*p), hi.max(*p)))
}

/// How UVs of a part are stored, and the length at which its u closes.
struct Laid {
    around: Option<f64>,
    longest: f64,
    span: f64,
}

impl Laid {
    /// From stored UVs to those of a picture that covers `tile` metres. Its width is stretched so that it goes whole times
    /// around.
    fn transform(&self, tile: (f64, f64)) -> Value {
        let width = match self.around {
            Some(length) => length / libm::round(length / tile.0).max(1.0),
            None => tile.0,
        };
        json!({"KHR_texture_transform": {
            "offset": [(-self.longest / width) as f32, (-self.longest / tile.1) as f32],
            "scale": [(self.span / width) as f32, (self.span / tile.1) as f32],
        }})
    }
}

#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    views: Vec<Value>,
    accessors: Vec<Value>,
    images: Vec<Value>,
    textures: Vec<Value>,
    materials: Vec<Value>,
    kept: Vec<(Vec<u8>, usize)>,
}

impl File {
    fn view(&mut self, bytes: &[u8], stride: Option<usize>, target: Option<u32>) -> usize {
        while !self.bytes.len().is_multiple_of(4) {
            self.bytes.push(0);
        }
        let mut view = json!({"buffer": 0, "byteOffset": self.bytes.len(), "byteLength": bytes.len()});
        if let Some(stride) = stride {
            view["byteStride"] = json!(stride);
        }
        if let Some(target) = target {
            view["target"] = json!(target);
        }
        self.bytes.extend_from_slice(bytes);
        self.views.push(view);
        self.views.len() - 1
    }

    fn accessor(&mut self, accessor: Value) -> usize {
        self.accessors.push(accessor);
        self.accessors.len() - 1
    }

    fn geometry(&mut self, drawn: &Drawn, centre: V3, half: f64, uvs: Option<(f64, f64)>) -> Value {
        let mesh = &drawn.mesh;
        let count = mesh.points.len();
        let places: Vec<[i16; 3]> = mesh
            .points
            .iter()
            .map(|p| {
                ((*p - centre) / half).to_array().map(|c| libm::round(c.clamp(-1.0, 1.0) * 32767.0) as i16)
            })
            .collect();
        let (low, high) = places.iter().fold(([i16::MAX; 3], [i16::MIN; 3]), |(lo, hi), p| {
            ([0, 1, 2].map(|i| lo[i].min(p[i])), [0, 1, 2].map(|i| hi[i].max(p[i])))
        });
        let bytes: Vec<u8> = places
            .iter()
            .flat_map(|p| [p[0], p[1], p[2], 0].into_iter().flat_map(i16::to_le_bytes))
            .collect();
        let view = self.view(&bytes, Some(8), Some(34962));
        let position = self.accessor(json!({
            "bufferView": view, "componentType": 5122, "normalized": true, "count": count, "type": "VEC3",
            "min": low, "max": high,
        }));
        let bytes: Vec<u8> = drawn
            .normals
            .iter()
            .flat_map(|n| {
                let [x, y, z] = n.to_array().map(|c| libm::round(c * 127.0) as i8 as u8);
                [x, y, z, 0]
            })
            .collect();
        let view = self.view(&bytes, Some(4), Some(34962));
        let normal = self.accessor(json!({
            "bufferView": view, "componentType": 5120, "normalized": true, "count": count, "type": "VEC3",
        }));
        let bytes: Vec<u8> = drawn
            .open
            .iter()
            .flat_map(|open| {
                // Not all the way: light also comes back from what stands in its way.
                let shade = libm::round((0.16 + 0.84 * open).clamp(0.0, 1.0) * 255.0) as u8;
                [shade, shade, shade, 255]
            })
            .collect();
        let view = self.view(&bytes, Some(4), Some(34962));
        let colour = self.accessor(json!({
            "bufferView": view, "componentType": 5121, "normalized": true, "count": count, "type": "VEC4",
        }));
        let mut attributes = json!({"POSITION": position, "NORMAL": normal, "COLOR_0": colour});
        if let Some((longest, span)) = uvs {
            let bytes: Vec<u8> = mesh
                .uvs
                .iter()
                .flat_map(|uv| {
                    // The picture's V grows downwards.
                    [uv.x, -uv.y].into_iter().flat_map(|x| {
                        (libm::round(((x + longest) / span).clamp(0.0, 1.0) * 65535.0) as u16).to_le_bytes()
                    })
                })
                .collect();
            let view = self.view(&bytes, Some(4), Some(34962));
            attributes["TEXCOORD_0"] = json!(self.accessor(json!({
                "bufferView": view, "componentType": 5123, "normalized": true, "count": count, "type": "VEC2",
            })));
        }
        let flat = mesh.faces.iter().flatten();
        let (bytes, kind): (Vec<u8>, u32) = if count <= 65_535 {
            (flat.flat_map(|i| (*i as u16).to_le_bytes()).collect(), 5123)
        } else {
            (flat.flat_map(|i| i.to_le_bytes()).collect(), 5125)
        };
        let view = self.view(&bytes, None, Some(34963));
        let indices = self.accessor(json!({
            "bufferView": view, "componentType": kind, "count": mesh.faces.len() * 3, "type": "SCALAR",
        }));
        json!({"attributes": attributes, "indices": indices})
    }

    fn material(&mut self, finish: &Finish, laid: &Laid) -> usize {
        let linear = |c: u32| {
            rgb(c).map(|c| if c <= 0.04045 { c / 12.92 } else { pow((c + 0.055) / 1.055, 2.4) } as f32)
        };
        let opacity = if let Alpha::Blend(opacity) = finish.alpha { opacity } else { 1.0 };
        let [r, g, b] = linear(finish.colour);
        let mut rough = json!({
            "baseColorFactor": [r, g, b, opacity as f32],
            "metallicFactor": finish.metal as f32,
            "roughnessFactor": finish.rough as f32,
        });
        let mut material = json!({"name": finish.name});
        let whole = finish.map.as_ref().map(|map| (map, finish.tile));
        let fine = finish.fine.as_ref().map(|(map, tile)| (map, *tile));
        if let Some((pixels, tile)) = whole.and_then(|(map, tile)| Some((map.colour.as_ref()?, tile))) {
            let index = self.texture(pixels, 84);
            rough["baseColorTexture"] = json!({"index": index, "extensions": laid.transform(tile)});
        }
        // The fine map is the nearer one: its relief and roughness hide those of the whole.
        let maps = || fine.into_iter().chain(whole);
        if let Some((pixels, tile)) = maps().find_map(|(map, tile)| Some((map.rough.as_ref()?, tile))) {
            let index = self.texture(pixels, 74);
            rough["metallicRoughnessTexture"] = json!({"index": index, "extensions": laid.transform(tile)});
        }
        if let Some((pixels, tile)) = maps().find_map(|(map, tile)| Some((map.normal.as_ref()?, tile))) {
            let index = self.texture(pixels, 88);
            material["normalTexture"] =
                json!({"index": index, "scale": finish.relief as f32, "extensions": laid.transform(tile)});
        }
        material["pbrMetallicRoughness"] = rough;
        match finish.alpha {
            Alpha::Opaque => {}
            Alpha::Mask => material["alphaMode"] = json!("MASK"),
            Alpha::Blend(_) => material["alphaMode"] = json!("BLEND"),
        }
        if finish.double {
            material["doubleSided"] = json!(true);
        }
        if finish.glow != 0 {
            material["emissiveFactor"] = json!(linear(finish.glow));
        }
        if let Some(index) = self.materials.iter().position(|known| *known == material) {
            return index;
        }
        self.materials.push(material);
        self.materials.len() - 1
    }

    fn texture(&mut self, pixels: &Pixels, quality: u8) -> usize {
        let (bytes, kind) = encoded(pixels, quality);
        if let Some((_, index)) = self.kept.iter().find(|(known, _)| *known == bytes) {
            return *index;
        }
        let view = self.view(&bytes, None, None);
        self.images.push(json!({"bufferView": view, "mimeType": kind}));
        self.textures.push(json!({"source": self.images.len() - 1, "sampler": 0}));
        self.kept.push((bytes, self.textures.len() - 1));
        self.textures.len() - 1
    }
}

/// JPEG, or PNG where there are holes or where it is shorter (patterns of few colours).
fn encoded(pixels: &Pixels, quality: u8) -> (Vec<u8>, &'static str) {
    let (w, h) = (pixels.width, pixels.height);
    let png = |filter: FilterType| {
        let mut bytes = Vec::new();
        let kind = if pixels.channels == 4 { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, filter)
            .write_image(&pixels.bytes, w, h, kind)
            .expect("proof: bytes were painted for exactly these measures, and a Vec takes all of them");
        bytes
    };
    let exact = [FilterType::NoFilter, FilterType::Up, FilterType::Adaptive].map(png);
    let exact = exact.into_iter().min_by_key(Vec::len).unwrap_or_default();
    if pixels.channels == 4 {
        return (exact, "image/png");
    }
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .write_image(&pixels.bytes, w, h, ExtendedColorType::Rgb8)
        .expect("proof: bytes were painted for exactly these measures, and a Vec takes all of them");
    if exact.len() < bytes.len() { (exact, "image/png") } else { (bytes, "image/jpeg") }
}

/// With its keys in order: whether a JSON object keeps them as they were put in hangs on what else is built along.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut all: Vec<_> = fields.iter().collect();
            all.sort_by_key(|(key, _)| *key);
            all.into_iter().map(|(key, value)| (key.clone(), sorted(value))).collect()
        }
        Value::Array(all) => all.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

/// GLB 2.0: header, JSON chunk padded with spaces, binary chunk padded with zeros (glTF 2.0, section 4.4).
fn container(document: &Value, binary: &[u8]) -> Vec<u8> {
    let mut text = sorted(document).to_string().into_bytes();
    while !text.len().is_multiple_of(4) {
        text.push(b' ');
    }
    let mut binary = binary.to_vec();
    while !binary.len().is_multiple_of(4) {
        binary.push(0);
    }
    let length = 12 + 8 + text.len() + 8 + binary.len();
    let mut file = Vec::with_capacity(length);
    file.extend(b"glTF");
    for word in [2, length as u32, text.len() as u32, 0x4E4F_534A] {
        file.extend(word.to_le_bytes());
    }
    file.extend(text);
    for word in [binary.len() as u32, 0x004E_4942] {
        file.extend(word.to_le_bytes());
    }
    file.extend(binary);
    file
}
