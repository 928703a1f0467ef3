//! Snapping to edges: a product that is put near a wall or near the edge of a table stands against it, and turns in line with it.

use super::flat::Flat;
use super::placing::RAISED;
use super::plane::PlaneKind;
use super::product::{Mount, ScaledProduct};
use super::stand::{Stand, wrapped};
use glam::{DVec2, DVec3};
use std::f64::consts::FRAC_PI_2;

/// Metres within which a side comes to an edge.
const NEAR: f64 = 0.05;
/// Metres within which an edge gives the direction, and radians within which it is taken: 5 degrees.
const IN_LINE: (f64, f64) = (0.15, 5.0 / 180.0 * std::f64::consts::PI);
/// Shortest edge of a table, metres: outlines that hosts find are ragged.
const SHORTEST: f64 = 0.3;
/// Metres beyond a wall's outline at which it still goes on: they begin above the skirting board.
const WALL_GOES_ON: f64 = 0.5;

/// A line on the level: a point of it, and the direction across it to the product's side.
#[derive(Clone, Copy)]
struct Line {
    on: DVec2,
    across: DVec2,
}

/// The stand with its sides on the edges that they are nearest to, two at most.
pub(crate) fn to_edges(
    stand: Stand,
    product: &ScaledProduct,
    scale: f64,
    planes: &[Flat],
    plane: Option<u64>,
) -> Stand {
    let mut near: Vec<(f64, Line)> = lines(stand, product, planes, plane)
        .into_iter()
        .map(|line| (gap(stand, product, scale, line), line))
        .filter(|(gap, _)| gap.abs() <= NEAR)
        .collect();
    near.sort_by(|a, b| a.0.abs().total_cmp(&b.0.abs()));
    let Some((first, line)) = near.first().copied() else { return stand };
    let mut moved = along(stand, line.across * -first);
    let corner = near.iter().find(|(_, other)| other.across.dot(line.across).abs() < 0.1);
    if let Some((_, other)) = corner {
        moved = along(moved, other.across * -gap(moved, product, scale, *other));
    }
    moved
}

/// The stand turned in line with an edge near by, if it nearly is.
pub(crate) fn in_line(
    stand: Stand,
    product: &ScaledProduct,
    scale: f64,
    planes: &[Flat],
    plane: Option<u64>,
) -> Stand {
    let off = lines(stand, product, planes, plane)
        .into_iter()
        .filter(|line| gap(stand, product, scale, *line).abs() <= IN_LINE.0)
        .map(|line| {
            let edge = line.across.x.atan2(line.across.y);
            let off = wrapped(edge - stand.yaw);
            off - (off / FRAC_PI_2).round() * FRAC_PI_2
        })
        .min_by(|a, b| a.abs().total_cmp(&b.abs()));
    match off.filter(|off| off.abs() <= IN_LINE.1) {
        Some(off) => Stand { yaw: wrapped(stand.yaw + off), ..stand },
        None => stand,
    }
}

fn along(stand: Stand, by: DVec2) -> Stand {
    Stand { foot: stand.foot + DVec3::new(by.x, 0.0, by.y), ..stand }
}

/// Metres from an edge to the nearest corner of the footprint; below 0 it is beyond.
fn gap(stand: Stand, product: &ScaledProduct, scale: f64, line: Line) -> f64 {
    let corners = stand.footprint(product, scale);
    corners.iter().map(|corner| (*corner - line.on).dot(line.across)).fold(f64::INFINITY, f64::min)
}

/// Edges that are beside a stand: walls that reach there, and sides of the table that it stands on.
fn lines(stand: Stand, product: &ScaledProduct, planes: &[Flat], plane: Option<u64>) -> Vec<Line> {
    if product.product.mount != Mount::Stands {
        return Vec::new();
    }
    let level = |v: DVec3| DVec2::new(v.x, v.z);
    let foot = level(stand.foot);
    let current = |plane: &&Flat| plane.subsumed_by.is_none();
    let walls = planes.iter().filter(current).filter(|plane| plane.kind == PlaneKind::Vertical);
    let walls = walls.filter(|wall| wall.outside(wall.foot(stand.foot)) <= WALL_GOES_ON).filter_map(|wall| {
        let normal = level(wall.normal).try_normalize()?;
        let on = level(wall.origin);
        let across = if (foot - on).dot(normal) >= 0.0 { normal } else { -normal };
        Some(Line { on, across })
    });
    let mut all: Vec<Line> = walls.collect();
    let floor = planes.iter().filter(current).filter(|plane| plane.kind == PlaneKind::Up);
    let lowest = floor.map(|plane| plane.origin.y).fold(f64::INFINITY, f64::min);
    let own = planes.iter().find(|flat| Some(flat.id) == plane && flat.origin.y > lowest + RAISED);
    if let Some(table) = own.filter(|table| table.outside(stand.foot) <= 0.0) {
        all.extend(table.edges().filter_map(|(from, to)| {
            let (from, to) = (level(from), level(to));
            let length = from.distance(to);
            let part = (foot - from).dot(to - from) / (length * length).max(1e-12);
            let normal = (to - from).perp().try_normalize()?;
            let across = if (foot - from).dot(normal) >= 0.0 { normal } else { -normal };
            (length >= SHORTEST && (0.0..=1.0).contains(&part)).then_some(Line { on: from, across })
        }));
    }
    all
}
