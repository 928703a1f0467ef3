//! A model as the text of a USD layer: one mesh for each primitive, one material for each surface.

mod material;
mod place;
mod text;

pub(super) use material::{Pictures, file_name};

use crate::bounds::Bounds;
use crate::model::{Model, Primitive, Topology, Vertex, unpacked_direction};
use crate::surface::Material;
use crate::texture::TextureUse;
use material::Painted;
use std::collections::BTreeMap;
use text::{Text, number, told_all, tuple};

/// Where everything hangs: the layer's default prim.
const ROOT: &str = "/Product";
/// Characters of a vertex and of a corner, about.
const OF_VERTEX: usize = 110;
const OF_CORNER: usize = 8;

/// The primitives that the layer shows. Lines and points have no counterpart that Quick Look draws.
pub(super) fn shown(model: &Model) -> impl Iterator<Item = &Primitive> {
    model.primitives.iter().filter(|primitive| primitive.topology == Topology::Triangles)
}

/// The layer, and the pictures that it names. The product stands in the middle of the origin, on the ground: there viewers put it.
pub(super) fn write(model: &Model, variant: Option<usize>) -> (String, Pictures) {
    let mut text = Text::default();
    let sizes = shown(model).map(|one| one.vertices.len() * OF_VERTEX + one.indices.len() * OF_CORNER);
    text.out.reserve(sizes.sum());
    text.line("#usda 1.0\n(\n    defaultPrim = \"Product\"\n    metersPerUnit = 1\n    upAxis = \"Y\"\n)\n");
    text.open("def Xform \"Product\" (\n    kind = \"component\"\n)");
    let (middle, floor) = (model.bounds.centre(), model.bounds.min.y);
    let ground = told_all([-middle.x, -floor, -middle.z]);
    text.line(&format!("double3 xformOp:translate = {ground}"));
    text.line("uniform token[] xformOpOrder = [\"xformOp:translate\"]");
    let mut surfaces: BTreeMap<(usize, Painted), String> = BTreeMap::new();
    let default = Material::default();
    let material_of = |index: usize| model.materials.get(index).unwrap_or(&default);
    text.open("def Scope \"Geometry\"");
    for (index, primitive) in shown(model).enumerate() {
        let number = primitive.material_for(variant);
        let material = material_of(number);
        let painted = painted(primitive, material);
        let next = surfaces.len();
        let path =
            surfaces.entry((number, painted)).or_insert_with(|| format!("{ROOT}/Materials/Material_{next}"));
        mesh(&mut text, index, primitive, material, painted, path);
    }
    text.close();
    let mut pictures = Pictures::new();
    text.open("def Scope \"Materials\"");
    for ((number, painted), path) in &surfaces {
        material::write(&mut text, path, material_of(*number), *painted, &mut pictures);
    }
    text.close();
    text.close();
    (text.out, pictures)
}

fn painted(primitive: &Primitive, material: &Material) -> Painted {
    let colour = primitive.vertices.iter().any(|vertex| vertex.colour[..3] != [255; 3]);
    let alpha =
        material::heeds_alpha(material) && primitive.vertices.iter().any(|vertex| vertex.colour[3] != 255);
    Painted { colour, alpha }
}

fn mesh(text: &mut Text, index: usize, of: &Primitive, material: &Material, painted: Painted, path: &str) {
    const BY_VERTEX: &str = " (\n    interpolation = \"vertex\"\n)";
    let vertices = || of.vertices.iter();
    text.open(&format!("def Mesh \"Mesh_{index}\" (\n    prepend apiSchemas = [\"MaterialBindingAPI\"]\n)"));
    if material.double_sided {
        text.line("uniform bool doubleSided = 1");
    }
    let Bounds { min, max } = of.bounds;
    text.list("float3[] extent", [min, max], |out, corner| tuple(out, corner.to_array()), "");
    let corners = of.indices.chunks_exact(3);
    text.list("int[] faceVertexCounts", corners.clone(), |out, _| out.push('3'), "");
    text.list(
        "int[] faceVertexIndices",
        corners.flatten(),
        |out, corner| out.push_str(&corner.to_string()),
        "",
    );
    text.line(&format!("rel material:binding = <{path}>"));
    let normal = |out: &mut String, vertex: &Vertex| tuple(out, unpacked_direction(vertex.normal).to_array());
    text.list("normal3f[] normals", vertices(), normal, BY_VERTEX);
    text.list("point3f[] points", vertices(), |out, vertex| tuple(out, vertex.position), "");
    if painted.colour {
        // Linear, as the material's colour is; the two together, since a surface reads one of them.
        let [r, g, b, _] = material.base_colour;
        let colour = |out: &mut String, vertex: &Vertex| {
            let [x, y, z, _] = vertex.colour.map(|part| f32::from(part) / 255.0);
            tuple(out, [x * r, y * g, z * b]);
        };
        text.list("color3f[] primvars:displayColor", vertices(), colour, BY_VERTEX);
    }
    if painted.alpha {
        let whole = material::opacity(material);
        let alpha =
            |out: &mut String, vertex: &Vertex| number(out, f32::from(vertex.colour[3]) / 255.0 * whole);
        text.list("float[] primvars:displayOpacity", vertices(), alpha, BY_VERTEX);
    }
    // USD's origin is at the bottom of a picture, glTF's at its top.
    let turned = |out: &mut String, [u, v]: [f32; 2]| tuple(out, [u, 1.0 - v]);
    let mut textures = material.clone();
    let is_used = |slots: &[&mut Option<TextureUse>], set: u8| {
        slots.iter().filter_map(|slot| slot.as_ref()).any(|texture| (texture.uv_set == 1) == (set == 1))
    };
    let slots = textures.slots();
    if is_used(&slots, 0) {
        text.list("texCoord2f[] primvars:st", vertices().map(|vertex| vertex.uv0), turned, BY_VERTEX);
    }
    if is_used(&slots, 1) {
        text.list("texCoord2f[] primvars:st1", vertices().map(|vertex| vertex.uv1), turned, BY_VERTEX);
    }
    text.line("uniform token subdivisionScheme = \"none\"");
    text.close();
}
