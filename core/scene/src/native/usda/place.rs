//! KHR_texture_transform as UsdTransform2d says it, for texture coordinates whose origin is at the bottom.

/// Scaled first, then turned counter-clockwise, then moved (UsdPreviewSurface specification, "Transform2d").
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// Degrees.
    pub(super) rotation: f32,
    pub(super) scale: [f32; 2],
    pub(super) translation: [f32; 2],
}

/// The same place with v upwards; `None` where nothing is moved.
///
/// With `v = 1 - t` in glTF's `T * R * S` the turn keeps its sign, and what it moves the new origin by joins the translation.
pub(super) fn place([[a, b, x], [c, d, y]]: [[f32; 3]; 2]) -> Option<Place> {
    let first = a.hypot(c);
    // Rows are `cos*u, sin*v` and `-sin*u, cos*v`: the first column tells the angle, or the second where it is nothing.
    let angle = if first > 0.0 { (-c).atan2(a) } else { b.atan2(d) };
    let (sine, cosine) = angle.sin_cos();
    let second = b * sine + d * cosine;
    let place = Place {
        rotation: angle.to_degrees(),
        scale: [first, second],
        translation: [x + sine * second, 1.0 - y - cosine * second],
    };
    let still = [place.rotation, first - 1.0, second - 1.0, place.translation[0], place.translation[1]];
    still.iter().any(|moved| moved.abs() > 1e-6).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::{Place, place};

    /// KHR_texture_transform's own matrix.
    fn matrix(offset: [f32; 2], turn: f32, scale: [f32; 2]) -> [[f32; 3]; 2] {
        let (sine, cosine) = turn.sin_cos();
        [[cosine * scale[0], sine * scale[1], offset[0]], [-sine * scale[0], cosine * scale[1], offset[1]]]
    }

    fn by_gltf(m: [[f32; 3]; 2], [u, v]: [f32; 2]) -> [f32; 2] {
        m.map(|[a, b, c]| a * u + b * v + c)
    }

    /// As the specification of UsdTransform2d says.
    fn by_usd(place: Place, [s, t]: [f32; 2]) -> [f32; 2] {
        let (sine, cosine) = place.rotation.to_radians().sin_cos();
        let [s, t] = [s * place.scale[0], t * place.scale[1]];
        [cosine * s - sine * t + place.translation[0], sine * s + cosine * t + place.translation[1]]
    }

    #[test]
    fn every_point_is_where_gltf_puts_it() {
        let scales = [[1.0, 1.0], [2.0, 0.5], [-1.0, 1.0], [3.0, -2.0], [-0.5, -4.0], [0.0, 2.0], [0.0, 0.0]];
        for offset in [[0.0, 0.0], [0.25, -0.75], [3.0, 0.5]] {
            for (step, scale) in (-6..=6).flat_map(|step: i8| scales.map(|scale| (step, scale))) {
                let matrix = matrix(offset, f32::from(step) * 0.55, scale);
                let still = Place { rotation: 0.0, scale: [1.0; 2], translation: [0.0; 2] };
                let place = place(matrix).unwrap_or(still);
                for uv in [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.3, 0.9]] {
                    let wanted = by_gltf(matrix, uv);
                    let [s, t] = by_usd(place, [uv[0], 1.0 - uv[1]]);
                    let near = (s - wanted[0]).abs() < 1e-5 && (1.0 - t - wanted[1]).abs() < 1e-5;
                    assert!(near, "{offset:?} {step} {scale:?} {uv:?}: {s} {t}, {wanted:?}");
                }
            }
        }
        assert_eq!(place(matrix([0.0; 2], 0.0, [1.0; 2])), None);
    }
}
