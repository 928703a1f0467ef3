//! The picture that goes with a shared product: its photo, and below it a QR code of its link, which the camera of another
//! phone reads.
//!
//! No words stand in it. The core has no text renderer: glyphs of four scripts and their shaping would be many times what all
//! else of this picture takes, and no screen reader says words of a picture. Title and price go beside it as text.

use tradewind_domain::WebUrl;
use tradewind_media::Image;
use tradewind_qr::QrPicture;

/// What the key of such a picture begins with: no address does.
const PREFIX: &str = "share:";
/// Light modules on each side of a QR code (ISO/IEC 18004, 5.3.8).
const QUIET: u32 = 4;
/// The largest side of the photo, in pixels: with the code below it the picture takes 7 MB in memory.
const LARGEST: u32 = 1_080;

/// What is in the picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SharePicture {
    pub(crate) link: WebUrl,
    /// The product's main picture.
    pub(crate) photo: Option<WebUrl>,
}

impl SharePicture {
    /// The key to ask for it by. Addresses hold no blank.
    pub(crate) fn key(&self) -> String {
        let photo = self.photo.as_ref().map(WebUrl::as_str).unwrap_or_default();
        format!("{PREFIX}{} {photo}", self.link.as_str())
    }

    /// Reads a key that [`SharePicture::key`] made; none for any other.
    pub(crate) fn of_key(key: &str) -> Option<Self> {
        let (link, photo) = key.strip_prefix(PREFIX)?.split_once(' ')?;
        let photo = if photo.is_empty() { None } else { Some(WebUrl::parse(photo).ok()?) };
        Some(Self { link: WebUrl::parse(link).ok()?, photo })
    }

    /// The side of the photo's place in a picture within `width` by `height` pixels.
    pub(crate) fn side(width: u32, height: u32) -> u32 {
        width.min(height / 3 * 2).min(LARGEST)
    }

    /// The picture within `width` by `height` pixels, on white: a square with the photo and a code half as high. Without the
    /// photo it is the code alone. None where it would be too small for a module to be a pixel.
    pub(crate) fn drawn(&self, photo: Option<&Image>, width: u32, height: u32) -> Option<Image> {
        let code = QrPicture::of_text(self.link.as_str()).ok()?;
        let side = Self::side(width, height);
        let (modules, place) = (u32::from(code.side), side / 2);
        // Whole pixels, so that none is blurred.
        let module = place / (modules + 2 * QUIET);
        if module == 0 {
            return None;
        }
        let top = if photo.is_some() { side } else { 0 };
        let mut canvas = Canvas::white(side, top + place);
        if let Some(photo) = photo {
            canvas.put(photo, side);
        }
        let (left, top) = ((side - module * modules) / 2, top + (place - module * modules) / 2);
        for y in 0..code.side {
            for x in (0..code.side).filter(|x| code.dark(*x, y)) {
                canvas.blacken(left + module * u32::from(x), top + module * u32::from(y), module);
            }
        }
        Some(canvas.image)
    }
}

struct Canvas {
    image: Image,
}

impl Canvas {
    fn white(width: u32, height: u32) -> Self {
        let bytes = width as usize * height as usize * 4;
        Self { image: Image { width, height, rgba: vec![255; bytes], thumbhash: Vec::new() } }
    }

    /// Puts a picture into the middle of the square at the top, over white.
    fn put(&mut self, photo: &Image, side: u32) {
        let left = side.saturating_sub(photo.width) / 2;
        let top = side.saturating_sub(photo.height) / 2;
        let points = photo.rgba.chunks_exact(4);
        let places = (0..photo.height).flat_map(|y| (0..photo.width).map(move |x| (x, y)));
        for ((x, y), point) in places.zip(points) {
            let &[red, green, blue, alpha] = point else { continue };
            // Both are at most 255: the sum fits.
            let over = |value: u8| {
                let (value, alpha) = (u32::from(value), u32::from(alpha));
                u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
            };
            if x < side && y < side {
                self.set(left + x, top + y, [over(red), over(green), over(blue), 255]);
            }
        }
    }

    fn blacken(&mut self, left: u32, top: u32, side: u32) {
        for y in top..top + side {
            for x in left..left + side {
                self.set(x, y, [0, 0, 0, 255]);
            }
        }
    }

    fn set(&mut self, x: u32, y: u32, color: [u8; 4]) {
        let at = (y as usize * self.image.width as usize + x as usize) * 4;
        if x < self.image.width
            && let Some(point) = self.image.rgba.get_mut(at..at + 4)
        {
            point.copy_from_slice(&color);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> WebUrl {
        WebUrl::parse(text).expect("https")
    }

    fn shared() -> SharePicture {
        SharePicture {
            link: url("https://shop.example/p/mug-indigo?v=2"),
            photo: Some(url("https://cdn.example/mug.jpg")),
        }
    }

    /// A photo that goes from dark to light.
    fn photo(width: u32, height: u32) -> Image {
        let color = |at: u32| [(at % width * 255 / width) as u8, (at / width * 255 / height) as u8, 120, 255];
        let rgba = (0..width * height).flat_map(color).collect();
        Image { width, height, rgba, thumbhash: Vec::new() }
    }

    /// What another's decoder reads in a picture.
    fn seen(picture: &Image) -> Vec<String> {
        let (width, height) = (picture.width as usize, picture.height as usize);
        let grey = |x: usize, y: usize| {
            let point = &picture.rgba[(y * width + x) * 4..][..3];
            u8::try_from(point.iter().map(|part| u32::from(*part)).sum::<u32>() / 3).expect("a mean of bytes")
        };
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
        let grids = prepared.detect_grids();
        grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
    }

    #[test]
    fn the_link_is_read_back_from_the_picture() {
        for (width, height) in [(1_080, 1_620), (600, 1_200), (1_024, 1_024), (300, 450)] {
            let side = SharePicture::side(width, height);
            let drawn = shared().drawn(Some(&photo(side, side / 2)), width, height).expect("large enough");
            assert!(drawn.width <= width && drawn.height <= height, "{width} x {height}");
            assert_eq!(drawn.rgba.len(), drawn.width as usize * drawn.height as usize * 4);
            assert_eq!(seen(&drawn), [shared().link.as_str()], "{width} x {height}");
        }
    }

    #[test]
    fn without_the_photo_it_is_the_code_alone() {
        let drawn = shared().drawn(None, 600, 900).expect("large enough");
        assert_eq!((drawn.width, drawn.height), (600, 300));
        assert_eq!(seen(&drawn), [shared().link.as_str()]);
    }

    #[test]
    fn a_code_that_nobody_could_read_is_not_drawn() {
        assert_eq!(shared().drawn(None, 60, 90), None);
        assert_eq!(shared().drawn(None, 0, 0), None);
        let long =
            SharePicture { link: url(&format!("https://s.example/{}", "x".repeat(2_000))), photo: None };
        assert!(long.drawn(None, 1_080, 1_620).is_some(), "the longest link has its pixels");
    }

    #[test]
    fn a_photo_lies_over_white_in_the_middle_and_a_larger_one_is_cut() {
        let mut small = photo(2, 2);
        small.rgba = [[10, 20, 30, 255], [0, 0, 0, 0], [0, 0, 0, 128], [9, 9, 9, 255]].concat();
        let drawn = shared().drawn(Some(&small), 600, 900).expect("large enough");
        let at = |x: usize, y: usize| drawn.rgba[(y * 600 + x) * 4..][..4].to_vec();
        assert_eq!((at(299, 299), at(300, 299)), (vec![10, 20, 30, 255], vec![255, 255, 255, 255]));
        assert_eq!(at(299, 300), [127, 127, 127, 255]);
        assert_eq!(at(0, 0), [255; 4]);
        assert!(shared().drawn(Some(&photo(700, 700)), 600, 900).is_some());
    }

    #[test]
    fn a_key_names_it_and_no_other_does() {
        assert_eq!(SharePicture::of_key(&shared().key()), Some(shared()));
        let bare = SharePicture { photo: None, ..shared() };
        assert_eq!(SharePicture::of_key(&bare.key()), Some(bare));
        for other in [
            "https://cdn.example/mug.jpg",
            "share:",
            "share: ",
            "share:https://shop.example/",
            "share:http://shop.example/ ",
            "share:https://shop.example/ file:///etc/passwd",
        ] {
            assert_eq!(SharePicture::of_key(other), None, "{other}");
        }
    }
}
