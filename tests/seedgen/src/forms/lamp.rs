//! A folding desk lamp: 42 × 16 × 16 cm as it stands. Two arms that fold into each other, a flat head, a weighted base.

use crate::kit::curve::{Corner, fillet};
use crate::kit::maths::*;
use crate::kit::mesh::Mesh;
use crate::kit::texture;
use crate::{Finish, Part, Product, Shot};

/// Middle of the base, and its radius.
const BASE: (f64, f64) = (-0.1305, 0.0795);
/// Pins of the three joints, in the plane of the arms.
const FOOT: V2 = V2::new(-0.186, 0.0345);
const ELBOW: V2 = V2::new(-0.103, 0.1475);
const WRIST: V2 = V2::new(0.0285, 0.1155);
/// Middle of the head's lower rim, and how far it is turned to the front and to its arm, degrees.
const HEAD: V3 = V3::new(0.1305, 0.0975, 0.0);
const TURN: (f64, f64) = (-27.0, -4.0);

pub(super) fn form() -> Product {
    let coat = texture::grain(128, 0.012, 0.000_06, 3);
    let spun = texture::brushed(128, 0.05, 5);
    let powder = |name, colour| Finish::new(name, colour, 0.0, 0.52).with(&coat, 0.012);
    let brass = Finish::new("brushed brass", 0xBDA06C, 1.0, 0.37).with(&spun, 0.05);
    let steel = Finish::new("satin nickel", 0xB9B4AC, 1.0, 0.34).with(&spun, 0.05);
    let bronze = Finish::new("dark bronze", 0x4A3A2C, 1.0, 0.42).with(&spun, 0.05);
    let body = [powder("matt black", 0x1E1E20), powder("soft white", 0xE6E1D6), brass.clone()];
    let metal = [brass, steel, bronze];
    let rubber = Finish::new("rubber", 0x191817, 0.0, 0.88).with(&coat, 0.012);
    let mut opal = Finish::new("opal diffuser", 0xFFF0D8, 0.0, 0.55);
    opal.glow = 0xFFE4BA;
    let reflector = Finish::new("white reflector", 0xF0EBE1, 0.0, 0.5);
    let mut spark = Finish::new("charge light", 0x6FBF8F, 0.0, 0.4);
    spark.glow = 0x58C48C;
    Product {
        id: "lamp",
        ways: ["black", "white", "brass"],
        parts: vec![
            Part::ways(Mesh::join([base(), yoke(), blades(), arm(), neck(), shade()]), body),
            Part::ways(Mesh::join([joints(), dial()]).creased(62.0), metal),
            Part::new(rubbers(), rubber),
            Part::new(headed(diffuser()), opal),
            Part::new(headed(inside()), reflector),
            Part::new(
                turned_piece(
                    &[(0.0, -0.0004), (0.0014, -0.0004), (0.0014, 0.0004), (0.0, 0.0004)],
                    0.0002,
                    10,
                )
                .moved(BASE.0 + 0.052, 0.0197, 0.036),
                spark,
            ),
        ],
        shot: Shot { theta: 18.0, phi: 80.0, distance: 0.94 },
    }
}

/// A cast disc with a soft shoulder, a hair over the desk on its rubber foot.
fn base() -> Mesh {
    let r = BASE.1;
    let profile = fillet(
        &[
            Corner(r - 0.006, 0.0022, 0.0),
            Corner(r, 0.0026, 0.0016),
            Corner(r, 0.0150, 0.0044),
            Corner(r - 0.0070, 0.0192, 0.0050),
            Corner(r - 0.0300, 0.0198, 0.02),
            Corner(0.0, 0.0200, 0.0),
        ],
        3,
    );
    Mesh::lathe(&profile, 60).moved(BASE.0, 0.0, 0.0)
}

/// The block that carries the foot joint.
fn yoke() -> Mesh {
    let outline = fillet_block(
        &[(-0.0115, 0.0), (0.0115, 0.0), (0.0085, 0.0185), (-0.0085, 0.0185)],
        [0.001, 0.001, 0.0083, 0.0083],
    );
    let block = Mesh::plate(&outline, 0.0126, 0.0010, 2).moved(FOOT.x, 0.0190, 0.0);
    let sole =
        Mesh::plate(&crate::kit::curve::rounded_rectangle(0.0330, 0.0300, 0.0050, 4), 0.0024, 0.0008, 2)
            .turned(V3::X, 90.0)
            .moved(FOOT.x + 0.002, 0.0202, 0.0);
    Mesh::join([block, sole])
}

fn fillet_block(corners: &[(f64, f64)], radii: [f64; 4]) -> Vec<V2> {
    let corners: Vec<Corner> = corners.iter().zip(radii).map(|((x, y), r)| Corner(*x, *y, r)).collect();
    crate::kit::curve::fillet_closed(&corners, 4)
}

/// A bar between two pins, with round ends about them, wider at one end than at the other; about z = 0.
fn bar(from: V2, to: V2, radii: (f64, f64), thick: f64, bevel: f64) -> Mesh {
    let along = (to - from).normalize();
    let long = (to - from).length();
    let lean = libm::asin((radii.0 - radii.1) / long) * 180.0 / PI;
    let mut outline = crate::kit::curve::arc(v2(long, 0.0), radii.1, -90.0 + lean, 90.0 - lean, 8);
    outline.extend(crate::kit::curve::arc(V2::ZERO, radii.0, 90.0 - lean, 270.0 + lean, 8));
    Mesh::plate(&outline, thick, bevel, 2)
        .turned(V3::Z, libm::atan2(along.y, along.x) * 180.0 / PI)
        .moved(from.x, from.y, 0.0)
}

/// The lower arm: two blades, one each side of the yoke and of the upper arm.
fn blades() -> Mesh {
    let blade = bar(FOOT, ELBOW, (0.0090, 0.0078), 0.0036, 0.0010);
    Mesh::join([blade.clone().moved(0.0, 0.0, 0.0086), blade.moved(0.0, 0.0, -0.0086)])
}

/// The upper arm runs between the blades.
fn arm() -> Mesh {
    bar(ELBOW, WRIST, (0.0074, 0.0062), 0.0124, 0.0022)
}

/// Moves a part of the head from its own place (rim on y = 0, arm to -x) to where it hangs.
fn headed(mesh: Mesh) -> Mesh {
    mesh.turned(V3::X, TURN.0).turned(V3::Z, TURN.1).moved(HEAD.x, HEAD.y, HEAD.z)
}

/// From the wrist to the head: a fork about the arm, and a tongue that runs onto the head's top.
fn neck() -> Mesh {
    let fork = bar(WRIST, v2(WRIST.x + 0.0170, WRIST.y - 0.0025), (0.0076, 0.0058), 0.0030, 0.0009);
    // The barrel in which the head turns to the side.
    let barrel =
        turned_piece(&[(0.0, -0.0075), (0.0064, -0.0075), (0.0064, 0.0075), (0.0, 0.0075)], 0.0012, 18)
            .turned(V3::Z, 82.0)
            .moved(WRIST.x + 0.0205, WRIST.y - 0.0030, 0.0);
    Mesh::join([fork.clone().moved(0.0, 0.0, 0.0082), fork.moved(0.0, 0.0, -0.0082), barrel])
}

/// A small body turned about Y, its corners (radius, height) rounded by `bevel`.
fn turned_piece(corners: &[(f64, f64)], bevel: f64, around: usize) -> Mesh {
    let corners: Vec<Corner> =
        corners.iter().map(|(r, y)| Corner(*r, *y, if *r > 0.0 { bevel } else { 0.0 })).collect();
    Mesh::lathe(&fillet(&corners, 2), around)
}

/// The head's shell: a shallow spun dish with a turned rim.
fn shade() -> Mesh {
    let profile = fillet(
        &[
            Corner(0.0745, 0.0020, 0.0),
            Corner(0.0752, 0.0, 0.0005),
            Corner(0.0800, 0.0, 0.0012),
            Corner(0.0800, 0.0075, 0.0030),
            Corner(0.0640, 0.0150, 0.0260),
            Corner(0.0262, 0.0180, 0.0),
            Corner(0.0256, 0.0172, 0.0),
            Corner(0.0246, 0.0172, 0.0),
            Corner(0.0240, 0.0182, 0.0004),
            Corner(0.0, 0.0186, 0.0),
        ],
        3,
    );
    headed(Mesh::lathe(&profile, 60))
}

/// Between rim and diffuser.
fn inside() -> Mesh {
    Mesh::lathe(
        &fillet(
            &[Corner(0.0655, 0.0062, 0.0), Corner(0.0722, 0.0060, 0.0012), Corner(0.0746, 0.0022, 0.0)],
            2,
        ),
        60,
    )
}

/// Opal glass, a little hollow.
fn diffuser() -> Mesh {
    Mesh::lathe(
        &[v2(0.0, 0.0046), v2(0.030, 0.0047), v2(0.052, 0.0050), v2(0.0640, 0.0055), v2(0.0660, 0.0066)],
        60,
    )
}

/// Pins with slotted heads, washers, and the knurled knob of the elbow.
fn joints() -> Mesh {
    let pin = |at: V2, radius: f64, reach: f64| {
        let head = fillet(
            &[
                Corner(0.0, -reach, 0.0),
                Corner(radius, -reach, 0.0008),
                Corner(radius, reach, 0.0008),
                Corner(radius * 0.55, reach, 0.0002),
                Corner(radius * 0.50, reach - 0.0007, 0.0002),
                Corner(0.0, reach - 0.0008, 0.0),
            ],
            1,
        );
        Mesh::lathe(&head, 18).turned(V3::X, 90.0).moved(at.x, at.y, 0.0)
    };
    let knob = {
        let profile = fillet(
            &[
                Corner(0.0, 0.0104, 0.0),
                Corner(0.0078, 0.0104, 0.0006),
                Corner(0.0078, 0.0128, 0.0004),
                Corner(0.0094, 0.0131, 0.0004),
                Corner(0.0094, 0.0196, 0.0011),
                Corner(0.0056, 0.0203, 0.0010),
                Corner(0.0050, 0.0196, 0.0004),
                Corner(0.0, 0.0194, 0.0),
            ],
            1,
        );
        knurled(Mesh::lathe(&profile, 56), 0.0088, 28.0, 0.00040)
            .turned(V3::X, 90.0)
            .moved(ELBOW.x, ELBOW.y, 0.0)
    };
    let back = pin(ELBOW, 0.0064, 0.0118);
    let ring =
        turned_piece(&[(0.0, -0.0009), (0.0068, -0.0009), (0.0068, 0.0009), (0.0, 0.0009)], 0.0003, 18)
            .turned(V3::Z, 82.0)
            .moved(WRIST.x + 0.0240, WRIST.y - 0.0025, 0.0);
    Mesh::join([ring, pin(FOOT, 0.0066, 0.0118), back, knob, pin(WRIST, 0.0050, 0.0108)])
}

/// Waves around the axis Y on what lies outside `from`.
fn knurled(mesh: Mesh, from: f64, teeth: f64, deep: f64) -> Mesh {
    mesh.bent(|p| {
        let r = libm::hypot(p.x, p.z);
        if r < from {
            return p;
        }
        let k = 1.0 - deep * (0.5 + 0.5 * cos(teeth * libm::atan2(p.z, p.x))) / r;
        v3(p.x * k, p.y, p.z * k)
    })
}

/// The dimmer: a knurled wheel let into the base.
fn dial() -> Mesh {
    let profile = fillet(
        &[
            Corner(0.0188, 0.0, 0.0),
            Corner(0.0188, 0.0012, 0.0004),
            Corner(0.0170, 0.0012, 0.0003),
            Corner(0.0168, 0.0004, 0.0001),
            Corner(0.0160, 0.0004, 0.0001),
            Corner(0.0158, 0.0052, 0.0011),
            Corner(0.0136, 0.0054, 0.0003),
            Corner(0.0132, 0.0049, 0.0003),
            Corner(0.0, 0.0047, 0.0),
        ],
        1,
    );
    knurled(Mesh::lathe(&profile, 72), 0.0150, 36.0, 0.00040).bent(|p| p + v3(BASE.0 + 0.036, 0.0194, 0.0))
}

/// Foot ring, the seal around the dial's top, and the charging port at the back.
fn rubbers() -> Mesh {
    let foot = Mesh::lathe(
        &fillet(
            &[
                Corner(0.0, 0.0, 0.0),
                Corner(0.0712, 0.0, 0.0008),
                Corner(0.0722, 0.0030, 0.0),
                Corner(0.060, 0.0030, 0.0),
            ],
            2,
        ),
        48,
    );
    let mark =
        Mesh::rounded_box(v3(0.0052, 0.0004, 0.0010), 0.00015, 1, 1).moved(0.036 + 0.0090, 0.0243, 0.0);
    let port =
        Mesh::plate(&crate::kit::curve::rounded_rectangle(0.0090, 0.0034, 0.0016, 4), 0.0010, 0.0003, 1)
            .turned(V3::Y, -90.0)
            .moved(-BASE.1 + 0.0001, 0.0092, 0.0);
    Mesh::join([foot, mark, port]).moved(BASE.0, 0.0, 0.0)
}
