//! The shop as a person meets it: intents in, pure update, routed effects, one screen snapshot out.
//!
//! Where to start: [`Shop`] is what a host holds: it makes one, dispatches [`Intent`]s and observes [`Snapshot`]s.
//! `kernel/` is what every screen stands on: the thread that owns the state (`owner`), navigation (`nav`), effects and the executors
//! that do them, and `compose`, which alone names engine, wallet and painter. `features/` has one folder a feature: intents, state,
//! `update` (pure), `view` and the types a shell draws; `features/mod.rs` lists them. Features know nothing of each other: they say
//! events, and `kernel/dispatch.rs` knows who hears them. `kernel/intent.rs` is the one list of intents, `kernel/screens.rs` that of
//! screens; the bindings read both by [`with_intents`] and [`with_screens`]. A snapshot holds finished text, flags and opaque keys:
//! a shell formats, compares and decides nothing. `adr/0013` says why; `tests/architecture.rs` holds it.

mod features;
mod kernel;

pub use kernel::compose::{
    Extras, PROTOCOL_VERSIONS, RequestSigner, SignatureError, SigningKey, platform_profile,
    platform_profile_with_keys, profile_address,
};
pub use kernel::config::{AppConfig, BUILT_AT};
pub use kernel::error::AppError;
pub use kernel::intent::Intent;
pub use kernel::live_source::{Countdown, LivePosition, LiveTick};
pub use kernel::nav::Tab;
pub use kernel::screens::Screen;
pub use kernel::shop::{ObserverHandle, Shop};
pub use kernel::snapshot::{Published, Snapshot};
pub use tradewind_media::Image;
pub use tradewind_payments::registry::provider_codes;
pub use tradewind_payments::{google_pay_readiness, sandbox_approval};
pub use tradewind_scene::{Frame, Painter};

/// All screen types, as shells and tests name them.
pub mod screen {
    pub use crate::features::screen::*;
    pub use crate::kernel::screen_parts::*;
    pub use crate::kernel::screens::Screen;
    pub use crate::kernel::share_card::ShareCard;
    pub use crate::kernel::snapshot::*;
}
