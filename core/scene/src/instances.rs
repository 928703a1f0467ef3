//! EXT_mesh_gpu_instancing: a mesh that stands many times at one node.

use crate::access::Buffers;
use crate::document::{Instances, Node};
use crate::error::ModelError;
use crate::limits::Limits;
use crate::nodes::placement;
use glam::DMat4;

/// The place of each instance in the node's space. A node that is none of many has one, and a skin stands where its joints do.
pub(crate) fn of(buffers: &Buffers<'_>, node: &Node, limits: &Limits) -> Result<Vec<DMat4>, ModelError> {
    let instancing = node.extensions.instancing.as_ref().filter(|_| node.skin.is_none());
    let Some(Instances { translation, rotation, scale }) = instancing.map(|all| &all.attributes) else {
        return Ok(vec![DMat4::IDENTITY]);
    };
    let named = [translation, rotation, scale].into_iter().flatten();
    let counts: Vec<usize> = named.map(|accessor| buffers.count(*accessor)).collect();
    let count = counts.first().copied().unwrap_or_default();
    if counts.iter().any(|other| *other != count) {
        return Err(ModelError::Accessor("attributes of different lengths"));
    }
    // Each instance is a primitive at least.
    if count > limits.primitives {
        return Err(ModelError::TooManyPrimitives(limits.primitives));
    }
    let vectors =
        |accessor: Option<_>| accessor.map(|accessor| buffers.floats::<3>(accessor, "VEC3")).transpose();
    let (translations, scales) = (vectors(*translation)?, vectors(*scale)?);
    let rotations = rotation.map(|accessor| buffers.floats::<4>(accessor, "VEC4")).transpose()?;
    let place = |index: usize| {
        let three = |all: &Option<Vec<[f32; 3]>>| Some(all.as_ref()?.get(index)?.map(f64::from));
        let turn = rotations.as_ref().and_then(|all| Some(all.get(index)?.map(f64::from)));
        placement(three(&translations), turn, three(&scales))
    };
    Ok((0..count).map(place).collect())
}
