//! Planes as a host tells them: floors, tables, ceilings and walls.

use super::check;
use super::error::ArError;
use serde::{Deserialize, Serialize};

/// Most corners of one plane's outline.
pub(crate) const MOST_CORNERS: usize = 256;
/// Longest side or farthest corner, metres.
const FARTHEST: f32 = 1_000.0;

/// How a plane lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlaneKind {
    /// Something can stand on it: a floor, a table.
    Up,
    /// Something can hang from it: a ceiling.
    Down,
    /// Something can hang on it: a wall.
    Vertical,
}

/// A plane that the host found. Its pose has +Y along the normal, as both systems give it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plane {
    /// The host's number for it, the same in each frame.
    pub id: u64,
    /// How it lies.
    pub kind: PlaneKind,
    /// From the plane to the world, columns first.
    pub pose: [f32; 16],
    /// Corners of its outline in order, either way round: x and z in the plane, metres. Empty: the extent is the outline.
    pub polygon: Vec<[f32; 2]>,
    /// Its size along x and z of its pose, metres.
    pub extent: [f32; 2],
    /// The plane that this one has become a part of.
    pub subsumed_by: Option<u64>,
}

impl Plane {
    /// Refuses numbers that no plane has, and a pose that is not how its kind lies.
    pub(crate) fn check(&self) -> Result<(), ArError> {
        let (_, rotation) = check::rigid(&self.pose, "plane pose")?;
        check::count(self.polygon.len(), MOST_CORNERS, "corners of a plane")?;
        check::numbers(self.polygon.as_flattened(), FARTHEST, "plane polygon")?;
        check::numbers(&self.extent, FARTHEST, "plane extent")?;
        // Both systems align planes with gravity; 37 degrees off is another kind.
        let rise = (rotation * glam::DVec3::Y).y;
        let fits = match self.kind {
            PlaneKind::Up => rise > 0.8,
            PlaneKind::Down => rise.abs() > 0.8,
            PlaneKind::Vertical => rise.abs() < 0.6,
        };
        if fits { Ok(()) } else { Err(ArError::Pose("plane pose")) }
    }
}
