//! Draws a preview scene with wgpu. The only crate that knows a graphics card.
//!
//! Where to start: [`Gpu`] opens the card and [`Environment`] is the light of a room; together they make a [`Renderer`], which
//! is the [`Painter`](tradewind_scene::Painter) that hosts lend to the app. It takes a model to the card, and what
//! it gives draws views of it. [`Surface`] shows the same on a window. The shaders are WGSL in `shaders/`; the build script parses
//! and validates them, so that no phone does (`build/shaders.rs`).
//!
//! What is drawn: image-based light by the split sum (Karis, "Real Shading in Unreal Engine 4", 2013) with the energy of
//! multiple scattering given back (Fdez-Agüera, JCGT 8/1, 2019), dielectric and metal mixed as glTF 2.0 appendix B says,
//! Khronos PBR Neutral as tone map, and on the floor the shadow of the same light. Colours are blended in the screen's
//! encoding (sRGB), as a browser and the phones blend what we hand to them.

mod buffers;
mod cube;
mod dfg;
mod environment;
mod frame;
mod gpu;
mod gpu_model;
mod lazy;
mod pipelines;
mod renderer;
mod shaders;
mod shadow;
mod shared;
mod studio;
mod surface;
mod textures;

pub use environment::Environment;
pub use gpu::{Gpu, GpuChoice};
pub use gpu_model::GpuModel;
pub use lazy::LazyStudio;
pub use renderer::Renderer;
pub use surface::{Shown, Surface};
