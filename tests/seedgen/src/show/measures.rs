//! How large the picture is, and how long its parts are.

/// Points of a frame: portrait, both even as H.264 wants them, and within its level 3.
pub const WIDTH: u32 = 480;
/// See [`WIDTH`].
pub const HEIGHT: u32 = 854;
/// Frames a second.
pub const FPS: u32 = 15;
/// How long each product is shown, in seconds: two turns.
pub const CHAPTER_S: u32 = 16;
/// How long a turn takes, in seconds.
pub const TURN_S: u32 = 8;
/// How long a segment is, in seconds; a chapter is whole segments.
pub const SEGMENT_S: u32 = 4;
