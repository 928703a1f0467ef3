//! A product in the viewers that phones have of their own: Quick Look and Scene Viewer.
//!
//! Where to start: [`choice`] says who shows a product on a device; [`usdz`] writes the file that Quick Look reads,
//! [`quick_look`] and [`scene_viewer`] the addresses that open either viewer. All of it is pure: bytes and text, no device.

mod archive;
pub mod choice;
mod escape;
pub mod quick_look;
pub mod scene_viewer;
mod usda;
pub mod usdz;
