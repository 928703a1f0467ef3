//! Triangles of blended primitives, sorted by depth.

use crate::buffers::Bill;
use glam::Vec3;
use tradewind_scene::Model;

/// Blended primitives of more triangles than this are not sorted inside.
const SORTED: usize = 60_000;

/// Triangles of one primitive.
#[derive(Default)]
pub(super) struct Part {
    pub(super) corners: std::ops::Range<u32>,
    /// Its first vertex among all.
    pub(super) base: u32,
}

/// Writes a primitive's triangles, farthest first, to its place in `buffer`.
#[allow(clippy::too_many_arguments, reason = "fields of one model, borrowed apart")]
pub(super) fn sort(
    bill: &mut Bill<'_>,
    model: &Model,
    index: usize,
    part: &Part,
    back: Vec3,
    buffer: &wgpu::Buffer,
    keys: &mut Vec<(f32, u32)>,
    indices: &mut Vec<u32>,
) {
    let primitive = &model.primitives[index];
    let triangles = primitive.indices.len() / 3;
    if triangles > SORTED {
        return;
    }
    let depth = |corner: &u32| Vec3::from_array(primitive.vertices[*corner as usize].position).dot(back);
    keys.clear();
    keys.extend(
        (0u32..).zip(primitive.indices.chunks_exact(3)).map(|(at, t)| (t.iter().map(depth).sum(), at)),
    );
    // Unstable and in place: equal depths are told apart by their number, so the order is one only.
    keys.sort_unstable_by(|a: &(f32, u32), b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    indices.clear();
    for (_, at) in keys.iter() {
        let first = *at as usize * 3;
        indices.extend(primitive.indices[first..first + 3].iter().map(|corner| corner + part.base));
    }
    bill.counters.uploaded_bytes += indices.len() as u64 * 4;
    bill.gpu.queue.write_buffer(buffer, u64::from(part.corners.start) * 4, bytemuck::cast_slice(indices));
}
