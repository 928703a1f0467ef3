//! A hand-thrown mug: 12 × 9 × 9 cm, a ringed body, an unglazed foot, a pulled handle.

use crate::kit::curve::{Corner, fillet, spline, spline3};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture;
use crate::{Finish, Part, Product, Shot};

pub(super) fn form() -> Product {
    let glazed = texture::glaze(256, 0.14, 1.0, 4);
    let clay =
        Finish::new("bare stoneware", 0xB59A7C, 0.0, 0.9).with(&texture::grain(128, 0.03, 0.000_15, 9), 0.03);
    let finish = |name, colour| Finish::new(name, colour, 0.0, 0.34).with_map(&glazed, 0.14, 0.14);
    let ways =
        [finish("indigo glaze", 0x2B3A6B), finish("celadon glaze", 0xA9C6B0), finish("sand glaze", 0xD9C3A0)];
    // Outside from the glaze line up, over a soft lip, and down the inside.
    let mut profile = spline(
        &[
            v2(0.0352, 0.008),
            v2(0.0395, 0.016),
            v2(0.0438, 0.032),
            v2(0.0449, 0.050),
            v2(0.0440, 0.070),
            v2(0.0436, 0.0865),
        ],
        6,
    );
    profile.extend(fillet(
        &[
            Corner(0.0436, 0.0872, 0.0),
            Corner(0.0434, 0.0900, 0.0016),
            Corner(0.0400, 0.0900, 0.0016),
            Corner(0.0400, 0.087, 0.0),
        ],
        4,
    ));
    profile.extend(spline(
        &[
            v2(0.0400, 0.086),
            v2(0.0405, 0.070),
            v2(0.0412, 0.045),
            v2(0.0395, 0.022),
            v2(0.030, 0.0125),
            v2(0.0, 0.011),
        ],
        5,
    ));
    // Rings that the fingers left.
    let body = Mesh::lathe(&profile, 72).bent(|p| {
        let wave = 1.0 + 0.0045 * sin(p.y * 720.0 + 1.2 * sin(libm::atan2(p.z, p.x)));
        v3(p.x * wave, p.y, p.z * wave)
    });
    let foot = Mesh::lathe(
        &fillet(
            &[
                Corner(0.0, 0.0035, 0.0),
                Corner(0.0285, 0.0035, 0.001),
                Corner(0.030, 0.0, 0.0012),
                Corner(0.0335, 0.0, 0.0012),
                Corner(0.0352, 0.0082, 0.0),
            ],
            3,
        ),
        64,
    );
    let path = spline3(
        &[
            v3(0.0420, 0.0745, 0.0),
            v3(0.0530, 0.0765, 0.0),
            v3(0.0660, 0.0715, 0.0),
            v3(0.0722, 0.0560, 0.0),
            v3(0.0690, 0.0390, 0.0),
            v3(0.0580, 0.0270, 0.0),
            v3(0.0425, 0.0225, 0.0),
        ],
        6,
    );
    // Flatter and wider at the root than at the bend, with a groove for the thumb.
    let section: Vec<V2> = (0..20)
        .map(|k| {
            let a = TAU * f64::from(k) / 20.0;
            let groove = 1.0 - 0.16 * pow(sin(a).max(0.0), 6.0);
            v2(cos(a), sin(a) * groove)
        })
        .collect();
    let handle = Mesh::sweep(&path, &section, v3(-0.2, 1.0, 0.0), |t| {
        let root = pow((2.0 * t - 1.0).abs(), 4.0);
        v2(0.0072 + 0.0032 * root, 0.0042 + 0.0030 * root)
    });
    let centre = 0.0148;
    Product {
        id: "mug",
        ways: ["indigo", "celadon", "sand"],
        parts: vec![
            Part::ways(Mesh::join([body, handle]).moved(-centre, 0.0, 0.0), ways),
            Part::new(foot.moved(-centre, 0.0, 0.0), clay),
        ],
        shot: Shot { theta: 24.0, phi: 66.0, distance: 1.0 },
    }
}
