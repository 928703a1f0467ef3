//! What every screen stands on: the thread that owns the state, its messages, navigation, effects and who does them.

pub(crate) mod banners;
pub(crate) mod boot;
pub(crate) mod cards;
pub(crate) mod cart;
pub(crate) mod catalog;
pub(crate) mod compose;
pub(crate) mod config;
pub(crate) mod dispatch;
pub(crate) mod door;
pub(crate) mod door_price;
pub(crate) mod door_sort;
pub(crate) mod draw;
pub(crate) mod effects;
pub(crate) mod error;
pub(crate) mod event;
pub(crate) mod event_log;
pub(crate) mod executors;
pub(crate) mod frame_source;
pub(crate) mod goods;
pub(crate) mod intent;
pub(crate) mod mailbox;
pub(crate) mod model;
pub(crate) mod nav;
pub(crate) mod notices;
pub(crate) mod now;
pub(crate) mod orders;
pub(crate) mod owner;
pub(crate) mod pictures;
pub(crate) mod price_truth;
pub(crate) mod prices;
pub(crate) mod receipt;
pub(crate) mod refresh;
pub(crate) mod screen_parts;
pub(crate) mod screens;
pub(crate) mod settings;
pub(crate) mod shop;
pub(crate) mod snapshot;
pub(crate) mod system;
pub(crate) mod toast;
pub(crate) mod trade;
pub(crate) mod variants;
pub(crate) mod view_context;
pub(crate) mod vouchers;

#[cfg(test)]
pub(crate) mod testing;
