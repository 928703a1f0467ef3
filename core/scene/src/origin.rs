//! Products far from the origin. 32-bit numbers tell a millimetre from the next up to some kilometres; a scan or a part of a
//! building may stand a thousand away. What stands far is moved before its places become 32-bit numbers.

use crate::access::Buffers;
use crate::document::Whole;
use crate::error::ModelError;
use crate::nodes::Scene;
use glam::{DMat4, DVec3};

/// Metres from the origin below which a product stays where it is: its places are true to a thousandth of a millimetre there.
const NEAR: f64 = 10.0;
/// Metres beyond which 64-bit numbers are no places either.
const FARTHEST: f64 = 1e9;
/// Primitives that are asked where they stand.
const ASKED: usize = 10_000;

/// Where the product stands: in the middle of where most of its vertices are, which a stray one does not move. Zero where that
/// is near the origin.
pub(crate) fn of(buffers: &Buffers<'_>, scene: &Scene) -> Result<DVec3, ModelError> {
    let document = buffers.document;
    let mut met: Vec<(DVec3, f64)> = Vec::new();
    for placed in &scene.placed {
        let node = &document.nodes[placed.node];
        let Some(mesh) = node.mesh.and_then(|Whole(index)| document.meshes.get(index)) else { continue };
        for primitive in &mesh.primitives {
            let Some(position) = primitive.attributes.position else { continue };
            let Some(first) = buffers.first(position) else { continue };
            let world = node.skin.map_or(placed.world, |skin| joint(buffers, scene, skin));
            let point = world.transform_point3(DVec3::from_array(first.map(f64::from)));
            met.push((point, buffers.count(position).max(1) as f64));
            if met.len() >= ASKED {
                break;
            }
        }
        if met.len() >= ASKED {
            break;
        }
    }
    let middle = DVec3::new(median(&mut met, |p| p.x), median(&mut met, |p| p.y), median(&mut met, |p| p.z));
    // What is no number fails both.
    if middle.length() <= NEAR {
        Ok(DVec3::ZERO)
    } else if middle.length() <= FARTHEST {
        Ok(middle)
    } else {
        Err(ModelError::Number("a node's place"))
    }
}

/// Where the first joint of a skin stands, without its bind matrix: about there is what hangs on it.
fn joint(buffers: &Buffers<'_>, scene: &Scene, Whole(skin): Whole) -> DMat4 {
    let joint = buffers.document.skins.get(skin).and_then(|skin| skin.joints.first());
    let place = joint.and_then(|Whole(joint)| *scene.places.get(*joint)?);
    place.map_or(DMat4::IDENTITY, |place| DMat4::from_translation(place.w_axis.truncate()))
}

fn median(all: &mut [(DVec3, f64)], axis: impl Fn(DVec3) -> f64) -> f64 {
    all.sort_by(|a, b| axis(a.0).total_cmp(&axis(b.0)));
    let half = all.iter().map(|(_, weight)| weight).sum::<f64>() / 2.0;
    let mut before = 0.0;
    for (point, weight) in all.iter() {
        before += weight;
        if before >= half {
            return axis(*point);
        }
    }
    0.0
}
