//! A product in three dimensions before any graphics card: glTF to a checked [`Model`], the camera that orbits it, the
//! lines that measure it.
//!
//! A product in the person's own room is [`ar`].
//!
//! Where to start: [`Loader`] turns the bytes of a GLB or a glTF into a [`Model`] or into a [`ModelError`] with a stable
//! code; [`Limits`] says how much a stranger's file may cost. [`OrbitControl`] is where the camera is at a time, [`measure`]
//! gives the dimension lines. [`Painter`], [`PreparedModel`] and [`Frame`] are what a renderer gives; `tradewind-render` is the one
//! there is, and the app sees only these traits.
//!
//! Conventions are glTF's (2.0, section 3.4): right-handed, +Y up, the front looks along +Z, metres, radians, column
//! vectors.

mod access;
pub mod ar;
mod assemble;
mod bounds;
mod camera;
mod container;
mod document;
mod error;
mod finding;
mod image;
mod limits;
mod load;
mod lobes;
mod materials;
pub mod measure;
mod mesh;
mod model;
mod nodes;
mod paint;
mod scan;
mod tangents;

pub use bounds::Bounds;
pub use camera::{Orbit, OrbitControl, Pose, Projection, VERTICAL_FIELD_OF_VIEW};
pub use container::is_glb;
pub use error::ModelError;
pub use finding::Finding;
pub use image::Picture;
pub use limits::Limits;
pub use load::{Loader, ReadBeside};
pub use lobes::{Clearcoat, Sheen, Specular, Transmission};
pub use model::{
    AlphaMode, FixedCamera, Material, Model, Primitive, Sampler, TextureUse, Topology, Vertex, Wrap,
    packed_direction, unpacked_direction,
};
pub use paint::{Background, Counters, DrawError, Frame, Painter, PreparedModel, ToneMap, View, straight};
