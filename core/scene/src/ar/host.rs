//! One frame as a host hands it over, and its facts without pictures.

use super::camera::HostCamera;
use super::check;
use super::depth::DepthPicture;
use super::error::ArError;
use super::light::{LightCube, LightEstimate};
use super::picture::CameraPicture;
use super::plane::Plane;
use serde::{Deserialize, Serialize};

/// Most planes of a frame.
pub(crate) const MOST_PLANES: usize = 256;
/// Most anchors of a frame.
const MOST_ANCHORS: usize = 64;

/// Everything of one camera frame. Pictures are lent, not copied.
#[derive(Debug, Clone)]
pub struct HostFrame {
    /// What is not a picture.
    pub facts: FrameFacts,
    /// The camera's picture; nothing where the host draws it itself.
    pub picture: Option<CameraPicture>,
    /// Measured depth, on devices that have it.
    pub depth: Option<DepthPicture>,
    /// Light all around as pictures, when there are new ones.
    pub cube: Option<LightCube>,
}

/// What a frame says without its pictures: what a session is run by, and what a trace keeps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrameFacts {
    /// Nanoseconds of a clock that only goes forward.
    pub time_ns: u64,
    /// Whether the device knows where it is.
    pub tracking: Tracking,
    /// The camera.
    pub camera: HostCamera,
    /// From places of the view (0..1 from the top left) to places of the camera's picture (the same), columns first.
    pub uv: [f32; 9],
    /// All planes as they stand now; nothing where none has changed since the last frame.
    pub planes: Option<Vec<Plane>>,
    /// The light, where it is known now.
    pub light: Option<LightEstimate>,
    /// Anchors whose pose is new.
    pub anchors: Vec<AnchorPose>,
}

/// Where an anchor is now. Anchors are made by the host, as what is seen asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnchorPose {
    /// The number that it was asked for with.
    pub id: u64,
    /// From the anchor to the world, columns first.
    pub pose: [f32; 16],
}

/// How well the device knows where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tracking {
    /// Well.
    Normal,
    /// Not well, and why.
    Limited(Limitation),
    /// It looks for the place where it was.
    Relocalising,
    /// Not at all.
    Lost,
}

/// Why tracking is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Limitation {
    /// It has just begun.
    Starting,
    /// The device moves too fast.
    FastMotion,
    /// There is too little to see: a white wall.
    FewFeatures,
    /// It is too dark.
    Dark,
    /// Another app has the camera.
    CameraTaken,
    /// The host does not say.
    Unknown,
}

impl Tracking {
    /// Whether poses are good enough to place and move by.
    pub fn is_usable(self) -> bool {
        matches!(self, Self::Normal | Self::Limited(_))
    }
}

impl HostFrame {
    /// The same frame if everything in it can be used: what a renderer reads and a session is run by needs no more checks.
    pub fn checked(self) -> Result<Self, ArError> {
        self.facts.check()?;
        self.picture.as_ref().map_or(Ok(()), CameraPicture::check)?;
        self.depth.as_ref().map_or(Ok(()), DepthPicture::check)?;
        self.cube.as_ref().map_or(Ok(()), LightCube::check)?;
        Ok(self)
    }
}

impl FrameFacts {
    /// Refuses what no frame says: the whole of it.
    pub(crate) fn check(&self) -> Result<(), ArError> {
        self.camera.camera()?;
        check::uv(&self.uv, "picture uv")?;
        if let Some(planes) = &self.planes {
            check::count(planes.len(), MOST_PLANES, "planes")?;
            planes.iter().try_for_each(Plane::check)?;
            once(planes.iter().map(|plane| plane.id), "plane")?;
        }
        self.light.as_ref().map_or(Ok(()), LightEstimate::check)?;
        check::count(self.anchors.len(), MOST_ANCHORS, "anchors")?;
        for anchor in &self.anchors {
            check::rigid(&anchor.pose, "anchor pose")?;
        }
        once(self.anchors.iter().map(|anchor| anchor.id), "anchor")
    }
}

/// No number twice, of a few hundred at most.
fn once(ids: impl Iterator<Item = u64>, name: &'static str) -> Result<(), ArError> {
    let mut sorted: Vec<u64> = ids.collect();
    sorted.sort_unstable();
    match sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(ArError::Twice { name, id: pair[0] }),
        None => Ok(()),
    }
}
