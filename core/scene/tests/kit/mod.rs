//! A good document that tests change: its JSON as a value and its binary chunk, put together as GLB or glTF.
#![allow(dead_code, reason = "each test takes what it needs")]

use base64::Engine as _;
use serde_json::{Value, json};

pub(crate) const U8: u32 = 5121;
pub(crate) const U16: u32 = 5123;
pub(crate) const U32: u32 = 5125;
pub(crate) const F32: u32 = 5126;

/// A file in the making.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) json: Value,
    pub(crate) bin: Vec<u8>,
}

impl Draft {
    /// A document without anything in it.
    pub(crate) fn empty() -> Self {
        let json = json!({
            "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [], "meshes": [],
            "materials": [], "textures": [], "images": [], "cameras": [], "accessors": [], "bufferViews": [],
            "buffers": [{"byteLength": 0}],
        });
        Self { json, bin: Vec::new() }
    }

    /// The good document: a rectangle, 2 m wide and 1 m high, that looks along +Z from the origin. Accessors: 0 positions,
    /// 1 normals, 2 texture coordinates, 3 indices. View 4 is a PNG of 4 x 4, the base colour; there are no tangents.
    pub(crate) fn quad() -> Self {
        let mut draft = Self::empty();
        draft.floats("VEC3", &[0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 2.0, 1.0, 0.0, 0.0, 1.0, 0.0]);
        draft.floats("VEC3", &[0.0, 0.0, 1.0].repeat(4));
        draft.floats("VEC2", &[0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
        draft.shorts("SCALAR", &[0, 1, 2, 0, 2, 3]);
        let view = draft.view(&png(4, 4));
        draft.push("/images", json!({"bufferView": view, "mimeType": "image/png"}));
        draft.push("/textures", json!({"source": 0}));
        draft.push("/materials", json!({"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}}));
        draft.push(
            "/meshes",
            json!({"primitives": [{
                "attributes": {"POSITION": 0, "NORMAL": 1, "TEXCOORD_0": 2}, "indices": 3, "material": 0,
            }]}),
        );
        draft.push("/nodes", json!({"mesh": 0}));
        draft
    }

    /// Puts a value at a JSON pointer; its last part may be new.
    pub(crate) fn with(mut self, pointer: &str, value: Value) -> Self {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        match self.json.pointer_mut(parent).expect("the parent is there") {
            Value::Object(object) => drop(object.insert(key.to_owned(), value)),
            Value::Array(array) => array[key.parse::<usize>().expect("an index")] = value,
            other => unreachable!("{other} has no parts"),
        }
        self
    }

    /// Takes away what is at a pointer.
    pub(crate) fn without(mut self, pointer: &str) -> Self {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        let parent = self.json.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object");
        parent.remove(key).expect("it is there");
        self
    }

    /// Puts a value at the end of a list. Gives its index.
    pub(crate) fn push(&mut self, pointer: &str, value: Value) -> usize {
        let list = self.json.pointer_mut(pointer).and_then(Value::as_array_mut).expect("a list");
        list.push(value);
        list.len() - 1
    }

    /// Puts bytes into the binary chunk. Gives their buffer view.
    pub(crate) fn view(&mut self, bytes: &[u8]) -> usize {
        let offset = self.bin.len();
        self.bin.extend(bytes);
        self.bin.resize(self.bin.len().next_multiple_of(4), 0);
        self.json["buffers"][0]["byteLength"] = json!(self.bin.len());
        self.push("/bufferViews", json!({"buffer": 0, "byteOffset": offset, "byteLength": bytes.len()}))
    }

    /// Puts an accessor of those bytes. Gives its index.
    pub(crate) fn accessor(&mut self, component: u32, kind: &str, count: usize, bytes: &[u8]) -> usize {
        let view = self.view(bytes);
        self.push(
            "/accessors",
            json!({"bufferView": view, "componentType": component, "type": kind, "count": count}),
        )
    }

    pub(crate) fn floats(&mut self, kind: &str, numbers: &[f32]) -> usize {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        self.accessor(F32, kind, numbers.len() / width(kind), &bytes)
    }

    pub(crate) fn shorts(&mut self, kind: &str, numbers: &[u16]) -> usize {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        self.accessor(U16, kind, numbers.len() / width(kind), &bytes)
    }

    /// Names an accessor as an attribute of the first primitive.
    pub(crate) fn attribute(self, name: &str, accessor: usize) -> Self {
        self.with(&format!("/meshes/0/primitives/0/attributes/{name}"), json!(accessor))
    }

    /// Overwrites bytes of the binary chunk.
    pub(crate) fn bytes(mut self, at: usize, bytes: &[u8]) -> Self {
        self.bin[at..at + bytes.len()].copy_from_slice(bytes);
        self
    }

    pub(crate) fn glb(&self) -> Vec<u8> {
        container(self.json.to_string().as_bytes(), Some(&self.bin))
    }

    /// JSON alone, the binary chunk as a data URI.
    pub(crate) fn gltf(&self) -> Vec<u8> {
        let mut json = self.json.clone();
        json["buffers"][0]["uri"] = json!(data_uri(&self.bin));
        json.to_string().into_bytes()
    }
}

/// A GLB of these chunks.
pub(crate) fn container(json: &[u8], bin: Option<&[u8]>) -> Vec<u8> {
    let mut out = b"glTF\x02\0\0\0\0\0\0\0".to_vec();
    let mut chunk = |kind: &[u8; 4], bytes: &[u8], filling: u8| {
        let length = bytes.len().next_multiple_of(4);
        out.extend((length as u32).to_le_bytes());
        out.extend(kind);
        out.extend(bytes);
        out.resize(out.len() + length - bytes.len(), filling);
    };
    chunk(b"JSON", json, b' ');
    if let Some(bin) = bin {
        chunk(b"BIN\0", bin, 0);
    }
    let length = out.len() as u32;
    out[8..12].copy_from_slice(&length.to_le_bytes());
    out
}

pub(crate) fn data_uri(bytes: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(bytes);
    format!("data:application/octet-stream;base64,{text}")
}

/// A picture whose points all differ a little.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, image::ImageFormat::Png)
}

pub(crate) fn encoded(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let picture =
        image::RgbImage::from_fn(width, height, |x, y| image::Rgb([(x * 16) as u8, (y * 16) as u8, 128]));
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, format).expect("it is encoded");
    out.into_inner()
}

fn width(kind: &str) -> usize {
    match kind {
        "SCALAR" => 1,
        "VEC2" => 2,
        "VEC3" => 3,
        "VEC4" => 4,
        _ => 16,
    }
}
