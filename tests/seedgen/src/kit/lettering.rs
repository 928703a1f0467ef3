//! Letters and figures as flat strokes, for dials and labels: sharp at any size, and a few points each.

use super::curve::spline;
use super::maths::*;
use super::mesh::Mesh;

/// A flat ribbon of `width` along `line` in the plane z = 0, its front towards +Z. Corners are mitred; a line whose last
/// point is its first closes without a gap.
pub fn ribbon(line: &[V2], width: f64) -> Mesh {
    let n = line.len();
    let closed = n > 2 && (line[0] - line[n - 1]).length() < 1e-9;
    let side = |i: usize| {
        let before = match (i, closed) {
            (0, true) => line[0] - line[n - 2],
            (0, false) => line[1] - line[0],
            _ => line[i] - line[i - 1],
        };
        let after = match (i + 1 == n, closed) {
            (true, true) => line[1] - line[0],
            (true, false) => line[n - 1] - line[n - 2],
            _ => line[i + 1] - line[i],
        };
        let (a, b) = (before.normalize_or_zero().perp(), after.normalize_or_zero().perp());
        let middle = (a + b).normalize_or(a);
        middle / middle.dot(a).max(0.4)
    };
    let mut mesh = Mesh::default();
    for (i, p) in line.iter().enumerate() {
        for q in [*p - side(i) * (width / 2.0), *p + side(i) * (width / 2.0)] {
            mesh.points.push(q.extend(0.0));
            mesh.uvs.push(q);
        }
    }
    for k in 0..n as u32 - 1 {
        let [a, b, c, d] = [2 * k, 2 * k + 2, 2 * k + 3, 2 * k + 1];
        mesh.faces.extend([[a, b, c], [a, c, d]]);
    }
    mesh
}

/// `text` in capitals and figures, `height` metres high with strokes of `weight`, centred about the origin in z = 0.
/// What has no letter here is a space.
pub fn text(text: &str, height: f64, weight: f64, spacing: f64) -> Mesh {
    let unit = height / 6.0;
    let mut pen = 0.0;
    let mut all = Mesh::default();
    for c in text.chars() {
        let (wide, strokes) = glyph(c);
        for (smooth, stroke) in strokes {
            let line: Vec<V2> = stroke.iter().map(|(x, y)| v2(pen + x, y - 3.0) * unit).collect();
            let line = if *smooth { spline(&line, 3) } else { line };
            all.add(&ribbon(&line, weight));
        }
        pen += wide + spacing;
    }
    let middle = (pen - spacing) * unit / 2.0;
    all.moved(-middle, 0.0, 0.0)
}

type Stroke = (bool, &'static [(f64, f64)]);

/// Width and strokes (smooth or straight) on a grid six high.
fn glyph(c: char) -> (f64, &'static [Stroke]) {
    const BOWL: &[(f64, f64)] = &[
        (1.8, 6.0),
        (0.6, 5.3),
        (0.1, 3.0),
        (0.6, 0.7),
        (1.8, 0.0),
        (3.0, 0.7),
        (3.5, 3.0),
        (3.0, 5.3),
        (1.8, 6.0),
    ];
    match c {
        '0' | 'O' => (3.6, &[(true, BOWL)]),
        '1' => (1.6, &[(false, &[(0.0, 4.9), (1.3, 6.0), (1.3, 0.0)])]),
        '2' => (
            3.4,
            &[
                (true, &[(0.2, 4.6), (0.7, 5.6), (1.7, 6.0), (2.9, 5.5), (3.2, 4.3), (2.5, 3.0), (0.1, 0.0)]),
                (false, &[(0.0, 0.0), (3.4, 0.0)]),
            ],
        ),
        '3' => (
            3.4,
            &[
                (true, &[(0.2, 5.1), (1.6, 6.0), (3.0, 5.4), (2.9, 3.8), (1.3, 3.2)]),
                (true, &[(1.3, 3.2), (3.1, 2.7), (3.3, 0.9), (1.7, 0.0), (0.0, 0.9)]),
            ],
        ),
        '4' => (3.6, &[(false, &[(2.7, 0.0), (2.7, 6.0), (0.1, 1.7), (3.6, 1.7)])]),
        '5' => (
            3.4,
            &[
                (false, &[(3.1, 6.0), (0.6, 6.0), (0.3, 3.2)]),
                (true, &[(0.3, 3.2), (1.8, 3.8), (3.2, 3.0), (3.3, 1.2), (1.8, 0.0), (0.1, 0.7)]),
            ],
        ),
        '6' => (
            3.5,
            &[(
                true,
                &[
                    (2.8, 5.8),
                    (1.0, 4.4),
                    (0.1, 2.0),
                    (1.0, 0.2),
                    (2.6, 0.2),
                    (3.4, 1.8),
                    (2.5, 3.5),
                    (0.9, 3.2),
                    (0.1, 2.0),
                ],
            )],
        ),
        '7' => (3.2, &[(false, &[(0.0, 6.0), (3.2, 6.0), (1.0, 0.0)])]),
        '8' => (
            3.4,
            &[(
                true,
                &[
                    (1.7, 3.2),
                    (0.4, 4.0),
                    (0.5, 5.5),
                    (1.7, 6.0),
                    (2.9, 5.5),
                    (3.0, 4.0),
                    (1.7, 3.2),
                    (0.2, 2.4),
                    (0.3, 0.6),
                    (1.7, 0.0),
                    (3.1, 0.6),
                    (3.2, 2.4),
                    (1.7, 3.2),
                ],
            )],
        ),
        '9' => (
            3.5,
            &[(
                true,
                &[
                    (0.7, 0.2),
                    (2.5, 1.6),
                    (3.4, 4.0),
                    (2.5, 5.8),
                    (0.9, 5.8),
                    (0.1, 4.2),
                    (1.0, 2.5),
                    (2.6, 2.8),
                    (3.4, 4.0),
                ],
            )],
        ),
        'A' => (3.8, &[(false, &[(0.0, 0.0), (1.9, 6.0), (3.8, 0.0)]), (false, &[(0.7, 1.9), (3.1, 1.9)])]),
        'B' => (
            3.2,
            &[
                (false, &[(1.4, 3.2), (0.2, 3.2), (0.2, 6.0), (1.4, 6.0)]),
                (false, &[(0.2, 3.2), (0.2, 0.0), (1.6, 0.0)]),
                (true, &[(1.4, 6.0), (2.8, 5.4), (2.7, 3.8), (1.4, 3.2), (3.0, 2.6), (3.1, 0.7), (1.6, 0.0)]),
            ],
        ),
        'D' => (
            3.6,
            &[
                (true, &[(0.2, 6.0), (1.4, 6.0), (2.9, 5.2), (3.4, 3.0), (2.9, 0.8), (1.4, 0.0), (0.2, 0.0)]),
                (false, &[(0.2, 0.0), (0.2, 6.0)]),
            ],
        ),
        'E' => (
            2.8,
            &[(false, &[(2.8, 6.0), (0.2, 6.0), (0.2, 0.0), (2.8, 0.0)]), (false, &[(0.2, 3.1), (2.4, 3.1)])],
        ),
        'G' => (
            3.7,
            &[
                (true, &[(3.3, 4.9), (1.8, 6.0), (0.5, 5.0), (0.1, 3.0), (0.6, 0.8), (2.0, 0.0), (3.5, 0.8)]),
                (false, &[(3.5, 0.6), (3.5, 2.7), (2.0, 2.7)]),
            ],
        ),
        'H' => (
            3.5,
            &[
                (false, &[(0.2, 0.0), (0.2, 6.0)]),
                (false, &[(3.3, 0.0), (3.3, 6.0)]),
                (false, &[(0.2, 3.1), (3.3, 3.1)]),
            ],
        ),
        'I' => (0.6, &[(false, &[(0.3, 0.0), (0.3, 6.0)])]),
        'L' => (2.7, &[(false, &[(0.2, 6.0), (0.2, 0.0), (2.7, 0.0)])]),
        'M' => (4.4, &[(false, &[(0.2, 0.0), (0.2, 6.0), (2.2, 1.6), (4.2, 6.0), (4.2, 0.0)])]),
        'N' => (3.6, &[(false, &[(0.2, 0.0), (0.2, 6.0), (3.4, 0.0), (3.4, 6.0)])]),
        'R' => (
            3.3,
            &[
                (false, &[(0.2, 0.0), (0.2, 6.0), (1.5, 6.0)]),
                (true, &[(1.5, 6.0), (2.9, 5.4), (2.9, 3.6), (1.5, 3.0), (0.2, 3.0)]),
                (false, &[(1.6, 3.0), (3.2, 0.0)]),
            ],
        ),
        'T' => (3.4, &[(false, &[(0.0, 6.0), (3.4, 6.0)]), (false, &[(1.7, 6.0), (1.7, 0.0)])]),
        'U' => (
            3.5,
            &[(true, &[(0.2, 6.0), (0.2, 2.0), (0.8, 0.4), (1.75, 0.0), (2.7, 0.4), (3.3, 2.0), (3.3, 6.0)])],
        ),
        _ => (2.0, &[]),
    }
}
