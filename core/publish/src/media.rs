//! First paints: the ThumbHash of each main picture whose file is at hand, so that a phone shows something before the picture.

use std::path::{Component, Path, PathBuf};
use tradewind_domain::WebUrl;
use tradewind_domain::limits::PICTURE_BYTES;
use tradewind_picture::{self as picture, Unreadable};

/// The ThumbHash of the picture at `url`, from the file in `folder` that has the address's last part as its name. None
/// without such a file.
pub(crate) fn first_paint(folder: &Path, url: &WebUrl) -> Result<Option<Vec<u8>>, Unreadable> {
    let Some(path) = file_of(folder, url) else { return Ok(None) };
    let Ok(meta) = std::fs::metadata(&path) else { return Ok(None) };
    if !meta.is_file() || meta.len() > PICTURE_BYTES {
        return Err(Unreadable);
    }
    let file = std::fs::read(&path).map_err(|_| Unreadable)?;
    Ok(Some(picture::first_paint(&picture::decode_fitted(&file, 100, 100)?)))
}

/// One plain name below the folder; nothing that could lead out of it.
pub(crate) fn file_of(folder: &Path, url: &WebUrl) -> Option<PathBuf> {
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
