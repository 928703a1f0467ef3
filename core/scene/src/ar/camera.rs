//! One camera out of what two systems hand over: where the eye is, how the display lies, and a projection with reversed depth.

use super::check;
use super::error::ArError;
use glam::{DMat3, DMat4, DQuat, DVec2, DVec3, Mat4};
use serde::{Deserialize, Serialize};

/// Nearest distance that is drawn, metres.
pub const NEAR: f64 = 0.01;
/// Most points of a view's side.
const MOST: u32 = 16_384;

/// By how much the sensor's picture is turned clockwise to be upright on the display; the sensor lies as the display does when
/// the device is held with its lower end (the home button's) to the right. `ARKit`'s `viewRotationAngle`; on a phone with Android
/// it is 90 less `Display.rotation` in degrees, modulo 360.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DisplayRotation {
    /// Landscape, the lower end to the right.
    Deg0,
    /// Upright.
    Deg90,
    /// Landscape, the lower end to the left.
    Deg180,
    /// Upside down.
    Deg270,
}

/// Which system's conventions the numbers of a camera follow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Convention {
    /// `ARCore`: `Camera.getDisplayOrientedPose` as a matrix, and `Camera.getProjectionMatrix` (OpenGL, depth -1..1, of any near and
    /// far), both for the display as it lies.
    ArCore {
        /// From the camera (right and top of the display) to the world, columns first.
        pose: [f32; 16],
        /// From the camera to clip space, columns first.
        projection: [f32; 16],
    },
    /// `ARKit`: `ARCamera.transform`, `intrinsics` and `imageResolution`, which stay with the sensor; the picture fills the view
    /// and is cut off evenly (aspect fill).
    ArKit {
        /// From the camera (axes of the sensor) to the world, columns first.
        transform: [f32; 16],
        /// Focal lengths and principal point in the sensor's points from its top left corner: fx, fy, cx, cy.
        intrinsics: [f32; 4],
        /// Width and height of the sensor's picture.
        image: [u32; 2],
    },
}

/// The camera of a frame as a host hands it over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HostCamera {
    /// The numbers, and what they mean.
    pub convention: Convention,
    /// How the display lies.
    pub rotation: DisplayRotation,
    /// Width and height of the view in its pixels.
    pub viewport: [u32; 2],
}

/// Where the eye is and how it sees: the same for both systems.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// The eye, metres in the world.
    pub eye: DVec3,
    /// From the camera's axes (right of the display, its top, towards the person) to the world's.
    pub rotation: DQuat,
    /// Focal lengths in pixels of the view.
    pub focal: DVec2,
    /// Principal point in pixels of the view from its top left corner.
    pub centre: DVec2,
    /// Width and height of the view in pixels.
    pub viewport: DVec2,
}

impl HostCamera {
    /// The one camera that the rest knows.
    pub fn camera(&self) -> Result<Camera, ArError> {
        let [width, height] = self.viewport;
        check::size(width, height, MOST, "view")?;
        let viewport = DVec2::new(f64::from(width), f64::from(height));
        let camera = match &self.convention {
            Convention::ArCore { pose, projection } => of_arcore(pose, projection, viewport)?,
            Convention::ArKit { transform, intrinsics, image } => {
                of_arkit(transform, *intrinsics, *image, self.rotation, viewport)?
            }
        };
        // From a fisheye's 150 degrees to a telephoto lens, and a centre that is not far outside of the view.
        let focal = camera.focal / viewport;
        let off = (camera.centre / viewport - DVec2::splat(0.5)).abs();
        let is_sound = focal.min_element() > 0.1 && focal.max_element() < 50.0 && off.max_element() < 2.0;
        if is_sound { Ok(camera) } else { Err(ArError::Projection) }
    }
}

fn of_arcore(pose: &[f32; 16], projection: &[f32; 16], viewport: DVec2) -> Result<Camera, ArError> {
    let (eye, rotation) = check::rigid(pose, "camera pose")?;
    check::numbers(projection, 1e6, "projection")?;
    let p = projection.map(f64::from);
    // What a perspective without skew has: clip w is -z, and only the third column moves x and y.
    let zeros = [p[1], p[2], p[3], p[4], p[6], p[7], p[12], p[13], p[15]];
    if zeros.iter().any(|x| x.abs() > 1e-4) || (p[11] + 1.0).abs() > 1e-4 {
        return Err(ArError::Projection);
    }
    let half = viewport * 0.5;
    let focal = DVec2::new(p[0], p[5]) * half;
    let centre = DVec2::new(1.0 - p[8], 1.0 + p[9]) * half;
    Ok(Camera { eye, rotation, focal, centre, viewport })
}

fn of_arkit(
    transform: &[f32; 16],
    intrinsics: [f32; 4],
    image: [u32; 2],
    turn: DisplayRotation,
    viewport: DVec2,
) -> Result<Camera, ArError> {
    let (eye, rotation) = check::rigid(transform, "camera transform")?;
    check::numbers(&intrinsics, 1e6, "intrinsics")?;
    check::size(image[0], image[1], MOST, "camera image")?;
    let [fx, fy, cx, cy] = intrinsics.map(f64::from);
    let [w, h] = image.map(f64::from);
    // Turned clockwise, a point (u, v) of the sensor comes to (h - v, u), (w - u, h - v) or (v, w - u).
    let (focal, centre, size) = match turn {
        DisplayRotation::Deg0 => ([fx, fy], [cx, cy], [w, h]),
        DisplayRotation::Deg90 => ([fy, fx], [h - cy, cx], [h, w]),
        DisplayRotation::Deg180 => ([fx, fy], [w - cx, h - cy], [w, h]),
        DisplayRotation::Deg270 => ([fy, fx], [cy, w - cx], [h, w]),
    };
    let (focal, centre, size) = (DVec2::from(focal), DVec2::from(centre), DVec2::from(size));
    let scale = (viewport / size).max_element();
    Ok(Camera {
        eye,
        rotation: (rotation * sensor_of_display(turn)).normalize(),
        focal: focal * scale,
        centre: centre * scale + (viewport - size * scale) * 0.5,
        viewport,
    })
}

/// From the display's axes to the sensor's. Upright, the right of the display is the sensor's top, and its top the sensor's
/// left.
fn sensor_of_display(turn: DisplayRotation) -> DQuat {
    let (right, top) = match turn {
        DisplayRotation::Deg0 => (DVec3::X, DVec3::Y),
        DisplayRotation::Deg90 => (DVec3::Y, DVec3::NEG_X),
        DisplayRotation::Deg180 => (DVec3::NEG_X, DVec3::NEG_Y),
        DisplayRotation::Deg270 => (DVec3::NEG_Y, DVec3::X),
    };
    DQuat::from_mat3(&DMat3::from_cols(right, top, DVec3::Z))
}

impl Camera {
    /// From the world to the camera.
    pub fn view(&self) -> Mat4 {
        DMat4::from_rotation_translation(self.rotation, self.eye).inverse().as_mat4()
    }

    /// From the axes of the world with their origin in the eye to the camera: what goes with outputs relative to the eye.
    pub fn view_from_eye(&self) -> Mat4 {
        DMat4::from_quat(self.rotation.inverse()).as_mat4()
    }

    /// From the camera to clip space: depth is 1 at [`NEAR`] and falls to 0 at infinity.
    pub fn projection(&self) -> Mat4 {
        let [sx, sy] = (self.focal * 2.0 / self.viewport).to_array();
        let [cx, cy] = (self.centre * 2.0 / self.viewport).to_array();
        DMat4::from_cols_array_2d(&[
            [sx, 0.0, 0.0, 0.0],
            [0.0, sy, 0.0, 0.0],
            [1.0 - cx, cy - 1.0, 0.0, -1.0],
            [0.0, 0.0, NEAR, 0.0],
        ])
        .as_mat4()
    }

    /// Where a point of the world is on the display, 0..1 from the top left (beyond where it is beside the view), and metres
    /// along the line of sight; nothing behind the eye.
    pub fn project(&self, point: DVec3) -> Option<(DVec2, f64)> {
        let seen = self.rotation.inverse() * (point - self.eye);
        let depth = -seen.z;
        if depth < NEAR {
            return None;
        }
        let pixel = DVec2::new(seen.x, -seen.y) / depth * self.focal + self.centre;
        Some((pixel / self.viewport, depth))
    }

    /// The direction in the world in which a place of the display looks.
    pub fn direction(&self, at: DVec2) -> DVec3 {
        let pixel = (at * self.viewport - self.centre) / self.focal;
        (self.rotation * DVec3::new(pixel.x, -pixel.y, -1.0)).normalize()
    }

    /// The direction in which it looks.
    pub fn forward(&self) -> DVec3 {
        self.rotation * DVec3::NEG_Z
    }

    /// The level direction in which it looks; where it looks straight up or down, the one to which the display's top points.
    pub fn heading(&self) -> DVec3 {
        let level = |v: DVec3| DVec3::new(v.x, 0.0, v.z);
        let (ahead, up) = (level(self.forward()), self.rotation * DVec3::Y);
        if ahead.length() > 1e-3 {
            return ahead.normalize();
        }
        let up = if self.forward().y < 0.0 { up } else { -up };
        level(up).normalize_or(DVec3::NEG_Z)
    }
}
