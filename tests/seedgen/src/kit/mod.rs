//! What the forms are made with.

pub mod bake;
pub mod curve;
pub mod glb;
pub mod lettering;
pub mod maths;
pub mod mesh;
pub mod product;
pub mod texture;
