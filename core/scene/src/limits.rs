//! How much a stranger's file may cost.

use tradewind_domain::limits::{MODEL_BYTES, MODEL_INDICES, MODEL_PIXELS, MODEL_VERTICES, PICTURE_SIDE};

/// Limits of a load; beyond each the file is refused with its own code.
///
/// The defaults follow what the commerce viewers publish (Khronos 3D Commerce publishing targets, Google Merchant's 15 MB,
/// Apple Quick Look's 100,000 polygons), with room above: they guard the phone, not the taste.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file with all buffers and pictures that it refers to.
    pub file_bytes: u64,
    /// Most vertices after instancing.
    pub vertices: usize,
    /// Corners of triangles after instancing.
    pub indices: usize,
    /// Longest side of a picture in the file; it is kept smaller.
    pub image_side: u32,
    /// Points of all pictures together as they are kept, each counted once. They are made smaller until they fit, and eight times
    /// as many are decoded at most.
    pub pixels: u64,
    /// Depth of the node tree.
    pub depth: usize,
    /// Number of materials.
    pub materials: usize,
    /// Values of the file's JSON: what its lists may grow to in memory.
    pub values: usize,
    /// Primitives after instancing, before equal surfaces are joined.
    pub primitives: usize,
    /// Variants: each primitive has a material for each.
    pub variants: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: MODEL_BYTES,
            vertices: MODEL_VERTICES,
            indices: MODEL_INDICES,
            image_side: PICTURE_SIDE,
            pixels: MODEL_PIXELS,
            depth: 512,
            materials: 1_000,
            values: 500_000,
            primitives: 10_000,
            variants: 1_000,
        }
    }
}
