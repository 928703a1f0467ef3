//! Anchors: where a product is in respect of the one that the host keeps for it, and how a jump of it is shown as a glide.

use super::stand::{Stand, wrapped, yaw_of};
use glam::{DQuat, DVec3};

/// Seconds in which 63 % of a jump is made good; 98 % in half a second.
const PACE: f64 = 0.125;
/// Less than this is nothing: metres, radians and parts of the size.
const NOTHING: f64 = 1e-6;

/// An anchor's place and its turn about the upright. Gravity is known to each session, so a tilt of it is noise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Anchor {
    pub(crate) at: DVec3,
    pub(crate) yaw: f64,
}

/// A place as its anchor sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Local {
    offset: DVec3,
    yaw: f64,
    normal: DVec3,
}

impl Anchor {
    /// Out of a checked pose.
    pub(crate) fn of(at: DVec3, rotation: DQuat) -> Self {
        // An anchor that lies on its back has no front on the level: its right has one.
        let (front, right) = (rotation * DVec3::Z, rotation * DVec3::X);
        let yaw = if front.y.abs() < 0.9 {
            yaw_of(front, 0.0)
        } else {
            yaw_of(right, 0.0) - std::f64::consts::FRAC_PI_2
        };
        Self { at, yaw }
    }

    pub(crate) fn local(self, stand: Stand) -> Local {
        let back = DQuat::from_rotation_y(-self.yaw);
        Local {
            offset: back * (stand.foot - self.at),
            yaw: wrapped(stand.yaw - self.yaw),
            normal: back * stand.normal,
        }
    }

    pub(crate) fn stand(self, local: Local) -> Stand {
        let turn = DQuat::from_rotation_y(self.yaw);
        Stand {
            foot: self.at + turn * local.offset,
            yaw: wrapped(local.yaw + self.yaw),
            normal: turn * local.normal,
        }
    }
}

/// What is left of a jump: what is shown is where it stands and this.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Glide {
    offset: DVec3,
    yaw: f64,
    /// Of the natural logarithm of its size.
    size: f64,
}

impl Glide {
    /// It stands elsewhere now and is still shown where it was.
    pub(crate) fn jumped(&mut self, before: Stand, after: Stand) {
        self.offset += before.foot - after.foot;
        self.yaw = wrapped(self.yaw + before.yaw - after.yaw);
    }

    /// Its size is another now and is still shown as it was.
    pub(crate) fn resized(&mut self, before: f64, after: f64) {
        self.size += (before / after).ln();
    }

    /// So many seconds later.
    pub(crate) fn pass(&mut self, seconds: f64) {
        let left = (-seconds.max(0.0) / PACE).exp();
        self.offset *= left;
        self.yaw *= left;
        self.size *= left;
        if self.offset.length() < NOTHING && self.yaw.abs() < NOTHING && self.size.abs() < NOTHING {
            *self = Self::default();
        }
    }

    /// Where it is shown, and how large.
    pub(crate) fn shown(&self, stand: Stand, scale: f64) -> (Stand, f64) {
        let shown = Stand { foot: stand.foot + self.offset, yaw: stand.yaw + self.yaw, ..stand };
        (shown, if self.size.abs() > 0.0 { scale * self.size.exp() } else { scale })
    }
}
