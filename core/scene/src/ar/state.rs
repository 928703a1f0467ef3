//! What a session holds: the room as the host last told it, products where they stand, and what can be taken back.

use super::anchor::{Anchor, Glide, Local};
use super::camera::Camera;
use super::coach::Coach;
use super::flat::Flat;
use super::host::Tracking;
use super::light::Light;
use super::product::{Mount, ScaledProduct};
use super::seen::Notice;
use super::stand::Stand;
use glam::{DVec2, DVec3};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// Most products at once, placed and yet to be placed.
pub(crate) const MOST_PRODUCTS: usize = 16;
/// How much can be taken back.
const MOST_UNDO: usize = 32;
/// Share of the smaller footprint up to which two products may stand in one another.
pub(crate) const OVERLAP: f64 = 0.2;
/// Metres from its anchor at which a moved product gets a new one: a turn of an anchor moves what is far from it.
const ANCHOR_REACH: f64 = 0.5;

/// A product in the room.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) key: u32,
    pub(crate) product: Arc<ScaledProduct>,
    pub(crate) stand: Stand,
    /// Its size as a factor of the true one. Only a person changes it.
    pub(crate) scale: f64,
    /// What carries it.
    pub(crate) plane: Option<u64>,
    /// The anchor that is asked for, and where it is in respect of it once the host has one.
    pub(crate) anchor: u64,
    pub(crate) local: Option<Local>,
}

/// What a person can take back.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arrangement {
    pub(crate) placed: Vec<Placed>,
    pub(crate) pending: Vec<Arc<ScaledProduct>>,
    pub(crate) selected: Option<u32>,
}

/// What fingers are about until they are lifted.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Gesture {
    /// From where the finger met the plane to the product's foot.
    pub(crate) grab: Option<DVec3>,
    /// The turn as the fingers made it, before it came in line with an edge.
    pub(crate) yaw: Option<f64>,
    pub(crate) is_pinch: bool,
}

/// The last frame.
#[derive(Debug, Clone)]
pub(crate) struct LastFrame {
    pub(crate) time_ns: u64,
    pub(crate) tracking: Tracking,
    pub(crate) camera: Camera,
    pub(crate) uv: [f32; 9],
}

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) frame: Option<LastFrame>,
    pub(crate) planes: Vec<Flat>,
    pub(crate) anchors: BTreeMap<u64, Anchor>,
    pub(crate) light: Option<Light>,
    pub(crate) now: Arrangement,
    pub(crate) glides: BTreeMap<u32, Glide>,
    undo: VecDeque<Arrangement>,
    pub(crate) gesture: Option<Gesture>,
    pub(crate) measured: Vec<DVec3>,
    pub(crate) coach: Coach,
    pub(crate) is_coach_seen: bool,
    pub(crate) is_moved: bool,
    pub(crate) captures: u32,
    last_key: u32,
    last_anchor: u64,
}

impl State {
    /// The camera, while the device knows where it is.
    pub(crate) fn camera(&self) -> Result<Camera, Notice> {
        let usable = self.frame.as_ref().filter(|frame| frame.tracking.is_usable());
        usable.map(|frame| frame.camera).ok_or(Notice::NotTracking)
    }

    /// A look through a place of the view.
    pub(crate) fn look(&self, at: DVec2) -> Result<(DVec3, DVec3), Notice> {
        let camera = self.camera()?;
        Ok((camera.eye, camera.direction(at)))
    }

    /// The selected product.
    pub(crate) fn selected(&self) -> Result<&Placed, Notice> {
        let key = self.now.selected;
        self.now.placed.iter().find(|placed| Some(placed.key) == key).ok_or(Notice::NothingSelected)
    }

    /// Changes the selected product.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Placed)) {
        let key = self.now.selected;
        if let Some(placed) = self.now.placed.iter_mut().find(|placed| Some(placed.key) == key) {
            change(placed);
            placed.local = self.anchors.get(&placed.anchor).map(|anchor| anchor.local(placed.stand));
        }
    }

    /// Keeps what stands now to be taken back to.
    pub(crate) fn remember(&mut self) {
        if self.undo.len() == MOST_UNDO {
            self.undo.pop_front();
        }
        self.undo.push_back(self.now.clone());
    }

    /// Takes back the last change. Anchors may have moved since: products come back to where they are in respect of them; the
    /// caller puts them onto their planes.
    pub(crate) fn take_back(&mut self) -> Result<(), Notice> {
        self.now = self.undo.pop_back().ok_or(Notice::NothingToUndo)?;
        self.gesture = None;
        for placed in &mut self.now.placed {
            let anchor = self.anchors.get(&placed.anchor).copied();
            if let Some((anchor, local)) = anchor.zip(placed.local) {
                placed.stand = anchor.stand(local);
            }
        }
        self.glides.clear();
        Ok(())
    }

    pub(crate) fn can_take_back(&self) -> bool {
        !self.undo.is_empty()
    }

    /// A product is anchored by the host for the first time: what can be taken back is anchored with it.
    pub(crate) fn anchored(&mut self, id: u64, anchor: Anchor) {
        let all = self.undo.iter_mut().flat_map(|before| before.placed.iter_mut());
        for placed in all.chain(&mut self.now.placed).filter(|placed| placed.anchor == id) {
            placed.local = Some(anchor.local(placed.stand));
        }
    }

    /// Keys and anchors are never used twice in a session.
    pub(crate) fn next_key(&mut self) -> u32 {
        self.last_key += 1;
        self.last_key
    }

    pub(crate) fn next_anchor(&mut self) -> u64 {
        self.last_anchor += 1;
        self.last_anchor
    }

    /// A new anchor for what was moved far from its own.
    pub(crate) fn anchor_anew(&mut self) {
        let Ok(placed) = self.selected() else { return };
        let anchor = self.anchors.get(&placed.anchor);
        if anchor.is_none_or(|anchor| anchor.at.distance(placed.stand.foot) <= ANCHOR_REACH) {
            return;
        }
        let next = self.next_anchor();
        self.change(|placed| placed.anchor = next);
    }

    /// Forgets anchors that nothing stands by any more, and glides of what is gone.
    pub(crate) fn tidy(&mut self) {
        let placed = &self.now.placed;
        self.anchors.retain(|id, _| placed.iter().any(|placed| placed.anchor == *id));
        self.glides.retain(|key, _| placed.iter().any(|placed| placed.key == *key));
    }

    /// How much a product would stand in others: the greatest share, and whether that is more than may be.
    pub(crate) fn overlap(
        &self,
        product: &ScaledProduct,
        stand: Stand,
        scale: f64,
        except: Option<u32>,
    ) -> f64 {
        let others = self.now.placed.iter().filter(|placed| Some(placed.key) != except);
        others
            .filter(|other| {
                (other.product.product.mount == Mount::Wall) == (product.product.mount == Mount::Wall)
            })
            .map(|other| stand.overlap(product, scale, (&other.stand, &other.product, other.scale)))
            .fold(0.0, f64::max)
    }
}
