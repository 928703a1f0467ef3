//! The painter: opens the graphics card, holds the light of a room, and prepares models.

use crate::buffers::Bill;
use crate::environment::Environment;
use crate::gpu::{Gpu, GpuChoice};
use crate::gpu_model::GpuModel;
use crate::pipelines::Pipelines;
use crate::shared::Shared;
use crate::textures;
use std::sync::Arc;
use tradewind_scene::{Counters, DrawError, Model, Painter, PreparedModel};

/// Draws models in one room. Cheap to clone.
#[derive(Clone)]
pub struct Renderer {
    pub(crate) shared: Arc<Shared>,
}

impl Renderer {
    /// Opens the system's card in the neutral studio.
    pub fn studio() -> Result<Self, DrawError> {
        Self::new(Gpu::open(&GpuChoice::from_environment())?, Environment::studio())
    }

    /// Draws on `gpu` in the light of `environment`.
    pub fn new(gpu: Gpu, environment: Environment) -> Result<Self, DrawError> {
        let pipelines = Pipelines::new(&gpu);
        let mut counters = Counters::default();
        let mut bill = Bill { gpu: &gpu, counters: &mut counters };
        let room = textures::room(&mut bill, &environment.levels);
        let table = textures::table(&mut bill);
        let white = textures::white(&mut bill);
        let sampler = textures::linear(&mut bill);
        gpu.check()?;
        Ok(Self { shared: Arc::new(Shared { gpu, environment, pipelines, room, table, white, sampler }) })
    }

    /// The card's name, for people.
    pub fn gpu(&self) -> &Gpu {
        &self.shared.gpu
    }

    /// Uploads a model to the card.
    pub fn prepare(&self, model: Arc<Model>) -> Result<GpuModel, DrawError> {
        GpuModel::new(self.shared.clone(), model)
    }
}

impl Painter for Renderer {
    fn prepare(&self, model: Arc<Model>) -> Result<Box<dyn PreparedModel>, DrawError> {
        Ok(Box::new(Self::prepare(self, model)?))
    }
}
