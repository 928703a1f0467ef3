//! The graphics card: which one, and what it said when something went wrong.

use std::sync::{Arc, Mutex};
use tradewind_domain::lock;
use tradewind_scene::DrawError;

/// Which card is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GpuChoice {
    /// A part of its name or of its driver's, letter case aside; `None` takes the system's choice.
    pub name: Option<String>,
}

impl GpuChoice {
    /// As the variable `WGPU_ADAPTER_NAME` says, which wgpu's own tools read too.
    pub fn from_environment() -> Self {
        Self { name: std::env::var("WGPU_ADAPTER_NAME").ok().filter(|name| !name.is_empty()) }
    }
}

/// An open graphics card. Cheap to clone; it is kept while surfaces come and go.
#[derive(Debug, Clone)]
pub struct Gpu {
    pub(crate) instance: wgpu::Instance,
    pub(crate) adapter: wgpu::Adapter,
    pub(crate) device: wgpu::Device,
    pub(crate) queue: wgpu::Queue,
    failure: Arc<Mutex<Option<String>>>,
}

impl Gpu {
    /// Opens a card; [`DrawError::NoAdapter`] where there is none.
    pub fn open(choice: &GpuChoice) -> Result<Self, DrawError> {
        // GL only where there is nothing better: it is slower, and its libraries are loud where there is no screen.
        let (instance, adapter) = [wgpu::Backends::VULKAN | wgpu::Backends::METAL, wgpu::Backends::GL]
            .into_iter()
            .find_map(|backends| {
                let instance = wgpu::Instance::new(wgpu::InstanceDescriptor {
                    backends,
                    // None, and two of them must stay off: for indirect draws and for timestamps wgpu has shaders of its own in
                    // WGSL, which nothing in the app can parse.
                    flags: wgpu::InstanceFlags::empty(),
                    ..wgpu::InstanceDescriptor::new_without_display_handle()
                });
                let adapter = pollster::block_on(chosen(&instance, backends, choice))?;
                Some((instance, adapter))
            })
            .ok_or(DrawError::NoAdapter)?;
        let limits = wgpu::Limits::downlevel_defaults().using_resolution(adapter.limits());
        // Pictures stay compressed in whichever of these the card has.
        let compressed = wgpu::Features::TEXTURE_COMPRESSION_ASTC
            | wgpu::Features::TEXTURE_COMPRESSION_BC
            | wgpu::Features::TEXTURE_COMPRESSION_ETC2;
        let wish = wgpu::DeviceDescriptor {
            label: Some("tradewind"),
            required_features: adapter.features() & compressed,
            required_limits: limits,
            memory_hints: wgpu::MemoryHints::MemoryUsage,
            ..wgpu::DeviceDescriptor::default()
        };
        let (device, queue) = pollster::block_on(adapter.request_device(&wish))
            .map_err(|error| DrawError::Device(error.to_string()))?;
        let failure = Arc::new(Mutex::new(None));
        let (errors, losses) = (failure.clone(), failure.clone());
        device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| note(&errors, error.to_string())));
        device.set_device_lost_callback(move |_, why| note(&losses, format!("lost: {why}")));
        Ok(Self { instance, adapter, device, queue, failure })
    }

    /// Its name and its driver's, for people.
    pub fn name(&self) -> String {
        let info = self.adapter.get_info();
        format!("{} ({:?}, {} {})", info.name, info.backend, info.driver, info.driver_info)
    }

    /// What went wrong since this was last asked.
    pub(crate) fn check(&self) -> Result<(), DrawError> {
        match lock(&self.failure).take() {
            Some(why) => Err(DrawError::Device(why)),
            None => Ok(()),
        }
    }

    /// The longest side that can be drawn.
    pub(crate) fn longest_side(&self) -> u32 {
        self.device.limits().max_texture_dimension_2d
    }
}

async fn chosen(
    instance: &wgpu::Instance,
    backends: wgpu::Backends,
    choice: &GpuChoice,
) -> Option<wgpu::Adapter> {
    let Some(name) = choice.name.as_ref().map(|name| name.to_lowercase()) else {
        return instance.request_adapter(&wgpu::RequestAdapterOptions::default()).await.ok();
    };
    instance.enumerate_adapters(backends).await.into_iter().find(|adapter| {
        let info = adapter.get_info();
        [info.name, info.driver].iter().any(|text| text.to_lowercase().contains(&name))
    })
}

/// Keeps the first failure; later ones follow from it.
fn note(failure: &Mutex<Option<String>>, why: String) {
    lock(failure).get_or_insert(why);
}
