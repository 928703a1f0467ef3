//! How alike two pictures are.

/// A picture, three channels of 8 bits, rows from the top.
pub(crate) struct Rgb {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) bytes: Vec<u8>,
}

impl Rgb {
    pub(crate) fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let first = (y * self.width + x) * 3;
        [self.bytes[first], self.bytes[first + 1], self.bytes[first + 2]]
    }
}

/// Peak signal to noise, decibels, over all channels.
pub(crate) fn psnr(a: &Rgb, b: &Rgb) -> f64 {
    assert_eq!(a.bytes.len(), b.bytes.len());
    let sum: f64 = a.bytes.iter().zip(&b.bytes).map(|(a, b)| (f64::from(*a) - f64::from(*b)).powi(2)).sum();
    10.0 * (255.0 * 255.0 / (sum / a.bytes.len() as f64).max(1e-12)).log10()
}

/// Structural similarity (Wang et al. 2004) with a flat window of 7, sample covariance, the mean over the channels, as
/// scikit-image computes it and the 3D Commerce certification uses it.
pub(crate) fn ssim(a: &Rgb, b: &Rgb) -> f64 {
    const WINDOW: usize = 7;
    let (c1, c2) = ((0.01 * 255.0f64).powi(2), (0.03 * 255.0f64).powi(2));
    let count = (WINDOW * WINDOW) as f64;
    let (width, height) = (a.width, a.height);
    let mut total = 0.0;
    for channel in 0..3 {
        let value = |p: &Rgb, x: usize, y: usize| f64::from(p.bytes[(y * width + x) * 3 + channel]);
        let sums = |of: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
            let mut table = vec![0.0; (width + 1) * (height + 1)];
            for y in 0..height {
                let mut row = 0.0;
                for x in 0..width {
                    row += of(x, y);
                    table[(y + 1) * (width + 1) + x + 1] = table[y * (width + 1) + x + 1] + row;
                }
            }
            table
        };
        let tables = [
            sums(&|x, y| value(a, x, y)),
            sums(&|x, y| value(b, x, y)),
            sums(&|x, y| value(a, x, y).powi(2)),
            sums(&|x, y| value(b, x, y).powi(2)),
            sums(&|x, y| value(a, x, y) * value(b, x, y)),
        ];
        let (mut sum, mut windows) = (0.0, 0.0);
        for y in 0..=height - WINDOW {
            for x in 0..=width - WINDOW {
                let [ma, mb, aa, bb, ab] = [0, 1, 2, 3, 4].map(|i| {
                    let t: &Vec<f64> = &tables[i];
                    let at = |x: usize, y: usize| t[y * (width + 1) + x];
                    (at(x + WINDOW, y + WINDOW) - at(x, y + WINDOW) - at(x + WINDOW, y) + at(x, y)) / count
                });
                let norm = count / (count - 1.0);
                let (va, vb, vab) = (norm * (aa - ma * ma), norm * (bb - mb * mb), norm * (ab - ma * mb));
                sum += (2.0 * ma * mb + c1) * (2.0 * vab + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
                windows += 1.0;
            }
        }
        total += sum / windows;
    }
    total / 3.0
}

#[test]
fn a_picture_is_like_itself_and_unlike_noise() {
    let of =
        |f: &dyn Fn(usize) -> u8| Rgb { width: 32, height: 32, bytes: (0..32 * 32 * 3).map(f).collect() };
    let (a, b) = (of(&|i| (i / 3 % 32 * 8) as u8), of(&|i| (i * 7919 % 251) as u8));
    assert!((ssim(&a, &a) - 1.0).abs() < 1e-9);
    assert!(ssim(&a, &b) < 0.3 && psnr(&a, &b) < 12.0);
    let brighter = of(&|i| (i / 3 % 32 * 8) as u8 | 1);
    assert!((psnr(&a, &brighter) - 48.13).abs() < 0.01);
}
