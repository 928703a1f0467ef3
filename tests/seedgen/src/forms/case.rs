//! A carry-on case: 55 × 40 × 20 cm, two grooved shells in a frame of metal, four double wheels, a lock with dials.

mod fittings;
mod shell;
mod wheels;

use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture;
use crate::{Finish, Part, Product, Shot};
use fittings::{badge, beds, dials, handles, latches, mark, screws};
use shell::{frame, gasket, shells};
use wheels::{housings, hubs, wheels};

pub(super) fn form() -> Product {
    let sand = moulded();
    let shell = |name, colour, rough| Finish::new(name, colour, 0.0, rough).with(&sand, 0.024);
    let brushed = texture::brushed(64, 0.05, 3);
    let metal = |name, colour| Finish::new(name, colour, 1.0, 0.38).with(&brushed, 0.05);
    let trims = [
        metal("champagne aluminium", 0xC9BFA8),
        metal("black aluminium", 0x4A4A4C),
        metal("silver aluminium", 0xC8C8C6),
    ];
    let dark = Finish::new("glass-filled nylon", 0x232425, 0.0, 0.55);
    let grips = [
        Finish::new("olive nylon", 0x34362A, 0.0, 0.58),
        Finish::new("black nylon", 0x1F2021, 0.0, 0.58),
        Finish::new("umber nylon", 0x5B4A3A, 0.0, 0.58),
    ];
    let back = shells().stretched(1.0, 1.0, -1.0);
    Product {
        id: "case",
        ways: ["olive", "black", "sand"],
        parts: vec![
            Part::ways(
                Mesh::join([shells(), back]),
                [
                    shell("olive polycarbonate", 0x5E6044, 0.44),
                    shell("black polycarbonate", 0x232426, 0.40),
                    shell("sand polycarbonate", 0xC3B398, 0.44),
                ],
            ),
            Part::ways(Mesh::join([frame(), latches(), badge()]), trims.clone()),
            Part::ways(Mesh::join([handles(), housings()]), grips),
            Part::new(Mesh::join([gasket(), beds()]), dark),
            Part::new(wheels(), Finish::new("tyre", 0x2C2D2E, 0.0, 0.78)),
            Part::new(hubs(), Finish::new("hub", 0x8E8F8E, 0.0, 0.42)),
            Part::new(screws(), Finish::new("steel screws", 0xB9BABB, 1.0, 0.34)),
            Part::new(dials(), Finish::new("dials", 0xD8D5CC, 0.0, 0.42)),
            Part::new(mark(), Finish::new("red enamel", 0xA8322B, 0.0, 0.35)),
        ],
        shot: Shot { theta: 32.0, phi: 72.0, distance: 1.0 },
    }
}

/// The fine grain of the mould, and what is left of the swirl of the recycled granules.
fn moulded() -> texture::Map {
    texture::Map::paint(192, 0.024, |u, v| {
        let (near, next) = cells(u, v, 32, 32, 5);
        let fine = smoothstep(0.0, 0.35, next - near);
        let cloud = fbm(u, v, 3, 3, 2, 8);
        texture::Texel {
            height: 0.000_022 * fine,
            rough: 0.84 + 0.16 * fine,
            ..texture::Texel::grey(0.955 + 0.025 * fine + 0.02 * cloud)
        }
    })
}
