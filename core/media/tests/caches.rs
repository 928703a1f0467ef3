//! Both caches: bounded, kept, shown without a network.

mod world;

use tradewind_domain::{Code, Timestamp};
use tradewind_media::{MediaError, MediaOptions, ModelFile};
use tradewind_ports::Transport;
use world::{Host, url};

#[tokio::test]
async fn pictures_are_bounded_fitted_kept_and_shown_offline() {
    let dir = tempfile::tempdir().expect("a folder");
    let png = |width, height| {
        let mut file = std::io::Cursor::new(Vec::new());
        let image = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
        image.write_to(&mut file, image::ImageFormat::Png).expect("written");
        file.into_inner()
    };
    let host = Host::default();
    host.answer("/a.png", 200, &[], png(400, 200));
    host.answer("/b.png", 200, &[], png(300, 300));
    host.answer("/cut.png", 200, &[], &png(400, 200)[..500]);
    host.answer("/text.png", 200, &[], *b"<svg onload='x'/>");
    let mut bomb = png(2, 2);
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    host.answer("/bomb.png", 200, &[], bomb);
    let options = MediaOptions { picture_cap_bytes: 30_000, ..MediaOptions::default() };
    let (pictures, _) = tradewind_media::open(dir.path(), &options).expect("opens");
    let fetch = async |path: &str, online: bool, at: i64| {
        let transport: Option<&dyn Transport> = if online { Some(&host) } else { None };
        pictures.fetch(&url(path), 100, 100, transport, Timestamp(at)).await
    };
    let image = fetch("a.png", true, 1).await.expect("shown");
    assert_eq!((image.width, image.height, image.rgba.len()), (100, 50, 20_000));
    assert!(!image.thumbhash.is_empty());
    assert_eq!(fetch("a.png", false, 2).await.expect("kept"), image);
    for (path, code) in [
        ("cut.png", Code::PictureBroken),
        ("text.png", Code::PictureBroken),
        ("bomb.png", Code::PictureBroken),
        ("none.png", Code::NotFound),
    ] {
        assert_eq!(fetch(path, true, 3).await.err().map(|error| error.code()), Some(code), "{path}");
    }
    assert_eq!(fetch("b.png", false, 4).await.err().map(|error| error.code()), Some(Code::Offline));
    fetch("b.png", true, 5).await.expect("shown");
    assert!(pictures.kept_bytes().expect("reads") <= 30_000);
    pictures.forget().expect("forgets");
    assert_eq!(pictures.kept_bytes().expect("reads"), 0);
}

#[tokio::test]
async fn models_are_bounded_kept_when_good_and_shown_offline() {
    let dir = tempfile::tempdir().expect("a folder");
    let host = Host::default();
    host.answer("/a.glb", 200, &[], [1; 600]);
    host.answer("/b.glb", 200, &[], [2; 600]);
    let options = MediaOptions { model_cap_bytes: 1_000, ..MediaOptions::default() };
    let (_, models) = tradewind_media::open(dir.path(), &options).expect("opens");
    let fetch = async |path: &str, online: bool, at: i64| {
        let transport: Option<&dyn Transport> = if online { Some(&host) } else { None };
        models.fetch(&url(path), 1_000, transport, Timestamp(at)).await
    };
    let code = |result: Result<ModelFile, MediaError>| result.err().map(|error| error.code());
    let file = fetch("a.glb", true, 1).await.expect("there");
    assert!(!file.kept && file.bytes == [1; 600][..]);
    assert_eq!(code(fetch("a.glb", false, 2).await), Some(Code::Offline), "not kept before it proved good");
    models.keep(&url("a.glb"), &file.bytes, Timestamp(3)).expect("kept");
    let kept = fetch("a.glb", false, 4).await.expect("kept");
    assert!(kept.kept && kept.bytes == file.bytes);
    assert_eq!(code(fetch("none.glb", true, 5).await), Some(Code::NotFound));
    // The one used longest ago makes room.
    models.keep(&url("b.glb"), &[2; 600], Timestamp(6)).expect("kept");
    assert_eq!(models.kept_bytes().expect("reads"), 600);
    assert_eq!(code(fetch("a.glb", false, 7).await), Some(Code::Offline));
    models.drop(&url("b.glb")).expect("dropped");
    assert_eq!(models.kept_bytes().expect("reads"), 0);
}
