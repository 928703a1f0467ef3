//! A product: parts, what they are made of in each of its three ways, and how its picture is taken.

use super::mesh::Mesh;
use super::texture::Map;

/// A product of the seed catalog.
#[derive(Debug, Clone)]
pub struct Product {
    /// Name of its form, as in the feed's item group.
    pub id: &'static str,
    /// Its three colourways, as in the feed's ids: names of the model's variants.
    pub ways: [&'static str; 3],
    /// What it is put together from.
    pub parts: Vec<Part>,
    /// How its studio shot is taken.
    pub shot: Shot,
}

/// One piece of one finish.
#[derive(Debug, Clone)]
pub struct Part {
    /// Shape.
    pub mesh: Mesh,
    /// One finish for all ways, or one for each.
    pub finishes: Vec<Finish>,
    /// Whether it keeps light from its neighbours where shade is baked. Off for wire and print on a coarse mesh.
    pub shades: bool,
}

impl Part {
    /// A part that is the same in every way.
    pub fn new(mesh: Mesh, finish: Finish) -> Self {
        Self { mesh, finishes: vec![finish], shades: true }
    }

    /// A part whose finish differs.
    pub fn ways(mesh: Mesh, finishes: [Finish; 3]) -> Self {
        Self { mesh, finishes: finishes.into(), shades: true }
    }

    /// Keeps no light from its neighbours.
    pub fn shadeless(mut self) -> Self {
        self.shades = false;
        self
    }
}

/// How a surface treats light behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Alpha {
    /// None passes.
    Opaque,
    /// Holes where the colour map's alpha is under a half.
    Mask,
    /// This much of it covers.
    Blend(f64),
}

/// What a part is made of (glTF metal-rough).
#[derive(Debug, Clone, PartialEq)]
pub struct Finish {
    /// For people who open the file.
    pub name: &'static str,
    /// sRGB, 0xRRGGBB: multiplies the colour map.
    pub colour: u32,
    /// 0 or 1.
    pub metal: f64,
    /// Perceptual roughness: multiplies the map's.
    pub rough: f64,
    /// Colour, relief and roughness, laid so that one picture covers `tile` metres.
    pub map: Option<Map>,
    /// Width and height that one picture covers, metres.
    pub tile: (f64, f64),
    /// Relief and roughness in another measure than the colours: a weave under a pattern, and the metres one picture covers.
    pub fine: Option<(Map, (f64, f64))>,
    /// Strength of the relief.
    pub relief: f64,
    /// What lies behind.
    pub alpha: Alpha,
    /// Seen from both sides.
    pub double: bool,
    /// Light it gives, sRGB.
    pub glow: u32,
}

impl Finish {
    /// A plain surface: sRGB colour, metal or not, roughness.
    pub fn new(name: &'static str, colour: u32, metal: f64, rough: f64) -> Self {
        Self {
            name,
            colour,
            metal,
            rough,
            map: None,
            tile: (1.0, 1.0),
            fine: None,
            relief: 1.0,
            alpha: Alpha::Opaque,
            double: false,
            glow: 0,
        }
    }

    /// With a map that covers `tile` metres.
    pub fn with(mut self, map: &Map, tile: f64) -> Self {
        self.map = Some(map.clone());
        self.tile = (tile, tile);
        self
    }

    /// With a map that covers `width` by `height` metres.
    pub fn with_map(mut self, map: &Map, width: f64, height: f64) -> Self {
        self.map = Some(map.clone());
        self.tile = (width, height);
        self
    }

    /// With the relief and roughness of another map, which covers `width` by `height` metres.
    pub fn fine(mut self, map: &Map, width: f64, height: f64) -> Self {
        self.fine = Some((map.clone(), (width, height)));
        self
    }

    /// With its relief this strong; 1 is as painted.
    pub fn relief(mut self, strength: f64) -> Self {
        self.relief = strength;
        self
    }

    /// In another colour.
    pub fn coloured(mut self, colour: u32) -> Self {
        self.colour = colour;
        self
    }

    /// Seen from both sides.
    pub fn doubled(mut self) -> Self {
        self.double = true;
        self
    }

    /// With this alpha.
    pub fn alpha(mut self, alpha: Alpha) -> Self {
        self.alpha = alpha;
        self
    }
}

/// How a studio shot is taken: orbit angles in degrees about the centre of the bounds.
#[derive(Debug, Clone, Copy)]
pub struct Shot {
    /// Around +Y, 0 looks at the front (+Z), positive to its right.
    pub theta: f64,
    /// From +Y: 90 is level.
    pub phi: f64,
    /// 1 fits the bounds; smaller comes closer.
    pub distance: f64,
}
