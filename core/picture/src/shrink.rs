//! From a decoder's samples to a smaller RGBA picture in one walk, without the large one in between.

use image::{ColorType, RgbaImage};

/// `pixels`, rows of `from.0` without gaps, as RGBA of `to` pixels: each one the mean of the area it covers. None for samples
/// that no decoder of ours gives.
pub(crate) fn shrunk(pixels: &[u8], kind: ColorType, from: (u32, u32), to: (u32, u32)) -> Option<RgbaImage> {
    let channels = usize::from(kind.channel_count());
    let wide = match kind {
        ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8 => 1,
        ColorType::L16 | ColorType::La16 | ColorType::Rgb16 | ColorType::Rgba16 => 2,
        _ => return None,
    };
    let stride = from.0 as usize * channels * wide;
    let across = spans(from.0, to.0);
    let down = spans(from.1, to.1);
    let mut out = RgbaImage::new(to.0, to.1);
    let mut sums = vec![[0_f32; 4]; to.0 as usize];
    for (line, rows) in out.rows_mut().zip(&down) {
        sums.fill([0.0; 4]);
        for (row, share) in rows.parts() {
            let samples = pixels.get(row as usize * stride..)?.get(..stride)?;
            for (sum, columns) in sums.iter_mut().zip(&across) {
                for (column, part) in columns.parts() {
                    let at = column as usize * channels * wide;
                    let pixel = rgba(samples.get(at..)?.get(..channels * wide)?, channels, wide);
                    for (sum, value) in sum.iter_mut().zip(pixel) {
                        *sum += value * part * share;
                    }
                }
            }
        }
        for ((pixel, sum), columns) in line.zip(&sums).zip(&across) {
            let area = columns.length * rows.length;
            pixel.0 = sum.map(|value| (value / area).round().clamp(0.0, 255.0) as u8);
        }
    }
    Some(out)
}

/// What one pixel of the result covers on one axis.
struct Span {
    from: f32,
    to: f32,
    length: f32,
    last: u32,
}

impl Span {
    /// Each source pixel with how much of it is covered.
    fn parts(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        (self.from as u32..=self.last).map(|at| {
            let (begin, end) = (at as f32, at as f32 + 1.0);
            (at, (end.min(self.to) - begin.max(self.from)).max(0.0))
        })
    }
}

fn spans(from: u32, to: u32) -> Vec<Span> {
    let step = f64::from(from) / f64::from(to.max(1));
    (0..to)
        .map(|at| {
            let (begin, end) = ((f64::from(at) * step) as f32, (f64::from(at + 1) * step) as f32);
            let last =
                (end.ceil() as u32).min(from).saturating_sub(1).max(begin as u32).min(from.saturating_sub(1));
            Span { from: begin, to: end, length: end - begin, last }
        })
        .collect()
}

fn rgba(samples: &[u8], channels: usize, wide: usize) -> [f32; 4] {
    let value = |at: usize| match wide {
        1 => f32::from(samples.get(at).copied().unwrap_or_default()),
        _ => {
            let two =
                [samples.get(at * 2), samples.get(at * 2 + 1)].map(|byte| byte.copied().unwrap_or_default());
            f32::from(u16::from_ne_bytes(two)) / 257.0
        }
    };
    match channels {
        1 => [value(0), value(0), value(0), 255.0],
        2 => [value(0), value(0), value(0), value(1)],
        3 => [value(0), value(1), value(2), 255.0],
        _ => [value(0), value(1), value(2), value(3)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pixel_is_the_mean_of_what_it_covers() {
        // Three pixels into two: the middle one counts half for each.
        let out = shrunk(&[0, 90, 180], ColorType::L8, (3, 1), (2, 1)).expect("grey");
        assert_eq!(out.pixels().map(|pixel| pixel.0[0]).collect::<Vec<_>>(), [30, 150]);
        let out = shrunk(&[10, 20, 30, 40], ColorType::Rgba8, (1, 1), (1, 1)).expect("colour");
        assert_eq!(out.get_pixel(0, 0).0, [10, 20, 30, 40]);
        let sixteen: Vec<u8> = [0_u16, 65_535, 32_896].into_iter().flat_map(u16::to_ne_bytes).collect();
        let out = shrunk(&sixteen, ColorType::Rgb16, (1, 1), (1, 1)).expect("colour");
        assert_eq!(out.get_pixel(0, 0).0, [0, 255, 128, 255]);
        assert!(shrunk(&[0; 12], ColorType::Rgb32F, (1, 1), (1, 1)).is_none());
        assert!(shrunk(&[0; 3], ColorType::L8, (4, 1), (2, 1)).is_none(), "fewer samples than said");
    }
}
