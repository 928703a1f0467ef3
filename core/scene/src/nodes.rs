//! The node hierarchy in the file's default pose: world matrices, morph targets at their default weights, skins bent by
//! their joints.

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

/// The nodes of the scene.
pub(crate) struct Scene {
    /// In the order of the walk.
    pub(crate) placed: Vec<Placed>,
    /// Where each node of the document stands; `None` outside of the scene.
    places: Vec<Option<Mat4>>,
}

/// Walks the scene; each node is met at most once.
pub(crate) fn walk(document: &Document, limits: &Limits) -> Result<Scene, ModelError> {
    let parents = parents(document)?;
    let roots: Vec<usize> = match document.scene.or((!document.scenes.is_empty()).then_some(Whole(0))) {
        Some(Whole(index)) => {
            let scene = document.scenes.get(index).ok_or(ModelError::Reference { what: "scene", index })?;
            scene.nodes.iter().map(|node| node.0).collect()
        }
        None => (0..parents.len()).filter(|index| parents[*index].is_none()).collect(),
    };
    let mut places = vec![None; document.nodes.len()];
    let mut open: Vec<(usize, Mat4, usize)> =
        roots.into_iter().rev().map(|node| (node, Mat4::IDENTITY, 1)).collect();
    let mut placed = Vec::new();
    while let Some((index, parent, depth)) = open.pop() {
        let node = document.nodes.get(index).ok_or(ModelError::Reference { what: "node", index })?;
        if depth > limits.depth {
            return Err(ModelError::TooDeep(limits.depth));
        }
        let world = parent * local(node);
        if !world.is_finite() {
            return Err(ModelError::Number("a node's place"));
        }
        if places[index].replace(world).is_some() {
            return Err(ModelError::NodeLoop(index));
        }
        placed.push(Placed { node: index, world });
        open.extend(node.children.iter().rev().map(|child| (child.0, world, depth + 1)));
    }
    Ok(Scene { placed, places })
}

/// The parent of each node. Nodes outside of the scene are looked at too: a tree has no loop and one parent each
/// (section 3.5.2).
fn parents(document: &Document) -> Result<Vec<Option<usize>>, ModelError> {
    let mut parents: Vec<Option<usize>> = vec![None; document.nodes.len()];
    for (index, node) in document.nodes.iter().enumerate() {
        for Whole(child) in &node.children {
            let parent = parents.get_mut(*child);
            let parent = parent.ok_or(ModelError::Reference { what: "node", index: *child })?;
            if parent.replace(index).is_some() {
                return Err(ModelError::NodeLoop(*child));
            }
        }
    }
    // With one parent each, whatever hangs on no root is a loop, or hangs on one.
    let mut hangs = vec![false; parents.len()];
    let mut open: Vec<usize> = (0..parents.len()).filter(|index| parents[*index].is_none()).collect();
    while let Some(index) = open.pop() {
        hangs[index] = true;
        open.extend(document.nodes[index].children.iter().map(|child| child.0));
    }
    match hangs.iter().position(|hangs| !hangs) {
        Some(index) => Err(ModelError::NodeLoop(index)),
        None => Ok(parents),
    }
}

fn local(node: &Node) -> Mat4 {
    if let Some(matrix) = &node.matrix {
        return Mat4::from_cols_array(matrix);
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
    scene: &Scene,
    vertices: usize,
) -> Result<Vec<Mat4>, ModelError> {
    let document = buffers.document;
    let skin = document.skins.get(skin.0).ok_or(ModelError::Reference { what: "skin", index: skin.0 })?;
    let bind: Vec<[f32; 16]> = match skin.inverse_bind_matrices {
        Some(accessor) => buffers.floats::<16>(accessor, "MAT4")?,
        None => Vec::new(),
    };
    buffers.spend(skin.joints.len().saturating_mul(16))?;
    let mut joints = Vec::with_capacity(skin.joints.len());
    for (index, Whole(joint)) in skin.joints.iter().enumerate() {
        let place = scene.places.get(*joint).ok_or(ModelError::Reference { what: "node", index: *joint })?;
        // A joint outside of the scene stands at the origin.
        let bind = bind.get(index).map_or(Mat4::IDENTITY, Mat4::from_cols_array);
        joints.push(place.unwrap_or(Mat4::IDENTITY) * bind);
    }
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
