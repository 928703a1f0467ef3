//! The peer of a bench, never in what ships (feature `peer`): the list that the shop shows, once more by the seam's own way and
//! once as JSON by a bare C function. Both begin at the same snapshot of the core's and end in the caller's language.
#![allow(
    unsafe_code,
    reason = "two functions of C have names that may not be there twice; nothing else here needs trust"
)]

use crate::error::ShopError;
use std::sync::Mutex;
use tradewind_app::{Screen, Snapshot};
use tradewind_domain::lock;

static HELD: Mutex<Option<Held>> = Mutex::new(None);

struct Held {
    snapshot: Snapshot,
    /// Without first paints: JSON has no bytes, and a list of numbers in their place would make the peer look slow.
    plain: Snapshot,
    /// What C was lent last.
    json: String,
}

/// Holds a snapshot for the calls below.
#[uniffi::export]
pub fn peer_hold(snapshot: Snapshot) -> Result<(), ShopError> {
    let mut plain = snapshot.clone();
    if let Screen::Results { content: results } = &mut plain.screen {
        for picture in results.rows.iter_mut().filter_map(|row| row.picture.as_mut()) {
            picture.thumbhash.clear();
        }
    }
    *lock(&HELD) = Some(Held { snapshot, plain, json: String::new() });
    Ok(())
}

/// The held snapshot, copied and lowered as it is for an observer; null (`nil`) if none is held.
#[uniffi::export]
pub fn peer_snapshot() -> Result<Option<Snapshot>, ShopError> {
    Ok(lock(&HELD).as_ref().map(|held| held.snapshot.clone()))
}

/// The held snapshot as JSON, made anew at each call. Holds until the next call; null if no snapshot is held.
#[unsafe(no_mangle)]
pub extern "C" fn tradewind_peer_json() -> *const u8 {
    let mut held = lock(&HELD);
    let Some(held) = held.as_mut() else { return std::ptr::null() };
    held.json = serde_json::to_string(&held.plain).unwrap_or_default();
    held.json.as_ptr()
}

/// How many bytes of UTF-8 that was.
#[unsafe(no_mangle)]
pub extern "C" fn tradewind_peer_json_length() -> u64 {
    lock(&HELD).as_ref().map_or(0, |held| held.json.len() as u64)
}
