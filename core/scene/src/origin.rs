//! Products far from the origin. 32-bit numbers tell a millimetre from the next up to some kilometres; a scan or a part of a
//! building may stand a thousand away. What stands far is moved before its places become 32-bit numbers.

use crate::access::Buffers;
use crate::document::Whole;
use crate::error::ModelError;
use crate::nodes::Scene;
use glam::{DMat4, DVec3};

/// Metres from the origin below which a product stays where it is: its places are true to a thousandth of a millimetre there.
const NEAR: f64 = 10.0;
/// How many times its own size it stands away, at least, to be moved.
const SIZES: f64 = 16.0;
/// Metres beyond which 64-bit numbers are no places either.
const FARTHEST: f64 = 1e9;
/// Primitives that are asked where they stand, and vertices of each.
const ASKED: (usize, usize) = (10_000, 16);

/// Where the product stands: in the middle of where most of its vertices are, which a stray one does not move. Zero where that
/// is near the origin, for its size.
pub(crate) fn of(buffers: &Buffers<'_>, scene: &Scene) -> Result<DVec3, ModelError> {
    let mut met = met(buffers, scene);
    let [x, y, z] = [0, 1, 2].map(|axis| spread(&mut met, axis));
    let (middle, size) = (DVec3::new(x.0, y.0, z.0), x.1.max(y.1).max(z.1));
    // What is no number fails both.
    if middle.length() <= NEAR.max(size * SIZES) {
        Ok(DVec3::ZERO)
    } else if middle.length() <= FARTHEST {
        Ok(middle)
    } else {
        Err(ModelError::Number("a node's place"))
    }
}

/// Places of vertices from all over the scene, each with how many it stands for.
fn met(buffers: &Buffers<'_>, scene: &Scene) -> Vec<(DVec3, f64)> {
    let document = buffers.document;
    let (mut met, mut left) = (Vec::new(), ASKED.0);
    for placed in &scene.placed {
        let node = &document.nodes[placed.node];
        let Some(mesh) = node.mesh.and_then(|Whole(index)| document.meshes.get(index)) else { continue };
        let world = node.skin.map_or(placed.world, |skin| joint(buffers, scene, skin));
        for primitive in &mesh.primitives {
            let Some(rest) = left.checked_sub(1) else { return met };
            left = rest;
            let Some(position) = primitive.attributes.position else { continue };
            let points = buffers.some(position, ASKED.1);
            let weight = buffers.count(position) as f64 / points.len().max(1) as f64;
            let place = |point: [f32; 3]| world.transform_point3(DVec3::from_array(point.map(f64::from)));
            met.extend(points.into_iter().map(|point| (place(point), weight)));
        }
    }
    met
}

/// The middle of what stands along an axis, and how wide four fifths of it are.
fn spread(all: &mut [(DVec3, f64)], axis: usize) -> (f64, f64) {
    all.sort_by(|a, b| a.0[axis].total_cmp(&b.0[axis]));
    let whole = all.iter().map(|(_, weight)| weight).sum::<f64>();
    let at = |part: f64| {
        let mut before = 0.0;
        let found = all.iter().find(|(_, weight)| {
            before += weight;
            before >= whole * part
        });
        found.map_or(0.0, |(point, _)| point[axis])
    };
    (at(0.5), at(0.9) - at(0.1))
}

/// Where the first joint of a skin stands, without its bind matrix: about there is what hangs on it.
fn joint(buffers: &Buffers<'_>, scene: &Scene, Whole(skin): Whole) -> DMat4 {
    let joint = buffers.document.skins.get(skin).and_then(|skin| skin.joints.first());
    let place = joint.and_then(|Whole(joint)| *scene.places.get(*joint)?);
    place.map_or(DMat4::IDENTITY, |place| DMat4::from_translation(place.w_axis.truncate()))
}
