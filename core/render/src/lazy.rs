//! A renderer that opens the card when it is first needed: an app is on the screen long before its studio is lit.

use crate::renderer::Renderer;
use std::sync::{Arc, OnceLock};
use tradewind_scene::{DrawError, Model, Painter, PreparedModel};

/// The studio renderer, opened once, by whoever asks first: [`LazyStudio::warm`] on a thread of its own, or the first model.
#[derive(Default)]
pub struct LazyStudio(OnceLock<Result<Renderer, DrawError>>);

impl LazyStudio {
    /// Opens the card and lights the studio now. A failure is returned to whoever prepares a model.
    pub fn warm(&self) {
        self.0.get_or_init(Renderer::studio);
    }

    /// The renderer itself, opened now if it is not yet: for who shows its pictures on a window.
    pub fn renderer(&self) -> Result<&Renderer, DrawError> {
        self.0.get_or_init(Renderer::studio).as_ref().map_err(Clone::clone)
    }
}

impl Painter for LazyStudio {
    fn prepare(&self, model: Arc<Model>) -> Result<Box<dyn PreparedModel>, DrawError> {
        Painter::prepare(self.renderer()?, model)
    }
}
