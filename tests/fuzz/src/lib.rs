//! Broken inputs for what reads bytes from strangers.
//!
//! Where to start: a [`Target`] is one function of bytes that asserts what must hold whatever they are; [`gltf`] and
//! [`camera`] can be called from any fuzzer (a libFuzzer target is `fuzz_target!(|bytes: &[u8]| gltf(bytes))`). [`Inputs`]
//! makes inputs from a seed, the same ones on every machine. The binary `fuzz` runs them for a while:
//! `cargo run -p tradewind-fuzz --profile seed -- --target gltf --seed 1 --seconds 60`.

mod corpus;
#[path = "../../../core/preview/tests/kit/mod.rs"]
mod kit;
mod mutate;
mod rng;
mod targets;

pub use mutate::Inputs;
pub use targets::{camera, gltf};

/// Something that takes any bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The loader of models.
    Gltf,
    /// The orbit camera: bytes are gestures.
    Camera,
}

impl Target {
    /// By its name on the command line.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "gltf" => Some(Self::Gltf),
            "camera" => Some(Self::Camera),
            _ => None,
        }
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gltf => "gltf",
            Self::Camera => "camera",
        }
    }

    /// Runs it on an input. "taken", or the code of what is wrong with it.
    ///
    /// # Panics
    /// Where something does not hold that must.
    pub fn run(self, bytes: &[u8]) -> &'static str {
        match self {
            Self::Gltf => gltf(bytes),
            Self::Camera => camera(bytes),
        }
    }

    /// Good inputs.
    fn corpus(self) -> Vec<Vec<u8>> {
        match self {
            Self::Gltf => corpus::models(),
            Self::Camera => corpus::gestures(),
        }
    }
}
