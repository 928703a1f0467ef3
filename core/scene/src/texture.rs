//! A picture as a surface uses it.

/// A picture as a material uses it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextureUse {
    /// Index in [`Model::pictures`].
    pub picture: usize,
    /// How it is read between its points.
    pub sampler: Sampler,
    /// Which set of texture coordinates, 0 or 1.
    pub uv_set: u8,
    /// Rows of the 2x3 matrix from texture coordinates (KHR_texture_transform).
    pub transform: [[f32; 3]; 2],
}

/// How a picture is read between and beyond its points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sampler {
    /// Nearest instead of linear when enlarged.
    pub nearest: bool,
    /// Smaller pictures are used when it is far away.
    pub mipmaps: bool,
    /// What is drawn beyond the left and right edge.
    pub wrap_u: Wrap,
    /// What is drawn beyond the top and bottom edge.
    pub wrap_v: Wrap,
}

/// What is beyond a picture's edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wrap {
    /// The picture again.
    Repeat,
    /// The picture mirrored, then as it is, in turn.
    Mirror,
    /// The points at its edge, for ever.
    Clamp,
}
