//! What is spoken.

/// The protocol version spoken.
pub const UCP_VERSION: &str = "2026-04-08";
