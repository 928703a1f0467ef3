//! Makes the seed catalog's sixteen products from code: shapes, textures and glTF files, the same bytes on every machine.
//!
//! Where to start: [`forms`] has one file per product; each returns a [`Product`] made of [`Part`]s. [`kit`] is what they
//! are made with: [`kit::mesh`] (lathe, sweep, boxes with real bevels), [`kit::texture`] (weave, grain, glaze),
//! [`kit::bake`] (light that does not reach a crease) and [`kit::glb`] (the file). Lengths are metres, +Y is up, the front
//! looks along +Z, and a product stands on y = 0 about the origin. All curves come from `libm`, so that two machines agree
//! to the last bit. [`studio`] takes the pictures, [`show`] makes a film of them.

pub mod forms;
pub mod kit;
pub mod show;
pub mod studio;

pub use kit::product::{Alpha, Finish, Part, Product, Shot};
