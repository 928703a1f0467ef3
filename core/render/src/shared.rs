//! What all models on the card share: the card, the light, pipelines and fixed textures.

use crate::environment::Environment;
use crate::gpu::Gpu;
use crate::pipelines::Pipelines;

/// Made once for each renderer; every model on the card holds a reference to it.
pub(crate) struct Shared {
    pub(crate) gpu: Gpu,
    pub(crate) environment: Environment,
    pub(crate) pipelines: Pipelines,
    /// Light of the room for rougher and rougher surfaces (cube map with mipmaps).
    pub(crate) room: wgpu::TextureView,
    /// Split-sum table (scale and bias over angle and roughness).
    pub(crate) table: wgpu::TextureView,
    /// One white pixel, where a material has no texture.
    pub(crate) white: wgpu::TextureView,
    pub(crate) sampler: wgpu::Sampler,
}
