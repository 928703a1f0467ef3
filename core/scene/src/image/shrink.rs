//! Decoded pixels made smaller by halves: each point the mean of a square. Colours count as much as they are seen.

use super::Picture;
use super::plan::halved;

/// RGBA of the picture, so many times halved. `pixels` has `channels` (1 to 4: grey, grey and alpha, RGB, RGBA) of 8 bits for
/// each point, and is made smaller where it lies if it has three or four: a large picture is there once.
pub(super) fn shrunk(mut pixels: Vec<u8>, channels: usize, size: (u32, u32), times: u32) -> Picture {
    let (width, height) = halved(size, times);
    let out = width as usize * height as usize * 4;
    let is_apart = channels < 3 || pixels.len() < out;
    let mut apart = if is_apart { vec![0; out] } else { Vec::new() };
    let mut sums = vec![Sum::default(); width as usize];
    for y in 0..height {
        sums.fill(Sum::default());
        // A side that cannot be halved as often is taken as it is.
        let rows = (y << times)..((y + 1) << times).min(size.1);
        for row in rows {
            let from = row as usize * size.0 as usize * channels;
            let line = pixels.get(from..from + size.0 as usize * channels).unwrap_or_default();
            add(&mut sums, line, channels, times);
        }
        // What is written lies before what is still to be read: four bytes for at least four points of three.
        let from = y as usize * width as usize * 4;
        let target = if is_apart { &mut apart } else { &mut pixels };
        for (place, sum) in target.get_mut(from..).unwrap_or_default().chunks_exact_mut(4).zip(&sums) {
            place.copy_from_slice(&sum.mean());
        }
    }
    let mut rgba = if is_apart { apart } else { pixels };
    rgba.truncate(out);
    rgba.shrink_to_fit();
    Picture { width, height, rgba }
}

/// Adds a line of samples to the sums of the points that it lies in.
pub(super) fn add(sums: &mut [Sum], line: &[u8], channels: usize, times: u32) {
    for (at, pixel) in line.chunks_exact(channels.max(1)).enumerate() {
        let Some(sum) = sums.get_mut(at >> times) else { break };
        match *pixel {
            [l] => sum.add([l, l, l, 255]),
            [l, a] => sum.add([l, l, l, a]),
            [r, g, b] => sum.add([r, g, b, 255]),
            [r, g, b, a] => sum.add([r, g, b, a]),
            _ => {}
        }
    }
}

/// A square's points, added up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    /// Each times its alpha.
    seen: [u32; 3],
    /// As they are, for what nobody sees at all.
    plain: [u32; 3],
    alpha: u32,
    count: u32,
}

impl Sum {
    fn add(&mut self, [r, g, b, a]: [u8; 4]) {
        for ((seen, plain), value) in self.seen.iter_mut().zip(&mut self.plain).zip([r, g, b]) {
            *seen += u32::from(value) * u32::from(a);
            *plain += u32::from(value);
        }
        self.alpha += u32::from(a);
        self.count += 1;
    }

    pub(super) fn mean(&self) -> [u8; 4] {
        let (colours, by) =
            if self.alpha > 0 { (self.seen, self.alpha) } else { (self.plain, self.count.max(1)) };
        let [r, g, b] = colours.map(|sum| ((sum + by / 2) / by).min(255) as u8);
        let count = self.count.max(1);
        [r, g, b, ((self.alpha + count / 2) / count).min(255) as u8]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_the_mean_of_its_square_in_every_form() {
        let grey = shrunk(vec![0, 100, 50, 50, 10, 10, 30, 30], 1, (4, 2), 1);
        assert_eq!((grey.width, grey.height), (2, 1));
        assert_eq!(grey.rgba, [30, 30, 30, 255, 40, 40, 40, 255]);
        let colour: Vec<u8> = (0..64 * 32u32).flat_map(|i| [(i % 64) as u8 * 2, (i / 64) as u8, 7]).collect();
        let made = shrunk(colour, 3, (64, 32), 2);
        assert_eq!((made.width, made.height, made.rgba.len()), (16, 8, 16 * 8 * 4));
        for (index, pixel) in made.rgba.chunks_exact(4).enumerate() {
            let (x, y) = (index % 16, index / 16);
            // The middle of four points: 8x + 3, and 4y + 1.5 rounded up.
            assert_eq!(pixel, [(x * 8 + 3) as u8, (y * 4 + 2) as u8, 7, 255], "{x} {y}");
        }
    }

    #[test]
    fn what_is_not_seen_does_not_darken_what_is() {
        let lace = [[250, 250, 250, 255], [0, 0, 0, 0], [250, 250, 250, 255], [0, 0, 0, 0]].concat();
        assert_eq!(shrunk(lace, 4, (2, 2), 1).rgba, [250, 250, 250, 128]);
        assert_eq!(shrunk([9, 8, 7, 0].repeat(4), 4, (2, 2), 1).rgba, [9, 8, 7, 0]);
    }

    #[test]
    fn odd_and_narrow_pictures_have_at_least_a_point() {
        let made = shrunk(vec![5; 9 * 3 * 3], 3, (9, 3), 2);
        assert_eq!((made.width, made.height, &made.rgba[..]), (2, 1, &[5, 5, 5, 255, 5, 5, 5, 255][..]));
        assert_eq!(shrunk(vec![7; 16], 1, (16, 1), 3).rgba, [7, 7, 7, 255].repeat(2));
    }
}
