//! Materials of the file to materials that are drawn, and the pictures that they wait for.

mod lobes;
mod reader;
mod textures;
mod uv_sets;

pub(crate) use reader::{Glossy, GlossyMaterial, material};
pub(crate) use textures::Textures;
pub(crate) use uv_sets::{UvSets, mapped};
