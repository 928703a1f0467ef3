//! The room of the tests: a floor, a table, a wall; a device in it whose camera is modelled by pixels alone, and what each of the
//! two systems would say of it. Shares no arithmetic with what is tested.

use glam::{DMat3, DVec2, DVec3, Vec3};
use tradewind_scene::Bounds;
use tradewind_scene::ar::{
    AnchorPose, Convention, DisplayRotation, FrameFacts, HostCamera, Input, Mount, Plane, PlaneKind, Product,
    Seen, SeenProduct, Session, Tracking,
};

/// The sensor of the tests: a principal point that is off centre shows a wrong turn.
pub(crate) const IMAGE: (f64, f64) = (1920.0, 1440.0);
const LENS: [f64; 4] = [1450.0, 1462.0, 953.0, 731.0];

pub(crate) const ALL_TURNS: [DisplayRotation; 4] =
    [DisplayRotation::Deg0, DisplayRotation::Deg90, DisplayRotation::Deg180, DisplayRotation::Deg270];

/// Numbers that look random and are the same on every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// 0..1.
    pub(crate) fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.roll()
    }

    /// Normal, of standard deviation one (Box and Muller, 1958).
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.roll().max(1e-12).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.roll()).cos()
    }
}

/// A device in the room: its eye, and the sensor's axes as columns (long side to the lower end, across, towards the person).
#[derive(Clone, Copy)]
pub(crate) struct Device {
    pub(crate) eye: DVec3,
    pub(crate) sensor: DMat3,
    pub(crate) turn: DisplayRotation,
    pub(crate) viewport: [u32; 2],
}

impl Device {
    /// Held so that the display is upright, looking from `eye` at `target`.
    pub(crate) fn looking(eye: DVec3, target: DVec3, turn: DisplayRotation) -> Self {
        let back = (eye - target).normalize();
        let right = DVec3::Y.cross(back).normalize();
        let top = back.cross(right);
        // The sensor's long side and its top, told by the display's right and top.
        let (long, across) = match turn {
            DisplayRotation::Deg0 => (right, top),
            DisplayRotation::Deg90 => (-top, right),
            DisplayRotation::Deg180 => (-right, -top),
            DisplayRotation::Deg270 => (top, -right),
        };
        let is_upright = matches!(turn, DisplayRotation::Deg90 | DisplayRotation::Deg270);
        let viewport = if is_upright { [1080, 2400] } else { [2400, 1080] };
        Self { eye, sensor: DMat3::from_cols(long, across, back), turn, viewport }
    }

    /// Where a pixel of the sensor is on the display, in pixels.
    fn shown(&self, pixel: DVec2) -> DVec2 {
        let (u, v, (w, h)) = (pixel.x, pixel.y, IMAGE);
        let (turned, size) = match self.turn {
            DisplayRotation::Deg0 => (DVec2::new(u, v), DVec2::new(w, h)),
            DisplayRotation::Deg90 => (DVec2::new(h - v, u), DVec2::new(h, w)),
            DisplayRotation::Deg180 => (DVec2::new(w - u, h - v), DVec2::new(w, h)),
            DisplayRotation::Deg270 => (DVec2::new(v, w - u), DVec2::new(h, w)),
        };
        let view = DVec2::new(f64::from(self.viewport[0]), f64::from(self.viewport[1]));
        let scale = (view.x / size.x).max(view.y / size.y);
        (turned - size * 0.5) * scale + view * 0.5
    }

    /// Where a point of the room is on the display, in pixels.
    pub(crate) fn pixel(&self, point: DVec3) -> DVec2 {
        let seen = self.sensor.transpose() * (point - self.eye);
        let [fx, fy, cx, cy] = LENS;
        self.shown(DVec2::new(cx - fx * seen.x / seen.z, cy + fy * seen.y / seen.z))
    }

    /// The same, 0..1.
    pub(crate) fn place(&self, point: DVec3) -> (f32, f32) {
        let at = self.pixel(point);
        ((at.x / f64::from(self.viewport[0])) as f32, (at.y / f64::from(self.viewport[1])) as f32)
    }

    /// What `ARKit` says of it.
    pub(crate) fn arkit(&self) -> HostCamera {
        let transform = columns(self.sensor, self.eye);
        let intrinsics = LENS.map(|x| x as f32);
        let image = [IMAGE.0 as u32, IMAGE.1 as u32];
        let convention = Convention::ArKit { transform, intrinsics, image };
        HostCamera { convention, rotation: self.turn, viewport: self.viewport }
    }

    /// What `ARCore` says of it: a frustum through the edges of the display, found by halving.
    pub(crate) fn arcore(&self) -> HostCamera {
        let (long, across, back) = (self.sensor.x_axis, self.sensor.y_axis, self.sensor.z_axis);
        let (right, top) = match self.turn {
            DisplayRotation::Deg0 => (long, across),
            DisplayRotation::Deg90 => (across, -long),
            DisplayRotation::Deg180 => (-long, -across),
            DisplayRotation::Deg270 => (-across, long),
        };
        let [w, h] = self.viewport.map(f64::from);
        let edge = |axis: DVec3, pick: fn(DVec2) -> f64, wanted: f64| {
            let at = |tangent: f64| pick(self.pixel(self.eye + axis * tangent - back));
            let (mut low, mut high) = (-4.0, 4.0);
            let rises = at(high) > at(low);
            for _ in 0..200 {
                let middle = (low + high) * 0.5;
                if (at(middle) < wanted) == rises { low = middle } else { high = middle }
            }
            (low + high) * 0.5
        };
        let (l, r) = (edge(right, |p| p.x, 0.0), edge(right, |p| p.x, w));
        let (b, t) = (edge(top, |p| p.y, h), edge(top, |p| p.y, 0.0));
        // glFrustum with near 0.1 and far 100.
        let (n, f) = (0.1, 100.0);
        let mut projection = [0.0f64; 16];
        projection[0] = 2.0 / (r - l);
        projection[5] = 2.0 / (t - b);
        projection[8] = (r + l) / (r - l);
        projection[9] = (t + b) / (t - b);
        projection[10] = -(f + n) / (f - n);
        projection[11] = -1.0;
        projection[14] = -2.0 * f * n / (f - n);
        let pose = columns(DMat3::from_cols(right, top, back), self.eye);
        let convention = Convention::ArCore { pose, projection: projection.map(|x| x as f32) };
        HostCamera { convention, rotation: self.turn, viewport: self.viewport }
    }
}

/// A pose as hosts hand it over.
pub(crate) fn columns(axes: DMat3, at: DVec3) -> [f32; 16] {
    let [x, y, z] = [axes.x_axis, axes.y_axis, axes.z_axis];
    [x.x, x.y, x.z, 0.0, y.x, y.y, y.z, 0.0, z.x, z.y, z.z, 0.0, at.x, at.y, at.z, 1.0].map(|x| x as f32)
}

/// A turn about the upright.
pub(crate) fn turned(yaw: f64) -> DMat3 {
    let (sin, cos) = yaw.sin_cos();
    DMat3::from_cols(DVec3::new(cos, 0.0, -sin), DVec3::Y, DVec3::new(sin, 0.0, cos))
}

pub(crate) const FLOOR: u64 = 1;
pub(crate) const TABLE: u64 = 2;
pub(crate) const WALL: u64 = 3;
pub(crate) const CEILING: u64 = 4;
pub(crate) const TABLE_HEIGHT: f64 = 0.75;

fn rectangle(width: f32, depth: f32) -> Vec<[f32; 2]> {
    let (w, d) = (width * 0.5, depth * 0.5);
    vec![[-w, -d], [w, -d], [w, d], [-w, d]]
}

/// A floor of 12 m about the origin at `height`.
pub(crate) fn floor(height: f64) -> Plane {
    Plane {
        id: FLOOR,
        kind: PlaneKind::Up,
        pose: columns(DMat3::IDENTITY, DVec3::new(0.0, height, 0.0)),
        polygon: rectangle(12.0, 12.0),
        extent: [12.0, 12.0],
        subsumed_by: None,
    }
}

/// A table of 1.2 x 0.8 m in front of the person, its middle 1.5 m to the right.
pub(crate) fn table() -> Plane {
    Plane {
        id: TABLE,
        kind: PlaneKind::Up,
        pose: columns(DMat3::IDENTITY, DVec3::new(1.5, TABLE_HEIGHT, -1.5)),
        polygon: rectangle(1.2, 0.8),
        extent: [1.2, 0.8],
        subsumed_by: None,
    }
}

/// A wall at z = -3 that faces the person, 6 m wide and 2.5 m high.
pub(crate) fn wall() -> Plane {
    let axes = DMat3::from_cols(DVec3::X, DVec3::Z, DVec3::NEG_Y);
    Plane {
        id: WALL,
        kind: PlaneKind::Vertical,
        pose: columns(axes, DVec3::new(0.0, 1.25, -3.0)),
        polygon: rectangle(6.0, 2.5),
        extent: [6.0, 2.5],
        subsumed_by: None,
    }
}

/// A ceiling at 2.5 m, with the normal of a floor, as a host that knows only "horizontal" gives it.
pub(crate) fn ceiling() -> Plane {
    Plane { id: CEILING, kind: PlaneKind::Down, ..floor(2.5) }
}

pub(crate) fn room() -> Vec<Plane> {
    vec![floor(0.0), table(), wall(), ceiling()]
}

/// A box with its foot in the middle of its underside.
pub(crate) fn product(id: u64, size: [f32; 3]) -> Product {
    let half = Vec3::new(size[0] * 0.5, 0.0, size[2] * 0.5);
    Product {
        id,
        bounds: Bounds { min: -half, max: half.with_y(size[1]) },
        true_size: Some(size),
        mount: Mount::Stands,
        hotspots: vec![[0.0, size[1], 0.0]],
    }
}

/// The person's first look: upright, from 1.5 m over the floor at a point of it 2 m ahead.
pub(crate) fn first_look() -> Device {
    Device::looking(DVec3::new(0.0, 1.5, 0.0), DVec3::new(0.0, 0.0, -2.0), DisplayRotation::Deg90)
}

pub(crate) fn facts(device: &Device, time_ns: u64) -> FrameFacts {
    FrameFacts {
        time_ns,
        tracking: Tracking::Normal,
        camera: device.arcore(),
        uv: [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0],
        planes: None,
        light: None,
        anchors: Vec::new(),
    }
}

pub(crate) fn frame(facts: FrameFacts) -> Input {
    Input::Frame(Box::new(facts))
}

/// 30 frames a second.
pub(crate) const FRAME: u64 = 33_333_333;

/// A session whose person has looked around.
pub(crate) fn looked_around(device: &Device) -> Session {
    let mut session = Session::new();
    let facts = FrameFacts { planes: Some(room()), ..facts(device, FRAME) };
    seen(&mut session, frame(facts));
    session
}

/// Does what is asked and hands over what is seen then.
pub(crate) fn seen(session: &mut Session, input: Input) -> Seen {
    session.apply(&input).expect("nothing impossible is said").clone()
}

/// A session with a box of 40 x 50 x 30 cm on the floor, placed by a tap 2 m ahead.
pub(crate) fn with_box(device: &Device) -> Session {
    let mut session = looked_around(device);
    seen(&mut session, Input::Add(Box::new(product(7, [0.4, 0.5, 0.3]))));
    let (x, y) = device.place(DVec3::new(0.0, 0.0, -2.0));
    let after = seen(&mut session, Input::Tap { x, y });
    assert_eq!(after.products.len(), 1, "{:?}", after.notice);
    session
}

/// A point of the model in the world, out of the rounded matrix about the eye.
pub(crate) fn in_world(seen: &Seen, product: &SeenProduct, point: [f64; 3]) -> DVec3 {
    let m = product.matrix.map(f64::from);
    let row = |i: usize| m[i] * point[0] + m[4 + i] * point[1] + m[8 + i] * point[2] + m[12 + i];
    DVec3::new(row(0), row(1), row(2)) + DVec3::from(seen.eye)
}

pub(crate) fn foot(seen: &Seen) -> DVec3 {
    in_world(seen, &seen.products[0], [0.0; 3])
}

/// Where the graphics card draws a point of the model, in pixels of the view: three matrices of 32 bits, one after the other.
pub(crate) fn drawn(seen: &Seen, product: &SeenProduct, point: [f32; 3], viewport: [u32; 2]) -> DVec2 {
    let matrix = |m: &[f32; 16]| glam::Mat4::from_cols_array(m);
    let about_eye = matrix(&product.matrix) * Vec3::from(point).extend(1.0);
    let clip = matrix(&seen.projection) * (matrix(&seen.view) * about_eye);
    let (x, y) = (f64::from(clip.x / clip.w), f64::from(clip.y / clip.w));
    DVec2::new((x + 1.0) * 0.5 * f64::from(viewport[0]), (1.0 - y) * 0.5 * f64::from(viewport[1]))
}

/// An anchor where a product was put, moved and turned about the upright.
pub(crate) fn anchor(seen: &Seen, index: usize, by: DVec3, yaw: f64) -> AnchorPose {
    let wish = &seen.anchors[index];
    let m = wish.pose.map(f64::from);
    let at = DVec3::new(m[12], m[13], m[14]);
    let turn = turned(yaw);
    let axes = DMat3::from_cols(
        DVec3::new(m[0], m[1], m[2]),
        DVec3::new(m[4], m[5], m[6]),
        DVec3::new(m[8], m[9], m[10]),
    );
    AnchorPose { id: wish.id, pose: columns(turn * axes, turn * at + by) }
}
