//! First paints: the ThumbHash of each main picture whose file is at hand, so that a phone shows something before the picture.

use image::{ImageFormat, ImageReader, Limits};
use std::io::Cursor;
use std::path::{Component, Path, PathBuf};
use tradewind_domain::WebUrl;

/// What a phone fetches and decodes at most; what it would not show needs no first paint.
const MAX_FILE_BYTES: u64 = 10 << 20;
const MAX_SIDE: u32 = 8_192;
const MAX_DECODE_BYTES: u64 = 64 << 20;

/// A file that is there and is no picture a phone would show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unreadable;

/// The ThumbHash of the picture at `url`, from the file in `folder` that has the address's last part as its name. None
/// without such a file.
pub(crate) fn first_paint(folder: &Path, url: &WebUrl) -> Result<Option<Vec<u8>>, Unreadable> {
    let Some(path) = file_of(folder, url) else { return Ok(None) };
    let Ok(meta) = std::fs::metadata(&path) else { return Ok(None) };
    if !meta.is_file() || meta.len() > MAX_FILE_BYTES {
        return Err(Unreadable);
    }
    let file = std::fs::read(&path).map_err(|_| Unreadable)?;
    let format = image::guess_format(&file).map_err(|_| Unreadable)?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) {
        return Err(Unreadable);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_DECODE_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| Unreadable)?;
    // ThumbHash takes at most 100 by 100.
    let small = picture.thumbnail(100, 100).to_rgba8();
    Ok(Some(thumbhash::rgba_to_thumb_hash(small.width() as usize, small.height() as usize, &small)))
}

/// One plain name below the folder; nothing that could lead out of it.
fn file_of(folder: &Path, url: &WebUrl) -> Option<PathBuf> {
    let last = url.url().path_segments()?.next_back()?;
    let name = percent_encoding::percent_decode_str(last).decode_utf8().ok()?;
    let mut parts = Path::new(name.as_ref()).components();
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(name)), None) => Some(folder.join(name)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_at_hand_has_a_first_paint_and_nothing_outside_the_folder_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("inner");
        std::fs::create_dir(&inner).expect("made");
        let red = image::RgbImage::from_fn(300, 200, |x, _| image::Rgb([200, (x / 2) as u8, 20]));
        red.save(inner.join("a b.png")).expect("written");
        red.save(folder.path().join("outside.png")).expect("written");
        std::fs::write(inner.join("text.png"), "<svg/>").expect("written");
        std::fs::create_dir(inner.join("folder.png")).expect("made");
        let paint = |name: &str| {
            first_paint(&inner, &WebUrl::parse(&format!("https://shop.example/x/{name}")).expect("https"))
        };
        let hash = paint("a%20b.png?w=2").expect("readable").expect("there");
        let (width, height, _) = thumbhash::thumb_hash_to_rgba(&hash).expect("a ThumbHash");
        assert!(hash.len() <= 40 && width > height);
        assert_eq!(paint("none.png"), Ok(None));
        assert_eq!(paint(""), Ok(None));
        assert_eq!(paint("..%2Foutside.png"), Ok(None));
        assert_eq!(paint("text.png"), Err(Unreadable));
        assert_eq!(paint("folder.png"), Err(Unreadable));
    }
}
