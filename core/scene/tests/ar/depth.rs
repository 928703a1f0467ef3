//! Depth: what is in front covers, by known shapes; unknown depth covers nothing.

use super::room::Dice;
use std::sync::Arc;
use tradewind_scene::ar::{
    ArError, CameraPicture, DepthFormat, DepthPicture, Matrix, PicturePlane, Range, visible,
};

const VIEW: (u32, u32) = (640, 480);
const FOCAL: f64 = 500.0;
/// Height of the eye over the floor, and where the product's front and the wall are.
const EYE: f64 = 0.9;
const PRODUCT: f64 = 2.0;
const WALL: f64 = 4.0;
const IDENTITY: [f32; 9] = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0];

/// Tangents of a place of the view.
fn ray(x: f64, y: f64) -> (f64, f64) {
    ((x - f64::from(VIEW.0) * 0.5) / FOCAL, (f64::from(VIEW.1) * 0.5 - y) / FOCAL)
}

/// Metres along the line of sight to the room at a place of the view: a ball before the product, a post that touches it, the floor,
/// the wall.
fn room(x: f64, y: f64) -> f64 {
    let (tx, ty) = ray(x, y);
    let mut depth = WALL;
    if ty < 0.0 {
        depth = depth.min(EYE / -ty);
    }
    // A ball of 20 cm at (0.25, -0.5, -1.4): the nearer root of |t d - c| = r.
    let (cx, cy, cz, r) = (0.25, -0.5, 1.4, 0.2);
    let (a, b) = (tx * tx + ty * ty + 1.0, tx * cx + ty * cy + cz);
    let root = b * b - a * (cx * cx + cy * cy + cz * cz - r * r);
    if root >= 0.0 {
        depth = depth.min((b - root.sqrt()) / a);
    }
    // A post 40 cm before the product.
    let post = PRODUCT - 0.4;
    if (-0.4..=-0.3).contains(&(tx * post)) {
        depth = depth.min(post);
    }
    depth
}

/// Whether the product's front, 1 m wide and 0.9 m high on the floor, all of it in the view, is at a place of the view.
fn is_product(x: f64, y: f64) -> bool {
    let (tx, ty) = ray(x, y);
    (tx * PRODUCT).abs() <= 0.5 && (-EYE..=-EYE + 0.9).contains(&(ty * PRODUCT))
}

fn plane(bytes: Vec<u8>, row_stride: usize, pixel_stride: usize) -> PicturePlane {
    PicturePlane { bytes: Arc::new(bytes), offset: 0, row_stride, pixel_stride }
}

/// The size of depths from a LiDAR (`ARKit`'s scene depth), and from motion (`ARCore`).
const LIDAR: (u32, u32) = (256, 192);
const MOTION: (u32, u32) = (160, 120);

/// The room in so many depths, each changed by `change`.
fn measured((width, height): (u32, u32), mut change: impl FnMut(f64) -> (f64, u8)) -> DepthPicture {
    let (mut values, mut confidence) = (Vec::new(), Vec::new());
    for row in 0..height {
        for column in 0..width {
            let at = |i: u32| (f64::from(i) + 0.5) * f64::from(VIEW.0) / f64::from(width);
            let (metres, sure) = change(room(at(column), at(row)));
            values.extend(((metres * 1000.0).round().clamp(0.0, 65_535.0) as u16).to_le_bytes());
            confidence.push(sure);
        }
    }
    let picture = DepthPicture {
        width,
        height,
        format: DepthFormat::Millimetres,
        values: plane(values, width as usize * 2, 2),
        confidence: Some(plane(confidence, width as usize, 1)),
        uv: IDENTITY,
        is_valid: true,
    };
    assert_eq!(picture.check(), Ok(()));
    picture
}

/// Intersection over union of what is seen of the product and what is truly seen.
fn agreement(picture: &DepthPicture) -> f64 {
    let (mut both, mut either, mut hidden) = (0u32, 0u32, 0u32);
    for row in 0..VIEW.1 {
        for column in 0..VIEW.0 {
            let (x, y) = (f64::from(column) + 0.5, f64::from(row) + 0.5);
            if !is_product(x, y) {
                continue;
            }
            let truth = room(x, y) > PRODUCT - 1e-6;
            let (u, v) = (x as f32 / VIEW.0 as f32, y as f32 / VIEW.1 as f32);
            let ours = picture.visibility(u, v, PRODUCT as f32, VIEW.0 as f32) > 0.5;
            both += u32::from(truth && ours);
            either += u32::from(truth || ours);
            hidden += u32::from(!truth);
        }
    }
    assert!(hidden > 8_000, "{hidden} points are covered");
    f64::from(both) / f64::from(either)
}

#[test]
fn what_is_seen_of_a_product_agrees_with_the_room() {
    // Clean and noisy, at least; the coarser picture is off by half a point more along each edge.
    for (size, least, least_noisy) in [(LIDAR, 0.98, 0.90), (MOTION, 0.96, 0.90)] {
        let clean = agreement(&measured(size, |metres| (metres, 255)));
        assert!(clean >= least, "{clean}");
        let mut dice = Dice(6);
        let noisy = agreement(&measured(size, |metres| {
            // 1.5 % of noise, one in twenty unknown, and what is far is less sure.
            let sure = if metres > 3.0 { 128 } else { 230 };
            if dice.roll() < 0.05 { (0.0, 0) } else { (metres * (1.0 + 0.015 * dice.normal()), sure) }
        }));
        assert!((least_noisy..clean).contains(&noisy), "{noisy}");
        println!("{size:?}: clean {clean:.4}, noisy {noisy:.4}");
    }
    // A measure that means something: with no depth at all it fails.
    let mut blind = measured(LIDAR, |metres| (metres, 255));
    blind.is_valid = false;
    assert!(agreement(&blind) < 0.90);
}

#[test]
fn an_edge_is_three_pixels_wide() {
    // Each measured point is 8 pixels wide.
    let post = measured((80, 60), |metres| (metres, 255));
    // Along a row, over the post's right edge, above the ball.
    let edge = |column: u32| post.visibility((column as f32 + 0.5) / 640.0, 0.7, PRODUCT as f32, 640.0);
    let mixed = (200..250).filter(|column| (0.02..0.98).contains(&edge(*column))).count();
    assert!((2..=4).contains(&mixed), "{mixed}");
    assert!(edge(212) < 0.01 && edge(240) > 0.99);
}

#[test]
fn unknown_depth_covers_nothing_and_a_foot_on_the_floor_is_seen() {
    for (measured, sure) in [(0.0, 1.0), (-1.0, 1.0), (f32::NAN, 1.0), (f32::INFINITY, 1.0), (0.5, 0.0)] {
        assert!((visible(2.0, measured, sure) - 1.0).abs() < 1e-9, "{measured}");
    }
    for metres in [0.5, 2.0, 5.0] {
        assert!((visible(metres, metres, 1.0) - 1.0).abs() < 1e-9);
        assert!((visible(metres * 1.01, metres, 1.0) - 1.0).abs() < 1e-9);
        assert!(visible(metres * 1.3, metres, 1.0) < 1e-6);
        assert!((visible(metres * 1.3, metres, 0.25) - 0.75).abs() < 1e-6, "half-sure covers in part");
    }
    let steps: Vec<f32> = (0..50).map(|i| visible(2.0 + i as f32 * 0.01, 2.0, 1.0)).collect();
    assert!(steps.windows(2).all(|pair| pair[1] <= pair[0]));
}

#[test]
fn metres_and_millimetres_say_the_same_and_the_transform_counts() {
    let metres: Vec<u8> = [1.5f32, f32::NAN, 3.25, -1.0].iter().flat_map(|x| x.to_le_bytes()).collect();
    let mut picture = DepthPicture {
        width: 2,
        height: 2,
        format: DepthFormat::Metres,
        values: plane(metres, 8, 4),
        confidence: None,
        uv: IDENTITY,
        is_valid: true,
    };
    picture.check().unwrap();
    let metres = [(0, 0), (1, 0), (0, 1), (1, 1), (2, 0)].map(|(x, y)| picture.at(x, y).0);
    assert_eq!(metres.map(f32::to_bits), [1.5f32, 0.0, 3.25, 0.0, 0.0].map(f32::to_bits));
    let upper_left = picture.visibility(0.0, 0.0, 2.0, 2.0);
    // Columns first: x' = y, y' = x. The view's top right is the picture's lower left.
    picture.uv = [0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0];
    assert!(upper_left < 0.01 && picture.visibility(1.0, 0.0, 2.0, 2.0) > 0.99);
    assert!(picture.visibility(1.0, 0.0, 4.0, 2.0) < 0.01);
    picture.values.row_stride = 4;
    assert_eq!(picture.check(), Err(ArError::Bytes("depth picture")));
}

#[test]
fn the_cameras_picture_is_read_by_its_matrix_and_range() {
    let picture = |y: u8, u: u8, v: u8, matrix: Matrix, range: Range| CameraPicture {
        width: 2,
        height: 2,
        y: plane(vec![y; 4], 2, 1),
        // Both chroma planes in one buffer, as Android has it.
        u: plane(vec![u, v], 2, 2),
        v: PicturePlane { offset: 1, ..plane(vec![u, v], 2, 2) },
        matrix,
        range,
    };
    // Red of ITU-R BT.601 and BT.709, limited: (81, 90, 240) and (63, 102, 240); full range of BT.601: (76, 85, 255).
    for (y, u, v, matrix, range) in [
        (81, 90, 240, Matrix::Bt601, Range::Limited),
        (63, 102, 240, Matrix::Bt709, Range::Limited),
        (76, 85, 255, Matrix::Bt601, Range::Full),
    ] {
        let red = picture(y, u, v, matrix, range);
        red.check().unwrap();
        let [r, g, b] = red.rgb(1, 1);
        assert!(r > 0.99 && g < 0.01 && b < 0.01, "{matrix:?} {range:?}: {r} {g} {b}");
    }
    let white = picture(235, 128, 128, Matrix::Bt2020, Range::Limited).rgb(0, 0);
    assert!(white.iter().all(|x| (x - 1.0).abs() < 1e-5));
    let mut short = picture(0, 0, 0, Matrix::Bt601, Range::Full);
    short.height = 4;
    assert_eq!(short.check(), Err(ArError::Bytes("camera picture")));
    short.height = 0;
    assert_eq!(short.check().map_err(|error| error.code()), Err("AR_SIZE"));
    let mut vast = picture(0, 0, 0, Matrix::Bt601, Range::Full);
    vast.y.row_stride = usize::MAX;
    assert_eq!(vast.check(), Err(ArError::Bytes("camera picture")));
}
