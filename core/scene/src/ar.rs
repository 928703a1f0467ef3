//! Products in the person's own room: what a phone's AR session tells, checked; where products stand, how they are moved, and
//! what is to be drawn. Pure: no clock (time is a frame's own), no files, no graphics card.
//!
//! Where to start: a shell fills a [`HostFrame`] for each camera frame and checks it ([`HostFrame::checked`]); its
//! [`FrameFacts`] go into a [`Session`] as [`Input::Frame`], what the person does as the other [`Input`]s, and
//! [`Session::apply`] answers with [`Seen`], all that a renderer and a screen need. The picture, the depth and the cube of light
//! go to the renderer unread. [`Recorder`] keeps inputs without pictures, [`replay`] gives the same outputs again, bit by bit.
//!
//! Conventions: a right-handed world, +Y up (gravity), metres, radians; columns first in matrices; a camera looks along its -Z,
//! +X is the right of the display and +Y its top. Places on the display are 0..1 from its top left corner. Outputs for the
//! graphics card are relative to the eye: the axes of the world, the origin in the eye, so that 32 bits are enough anywhere.

mod anchor;
mod camera;
mod carried;
mod check;
mod coach;
mod depth;
mod error;
mod flat;
mod frames;
mod host;
mod input;
mod light;
mod moves;
mod picture;
mod placing;
mod plane;
mod product;
mod reveal;
mod seen;
mod session;
mod snap;
mod stand;
mod state;
mod trace;

pub use camera::{Camera, Convention, DisplayRotation, HostCamera, NEAR};
pub use coach::Coach;
pub use depth::{DepthFormat, DepthPicture, visible};
pub use error::ArError;
pub use host::{AnchorPose, FrameFacts, HostFrame, Limitation, Tracking};
pub use input::{Input, Step};
pub use light::{Ambient, Light, LightCube, LightEstimate, MainLight, irradiance};
pub use picture::{CameraPicture, Lent, Matrix, PicturePlane, Range};
pub use plane::{Plane, PlaneKind};
pub use product::{Mount, Product};
pub use seen::{
    AnchorWish, Notice, Reticle, Seen, SeenHotspot, SeenMeasure, SeenPoint, SeenProduct, ShadowPlane,
};
pub use session::Session;
pub use trace::{Recorder, read, replay};
