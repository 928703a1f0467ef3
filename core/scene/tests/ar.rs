//! AR without a phone: a room that is known exactly, a walk through it, and an independent model of the camera.

#[path = "ar/camera.rs"]
mod camera;
#[path = "ar/depth.rs"]
mod depth;
#[path = "ar/drift.rs"]
mod drift;
#[path = "ar/hands.rs"]
mod hands;
#[path = "ar/hostile.rs"]
mod hostile;
#[path = "ar/light.rs"]
mod light;
#[path = "ar/placing.rs"]
mod placing;
#[path = "ar/room.rs"]
mod room;
#[path = "ar/trace.rs"]
mod trace;
