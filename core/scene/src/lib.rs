//! A product in three dimensions before any graphics card: glTF to a checked [`Model`], the camera that orbits it, the
//! lines that measure it.
//!
//! A product in the person's own room is [`ar`].
//!
//! Where to start: [`Loader`] turns the bytes of a GLB or a glTF into a [`Model`] or into a [`ModelError`] with a stable
//! code; what of it is drawn in another way than its author may expect is a [`Finding`]. [`Limits`] says how much a stranger's
//! file may cost. [`Posed`] moves it by its animations. [`OrbitControl`] is where the camera is at a time, [`measure`]
//! gives the dimension lines. [`Painter`], [`PreparedModel`] and [`Frame`] are what a renderer gives; `tradewind-render` is the one
//! there is, and the app sees only these traits. [`native`] hands a product to the viewers that phones have of their own.
//!
//! Conventions are glTF's (2.0, section 3.4): right-handed, +Y up, the front looks along +Z, metres, radians, column
//! vectors.

mod access;
mod animation;
pub mod ar;
mod assemble;
mod basis;
mod bounds;
mod camera;
mod container;
mod deform;
mod document;
mod draco;
mod error;
mod extensions;
mod file_cameras;
mod finding;
mod image;
mod instances;
mod joined;
mod limits;
mod load;
mod lobe_textures;
mod lobes;
mod materials;
pub mod measure;
mod mesh;
mod meshopt;
mod model;
pub mod native;
mod nodes;
mod opacity;
mod origin;
mod paint;
mod posed;
mod roughness;
mod scan;
mod stray;
mod surface;
mod tangents;
mod texture;
mod uri;

pub use animation::AnimationInfo;
pub use basis::{BasisPicture, CardFormat};
pub use bounds::Bounds;
pub use camera::{Orbit, OrbitControl, Pose, Projection, VERTICAL_FIELD_OF_VIEW};
pub use container::is_glb;
pub use error::ModelError;
pub use finding::Finding;
pub use image::{Picture, Texels};
pub use limits::Limits;
pub use load::{Loader, ReadBeside};
pub use lobe_textures::{LOBE_TEXTURES, LobeTexture, LobeTextures};
pub use lobes::{Clearcoat, Sheen, Specular, Transmission};
pub use model::{FixedCamera, Model, Primitive, Topology, Vertex, packed_direction, unpacked_direction};
pub use paint::{Background, Counters, DrawError, Frame, Painter, PreparedModel, ToneMap, View, straight};
pub use posed::Posed;
pub use surface::{AlphaMode, Material};
pub use texture::{Sampler, TextureUse, Wrap};
