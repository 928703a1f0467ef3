//! Pictures as a list of products asks for them: many at once, from hosts that move them, that are slow, or that lie.

mod world;

use std::sync::Arc;
use std::time::Duration;
use tradewind_domain::{Code, Timestamp, lock};
use tradewind_media::{MediaError, MediaOptions, Pictures};
use tradewind_ports::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};
use world::{Host, url};

const NOW: Timestamp = Timestamp(1_795_521_600_000);

fn open(folder: &std::path::Path) -> Pictures {
    tradewind_media::open(folder, &MediaOptions::default()).expect("opens").0
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 9]));
    image.write_to(&mut file, image::ImageFormat::Png).expect("written");
    file.into_inner()
}

/// A host that never answers.
struct Silent;

impl Transport for Silent {
    fn send(&self, _request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn kept_pictures_wait_for_no_host() {
    let folder = tempfile::tempdir().expect("a folder");
    let host = Host::default();
    host.answer("/a.png", 200, &[], png(40, 40));
    let pictures = open(folder.path());
    pictures.fetch(&url("a.png"), 20, 20, Some(&host), NOW).await.expect("shown");
    let waiting: Vec<_> = (0..50)
        .map(|n| {
            let (pictures, url) = (pictures.clone(), url(&format!("{n}.png")));
            tokio::spawn(async move { pictures.fetch(&url, 20, 20, Some(&Silent), NOW).await })
        })
        .collect();
    tokio::task::yield_now().await;
    let known = url("a.png");
    let kept = pictures.fetch(&known, 20, 20, Some(&Silent), NOW);
    let kept = tokio::time::timeout(Duration::from_secs(5), kept).await;
    assert!(kept.expect("at once").is_ok());
    waiting.iter().for_each(|task| task.abort());
}

#[tokio::test]
async fn pictures_follow_where_their_host_moved_them_and_refuse_what_would_unfold() {
    let folder = tempfile::tempdir().expect("a folder");
    let host = Host::default();
    host.answer("/old.png", 301, &[("location", "/new.png")], "");
    host.answer("/new.png", 200, &[], png(40, 30));
    host.answer("/away.png", 302, &[("location", "https://10.0.0.1/router.png")], "");
    host.answer("/wide.png", 200, &[], png(8_193, 1));
    let mut lossless = b"RIFF\0\0\0\0WEBPVP8L".to_vec();
    lossless.extend(600_000_u32.to_le_bytes());
    lossless.extend([0x2f, 0xff, 0xff, 0xff, 0x0f]);
    lossless.extend(vec![0xa5; 600_000]);
    host.answer("/lossless.webp", 200, &[], lossless);
    let pictures = open(folder.path());
    let moved = pictures.fetch(&url("old.png"), 20, 20, Some(&host), NOW).await.expect("shown");
    assert_eq!((moved.width, moved.height), (20, 15));
    // Kept under the address that the catalog names.
    assert!(pictures.fetch(&url("old.png"), 20, 20, None, NOW).await.is_ok());
    for (path, code) in [
        ("away.png", Code::MerchantRefused),
        ("wide.png", Code::PictureBroken),
        ("lossless.webp", Code::PictureBroken),
    ] {
        let refused = pictures.fetch(&url(path), 20, 20, Some(&host), NOW).await;
        assert_eq!(refused.err().map(|error| error.code()), Some(code), "{path}");
    }
    let asked = lock(&host.asked).clone();
    assert!(!asked.iter().any(|path| path.contains("router")), "{asked:?}");
}

#[tokio::test]
async fn two_that_ask_for_one_picture_at_once_share_one_download_and_its_failure() {
    let folder = tempfile::tempdir().expect("a folder");
    let host = Arc::new(Host::default());
    host.answer("/a.png", 200, &[], png(40, 30));
    let pictures = open(folder.path());
    let ask = async |path: &str, side: u32| pictures.fetch(&url(path), side, side, Some(&*host), NOW).await;
    let (one, two, small) = tokio::join!(ask("a.png", 20), ask("a.png", 20), ask("a.png", 10));
    assert_eq!(one.expect("shown"), two.expect("shown"));
    assert_eq!(small.expect("shown").width, 10);
    let asked = |path: &str| lock(&host.asked).iter().filter(|one| *one == path).count();
    assert_eq!(asked("/a.png"), 2, "one for each size");
    let (one, two) = tokio::join!(ask("none.png", 20), ask("none.png", 20));
    for refused in [one, two] {
        let refused = refused.expect_err("not there");
        assert!(refused.code() == Code::NotFound && matches!(refused, MediaError::Shared(_)), "{refused:?}");
    }
    assert_eq!(asked("/none.png"), 1);
    // Nothing is remembered of it: the next one asks again.
    let alone = ask("none.png", 20).await;
    assert!(matches!(alone, Err(MediaError::Status(404))));
    assert_eq!(asked("/none.png"), 2);
}
