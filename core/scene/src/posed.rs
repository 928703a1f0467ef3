//! A model that moves: its shape at any moment of its animations, without its pictures being read again.

use crate::access::{Buffers, Held};
use crate::animation::Moment;
use crate::assemble::Assembly;
use crate::document::Document;
use crate::error::ModelError;
use crate::finding::Findings;
use crate::limits::Limits;
use crate::materials::UvSets;
use crate::model::Primitive;
use crate::surface::Material;
use glam::DVec3;
use std::borrow::Cow;

/// What a model's animations need: its document and buffers, and what was made of its surfaces.
pub struct Posed {
    pub(crate) document: Document,
    pub(crate) held: Vec<Held<'static>>,
    pub(crate) limits: Limits,
    pub(crate) origin: DVec3,
    pub(crate) materials: Vec<Material>,
    pub(crate) sets: Vec<UvSets>,
}

impl Posed {
    /// The model's primitives as [`Loader::at`](crate::Loader::at) gives them: as many and in the same order as in the model,
    /// of the same materials. Where it has a relief, a vertex more or less may be split. It costs what reading the shape does.
    pub fn at(&self, animation: usize, seconds: f32) -> Result<Vec<Primitive>, ModelError> {
        // What there is to find was found when the model was loaded.
        let findings = Findings::default();
        let held = borrowed(&self.held);
        let buffers = Buffers::new(&self.document, held, &self.limits, &|| false, &findings);
        Assembly { buffers: &buffers, limits: &self.limits, moment: Moment::At { animation, seconds } }.posed(
            self.origin,
            &self.materials,
            &self.sets,
        )
    }
}

/// The same buffers, lent.
pub(crate) fn borrowed<'a>(held: &'a [Held<'static>]) -> Vec<Held<'a>> {
    held.iter().map(|held| held.as_ref().map(|bytes| Cow::Borrowed(&**bytes)).map_err(Clone::clone)).collect()
}
