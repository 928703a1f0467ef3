//! What is to be drawn and said now. Everything for the graphics card is relative to the eye.

use super::coach::Coach;
use super::host::Tracking;
use super::light::Light;
use serde::Serialize;

/// What a session shows after an input. Matrices have their columns first.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Seen {
    /// Time of the last frame, nanoseconds.
    pub time_ns: u64,
    /// The eye in the world, metres; what is relative to the eye plus this is in the world.
    pub eye: [f64; 3],
    /// From the world's axes about the eye to the camera. Nothing moves in it, it only turns.
    pub view: [f32; 16],
    /// From the camera to clip space, reversed depth: 1 near, 0 at infinity.
    pub projection: [f32; 16],
    /// From places of the view to places of the camera's picture.
    pub uv: [f32; 9],
    /// How well the device knows where it is; nothing before the first frame.
    pub tracking: Option<Tracking>,
    /// What the person is led to do next; nothing when the coach has been seen or is done.
    pub coach: Option<Coach>,
    /// Why what the person last asked for did nothing, or not all of it.
    pub notice: Option<Notice>,
    /// Placed products in the order of their keys; none while tracking is lost.
    pub products: Vec<SeenProduct>,
    /// Products that are yet to be placed.
    pub pending: Vec<u64>,
    /// Where the next product would be placed by the button.
    pub reticle: Option<Reticle>,
    /// Measured points and the distance.
    pub measure: SeenMeasure,
    /// The room's light; nothing: the studio's.
    pub light: Option<Light>,
    /// Anchors that the host is to keep: it makes those that are new and lets go of others.
    pub anchors: Vec<AnchorWish>,
    /// How many pictures were asked for so far: one more, and the next frame is to be taken.
    pub captures: u32,
    /// Whether there is something to take back.
    pub can_undo: bool,
}

/// A product as it is drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeenProduct {
    /// Its key in this session; two of one product have two.
    pub key: u32,
    /// The app's number for it.
    pub product: u64,
    /// From the model's unit to metres about the eye.
    pub matrix: [f32; 16],
    /// What it stands on and casts its shadow on.
    pub shadow: ShadowPlane,
    /// Whether it is selected.
    pub is_selected: bool,
    /// Its size as a factor of the true one.
    pub scale: f64,
    /// Whether it is shown as large as it is by the merchant's word, which fits the model.
    pub is_true_size: bool,
    /// Width, height and depth as shown, metres.
    pub size: [f64; 3],
    /// From the eye to its foot, metres.
    pub distance: f64,
    /// Points of interest in front of the eye.
    pub hotspots: Vec<SeenHotspot>,
}

/// The plane of a shadow about the eye: points p with normal . p + offset = 0, and a rectangle under the product.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ShadowPlane {
    /// Away from the plane, of length one.
    pub normal: [f32; 3],
    /// Metres from the plane to the eye along the normal.
    pub offset: f32,
    /// Corners of what the product covers of it, metres about the eye.
    pub footprint: [[f32; 3]; 4],
}

/// A point of interest on the display.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SeenHotspot {
    /// Which of the product's.
    pub index: usize,
    /// Where.
    pub at: SeenPoint,
}

/// A point of the room on the display.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SeenPoint {
    /// 0..1 from the left of the view; beyond, beside it.
    pub x: f32,
    /// 0..1 from the top of the view.
    pub y: f32,
    /// Metres along the line of sight, to be held against measured depth.
    pub depth: f32,
}

/// Where a product would be placed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reticle {
    /// Metres about the eye.
    pub position: [f32; 3],
    /// Away from what it would be put up on.
    pub normal: [f32; 3],
    /// From the eye, metres.
    pub distance: f64,
}

/// What is measured: one point or two.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct SeenMeasure {
    /// How many points are set.
    pub points: u8,
    /// Those of the points that are in front of the eye.
    pub seen: [Option<SeenPoint>; 2],
    /// Between two points, metres.
    pub length: Option<f64>,
}

/// An anchor that is wanted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnchorWish {
    /// Its number, by which its poses come back.
    pub id: u64,
    /// From the anchor to the world, if it is made now.
    pub pose: [f32; 16],
}

/// Why an input did nothing. Words are made elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Notice {
    /// The device does not know where it is.
    NotTracking,
    /// Nothing was found there to put it on.
    NoPlane,
    /// Farther than ten metres.
    TooFar,
    /// Another product stands there.
    Occupied,
    /// No product is selected.
    NothingSelected,
    /// No product is waiting to be placed.
    NothingToPlace,
    /// Nothing to take back.
    NothingToUndo,
    /// As many products as there may be.
    TooManyProducts,
    /// As large or as small as it gets.
    SizeLimit,
}
