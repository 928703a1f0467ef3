//! Modes of a primitive: strips, fans and loops written out.

use crate::error::ModelError;
use crate::limits::Limits;
use crate::model::Topology;

/// What the indices are corners of, and all of them (section 3.7.2.1). Incomplete ones are dropped.
pub(super) fn written_out(
    mut corners: Vec<u32>,
    mode: usize,
    limits: &Limits,
) -> Result<(Topology, Vec<u32>), ModelError> {
    let count = corners.len();
    let most = match mode {
        2 | 3 => count.saturating_mul(2),
        5 | 6 => count.saturating_sub(2).saturating_mul(3),
        _ => count,
    };
    if most > limits.indices {
        return Err(ModelError::TooManyVertices(limits.vertices));
    }
    Ok(match mode {
        0 => (Topology::Points, corners),
        1 => {
            corners.truncate(count / 2 * 2);
            (Topology::Lines, corners)
        }
        2 | 3 => {
            let mut ends: Vec<u32> = corners.windows(2).flatten().copied().collect();
            if let ([first, .., last], 2) = (&corners[..], mode) {
                ends.extend([*last, *first]);
            }
            (Topology::Lines, ends)
        }
        5 => {
            let turned =
                |(i, t): (usize, &[u32])| if i % 2 == 0 { [t[0], t[1], t[2]] } else { [t[0], t[2], t[1]] };
            (Topology::Triangles, corners.windows(3).enumerate().flat_map(turned).collect())
        }
        6 => {
            let fan = corners.windows(2).skip(1).flat_map(|pair| [corners[0], pair[0], pair[1]]);
            (Topology::Triangles, fan.collect())
        }
        _ => {
            corners.truncate(count / 3 * 3);
            (Topology::Triangles, corners)
        }
    })
}
