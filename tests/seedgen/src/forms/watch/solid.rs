//! Bodies turned about the axis of the dial, in mm.

use crate::kit::maths::*;
use crate::kit::mesh::Mesh;

/// Height of the dial over the middle of the case.
pub(super) const DIAL: f64 = 1.7;

/// A body turned about the dial's axis, from (radius, height).
pub(super) fn turned(profile: &[(f64, f64)], segments: usize) -> Mesh {
    let profile: Vec<V2> = profile.iter().map(|(r, z)| v2(*r, *z)).collect();
    Mesh::lathe(&profile, segments).turned(V3::X, 90.0)
}

/// Six times the volume: negative where a mesh is inside out.
pub(super) fn signed(mesh: &Mesh) -> f64 {
    mesh.faces.iter().map(|f| f.map(|i| mesh.points[i as usize])).map(|[a, b, c]| a.dot(b.cross(c))).sum()
}
