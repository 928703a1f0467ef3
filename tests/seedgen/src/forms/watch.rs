//! A field watch, 38 mm: brushed steel, twelve and twenty-four hours on the dial, a stitched leather strap closed as worn.

mod body;
mod dial;
mod solid;
mod strap;

use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture;
use crate::{Alpha, Finish, Part, Product, Shot};
use body::{bright, crystal, middle};
use dial::{disc, hands, printing, second_hand};
use strap::straps;

/// Lengths below are millimetres, in the watch's own frame: the dial looks along +Z, twelve is towards +Y.
const MM: f64 = 0.001;

pub(super) fn form() -> Product {
    let brush = texture::brushed(128, 0.016, 3);
    let hide = texture::leather(128, 22, 0.016, 6);
    let sand = texture::grain(64, 0.004, 0.000_008, 2);
    let steel = |name, colour, rough| Finish::new(name, colour, 1.0, rough).with(&brush, 0.016);
    let case = [
        steel("steel, brushed", 0xAFAFAE, 0.42),
        steel("steel, brushed", 0xAFAFAE, 0.42),
        steel("steel, matt black", 0x3A3A3C, 0.62),
    ];
    let polished = [
        Finish::new("steel, polished", 0xC2C2C1, 1.0, 0.16),
        Finish::new("steel, polished", 0xC2C2C1, 1.0, 0.16),
        Finish::new("steel, black", 0x37373A, 1.0, 0.34),
    ];
    let leather =
        |name, colour| Finish { relief: 0.7, ..Finish::new(name, colour, 0.0, 0.62).with(&hide, 0.0125) };
    let strap = [
        leather("leather, navy", 0x28334D),
        leather("leather, stone", 0xDCD1BC),
        leather("leather, black", 0x2A2828),
    ];
    let dial = |name, colour| Finish::new(name, colour, 0.0, 0.62).with(&sand, 0.004);
    let dials = [dial("dial, navy", 0x1B2640), dial("dial, white", 0xEFEADD), dial("dial, black", 0x1E1E20)];
    let print = [
        Finish::new("print, white", 0xEFECE2, 0.0, 0.6),
        Finish::new("print, ink", 0x2A2E36, 0.0, 0.6),
        Finish::new("print, cream", 0xE9E0C8, 0.0, 0.6),
    ];
    let hand = [
        Finish::new("hands, steel", 0xD8D7D3, 1.0, 0.22),
        Finish::new("hands, black", 0x26282C, 0.0, 0.34),
        Finish::new("hands, steel", 0xD8D7D3, 1.0, 0.22),
    ];
    let lume = [
        Finish::new("lume", 0xEDEBD8, 0.0, 0.7),
        Finish::new("lume", 0xE9E6CF, 0.0, 0.7),
        Finish::new("lume", 0xE8DDB8, 0.0, 0.7),
    ];
    let seconds = Finish::new("lacquer, orange", 0xD9673A, 0.0, 0.4);
    let thread = [
        Finish::new("thread, sand", 0xCDBF9F, 0.0, 0.8),
        Finish::new("thread, tan", 0xA98358, 0.0, 0.8),
        Finish::new("thread, grey", 0x6A6866, 0.0, 0.8),
    ];
    let dark = Finish::new("hole", 0x171513, 0.0, 0.9);
    let glass = Finish::new("sapphire", 0xF4F8FF, 0.0, 0.05).alpha(Alpha::Blend(0.06));
    let (leathers, threads, holes) = straps();
    let parts = vec![
        Part::ways(middle(), case),
        Part::ways(bright(), polished),
        Part::ways(disc(), dials),
        Part::ways(printing(), print),
        Part::ways(hands(false), hand),
        Part::ways(hands(true), lume),
        Part::new(second_hand(), seconds),
        Part::ways(leathers, strap),
        Part::ways(threads, thread),
        Part::new(holes, dark),
        Part::new(crystal(), glass),
    ];
    // Leaning back a little, as on a stand, its strap on the floor.
    let lean = |mesh: &Mesh| mesh.clone().bent(|p| turn(p * MM, V3::X, -24.0));
    let (low, high) = parts
        .iter()
        .map(|part| lean(&part.mesh).bounds())
        .fold((V3::splat(f64::MAX), V3::splat(f64::MIN)), |(low, high), (a, b)| (low.min(a), high.max(b)));
    let place = v3(-(low.x + high.x) / 2.0, -low.y, -(low.z + high.z) / 2.0);
    let parts = parts
        .into_iter()
        .map(|part| Part { mesh: lean(&part.mesh).moved(place.x, place.y, place.z).scaled_uvs(), ..part })
        .collect();
    Product {
        id: "watch",
        ways: ["navy", "white", "black"],
        parts,
        shot: Shot { theta: 24.0, phi: 70.0, distance: 0.82 },
    }
}

trait Scaled {
    fn scaled_uvs(self) -> Self;
}

impl Scaled for Mesh {
    /// UVs were made from millimetres.
    fn scaled_uvs(mut self) -> Self {
        self.uvs.iter_mut().for_each(|uv| *uv *= MM);
        self.around = self.around.map(|length| length * MM);
        self
    }
}
