//! A player of shows without a picture: it is at the newest moment of the show that is on the screen, and tells where that is.

use std::time::Instant;
use tradewind_app::{LivePosition, Screen, Shop, Snapshot};
use tradewind_ports::{Clock, SystemClock};

/// It plays since it was made.
#[derive(Debug)]
pub struct EdgePlayer(Instant);

impl EdgePlayer {
    /// One that begins to play now.
    pub fn begin() -> Self {
        Self(Instant::now())
    }

    /// Tells where it is, where the snapshot has something to play.
    pub fn tell(&self, shop: &Shop, snapshot: &Snapshot) {
        let Screen::Live { content: live } = &snapshot.screen else { return };
        let Some(video) = &live.video else { return };
        shop.live_position(&LivePosition {
            show: live.key.clone(),
            position_ms: u64::try_from(self.0.elapsed().as_millis()).unwrap_or(u64::MAX),
            // A recording is played from its begin, which the playlist dates.
            programme_ms: (!video.is_replay).then(|| SystemClock::new().now().0),
            latency_ms: 0,
            playing: true,
            ended: false,
        });
    }
}
