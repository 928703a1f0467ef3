//! Checks that everything from a host passes: finite numbers of a possible size, rigid poses.

use super::error::ArError;
use glam::{DMat3, DMat4, DQuat, DVec3};

/// Metres from the world's origin beyond which no session of a phone gets.
const REACH: f32 = 10_000.0;
/// How far a column may be from length one, and two columns from a right angle. Hosts hand over 32 bits.
const SKEW: f64 = 1e-3;

/// All of them finite and not beyond `most`.
pub(crate) fn numbers(values: &[f32], most: f32, name: &'static str) -> Result<(), ArError> {
    let fits = |x: &f32| x.is_finite() && x.abs() <= most;
    if values.iter().all(fits) { Ok(()) } else { Err(ArError::Number(name)) }
}

/// Place and rotation of a rigid pose, columns first; the rotation is made exact.
pub(crate) fn rigid(columns: &[f32; 16], name: &'static str) -> Result<(DVec3, DQuat), ArError> {
    numbers(columns, REACH, name)?;
    let pose = DMat4::from_cols_array(&columns.map(f64::from));
    let axes = DMat3::from_mat4(pose);
    let bottom = pose.row(3) - glam::DVec4::W;
    let lengths = [axes.x_axis, axes.y_axis, axes.z_axis].map(|axis| (axis.length() - 1.0).abs());
    let angles = [axes.x_axis.dot(axes.y_axis), axes.y_axis.dot(axes.z_axis), axes.z_axis.dot(axes.x_axis)];
    let is_rigid = bottom.abs().max_element() < SKEW
        && lengths.iter().all(|off| *off < SKEW)
        && angles.iter().all(|off| off.abs() < SKEW)
        && axes.determinant() > 0.0;
    if !is_rigid {
        return Err(ArError::Pose(name));
    }
    Ok((pose.w_axis.truncate(), DQuat::from_mat3(&axes).normalize()))
}

/// A transform of coordinates 0..1 that can be turned back, columns first.
pub(crate) fn uv(columns: &[f32; 9], name: &'static str) -> Result<(), ArError> {
    numbers(columns, 64.0, name)?;
    let determinant = DMat3::from_cols_array(&columns.map(f64::from)).determinant();
    if determinant.abs() > 1e-9 { Ok(()) } else { Err(ArError::Number(name)) }
}

/// A size with points, of at most `most` a side.
pub(crate) fn size(width: u32, height: u32, most: u32, name: &'static str) -> Result<(), ArError> {
    let fits = |side: u32| (1..=most).contains(&side);
    if fits(width) && fits(height) { Ok(()) } else { Err(ArError::Size { name, width, height }) }
}

/// At most `most` of them.
pub(crate) fn count(count: usize, most: usize, name: &'static str) -> Result<(), ArError> {
    if count <= most { Ok(()) } else { Err(ArError::TooMany { name, count }) }
}
