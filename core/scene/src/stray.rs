//! Crumbs: a triangle that was forgotten far beside the product makes its bounds so large that the product is a dot in them.

use crate::bounds::Bounds;
use crate::model::{Primitive, Topology};
use glam::Vec3;

/// Most of the whole area that a crumb has.
const AREA: f64 = 0.001;
/// It lies farther away than so many times the size of what is left without it.
const AWAY: f32 = 5.0;
/// Parts into which a side of the bounds is cut to look for gaps.
const BINS: usize = 128;
/// Crumbs at so many distances are found.
const ROUNDS: usize = 8;

/// The bounds of the product without crumbs, and the gap to the nearest of them in metres, where there are any.
pub(crate) fn without_crumbs(primitives: &[Primitive], full: Bounds) -> (Bounds, Option<f32>) {
    let (mut bounds, mut gap) = (full, None);
    for _ in 0..ROUNDS {
        let Some((smaller, away)) = cut(primitives, bounds) else { break };
        bounds = smaller;
        gap = Some(gap.map_or(away, |known: f32| known.min(away)));
    }
    (bounds, gap)
}

/// A triangle, a line or a point.
struct Piece {
    bounds: Bounds,
    area: f64,
}

/// Everything that lies within the bounds.
fn pieces(primitives: &[Primitive], within: Bounds) -> impl Iterator<Item = Piece> + '_ {
    primitives.iter().flat_map(move |primitive| {
        let corners = match primitive.topology {
            Topology::Triangles => 3,
            Topology::Lines => 2,
            Topology::Points => 1,
        };
        primitive.indices.chunks_exact(corners).filter_map(move |piece| {
            let point = |index: &u32| Vec3::from(primitive.vertices[*index as usize].position);
            let bounds = piece.iter().fold(Bounds::EMPTY, |bounds, index| bounds.with(point(index)));
            let inside = bounds.min.cmpge(within.min).all() && bounds.max.cmple(within.max).all();
            let area = match piece {
                [a, b, c] => f64::from((point(b) - point(a)).cross(point(c) - point(a)).length()),
                _ => 0.0,
            };
            inside.then_some(Piece { bounds, area })
        })
    })
}

/// What lies along one axis.
struct Axis {
    area: [f64; BINS],
    /// How many pieces begin at a bin, less those that ended before.
    covered: [i32; BINS + 1],
}

/// The bounds without the crumbs beyond one gap, and how wide it is.
fn cut(primitives: &[Primitive], bounds: Bounds) -> Option<(Bounds, f32)> {
    let size = bounds.size();
    let bin = |axis: usize, x: f32| {
        let part = (x - bounds.min[axis]) / size[axis].max(f32::MIN_POSITIVE);
        ((part * BINS as f32) as usize).min(BINS - 1)
    };
    let mut axes = [0, 1, 2].map(|_| Axis { area: [0.0; BINS], covered: [0; BINS + 1] });
    let mut total = 0.0;
    for piece in pieces(primitives, bounds) {
        total += piece.area;
        let centre = piece.bounds.centre();
        for (index, axis) in axes.iter_mut().enumerate() {
            axis.area[bin(index, centre[index])] += piece.area;
            axis.covered[bin(index, piece.bounds.min[index])] += 1;
            axis.covered[bin(index, piece.bounds.max[index]) + 1] -= 1;
        }
    }
    if total <= 0.0 {
        return None;
    }
    axes.iter().enumerate().find_map(|(index, axis)| {
        let (first, last) = axis.heaviest(total)?;
        let (mut kept, mut below, mut above) = (Bounds::EMPTY, f32::NEG_INFINITY, f32::INFINITY);
        for Piece { bounds: piece, .. } in pieces(primitives, bounds) {
            let at = bin(index, piece.centre()[index]);
            if at < first {
                below = below.max(piece.max[index]);
            } else if at > last {
                above = above.min(piece.min[index]);
            } else {
                kept = kept.join(piece);
            }
        }
        let gap = (kept.min[index] - below).min(above - kept.max[index]);
        let longest = kept.size().max_element();
        (longest > 0.0 && gap > longest * AWAY && gap.is_finite()).then_some((kept, gap))
    })
}

impl Axis {
    /// First and last bin of the run of pieces without a gap that holds nearly all of the area, where it is not all there is.
    fn heaviest(&self, total: f64) -> Option<(usize, usize)> {
        let (mut open, mut start, mut runs) = (0, None, Vec::new());
        for at in 0..BINS {
            open += self.covered[at];
            match (open > 0, start) {
                (true, None) => start = Some(at),
                (false, Some(first)) => {
                    runs.push((first, at - 1));
                    start = None;
                }
                _ => {}
            }
        }
        runs.extend(start.map(|first| (first, BINS - 1)));
        if runs.len() < 2 {
            return None;
        }
        let heavy =
            |run: &(usize, usize)| self.area[run.0..=run.1].iter().sum::<f64>() >= total * (1.0 - AREA);
        runs.into_iter().find(heavy)
    }
}
