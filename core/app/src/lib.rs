//! The shop as a person meets it: intents in, pure update, routed effects, one screen snapshot out.
//!
//! Where to start: [`Shop`] is what a host holds: it makes one, dispatches [`Intent`]s and observes [`Snapshot`]s.
//! Inside, one thread owns the `model`; `update` changes it purely and asks for effects; the `lanes` do them (catalog,
//! person, network, till, preview) and send outcomes back; `screens/` draws the model with `tradewind-l10n`. A snapshot holds
//! finished text, flags and opaque keys: a shell formats, compares and decides nothing.

mod features;
mod kernel;
pub mod screen;

pub use features::links::link;
pub use kernel::compose::Extras;
pub use kernel::config::{AppConfig, BUILT_AT};
pub use kernel::error::AppError;
pub use kernel::intent::{Intent, Tab};
pub use kernel::screen::{Screen, Snapshot};
pub use kernel::shop::{ObserverHandle, Shop};
pub use tradewind_media::Image;
pub use tradewind_scene::{Frame, Painter};
