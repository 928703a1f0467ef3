//! glTF's JSON as types: only what is drawn, forgiving where the specification is (1.0 is an integer, unknown is passed over) and
//! where exporters are sloppy without harm.

mod file;
mod geometry;
mod lenient;
mod material;
mod node;

pub(crate) use file::{AnimationChannel, AnimationSampler, Document, Sampler};
pub(crate) use geometry::{Accessor, Draco, MeshoptView, Primitive};
pub(crate) use lenient::Whole;
pub(crate) use material::{Gloss, Lobes, Material, TextureInfo, Transform};
pub(crate) use node::{Instances, Node};
