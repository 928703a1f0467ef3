//! What bends a primitive: morph targets at their weights, skins by their joints.

use crate::access::Buffers;
use crate::document::{Primitive, Whole};
use crate::error::ModelError;
use crate::nodes::Scene;
use glam::{DMat4, Mat4, Vec3};

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
    let mut joints: Vec<Mat4> = Vec::with_capacity(skin.joints.len());
    for (index, Whole(joint)) in skin.joints.iter().enumerate() {
        let place = scene.places.get(*joint).ok_or(ModelError::Reference { what: "node", index: *joint })?;
        // A joint outside of the scene stands at the origin.
        let bind = bind.get(index).map_or(DMat4::IDENTITY, |bind| Mat4::from_cols_array(bind).as_dmat4());
        joints.push((place.unwrap_or(DMat4::IDENTITY) * bind).as_mat4());
    }
    let mut poses = vec![(Mat4::ZERO, 0.0f32); vertices];
    let attributes = &primitive.attributes;
    for (names, shares) in attributes.joints.into_iter().zip(attributes.weights) {
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
