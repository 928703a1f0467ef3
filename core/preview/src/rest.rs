//! How a model stands at rest: nodes' places, morph targets at their default weights, skins in the pose of their joints.

use crate::access::Buffers;
use crate::document::{Document, Node, Primitive, Whole};
use crate::error::ModelError;
use crate::limits::Limits;
use glam::{Mat4, Quat, Vec3};

/// A node that draws or sees something, and where it stands.
pub(crate) struct Placed {
    pub(crate) node: usize,
    pub(crate) world: Mat4,
}

/// Walks the scene; each node is met at most once.
pub(crate) fn walk(document: &Document, limits: &Limits) -> Result<Vec<Placed>, ModelError> {
    let roots: Vec<usize> = match document.scene.or((!document.scenes.is_empty()).then_some(Whole(0))) {
        Some(Whole(index)) => {
            let scene = document.scenes.get(index).ok_or(ModelError::Reference { what: "scene", index })?;
            scene.nodes.iter().map(|node| node.0).collect()
        }
        None => {
            let children: std::collections::BTreeSet<usize> =
                document.nodes.iter().flat_map(|node| node.children.iter().map(|child| child.0)).collect();
            (0..document.nodes.len()).filter(|index| !children.contains(index)).collect()
        }
    };
    let mut met = vec![false; document.nodes.len()];
    let mut open: Vec<(usize, Mat4, usize)> =
        roots.into_iter().rev().map(|node| (node, Mat4::IDENTITY, 1)).collect();
    let mut placed = Vec::new();
    while let Some((index, parent, depth)) = open.pop() {
        let node = document.nodes.get(index).ok_or(ModelError::Reference { what: "node", index })?;
        if std::mem::replace(&mut met[index], true) {
            return Err(ModelError::NodeLoop(index));
        }
        if depth > limits.depth {
            return Err(ModelError::TooDeep(limits.depth));
        }
        let world = parent * local(node);
        if !world.is_finite() {
            return Err(ModelError::Number("a node's place"));
        }
        placed.push(Placed { node: index, world });
        open.extend(node.children.iter().rev().map(|child| (child.0, world, depth + 1)));
    }
    Ok(placed)
}

fn local(node: &Node) -> Mat4 {
    if let Some(matrix) = node.matrix {
        return Mat4::from_cols_array(&matrix);
    }
    let rotation = node.rotation.map_or(Quat::IDENTITY, |r| {
        let turn = Quat::from_array(r);
        if turn.length_squared() > 1e-12 { turn.normalize() } else { Quat::IDENTITY }
    });
    Mat4::from_scale_rotation_translation(
        node.scale.map_or(Vec3::ONE, Vec3::from_array),
        rotation,
        node.translation.map_or(Vec3::ZERO, Vec3::from_array),
    )
}

/// Moves points and normals by the morph targets at `weights`.
pub(crate) fn morph(
    buffers: &Buffers<'_>,
    primitive: &Primitive,
    weights: &[f32],
    points: &mut [Vec3],
    normals: Option<&mut Vec<Vec3>>,
) -> Result<(), ModelError> {
    let mut normals = normals;
    for (target, weight) in primitive.targets.iter().zip(weights).filter(|(_, weight)| weight.abs() > 0.0) {
        let add = |accessor: Option<Whole>, to: &mut [Vec3]| -> Result<(), ModelError> {
            let Some(accessor) = accessor else { return Ok(()) };
            let moved = buffers.floats::<3>(accessor, "VEC3")?;
            if moved.len() != to.len() {
                return Err(ModelError::Accessor("a morph target of another length"));
            }
            for (to, by) in to.iter_mut().zip(moved) {
                *to += Vec3::from_array(by) * *weight;
            }
            Ok(())
        };
        add(target.position, points)?;
        if let Some(normals) = normals.as_deref_mut() {
            add(target.normal, normals)?;
        }
    }
    Ok(())
}

/// A matrix for each vertex of a skinned primitive: the pose of its joints in the model's space.
pub(crate) fn skin(
    buffers: &Buffers<'_>,
    primitive: &Primitive,
    skin: Whole,
    placed: &[Placed],
    vertices: usize,
) -> Result<Vec<Mat4>, ModelError> {
    let document = buffers.document;
    let skin = document.skins.get(skin.0).ok_or(ModelError::Reference { what: "skin", index: skin.0 })?;
    let bind: Vec<Mat4> = match skin.inverse_bind_matrices {
        Some(accessor) => buffers.floats::<16>(accessor, "MAT4")?.iter().map(Mat4::from_cols_array).collect(),
        None => vec![Mat4::IDENTITY; skin.joints.len()],
    };
    let joints: Vec<Mat4> = skin
        .joints
        .iter()
        .enumerate()
        .map(|(index, joint)| {
            // A joint outside of the scene stands at the origin.
            let world = placed.iter().find(|p| p.node == joint.0).map_or(Mat4::IDENTITY, |p| p.world);
            world * bind.get(index).copied().unwrap_or(Mat4::IDENTITY)
        })
        .collect();
    let mut poses = vec![(Mat4::ZERO, 0.0f32); vertices];
    let attributes = &primitive.attributes;
    for (names, shares) in
        [(attributes.joints0, attributes.weights0), (attributes.joints1, attributes.weights1)]
    {
        let (Some(names), Some(shares)) = (names, shares) else { continue };
        let (names, shares) = (buffers.joints(names)?, buffers.floats::<4>(shares, "VEC4")?);
        if names.len() != vertices || shares.len() != vertices {
            return Err(ModelError::Accessor("joints or weights of another length"));
        }
        for ((pose, names), shares) in poses.iter_mut().zip(names).zip(shares) {
            for (name, share) in names.into_iter().zip(shares).filter(|(_, share)| *share > 0.0) {
                let joint = joints
                    .get(name as usize)
                    .ok_or(ModelError::Reference { what: "joint", index: name as usize })?;
                pose.0 += *joint * share;
                pose.1 += share;
            }
        }
    }
    Ok(poses
        .into_iter()
        .map(|(sum, share)| if share > 1e-6 { sum * (1.0 / share) } else { Mat4::IDENTITY })
        .collect())
}
