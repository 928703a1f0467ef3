//! A material as UsdPreviewSurface and the nodes that feed it (openusd.org/release/spec_usdpreviewsurface.html).

use super::place::place;
use super::text::{Text, told, told_all};
use crate::lobes::{Specular, Transmission};
use crate::surface::{AlphaMode, Material};
use crate::texture::{TextureUse, Wrap};
use std::collections::BTreeMap;

/// Pictures that are used, by their index in the model, and whether alpha of one is read.
pub(in crate::native) type Pictures = BTreeMap<usize, bool>;

/// What the vertices of a surface add to its material.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Painted {
    /// Colours that are not white.
    pub(super) colour: bool,
    /// Alpha that is not 1, where the material heeds it.
    pub(super) alpha: bool,
}

/// The name of a picture's file beside the layer.
pub(in crate::native) fn file_name(picture: usize) -> String {
    format!("textures/{picture}.png")
}

/// What is left of glass through which everything goes: some viewers fade its reflections with it, and would show nothing.
const GLASS: f32 = 0.1;

/// How much a material's opacity is before its textures and vertices count. What is cut out has no glass.
pub(super) fn opacity(material: &Material) -> f32 {
    let glass = material.transmission.as_ref().map_or(0.0, passed);
    match material.alpha {
        AlphaMode::Opaque => 1.0 - glass,
        AlphaMode::Mask(_) => material.base_colour[3],
        AlphaMode::Blend => material.base_colour[3] * (1.0 - glass),
    }
}

fn passed(glass: &Transmission) -> f32 {
    glass.factor * (1.0 - GLASS)
}

/// Whether alpha of the colour counts. A cut at nothing cuts nothing.
pub(super) fn heeds_alpha(material: &Material) -> bool {
    match material.alpha {
        AlphaMode::Opaque => false,
        AlphaMode::Mask(cutoff) => cutoff > 0.0,
        AlphaMode::Blend => true,
    }
}

/// Writes a material. `path` is where it stands, with its name.
pub(super) fn write(
    text: &mut Text,
    path: &str,
    material: &Material,
    painted: Painted,
    pictures: &mut Pictures,
) {
    let name = path.rsplit('/').next().unwrap_or(path);
    text.open(&format!("def Material \"{name}\""));
    text.line(&format!("token outputs:surface.connect = <{path}/surface.outputs:surface>"));
    let mut graph = Graph { text, path, pictures, readers: Vec::new(), inputs: Vec::new() };
    graph.colour(material, painted);
    graph.opacity(material, painted);
    graph.body(material);
    graph.coat(material);
    let Graph { inputs, .. } = graph;
    text.open("def Shader \"surface\"");
    text.line("uniform token info:id = \"UsdPreviewSurface\"");
    inputs.iter().for_each(|input| text.line(input));
    text.line("token outputs:surface");
    text.close();
    text.close();
}

/// Whether a texture's colours are told as a screen shows them.
#[derive(Clone, Copy)]
enum Space {
    Srgb,
    Raw,
}

/// The nodes of one material.
struct Graph<'a> {
    text: &'a mut Text,
    path: &'a str,
    pictures: &'a mut Pictures,
    /// Names of the nodes that read something of the vertices, each written once.
    readers: Vec<&'static str>,
    /// Lines of the surface.
    inputs: Vec<String>,
}

impl Graph<'_> {
    fn value(&mut self, input: &str, value: &str) {
        self.inputs.push(format!("{} = {value}", declared(input)));
    }

    fn connect(&mut self, input: &str, node: &str, output: &str) {
        self.inputs.push(format!("{}.connect = <{}/{node}.outputs:{output}>", declared(input), self.path));
    }

    /// Diffuse and emissive colour. What is shown without light is emitted.
    fn colour(&mut self, material: &Material, painted: Painted) {
        let [r, g, b, _] = material.base_colour;
        let input = if material.unlit { "emissiveColor" } else { "diffuseColor" };
        if let Some(texture) = &material.base_texture {
            let scale = [r, g, b, opacity(material)];
            self.texture("colour", texture, Space::Srgb, scale, [0.0; 4]);
            self.connect(input, "colour", "rgb");
        } else if painted.colour {
            self.reader("painted", "UsdPrimvarReader_float3", "displayColor", "float3");
            self.connect(input, "painted", "result");
        } else {
            self.value(input, &told_all([r, g, b]));
        }
        if material.unlit {
            self.value("diffuseColor", "(0, 0, 0)");
        } else if let Some(texture) = &material.emissive_texture {
            let [r, g, b] = material.emissive;
            self.texture("emissive", texture, Space::Srgb, [r, g, b, 1.0], [0.0; 4]);
            self.connect("emissiveColor", "emissive", "rgb");
        } else if material.emissive.iter().any(|light| *light > 0.0) {
            self.value("emissiveColor", &told_all(material.emissive));
        }
    }

    fn opacity(&mut self, material: &Material, painted: Painted) {
        let heeded = heeds_alpha(material);
        let glass = material.transmission.as_ref().filter(|_| !matches!(material.alpha, AlphaMode::Mask(_)));
        let whole = if heeded { material.base_colour[3] } else { 1.0 };
        if let Some(texture) = material.base_texture.filter(|_| heeded) {
            self.pictures.insert(texture.picture, true);
            self.connect("opacity", "colour", "a");
        } else if painted.alpha && heeded {
            self.reader("faded", "UsdPrimvarReader_float", "displayOpacity", "float");
            self.connect("opacity", "faded", "result");
        } else if let Some((glass, texture)) = glass.and_then(|glass| Some((glass, glass.texture?))) {
            // Opacity is what does not go through.
            let (scale, bias) = (-whole * passed(glass), whole);
            self.texture("glass", &texture, Space::Raw, [scale, 0.0, 0.0, 1.0], [bias, 0.0, 0.0, 0.0]);
            self.connect("opacity", "glass", "r");
        } else if heeded || glass.is_some() {
            self.value("opacity", &told(opacity(material)));
        }
        if let AlphaMode::Mask(cutoff) = material.alpha
            && heeded
        {
            self.value("opacityThreshold", &told(cutoff));
        }
    }

    /// Metalness, roughness, relief, occlusion, and what is reflected.
    fn body(&mut self, material: &Material) {
        if material.unlit {
            // Nothing of it reflects.
            self.value("metallic", "0");
            self.value("roughness", "1");
            self.value("ior", "1");
            return;
        }
        match &material.metallic_roughness_texture {
            Some(texture) => {
                let scale = [1.0, material.roughness, material.metallic, 1.0];
                self.texture("metallic_roughness", texture, Space::Raw, scale, [0.0; 4]);
                self.connect("metallic", "metallic_roughness", "b");
                self.connect("roughness", "metallic_roughness", "g");
            }
            None => {
                self.value("metallic", &told(material.metallic));
                self.value("roughness", &told(material.roughness));
            }
        }
        if let Some(texture) = &material.normal_texture {
            // Bytes are -1 to 1; x and y count by the material's factor.
            let factor = material.normal_scale;
            let (scale, bias) = ([2.0 * factor, 2.0 * factor, 2.0, 1.0], [-factor, -factor, -1.0, 0.0]);
            self.texture("normal", texture, Space::Raw, scale, bias);
            self.connect("normal", "normal", "rgb");
        }
        if let Some(texture) = &material.occlusion_texture {
            // 1 + strength * (occlusion - 1), glTF 2.0, section 3.9.3.
            let strength = material.occlusion_strength;
            let bias = 1.0 - strength;
            self.texture("occlusion", texture, Space::Raw, [strength, 0.0, 0.0, 1.0], [bias, 0.0, 0.0, 0.0]);
            self.connect("occlusion", "occlusion", "r");
        }
        self.value("ior", &told(index_of_refraction(&material.specular)));
    }

    fn coat(&mut self, material: &Material) {
        let Some(coat) = material.clearcoat.as_ref().filter(|_| !material.unlit) else { return };
        match &coat.texture {
            Some(texture) => {
                self.texture("coat", texture, Space::Raw, [coat.factor, 0.0, 0.0, 1.0], [0.0; 4]);
                self.connect("clearcoat", "coat", "r");
            }
            None => self.value("clearcoat", &told(coat.factor)),
        }
        match &coat.roughness_texture {
            Some(texture) => {
                let scale = [0.0, coat.roughness, 0.0, 1.0];
                self.texture("coat_roughness", texture, Space::Raw, scale, [0.0; 4]);
                self.connect("clearcoatRoughness", "coat_roughness", "g");
            }
            None => self.value("clearcoatRoughness", &told(coat.roughness)),
        }
    }

    /// A node that reads something of the vertices.
    fn reader(&mut self, node: &'static str, kind: &str, primvar: &str, result: &str) {
        if self.readers.contains(&node) {
            return;
        }
        self.readers.push(node);
        self.text.open(&format!("def Shader \"{node}\""));
        self.text.line(&format!("uniform token info:id = \"{kind}\""));
        self.text.line(&format!("string inputs:varname = \"{primvar}\""));
        self.text.line(&format!("{result} outputs:result"));
        self.text.close();
    }

    /// A node that reads a picture: scale times what is there, plus bias.
    fn texture(&mut self, node: &str, texture: &TextureUse, space: Space, scale: [f32; 4], bias: [f32; 4]) {
        self.pictures.entry(texture.picture).or_insert(false);
        let (coordinates, primvar) = if texture.uv_set == 1 { ("uv1", "st1") } else { ("uv0", "st") };
        self.reader(coordinates, "UsdPrimvarReader_float2", primvar, "float2");
        let path = self.path;
        let mut from = coordinates.to_owned();
        if let Some(place) = place(texture.transform) {
            let moved = format!("{node}_place");
            self.text.open(&format!("def Shader \"{moved}\""));
            self.text.line("uniform token info:id = \"UsdTransform2d\"");
            self.text.line(&format!("float2 inputs:in.connect = <{path}/{from}.outputs:result>"));
            self.text.line(&format!("float inputs:rotation = {}", told(place.rotation)));
            self.text.line(&format!("float2 inputs:scale = {}", told_all(place.scale)));
            self.text.line(&format!("float2 inputs:translation = {}", told_all(place.translation)));
            self.text.line("float2 outputs:result");
            self.text.close();
            from = moved;
        }
        let space = match space {
            Space::Srgb => "sRGB",
            Space::Raw => "raw",
        };
        self.text.open(&format!("def Shader \"{node}\""));
        self.text.line("uniform token info:id = \"UsdUVTexture\"");
        self.text.line(&format!("asset inputs:file = @{}@", file_name(texture.picture)));
        self.text.line(&format!("float2 inputs:st.connect = <{path}/{from}.outputs:result>"));
        self.text.line(&format!("token inputs:sourceColorSpace = \"{space}\""));
        self.text.line(&format!("token inputs:wrapS = \"{}\"", wrap(texture.sampler.wrap_u)));
        self.text.line(&format!("token inputs:wrapT = \"{}\"", wrap(texture.sampler.wrap_v)));
        self.text.line(&format!("float4 inputs:scale = {}", told_all(scale)));
        self.text.line(&format!("float4 inputs:bias = {}", told_all(bias)));
        for channel in ["r", "g", "b", "a"] {
            self.text.line(&format!("float outputs:{channel}"));
        }
        self.text.line("float3 outputs:rgb");
        self.text.close();
    }
}

/// An input of the surface with its type.
fn declared(input: &str) -> String {
    let kind = match input {
        "diffuseColor" | "emissiveColor" => "color3f",
        "normal" => "normal3f",
        _ => "float",
    };
    format!("{kind} inputs:{input}")
}

const fn wrap(wrap: Wrap) -> &'static str {
    match wrap {
        Wrap::Repeat => "repeat",
        Wrap::Mirror => "mirror",
        Wrap::Clamp => "clamp",
    }
}

/// The index of refraction by which a dielectric reflects as much head-on: UsdPreviewSurface has no other word for it where
/// metalness is told. 0 reflects everything there too.
fn index_of_refraction(specular: &Specular) -> f32 {
    let is_one = |x: f32| (x - 1.0).abs() < 1e-6;
    if is_one(specular.factor) && specular.colour.into_iter().all(is_one) {
        return specular.ior;
    }
    let part = (specular.head_on().iter().sum::<f32>() / 3.0).clamp(0.0, 0.999).sqrt();
    (1.0 + part) / (1.0 - part)
}
