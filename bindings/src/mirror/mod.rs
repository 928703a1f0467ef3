//! What crosses into Kotlin and Swift: the core's own types, mirrored.

pub mod hand_off;
pub mod intent;
pub mod log;
pub mod screen;
pub mod wallet;
