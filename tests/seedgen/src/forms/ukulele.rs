//! A concert ukulele on its back: mahogany, bound in cream, 18 frets on a scale of 38 cm, geared tuners.

mod body;
mod neck;
mod strings;

use crate::kit::maths::*;
use crate::kit::texture::{Map, Texel};
use crate::{Finish, Part, Product, Shot};
use body::{binding, inside, ribs, soundboard};
use neck::{bones, ebony, handle, metal};
use strings::{inlays, strings};

pub(super) fn form() -> Product {
    let mahogany = mahogany();
    let wood = |name, colour, rough, tile: f64| {
        Finish::new(name, colour, 0.0, rough).with_map(&mahogany, tile, tile * 0.55)
    };
    let top = [
        wood("mahogany, natural", 0xD79A62, 0.34, 0.20),
        wood("mahogany, walnut stain", 0x7E4E30, 0.34, 0.20),
        wood("mahogany, red stain", 0xC4302A, 0.28, 0.20),
    ];
    let side = [
        wood("mahogany, natural", 0xBE8050, 0.36, 0.20),
        wood("mahogany, walnut stain", 0x643C25, 0.36, 0.20),
        wood("mahogany, red stain", 0xA32722, 0.30, 0.20),
    ];
    let neck = [
        wood("neck, natural", 0xB97B4C, 0.46, 0.16),
        wood("neck, walnut stain", 0x5C3823, 0.46, 0.16),
        wood("neck, dark", 0x63402B, 0.46, 0.16),
    ];
    let rosewood = wood("rosewood", 0x583A2E, 0.52, 0.10);
    let cream = Finish::new("binding", 0xEADFC6, 0.0, 0.42);
    let dark = Finish::new("purfling", 0x2C211C, 0.0, 0.5);
    let bone = Finish::new("bone", 0xEDE5D2, 0.0, 0.40);
    let pearl = Finish::new("pearl", 0xEAE6DC, 0.0, 0.24);
    let nickel = Finish::new("nickel", 0xC9C6C0, 1.0, 0.28);
    let nylon = Finish::new("nylon", 0xF1EEE6, 0.0, 0.30);
    let raw = wood("inside", 0xA87B52, 0.8, 0.20);
    let (bound, lines) = binding();
    let (inlay, print) = inlays();
    Product {
        id: "ukulele",
        ways: ["natural", "walnut", "red"],
        parts: vec![
            Part::ways(soundboard(), top),
            Part::ways(ribs(), side),
            Part::ways(handle(), neck),
            Part::new(ebony(), rosewood),
            Part::new(inside(), raw),
            Part::new(bound, cream),
            Part::new(lines, dark.clone()),
            Part::new(bones(), bone),
            Part::new(inlay, pearl),
            Part::new(print, dark),
            Part::new(metal(), nickel),
            Part::new(strings(), nylon),
        ],
        shot: Shot { theta: -50.0, phi: 37.0, distance: 0.93 },
    }
}

/// Straight grain along u, dark pores in short strokes, broad bands that turn the light.
fn mahogany() -> Map {
    Map::paint(256, 0.2, |u, v| {
        let band = fbm(u, v, 1, 7, 2, 51);
        let ribbon = fbm(u, v, 3, 26, 2, 53);
        let fibre = fbm(u, v, 5, 110, 2, 57);
        let pore = smoothstep(0.62, 0.80, noise(u, v, 18, 128, 59));
        let value = 1.0 - 0.14 * band - 0.12 * ribbon - 0.10 * (1.0 - fibre) - 0.13 * pore;
        Texel {
            colour: [value, value * (1.0 - 0.03 * band), value * (1.0 - 0.05 * band - 0.03 * pore)],
            rough: 0.86 + 0.14 * fibre,
            ..Texel::default()
        }
    })
}
