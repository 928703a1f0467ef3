//! What every screen stands on: the thread that owns the state, its messages, navigation, effects and who does them.

pub(crate) mod config;
pub(crate) mod dispatch;
pub(crate) mod easel;
pub(crate) mod effects;
pub(crate) mod error;
pub(crate) mod intent;
pub(crate) mod lanes;
pub(crate) mod model;
pub(crate) mod parts;
pub mod screen;
pub(crate) mod shop;
pub(crate) mod toast;
pub(crate) mod trail;
