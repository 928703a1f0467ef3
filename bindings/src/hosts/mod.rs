//! What a phone lends: one trait and one adapter a port. Every method is synchronous; whoever needs time returns at once and
//! answers later. No lock of ours is held while one of them is called, so a host may call the shop from inside.

pub mod hand_off;
pub mod log;
pub mod observer;
pub mod vault;
pub mod wallet;
