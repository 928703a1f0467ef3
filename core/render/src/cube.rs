//! Light from every direction as six square pictures, with smaller ones of the same (mips), on the processor.

use glam::Vec3;

/// A cube map: faces +X, -X, +Y, -Y, +Z, -Z (WebGPU's order and orientation), rows from the top.
#[derive(Debug, Clone)]
pub(crate) struct Cube {
    pub(crate) side: usize,
    pub(crate) texels: Vec<Vec3>,
}

impl Cube {
    /// A cube whose texels are what `light` says of their directions.
    pub(crate) fn of(side: usize, light: impl Fn(Vec3) -> Vec3 + Sync) -> Self {
        let mut texels = vec![Vec3::ZERO; 6 * side * side];
        in_parallel(&mut texels, |index| light(direction(index, side)));
        Self { side, texels }
    }

    /// Half as large: each texel is the mean of four.
    pub(crate) fn halved(&self) -> Self {
        let side = self.side / 2;
        let texels = (0..6 * side * side)
            .map(|index| {
                let (face, x, y) = place(index, side);
                let at = |dx: usize, dy: usize| {
                    self.texels[(face * self.side + 2 * y + dy) * self.side + 2 * x + dx]
                };
                (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) * 0.25
            })
            .collect();
        Self { side, texels }
    }

    /// Light from `direction`, bilinear within a face.
    pub(crate) fn sample(&self, direction: Vec3) -> Vec3 {
        let (face, s, t) = project(direction);
        let most = self.side as f32 - 1.0;
        let at = |x: f32| ((x * 0.5 + 0.5) * self.side as f32 - 0.5).clamp(0.0, most);
        let (x, y) = (at(s), at(t));
        let (x0, y0) = (x as usize, y as usize);
        let (x1, y1) = ((x0 + 1).min(self.side - 1), (y0 + 1).min(self.side - 1));
        let (fx, fy) = (x - x0 as f32, y - y0 as f32);
        let texel = |x: usize, y: usize| self.texels[(face * self.side + y) * self.side + x];
        texel(x0, y0).lerp(texel(x1, y0), fx).lerp(texel(x0, y1).lerp(texel(x1, y1), fx), fy)
    }

    /// Each texel's direction, light and solid angle (steradians; all together 4 pi).
    pub(crate) fn parts(&self) -> impl Iterator<Item = (Vec3, Vec3, f32)> + '_ {
        let side = self.side;
        let scale = 2.0 / side as f32;
        self.texels.iter().enumerate().map(move |(index, light)| {
            let (_, x, y) = place(index, side);
            let (s, t) = ((x as f32 + 0.5) * scale - 1.0, (y as f32 + 0.5) * scale - 1.0);
            (direction(index, side), *light, scale * scale / (1.0 + s * s + t * t).powf(1.5))
        })
    }
}

/// Fills `all` by index, on as many threads as help.
pub(crate) fn in_parallel<T: Send>(all: &mut [T], make: impl Fn(usize) -> T + Sync) {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get()).min(8);
    let share = all.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        for (part, slice) in all.chunks_mut(share).enumerate() {
            let make = &make;
            scope.spawn(move || {
                for (index, item) in slice.iter_mut().enumerate() {
                    *item = make(part * share + index);
                }
            });
        }
    });
}

fn place(index: usize, side: usize) -> (usize, usize, usize) {
    (index / (side * side), index % side, index / side % side)
}

/// The direction of a texel's middle.
pub(crate) fn direction(index: usize, side: usize) -> Vec3 {
    let (face, x, y) = place(index, side);
    let at = |x: usize| (x as f32 + 0.5) * 2.0 / side as f32 - 1.0;
    let (s, t) = (at(x), at(y));
    match face {
        0 => Vec3::new(1.0, -t, -s),
        1 => Vec3::new(-1.0, -t, s),
        2 => Vec3::new(s, 1.0, t),
        3 => Vec3::new(s, -1.0, -t),
        4 => Vec3::new(s, -t, 1.0),
        _ => Vec3::new(-s, -t, -1.0),
    }
    .normalize()
}

/// Face, and place on it from -1 to 1.
fn project(d: Vec3) -> (usize, f32, f32) {
    let a = d.abs();
    if a.x >= a.y && a.x >= a.z {
        if d.x > 0.0 { (0, -d.z / a.x, -d.y / a.x) } else { (1, d.z / a.x, -d.y / a.x) }
    } else if a.y >= a.z {
        if d.y > 0.0 { (2, d.x / a.y, d.z / a.y) } else { (3, d.x / a.y, -d.z / a.y) }
    } else if d.z > 0.0 {
        (4, d.x / a.z, -d.y / a.z)
    } else {
        (5, -d.x / a.z, -d.y / a.z)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_finds_its_own_texel_and_all_angles_make_a_ball() {
        let cube = Cube::of(16, |d| d);
        for index in 0..cube.texels.len() {
            let towards = direction(index, 16);
            assert!((cube.sample(towards) - towards).length() < 1e-4, "{index}");
        }
        let sum: f32 = cube.parts().map(|(_, _, angle)| angle).sum();
        assert!((sum - 4.0 * std::f32::consts::PI).abs() < 0.02, "{sum}");
    }

    #[test]
    fn halving_keeps_the_light() {
        let cube = Cube::of(32, |d| Vec3::splat(1.0 + d.y));
        let mean = |cube: &Cube| cube.texels.iter().sum::<Vec3>().x / cube.texels.len() as f32;
        assert!((mean(&cube) - mean(&cube.halved())).abs() < 1e-4);
    }
}
