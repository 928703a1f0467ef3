//! A box along the axes: how large a model is and where.

use glam::Vec3;
use serde::{Deserialize, Serialize};

/// A box along the axes, metres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The corner with the least coordinates, in metres.
    pub min: Vec3,
    /// The corner with the greatest coordinates, in metres.
    pub max: Vec3,
}

impl Default for Bounds {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl Bounds {
    /// The box that holds nothing.
    pub const EMPTY: Self = Self { min: Vec3::INFINITY, max: Vec3::NEG_INFINITY };

    /// Grown so that it holds `point`.
    pub fn with(self, point: Vec3) -> Self {
        Self { min: self.min.min(point), max: self.max.max(point) }
    }

    /// The box around both.
    pub fn join(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// The point in the middle, in metres.
    pub fn centre(self) -> Vec3 {
        (self.min + self.max) * 0.5
    }

    /// Width, height and depth.
    pub fn size(self) -> Vec3 {
        self.max - self.min
    }

    /// Radius of the ball around it.
    pub fn radius(self) -> f32 {
        self.size().length() * 0.5
    }
}
