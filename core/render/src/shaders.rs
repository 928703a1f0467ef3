//! The shaders as the build script left them: parsed and validated, so that the app carries no parser of WGSL.

mod read;

pub(crate) static SURFACE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/surface.naga"));
pub(crate) static LOBES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lobes.naga"));
pub(crate) static OVER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/over.naga"));
pub(crate) static FLOOR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/floor.naga"));

/// One of the above, as wgpu takes it.
pub(crate) fn module(bytes: &[u8]) -> naga::Module {
    read::module(bytes).expect("proof: the build script has read these very bytes with this code")
}
