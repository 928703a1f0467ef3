//! The shop as a person meets it: intents in, pure update, routed effects, one screen snapshot out.
//!
//! Where to start: [`Shop`] is what a host holds: it makes one, dispatches [`Intent`]s and observes [`Snapshot`]s.
//! Inside, one thread owns the `model`; `update` changes it purely and asks for effects; the `lanes` do them (catalog,
//! person, network, till, preview) and send outcomes back; `screens/` draws the model with `tradewind-l10n`. A snapshot holds
//! finished text, flags and opaque keys: a shell formats, compares and decides nothing.

mod config;
mod easel;
mod effect;
mod error;
mod intent;
mod lanes;
pub mod link;
mod model;
pub mod screen;
mod screens;
mod shop;
mod toast;
mod trail;
mod update;

pub use config::{AppConfig, BUILT_AT};
pub use error::AppError;
pub use intent::{Intent, Tab};
pub use screen::{Screen, Snapshot};
pub use shop::{Extras, ObserverHandle, Shop};
pub use tradewind_media::Image;
pub use tradewind_scene::{Frame, Painter};
