//! Where the person of a phone was sent: kept for a page that is opened anew, until they come back.

use super::Phone;
use crate::wire::{HandOffChange, PageWay, SurfacePost};

impl Phone {
    /// The person is back from another app.
    pub fn came_back(&self, id: &str) {
        self.hand_off.send_if_modified(|open| open.take_if(|open| open.id == id).is_some());
    }

    pub(super) fn handed_off(&self, change: HandOffChange) {
        match change {
            HandOffChange::Open(hand_off) => {
                self.hand_off.send_replace(Some(hand_off));
            }
            HandOffChange::Post { id, text } => {
                let _ = self.posts.send(SurfacePost { id, text });
            }
            HandOffChange::Dismiss { id } => self.came_back(&id),
        }
    }

    /// A surface goes with its app; another app stays.
    pub(super) fn surface_ended(&self) {
        self.hand_off.send_if_modified(|open| {
            open.take_if(|open| matches!(open.way, PageWay::Surface { .. })).is_some()
        });
    }
}
