//! Draws a preview scene with wgpu. The only crate that knows a graphics card.
