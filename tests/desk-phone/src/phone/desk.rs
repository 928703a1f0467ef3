//! What the drawer shows of a phone and sets, and whether its core runs.

use crate::wire::{DeviceState, HandOffMode, Network, Storage, WalletMode};
use serde::{Deserialize, Serialize};

/// What the drawer shows of a phone, and what it sets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeviceSettings {
    /// The world around it.
    #[serde(flatten)]
    pub world: DeviceState,
    /// Dark colours.
    pub dark: bool,
    /// How much larger than usual text is.
    pub scale: f64,
    /// The system's languages.
    pub languages: Vec<String>,
}

impl Default for DeviceSettings {
    fn default() -> Self {
        Self { world: DeviceState::default(), dark: false, scale: 1.0, languages: vec!["en".to_owned()] }
    }
}

/// A change of the drawer's: what is not named stays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskChange {
    pub(super) network: Option<Network>,
    pub(super) wallet: Option<WalletMode>,
    pub(super) clock: Option<i64>,
    pub(super) storage: Option<Storage>,
    pub(super) hand_off: Option<HandOffMode>,
    pub(super) dark: Option<bool>,
    pub(super) scale: Option<f64>,
    pub(super) languages: Option<Vec<String>>,
}

/// Whether the core's process runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct State {
    /// `running` or `stopped`.
    pub state: &'static str,
    /// The drawer's values.
    #[serde(flatten)]
    pub desk: DeviceSettings,
    /// Why it could not start; empty if it could.
    pub failed: String,
}
